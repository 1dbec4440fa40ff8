"""Table, form and history rules: pandera against raw polars, recall under injected faults, false findings, cost."""

from __future__ import annotations

import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import polars as pl

from checks.catalogue import Catalogue
from checks.engine import audit
from checks.frames import counted
from checks.model import Assessment, Filing, Severity
from checks.report import Cell, CellState, Heading, Report
from checks.schemas import broken, gaps
from tests.bench.figure import Figure, best_seconds
from tests.checks.build import CATALOGUE, FORMS, cell, drawn, report
from tests.checks.clean import YEAR
from tests.checks.two_years import two_years

FORM = FORMS["2021"]
AS_OF = date(YEAR + 1, 4, 10)
STACKED = 100_000
BROKEN_SHARE = 50
CLEAN = 1000
TRIES = 30
FAMILIES = ("table", "form", "history")
SUMS = Catalogue(
    {name: rule for name, rule in CATALOGUE.rules.items() if name.startswith(("T3-COL", "T3-ROW", "T3-SHIFT"))}
)


def figures() -> list[Figure]:
    """All figures of this family."""
    return [*_pandera(), *_recall(), *_false_findings(), *_cost()]


def _pandera() -> list[Figure]:
    stacked = _stacked()

    def raw() -> object:
        return gaps(stacked, FORM).select(pl.all().ne(0).sum())

    def validated() -> object:
        return broken(gaps(stacked, FORM), FORM)

    raw_seconds, pandera_seconds = best_seconds(raw), best_seconds(validated)
    return [
        Figure(
            "pandera against raw polars, 42 identities and ranges, 100,000 reports",
            pandera_seconds / raw_seconds,
            "times",
            "<= 2.5",
        ),
        Figure("pandera pass, 100,000 reports", pandera_seconds, "s"),
        Figure("raw polars pass, 100,000 reports", raw_seconds, "s"),
    ]


