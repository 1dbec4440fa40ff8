"""Invented filings for the prose, publication and cross-agency rules: a form's cells filled with what a case needs, zeros elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import checks.registry as registry
from checks.catalogue import Catalogue, load_catalogue
from checks.comparing import comparable
from checks.forms import Form, load_forms
from checks.model import Agency, Filing, Hit, Publication, Unassessable
from checks.registry import Answer, Context
from checks.report import Cell, CellState, Claim, Report, Section

ROOT = Path(__file__).resolve().parent.parent.parent
FORMS: Mapping[str, Form] = load_forms({p.name: p.read_text("utf-8") for p in (ROOT / "config/forms").glob("*.yaml")})
CATALOGUE: Catalogue = load_catalogue((ROOT / "config/rules.yaml").read_text("utf-8"))
YEAR = 2023
AS_OF = date(2024, 4, 10)
BUREAU = Agency("yunhe-mzj", "云河市民政局", "department", level="prefecture", parent_id="yunhe")
CITY = Agency("yunhe", "云河市人民政府", "government", level="prefecture")
TOWN = Agency("yunhe-qsz", "青石镇人民政府", "town", level="township", parent_id="yunhe")
UNREADABLE = "unreadable"
BLANK = "blank"
Figures = Mapping[str, float | str]


def cells(figures: Figures, form: str = "2021") -> dict[str, Cell]:
    """All cells of a form, 0 where the case says nothing; a state's name makes a cell of that state."""
    made = {name: Cell(name, CellState.NUMBER, 0, "0") for name in FORMS[form].cells}
    for name, figure in figures.items():
        if isinstance(figure, str):
            made[name] = Cell(name, CellState(figure))
        else:
            made[name] = Cell(name, CellState.NUMBER, figure, str(figure))
    return made


def received(count: int, **rows: int) -> dict[str, float | str]:
    """Natural persons' applications: so many new ones, and further rows by id with `_` for `.` between group and leaf."""
    figures: dict[str, float | str] = {"T3.new.natural": count, "T3.new.total": count}
    for row, value in rows.items():
        name = row.replace("__", ".")
        figures |= {f"T3.{name}.natural": value, f"T3.{name}.total": value}
    return figures


def report(figures: Figures | None = None, form: str = "2021", **parts: object) -> Report:
    """A report of 2023 by the bureau; `S1="…"` gives a part's text, other keywords are the report's own fields."""
    texts = {key: str(parts.pop(key)) for key in list(parts) if key in ("S1", "S2", "S3", "S4", "S5", "S6")}
    headings = {label.id: label.label for label in FORMS["2021"].sections}
    sections = tuple(Section(key, headings[key], text) for key, text in sorted(texts.items()))
    made = Report("invented.html", "0" * 64, "云河市民政局2023年政府信息公开工作年度报告", "云河市民政局", YEAR, form)
    made = replace(
        made, cells=cells(figures or {}, form), sections=sections, coverage={"T2": 1.0, "T3": 1.0, "T4": 1.0}
    )
    return replace(made, **parts)  # type: ignore[arg-type]


def filing(made: Report | None, agency: Agency | None = BUREAU, **parts: object) -> Filing:
    """That report filed by an agency, as crawled on a good day."""
    publication = Publication(
        "found", "http://127.0.0.1/1.html", page_date=date(2024, 1, 20), first_seen=date(2024, 1, 21)
    )
    return replace(Filing(YEAR, agency, made, publication), **parts)  # type: ignore[arg-type]


def claim(cell: str, value: str, quote: str, **parts: object) -> Claim:
    return replace(Claim(cell, value, quote, "S1"), **parts)  # type: ignore[arg-type]


def context(rule_id: str, as_of: date = AS_OF) -> Context:
    registry.load_rules()
    return Context(CATALOGUE[rule_id], FORMS, as_of)


def ask(rule_id: str, one: Filing, as_of: date = AS_OF) -> list[Answer]:
    """What one rule says of one filing."""
    made = context(rule_id, as_of)
    return list(registry.FILING_RULES[rule_id](one, made))


def ask_all(rule_id: str, many: Sequence[Filing], as_of: date = AS_OF) -> list[tuple[int, Answer]]:
    """What a rule of the whole batch says of as much as a night shows it, each answer with the place of its filing."""
    made = context(rule_id, as_of)
    return list(registry.BATCH_RULES[rule_id]([*comparable(many)], made))


def verdict(answers: Iterable[Answer]) -> str:
    """`passes`, `fails` (as the catalogue grades it), `asks` (advice, undecided) or `unassessable`, as a table of cases says it."""
    listed = list(answers)
    hits = [answer for answer in listed if isinstance(answer, Hit)]
    if hits:
        return "fails" if any(hit.severity is None and hit.responsibility == "agency" for hit in hits) else "asks"
    return "unassessable" if any(isinstance(answer, Unassessable) for answer in listed) else "passes"
