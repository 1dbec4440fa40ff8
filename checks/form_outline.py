"""The outline of a report against the mandated one: parts that are missing, out of order or added.

Parts are known by their titles, never by the numeral before them: numerals may be pictures or made by a style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from checks.form_absence import TABLE_OF, doubt_of_absence
from checks.forms import Form, Label, form_for_year
from checks.labels import plain
from checks.model import Filing, Hit, Responsibility, Unassessable
from checks.registry import Answer, Context, filing_rule
from checks.report import Report
from checks.wordings import named

# With fewer of the six parts recognised, the outline was not read and nothing is said to be missing.
PARTS, LEAST_PARTS = 6, 3
NO_OUTLINE = "未识别到报告的各部分标题"
MARKER = re.compile(
    r"^[#\s*]*(?:([一二三四五六七八九十]{1,2}|[—－–-])\s*[、,，.．:：]|[（(]\s*([一二三四五六七八九十]{1,2})\s*[）)])"
)
NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)} | dict.fromkeys("—－–-", 1)
# What the last two parts, which have no table, speak of: found in a part before them, the heading alone was lost.
MATTER = {"S5": re.compile(r"问题|不足|薄弱|短板|差距|困难"), "S6": re.compile(r"信息处理费|收费|其[他它].{0,6}事项")}
LONGEST_TITLE = 60
# A line of few words that may be the title of a part with a table: 依申请公开情况, but not （一）主动公开, which is of part one.
CORE = {
    part: re.compile(rf"(?![(（\d])[^。；]{{0,12}}(?:{words})[^。；]{{0,8}}")
    for part, words in {"S2": "主动公开", "S3": "申请", "S4": "复议|诉讼"}.items()
}
_NOTHING = ("", "")
_WITH_TABLE = ("及其表格", " and its table")
_HEADING_ONLY = ("的标题（该部分的表格在）", " (its table is there, its heading is not)")
RECOGNISED = "各部分的标题系图像识别所得，序号不能据以判断"
# Parts that only reports before 2019 had.
BEFORE_2019 = ("收费及减免", "不予公开政府信息", "依申请公开和不予公开", "复议、诉讼和申诉", "举报、复议")
# What may follow the six parts without being a part.
APPENDED = re.compile(r"附[件表注：:]|附$|联系|咨询|名词解释")
# Text before part two that is long enough to be part one without its heading.
PART_ONE_LENGTH = 200


def parts_before_2019(report: Report) -> list[str]:
    """The headings that only reports before 2019 had; with two or more the outline is of then, and FMT-OLD tells all of it."""
    return [heading.text for heading in report.headings if any(part in heading.text for part in BEFORE_2019)]


def _is_of_before_2019(report: Report) -> bool:
    return len(parts_before_2019(report)) > 1


@filing_rule("FMT-SEC-MISSING")
def missing_parts(filing: Filing, context: Context) -> Iterator[Answer]:
    """A mandated part of which neither heading nor content is in the report; of a heading alone that is missing it is asked.

    Its table is missing with it, which is told here; where only the heading may be there, FMT-TABLE-MISSING tells of it.
    Source: 条例 article 50; 国办公开办函〔2021〕30号「不能遗漏」.
    """
    report, form = filing.report, form_for_year(context.forms, filing.year)
    if report is None or form is None or len(report.sections) < LEAST_PARTS:
        yield Unassessable("FMT-SEC-MISSING", NO_OUTLINE)
        return
    for label in form.sections:
        if report.section(label.id) is not None or _is_of_before_2019(report):
            continue
        if _has_content(report, label.id):
            if _lacks_heading(report, form, label.id):
                yield _missing(label.label, label.id, _HEADING_ONLY)
        elif report.method == "ocr" and _is_told_before(report, label.id):
            yield Unassessable("FMT-SEC-MISSING", f"“{label.label}”的内容在，标题可能未能识别")
        else:
            yield from _gone(report, form, label)


def _gone(report: Report, form: Form, label: Label) -> Iterator[Answer]:
    if is_missing_whole(report, form, label.id):
        yield _missing(label.label, label.id, _WITH_TABLE if label.id in TABLE_OF else _NOTHING, doubtful=False)
    elif label.id not in TABLE_OF:
        yield _missing(label.label, label.id, _NOTHING)


def is_missing_whole(report: Report, form: Form, section_id: str) -> bool:
    """Whether a part is missing for certain, its heading, its words and its table.

    Nothing on the page may be its heading, and nothing says that its table may stand elsewhere.
    """
    is_there = report.section(section_id) is not None or _has_content(report, section_id)
    is_elsewhere = report.images > 0 or _is_mentioned(report, form, section_id)
    if section_id in TABLE_OF:
        is_elsewhere = is_elsewhere or bool(doubt_of_absence(report, TABLE_OF[section_id])[0])
    outlined = len(report.sections) >= LEAST_PARTS and not _is_of_before_2019(report)
    return outlined and not (is_there or is_elsewhere)


def _missing(title: str, part: str, said: tuple[str, str], *, doubtful: bool = True) -> Hit:
    values = {"missing": title, "content": said[0], "content_en": said[1]}
    whose = Responsibility.UNDECIDED if doubtful else Responsibility.AGENCY
    return Hit("FMT-SEC-MISSING", part, values=values, responsibility=whose)


def _lacks_heading(report: Report, form: Form, section_id: str) -> bool:
    """Whether the heading over a table is missing, where all others were read and nothing on the page may be it."""
    all_else = len(report.sections) == PARTS - 1 and all(heading.section for heading in report.headings)
    if section_id not in TABLE_OF or not all_else or report.method != "digital" or report.images:
        return False
    label = next(label for label in form.sections if label.id == section_id)
    titles = [plain(title) for title in (label.label.split("、", 1)[1], *label.variants)]
    lines = [line for section in report.sections for line in section.text.splitlines()]
    cells = [text for table in report.tables for row in table.rows for text, *_ in row]
    short = [plain(text) for text in (*lines, *cells, *report.left_over) if len(text) <= LONGEST_TITLE]
    in_other_words = any(CORE[section_id].fullmatch(plain(line)) for line in lines)
    return not in_other_words and not any(title in text for text in short for title in titles)


def _has_content(report: Report, section_id: str) -> bool:
    if section_id in TABLE_OF:
        return report.coverage.get(TABLE_OF[section_id], 0.0) > 0
    return section_id == "S1" and len(plain(report.preamble)) > PART_ONE_LENGTH


def _is_told_before(report: Report, section_id: str) -> bool:
    """Whether a part from the last table on says what this part speaks of: of a recognised page a heading may be lost."""
    parts = (part.text for part in report.sections if "S4" <= part.id < section_id)
    return section_id in MATTER and MATTER[section_id].search(plain("".join(parts))) is not None


def _is_mentioned(report: Report, form: Form, section_id: str) -> bool:
    """Whether the part's title opens a line inside another part: a heading that our reading ran over."""
    label = next(label for label in form.sections if label.id == section_id)
    titles = [plain(title) for title in (label.label.split("、", 1)[1], *label.variants)]
    opening = re.compile(r"^[（(]?[一二三四五六七\d]?[）)、.．]?(?:" + "|".join(map(re.escape, titles)) + ")")
    return any(opening.match(plain(line)) for section in report.sections for line in section.text.splitlines())


