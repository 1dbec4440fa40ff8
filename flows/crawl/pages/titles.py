"""What a title or a link says: is it an annual report on open government, of which year, whose; or what is it instead.

Titles come from the inventory of real ones: years before, within and after the words, halves of the words missing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from flows.crawl.pages.years import YEAR, settled
from flows.extract.script import comparable

# 工作总结及下年度工作计划
_PLAN = re.compile(r"(总结|报告|情况)(?:及|和|与|暨|、)(?:工作|下一?年度?|来年|今后)*(?:计划|打算|要点|安排|思路)$")
# 2024年xxgk年报, 水利局zfxxgk年度报告
_PINYIN = re.compile(r"(?:zf)?xxgk(?=(?:工作)?(?:年|$))", re.I)
_NOISE = re.compile(
    r"^(请?点[击此]|登[录陆]后|查[看阅]|(?:继续|展开)?阅读(?:更多|全文)?[:：“]*|进入|下载|浏览|打开|关于|公布|发布|公开|印发|转发|重新|再次|重发|《|【[^】]*】|\[[^\]]*\]|附件\d*[:：.、]?|\d{1,3}[.、)）]"
    r"|(一图读懂|图解|图说|解读|更正|勘误|修订|修改)[:：|｜]?|[·•●■◆>-])+"
)
# 水利局1-12月, 水利局全年, 水利局依法行政暨: the time and what else the report is about.
_TAIL = re.compile(
    r"(的|关于|公布|发布|印发|公开|报送|上报|提交|呈报|重新|再次|更正|修订|工作|全年度?|1月?[-—~～至到]12月份?|一(?:月|月份)?至十二月份?"
    r"|(?:依法行政|法治(?:政府)?建设|政务服务|效能建设|政府网站)(?:工作)?[暨及和与、])+$"
)
# What is left of the mandated words behind a name where a sign of them was lost: 水利局政府信公开年度报告.
_SCRAP = re.compile(r"(?<=[局厅委署院会府室])[政府信息公开工作]{1,7}$")
# A year that is none: 203年, 23’, 上年度.
_ODD_YEAR = re.compile(r"(?:[\d〇零一二三四五六七八九十]{2,5}['’‘`]?年?度?|[上本该]年度?)$")
_ENDS = "[]【】:：,，.。-—_ 《》“”\"'"
# A piece of navigation or a sentence is nobody's name.
_NO_NAME = re.compile(r"[>:：,，。;；?？!！|《》]|当前位置|首页|标题|名称|日期|索引号|来源")
_OURSELVES = frozenset(
    {
        "我局",
        "我委",
        "我办",
        "我市",
        "我县",
        "我区",
        "本局",
        "本机关",
        "本单位",
        "本级",
        "部门",
        "单位",
        "政府",
        "年度",
        "历年",
        "往年",
    }
)
_SUBJECT = re.compile("政?府?信?息?公?开?")
# What a window's title ends with is the site's name, and nobody's.
_SITE = re.compile(r"(网站?|门户|平台|频道|专栏)$")
_TOLD = re.compile(r"政府信息|政务信息")
# [县教育局]2025年…: platforms put the author before the title.
_PLATE = re.compile(
    r"[\[【(]([^\]】)]{2,30}(?:局|厅|委|委员会|办|室|政府|镇|乡|街道|街道办事处|管委会|中心|馆|海关|队|处|院|校|会|社|苏木|公司))[\]】)]"
)
_CORE = re.compile(r"(政府|政务)?信息公开|政务公开|政府信息(?=工作|年度)")


class Kind(IntEnum):
    """How a title reads: NONE is no such report; WEAK needs a column of reports around it; FIRM is the mandated title."""

    NONE = 0
    WEAK = 1
    LOOSE = 2
    FIRM = 3


_FORMS = (
    (Kind.FIRM, re.compile(r"(?:政府|政务)?信息公开(工作)?的?(年度(工作)?(总结)?报告|年报)")),
    (Kind.FIRM, re.compile(r"政务公开(工作)?的?(年度(工作)?报告|年报)")),
    (Kind.FIRM, re.compile(r"政府信息(工作)?(年度报告|年报)")),
    # One sign of 政府信息公开 lost: 政府信息公年度报告.
    (
        Kind.LOOSE,
        re.compile(
            r"(?:政府?信息公|府信息公开|政信息公开|政府信公开|政府息公开|政府信息开)(工作)?的?(年度(工作)?报告|年报)"
        ),
    ),
    (Kind.LOOSE, re.compile(r"信息公开(工作)?(年度)?(情况)?的?(工作)?(总结)?报告|信息公开年度?总结|政务公开工作报告")),
    (Kind.WEAK, re.compile(r"^.{0,30}(年度(工作)?报告|年报)$|信息公开(工作)?(基本)?情况$|信息公开(工作)?总结$")),
)
# Before the words of a mandated title stands an agency's name, and 审计局 or 规划局 are no audits or plans: there only
# these count.
_OPENERS = (
    (
        re.compile(r"^[【\[(（]?(一图|图解|图说|长图|图读|漫画|动漫|视频|音频|H5)|[:：](一图|图解|图说)"),
        "是图解或音视频，不是报告正文",
    ),
    (re.compile(r"^[【\[(（]?解读|[:：]解读"), "是解读，不是报告正文"),
    (re.compile(r"季度|半年"), "不是全年的报告"),
    (re.compile(r"(村务|党务|校务|厂务|院务)公开|(预?决算|财政|环境|人事)(?=信息公开)"), "是其他公开工作的报告"),
    (
        re.compile(r"做好|编制|编写|编报|报送|填报|上报|开展(?!(工作)?的?情况)|撰写|组织|提交|催报|征求|召开"),
        "是部署年报工作的文件",
    ),
)
_CLOSERS = (
    (re.compile(r"图解|图说|一图|长图|图读|漫画|动漫|视频|H5|音频"), "是图解或音视频，不是报告正文"),
    (re.compile(r"解读|问答|答记者"), "是解读，不是报告正文"),
    (re.compile(r"征求意见|意见征集|征集意见"), "是征求意见的稿件，不是报告正文"),
    (
        re.compile(r"(编制|编写|报送|填报|发布|有关|相关)?工作?(的)?(通知|函|通报|提示|方案|会议|培训)"),
        "是部署年报工作的文件",
    ),
    (
        re.compile(r"(?<!新)格式|模板|样式|范本|式样|空表|填表|(?<!情况)(?<!情况的)说明|指引|指南|要求[)）]?$"),
        "是报告的说明或格式",
    ),
    (re.compile(r"(?<![及和与暨附含])统计(表|报表|数据)|汇总表|目录|清单|评议|评估|考核|测评"), "是统计表或评议材料"),
)
_OTHERS = (
    *_CLOSERS,
    *_OPENERS,
    (re.compile(r"预算|决算|三公|财务|财政收支"), "是预算或决算"),
    (re.compile(r"网站.{0,8}(年度|工作).{0,4}(报表|报告)|新媒体.{0,6}年度"), "是政府网站报表"),
    (re.compile(r"法治政府|依法行政|行政执法|绩效|审计|统计公报|环境状况|质量"), "是其他工作的报告"),
    (re.compile(r"^(?!.*公开).*政府工作报告"), "是政府工作报告"),
    (re.compile(r"^(?!.*公开).*工作总结"), "是工作总结"),
    (
        re.compile(
            r"要点|方案|计划|规划|问卷|调查|部署|召开|调研|办法|制度|规定|条例(?!.{0,8}(?:报告|年报|总结)$)|依据|收费"
        ),
        "不是年度报告",
    ),
)
MISTAKEN = frozenset({"是统计表或评议材料", "是政府网站报表", "是报告的说明或格式", "是其他工作的报告", "不是年度报告"})
"""Why a title is none of a report where a report's may say so as well: 政务公开和政府网站工作年度报告."""
# 审计局, 自然资源和规划局 and 国家统计局调查队 are named for what other documents are about.
_TASK_OF_A_NAME = re.compile(
    r"(?:审计|规划|质量|环境|统计|调查|计划|执法|财务|绩效|制度|会议|培训|评估|考核)[一-鿿]{0,8}?(?:[局厅署队院]|委员会|办公室|中心)"
)
# What a list leaves of the mandated words when it cuts a title: …政府信息公开工作年…, at least 政府信.
_CUT = re.compile(r"(?:\.{2,}|…+|。{2,}|·{3,})$")
_WHOLE = (
    "政府信息公开工作年度报告",
    "政府信息公开年度报告",
    "政务公开工作年度报告",
    "信息公开工作年度报告",
    "信息公开年度报告",
)
_LEAST_LEFT = 3
_SUFFIX = re.compile(r"\.(?:docx?|wps|pdf|ofd|zip|rar|xlsx?|s?html?)$", re.I)
_SENT, _LETTER = re.compile("报送|上报|提交|呈报"), re.compile(r"^[》\W]*的(报告|函)$")
_ISSUED = re.compile(r"(印发|发布|公布)")
_PICTURE = re.compile(r"图片版|扫描件|扫描版")


