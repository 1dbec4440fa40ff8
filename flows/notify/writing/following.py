"""The letters that follow on one that was sent, in words: the reminder and the closing letter."""

from __future__ import annotations

from collections.abc import Mapping

from checks.catalogue import Catalogue
from checks.forms import Form
from flows.notify.writing.causes import causes
from flows.notify.writing.letter import Letter, Part, frame, headed, mark_of, names, values_of, with_deadline
from flows.notify.writing.matter import Matter
from flows.notify.writing.stationery import Stationery, filled
from flows.notify.writing.wording import statement


def compose_reminder(matter: Matter, paper: Stationery, catalogue: Catalogue, forms: Mapping[str, Form]) -> Letter:
    """The letter that reminds of an earlier one: what has not been answered yet."""
    values = with_deadline(values_of(matter, paper, forms), paper, paper.deadlines.reminder, matter.stamp.due)
    items = tuple(
        f"{number}.〔{names(cause, catalogue)}〕{statement(cause[0], catalogue, matter.is_confirmed)}"
        for number, cause in enumerate(causes(matter.findings), 1)
    )
    demand = Part(paper.texts.demand_head, (filled(paper.texts.demand_reminder, values),))
    return Letter(
        mark=mark_of(matter.is_confirmed, matter.stamp, paper),
        title=filled(paper.titles.reminder, values),
        opening=filled(paper.texts.reminder, values),
        parts=headed((Part(paper.texts.asking_head, items), demand)),
        annexes=(),
        **frame(matter.stamp, paper, values["agency"]),
    )


def compose_closing(matter: Matter, paper: Stationery, catalogue: Catalogue, forms: Mapping[str, Form]) -> Letter:
    """The letter that tells the agency that its case is closed, and what is still wanted of a silent correction."""
    values = values_of(matter, paper, forms)
    items = [f"{n}.{names(cause, catalogue)}。" for n, cause in enumerate(causes(matter.findings), 1)]
    if matter.is_silent:
        items.append(filled(paper.texts.closing_silent, values))
    return Letter(
        mark=mark_of(matter.is_confirmed, matter.stamp, paper),
        title=filled(paper.titles.closing, values),
        opening=filled(paper.texts.closing, values),
        parts=(Part("", tuple(items)),),
        annexes=(),
        **frame(matter.stamp, paper, values["agency"]),
    )
