"""Values of the road ⇄ the bytes that the ledger keeps of them: JSON of the value's own fields, compressed.

A field added later takes its default when an older row is read; a field that was dropped is passed over.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter

from checks.model import Evidence, Finding, Publication, Unassessable
from checks.report import Report
from flows.errors import LedgerError

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is kept of a filing beside its report: where it stood, why it was not read, what it rests on, other live copies.

    `outline` is the report without figures and words: what is told of twenty thousand agencies at once.
    """

    publication: Publication | None
    unread: str | None
    evidence: Evidence
    copies: tuple[Report, ...] = ()
    outline: Report | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules said of one filing on one night, before the lifecycle looked at it."""

    findings: tuple[Finding, ...]
    not_assessable: tuple[Unassessable, ...]


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def pack(value: Report | Facts | Verdict) -> bytes:
    """A value as compressed JSON, the same bytes for the same value."""
    return zlib.compress(_adapter(type(value)).dump_json(value))


def unpack(kind: type[_Value], content: bytes) -> _Value:
    """The value again, equal to the one that was packed. Raises `LedgerError` where the disk has changed it since."""
    try:
        value: _Value = _adapter(kind).validate_json(zlib.decompress(content))
    except zlib.error as fault:
        raise LedgerError(f"台账里有记录已损坏，请用备份恢复 (a record in the ledger is damaged: {fault})") from fault
    return value


def outline_of(report: Report) -> Report:
    """A report's own facts, without its cells, tables, prose and claims."""
    return Report(
        source=report.source,
        sha256=report.sha256,
        title=report.title,
        agency=report.agency,
        year=report.year,
        form=report.form,
        published=report.published,
        coverage=report.coverage,
        method=report.method,
        images=report.images,
    )


def reading_id(agency_id: str, year: int, packed: bytes) -> str:
    """The identity of a reading: whose, of which year, and every word of it."""
    return hashlib.sha256(f"{agency_id}\n{year}\n".encode() + packed).hexdigest()


def as_json(finding: Finding) -> Any:
    """A finding as the JSON value of a column."""
    return _adapter(Finding).dump_python(finding, mode="json")


def finding_from(body: Any) -> Finding:
    """The finding that `as_json` gave."""
    # JSON knows no tuples: pydantic's JSON mode turns the lists back.
    finding: Finding = _adapter(Finding).validate_python(body)
    return finding


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