@dataclass(frozen=True, slots=True)
class TitleReading:
    """A title understood. `agency` is what is left once year and subject are taken away, empty where nothing is.

    `why_not` is a Chinese reason where `kind` is NONE because it is something else; `is_about_it` is true where that
    something (a picture guide, an explanation) presupposes the report; `is_picture` marks 图片版.
    """

    text: str
    kind: Kind
    years: tuple[int, ...] = ()
    agency: str = ""
    why_not: str = ""
    is_about_it: bool = False
    is_picture: bool = False


@lru_cache(maxsize=8192)
def read_title(text: str) -> TitleReading:
    """Reads a title, the text of a link or a heading."""
    flat = _SUFFIX.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", comparable(text[:300]))))
    flat = settled(_completed(_PINYIN.sub("信息公开", flat) if "k" in flat.lower() else flat))
    years = tuple(dict.fromkeys(int(match[1]) for match in YEAR.finditer(flat)))
    rest = _PLAN.sub(r"\1", YEAR.sub("", flat))
    kind, match = next(((kind, match) for kind, form in _FORMS if (match := form.search(rest))), (Kind.NONE, None))
    agency = _agency(rest) if match else ""
    why_not = _why_not(rest, kind, match)
    if why_not:
        about = match is not None and why_not.endswith("不是报告正文")
        return TitleReading(text, Kind.NONE, years, agency, why_not, about)
    return TitleReading(text, kind, years, agency, is_picture=bool(_PICTURE.search(rest)))