@filing_rule("FMT-SEC-ORDER")
def order_of_parts(filing: Filing, context: Context) -> Iterator[Answer]:
    """The parts stand in the mandated order, and each numeral counts on or is the part's own.

    Captions that repeat a heading are no part; a heading without numeral is let pass. Source: annex of the notice.
    """
    report = filing.report
    if report is None or len(report.sections) < LEAST_PARTS:
        yield Unassessable("FMT-SEC-ORDER", NO_OUTLINE)
        return
    headings = list({heading.section or heading.text: heading for heading in reversed(report.headings)}.values())[::-1]
    parts = [heading.section for heading in headings if heading.section]
    if parts != sorted(parts):
        found = "→".join(heading.text for heading in headings if heading.section)
        yield Hit("FMT-SEC-ORDER", "order", values={"what": "顺序", "what_en": "order", "found": found})
        return
    wrong = [
        heading.text
        for position, heading in enumerate(headings, 1)
        if heading.section and numeral(heading.text) not in (None, position, int(heading.section[1:]))
    ]
    if wrong and report.method == "ocr":
        yield Unassessable("FMT-SEC-ORDER", RECOGNISED)
    elif wrong:
        values = {"what": "序号", "what_en": "numbering", "found": named(f"“{text}”" for text in wrong)}
        yield Hit("FMT-SEC-ORDER", "numerals", values=values, quote=wrong[0])
    elif repeated := _repeated(report, form_for_year(context.forms, filing.year)):
        found = "重复出现" + named(f"“{text}”" for text in repeated)
        yield Hit("FMT-SEC-ORDER", "repeated", values={"what": "顺序", "what_en": "order", "found": found})


