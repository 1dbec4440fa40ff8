"""The rows of the two big lists, agencies and findings, as compact JSON that the page's script filters and sorts.

An agency's findings are packed into one number each: rule × 64 + lifecycle × 16 + severity × 4 + whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from checks.forms import Form
from checks.model import Agency, Finding, Status
from flows.night import AgencyNight
from flows.publish.desk import Desk
from flows.publish.english import english_sentence
from flows.publish.outcome import outcome_words
from flows.publish.rulebook import RuleWords
from flows.publish.spool import Rows, object_text
from flows.publish.standing import is_due, is_late, is_open, is_published, published_on, site_of
from flows.publish.words import LIFECYCLE, RESPONSIBILITY, SEVERITY, STATUS, STATUS_MARK, Words, kind_words, level_words
from flows.wild import anchor, page_name, shown

Json = dict[str, Any]
"""Data on its way into a page; inside the program the typed values are used."""

DUE, PUBLISHED, LATE = 1, 2, 4
_STATUSES, _LIVES, _GRADES, _OWNERS = list(STATUS), list(LIFECYCLE), list(SEVERITY), list(RESPONSIBILITY)
_MAX_MESSAGE = 400
_ACTIONABLE = (Status.NONCOMPLIANT, Status.MISSING)


class Codes:
    """Words to small numbers in the order in which they were first met; the words themselves go along once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def __getitem__(self, word: str) -> int:
        return self._places.setdefault(word, len(self._places))

    @property
    def words(self) -> list[str]:
        """The words by number."""
        return list(self._places)


class _Terms:
    """The codes that both lists have, and the agencies whose page is not named as their id."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.kinds, self.levels, self.places, self.rules = Codes(), Codes(), Codes(), Codes()
        self.odd_pages: dict[str, str] = {}

    def codes(self, agency: Agency) -> list[int]:
        """An agency's kind, level and region."""
        if (page := page_name(agency.agency_id)) != f"{agency.agency_id}.html":
            self.odd_pages[agency.agency_id] = page
        return [self.kinds[agency.kind], self.levels[agency.level or ""], self.places[self._desk.regions.of(agency)]]

    def words(self) -> Json:
        """What the codes stand for."""
        names = self._desk.regions.names
        return {
            "statuses": [[status.value, *STATUS[status], STATUS_MARK[status]] for status in _STATUSES],
            "lives": [[life.value, *LIFECYCLE[life]] for life in _LIVES],
            "grades": [[grade.value, *SEVERITY[grade]] for grade in _GRADES],
            "owners": [[owner.value, *RESPONSIBILITY[owner]] for owner in _OWNERS],
            "kinds": [[kind, *kind_words(kind)] for kind in self.kinds.words],
            "levels": [[level, *level_words(level)] for level in self.levels.words],
            "regions": [[region, *(shown(names[region]),) * 2] for region in self.places.words],
            "rules": [[rule, *_rule_name(self._desk.rules, rule)] for rule in self.rules.words],
        }


class AgencyList:
    """All agencies in the order in which they are added; `actionable` are those that something must be asked of."""

    def __init__(self, desk: Desk, file: BinaryIO) -> None:
        self._terms, self._rows = _Terms(desk), Rows(file)
        self._fetches, self._sites = Codes(), Codes()
        self.actionable: list[tuple[Status, Agency]] = []

    def add(self, result: AgencyNight) -> None:
        """Add one agency."""
        agency = result.agency
        published = published_on(result) if is_published(result) else None
        row = [
            agency.agency_id,
            shown(agency.name),
            shown(" ".join(agency.aliases)),
            *self._terms.codes(agency),
            _STATUSES.index(result.status),
            published.isoformat() if published else "",
            [_packed(finding, self._terms.rules) for finding in _listed(result)],
            self._fetches[result.fetch],
            DUE * is_due(result) | PUBLISHED * is_published(result) | LATE * is_late(result),
            self._sites[site_of(result)],
        ]
        self._rows.add(row)
        if result.status in _ACTIONABLE:
            self.actionable.append((result.status, agency))

    def text(self, *, is_first: bool) -> Iterator[str]:
        """The list with the words that its codes stand for, a part at a time; `is_first` where no night was before."""
        words = self._terms.words()
        words["sites"] = [[site, shown(site), shown(site)] for site in self._sites.words]
        words["fetches"] = [[word, *outcome_words(word)] for word in self._fetches.words]
        return object_text(words | {"pages": self._terms.odd_pages, "rows": self._rows, "first": is_first})


class FindingList:
    """All findings, those fixed since included, agency by agency in the order in which they are added."""

    def __init__(self, desk: Desk, agencies: BinaryIO, findings: BinaryIO) -> None:
        self._terms, self._forms = _Terms(desk), desk.forms
        self._agencies, self._rows = Rows(agencies), Rows(findings)

    def add(self, result: AgencyNight) -> None:
        """Add the findings of one agency."""
        findings = list(_listed(result))
        if not findings:
            return
        agency = result.agency
        report = result.assessment.filing.report
        form = self._forms.get(report.form or "") if report else None
        for finding in findings:
            self._rows.add(_finding_row(finding, len(self._agencies), self._terms.rules, form))
        aliases, codes = shown(" ".join(agency.aliases)), self._terms.codes(agency)
        self._agencies.add([agency.agency_id, shown(agency.name), aliases, *codes, _STATUSES.index(result.status)])

    def text(self) -> Iterator[str]:
        """The list with the words that its codes stand for, a part at a time."""
        words = self._terms.words()
        return object_text(words | {"pages": self._terms.odd_pages, "agencies": self._agencies, "rows": self._rows})


def _finding_row(finding: Finding, agency: int, rule_codes: Codes, form: Form | None) -> list[Any]:
    names = form.names if form else {}
    place = finding.suspect or (finding.cells[0] if finding.cells else "")
    zh, en = shown(finding.message)[:_MAX_MESSAGE], shown(english_sentence(finding.message_en))[:_MAX_MESSAGE]
    return [
        agency,
        _packed(finding, rule_codes),
        anchor(finding.finding_id),
        names.get(place, place),
        zh,
        en if en != zh else "",
    ]


def _listed(result: AgencyNight) -> Iterable[Finding]:
    return (*filter(is_open, result.assessment.findings), *result.fixed)


def _packed(finding: Finding, rule_codes: Codes) -> int:
    life, grade = _LIVES.index(finding.status), _GRADES.index(finding.severity)
    return rule_codes[finding.rule_id] * 64 + life * 16 + grade * 4 + _OWNERS.index(finding.responsibility)


def _rule_name(rules: Mapping[str, RuleWords], rule_id: str) -> Words:
    return rules[rule_id].name if rule_id in rules else Words(rule_id, rule_id)
