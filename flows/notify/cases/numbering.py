"""The number of a letter, 〔YYYY〕N号: the next one of its year, taken in the transaction that approves it."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from flows.ledger.case_tables import notices


def next_number(connection: Connection, year: int) -> int:
    """The next number of a year. The transaction holds the ledger for writing, so two approvals never share one."""
    last = connection.execute(select(func.max(notices.c.number)).where(notices.c.number_year == year)).scalar()
    return (last or 0) + 1


def number_text(code: str, year: int, number: int) -> str:
    """A number as it is printed: 政公开函〔2024〕3号."""
    return f"{code}〔{year}〕{number}号"
