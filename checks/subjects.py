"""Which bodies the prose makes its subject: the names that collect applications, disclose and report as if they were the author.

Only finding them belongs here; whose names they are is `checks.wording_names`. A name counts only where the sentence begins
with it and what it does follows at once: partners, supervisors and lists of bodies never stand so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from checks.names import Name, parse_name
from checks.prose import Sentence, sentences, solid
from checks.report import Report

_KIND = r"(?:局|厅|管理委员会|委员会|委|办公室|办公厅|办|镇|乡|街道|街道办事处|镇人民政府|乡人民政府|镇政府|乡政府|管委会|中心|分局|研究室)"
_BODY = rf"(?P<name>[一-龥]{{2,24}}?{_KIND})"
_BEFORE = (
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])?(?:[一二三四五六]是)?(?:[一-龥]{0,6}(?:公开|申请)(?:(?:情况|方面|工作)+[:：，,]|[:：]))?"
    r"(?:(?:截[至止])?(?:19|20)\d\d年度?(?:12月31日|以来|间)?|本年度|年度内|年内|当年|报告期内|目前|近年来|全年|一年来|今年以来|今年)?[，,]?"
)
_APPLICATIONS = r"(?:政府信息公开申请|依申请公开|信息公开申请|公开政府信息申请|政府信息申请|公开申请)"
_COLLECTS = re.compile(
    _BEFORE
    + _BODY
    + r"(?:20\d\d年度?)?"
    + r"(?:全年|共|共计|累计|总共|均|也|年内|本年度)*(?:未|没有|无)?(?:共|累计)?(?:(?:收到|受理|接到|新收|接收|办理|收办|发生)[^，。；]{0,16}?"
    + _APPLICATIONS
    + r"|(?:收取|发出|产生)[^，。；]{0,8}?(?:处理费|收费通知))"
)
_DISCLOSES = re.compile(
    _BEFORE
    + _BODY
    + r"(?:全年|共|共计|累计|总共|通过|严格|认真|坚持|高度重视|始终|切实|进一步|以|按照|主动公开|依法|积极|深入|不断|持续"
    + r"|围绕|紧紧|聚焦|贯彻|无收取|未收取|根据|在[^，。；]{0,20}领导下|(?:无|没有)其[他它]需要?报告|将进一步[^，。；]{0,8}公开"
    + r"|(?:政府信息|政务|信息)公开工作(?:虽|还|仍|取得|存在))"
)
# In a preamble the author may follow the law it obeys: 「根据条例规定，县发改局严格按照…」.
_DISCLOSES_THEN = re.compile(r"[，,、]" + _BODY + r"(?:严格|认真|坚持|高度重视|始终|切实|积极|深入)")
_REPORTS = re.compile(
    r"(?:现将|现公布|公布|发布|编制|现就|本报告[是为系]|^(?!.{0,24}(?:现将|公布|发布|编制|现就)))(?P<name>[一-龥]{2,24}?"
    + _KIND
    + r")(?:19|20)\d\d年度?的?(?:政府信息公开|政务公开|信息公开)"
)
_DRAWN_UP = re.compile(r"本(?:年度?)?报告由(?P<name>[一-龥]{2,24}?" + _KIND + r")(?:负责)?(?:编制|编写|发布|公布)")
# 如对本报告有疑问，请与县财政局办公室联系: whom readers of the report are sent to.
_CONTACT = re.compile(
    r"(?:报告|年报|疑问|疑义)[^。；]{0,24}请(?:直接|及时|径)?(?:与|向|联系|致电|咨询)[:：]?(?P<name>[一-龥]{2,24}?"
    + _KIND
    + r")(?=[一-龥]{0,8}(?:联系|咨询|反映|查询)|[（(，,：:]|办公室|[一-龥]{2,6}[科股])"
)
_SIGNATURE = re.compile(rf"(?P<name>[一-龥]{{2,24}}?{_KIND})")
_DATED = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_CALLS_ITSELF = re.compile(
    r"(?P<name>[一-龥]{2,24}"
    + _KIND
    + r")[（(](?:以下)?简?称?[:：]?[“\"「]?(?:我|本)(?:局|厅|委|办|镇|乡|街道|机关|单位|中心)"
)
_WE_ARE = re.compile(
    r"(?:我|本)(?:局|厅|委|办|镇|乡|街道|机关|单位|中心)(?:[（(](?!以下|简称)|是|为|即|系|作为)(?P<name>[一-龥]{2,24}?"
    + _KIND
    + r")(?=[）)，,。；]|$|主动|共|未|收到)"
)
_KIND_SIGN = re.compile(r"[局厅委办镇乡道心室]")
_BRACKET_SELF = re.compile(r"[（(](?:以下|简称|我|本)")
_NOT_A_NAME = re.compile(
    r"[全各我本该其每由经向从对与会同在将及按据为请]|相关|有关|部分|多数|下属|所属|基层|职能|上级|国务院|部门|单位|机关|小组|主管|公开[办委中]|工作|负责|领导|印发|组织|一[个种]"
    # 上一年度管委会, 报告期内县财政局
    r"|年度|[去上往近当每一二三四五六七八九十]年|年[来内]|半年|季度|目前|期[内间]"
)
# Parts of names that hold such a character: 发展和改革委员会, 经济和信息化局.
_IN_NAMES = re.compile(r"委员会|管委会|经[济开贸信发]|社会")
_LED = re.compile(r"^(?:虽|尽管|但|自建|自设|自组建|原|含|挂|加挂|包括|现|曾|及|和|即|又称|同时|其中|如|等)")
_AUTHOR_BESIDE = re.compile(r"我[局厅委办镇乡院会]|我街道|我单位|本机关|本局|本单位|转[交办送]|移送|转至")


# From the strongest to the weakest.
ROLES = ("reports", "is_us", "collects", "draws_up", "signs", "discloses", "contact")


@dataclass(frozen=True, slots=True)
class Subject:
    """A body that the prose speaks of as its author; `role` is how, one of `ROLES`: `signs` is a name over the date at the end."""

    name: Name
    role: str
    sentence: Sentence


def subjects(report: Report) -> Iterator[Subject]:
    """The bodies that stand as the report's author, in reading order, one at most a sentence."""
    every = sentences(report)
    for sentence in every:
        found = _subject(sentence)
        if found is not None:
            yield found
    for sentence, date in pairwise(every):
        if _DATED.fullmatch(date.own) and (signed := _SIGNATURE.fullmatch(sentence.own)):
            subject = _as_subject(signed, "signs", sentence)
            if subject is not None:
                yield subject


