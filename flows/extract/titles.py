"""Reading a title: whether a line is the title of an annual report, and the year and agency that it names.

Where on a page a title may stand is for `flows.extract.identity`.
"""

from __future__ import annotations

import re

from flows.extract.headings import squeeze
from flows.extract.layout.page import TORN
from flows.extract.script import comparable

LONGEST_TITLE = 70
_LONGEST_BARE = 36
_ZEROS = "〇○零0OoОоΟο"
"""What offices type for 〇, letters among them."""
NUMERALS = f"{_ZEROS}一二三四五六七八九"
_YEAR = re.compile(rf"(?<!\d)(20[0-3]\d)(?!\d)\s*(?:年度?(?:1[-—~至到]12月份?)?)?|(二[{NUMERALS}]{{3}})年度?")
_SUBJECT = r"(?:政府|政务)?信息(?:[与和及]政务公开|公开)?(?:工作)?(?:的|情况)?"
_KIND = (
    rf"(?:(?:20\d\d|二[{NUMERALS}]{{3}})?年?度?(?:工作)?(?:的)?(?:年度|年)?(?:工作)?(?:总结)?(?:情况)?(?:的)?"
    r"(?:报告|年报|报$|告年度报|情况$|总结$))"
)
_TITLE = re.compile(rf"{_SUBJECT}{_KIND}")
_NOISE = re.compile(
    r"[（(【\[](?:文字版|图片版|超链版|公开版|网页版|word版|PDF版|图解|20\d\d年度?)[）)】\]]|^[【\[][^】\]]{1,6}[】\]]|^关于(?:公布|发布|印发)?|^公布|[《》“”\"]",
    re.I,
)
# What an office or a list puts before a title: 附件1：, 1. or a number of a document, a date, 标题 in a head of metadata.
_BEFORE = re.compile(
    r"^(?:(?:标题|名称)[:：]?|附件\d{0,2}[:：.、]?|\d{1,2}[.、．](?!\d)|[\[(（【]?20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])）】]?|[\u4e00-\u9fff]{2,12}[\[(（〔【]20\d\d[\])）〕】]\d{1,4}号)"
)
# 乡镇信息公开年度报告, 市直部门政府信息公开年报 are the names of columns.
_MANY = r"(?:部门|单位|机关|委办局|乡镇|镇街|街镇|镇乡|街道|街道办|街道办事处|县市区|区县|县区|市县|人民政府|政府)"
_NO_NAME = re.compile(
    rf"\d+|本级|[本我][局委办厅镇乡市县区]|本(?:机关|单位|部门)|各?(?:[省市区县州旗]?[直属级]|所属|基层|政府)?{_MANY}(?:[、和及与]?{_MANY})*"
)
_NO_REPORT = re.compile(
    r"主动公开|公开的?申请|行政诉讼|通知|图解|一图|说明$|目录|指南|制度|规定|办法|格式|解读|季度|半年|预算|决算|方案|要点|专栏|栏目|列表|[>＞›»]|首页|当前位置|当前栏目"
)


def is_title(line: str) -> bool:
    """Whether a line is the title of an annual report on disclosure, and nothing more."""
    text = squeeze(comparable(line))
    return (
        len(text) <= LONGEST_TITLE
        and _TITLE.search(text) is not None
        and not re.search(r"[。；;]|(?<!机构)编制|如下|本报告|根据|按照", text)
        and _NO_REPORT.search(text) is None
    )


def is_bare_title(line: str) -> bool:
    """Whether a line names a report of a year and not what it is on, as a title that lost 政府信息公开 does."""
    text = squeeze(comparable(line))
    return (
        len(text) <= _LONGEST_BARE
        and _YEAR.search(text) is not None
        and re.search(r"年(?:度|工作|度工作|工作年度)?(?:工作)?(?:年度)?(?:报告|年报)$", text) is not None
        and re.search(r"信息|政务|政府工作|[。，；:：]", text) is None
        and _NO_REPORT.search(text) is None
    )


def title_year(title: str) -> int | None:
    """The report year that a title names; of several, the one nearest to the words 信息公开."""
    text = squeeze(comparable(title))
    years = [(match.start(), match) for match in _YEAR.finditer(text)]
    if not years:
        return None
    at = text.find("信息公开")
    _, nearest = min(years, key=lambda pair: abs(pair[0] - max(at, 0)))
    return int(nearest.group(1)) if nearest.group(1) else chinese_year(nearest.group(2))


def chinese_year(text: str) -> int | None:
    """二〇二三 as 2023, or None."""
    digits = "".join("0" if char in _ZEROS else str("〇一二三四五六七八九".find(char)) for char in text)
    return int(digits) if digits.isdigit() and len(digits) == 4 else None


def title_agency(title: str) -> str | None:
    """The agency that a title names, in simplified script, or None; nothing is added to what stands there.

    人民政府信息公开 is read as 人民政府 + 政府信息公开, 某市政府信息公开 as 某市 + 政府信息公开.
    """
    title = comparable(title)
    text = _NOISE.sub("", _BEFORE.sub("", squeeze(title)))
    match = _TITLE.search(text)
    if match is None:
        return None
    head = text[: match.start()]
    if match.group().startswith("政府") and head.endswith("人民"):
        head += "政府"
    head = _YEAR.sub("", head)
    head = re.sub(
        r"^(?:关于|公布|发布)|(?:关于)?(?:公开|公布|发布|报送|上报|印发)$|(?:关于|(?<!\d)\d\d年|年度|年|的)$", "", head
    ).strip(" 、,，:：-—_|·.★☆●◆■▲※")
    # A name with a character that could not be read is nobody's; behind the name stood the year.
    head = head.rstrip(TORN)
    names = len(head) >= 2 and not _NO_NAME.fullmatch(head) and TORN not in head
    return as_published(head, title) if names else None


def as_published(words: str, text: str) -> str:
    """Words found in a squeezed text with the brackets that they have in the text itself."""
    bare = "".join(text.split())
    at = squeeze(text).find(words)
    published = bare[at : at + len(words)]
    return "".join(
        there if there in "（）" else here for here, there in zip(words, published.ljust(len(words)), strict=True)
    )
