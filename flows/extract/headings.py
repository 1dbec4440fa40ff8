"""Recognising the headings of the six mandated parts, by their words and never by their numeral alone.

Which of several candidates are the report's real parts is decided in `flows.extract.sections`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from checks.forms import load_form
from flows.settings import config_dir

CANONICAL, STRONG, CLOSE, WEAK = 100, 90, 80, 70
LONGEST_HEADING = 45
_OFTEN_ASKED = 64
"""Characters of a line that may be a heading, a title or a label: such are asked about several times in a report."""
_LOOK = 70
_CLOSE_ENOUGH = 85
_CN = "一二三四五六七八九十"
_OTHER_NUMERALS = ("壹贰叁肆伍陆柒捌玖拾", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", "①②③④⑤⑥⑦⑧⑨⑩")
_DIGIT_OF = {char: index + 1 for numerals in (_CN, *_OTHER_NUMERALS) for index, char in enumerate(numerals)}
_CAPITAL, _ROMAN, _CIRCLED = _OTHER_NUMERALS
_ORNAMENT = "●◆■★▪•◇□▌※▶►➤"

_MARKER = re.compile(
    rf"[#\s*{_ORNAMENT}]*(?:(?P<cn>[{_CN}]{{1,3}}|[{_CAPITAL}]|[—－–-](?=\s*[、,，.．]))(?:\s*[、,，.．:：]|\s)"
    rf"|[（(]\s*(?:(?P<paren>[{_CN}]{{1,3}})|(?P<bracketed>\d{{1,2}}))\s*[）)]\s*[、,，.．]?"
    rf"|(?P<digit>\d{{1,2}}|[{_ROMAN}])(?:\s*(?:、|[.．](?!\d)|[.．](?=20[0-3]\d年))|(?<=0\d)\s?[/／|｜]?\s?(?!\d))|(?P<circled>[{_CIRCLED}])\s*[、.．]?"
    rf"|第(?P<part>[{_CN}])(?:部分|章|节)\s*[、,，.．:：]?"
    # 王、 for 五、: a sign in the numeral's place that is none.
    r"|(?P<lost>[^\W\d_]?[、.．]))?\s*[【“「]?"
)
# Rows of table 3 carry the same numerals as the six parts (一、本年新收… 四、结转下年度…).
_TABLE_ROW = re.compile(
    r"本年(?:度)?新收政府|上年(?:度)?结转政府|本年度办理结果|结转下年(?:度)?继续|[予不]予公开$|无法提供$|不予处理$|总计$"
)

_WHOSE = (
    r"(?:我[局镇乡县区市办委厅处院街道单位会旗州]{1,3}|本[局镇乡县区市办委厅处院机关单位年度]{1,3}|全[年市县区镇]"
    r"|行政机关|(?:20\d\d|二[〇○0零][一二][〇○0零一二三四五六七八九])年(?:度)?|政府信息公开|政务公开|信息公开|工作|的)*"
)
_STATE = r"(?:工作)?(?:的)?(?:总体|基本)?(?:情况)"
_TITLES = {
    "S1": rf"{_WHOSE}(?:总体情况(?:概述)?|总体概况|工作概述|概述|概况|基本情况|总体工作情况)",
    "S2": rf"{_WHOSE}(?:主动公开(?:的)?(?:政府|政务)信息{_STATE}|(?:政府|政务)信息主动公开{_STATE}|主动公开信息{_STATE})",
    "S3": rf"{_WHOSE}(?:收到[和及、与并](?:办理|处理)|受理[和及、与]处理|接收[和及、与]处理)(?:政府|政务)?信息(?:依申请)?公开(?:的)?申请"
    rf"(?:的)?(?:办理|处理)?{_STATE}",
    "S4": rf"(?:因|就)?{_WHOSE}(?:被)?(?:申请|提起)?(?:行政)?复议[、,，和及与或]*(?:被)?(?:提起|提前)?(?:行政)?诉讼"
    rf"(?:[、,，和及与或]*(?:行政)?申诉|[、,，和及与或]*举报|[、,，和及与或]*投诉)*{_STATE}",
    "S5": rf"{_WHOSE}(?:工作)?(?:中)?(?:存在)?(?:的)?(?:主要|突出)?(?:困难[和及、与])?(?:问题|不足)(?:[和及、与]不足)?"
    r"(?:[和及、与]|以及)(?:下一步)?(?:的)?"
    r"(?:工作)?(?:改进|整改|解决)(?:的)?(?:工作)?(?:情况|措施|办法|意见|打算|方向)",
    "S6": r"(?:其[他它]|需要?(?:报告|说明)的其[他它])(?:需要?|应当?|须)?(?:报告|说明)?(?:的)?(?:有关|相关|重要)?(?:事项|情况说明|事宜)",
}
_WEAK_TITLES = {
    "S2": rf"{_WHOSE}主动公开{_STATE}",
    "S3": rf"{_WHOSE}(?:(?:政府信息)?依申请公开(?:政府信息)?(?:办理|工作)*{_STATE}"
    rf"|(?:办理|处理|受理)?(?:政府)?信息公开申请(?:办理|处理)?{_STATE})",
    "S5": r"(?:主要|存在)(?:的)?(?:主要)?问题(?:[和及、与]|以及)[^。，；]{0,12}",
    "S6": r"其[他它](?:情况|需要报告)",
}
_NAMED = re.compile(
    r"[\u4e00-\u9fff]{2,18}?(?:[局委办厅镇乡院会]|办公室|街道|办事处|政府|中心|[总支大]队|海关|公司)(?=总体|主动|收到|因|政府信息|行政|存在|其[他它]|基本|工作)"
)
"""A body's own name before a part's title: 二、某县水利局主动公开政府信息情况."""
_STRONG_START = {section: re.compile(title) for section, title in _TITLES.items()}
_WEAK_WHOLE = {section: re.compile(title + r"[。:：]?$") for section, title in _WEAK_TITLES.items()}
_GO_ON = re.compile(
    r"$|[。:：；;（(】”」0-9#一二三四五六七八九十…·]|\.{2}|20|我|本|全|根据|按照|为|无|截[至止]|主要|政府信息公开工作[^的]"
)
_PART_OF_TITLE = re.compile(r"[的之及和与等表]|[如见]下|以及|部分")
# "一、总体情况，二、…" and "…总体情况、主动公开…" list the parts, they do not open one.
_LISTING = re.compile(r"\s*(?:[，,、；;和及等共]|以及|六(?!\s*[、.．])|几)(?=\s*\S)")
# What every title holds a part of: lets most paragraphs be passed over unread.
_POSSIBLE = re.compile(r"[情概].?[况述]|问.?题|不.?足|事.?[项宜]|报\s*告")
_MARKED = re.compile(
    rf"[#\s*]*(?:[{_CN}]{{1,3}}\s*[、,，.．:：]|[—－–-]\s*[、,，.．]|[（(]|\d{{1,2}}\s*[、.．]|第|[、.．])"
)
_INLINE = re.compile(
    rf"(?<![，,、和及与括为由“《（(第{_CN}])(?:(?:[{_CN}]|[—－–-])\s*[、,，.．]|[（(]\s*[{_CN}]\s*[）)])\s*(?=\S)"
    rf"|(?<=[。；;：）)\s])(?:\d{{1,2}}\s*[、.．](?!\d)|第[{_CN}]部分)\s*(?=\S)"
)
_STOPS = ("。", "：", ":")
_CLOSING = "】”」"
_BESIDE_TITLE = f" 。:：#*　{_CLOSING}"
_LAST_SENTENCE = re.compile(r"(?<=[。；;）)])[^。；;]{2,45}$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's marker and title: `style` is cn 一、 paren （一） digit 1. part 第一部分 lost 、 or none.

    `section` is S1…S6 or None; `score` how surely it is that section; `length` the characters of the line it takes,
    so that what follows on the same line is the section's first paragraph.
    """

    text: str
    style: str
    number: int | None
    section: str | None
    score: int
    length: int