def _stacked() -> pl.DataFrame:
    """Figures of 100,000 reports, every fiftieth with one wrong cell."""
    dice = random.Random(7)
    reports = []
    for seed in range(500):
        clean = report(seed=seed)
        wrong = dice.choice(FORM.table_cells("T3")) if seed % BROKEN_SHARE == 0 else None
        reports.append(changed(clean, **{wrong: (clean.cells[wrong].value or 0) + 1}) if wrong else clean)
    return pl.concat([counted(reports, FORM)] * (STACKED // 500), rechunk=True)


def _recall() -> list[Figure]:
    by_rule = []
    for rule_id, fault in FAULTS.items():
        filings = [fault(two_years(seed), random.Random(seed)) for seed in range(TRIES)]
        found = sum(rule_id in {f.rule_id for f in one.findings} for one in _audited(filings))
        by_rule.append(Figure(f"recall {rule_id}", found / TRIES, f"share of {TRIES}"))
    mean = sum(figure.value for figure in by_rule) / len(by_rule)
    overall = Figure("recall, mean over table, form and history rules", mean, "share", ">= 0.95")
    return [overall, _suspects(), _pairs(), *by_rule]


def _pairs() -> Figure:
    """Two independent wrong cells of table 3: how often both are named, and nothing else."""
    drawn_cells = [random.Random(seed).sample(FORM.table_cells("T3"), 2) for seed in range(400)]
    filings = []
    for seed, cells in enumerate(drawn_cells):
        clean, offs = report(seed=seed), random.Random(seed).sample(range(1, 60), 2)
        wrong = {name: (clean.cells[name].value or 0) + off for name, off in zip(cells, offs, strict=True)}
        filings.append(replace(two_years(seed), report=changed(clean, **wrong)))
    named = sum(
        {f.suspect for f in one.findings} == set(cells)
        for one, cells in zip(audit(filings, SUMS, FORMS, AS_OF), drawn_cells, strict=True)
    )
    return Figure("two wrong cells of table 3, both named and alone", named / len(drawn_cells), "share", ">= 0.95")


def _suspects() -> Figure:
    """One wrong cell of table 3: how often it is named, and alone."""
    dice = random.Random(3)
    cells = [dice.choice(FORM.table_cells("T3")) for _ in range(400)]
    filings = [
        replace(
            two_years(seed), report=changed(report(seed=seed), **{name: (report(seed=seed).cells[name].value or 0) + 1})
        )
        for seed, name in enumerate(cells)
    ]
    named = sum(
        [f.suspect for f in one.findings if f.suspect] == [name]
        for one, name in zip(audit(filings, SUMS, FORMS, AS_OF), cells, strict=True)
    )
    return Figure("one wrong cell of table 3, named and alone", named / len(cells), "share", "1.0")


def _false_findings() -> list[Figure]:
    counts: Counter[tuple[str, Severity]] = Counter()
    for first in range(0, CLEAN, 250):
        for assessment in _audited(two_years(seed) for seed in range(first, first + 250)):
            counts.update((CATALOGUE[f.rule_id].family, f.severity) for f in assessment.findings)
    ours = Counter[Severity]()
    for (family, severity), count in counts.items():
        ours[severity] += count if family in FAMILIES else 0
    unit = "per 1000 clean reports"
    return [
        Figure("false errors, tables and form", ours[Severity.ERROR] * 1000 / CLEAN, unit, "0"),
        Figure("false warnings, tables and form", ours[Severity.WARNING] * 1000 / CLEAN, unit, "< 2"),
        Figure("questions (advice), tables and form", ours[Severity.ADVICE] * 1000 / CLEAN, unit),
    ]


def _cost() -> list[Figure]:
    """The whole catalogue over reports with the year before, on one core."""
    filings = [two_years(seed) for seed in range(1000)]
    _audited(filings[:5])
    found = []
    for count in (1000, 10_000, 100_000):
        many = [replace(filing, agency=_renamed(filing, copy)) for copy in range(count // 1000) for filing in filings]
        start = time.process_time()
        _audited(many)
        found.append(
            Figure(f"all rules, {count:,} reports", (time.process_time() - start) * 1000 / count, "ms a report", "<= 5")
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*found, Figure("peak memory of this bench", peak, "MiB", "< 4096")]


def _renamed(filing: Filing, copy: int) -> object:
    assert filing.agency is not None
    return replace(filing.agency, agency_id=f"{filing.agency.agency_id}-{copy}")


def _audited(filings: Iterable[Filing]) -> list[Assessment]:
    return audit(list(filings), CATALOGUE, FORMS, AS_OF)


def changed(found: Report, **cells: float | str | Cell | None) -> Report:
    """The report with these cells changed."""
    return replace(found, cells={**found.cells, **{name: cell(name, value) for name, value in cells.items()}})


Fault = Callable[[Filing, random.Random], Filing]


def _off(*places: str, by: int = 3) -> Fault:
    """These cells off by the same amount; `ROW`, `LEAF` and `COLUMN` are drawn."""

    def inject(filing: Filing, dice: random.Random) -> Filing:
        drawn_names = {"LEAF": dice.choice(FORM.leaves), "COLUMN": dice.choice(FORM.applicants)}
        names = [".".join(drawn_names.get(part, part) for part in place.split(" ")) for place in places]
        assert filing.report is not None
        values = {name: (filing.report.cells[name].value or 0) + by for name in names}
        return replace(filing, report=changed(filing.report, **values))

    return inject


def _set(last: dict[str, float | str] | None = None, **now: float | str | Cell | None) -> Fault:
    """Cells of this year's and last year's report set."""

    def inject(filing: Filing, dice: random.Random) -> Filing:
        assert filing.report is not None
        assert filing.previous is not None
        return replace(filing, report=changed(filing.report, **now), previous=changed(filing.previous, **(last or {})))

    return inject


def _made(change: Callable[[Report], Report]) -> Fault:
    """This year's report made over."""
    return lambda filing, dice: replace(filing, report=change(filing.report))  # type: ignore[arg-type]


def _total_only(found: Report) -> Report:
    body = {name: 0 for name in FORM.table_cells("T3") if not name.endswith(".total")}
    totals = {f"T3.{row.id}.total": 0 for row in FORM.t3_rows}
    return changed(found, **{**body, **totals, "T3.new.total": 4, "T3.granted.total": 4, "T3.total.total": 4})


def _shifted(found: Report) -> Report:
    """A row of two kinds of applicants read one column to the left."""
    rows = {f"T3.{row.id}.{column.id}": 0 for row in FORM.t3_rows for column in FORM.t3_columns}
    for row in ("new", "granted", "total"):
        rows |= {f"T3.{row}.natural": 3, f"T3.{row}.business": 2, f"T3.{row}.total": 5}
    return changed(
        found,
        **{**rows, "T3.granted.natural": 2, "T3.granted.business": 0, "T3.granted.other": 5, "T3.granted.total": 0},
    )


def _without(section: str) -> Callable[[Report], Report]:
    return lambda found: replace(
        found,
        sections=tuple(part for part in found.sections if part.id != section),
        headings=tuple(heading for heading in found.headings if heading.section != section),
    )


def _headed(*texts: tuple[str | None, str]) -> Callable[[Report], Report]:
    return lambda found: replace(found, headings=tuple(Heading(text, section) for section, text in texts))


def _applications(**rows: int) -> dict[str, int]:
    named = {row.replace("__", "."): count for row, count in rows.items()}
    zeros = dict.fromkeys(FORM.table_cells("T3"), 0)
    return {**zeros, **{f"T3.{row}.{column}": n for row, n in named.items() for column in ("natural", "total")}}


ORDER = [(label.id, label.label) for label in FORM.sections]
ANNOTATED = Cell("T2.norms.issued", CellState.NUMBER, 2, "2（含转发1件）", "含转发1件")
UNMATCHED = {name: None for name in FORM.table_cells("T3") if name.split(".")[1:3] == ["refused", "petition"]}

FAULTS: dict[str, Fault] = {
    "T3-COL-BAL": _off("T3 new COLUMN", "T3 new total"),
    "T3-COL-SUM": _off("T3 LEAF COLUMN", "T3 LEAF total"),
    "T3-ROW-SUM": _off("T3 LEAF COLUMN"),
    "T3-TOTALONLY": _made(_total_only),
    "T3-SHIFT": _made(_shifted),
    "T4-SUM-REV": _off("T4 review total"),
    "T4-SUM-LIT1": _off("T4 direct corrected"),
    "T4-SUM-LIT2": _off("T4 after pending"),
    "T3-SECRET": _set(**_applications(new=6, denied__state_secret=5, granted=1, total=6)),
    "T3-OTHER": _set(**_applications(new=40, other__else=30, granted=10, total=40)),
    "FMT-NEG-INT": _set(**{"T3.granted.research": -2}),
    "FMT-CELL-BLANK": _set(**{"T2.licence.decisions": "", "T2.penalty.decisions": ""}),
    "FMT-CELL-NONNUM": _set(**{"T2.licence.decisions": "/"}),
    "FMT-CELL-ANNOT": _set(**{"T2.norms.issued": ANNOTATED}),
    "FMT-OLD": lambda filing, dice: replace(filing, report=replace(report("2019"), year=YEAR)),
    "FMT-SEC-MISSING": _made(_without("S6")),
    "FMT-SEC-ORDER": _made(_headed(ORDER[0], ORDER[2], ORDER[1], *ORDER[3:])),
    "FMT-SEC-EXTRA": _made(_headed(*ORDER, (None, "七、下一步工作打算"))),
    "FMT-INTRO": _made(lambda found: replace(found, preamble="本报告共七个部分。")),
    "FMT-TABLE-MISSING": _made(lambda found: replace(found, coverage={**found.coverage, "T4": 0.0})),
    "FMT-T2-LABEL": _made(lambda found: replace(found, tables=drawn(FORM, 本年废止件数="本年清理数"))),
    "FMT-T3-ROWS": _made(
        lambda found: replace(changed(found, **UNMATCHED), tables=drawn(FORM, **{"1.信访举报投诉类申请": None}))
    ),
    "T2-ISSUED-VALID": _set(**{"T2.norms.issued": 4, "T2.norms.repealed": 0, "T2.norms.in_force": 0}),
    "T2-REGPOWER": _set(**{"T2.rules.in_force": 3}),
    "T2-UNIT": _set({"T2.fee.amount_10k_yuan": 12.5}, **{"T2.fee.amount_10k_yuan": 125000}),
    "T2-STOCK": _off("T2 norms in_force", by=7),
    "T2-REPEAL": _set(
        {"T2.norms.in_force": 5}, **{"T2.norms.issued": 1, "T2.norms.repealed": 60, "T2.norms.in_force": 0}
    ),
    "T2-YOY": _set({"T2.penalty.decisions": 20}, **{"T2.penalty.decisions": 400}),
    "T3-CARRY": lambda filing, dice: replace(
        filing,
        previous=changed(filing.previous, **{"T3.carried_out.natural": 17, "T3.carried_out.total": 17}),  # type: ignore[arg-type]
    ),
    "TBL-COPY-YEAR": lambda filing, dice: replace(
        filing,
        report=changed(filing.report, **{"T2.penalty.decisions": 61}),  # type: ignore[arg-type]
        previous=changed(replace(filing.report, year=YEAR - 1), **{"T2.penalty.decisions": 61}),  # type: ignore[arg-type]
    ),
    "T4-VSAPP": _set(
        _applications(new=1, granted=1, total=1), **_applications(), **{"T4.review.other": 9, "T4.review.total": 9}
    ),
}
