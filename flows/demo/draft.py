"""An annual report before it is put on a page: what its tables show, what its prose tells, and its six sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from checks.report import Number
from flows.demo.bodies import Body
from flows.demo.figures import figures, mandated_form


@dataclass(frozen=True, slots=True)
class Facts:
    """What goes into one report: `cells` is the text printed in each cell, `told` the figures that the prose tells.

    In a sound report both say the same. `form` names the form of the tables.
    """

    body: Body
    year: int
    form: str
    cells: Mapping[str, str]
    told: Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class Part:
    """One section as printed: the form's id of it, its heading, its paragraphs; the table, if any, comes after them."""

    id: str
    heading: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole report. `without` are tables left out, `pictured` tables that stand there only as a picture (T2, T3, T4)."""

    facts: Facts
    title: str
    published: date
    preamble: str
    parts: tuple[Part, ...]
    without: frozenset[str] = frozenset()
    pictured: frozenset[str] = frozenset()

    @property
    def signature(self) -> tuple[str, str]:
        """The agency's name and the date under the report."""
        day = self.published
        return self.facts.body.agency.name, f"{day.year}年{day.month}月{day.day}日"


def sound_facts(body: Body, year: int, form: str | None = None) -> Facts:
    """The facts of a report without a fault, on the form mandated for its year unless another is named."""
    form = form or mandated_form(year)
    truth = figures(body.id, year, form)
    told = figures(body.id, year, "2021")
    return Facts(body, year, form, {cell: printed(value) for cell, value in truth.items()}, told)


def printed(value: Number) -> str:
    """A figure as an agency types it: no separators, no trailing zeros."""
    return str(int(value)) if value == int(value) else f"{value:.2f}".rstrip("0")
