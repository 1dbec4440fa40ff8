"""The letter of a case in words: what it asks or demands follows from its findings, its weight from its rung."""

from __future__ import annotations

from collections.abc import Mapping

from checks.catalogue import Catalogue
from checks.forms import Form
from checks.model import Severity
from flows.notify.cases.rungs import Rung
from flows.notify.writing.causes import Cause, causes
from flows.notify.writing.letter import Letter, Part, frame, headed, item, mark_of, values_of, with_deadline
from flows.notify.writing.matter import Matter
from flows.notify.writing.stationery import Stationery, filled
from flows.notify.writing.wording import is_firm


def compose(matter: Matter, paper: Stationery, catalogue: Catalogue, forms: Mapping[str, Form]) -> Letter:
    """The letter that asks the agency to check, or, where its errors are confirmed, to correct; on the upper rungs, a 通报."""
    values = with_deadline(
        values_of(matter, paper, forms), paper, answer_days(matter, paper, catalogue), matter.stamp.due
    )
    values["tells"] = "通知" if _manner(matter, catalogue) == "confirmed" else "函告"
    demand = Part(paper.texts.demand_head, (filled(_demand(matter, paper, catalogue), values),))
    return Letter(
        mark=mark_of(matter.is_confirmed, matter.stamp, paper),
        title=filled(_title(matter, paper, catalogue), values),
        opening=filled(_opening(matter, paper), values),
        parts=headed((*_parts(matter, paper, catalogue), demand)),
        annexes=paper.annexes,
        copies=values["parent"],
        **frame(matter.stamp, paper, values["agency"]),
    )


def answer_days(matter: Matter, paper: Stationery, catalogue: Catalogue) -> int:
    """The working days that an answer to this letter has."""
    if _is_circular(matter):
        return paper.deadlines.circular
    return paper.deadlines.missing if matter.is_missing else int(getattr(paper.deadlines, _manner(matter, catalogue)))


def first_rung(matter: Matter, catalogue: Catalogue) -> Rung:
    """The rung that the findings allow: 整改通知 where one is a confirmed error, else 提醒."""
    return Rung.RECTIFY if _manner(matter, catalogue) == "confirmed" else Rung.HINT


def _manner(matter: Matter, catalogue: Catalogue) -> str:
    if any(is_firm(finding, catalogue, matter.is_confirmed) for finding in matter.findings):
        return "confirmed"
    return "advice" if all(one.severity is Severity.ADVICE for one in matter.findings) else "asking"


def _is_circular(matter: Matter) -> bool:
    return matter.rung is not None and matter.rung >= Rung.CIRCULAR


def _title(matter: Matter, paper: Stationery, catalogue: Catalogue) -> str:
    manner = _manner(matter, catalogue)
    if _is_circular(matter):
        return paper.titles.circular
    if matter.is_missing:
        return paper.titles.missing_confirmed if manner == "confirmed" else paper.titles.missing_asking
    return str(getattr(paper.titles, manner))


def _opening(matter: Matter, paper: Stationery) -> str:
    if _is_circular(matter):
        return paper.texts.opening_again
    return paper.texts.opening_missing if matter.is_missing or not matter.url else paper.texts.opening


def _demand(matter: Matter, paper: Stationery, catalogue: Catalogue) -> str:
    if _is_circular(matter):
        return paper.texts.demand_circular
    if _manner(matter, catalogue) == "confirmed":
        to_publish = paper.texts.demand_publish if matter.is_missing else ""
        to_explain = paper.texts.demand_late if matter.is_only_late else ""
        return to_publish or to_explain or paper.texts.demand_confirmed
    return paper.texts.demand_missing if matter.is_missing else paper.texts.demand_asking


def _parts(matter: Matter, paper: Stationery, catalogue: Catalogue) -> tuple[Part, ...]:
    """Facts first, then what is to be checked, then hints; the numbers run through."""
    groups: dict[str, list[Cause]] = {
        paper.texts.confirmed_head: [],
        paper.texts.asking_head: [],
        paper.texts.advice_head: [],
    }
    for cause in causes(matter.findings):
        if is_firm(cause[0], catalogue, matter.is_confirmed):
            groups[paper.texts.confirmed_head].append(cause)
        elif cause[0].severity is Severity.ADVICE:
            groups[paper.texts.advice_head].append(cause)
        else:
            groups[paper.texts.asking_head].append(cause)
    parts, number = [], 0
    for heading, group in groups.items():
        items = [item(number + place, cause, matter, catalogue) for place, cause in enumerate(group, 1)]
        number += len(items)
        if items:
            parts.append(Part(heading, tuple(items)))
    return tuple(parts)