def read_heading(line: str) -> Heading | None:
    """The heading that a line opens with, or None where the line is prose or a row of table 3."""
    return _heading_of_line(line) if len(line) <= _OFTEN_ASKED else _heading_of(line)


@lru_cache(maxsize=4096)
def _heading_of_line(line: str) -> Heading | None:
    return _heading_of(line)


def _heading_of(line: str) -> Heading | None:
    if not _POSSIBLE.search(line[:_LOOK]) and (len(line) > LONGEST_HEADING or not _MARKED.match(line)):
        return None
    style, number, start = _marker(line)
    rest = line[start:]
    squeezed = squeeze(rest[: LONGEST_HEADING + 40])
    if _TABLE_ROW.match(squeezed):
        return None
    if found := _opening_named(squeezed, marked=style not in ("none", "lost")):
        sure, score, taken = found
        length = start + _unsqueezed(rest, taken)
        behind = line[length:].lstrip("#* 　")
        # Without a numeral only the printed title and a stop behind it tell a heading from a sentence.
        bare = style in ("none", "lost") and not (score == CANONICAL and behind[:1] in _STOPS)
        if _LISTING.match(line, length) or (bare and behind.strip(_BESIDE_TITLE)):
            return None
        length += len(behind) - len(behind.lstrip(_CLOSING)) if line[length:] == behind else 0
        return Heading(line[:length].strip(" #*　"), style, number, sure, score, length)
    if len(squeezed) > LONGEST_HEADING or style == "none":
        return None
    section, score = _whole(squeezed.rstrip("。:："))
    return Heading(line.strip(" #*　"), style, number, section, score, len(line))


