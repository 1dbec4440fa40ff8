"""Whose figures a sentence and a table speak of: the agency's own, or those of every body in its area.

A sentence about 全市 beside a department's own table contradicts nothing; the rules then ask instead of asserting.
"""

from __future__ import annotations

import re

from checks.model import Filing
from checks.report import Claim

_OFFICE = re.compile(
    r"政府办公?[厅室]|政府办|府办|本级|我办|本办|我室|本机关|代表[^，。；]{0,8}政府|以[^，。；]{0,6}政府[^，。；]{0,8}(?:名义|为被申请人|为被告)"
)
# Of an area report's bodies, some: the government itself, one level of them, or those below.
_SOME = re.compile(
    rf"{_OFFICE.pattern}|[省市县区州盟旗](?:人民)?政府(?!信息|网站|门户|公报|规章|令)|[省市县区州盟旗][级直]|部门|县区|区县"
    r"|县（|乡镇|街道|镇街"
)
_WHOLE_TOWN = re.compile(r"全[镇乡]|全街道|全办|全局|全委|全厅|全院|全校|全中心|全分局|全所|全站|全系统")
_OWN_PART = re.compile(
    r"(?:其中[^。；]{0,40}|[，,、])(?:[局厅委署院]机关|本级|机关本部|[省市县区州盟旗](?:[局委厅]|公司)|[我本](?:[局委厅院]|机关|单位))"
)
# 我局及下属单位共收到
_WITH_BELOW = re.compile(r"[及和与](?:下属|所属|直属|二级)|[局委厅]属各")
_WIDER = re.compile(r"全[省市县区州盟旗]|各级|各部门|各单位|各乡镇|各镇")
# 「县教育局收到」「市局共受理」: the body that a clause begins with, by the end of its name.
_SUBJECT = re.compile(
    r"(?P<body>[一-龥]{1,2}(?:[局委厅办室镇乡院]|街道|街道办|办事处|政府|中心|支队|大队|部门))"
    r"(?:\s|\d|[年度共全新总计本，,]|累计|合计|一共|以来|年内)*(?:未|没有|无|收到|接到|接收|受理|收办|办理|答复|办结)"
)
# 东河区、西河区未发生, in the report of the city that they belong to; 辖区, 开发区 are other areas.
_PLACE = re.compile(
    r"(?P<body>[一-龥]{1,2}(?:县|(?<![辖社园小地发景新])区|[镇乡]|街道)(?:人民)?(?:政府)?)"
    r"(?:\s|\d|[年度共全新总计本，,]|累计|合计|以来|年内)*(?:未|没有|无|被|发生|收到|受理|制发|制定)"
)
_ITSELF = re.compile(r"^.?[本我全该]")
_TOWN_NAME = re.compile(r"[镇乡](?:人民政府|政府)?$|街道(?:办事处)?$")
# 云岭县2024年…报告 names its government by the place alone; a zone (开发区, 高新区, 风景区) has none.
_AREA_NAME = re.compile(
    r"[省市县区州盟旗]人民政府$|^[一-龥]{1,14}(?:[省市县州盟旗]|自治区|(?<![发新理景税范验作业治灌库护港园])区)$"
)


def own_names(filing: Filing) -> tuple[str, ...]:
    """The names under which this agency may speak of itself: registry, aliases, and the name read from the report."""
    names: list[str] = []
    if filing.agency is not None:
        names += [filing.agency.name, *filing.agency.aliases]
    if filing.report is not None and filing.report.agency:
        names.append(filing.report.agency)
    return tuple(dict.fromkeys(name for name in names if name))


def kind_of(filing: Filing) -> str | None:
    """The agency's kind from the registry, or from its name where a single file is checked without one."""
    if filing.agency is not None and filing.agency.kind:
        return filing.agency.kind
    name = next(iter(own_names(filing)), "")
    if _TOWN_NAME.search(name):
        return "town"
    if _AREA_NAME.search(name):
        return "government"
    if re.search(r"政府办公?[厅室]$", name):
        return "government_office"
    return "department" if name else None


def _speaks_of_another(filing: Filing, clause: str, bodies: re.Pattern[str]) -> bool:
    """Whether the body that received or answered has a name no part of which is the agency's: 市局 may be 云河市民政局."""
    subject = bodies.search(clause)
    names = own_names(filing)
    if subject is None or not names or _ITSELF.search(subject["body"]):
        return False
    in_order = re.compile(".*".join(subject["body"].removesuffix("办事处") or "办事处"))
    return not any(in_order.search(name) for name in names)


def is_area_report(filing: Filing) -> bool:
    """Whether the report is a government's for its whole area (条例 article 49, second paragraph)."""
    return kind_of(filing) == "government"


def same_scope(filing: Filing, claim: Claim, sentence: str, clause: str = "") -> bool:
    """Whether a claim and the tables speak of the same bodies, as far as the words of its sentence and of its clause there tell."""
    if is_area_report(filing):
        # 「市政府及办公室制发9件，全市现行有效416件」: each clause says whose documents it counts.
        whole = all(_WIDER.search(words) or not _SOME.search(words) for words in (sentence, clause))
        return whole and not _speaks_of_another(filing, clause, _PLACE)
    if claim.scope == "own":
        return not (_speaks_of_another(filing, clause, _SUBJECT) or _WITH_BELOW.search(clause))
    # An office tells of what it did for its government: 「代表市政府受理」 is its own report's affair.
    if claim.scope == "unclear" and kind_of(filing) == "government_office" and not _WIDER.search(sentence):
        return True
    # 「全系统31件，其中局机关12件」: the table may hold either.
    return bool(_WHOLE_TOWN.search(sentence)) and not _WIDER.search(sentence) and not _OWN_PART.search(sentence)