def _completed(flat: str) -> str:
    """A title that ends in … within the mandated words, with those words whole; what was cut off is seen on its page."""
    cut = _CUT.search(flat)
    if not cut or not cut.start():
        return flat
    left = flat[: cut.start()]
    for whole in _WHOLE:
        for length in range(len(whole) - 1, _LEAST_LEFT - 1, -1):
            if left.endswith(whole[:length]):
                return left[:-length] + whole
    return flat


def _why_not(rest: str, kind: Kind, match: re.Match[str] | None) -> str:
    """What a title without its years is instead of the report; empty where it may be the report."""
    if match is None or kind is Kind.WEAK:
        return _first(_OTHERS, _TASK_OF_A_NAME.sub("", rest))
    before, after = rest[: match.start()], rest[match.end() :]
    # 财政信息公开 is of something else, 县财政 政府信息公开 is not.
    told = before + match[0] if match[0].startswith("信息") else before
    issued = _ISSUED.search(before) and re.search(r"的?(通知|公告|函)$", after)
    if _SENT.search(before) and _LETTER.search(after):
        # 关于报送…年度报告的报告: who sends it wrote it.
        return _first(_OPENERS, _SENT.sub("", told))
    return _first(_OPENERS, told) or ("" if issued else _first(_CLOSERS, after))


def _first(reasons: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str:
    return next((why for form, why in reasons if form.search(text)), "")


def _agency(rest: str) -> str:
    core = _CORE.search(rest)
    before = rest[: core.start()] if core else re.split(r"年度|年报", rest)[0]
    # 华容县人民政府信息公开…: one 政府 serves both words.
    if before.endswith("人民") and core and core[0].startswith("政府"):
        before += "政府"
    # 政府信息主动公开年度报告, 政府信息公工作年度报告: what is told ends the name there too.
    if (told := _TOLD.search(before)) and told.start() > 2:
        before = before[: told.start()] + ("政府" if before[: told.start()].endswith("人民") else "")
    name = (
        _TAIL.sub("", _NOISE.sub("", _ODD_YEAR.sub("", before)).rstrip("《")).strip(_ENDS).lstrip(")）").rstrip("(（")
    )
    name = _SCRAP.sub("", name)
    if len(name) < 2 and (plate := _PLATE.match(before)):
        name = plate[1]
    if len(name) < 2 and core:
        name = _after(rest[core.end() :])
    return "" if name in _OURSELVES or _SUBJECT.fullmatch(name) or len(name) < 2 or _NO_NAME.search(name) else name[:60]


def _after(tail: str) -> str:
    """An agency that stands behind the words: …年度报告（周口市财政局）, …年度报告-周口市财政局."""
    match = re.search(r"(?:报告|年报|总结)[(（\[【—_-]+([^)）\]】]{3,40})", tail)
    if not match or _SITE.search(match[1]):
        return ""
    return (
        match[1]
        if re.search(r"[局厅委办府镇乡院署会馆队校社]|街道|中心|公司|海关|管理处|研究室|苏木", match[1])
        else ""
    )
