"""How the findings of a case's letter stand after the last sealed night: mended, explained, remaining; and what is new."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from checks.model import Finding, Severity
from flows.ledger.case_tables import notices
from flows.ledger.holdings import in_parts
from flows.ledger.report_store import finding_from
from flows.ledger.tables import finding_events, findings, runs
from flows.notify.cases.case_store import Filed, standing_findings

SILENT_RULE = "PUB-SILENT-CHANGE"


@dataclass(frozen=True, slots=True)
class Look:
    """What a night sees of a case: the findings of its letter by what became of them, and those that came since."""

    mended: tuple[Finding, ...]
    explained: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    fresh: tuple[Finding, ...]

    @property
    def is_settled(self) -> bool:
        """Whether nothing of the letter remains and the correction broke nothing else."""
        is_broken = any(one.severity is Severity.ERROR for one in self.fresh if one.rule_id != SILENT_RULE)
        return not self.remaining and not is_broken and bool(self.mended or self.explained)

    @property
    def is_silent(self) -> bool:
        """Whether figures were changed without a word: mended, yet no 更正说明 on the page."""
        return bool(self.mended) and any(one.rule_id == SILENT_RULE for one in self.fresh)


def look(connection: Connection, case: Filed) -> Look:
    """The findings of a case's letter as the last sealed night left them."""
    rows = [
        row
        for part in in_parts(sorted(case.case.letter))
        for row in connection.execute(select(findings).where(findings.c.finding_id.in_(part)))
    ]
    known = [(finding_from(row.body), row.is_open) for row in sorted(rows, key=lambda row: str(row.finding_id))]
    return Look(
        mended=tuple(one for one, is_open in known if not is_open),
        explained=tuple(one for one, is_open in known if is_open and one.suppressed_by),
        remaining=tuple(one for one, is_open in known if is_open and not one.suppressed_by),
        fresh=_fresh(connection, case),
    )


def _fresh(connection: Connection, case: Filed) -> tuple[Finding, ...]:
    """What stands against the agency, is not in the letter, and was first found after the audit that the letter tells of.

    A suspicion of that very audit which nobody confirmed is no new finding.
    """
    night = connection.execute(
        select(runs.c.sequence)
        .join(notices, notices.c.run_id == runs.c.run_id)
        .where(notices.c.case_id == case.case_id, notices.c.kind == "letter", notices.c.number.is_not(None))
        .order_by(notices.c.notice_id.desc())
        .limit(1)
    ).scalar()
    standing = [
        one
        for one in standing_findings(connection, case.agency_id, case.year)
        if one.finding_id not in case.case.letter
    ]
    later = _later(connection, [one.finding_id for one in standing], night or 0)
    return tuple(one for one in standing if one.finding_id in later)


def _later(connection: Connection, finding_ids: list[str], night: int) -> set[str]:
    """Those of the findings that a night after this one (by its sequence) found first, or found again."""
    return {
        str(name)
        for part in in_parts(finding_ids)
        for name in connection.execute(
            select(finding_events.c.finding_id)
            .join(runs, runs.c.run_id == finding_events.c.run_id)
            .where(
                finding_events.c.finding_id.in_(part),
                finding_events.c.status.in_(["new", "regressed"]),
                runs.c.sequence > night,
            )
        ).scalars()
    }