def _marker(line: str) -> tuple[str, int | None, int]:
    """A line's style and number, and where its title begins; 五存在的主要问题… has lost the mark behind its numeral."""
    mark = _MARKER.match(line)
    style, number = _style(mark) if mark else ("none", None)
    if style == "none" and line[:1] in _CN and line and _opening(squeeze(line[1 : LONGEST_HEADING + 40]), marked=False):
        return "lost", None, 1
    return style, number, mark.end() if mark else 0


def inline_starts(text: str) -> list[int]:
    """Where inside a paragraph a marked heading of a mandated part begins; 0 is not listed."""
    found = []
    for match in _INLINE.finditer(text):
        at = match.start()
        heading = read_heading(text[at : at + 120]) if at else None
        if heading and heading.section and heading.score >= STRONG:
            found.append(at)
    if not found and (last := _LAST_SENTENCE.search(text)) and names_part(last[0]):
        found.append(last.start())
    return found


def names_part(text: str) -> bool:
    """Whether a text is a part's title and nothing more, with a numeral or without."""
    heading = read_heading(text)
    return (
        heading is not None and heading.section is not None and heading.score >= STRONG and heading.length == len(text)
    )


@cache
def titles_of_parts() -> dict[str, tuple[str, ...]]:
    """Section → its printed title and every known variant of it, squeezed and without numerals, over all forms."""
    canonical, variants = _known_titles()
    known = {section: [title] for section, title in canonical.items()}
    for title, section in variants.items():
        known[section].append(title)
    return {section: tuple(titles) for section, titles in known.items()}


def squeeze(text: str) -> str:
    """Text without white space, compatibility characters (full width, radicals) folded."""
    return _squeezed(text) if len(text) <= _OFTEN_ASKED else "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _style(mark: re.Match[str]) -> tuple[str, int | None]:
    for style in ("cn", "paren", "part"):
        if numeral := mark.group(style):
            return style, _number(numeral)
    if figure := mark.group("digit") or mark.group("circled") or mark.group("bracketed"):
        return "digit", _DIGIT_OF.get(figure) or int(figure)
    return ("lost", None) if mark.group("lost") else ("none", None)


def _number(numeral: str) -> int:
    """一…三十九 as a number; a dash stands for 一."""
    if "十" in numeral:
        tens, _, ones = numeral.partition("十")
        return _DIGIT_OF.get(tens, 1) * 10 + _DIGIT_OF.get(ones, 0)
    return _DIGIT_OF.get(numeral, 1)


def _opening_named(squeezed: str, marked: bool) -> tuple[str, int, int] | None:
    """As `_opening`; behind a numeral a body's name may stand before the title."""
    found = _opening(squeezed, marked)
    if found or not marked or not (named := _NAMED.match(squeezed)):
        return found
    behind = _opening(squeezed[named.end() :], marked=False)
    return behind and (behind[0], STRONG, named.end() + behind[2])


def _opening(squeezed: str, marked: bool) -> tuple[str, int, int] | None:
    """The section whose title the text begins with, how surely, and how many characters the title takes.

    Behind a numeral the printed title is one whatever follows it, unless the words go on with it: …情况的说明.
    """
    canonical, variants = _known_titles()
    for section, pattern in _STRONG_START.items():
        if match := pattern.match(squeezed):
            title, rest = match.group(), squeezed[match.end() :]
            printed = title == canonical[section]
            runs_in = marked and printed and _PART_OF_TITLE.match(rest) is None
            if rest == "" or runs_in or _GO_ON.match(rest) or _LISTING.match(rest):
                return section, CANONICAL if printed else STRONG, match.end()
    whole = squeezed.rstrip("。:：")
    return (variants[whole], STRONG, len(whole)) if whole in variants else None


def _whole(title: str) -> tuple[str | None, int]:
    """The section that a short line names as a whole, loosely or with slips of the pen."""
    for section, pattern in _WEAK_WHOLE.items():
        if pattern.match(title):
            return section, WEAK
    canonical, _ = _known_titles()
    section, name = max(canonical.items(), key=lambda pair: fuzz.ratio(title, pair[1]))
    return (section, CLOSE) if fuzz.ratio(title, name) >= _CLOSE_ENOUGH else (None, 0)


def _unsqueezed(text: str, taken: int) -> int:
    """How many characters of `text` hold its first `taken` characters that are not white space."""
    seen = 0
    for index, char in enumerate(text):
        if seen == taken:
            return index
        seen += not char.isspace()
    return len(text)


@cache
def _known_titles() -> tuple[dict[str, str], dict[str, str]]:
    """Section → its printed title, and every known variant → its section, over all forms."""
    canonical: dict[str, str] = {}
    variants: dict[str, str] = {}
    for path in sorted((config_dir() / "forms").glob("*.yaml")):
        for part in load_form(path.read_text("utf-8")).sections:
            canonical[part.id] = squeeze(_MARKER.sub("", part.label, count=1))
            variants.update(dict.fromkeys(map(squeeze, part.variants), part.id))
    return canonical, variants
