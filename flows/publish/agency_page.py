"""The page of one agency: everything an inspector needs to stand on when writing to it, as values for the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from checks.forms import Form, form_for_year
from checks.model import Assessment, Filing, Finding
from checks.report import Number, Report
from flows.night import AgencyNight, Entry, Mended, Since
from flows.publish.changes import Changes, changes_since
from flows.publish.formula import Formula, formula_of, tidy
from flows.publish.prose import Passage, marked_prose
from flows.publish.redraw import DrawnTable, drawn_tables
from flows.publish.rulebook import RuleWords
from flows.publish.standing import is_open, published_on
from flows.publish.words import Words, stated
from flows.wild import text_fragment

_GRAVITY = {"error": 0, "warning": 1, "advice": 2}


@dataclass(frozen=True, slots=True)
class Card:
    """One finding on the page; `number` is the mark that its cells and sentences carry."""

    number: int
    finding: Finding
    rule: RuleWords
    cells: tuple[tuple[str, str], ...]
    suspect: str | None
    formula: Formula | None
    related: tuple[tuple[str, RuleWords], ...] = ()
    since: Since | None = None


@dataclass(frozen=True, slots=True)
class YearPair:
    """One figure this year and last as published, and the change where both are numbers."""

    name: str
    last: Words
    this: Words
    change: Number | None


@dataclass(frozen=True)
class AuditedReport:
    """One assessment laid out: cards in order of gravity, tables and prose with their marks.

    Shared by the agency page, the console and the one-file answer of `gouji check`; `since` and `mended` are the page's.
    """

    assessment: Assessment
    rules: Mapping[str, RuleWords]
    forms: Mapping[str, Form]
    since: Mapping[str, Since] = field(default_factory=dict)
    mended: tuple[Mended, ...] = ()

    @property
    def filing(self) -> Filing:
        """The filing as audited."""
        return self.assessment.filing

    @property
    def report(self) -> Report | None:
        """The report as read, if one was."""
        return self.filing.report

    @cached_property
    def form(self) -> Form | None:
        """The form the report was read as, else the one mandated for its year."""
        named = self.forms.get(self.report.form or "") if self.report else None
        return named or form_for_year(self.forms, self.filing.year)

    @cached_property
    def standing(self) -> tuple[Finding, ...]:
        """The findings that stand, the gravest first: a mark's number is the place here, the same from run to run."""
        return tuple(sorted(filter(is_open, self.assessment.findings), key=_order))

    @property
    def suppressed(self) -> tuple[Finding, ...]:
        """The findings that an accepted explanation keeps from counting."""
        return tuple(finding for finding in self.assessment.findings if finding.suppressed_by)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """One card a finding that stands."""
        return tuple(self._card(number, finding) for number, finding in enumerate(self.standing, 1))

    def _card(self, number: int, finding: Finding) -> Card:
        names = self.form.names if self.form else {}
        cells = tuple((cell, names.get(cell, cell)) for cell in finding.cells)
        formula = (
            formula_of(finding, self.report, self.form, self.filing.previous) if self.report and self.form else None
        )
        suspect = names.get(finding.suspect, finding.suspect) if finding.suspect else None
        ruled = {one.finding_id: one.rule_id for one in self.assessment.findings}
        related = tuple((other, self.rule(ruled.get(other, other.partition(":")[0]))) for other in finding.related)
        since = self.since.get(finding.finding_id)
        return Card(number, finding, self.rule(finding.rule_id), cells, suspect, formula, related, since)

    def rule(self, rule_id: str) -> RuleWords:
        """A rule in words."""
        return self.rules.get(rule_id) or RuleWords(rule_id, Words(rule_id, rule_id), "")

    @cached_property
    def unassessed(self) -> tuple[tuple[str, tuple[RuleWords, ...]], ...]:
        """The reasons why rules could not be assessed, each with its rules, the reason of the most rules first."""
        reasons: dict[str, dict[str, RuleWords]] = {}
        for item in self.assessment.not_assessable:
            reasons.setdefault(item.why, {})[item.rule_id] = self.rule(item.rule_id)
        grouped = ((why, tuple(rules.values())) for why, rules in reasons.items())
        return tuple(sorted(grouped, key=lambda reason: -len(reason[1])))

    @cached_property
    def tables(self) -> tuple[DrawnTable, ...]:
        """The mandated tables, redrawn and marked."""
        if self.report is None:
            return ()
        form = self.forms.get(self.report.form or "")
        return drawn_tables(self.report, form, self.standing)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The prose, marked."""
        return marked_prose(self.report, self.standing) if self.report else ()

    @cached_property
    def years(self) -> tuple[YearPair, ...]:
        """Last year beside this year, where last year's report is held."""
        if self.report is None or self.filing.previous is None or self.form is None:
            return ()
        return tuple(_year_pairs(self.form, self.filing.previous, self.report))

    @cached_property
    def changes(self) -> Changes | None:
        """What changed since the report was first seen, where its bytes have."""
        if self.report is None or self.filing.earlier is None:
            return None
        return changes_since(self.filing.earlier, self.report, self.form)

    def count(self, severity: str) -> int:
        """How many findings of a severity stand."""
        return sum(finding.severity == severity for finding in self.standing)


def _order(finding: Finding) -> tuple[int, str, str]:
    return _GRAVITY[finding.severity.value], finding.rule_id, finding.finding_id


def _year_pairs(form: Form, last: Report, this: Report) -> Iterator[YearPair]:
    for name in form.cells:
        if not name.startswith("T2.") and not name.endswith(".total"):
            continue
        before, now = last.cells.get(name), this.cells.get(name)
        if before is None or now is None or not (before.value or now.value):
            continue
        both = before.value is not None and now.value is not None
        change = tidy(now.value - before.value) if both else None  # type: ignore[operator]
        yield YearPair(form.names[name], stated(before), stated(now), change)


@dataclass(frozen=True, slots=True)
class Copy:
    """The archived report beside the page; `placed` are the numbers of the findings that are boxed in it."""

    path: str
    placed: frozenset[int] = frozenset()
    is_pdf: bool = False

    def link(self, item: Card | None = None) -> str:
        """Where the copy shows a finding's place, as near as it can: its box, its PDF page, its sentence, or the top."""
        evidence = item.finding.evidence if item else None
        if item is None or evidence is None:
            return self.path
        if self.is_pdf:
            page = evidence.where.page if evidence.where else None
            return f"{self.path}#page={page}" if page else self.path
        if item.number in self.placed:
            return f"{self.path}#gouji-{item.number}"
        return self.path + (text_fragment(evidence.quote) if evidence.quote else "")


@dataclass(frozen=True)
class AgencyView:
    """An agency page's facts beside its audited report."""

    result: AgencyNight
    audited: AuditedReport
    region: str
    region_name: str
    outcome: Words
    advice: Words = Words("", "")
    copy: Copy | None = None

    coverage = (("T2", Words("表二", "T2")), ("T3", Words("表三", "T3")), ("T4", Words("表四", "T4")))

    @property
    def is_read_whole(self) -> bool:
        """Whether every cell of the three tables was found."""
        report = self.audited.report
        return report is not None and all(report.coverage.get(table) == 1 for table, _ in self.coverage)

    @property
    def record(self) -> tuple[Entry, ...]:
        """What is remembered of the agency, newest first."""
        return tuple(reversed(self.result.record))

    @property
    def published(self) -> str:
        """The day the report came out."""
        day = published_on(self.result)
        return day.isoformat() if day else "—"
