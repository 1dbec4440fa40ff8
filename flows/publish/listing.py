"""The rows of the two big lists, agencies and findings, as compact JSON that the page's script filters and sorts.

An agency's findings are packed into one number each: rule × 64 + lifecycle × 16 + severity × 4 + whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from checks.forms import Form
from checks.model import Finding, Lifecycle, Responsibility, Severity, Status
from flows.night import AgencyNight
from flows.publish.english import english_sentence
from flows.publish.outcome import outcome_words
from flows.publish.regions import Regions
from flows.publish.rulebook import RuleWords
from flows.publish.standing import is_due, is_late, is_open, is_published, published_on, site_of
from flows.publish.words import LIFECYCLE, RESPONSIBILITY, SEVERITY, STATUS, STATUS_MARK, Words, kind_words, level_words
from flows.wild import anchor, page_name, shown

Json = dict[str, Any]
"""Data on its way into a page; inside the program the typed values are used."""

DUE, PUBLISHED, LATE = 1, 2, 4
_STATUSES, _LIVES, _GRADES, _OWNERS = list(STATUS), list(LIFECYCLE), list(SEVERITY), list(RESPONSIBILITY)
_MAX_MESSAGE = 400


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


def inspectors_order(results: Sequence[AgencyNight]) -> list[AgencyNight]:
    """Agencies in the order of an inspector's morning: by standing, then by errors and warnings, then by name."""
    return sorted(results, key=_urgency)


def _urgency(result: AgencyNight) -> tuple[int, int, int, str]:
    grades = [
        finding.severity
        for finding in result.assessment.findings
        if is_open(finding) and finding.responsibility is Responsibility.AGENCY
    ]
    errors, warnings = grades.count(Severity.ERROR), grades.count(Severity.WARNING)
    return _STATUSES.index(result.status), -errors, -warnings, result.agency.agency_id


def agency_list(results: Sequence[AgencyNight], regions: Regions, rules: Mapping[str, RuleWords]) -> Json:
    """All agencies in the order given, with the words that their codes stand for."""
    kinds, levels, places, fetches, rule_codes, sites = Codes(), Codes(), Codes(), Codes(), Codes(), Codes()
    rows = []
    for result in results:
        agency = result.agency
        published = published_on(result) if is_published(result) else None
        rows.append(
            [
                agency.agency_id,
                shown(agency.name),
                shown(" ".join(agency.aliases)),
                kinds[agency.kind],
                levels[agency.level or ""],
                places[regions.of[agency.agency_id]],
                _STATUSES.index(result.status),
                published.isoformat() if published else "",
                [_packed(finding, rule_codes) for finding in _listed(result)],
                fetches[result.fetch],
                DUE * is_due(result) | PUBLISHED * is_published(result) | LATE * is_late(result),
                sites[site_of(result)],
            ]
        )
    words = _words(kinds, levels, places, rule_codes, regions, rules)
    words["sites"] = [[site, shown(site), shown(site)] for site in sites.words]
    words["fetches"] = [[word, *outcome_words(word)] for word in fetches.words]
    words["pages"] = _odd_pages(results)
    return words | {"rows": rows}


def finding_list(
    results: Sequence[AgencyNight], regions: Regions, rules: Mapping[str, RuleWords], forms: Mapping[str, Form]
) -> Json:
    """All findings, those fixed since included, agency by agency in the order given."""
    kinds, levels, places, rule_codes = Codes(), Codes(), Codes(), Codes()
    agencies: list[list[Any]] = []
    rows: list[list[Any]] = []
    for result in results:
        findings = list(_listed(result))
        if not findings:
            continue
        agency = result.agency
        codes = [kinds[agency.kind], levels[agency.level or ""], places[regions.of[agency.agency_id]]]
        aliases = shown(" ".join(agency.aliases))
        agencies.append([agency.agency_id, shown(agency.name), aliases, *codes, _STATUSES.index(result.status)])
        report = result.assessment.filing.report
        form = forms.get(report.form or "") if report else None
        rows += [_finding_row(finding, len(agencies) - 1, rule_codes, form) for finding in findings]
    words = _words(kinds, levels, places, rule_codes, regions, rules)
    words["pages"] = _odd_pages(results)
    return words | {"agencies": agencies, "rows": rows}


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


def _words(
    kinds: Codes, levels: Codes, places: Codes, rule_codes: Codes, regions: Regions, rules: Mapping[str, RuleWords]
) -> Json:
    return {
        "statuses": [[status.value, *STATUS[status], STATUS_MARK[status]] for status in _STATUSES],
        "lives": [[life.value, *LIFECYCLE[life]] for life in _LIVES],
        "grades": [[grade.value, *SEVERITY[grade]] for grade in _GRADES],
        "owners": [[owner.value, *RESPONSIBILITY[owner]] for owner in _OWNERS],
        "kinds": [[kind, *kind_words(kind)] for kind in kinds.words],
        "levels": [[level, *level_words(level)] for level in levels.words],
        "regions": [[region, *(shown(regions.names[region]),) * 2] for region in places.words],
        "rules": [[rule, *_rule_name(rules, rule)] for rule in rule_codes.words],
    }


def _rule_name(rules: Mapping[str, RuleWords], rule_id: str) -> Words:
    return rules[rule_id].name if rule_id in rules else Words(rule_id, rule_id)


def _odd_pages(results: Iterable[AgencyNight]) -> dict[str, str]:
    """Page names of the agencies whose id is no plain file name."""
    ids = (result.agency.agency_id for result in results)
    return {agency_id: page_name(agency_id) for agency_id in ids if page_name(agency_id) != f"{agency_id}.html"}


ACTIONABLE = (Status.NONCOMPLIANT, Status.MISSING)
LIVES_TOLD = (Lifecycle.NEW, Lifecycle.REGRESSED, Lifecycle.PERSISTING, Lifecycle.FIXED)
