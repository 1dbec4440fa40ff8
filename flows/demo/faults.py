"""What is wrong in the demo: every fault, in whose report, on which nights, and what the audit must say of it.

A slip in the figures changes `Facts` before the prose is written from them; a slip in the words changes the `Draft`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from checks.model import Responsibility
from checks.report import Number
from flows.demo.draft import Draft, Facts, Part, printed

EVERY_NIGHT = frozenset({1, 2, 3, 4})


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding that the audit must make: its rule, the one wrong cell where the sums betray it, and whose it is."""

    rule_id: str
    suspect: str | None = None
    responsibility: Responsibility = Responsibility.AGENCY


@dataclass(frozen=True, slots=True)
class Fault:
    """One agency's slip, the nights on which its page shows it, and the findings it must lead to."""

    agency_id: str
    expected: tuple[Expected, ...]
    facts: Callable[[Facts], Facts] | None = None
    words: Callable[[Draft], Draft] | None = None
    nights: frozenset[int] = EVERY_NIGHT


def added(steps: Mapping[str, float], *, told: bool = True) -> Callable[[Facts], Facts]:
    """A slip that adds a number to each of some cells; the prose goes along with the totals unless `told` is off."""

    def slip(facts: Facts) -> Facts:
        cells = dict(facts.cells) | {cell: printed(float(facts.cells[cell]) + step) for cell, step in steps.items()}
        heard = dict(facts.told) | {cell: facts.told[cell] + step for cell, step in steps.items() if told}
        return replace(facts, cells=cells, told=heard)

    return slip


def told_instead(figures: Mapping[str, Number]) -> Callable[[Facts], Facts]:
    """A slip of the pen: the prose tells other figures than the tables hold."""
    return lambda facts: replace(facts, told={**facts.told, **figures})


def zeros_left_out(facts: Facts) -> Facts:
    """In table 3 no zero was filled in but in totals."""
    totals = {cell for cell in facts.cells if cell.startswith("T3.total.") or cell.endswith(".total")}
    cells = {c: "" if c.startswith("T3") and c not in totals and v == "0" else v for c, v in facts.cells.items()}
    return replace(facts, cells=cells)


def older_period(draft: Draft) -> Draft:
    """The reporting period was copied from the year before."""
    year = draft.facts.year
    ours, last = (f"{y}年1月1日" for y in (year, year - 1))
    text = draft.preamble.replace(ours, last).replace(f"{year}年12月31日", f"{year - 1}年12月31日")
    return replace(draft, preamble=text)


def another_body(name: str) -> Callable[[Draft], Draft]:
    """The opening was copied from another agency, whose name stayed in it: it is said to have got the applications."""

    def slip(draft: Draft) -> Draft:
        year, received = draft.facts.year, printed(draft.facts.told["T3.new.total"])
        copied = (
            f"{year}年，{name}认真学习贯彻《中华人民共和国政府信息公开条例》，把政务公开与业务工作同部署、同落实，"
            f"我局各科室明确一名信息员。{year}年，{name}共收到政府信息公开申请{received}件，均在法定期限内答复。"
        )
        return with_part(draft, "S1", lambda part: replace(part, paragraphs=(copied, *part.paragraphs[1:])))

    return slip


def without_part(section: str) -> Callable[[Draft], Draft]:
    """A mandated section was left out, heading and all."""
    return lambda draft: replace(draft, parts=tuple(part for part in draft.parts if part.id != section))


def without_table(table: str, section: str, instead: str) -> Callable[[Draft], Draft]:
    """A sentence stands where the table should be."""

    def slip(draft: Draft) -> Draft:
        said = with_part(draft, section, lambda part: replace(part, paragraphs=(instead,)))
        return replace(said, without=frozenset({table}))

    return slip


def owned_up(draft: Draft) -> Draft:
    """The report was changed after it came out, and section six says so."""
    note = "更正说明：本报告首次发布时个别表格数据填报有误，现予更正。"
    return with_part(draft, "S6", lambda part: replace(part, paragraphs=(*part.paragraphs, note)))


def as_pictures(draft: Draft) -> Draft:
    """The three tables stand on the page as pictures."""
    return replace(draft, pictured=frozenset({"T2", "T3", "T4"}))


def with_part(draft: Draft, section: str, change: Callable[[Part], Part]) -> Draft:
    """The draft with one of its sections changed."""
    return replace(draft, parts=tuple(change(part) if part.id == section else part for part in draft.parts))
