"""A letter in words, before it is a document, and what every kind of letter shares: its frame, its marks, its items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checks.catalogue import Catalogue
from checks.deadlines import TOWNS
from checks.forms import Form, form_for_year
from flows.notify.workdays import is_settled
from flows.notify.writing.address import called
from flows.notify.writing.causes import Cause
from flows.notify.writing.matter import Matter, Stamp
from flows.notify.writing.stationery import FIELDS, Stationery, filled
from flows.notify.writing.wording import law, name, one_line, quotation, statement
from flows.official import day_words

_ORDINALS = "一二三四五六"


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part of the letter and its paragraphs; `heading` may be empty."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What the document prints, in order. `mark` says that it is a draft; empty on what was approved.

    `copies` names the offices under 抄送.
    """

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
    copies: str = ""


def values_of(matter: Matter, paper: Stationery, forms: Mapping[str, Form]) -> dict[str, str]:
    """What the fields of the office's texts stand for, the deadline apart."""
    form = form_for_year(forms, matter.year)
    return blank_values() | {
        "agency": one_line(matter.agency.name),
        "you": called(matter.agency.name),
        "year": str(matter.year),
        "notice": form.notice if form else "",
        "url": one_line(matter.url),
        "audited": day_words(matter.audited),
        "office": paper.office.name,
        "self": paper.office.self,
        "earlier": one_line(matter.earlier),
        "parent": one_line(matter.parent),
        # Article 49 names departments and governments from the county up, not towns.
        "articles": "第四十七条、第五十条" if matter.agency.kind in TOWNS else "第四十七条、第四十九条、第五十条",
    }


def blank_values() -> dict[str, str]:
    """Every field, empty."""
    return dict.fromkeys(FIELDS, "")


def with_deadline(values: Mapping[str, str], paper: Stationery, days: int, due: date | None) -> dict[str, str]:
    """The values with the last day of an answer, or the working days that it has where no day can be named yet.

    None can while the letter is a draft, or before the State Council has said which days of its year are holidays.
    """
    known = dict(values) | {"days": str(days)}
    day = day_words(due) if due and is_settled(due) else ""
    text = paper.texts.due_by_day if day else paper.texts.due_in_days
    return known | {"due": filled(text, known | {"due": day})}


def frame(stamp: Stamp, paper: Stationery, recipient: str) -> dict[str, str]:
    """The parts that every letter has."""
    return {
        "banner": paper.office.name,
        "number": stamp.number or paper.marks.number,
        "recipient": f"{recipient}：",
        "contact": paper.office.contact,
        "signature": paper.office.name,
        "day": day_words(stamp.issued) if stamp.issued else paper.marks.date,
    }


def mark_of(is_confirmed: bool, stamp: Stamp, paper: Stationery) -> str:
    """What a draft is marked with on every page."""
    if not is_confirmed:
        return paper.marks.draft
    return "" if stamp.issued else paper.marks.unapproved


def headed(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts with 一、二、三 before their headings."""
    return tuple(
        Part(f"{ordinal}、{part.heading}", part.paragraphs) for ordinal, part in zip(_ORDINALS, parts, strict=False)
    )


def item(number: int, cause: Cause, matter: Matter, catalogue: Catalogue) -> str:
    """One cause: what, where, the figures, the sentences, the law, how to mend."""
    says = [statement(finding, catalogue, matter.is_confirmed) for finding in cause]
    text = f"{number}.〔{names(cause, catalogue)}〕{says[0]}"
    if len(says) > 1:
        text += "同一处数据还涉及：" + "".join(says[1:])
    quoted = "".join(f"“{quote}”" for quote in dict.fromkeys(map(quotation, cause)) if quote)
    text += f"原文：{quoted}。" if quoted else ""
    laws = "；".join(dict.fromkeys(filter(None, (law(finding, catalogue) for finding in cause))))
    fixes = "".join(dict.fromkeys(one_line(finding.fix) for finding in cause))
    return text + (f"依据：{laws}。" if laws else "") + (f"处理建议：{fixes}" if fixes else "")


def names(cause: Cause, catalogue: Catalogue) -> str:
    """The rules of a cause in words."""
    return "、".join(dict.fromkeys(name(finding, catalogue) for finding in cause))
