"""The evidence beside a finding: its card with the figures in it, the archived copy, whether it rests on a sure reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from checks.model import Agency, Assessment, Filing, Finding, Responsibility, Status
from flows.ledger.filings import Depth, Recorded, recorded
from flows.ledger.runs import load_run
from flows.ledger.tables import agencies
from flows.publish.agency_page import AuditedReport, Card
from flows.publish.privacy import masked_filing
from flows.review.item import Item
from flows.review.office import Office
from flows.wild import page_name

_MOST_KEPT = 400


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell in question as published: what it is called, what stands there, in which state."""

    cell: str
    name: str
    raw: str
    state: str


@dataclass(frozen=True, slots=True)
class Proof:
    """One finding's evidence. `fragment` is the place in the archived copy; `doubt` says why a person must look first."""

    card: Card
    figures: tuple[Figure, ...]
    copy: Path | None
    fragment: str
    page: str
    doubt: str | None


def proofs(office: Office, items: Iterable[Item]) -> dict[str, Proof]:
    """finding_id → its evidence, read from the run that last found it."""
    by_filing: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        by_filing.setdefault((item.last_run, item.agency_id), []).append(item)
    filings = _filings(office, by_filing)
    found: dict[str, Proof] = {}
    for key, group in by_filing.items():
        found |= _proofs(office, group, filings.get(key))
    return found


def _filings(office: Office, wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Recorded]:
    found: dict[tuple[str, str], Recorded] = {}
    by_run: dict[str, set[str]] = {}
    for key in wanted:
        if (known := office.kept.get(key)) is not None:
            found[key] = known
        else:
            by_run.setdefault(key[0], set()).add(key[1])
    for run_id, ids in by_run.items():
        found |= _read(office, run_id, ids)
    office.kept.update(found)
    for key in list(office.kept)[: max(0, len(office.kept) - _MOST_KEPT)]:
        office.kept.pop(key, None)
    return found


def _read(office: Office, run_id: str, ids: Iterable[str]) -> dict[tuple[str, str], Recorded]:
    with office.ledger.reading() as connection:
        rows = connection.execute(select(agencies).where(agencies.c.agency_id.in_(ids)))
        bodies = [Agency(row.agency_id, row.name, row.kind, level=row.level, parent_id=row.parent_id) for row in rows]
    registry = {agency.agency_id: agency for agency in bodies}
    read = recorded(office.ledger, load_run(office.ledger, run_id), bodies, registry, depth=Depth.FINDING)
    return {(run_id, one.agency.agency_id): replace(one, filing=masked_filing(one.filing)) for one in read}


def _proofs(office: Office, group: list[Item], one: Recorded | None) -> dict[str, Proof]:
    filing = one.filing if one else Filing(group[0].finding.year)
    numbers = _numbers(office, one)
    # A card is drawn for an excused finding too: the page is where its excuse is looked at.
    shown = tuple(replace(item.finding, suppressed_by=None) for item in group)
    audited = AuditedReport(Assessment(filing, Status.NONCOMPLIANT, shown), office.rules, office.forms)
    copy = _copy(office, group[0])
    return {
        card.finding.finding_id: Proof(
            card,
            _figures(card, audited),
            copy,
            _fragment(card.finding, numbers.get(card.finding.finding_id), copy),
            page_name(group[0].agency_id),
            _doubt(card.finding, filing),
        )
        for card in audited.cards
    }


def _numbers(office: Office, one: Recorded | None) -> Mapping[str, int]:
    """The numbers that the findings carry in the archived copy of the run."""
    if one is None or one.verdict is None:
        return {}
    audited = AuditedReport(
        Assessment(one.filing, Status.NONCOMPLIANT, one.verdict.findings), office.rules, office.forms
    )
    return {finding.finding_id: number for number, finding in enumerate(audited.standing, 1)}


def _copy(office: Office, item: Item) -> Path | None:
    """The archived copy in the folder of the run that last found it: its marks are those of that run."""
    folder = office.out / str(item.finding.year) / item.last_run / "copies"
    stem = folder / page_name(item.agency_id).removesuffix(".html")
    return next((path for path in (Path(f"{stem}.html"), Path(f"{stem}.pdf")) if path.is_file()), None)


def _fragment(finding: Finding, number: int | None, copy: Path | None) -> str:
    where = finding.evidence.where
    if copy is not None and copy.suffix == ".pdf":
        return f"#page={where.page}" if where and where.page else ""
    marked = finding.evidence.quote or finding.cells or where
    return f"#gouji-{number}" if number is not None and marked else ""


def _figures(card: Card, audited: AuditedReport) -> tuple[Figure, ...]:
    cells = audited.report.cells if audited.report else {}
    return tuple(
        Figure(
            cell, name, cells[cell].raw if cell in cells else "", cells[cell].state.value if cell in cells else "absent"
        )
        for cell, name in card.cells
    )


def _doubt(finding: Finding, filing: Filing) -> str | None:
    report = filing.report
    if report is not None and report.method == "ocr":
        return "报告为图片识别，数字须与原件核对"
    if finding.responsibility is Responsibility.UNDECIDED:
        return "责任待人工认定"
    if finding.responsibility is not Responsibility.AGENCY:
        return "可能是本系统抓取或读取有误"
    sure = [report.cells[cell].where.confidence for cell in finding.cells if cell in report.cells] if report else []
    return "读取把握不足，须与原件核对" if any(one < 1.0 for one in sure) else None
