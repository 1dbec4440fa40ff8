"""The tables of a report against the mandated ones: another year's form, a table missing, rows, columns or labels changed.

Whatever could be our own reading is not laid at the agency's door: a label that stands on the page and was not matched,
a picture where a table should be, a table that was found in part.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.form_absence import doubt_of_absence
from checks.form_labels import altered_in_table_2, mandated_in_table_2
from checks.form_outline import is_missing_whole, parts_before_2019
from checks.form_structure import label_words, left_out_of_table_3, left_out_of_table_4
from checks.forms import TABLE_NAMES, Form, form_for_year
from checks.model import Filing, Hit, Responsibility, Unassessable
from checks.registry import Answer, Context, filing_rule
from checks.report import CellState, Report
from checks.wordings import named

# Of a table's labels; with fewer found there is no such table (RULEBOOK FMT-TABLE-MISSING).
LEAST_LABELS = 0.6
LEAST_PARTS = 3
# Labels of table 2 that only the form of 2019 has.
ONLY_2019 = ("本年新制作数量", "对外公开总数量", "上一年项目数量", "其他对外管理服务事项", "政府集中采购")
# Where a table lacks a part or columns as a whole, that is told instead.
_LEFT_OUT = {"T3": left_out_of_table_3, "T4": left_out_of_table_4}
OUTLINE_EN = "its parts are those of reports before 2019"


@filing_rule("FMT-OLD")
def old_form(filing: Filing, context: Context) -> Iterator[Answer]:
    """The tables, or the outline, are those of another year's form; a preamble alone proves nothing.

    Source: 条例 article 50, last paragraph; the notice in force.
    """
    report, due = filing.report, form_for_year(context.forms, filing.year)
    if report is None or due is None:
        return
    used, words = context.form(filing), "".join(label_words(report, "T2"))
    outline = parts_before_2019(report)
    if len(outline) > (used is not None):
        # One such part over the tables in force may be one that was added.
        labels = f"报告仍列有“{outline[0]}”等原有部分。"
        yield _old(report, ("各部分为2019年以前的", OUTLINE_EN), due.notice, labels, outline[0])
    elif used is None:
        yield Unassessable("FMT-OLD", "未识别到法定格式的表格")
    elif due.name != "2019" and (kept := [label for label in ONLY_2019 if label in words]):
        labels = f"表二保留{named(f'“{label}”' for label in kept)}等原格式栏目。"
        followed = _followed(context.forms["2019"].notice, partly=used.name != "2019")
        # A label of 2019 that stands for one that is lacking was not read from another table.
        replaced = report.method == "digital" and bool(altered_in_table_2(report, due))
        yield _old(report, followed, due.notice, labels, kept[0], replaced=replaced)
    elif "2019" not in (used.name, due.name) or used.name == due.name:
        return
    elif report.coverage.get("T2", 0.0) < LEAST_LABELS:
        yield Unassessable("FMT-OLD", "表二未读到，仅凭其他表不能判断所用格式")
    else:
        yield _old(report, _followed(used.notice), due.notice, "", None)


def _followed(notice: str, *, partly: bool = False) -> tuple[str, str]:
    """Whose form the tables are in, in both languages."""
    if partly:
        return f"表格部分沿用{notice}的", f"its tables partly follow {notice}"
    return f"表格为{notice}的", f"its tables follow {notice}"


def _old(
    report: Report, used: tuple[str, str], due: str, labels: str, quote: str | None, *, replaced: bool = False
) -> Hit:
    return Hit(
        "FMT-OLD",
        values={"used": used[0], "used_en": used[1], "due": due, "labels": labels, "labels_en": ""},
        quote=quote,
        responsibility=Responsibility.UNDECIDED
        if "T2" in report.suspicions and not replaced
        else Responsibility.AGENCY,
    )


@filing_rule("FMT-TABLE-MISSING")
def missing_tables(filing: Filing, context: Context) -> Iterator[Answer]:
    """Part two, three or four has no table with the mandated labels.

    A picture in its place, a file beside the text, or a table found in part, is a doubt of ours, and one of which only
    words could be read is there. A table that is missing with its whole part is FMT-SEC-MISSING's, a table 3 or 4 of which
    the rest was never on the page FMT-T3-COLS's or FMT-T4-STRUCT's, a table 2 with few labels altered FMT-T2-LABEL's.
    Source: the annex of the notice in force.
    """
    report, form, due = filing.report, context.form(filing), form_for_year(context.forms, filing.year)
    if report is None or (report.form is None and len(report.sections) < LEAST_PARTS):
        yield Unassessable("FMT-TABLE-MISSING", "未识别到报告的各部分")
        return
    for table in TABLE_NAMES:
        found = report.coverage.get(table, 0.0)
        if found == 0 and table in report.suspicions and (report.images or _is_seen(report, table)):
            yield Unassessable("FMT-TABLE-MISSING", f"{TABLE_NAMES[table]}：{report.suspicions[table]}")
        elif found and form is not None and _is_there_but_for(report, form, table):
            continue
        elif found < LEAST_LABELS:
            doubt = doubt_of_absence(report, table)
            if due is not None and is_missing_whole(report, due, f"S{table[1]}"):
                continue
            yield Hit(
                "FMT-TABLE-MISSING",
                table,
                values={
                    "table": TABLE_NAMES[table],
                    "table_en": f"table {table[1]}",
                    "doubt": doubt[0],
                    "doubt_en": doubt[1],
                },
                responsibility=Responsibility.UNDECIDED if doubt[0] else Responsibility.AGENCY,
            )


def _is_there_but_for(report: Report, form: Form, table: str) -> bool:
    """Whether a table is on the page and lacks parts, columns or, of table 2, few of its labels, which is told instead."""
    if table in _LEFT_OUT:
        return bool(_LEFT_OUT[table](report, form))
    lacking, mandated = altered_in_table_2(report, form), mandated_in_table_2(form)
    return 0 < len(lacking) <= (1 - LEAST_LABELS) * len(mandated)


def _is_seen(report: Report, table: str) -> bool:
    """Whether something of a table was met on the page, however little of it could be read."""
    return any(cell.state is not CellState.ABSENT for name, cell in report.cells.items() if name[:2] == table)
