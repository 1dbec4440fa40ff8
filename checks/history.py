"""Tables 3 and 4 against last year's report: what was carried over, what was copied, what jumped.

None of this is printed in the form: it is logic or plausibility, so it warns or asks. Table 2 is `checks.history_documents`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from checks.facts import figure, missing
from checks.figures import figure as summed
from checks.forms import Form
from checks.frames import is_empty_part, is_total
from checks.gates import is_trusted
from checks.lineage import FORMATS, both, obstacle
from checks.model import Filing, Hit, Severity, Unassessable
from checks.reasons import is_explained
from checks.registry import Answer, Context, filing_rule
from checks.report import CellState, Report
from checks.wordings import cell_name, column_label, figure_text, named, whole

CARRIED = re.compile("结转|申请")
REVIEWS = ("review",)
SUITS = ("direct", "after")


@filing_rule("T3-CARRY")
def carried_over(filing: Filing, context: Context) -> Iterator[Answer]:
    """What came over from last year is what last year's report sent on, in the total column.

    A note in either year's text that says why they differ is accepted. Where last year's figure could not be read it is
    told from the sums before it. Source: logic; not printed in the form.
    """
    now = "T3.carried_in.total"
    came, (sent, bridged) = figure(filing.report, now), _sent_on(filing)
    if reason := obstacle(filing, "T3"):
        lost = filing.previous is None and _year_before_last(filing) is not None
        why = (
            f"缺少{filing.year - 1}年度报告，该年新收、办结数未知，不能由{filing.year - 2}年度推算" if lost else reason
        )
        yield Unassessable("T3-CARRY", why)
    elif came is None:
        yield missing(filing, context, now)
    elif sent is None:
        yield Unassessable("T3-CARRY", "上年报告“结转下年度继续办理”总计未能读出，也不能推算")
    elif came != sent and not _agree_by_parts(filing) and not _is_carry_explained(filing):
        stable = context.rule.parameters["error_when_stable"] and filing.agency and not filing.agency.predecessors
        yield Hit(
            "T3-CARRY",
            cells=(now,),
            expected=figure_text(sent),
            actual=figure_text(came),
            difference=whole(came - sent),
            values={
                "last_year": str(filing.year - 1),
                "bridged": "（该数由上年收到与办结件数推算）" if bridged else "",
                "bridged_en": " (told from what came and was closed)" if bridged else "",
            },
            severity=Severity.ERROR if stable else None,
        )


@filing_rule("T3-CARRY-COL")
def carried_over_by_kind(filing: Filing, context: Context) -> Iterator[Answer]:
    """The totals carried over agree, and yet the kinds of applicants do not; re-typing an applicant is legitimate."""
    form, total = context.form(filing), both(filing, "T3.carried_in.total", "T3.carried_out.total")
    reason = obstacle(filing, "T3")
    if reason or form is None or total is None:
        yield Unassessable("T3-CARRY-COL", reason or "两年的结转总计缺一")
        return
    if total[0] != total[1]:
        return
    pairs = {c: both(filing, f"T3.carried_in.{c}", f"T3.carried_out.{c}") for c in form.applicants}
    differing = [column for column, pair in pairs.items() if pair is not None and pair[0] != pair[1]]
    # A year that gives nothing but the total has no kinds to compare: T3-TOTALONLY's.
    typed = all(any(pair[year] for pair in pairs.values() if pair is not None) for year in (0, 1))
    if differing and (typed or not total[0]):
        values = {
            "columns": named(column_label(form, column) for column in differing),
            "columns_en": named(differing, ", "),
        }
        yield Hit("T3-CARRY-COL", cells=tuple(f"T3.carried_in.{column}" for column in differing), values=values)


def _sent_on(filing: Filing) -> tuple[float | None, bool]:
    """What last year's report sent on, and whether it had to be told: what came over and came new, less what was closed."""
    rows = ("carried_out", "carried_in", "new", "total")
    sent, came, new, closed = (figure(filing.previous, f"T3.{row}.total") for row in rows)
    if came is None:
        came = figure(_year_before_last(filing), "T3.carried_out.total")
    if sent is not None or came is None or new is None or closed is None:
        return sent, False
    told = came + new - closed
    return (told, True) if told >= 0 else (None, False)


def _year_before_last(filing: Filing) -> Report | None:
    """The report two years back, where its table 3 was read for certain; the ledger may lack it and hold one still older."""
    return next((one for one in filing.older if one.year == filing.year - 2 and is_trusted(one, "T3")), None)


def _agree_by_parts(filing: Filing) -> bool:
    """Whether the two agree once a wrong total is summed from its row: what is wrong there is the row sum's finding."""
    assert filing.report is not None
    assert filing.previous is not None
    came, sent = (
        {found.value, found.parts} - {None}
        for found in (
            summed(filing.report, "T3.carried_in.total"),
            summed(filing.previous, "T3.carried_out.total"),
        )
    )
    return bool(came & sent)


def _is_carry_explained(filing: Filing) -> bool:
    return any(is_explained(report, CARRIED) for report in (filing.report, filing.previous))


