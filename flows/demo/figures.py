"""What the invented agencies really did each year: figures that satisfy every identity of the form, and last year's too.

Drawn once per agency and year from a seeded generator, so that every night and every machine sees the same. An area
report is the sum of its members. What an agency gets wrong when it fills in the form is `flows.demo.faults`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from random import Random

from checks.forms import Form, load_forms
from checks.report import Number
from flows.demo.bodies import FIRST_YEAR, Body, body, members
from flows.settings import config_text

# New applications, licences, fee in 万元: what an agency of size 0…4 has in an ordinary year.
APPLICATIONS = ((0, 3), (3, 12), (14, 40), (45, 130), (0, 0))
LICENCES = ((0, 30), (40, 400), (600, 3000), (4000, 30000), (0, 0))
FEES = (0.0, 12.5, 180.0, 2600.0, 0.0)
APPLICANTS = {"natural": 78, "business": 13, "research": 1, "nonprofit": 1, "legal_service": 4, "other": 3}
OUTCOMES = {
    "granted": 44,
    "partial": 9,
    "denied.law_forbids": 1,
    "denied.third_party": 3,
    "denied.internal": 2,
    "denied.process": 4,
    "denied.enforcement_file": 2,
    "denied.administrative_query": 3,
    "unable.not_held": 19,
    "unable.needs_creation": 3,
    "unable.unclear": 2,
    "refused.petition": 4,
    "refused.repeated": 2,
    "refused.confirmation": 1,
    "other.not_corrected": 1,
    "other.else": 2,
}
# Bodies that answered every applicant of a year with state secrecy: odd, yet their area's report has it too.
SECRETIVE = {("ql-tjj", 2023), ("wp-jyj", 2023)}
VERDICTS = {"upheld": 6, "corrected": 1, "other": 2, "pending": 2}
Figures = Mapping[str, Number]


@cache
def forms() -> Mapping[str, Form]:
    """The mandated forms as configured."""
    return load_forms({year: config_text(f"forms/{year}.yaml") for year in ("2019", "2021")})


def mandated_form(year: int) -> str:
    """The name of the form that a report of this year must use."""
    return "2021" if year >= 2021 else "2019"


@cache
def figures(agency_id: str, year: int, form_name: str) -> Figures:
    """Every cell of a form for one agency and year, zeros included."""
    drawn = _area(body(agency_id), year) if body(agency_id).agency.kind == "government" else _own(agency_id, year)
    cells: dict[str, Number] = dict.fromkeys(forms()[form_name].cells, 0)
    for cell, value in drawn.items():
        name = _in_form(cell, form_name)
        if name in cells:
            cells[name] = round(cells[name] + value, 2)
    return cells


def _in_form(cell: str, form_name: str) -> str:
    if form_name == "2021":
        return cell
    if cell.startswith("T3.other."):
        return f"T3.other.{cell.rsplit('.', 1)[1]}"
    old = {"issued": "created", "in_force": "public_total"}
    head, column = cell.rsplit(".", 1)
    return f"{head}.{old.get(column, column)}" if cell.startswith("T2") else cell


def _area(government: Body, year: int) -> Figures:
    total: Counter[str] = Counter()
    for member in members(government):
        if member.owes(year):
            area = member.agency.kind == "government"
            total.update(_area(member, year) if area else _own(member.id, year))
    if government.agency.level == "prefecture":
        # Only a prefecture's government may make 规章.
        total.update({"T2.rules.issued": 1, "T2.rules.in_force": 9 + year - FIRST_YEAR})
    return {cell: round(value, 2) for cell, value in total.items()}


@cache
def _own(agency_id: str, year: int) -> Figures:
    one = body(agency_id)
    rng, steady = Random(f"{agency_id}:{year}"), Random(agency_id)
    last = _own(agency_id, year - 1) if year > FIRST_YEAR else {}
    cells: Counter[str] = Counter()
    outcomes = {"denied.state_secret": 1} if (agency_id, year) in SECRETIVE else OUTCOMES
    _applications(cells, last, rng, steady.randint(*APPLICATIONS[one.size]), outcomes)
    _cases(cells, rng, cells["T3.new.total"] // 8)
    norms_before = last.get("T2.norms.in_force", one.size * 6 + steady.randint(0, 6))
    issued, repealed = rng.randint(0, one.size), rng.randint(0, int(norms_before > 4))
    cells["T2.norms.issued"], cells["T2.norms.repealed"] = issued, repealed
    cells["T2.norms.in_force"] = int(norms_before) + issued - repealed
    licences = steady.randint(*LICENCES[one.size])
    cells["T2.licence.decisions"] = int(licences * rng.uniform(0.85, 1.15))
    cells["T2.penalty.decisions"] = int(licences * steady.uniform(0.02, 0.3) * rng.uniform(0.85, 1.15))
    cells["T2.coercion.decisions"] = rng.randint(0, one.size)
    fee = {"T2.fee.amount_10k_yuan": round(FEES[one.size] * steady.choice((0, 1, 1)) * rng.uniform(0.8, 1.2), 2)}
    return {**cells, **fee}


def _applications(cells: Counter[str], last: Figures, rng: Random, usual: int, outcomes: Mapping[str, int]) -> None:
    received = max(0, round(usual * rng.uniform(0.8, 1.25)))
    for applicant in rng.choices(tuple(APPLICANTS), tuple(APPLICANTS.values()), k=received):
        _count(cells, "new", applicant)
    for applicant in APPLICANTS:
        carried_in = int(last.get(f"T3.carried_out.{applicant}", 0))
        _count(cells, "carried_in", applicant, carried_in)
        new = cells[f"T3.new.{applicant}"]
        carried_out = min(new, rng.randint(0, 3)) if new > 6 else 0
        _count(cells, "carried_out", applicant, carried_out)
        answered = new + carried_in - carried_out
        for outcome in rng.choices(tuple(outcomes), tuple(outcomes.values()), k=answered):
            _count(cells, outcome, applicant)
        _count(cells, "total", applicant, answered)


def _count(cells: Counter[str], row: str, applicant: str, number: int = 1) -> None:
    cells[f"T3.{row}.{applicant}"] += number
    cells[f"T3.{row}.total"] += number


def _cases(cells: Counter[str], rng: Random, most: int) -> None:
    for block, share in (("review", 1.0), ("direct", 0.3), ("after", 0.3)):
        number = rng.randint(0, max(0, round(most * share)))
        for verdict in rng.choices(tuple(VERDICTS), tuple(VERDICTS.values()), k=number):
            cells[f"T4.{block}.{verdict}"] += 1
            cells[f"T4.{block}.total"] += 1