@lru_cache(maxsize=1024)
def _subject(sentence: Sentence) -> Subject | None:
    own = sentence.own
    if not _KIND_SIGN.search(own):
        return None
    if sentence.section is None and (match := _REPORTS.search(own)):
        return _as_subject(match, "reports", sentence)
    if match := _DRAWN_UP.search(own):
        return _as_subject(match, "draws_up", sentence)
    if match := _CONTACT.search(own):
        return _as_subject(match, "contact", sentence)
    called = _CALLS_ITSELF.search(solid(sentence.text)) if _BRACKET_SELF.search(own) else None
    if match := called or _WE_ARE.search(own):
        return _as_subject(match, "is_us", sentence)
    if (match := _COLLECTS.match(own)) and not _AUTHOR_BESIDE.search(own):
        return _as_subject(match, "collects", sentence)
    disclosing = _DISCLOSES.match(own) or (_DISCLOSES_THEN.search(own) if sentence.section is None else None)
    return _as_subject(disclosing, "discloses", sentence) if disclosing else None


def _as_subject(match: re.Match[str], role: str, sentence: Sentence) -> Subject | None:
    words = match["name"]
    name = None if _NOT_A_NAME.search(_IN_NAMES.sub("", words)) or _LED.search(words) else parse_name(words)
    if name is None or not (name.field or name.is_town):
        return None
    return Subject(name, role, sentence)