def _repeated(report: Report, form: Form | None) -> list[str]:
    """The titles, numeral and all, that stand once more as a line of their own inside a part.

    Parts with a table are left out: its caption often repeats the title. Where all the others come again, the page shows
    the report twice.
    """
    lines = {plain(line) for section in report.sections for line in section.text.strip().splitlines()[1:]}
    single = [label.label for label in form.sections if label.id not in TABLE_OF] if form else []
    again = [title for title in single if plain(title) in lines]
    return again if len(again) < len(single) else []


@filing_rule("FMT-SEC-EXTRA")
def added_parts(filing: Filing, context: Context) -> Iterator[Answer]:
    """Headings of the top level that are none of the six parts; appendices and contact lines are let pass.

    Source: 国办公开办函〔2021〕30号「也不宜泛化」.
    """
    report = filing.report
    if report is None or report.form is None or len(report.sections) < LEAST_PARTS:
        yield Unassessable("FMT-SEC-EXTRA", NO_OUTLINE)
        return
    added = [h.text for h in report.headings if h.section is None and not APPENDED.search(h.text)]
    if _is_of_before_2019(report):
        return
    if added and report.method == "ocr" and len(report.sections) < PARTS:
        yield Unassessable("FMT-SEC-EXTRA", "有的部分未识别到，所列标题可能即是其标题")
    elif added:
        yield Hit("FMT-SEC-EXTRA", values={"found": named(f"“{text}”" for text in added)}, quote=added[0])


@filing_rule("FMT-SEC-TITLE")
def altered_titles(filing: Filing, context: Context) -> Iterator[Answer]:
    """Titles of parts that are neither the mandated one nor a usual variant, nor much like it."""
    report, form = filing.report, form_for_year(context.forms, filing.year)
    if report is None or form is None or len(report.sections) < LEAST_PARTS:
        yield Unassessable("FMT-SEC-TITLE", NO_OUTLINE)
        return
    least = context.rule.parameters["least_likeness"]
    usual = {label.id: [plain(label.label.split("、", 1)[1]), *map(plain, label.variants)] for label in form.sections}
    altered = [
        heading.text
        for heading in report.headings
        if heading.section in usual
        and max(fuzz.ratio(plain(MARKER.sub("", heading.text)), title) for title in usual[heading.section]) < least
    ]
    if altered and not _is_of_before_2019(report):
        yield Hit("FMT-SEC-TITLE", values={"found": named(f"“{text}”" for text in altered)}, quote=altered[0])


@filing_rule("FMT-LEN")
def length_of_part_one(filing: Filing, context: Context) -> Iterator[Answer]:
    """Part one is far shorter or longer than local notices ask; governments' area reports are longer and let be."""
    part = filing.report.section("S1") if filing.report else None
    if part is None:
        yield Unassessable("FMT-LEN", "未识别到第一部分")
        return
    length, least, most = len(plain(part.text)), context.rule.parameters["least"], context.rule.parameters["most"]
    is_government = filing.agency is not None and filing.agency.kind == "government"
    if is_government or least <= length <= most:
        return
    judged = f"少于{least}字" if length < least else f"超过{most}字"
    yield Hit("FMT-LEN", values={"length": str(length), "judged": judged, "least": str(least), "most": str(most)})


def numeral(heading: str) -> int | None:
    """The number a heading counts with (一、 or （一）; a dash is a misprinted 一), or None where it has none."""
    found = MARKER.match(heading)
    if found is None:
        return None
    text = found.group(1) or found.group(2)
    tens, _, ones = text.rpartition("十")
    return NUMERALS.get(text) or 10 * NUMERALS.get(tens, 1) + NUMERALS.get(ones, 0)
