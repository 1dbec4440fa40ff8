"""The cases of a year as rows of a list, for the terminal, for programs and for the console: a few queries, however many agencies.

A row is a dict that JSON can hold. Keys are only ever added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, true

from flows.ledger import Ledger
from flows.ledger.case_tables import cases, notices, outbox
from flows.ledger.registered import taken_out
from flows.ledger.tables import agencies, findings
from flows.notify.cases.case_store import OVERVIEW_OF, Filed, all_cases, is_overview, standing_findings
from flows.notify.cases.rungs import RUNG_WORDS
from flows.notify.cases.states import WORDS
from flows.notify.recheck import OPEN

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Known:
    """What rows tell beside the cases: findings that stand by agency, letters by case, the newest letter's outbox."""

    names: Mapping[str, str]
    standing: Mapping[str, int]
    letters: Mapping[int, Sequence[tuple[str, str | None]]]
    outbox: Mapping[int, str]


def rows(ledger: Ledger, year: int, today: date | None = None) -> list[Record]:
    """Every case of a year, and every agency of the registry with suspicions that nobody has touched yet.

    case_id (0: untouched), agency_id (`overview:PARENT` for an overview), name, year, round, state, state_zh, findings (how many
    stand), rung (null or 1…4), rung_zh, number (of the newest letter), waiting (the kind of letter that waits for approval),
    due (YYYY-MM-DD), late, outbox (queued, handing, sent, held, refused, bounced).
    """
    with ledger.reading() as connection:
        filed, known = all_cases(connection, year), _known(connection, year)
        untouched = known.standing.keys() - {case.agency_id for case in filed}
        fresh = (Filed(one, year) for one in sorted(untouched - taken_out(connection, untouched)))
        return [_row(connection, case, known, today) for case in (*filed, *fresh)]


def row_of(connection: Connection, case: Filed, today: date | None) -> Record:
    """One case as a row."""
    return _row(connection, case, _known(connection, case.year, case), today)


def _row(connection: Connection, case: Filed, known: _Known, today: date | None) -> Record:
    name, rung = known.names.get(case.agency_id.removeprefix(OVERVIEW_OF), ""), case.case.rung
    letters = known.letters.get(case.case_id, ())
    gathers = is_overview(case.agency_id)
    return {
        "case_id": case.case_id,
        "agency_id": case.agency_id,
        "name": f"{name}（所属单位汇总）" if gathers else name,
        "year": case.year,
        "round": case.round,
        "state": case.case.state.value,
        "state_zh": WORDS[case.case.state],
        "findings": len(standing_findings(connection, case.agency_id, case.year))
        if gathers
        else known.standing.get(case.agency_id, 0),
        "rung": int(rung) if rung else None,
        "rung_zh": RUNG_WORDS[rung] if rung else "",
        "number": next((number for _, number in reversed(letters) if number), ""),
        "waiting": next((kind for kind, number in letters if not number), None),
        "due": case.due.isoformat() if case.due else None,
        "late": bool(today and case.due and case.due < today and case.case.state in OPEN),
        "outbox": known.outbox.get(case.case_id),
    }


def _known(connection: Connection, year: int, only: Filed | None = None) -> _Known:
    """What the rows of a year tell, or of one case alone."""
    of_body: ColumnElement[bool] = true()
    of_finding: ColumnElement[bool] = true()
    of_case: ColumnElement[bool] = true()
    if only is not None:
        registered = only.agency_id.removeprefix(OVERVIEW_OF)
        of_body, of_finding = agencies.c.agency_id == registered, findings.c.agency_id == only.agency_id
        of_case = cases.c.case_id == only.case_id
    names = connection.execute(select(agencies.c.agency_id, agencies.c.name).where(of_body))
    letters, posted = _letters(connection, year, of_case)
    return _Known({row.agency_id: row.name for row in names}, _standing(connection, year, of_finding), letters, posted)


def _standing(connection: Connection, year: int, of_finding: ColumnElement[bool]) -> dict[str, int]:
    """agency_id → how many findings stand against it: open, its own, not explained away."""
    query = (
        select(findings.c.agency_id, func.count())
        .where(findings.c.year == year, findings.c.is_open.is_(True), findings.c.is_excused.is_(False))
        .where(findings.c.responsibility == "agency", of_finding)
        .group_by(findings.c.agency_id)
    )
    return dict(connection.execute(query).tuples().all())


def _letters(
    connection: Connection, year: int, of_case: ColumnElement[bool]
) -> tuple[dict[int, list[tuple[str, str | None]]], dict[int, str]]:
    """By case the kind and number of its letters, oldest first, and how the message of the newest numbered one stands."""
    query = (
        select(notices.c.case_id, notices.c.kind, notices.c.number_text, outbox.c.state)
        .join(cases, cases.c.case_id == notices.c.case_id)
        .outerjoin(outbox, outbox.c.notice_id == notices.c.notice_id)
        .where(cases.c.year == year, of_case)
        .order_by(notices.c.notice_id)
    )
    letters: dict[int, list[tuple[str, str | None]]] = {}
    posted: dict[int, str] = {}
    for case_id, kind, number, state in connection.execute(query):
        letters.setdefault(case_id, []).append((kind, number))
        if number:
            posted[case_id] = state
    return letters, {case_id: state for case_id, state in posted.items() if state}
