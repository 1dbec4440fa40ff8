"""Clean filings with a clean report of the year before: what was sent on arrived, what was in force follows."""

from __future__ import annotations

from dataclasses import replace

from checks.model import Filing
from tests.checks.build import FORMS, drawn, figures
from tests.checks.clean import YEAR, calm, clean_filing, facts_of, filed, sections

FORM = FORMS["2021"]
# What a year's text is drawn from must not be last year's draw.
OTHER_DRAW = 100_000


def two_years(seed: int) -> Filing:
    """One clean filing whose previous report is clean too and leads up to it."""
    now = clean_filing(seed)
    report, agency = now.report, now.agency
    assert report is not None
    assert agency is not None
    values = {name: cell.value or 0 for name, cell in report.cells.items()}
    before = last_year(values, seed)
    texts = sections(replace(facts_of(agency, before, seed + OTHER_DRAW), year=YEAR - 1), seed + OTHER_DRAW)
    previous = filed(agency, before, texts, seed + OTHER_DRAW).report
    assert previous is not None
    title = f"{agency.name}{YEAR - 1}年政府信息公开工作年度报告"
    previous = replace(previous, year=YEAR - 1, title=title, tables=drawn(FORM))
    return replace(now, report=replace(report, tables=drawn(FORM)), previous=previous)


def last_year(values: dict[str, float], seed: int) -> dict[str, float]:
    """Figures of the year before that lead up to these."""
    before = calm(figures(FORM, seed + OTHER_DRAW), seed + 1)
    for column in FORM.applicants:
        sent, came, closed = (f"T3.{row}.{column}" for row in ("carried_out", "carried_in", "total"))
        before[sent] = values[came]
        before[f"T3.new.{column}"] = max(0, before[closed] + before[sent] - before[came])
        before[came] = before[closed] + before[sent] - before[f"T3.new.{column}"]
    for row in FORM.t3_rows:
        before[f"T3.{row.id}.total"] = sum(before[f"T3.{row.id}.{column}"] for column in FORM.applicants)
    for row in ("rules", "norms"):
        held, issued, repealed = (values[f"T2.{row}.{column}"] for column in ("in_force", "issued", "repealed"))
        before[f"T2.{row}.in_force"] = held - issued + repealed
    for flow in ("T2.licence.decisions", "T2.penalty.decisions", "T2.coercion.decisions", "T2.fee.amount_10k_yuan"):
        before[flow] = max(0, values[flow] - seed % 3)
    return before
