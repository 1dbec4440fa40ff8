"""Form and shape: what is missing, altered or out of place, and what only our reading missed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.form_labels import mandated_in_table_2
from checks.form_outline import numeral
from checks.labels import is_shortened, plain
from checks.report import BESIDE_THE_FORM, Cell, CellState, Heading, Report, Section, Table
from tests.checks.build import FORMS, Case, applications, drawn, filing, findings, nil, report

CLEAN = report()
OLD = report("2019", parts={"year": 2023})
T3 = FORMS["2021"].table_cells("T3")
NO_TABLES = {"form": None, "cells": {}, "coverage": {}, "tables": ()}


def without(*section_ids, **parts):
    sections = tuple(section for section in CLEAN.sections if section.id not in section_ids)
    headings = tuple(heading for heading in CLEAN.headings if heading.section not in section_ids)
    return replace(CLEAN, sections=sections, headings=headings, **parts)


def ending(text):
    """The clean report with this text in part six."""
    return replace(CLEAN, sections=(*CLEAN.sections[:-1], replace(CLEAN.sections[-1], text=text)))


def headed(*words):
    """The clean report under these headings, (section id or None, words) each."""
    return replace(CLEAN, headings=tuple(Heading(text, section) for section, text in words))


def introduced(sentence):
    return replace(CLEAN, preamble=sentence)


def lacking(table, cells, tables=None, **more):
    """A report in which these cells were not found; the published tables as given, else whole."""
    form = FORMS["2021"]
    names = [cell for cell in form.cells if cells(cell)]
    parts = {"coverage": {"T2": 1.0, "T3": 1.0, "T4": 1.0, table: 0.95}, "suspicions": {table: "有格未能找到"}, **more}
    return nil(**dict.fromkeys(names), parts={**parts, **({"tables": tables} if tables else {})})


def printed(read):
    """The report as it is where every cell stands on a page."""
    cells = {name: cell._replace(where=cell.where._replace(page=1)) for name, cell in read.cells.items()}
    return replace(read, cells=cells)


def recognised(read):
    """The report as it is where every cell was recognised in a picture."""
    cells = {name: cell._replace(where=cell.where._replace(confidence=0.95)) for name, cell in read.cells.items()}
    return replace(read, cells=cells, method="ocr")


def torn(text, value):
    return nil(**{"T3.new.natural": Cell("T3.new.natural", CellState.NUMBER, value, text)})


ORDERED = [(label.id, label.label) for label in FORMS["2021"].sections]
SWAPPED = [ORDERED[0], ORDERED[2], ORDERED[1], *ORDERED[3:]]
FIVE_PARTS = without("S6").sections
SIX = "、".join(label.label[2:] for label in FORMS["2021"].sections)
FIVE = SIX.rsplit("、", 1)[0]
OLD_OUTLINE = "概述、主动公开情况、依申请公开和不予公开情况、收费及减免情况、复议诉讼情况、存在问题六个部分"
IN_PLACE = {"T3.partial.natural": 0}
HALF_BLANK = {cell: "" for cell in T3 if cell.endswith((".natural", ".business", ".research"))}
WORDS_OF_PETITION = "1.信访举报投诉类申请"


def with_row(text: str, *, below: bool = False) -> Report:
    """A clean report with one row more in table 3, or below its last one."""
    first, last = (((name, 1, 1, None), ("0", 1, 1, f"T3.{name}.natural")) for name in ("new", "carried_out"))
    added = tuple((word, 1, 1, None) for word in text.split())
    rows = (first, last, added) if below else (first, added, last)
    tables = (*(table for table in CLEAN.tables if table.id != "T3"), Table("T3", rows))
    return replace(CLEAN, left_over=(f"T3: {text}",), tables=tables)


CASES = [
    Case("FMT-OLD", "the form in force", "passes", CLEAN),
    Case("FMT-OLD", "the 2019 form for 2020", "passes", report("2019")),
    Case("FMT-OLD", "the 2019 form for 2023", "finds", OLD, "error", "agency"),
    Case("FMT-OLD", "the 2021 form for 2020", "finds", report(parts={"year": 2020}), "error", "agency"),
    Case("FMT-OLD", "an undivided （六） is another matter", "passes", report("mixed")),
    Case(
        "FMT-OLD",
        "a row of 2019 kept",
        "finds",
        replace(CLEAN, tables=drawn(FORMS["2021"], 行政强制="政府集中采购")),
        "error",
    ),
    Case(
        "FMT-OLD",
        "a column of 2019 in the place of one in force, whose figures found no place",
        "finds",
        replace(
            CLEAN,
            tables=drawn(FORMS["2021"], 现行有效件数="对外公开总数量"),
            suspicions={"T2": "有数字不属于任何一栏"},
        ),
        "error",
        "agency",
    ),
    Case(
        "FMT-OLD",
        "labels of 2019 beside all that are in force, in a table read in doubt",
        "finds",
        replace(
            CLEAN,
            tables=drawn(FORMS["2021"], 现行有效件数="现行有效件数（对外公开总数量）"),
            suspicions={"T2": "有数字不属于任何一栏"},
        ),
        "warning",
        "undecided",
    ),
    Case("FMT-OLD", "only the preamble is an old one", "passes", introduced(f"本报告由{OLD_OUTLINE}组成。")),
    Case(
        "FMT-OLD",
        "the outline before 2019, no tables",
        "finds",
        replace(headed(("S1", "一、概述"), (None, "四、收费及减免情况")), **NO_TABLES),
        "error",
    ),
    Case(
        "FMT-OLD",
        "the outline before 2019 over the tables in force",
        "finds",
        headed((None, "三、依申请公开和不予公开情况"), (None, "四、收费及减免情况")),
        "error",
    ),
    Case("FMT-OLD", "one part more, of the old outline", "passes", headed((None, "七、收费及减免情况"))),
    Case("FMT-OLD", "no table and no outline", "not assessable", replace(CLEAN, **NO_TABLES)),
    Case(
        "FMT-OLD",
        "table 2 was not read",
        "not assessable",
        replace(OLD, tables=(), coverage={"T2": 0.0, "T3": 1.0, "T4": 1.0}),
    ),
    Case("FMT-SEC-MISSING", "all six parts", "passes", CLEAN),
    Case("FMT-SEC-MISSING", "no part six", "finds", without("S6"), "error", "agency"),
    Case(
        "FMT-SEC-MISSING",
        "an outline of before 2019 is FMT-OLD's",
        "passes",
        replace(
            without("S6"),
            headings=tuple(Heading(words, None) for words in ("三、依申请公开和不予公开情况", "四、收费及减免情况")),
        ),
    ),
    Case(
        "FMT-SEC-MISSING",
        "one heading of before 2019 excuses no missing part",
        "finds",
        replace(without("S6"), headings=(*without("S6").headings, Heading("六、收费及减免情况", None))),
        "error",
        "agency",
    ),
    Case(
        "FMT-SEC-MISSING",
        "no part five on a page with pictures",
        "finds",
        without("S5", images=2),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-SEC-MISSING",
        "a heading run over inside another part",
        "finds",
        replace(
            without("S6"),
            sections=(*without("S6").sections[:-1], Section("S5", "五、", "一是…\n其他需要报告的事项\n无。")),
        ),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-SEC-MISSING",
        "a table without the heading over it",
        "finds",
        without("S3"),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-SEC-MISSING",
        "a table whose heading may be a picture",
        "passes",
        without("S3", images=1),
    ),
    Case(
        "FMT-SEC-MISSING",
        "a table whose heading may be one in other words",
        "passes",
        replace(without("S3"), headings=(Heading("三、申请受理办理情况", None),)),
    ),
    Case(
        "FMT-SEC-MISSING",
        "a table under a line of few words",
        "passes",
        replace(without("S3"), sections=(Section("S2", "二、", "依申请公开情况"), *without("S2", "S3").sections)),
    ),
    Case(
        "FMT-SEC-MISSING",
        "a table with its heading in its own first row",
        "passes",
        without("S3", tables=(Table("T3", ((("三、收到和处理政府信息公开申请情况", 1, 10, None),),)),)),
    ),
    Case(
        "FMT-SEC-MISSING",
        "part one under no heading",
        "passes",
        without("S1", preamble="清溪县林草局全年围绕中心工作公开信息。" * 20),
    ),
    Case(
        "FMT-SEC-MISSING",
        "a recognised page whose heading of part six was lost and whose text goes on",
        "not assessable",
        replace(
            without("S6", method="ocr"),
            sections=(*FIVE_PARTS[:4], replace(FIVE_PARTS[4], text="更新不及时。\n未收取信息处理费。")),
        ),
    ),
    Case(
        "FMT-SEC-MISSING",
        "a recognised page without a word of part six",
        "finds",
        without("S6", method="ocr"),
        "warning",
    ),
    Case(
        "FMT-SEC-MISSING", "an outline that was not recognised", "not assessable", without("S1", "S2", "S3", "S4", "S5")
    ),
    Case("FMT-SEC-ORDER", "one to six", "passes", CLEAN),
    Case("FMT-SEC-ORDER", "two parts exchanged", "finds", headed(*SWAPPED), "warning"),
    Case(
        "FMT-SEC-ORDER",
        "one numeral twice",
        "finds",
        headed(*ORDERED[:3], ("S4", "三、政府信息公开行政复议、行政诉讼情况"), *ORDERED[4:]),
        "warning",
    ),
    Case(
        "FMT-SEC-ORDER",
        "captions that repeat a heading",
        "passes",
        headed(ORDERED[0], ORDERED[1], ORDERED[1], *ORDERED[2:]),
    ),
    Case(
        "FMT-SEC-ORDER",
        "numerals made by a style sheet",
        "passes",
        headed(*((section, text[2:]) for section, text in ORDERED)),
    ),
    Case(
        "FMT-SEC-ORDER",
        "numerals in brackets",
        "passes",
        headed(*((section, f"（{text[0]}）{text[2:]}") for section, text in ORDERED)),
    ),
    Case("FMT-SEC-ORDER", "a dash for 一", "passes", headed(("S1", "—、总体情况"), *ORDERED[1:])),
    Case(
        "FMT-SEC-ORDER",
        "numerals that count on over a missing part",
        "passes",
        headed(*ORDERED[:3], ("S5", "四、存在的主要问题及改进情况"), ("S6", "五、其他需要报告的事项")),
    ),
    Case(
        "FMT-SEC-ORDER",
        "a part that comes again at the end",
        "finds",
        ending(f"无。\n{ORDERED[4][1]}\n无。"),
        "warning",
    ),
    Case(
        "FMT-SEC-ORDER",
        "a page that shows the report twice",
        "passes",
        ending("无。\n" + "\n".join(text for _, text in ORDERED)),
    ),
    Case(
        "FMT-SEC-ORDER",
        "a recognised numeral counts for nothing",
        "not assessable",
        replace(headed(*ORDERED[:2], ("S3", ORDERED[2][1].replace("三", "一")), *ORDERED[3:]), method="ocr"),
    ),
    Case("FMT-SEC-ORDER", "no parts", "not assessable", without("S1", "S2", "S3", "S4")),
    Case("FMT-SEC-EXTRA", "six parts", "passes", CLEAN),
    Case("FMT-SEC-EXTRA", "a seventh part", "finds", headed(*ORDERED, (None, "七、下一步工作打算")), "warning"),
    Case(
        "FMT-SEC-EXTRA",
        "an appendix and a contact line",
        "passes",
        headed(*ORDERED, (None, "七、附件"), (None, "八、联系方式")),
    ),
    Case(
        "FMT-SEC-EXTRA",
        "a recognised heading while a part is not found may be that part's",
        "not assessable",
        replace(without("S5", method="ocr"), headings=(Heading("五、存左的王要", None),)),
    ),
    Case("FMT-SEC-EXTRA", "no table recognised", "not assessable", replace(CLEAN, **NO_TABLES)),
    Case("FMT-SEC-TITLE", "the mandated titles", "passes", CLEAN),
    Case(
        "FMT-SEC-TITLE",
        "usual variants",
        "passes",
        headed(("S1", "一、总体概况"), *ORDERED[1:4], ("S5", "五、存在问题及改进情况"), ("S6", "六、其他事项")),
    ),
    Case(
        "FMT-SEC-TITLE", "a title of one's own", "finds", headed(("S1", "一、乘势而上开新局"), *ORDERED[1:]), "advice"
    ),
    Case("FMT-SEC-TITLE", "no parts", "not assessable", without("S1", "S2", "S3", "S4")),
    Case("FMT-INTRO", "no list of parts", "passes", CLEAN),
    Case("FMT-INTRO", "no preamble", "passes", introduced("")),
    Case("FMT-INTRO", "six declared and six listed", "passes", introduced(f"本年度报告由{SIX}等六部分组成。")),
    Case(
        "FMT-INTRO",
        "the last of six joined by 和",
        "passes",
        introduced(f"报告包括{FIVE}和其他需要报告的事项六个部分。"),
    ),
    Case("FMT-INTRO", "six parts and an appendix", "passes", introduced(f"报告由{SIX}、附表七部分组成。")),
    Case(
        "FMT-INTRO", "six declared and five listed", "finds", introduced(f"本年度报告由{FIVE}等六部分组成。"), "advice"
    ),
    Case("FMT-INTRO", "five declared, six in the report", "finds", introduced("本报告共五个部分。"), "advice"),
    Case(
        "FMT-INTRO",
        "six declared, one missing, is FMT-SEC-MISSING",
        "passes",
        replace(without("S6"), preamble="本报告共六个部分。"),
    ),
    Case(
        "FMT-INTRO",
        "seven declared, six and an appendix in the report",
        "passes",
        replace(introduced("本报告共七个部分。"), headings=(*CLEAN.headings, Heading("七、附件", None))),
    ),
    Case("FMT-INTRO", "parts of the old outline", "finds", introduced(f"本报告由{OLD_OUTLINE}组成。"), "advice"),
    Case(
        "FMT-INTRO",
        "a notice quoted in the preamble",
        "passes",
        introduced("按照有关要求，公开工作在六个方面取得进展。"),
    ),
    Case(
        "FMT-INTRO",
        "five aspects of part one are no parts",
        "passes",
        introduced("本报告从主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面的内容进行总结。"),
    ),
    Case(
        "FMT-INTRO",
        "what the law asks for beside how many parts there are",
        "passes",
        introduced("条例规定应当包括五项内容，本报告按照六个部分编制。"),
    ),
    Case("FMT-TABLE-MISSING", "all three", "passes", CLEAN),
    Case(
        "FMT-TABLE-MISSING",
        "no table 4",
        "finds",
        replace(CLEAN, coverage={"T2": 1.0, "T3": 1.0, "T4": 0.0}),
        "error",
        "agency",
    ),
    Case(
        "FMT-TABLE-MISSING",
        "a picture may be the table",
        "finds",
        replace(CLEAN, coverage={"T2": 1.0, "T3": 1.0}, images=1),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-TABLE-MISSING",
        "a file beside the text may hold the table",
        "finds",
        replace(CLEAN, coverage={"T2": 1.0, "T3": 1.0}, attached=("统计表.xlsx",)),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-TABLE-MISSING",
        "the text names an annex with the table",
        "finds",
        replace(
            CLEAN,
            coverage={"T2": 1.0, "T3": 1.0},
            sections=tuple(replace(part, text="详见附件3") if part.id == "S4" else part for part in CLEAN.sections),
        ),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-TABLE-MISSING",
        "two tables merged and half found",
        "finds",
        replace(CLEAN, coverage={"T2": 1.0, "T3": 1.0, "T4": 0.4}),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-TABLE-MISSING",
        "figures that matched nothing",
        "finds",
        replace(CLEAN, coverage={"T2": 1.0, "T3": 1.0}, left_over=("T4: 0 0 0",)),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-TABLE-MISSING",
        "a table of which only the words could be read",
        "not assessable",
        replace(
            CLEAN,
            coverage={"T2": 1.0, "T3": 1.0},
            suspicions={"T4": "一行的表头次序与格式不符"},
            cells={
                name: one._replace(state=CellState.UNREADABLE, value=None) if name.startswith("T4.") else one
                for name, one in CLEAN.cells.items()
            },
        ),
    ),
    Case(
        "FMT-TABLE-MISSING",
        "a table 2 of which one label was altered, so that its figures were not found",
        "passes",
        replace(CLEAN, coverage={"T2": 0.4, "T3": 1.0, "T4": 1.0}, tables=drawn(FORMS["2021"], 现行有效件数="累计数")),
    ),
    Case(
        "FMT-TABLE-MISSING",
        "a table with few labels of table 2",
        "finds",
        replace(
            CLEAN,
            coverage={"T2": 0.4, "T3": 1.0, "T4": 1.0},
            tables=drawn(FORMS["2021"], **dict.fromkeys(mandated_in_table_2(FORMS["2021"])[:8])),
        ),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-TABLE-MISSING",
        "neither tables nor parts",
        "not assessable",
        replace(without("S1", "S2", "S3", "S4"), **NO_TABLES),
    ),
    Case("FMT-T2-LABEL", "the mandated labels", "passes", CLEAN),
    Case("FMT-T2-LABEL", "labels of 2019", "passes", report("2019")),
    Case(
        "FMT-T2-LABEL",
        "spaces and full-width brackets",
        "passes",
        replace(
            CLEAN,
            tables=drawn(FORMS["2021"], 规章="规 章", **{"本年收费金额（单位：万元）": "本年收费金额 (单位: 万元)"}),
        ),
    ),
    Case(
        "FMT-T2-LABEL",
        "规范性文件 for 行政规范性文件",
        "passes",
        replace(CLEAN, tables=drawn(FORMS["2021"], 行政规范性文件="规范性文件")),
    ),
    Case(
        "FMT-T2-LABEL",
        "labels in traditional script",
        "passes",
        replace(CLEAN, tables=drawn(FORMS["2021"], 本年废止件数="本年廢止件數", 规章="規章")),
    ),
    Case(
        "FMT-T2-LABEL",
        "one character lost",
        "passes",
        replace(CLEAN, tables=drawn(FORMS["2021"], 现行有效件数="现行有效件", 行政许可="政许可")),
    ),
    Case(
        "FMT-T2-LABEL",
        "a label of one's own",
        "finds",
        replace(CLEAN, tables=drawn(FORMS["2021"], 本年制发件数="本年度发件数")),
        "warning",
    ),
    Case(
        "FMT-T2-LABEL",
        "the unit replaced by a figure",
        "finds",
        replace(CLEAN, tables=drawn(FORMS["2021"], **{"本年收费金额（单位：万元）": "0"})),
        "warning",
    ),
    Case(
        "FMT-T2-LABEL",
        "a label misread on a scan, whose figures were found",
        "not assessable",
        replace(CLEAN, method="ocr", tables=drawn(FORMS["2021"], 本年制发件数="本年度发件数")),
    ),
    Case("FMT-T2-LABEL", "tables not kept", "not assessable", replace(CLEAN, tables=())),
    Case("FMT-T3-ROWS", "all 25 rows", "passes", CLEAN),
    Case("FMT-T3-ROWS", "all 23 rows of 2019", "passes", report("2019")),
    Case("FMT-T3-ROWS", "（六） undivided in 2023", "finds", report("mixed"), "error", "agency"),
    Case(
        "FMT-T3-ROWS",
        "（六） divided on the page and not in our cells",
        "passes",
        report("mixed", parts={"tables": CLEAN.tables}),
    ),
    Case(
        "FMT-T3-ROWS",
        "（六） divided on the page of a report whose table 2 is of 2019",
        "not assessable",
        replace(
            report("2019", parts={"year": 2023, "tables": CLEAN.tables}),
            cells={k: c for k, c in OLD.cells.items() if not k.startswith("T3.other.")},
        ),
    ),
    Case(
        "FMT-T3-ROWS",
        "a head cut in two by the end of a page",
        "passes",
        replace(CLEAN, left_over=("T3: 服务机构",)),
    ),
    Case(
        "FMT-T3-ROWS",
        "a row left out",
        "finds",
        lacking(
            "T3", lambda c: c.startswith("T3.refused.petition."), drawn(FORMS["2021"], **{WORDS_OF_PETITION: None})
        ),
        "error",
        "agency",
    ),
    Case(
        "FMT-T3-ROWS",
        "a row whose label is on the page",
        "not assessable",
        lacking("T3", lambda c: c.startswith("T3.refused.petition.")),
    ),
    Case(
        "FMT-T3-ROWS",
        "3.其他 left out, all else read",
        "finds",
        lacking("T3", lambda c: c.startswith("T3.other.else.")),
        "error",
        "agency",
    ),
    Case(
        "FMT-T3-ROWS",
        "3.其他 not found, and figures of some row left over",
        "not assessable",
        lacking("T3", lambda c: c.startswith("T3.other.else."), left_over=("T3: 其他 0 0",)),
    ),
    Case(
        "FMT-T3-ROWS",
        "a row that is not found beside one that nobody knows",
        "finds",
        replace(
            lacking(
                "T3", lambda c: c.startswith("T3.refused.petition."), drawn(FORMS["2021"], **{WORDS_OF_PETITION: None})
            ),
            left_over=("T3: 1.信访举投诉类申请 1 0 0 0 0 0 1",),
        ),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-T3-ROWS",
        "a row added, all that are mandated read",
        "finds",
        with_row("涉及疫情防控 1 0 0 0 0 0 1"),
        "error",
        "agency",
    ),
    Case(
        "FMT-T3-ROWS",
        "a row added to a group that stands before each of its rows",
        "finds",
        with_row("（四）无法提供 4.已移交档案馆 0 0 0 0 0 0 0"),
        "error",
        "agency",
    ),
    Case(
        "FMT-T3-ROWS",
        "a row below the end, which may be of another table",
        "finds",
        with_row("涉及疫情防控 1 0 0 0 0 0 1", below=True),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-T3-ROWS",
        "a row of unknown words beside figures that could not be read",
        "finds",
        replace(
            with_row("涉及疫情防控 1 0 0 0 0 0 1"),
            cells={
                name: one._replace(state=CellState.UNREADABLE, value=None) if "petition" in name else one
                for name, one in CLEAN.cells.items()
            },
        ),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-T3-ROWS",
        "words with fewer figures than the table has columns",
        "finds",
        with_row("涉及疫情防控 1 0"),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-T3-ROWS",
        "a row of subtotals",
        "finds",
        with_row("（三）不予公开 小计 1 0 0 0 0 0 1"),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-T3-ROWS",
        "the line of a group with figures",
        "passes",
        with_row("（三）不予公开 1 0 0 0 0 0 1"),
    ),
    Case(
        "FMT-T3-ROWS",
        "a damaged row that matched nothing",
        "passes",
        replace(CLEAN, left_over=("T3: 2.其他法律行政止公开 0 0",)),
    ),
    Case("FMT-T3-ROWS", "tables not kept", "not assessable", replace(CLEAN, tables=())),
    Case("FMT-T3-COLS", "seven columns", "passes", CLEAN),
    Case(
        "FMT-T3-COLS",
        "a kind of applicant left out",
        "finds",
        lacking("T3", lambda c: c.startswith("T3.") and c.endswith(".research"), drawn(FORMS["2021"], 科研机构=None)),
        "error",
        "agency",
    ),
    Case(
        "FMT-T3-COLS",
        "the column 其他 left out",
        "finds",
        lacking("T3", lambda c: c.startswith("T3.") and c.endswith(".other"), drawn(FORMS["2021"], 其他=None)),
        "error",
        "agency",
    ),
    Case(
        "FMT-T3-COLS",
        "a name that may be lost in our reading, for the figures beside it were not read either",
        "finds",
        lacking(
            "T3",
            lambda c: c.startswith("T3.") and (c.endswith(".research") or c.startswith("T3.new.")),
            drawn(FORMS["2021"], 科研机构=None),
        ),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-T3-COLS",
        "a last column that may lie beyond the edge of a printed page",
        "finds",
        printed(
            lacking("T3", lambda c: c.startswith("T3.") and c.endswith(".total"), drawn(FORMS["2021"], 总计=None)),
        ),
        "warning",
        "undecided",
    ),
    Case(
        "FMT-T3-COLS",
        "a head broken over two lines",
        "not assessable",
        lacking("T3", lambda c: c.startswith("T3.") and c.endswith(".research")),
    ),
    Case(
        "FMT-T3-COLS",
        "an added subtotal",
        "finds",
        replace(CLEAN, tables=drawn(FORMS["2021"], 申请人情况="小计"), left_over=(f"T3: {BESIDE_THE_FORM}",)),
        "advice",
    ),
    Case(
        "FMT-T3-COLS",
        "a row of subtotals is no column",
        "passes",
        replace(CLEAN, tables=drawn(FORMS["2021"], 申请人情况="小计"), left_over=("T3: 小计 0 0 0 0 0 0 0",)),
    ),
    Case(
        "FMT-T3-ROWS",
        "a column of subtotals is no row",
        "passes",
        replace(CLEAN, left_over=(f"T3: {BESIDE_THE_FORM}",)),
    ),
    Case(
        "FMT-TABLE-MISSING",
        "a table 3 without three of its columns is FMT-T3-COLS's",
        "passes",
        lacking(
            "T3",
            lambda c: c.startswith("T3.") and c.endswith((".business", ".research", ".nonprofit")),
            drawn(FORMS["2021"], 商业企业=None, 科研机构=None, 社会公益组织=None),
        ),
    ),
    Case("FMT-T3-COLS", "合计 for 总计", "passes", replace(CLEAN, tables=drawn(FORMS["2021"], 总计="合计"))),
    Case("FMT-T3-COLS", "tables not kept", "not assessable", replace(CLEAN, tables=())),
    Case("FMT-T4-STRUCT", "three parts of five", "passes", CLEAN),
    Case(
        "FMT-T4-STRUCT",
        "blank cells are in their place",
        "passes",
        nil(**dict.fromkeys(FORMS["2021"].table_cells("T4"), "")),
    ),
    Case(
        "FMT-T4-STRUCT",
        "no suits after review",
        "finds",
        lacking("T4", lambda c: c.startswith("T4.after."), drawn(FORMS["2021"], 复议后起诉=None)),
        "error",
        "agency",
    ),
    Case(
        "FMT-T4-STRUCT",
        "no pending column",
        "finds",
        lacking("T4", lambda c: c.startswith("T4.") and c.endswith(".pending"), drawn(FORMS["2021"], 尚未审结=None)),
        "error",
        "agency",
    ),
    Case(
        "FMT-TABLE-MISSING",
        "a table 4 of reviews alone is FMT-T4-STRUCT's",
        "passes",
        lacking(
            "T4",
            lambda c: c.startswith(("T4.direct.", "T4.after.")),
            drawn(FORMS["2021"], 行政诉讼=None, 未经复议直接起诉=None, 复议后起诉=None),
            coverage={"T2": 1.0, "T3": 1.0, "T4": 0.33},
        ),
    ),
    Case(
        "FMT-T4-STRUCT",
        "figures whose part is not known",
        "finds",
        replace(
            lacking("T4", lambda c: c.startswith("T4.after."), drawn(FORMS["2021"], 复议后起诉=None)),
            left_over=("T4: 0 0 0 0 0",),
        ),
        "warning",
        "undecided",
    ),
    Case("FMT-T4-STRUCT", "a row that wraps", "not assessable", lacking("T4", lambda c: c.startswith("T4.after."))),
    Case("FMT-T4-STRUCT", "tables not kept", "not assessable", replace(CLEAN, tables=())),
    Case("FMT-CELL-BLANK", "no blank", "passes", CLEAN),
    Case(
        "FMT-CELL-BLANK",
        "two blanks are one finding",
        "finds",
        nil(**{"T3.new.business": "", "T3.new.other": "", "T3.new.natural": 3, "T3.new.total": 3}),
        "warning",
    ),
    Case(
        "FMT-CELL-BLANK",
        "blank columns where no application came",
        "passes",
        nil(**{c: "" for c in T3 if not c.endswith((".natural", ".total"))}),
    ),
    Case(
        "FMT-CELL-BLANK",
        "blank columns beside applications",
        "finds",
        nil(
            **{c: "" for c in T3 if not c.endswith((".natural", ".total"))}, **{"T3.new.natural": 1, "T3.new.total": 1}
        ),
        "warning",
    ),
    Case(
        "FMT-CELL-BLANK",
        "blank outcomes under a total of 0",
        "passes",
        nil(**{"T4.review.upheld": "", "T4.review.other": ""}),
    ),
    Case("FMT-CELL-BLANK", "a blank total", "finds", nil(**{"T4.review.total": ""}), "warning"),
    Case(
        "FMT-CELL-BLANK",
        "single blanks of a table that was recognised in a picture",
        "not assessable",
        recognised(nil(**{"T4.review.total": "", "T3.new.research": ""})),
    ),
    Case(
        "FMT-CELL-BLANK",
        "a recognised table that is blank for a large part",
        "finds",
        recognised(nil(**HALF_BLANK, **{"T3.new.total": 3})),
        "warning",
    ),
    Case("FMT-CELL-BLANK", "no table recognised", "not assessable", replace(CLEAN, **NO_TABLES)),
    Case("FMT-CELL-NONNUM", "numbers", "passes", CLEAN),
    Case("FMT-CELL-NONNUM", "a stroke", "finds", nil(**{"T3.new.research": "/"}), "advice"),
    Case("FMT-CELL-NONNUM", "words", "finds", nil("2019", **{"T2.licence.items_change": "减4"}), "advice"),
    Case(
        "FMT-CELL-NONNUM",
        "strokes for 规章 of a body that makes none",
        "passes",
        nil(**{"T2.rules.issued": "/", "T2.rules.in_force": "—"}),
    ),
    Case(
        "FMT-CELL-NONNUM",
        "a single stroke of a table that was recognised in a picture",
        "not assessable",
        recognised(nil(**{"T3.new.research": "/"})),
    ),
    Case("FMT-CELL-NONNUM", "no table recognised", "not assessable", replace(CLEAN, **NO_TABLES)),
    Case("FMT-CELL-ANNOT", "a bare number", "passes", CLEAN),
    Case(
        "FMT-CELL-ANNOT",
        "a remark in brackets",
        "finds",
        nil(**{"T2.norms.issued": Cell("T2.norms.issued", CellState.NUMBER, 22, "22（其中修订16件）", "其中修订16件")}),
        "advice",
    ),
    Case(
        "FMT-CELL-ANNOT",
        "a unit is no remark",
        "passes",
        nil(**{"T2.licence.decisions": Cell("T2.licence.decisions", CellState.NUMBER, 124, "124件", "件")}),
    ),
    Case("FMT-CELL-ANNOT", "no table recognised", "not assessable", replace(CLEAN, **NO_TABLES)),
    Case("FMT-NEG-INT", "whole numbers", "passes", CLEAN),
    Case("FMT-NEG-INT", "a negative count", "finds", nil(**{"T3.new.natural": -1}), "error", "agency"),
    Case("FMT-NEG-INT", "half an application", "finds", torn("1.5", 1.5), "error", "agency"),
    Case(
        "FMT-NEG-INT", "a number with a gap in it is our reading", "finds", torn("1 .5", 1.5), "warning", "extraction"
    ),
    Case("FMT-NEG-INT", "a fee in 万元", "passes", nil(**{"T2.fee.amount_10k_yuan": 4068.208})),
    Case("FMT-NEG-INT", "fewer items than last year", "passes", nil("2019", **{"T2.licence.items_change": -8})),
    Case("FMT-NEG-INT", "an unreadable cell", "passes", nil(**{"T3.new.natural": "?"})),
    Case("FMT-NEG-INT", "no table recognised", "not assessable", replace(CLEAN, **NO_TABLES)),
    Case("FMT-LEN", "a usual part one", "passes", replace(CLEAN, sections=(Section("S1", "一、", "林" * 500),))),
    Case(
        "FMT-LEN",
        "a very short part one",
        "finds",
        replace(CLEAN, sections=(Section("S1", "一、", "林" * 50),)),
        "advice",
    ),
    Case("FMT-LEN", "a long one", "finds", replace(CLEAN, sections=(Section("S1", "一、", "林" * 1500),)), "advice"),
    Case(
        "FMT-LEN",
        "a government's area report may be long",
        "passes",
        filing(replace(CLEAN, sections=(Section("S1", "一、", "林" * 1500),)), kind="government"),
    ),
    Case("FMT-LEN", "no part one", "not assessable", without("S1")),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case):
    case.check()


def test_the_missing_part_is_named():
    (found,) = findings(without("S6"), "FMT-SEC-MISSING")
    assert "六、其他需要报告的事项" in found.message


def test_every_impossible_count_is_a_finding_of_its_own():
    found = findings(nil(**{"T3.new.natural": -1, "T4.review.total": 0.5}), "FMT-NEG-INT")
    assert [f.cells for f in found] == [("T3.new.natural",), ("T4.review.total",)]


@pytest.mark.parametrize(
    ("figures", "cell"),
    [
        (applications(new=4, granted=4, total=4) | {"T3.granted.natural": -4}, "T3.granted.natural"),
        (applications(new=4, granted=4, total=4) | {"T3.new.natural": 4.5}, "T3.new.natural"),
        ({"T4.review.upheld": -1, "T4.review.total": 1}, "T4.review.upheld"),
    ],
)
def test_the_sums_that_an_impossible_count_breaks_are_told_with_it(figures, cell):
    (found,) = [one for one in findings(nil(**figures)) if one.severity == "error"]
    assert (found.rule_id, found.suspect) == ("FMT-NEG-INT", cell)
    assert found.related
    assert f"改为{found.expected}则以上各项均成立" in found.message


def test_a_sum_that_fails_for_another_reason_is_told_beside_an_impossible_count():
    figures = applications(new=4, granted=4, total=4) | {"T3.granted.natural": -4, "T4.review.total": 2}
    assert {one.rule_id for one in findings(nil(**figures)) if one.severity == "error"} == {
        "FMT-NEG-INT",
        "T4-SUM-REV",
    }


def test_what_stood_in_a_cell_is_quoted_as_published():
    (found,) = findings(nil(**{"T3.new.research": "/"}), "FMT-CELL-NONNUM")
    assert "“/”" in found.message


@pytest.mark.parametrize(
    ("heading", "number"),
    [("一、总体", 1), ("（三）收到", 3), ("十二、附", 12), ("—、总体", 1), ("、行政机关", None), ("总体", None)],
)
def test_numerals_of_headings(heading, number):
    assert numeral(heading) == number


def test_labels_are_compared_without_spaces_and_widths():
    assert plain("第二十条 第（一）项\n") == plain("第二十条第(一)项")
    assert is_shortened("政许可", "行政许可")
    assert not is_shortened("许可", "行政许可")
    assert not is_shortened("行政确认", "行政许可")


def test_a_row_added_is_named_without_its_figures():
    (found,) = findings(replace(CLEAN, left_over=("T3: 小计 1 0 - 0 0 0 1",)), "FMT-T3-ROWS")
    assert "另有“小计”行" in found.message


@pytest.mark.parametrize("part", ["S2", "S3", "S4"])
def test_a_part_missing_with_its_table_is_told_once(part):
    bare = without(part, coverage={**CLEAN.coverage, f"T{part[1]}": 0.0})
    (found,) = findings(bare, "FMT-SEC-MISSING", "FMT-TABLE-MISSING")
    assert (found.rule_id, found.severity) == ("FMT-SEC-MISSING", "error")
    assert "及其表格" in found.message


def test_a_part_whose_table_may_be_elsewhere_is_asked_about_once():
    bare = without("S4", coverage={**CLEAN.coverage, "T4": 0.0}, attached=("统计表.xlsx",))
    (found,) = findings(bare, "FMT-SEC-MISSING", "FMT-TABLE-MISSING")
    assert (found.rule_id, found.severity) == ("FMT-TABLE-MISSING", "warning")


def test_a_cell_over_several_columns_names_an_added_row_once():
    (found,) = findings(with_row("其中：网络 其中：网络 其中：网络 1 0 0 0 0 0 1"), "FMT-T3-ROWS")
    assert "“其中：网络”行" in found.message