@filing_rule("TBL-COPY-YEAR")
def copied_tables(filing: Filing, context: Context) -> Iterator[Answer]:
    """All figures that are not 0 equal last year's; stocks, totals and what follows from them do not count as figures.

    Source: 国办公开办函〔2021〕30号（四）「内容雷同、敷衍塞责」.
    """
    form, rule = context.form(filing), context.rule.parameters
    reason = next(filter(None, (obstacle(filing, table) for table in ("T2", "T3", "T4"))), None)
    if reason or form is None or filing.report is None or filing.previous is None:
        yield Unassessable("TBL-COPY-YEAR", reason or "没有可比的表格")
        return
    if FORMATS[form.name] != FORMATS.get(filing.previous.form or ""):
        yield Unassessable("TBL-COPY-YEAR", "两年表格格式不同")
        return
    pairs = {cell: (_known(filing.report, cell), _known(filing.previous, cell)) for cell in independent(form)}
    if any(one is None or other is None for one, other in pairs.values()):
        yield Unassessable("TBL-COPY-YEAR", "两年中有单元格不能核对")
        return
    same = [cell for cell, (one, other) in pairs.items() if one and one == other]
    values = [pairs[cell][0] or 0 for cell in same]
    telling = (len(same) >= rule["least_cells"] and max(values) >= rule["least_value"]) or (
        bool(values) and max(values) >= rule["one_value"]
    )
    if telling and all(one == other for one, other in pairs.values()):
        listed = named(f"{cell_name(form, cell)}{figure_text(pairs[cell][0])}" for cell in same)
        yield Hit("TBL-COPY-YEAR", cells=tuple(same), values={"count": str(len(same)), "listed": listed})


def independent(form: Form) -> list[str]:
    """Cells that no other cell determines: decisions and papers of the year, outcomes, cases; no stock, sum or total."""
    stocks = {"in_force", "public_total", "items_last_year"}
    return [
        cell
        for cell in form.cells
        if cell.rsplit(".", 1)[1] not in stocks and not is_total(cell) and not cell.startswith("T3.new.")
    ]


def _known(report: Report, name: str) -> float | None:
    cell = report.cells.get(name)
    if cell is None:
        return None
    if cell.state is CellState.NUMBER:
        return cell.value
    empty = is_empty_part(cell) or (
        name.startswith("T2.") and cell.state in (CellState.BLANK, CellState.NOT_APPLICABLE)
    )
    return 0 if empty else None


@filing_rule("T3-YOY")
def applications_jump(filing: Filing, context: Context) -> Iterator[Answer]:
    """The number of applications rose or fell out of proportion to last year's."""
    cell, rule = "T3.new.total", context.rule.parameters
    pair = both(filing, cell)
    if reason := obstacle(filing, "T3"):
        yield Unassessable("T3-YOY", reason)
    elif pair is None:
        yield missing(filing, context, cell)
    elif is_jump(*pair, rule["ratio"], rule["least"]):
        yield Hit("T3-YOY", cells=(cell,), expected=figure_text(pair[1]), actual=figure_text(pair[0]))


def is_jump(now: float, before: float, ratio: float, least: float) -> bool:
    """Whether one figure is more than `ratio` times the other and the larger one is at least `least`."""
    return max(now, before) >= least and max(now, before) > ratio * min(now, before)


@filing_rule("T3-REPEAT")
def repeats_without_originals(filing: Filing, context: Context) -> Iterator[Answer]:
    """Every application was refused as a repeated one, though none came the year before; the first may be older."""
    cells = ("T3.refused.repeated.total", "T3.new.total", "T3.carried_in.total")
    repeated, new, carried = (figure(filing.report, cell) for cell in cells)
    before = figure(filing.previous, "T3.new.total")
    if (reason := obstacle(filing, "T3")) or repeated is None or new is None or carried is None or before is None:
        yield Unassessable("T3-REPEAT", reason or "缺少可核对的数据")
    elif repeated > 0 and repeated == new + carried and before == 0:
        yield Hit("T3-REPEAT", cells=cells[:1], actual=figure_text(repeated))


@filing_rule("T4-PENDING")
def pending_cases(filing: Filing, context: Context) -> Iterator[Answer]:
    """Cases that were pending last year are fewer than this year's total; some bodies count new cases only."""
    if reason := obstacle(filing, "T4"):
        yield Unassessable("T4-PENDING", reason)
        return
    for key, blocks in (("review", REVIEWS), ("suits", SUITS)):
        totals = [figure(filing.report, f"T4.{block}.total") for block in blocks]
        pending = [figure(filing.previous, f"T4.{block}.pending") for block in blocks]
        if None in totals or None in pending:
            yield missing(filing, context, *(f"T4.{block}.total" for block in blocks))
        elif sum(filter(None, totals)) < sum(filter(None, pending)):
            yield Hit(
                "T4-PENDING",
                key,
                cells=tuple(chain.from_iterable((f"T4.{block}.total",) for block in blocks)),
                expected=figure_text(sum(filter(None, pending))),
                actual=figure_text(sum(filter(None, totals))),
                values={"what": "行政复议" if key == "review" else "行政诉讼", "what_en": key},
            )
