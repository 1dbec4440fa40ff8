"""A letter in words, before it is a document: title, recipient, numbered items, demand, annexes, signature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checks.catalogue import Catalogue
from checks.forms import Form, form_for_year
from checks.model import Severity
from flows.notify.causes import Cause, causes
from flows.notify.matter import Matter
from flows.notify.stationery import Stationery, filled
from flows.notify.wording import day_words, is_firm, law, name, one_line, statement

_ORDINALS = "一二三四五六"


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part of the letter and its paragraphs; `heading` may be empty."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What the document prints, in order. `mark` says that it is a draft; empty on what was approved."""

    mark: str
    banner: str
    number: str
    title: str
    recipient: str
    opening: str
    parts: tuple[Part, ...]
    annexes: tuple[str, ...]
    contact: str
    signature: str
    day: str


def compose(matter: Matter, paper: Stationery, catalogue: Catalogue, forms: Mapping[str, Form]) -> Letter:
    """The letter that asks the agency to check, or, where its errors are confirmed, to correct."""
    values = _values(matter, paper, forms)
    rung = _rung(matter, catalogue)
    days = paper.deadlines.missing if matter.is_missing else getattr(paper.deadlines, rung)
    values["days"] = str(days)
    values["due"] = (
        filled(paper.texts.due_by_day, values | {"due": day_words(matter.due)})
        if matter.due
        else filled(paper.texts.due_in_days, values)
    )
    opening = paper.texts.opening_missing if matter.is_missing or not values["url"] else paper.texts.opening
    demand = Part(paper.texts.demand_head, (filled(_demand(matter, paper, rung), values),))
    return Letter(
        mark=_mark(matter, paper),
        title=filled(_title(matter, paper, rung), values),
        opening=filled(opening, values),
        parts=_headed((*_parts(matter, paper, catalogue), demand)),
        annexes=paper.annexes,
        contact=paper.office.contact,
        **_frame(matter, paper, values),
    )


def compose_closing(matter: Matter, paper: Stationery, catalogue: Catalogue, forms: Mapping[str, Form]) -> Letter:
    """The letter that tells the agency that its case is closed."""
    values = _values(matter, paper, forms)
    items = tuple(f"{n}.{_names(cause, catalogue)}。" for n, cause in enumerate(causes(matter.findings), 1))
    return Letter(
        mark=_mark(matter, paper),
        title=filled(paper.titles.closing, values),
        opening=filled(paper.texts.closing, values),
        parts=(Part("", items),),
        annexes=(),
        contact=paper.office.contact,
        **_frame(matter, paper, values),
    )


def rung_days(matter: Matter, paper: Stationery, catalogue: Catalogue) -> int:
    """The working days that an answer to this letter has."""
    return paper.deadlines.missing if matter.is_missing else int(getattr(paper.deadlines, _rung(matter, catalogue)))


def _frame(matter: Matter, paper: Stationery, values: Mapping[str, str]) -> dict[str, str]:
    """The parts that every letter has."""
    return {
        "banner": paper.office.name,
        "number": matter.number or paper.marks.number,
        "recipient": f"{values['agency']}：",
        "signature": paper.office.name,
        "day": day_words(matter.issued) if matter.issued else paper.marks.date,
    }


def _values(matter: Matter, paper: Stationery, forms: Mapping[str, Form]) -> dict[str, str]:
    form = form_for_year(forms, matter.year)
    return {
        "agency": one_line(matter.agency.name),
        "year": str(matter.year),
        "notice": form.notice if form else "",
        "url": one_line(matter.url),
        "audited": day_words(matter.audited),
        "office": paper.office.name,
        "self": paper.office.self,
        "days": "",
        "due": "",
        "title": "",
    }


def _mark(matter: Matter, paper: Stationery) -> str:
    if not matter.is_confirmed:
        return paper.marks.draft
    return "" if matter.issued else paper.marks.unapproved


def _rung(matter: Matter, catalogue: Catalogue) -> str:
    if any(is_firm(finding, catalogue, matter.is_confirmed) for finding in matter.findings):
        return "confirmed"
    return "advice" if all(one.severity is Severity.ADVICE for one in matter.findings) else "asking"


def _title(matter: Matter, paper: Stationery, rung: str) -> str:
    if matter.is_missing:
        return paper.titles.missing_confirmed if rung == "confirmed" else paper.titles.missing_asking
    return str(getattr(paper.titles, rung))


def _demand(matter: Matter, paper: Stationery, rung: str) -> str:
    if rung == "confirmed":
        return paper.texts.demand_confirmed
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
        items = [_item(number + place, cause, matter, catalogue) for place, cause in enumerate(group, 1)]
        number += len(items)
        if items:
            parts.append(Part(heading, tuple(items)))
    return tuple(parts)


def _headed(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(
        Part(f"{ordinal}、{part.heading}", part.paragraphs) for ordinal, part in zip(_ORDINALS, parts, strict=False)
    )


def _item(number: int, cause: Cause, matter: Matter, catalogue: Catalogue) -> str:
    """One cause: what, where, the figures, the law, how to mend."""
    says = [statement(finding, catalogue, matter.is_confirmed) for finding in cause]
    text = f"{number}.〔{_names(cause, catalogue)}〕{says[0]}"
    if len(says) > 1:
        text += "同一处数据还涉及：" + "".join(says[1:])
    laws = "；".join(dict.fromkeys(filter(None, (law(finding, catalogue) for finding in cause))))
    fixes = "".join(dict.fromkeys(one_line(finding.fix) for finding in cause))
    return text + (f"依据：{laws}。" if laws else "") + (f"处理建议：{fixes}" if fixes else "")


def _names(cause: Cause, catalogue: Catalogue) -> str:
    return "、".join(dict.fromkeys(name(finding, catalogue) for finding in cause))
