"""What a page says of a rule: its catalogue row in words, or its bare id where the catalogue has no such row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checks.catalogue import Catalogue, Rule, readable
from checks.model import Severity
from flows.publish.words import BASIS, Words
from flows.wild import page_name


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule as a reader meets it; `page` is its file name below `rules/`."""

    id: str
    name: Words
    page: str
    severity: Severity | None = None
    law: str = ""
    is_law_verified: bool = True
    basis: Words = Words("", "")
    years: Words = Words("", "")
    wording: Words = Words("", "")
    fix: Words = Words("", "")
    predicate: str = ""
    predicate_zh: str = ""
    family: str = ""


def rule_words(
    catalogue: Catalogue, found: Iterable[str] = (), notice: str = "", year: int | None = None
) -> Mapping[str, RuleWords]:
    """The catalogue's enabled rules in its order, then rules that found something and that it does not know.

    `notice` is the one that fixes the form of the year; it stands where a text of the catalogue names none. Without a
    `year` a rule rests on what holds today.
    """
    book = {rule.id: _worded(rule, notice, year) for rule in catalogue.rules.values() if rule.enabled}
    for rule_id in sorted(set(found) - set(book)):
        known = catalogue.rules.get(rule_id)
        book[rule_id] = (
            _worded(known, notice, year)
            if known
            else RuleWords(rule_id, Words(rule_id, rule_id), page_name(rule_id.lower()))
        )
    return book


def _worded(rule: Rule, notice: str, year: int | None) -> RuleWords:
    return RuleWords(
        id=rule.id,
        name=Words(rule.name_zh, rule.name_en),
        page=page_name(rule.id.lower()),
        severity=rule.severity,
        law=readable(rule.basis.law if year is None else rule.basis.law_for(year), notice),
        is_law_verified=rule.basis.verified,
        basis=BASIS.get(rule.basis.code, Words(rule.basis.code, rule.basis.code)),
        years=_years(rule),
        wording=Words(readable(rule.message_zh, notice), readable(rule.message_en, notice)),
        fix=Words(readable(rule.fix_zh, notice), readable(rule.fix_en, notice)),
        predicate=rule.predicate,
        predicate_zh=rule.predicate_zh,
        family=rule.family,
    )


def _years(rule: Rule) -> Words:
    match rule.first_year, rule.last_year:
        case None, None:
            return Words("所有年度", "all years")
        case first, None:
            return Words(f"{first}年度起", f"from report year {first}")
        case None, last:
            return Words(f"至{last}年度", f"to report year {last}")
        case first, last if first == last:
            return Words(f"{first}年度", f"report year {first}")
        case first, last:
            return Words(f"{first}—{last}年度", f"report years {first} to {last}")
