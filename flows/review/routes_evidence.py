"""What a decision stands on: the page of one finding, the archived copy and original (opening them is noted), the published run."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse, Response

from flows.errors import GoujiError, OutputError
from flows.evidence_desk import Searched, evidence_for, served_for
from flows.ledger.accounts import bodies_in
from flows.ledger.audit_log import entries
from flows.ledger.decisions import rulings
from flows.ledger.findings import history
from flows.publish.searched_copy import nothing_shown, searched_copy
from flows.publish.shown_picture import kind_of
from flows.review.access import Refused, TheOffice, Visitor, Who, told
from flows.review.desk import facts_of, note_opened
from flows.review.docket import years
from flows.review.dossier import Proof, proofs
from flows.review.headers import COPY
from flows.review.item import Item, named
from flows.review.office import Office
from flows.review.pages import page
from flows.review.published import with_ways_back
from flows.wild import page_name

router = APIRouter()
_SHOWN = 500


@router.get("/finding")
def finding(office: TheOffice, who: Who, id: str) -> Response:  # noqa: A002 - the name in the address
    """One finding: card, archived copy, everything that was decided on it and everything that became of it."""
    item = _item(office, who, id)
    facts = facts_of(office, who, [item])
    return page(
        "finding.html",
        who=who,
        notice=told(office, who),
        item=item,
        turns=history(office.ledger, item.finding_id),
        log=entries(office.ledger, item.finding_id, _SHOWN),
        query=f"finding:{item.finding_id}",
        **facts,
    )


@router.get("/evidence")
def evidence(office: TheOffice, who: Who, id: str) -> Response:  # noqa: A002 - the name in the address
    """The frame that shows the archived copy, fetched when somebody opens it and not before."""
    item = _item(office, who, id)
    return page("evidence.html", who=who, item=item, proof=_proof(office, item))


@router.get("/copy")
def copy(office: TheOffice, who: Who, id: str) -> Response:  # noqa: A002 - the name in the address
    """The archived copy of a finding's report, for a sandboxed frame; that it was opened is noted."""
    item = _item(office, who, id)
    proof = _proof(office, item)
    if proof.copy is None and item.finding.evidence.snapshot:
        return _html(nothing_shown(item.finding), COPY)
    note_opened(office, who.asker, item)
    return _file(proof.copy) if proof.copy else _html(_search_behind(office, item), COPY)


@router.get("/original")
def original(office: TheOffice, who: Who, id: str) -> Response:  # noqa: A002 - the name in the address
    """What was served, byte for byte: a picture to look at, anything else to save; that it was opened is noted."""
    item = _item(office, who, id)
    try:
        content = served_for(office.ledger, item.finding.evidence.snapshot or item.finding_id).content
    except OutputError as fault:
        raise Refused(404, str(fault)) from None
    note_opened(office, who.asker, item)
    picture = kind_of(content)
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": COPY}
    if picture is None:
        headers["Content-Disposition"] = f'attachment; filename="original{_suffix(item)}"'
    return Response(content, media_type=picture or "application/octet-stream", headers=headers)


@router.get("/site/{path:path}")
def site(office: TheOffice, who: Who, path: str) -> Response:
    """A file of the newest published run; of a part of the registry its agencies' pages and copies alone."""
    root = (office.out / "latest").resolve()
    asked = _file_at(root, path or "index.html")
    if asked is None:
        raise Refused(404, "没有这个页面")
    if who.account.regions and not _is_own(office, who, asked.relative_to(root)):
        raise Refused(403, "汇总页面包含全部地区，你的账号只负责部分地区")
    if asked.suffix == ".html" and asked.parent.name != "copies":
        return _html(with_ways_back(asked.read_text("utf-8"), _standing(office, asked.stem)))
    return _file(asked)


def _file_at(root: Path, path: str) -> Path | None:
    try:
        asked = (root / path).resolve()
        return asked if asked.is_relative_to(root) and asked.is_file() else None
    except (OSError, ValueError):
        # A name that no file can have: too long, or with a NUL in it.
        return None


def _standing(office: Office, page_stem: str) -> list[str]:
    """The findings that the queue holds of the agency whose page this is."""
    shelf = office.shelves.of(next(iter(years(office)), 0), office.today)
    own = [one for one in shelf.entries["agency_id"].unique() if page_name(one) == f"{page_stem}.html"]
    return [shelf.finding_ids[place] for place in shelf.entries.filter(pl.col("agency_id").is_in(own))["place"]]


def _is_own(office: Office, who: Visitor, path: Path) -> bool:
    """Whether a file of the run tells of nothing beyond the account's regions."""
    if path.parent.name == "static":
        return True
    with office.ledger.reading() as connection:
        scope = bodies_in(connection, who.account.regions) or ()
    return path.parent.name in ("agencies", "copies") and path.stem in {Path(page_name(one)).stem for one in scope}


def _search_behind(office: Office, item: Item) -> str:
    """The pages that were searched in vain, of a finding that rests on no page of its own."""
    try:
        shown = evidence_for(office.ledger, item.finding_id)
    except GoujiError:
        return nothing_shown(item.finding)
    if not isinstance(shown, Searched):
        return nothing_shown(item.finding)
    return searched_copy(shown.trail, shown.pages, shown.run_id)


def _proof(office: Office, item: Item) -> Proof:
    return proofs(office, [item])[item.finding_id]


def _item(office: Office, who: Visitor, finding_id: str) -> Item:
    with office.ledger.reading() as connection:
        decided = rulings(connection, [finding_id])
        item = named(connection, [finding_id], decided, office.today).get(finding_id)
        scope = bodies_in(connection, who.account.regions)
    if item is None or (scope is not None and item.agency_id not in scope):
        raise Refused(404, "没有这个问题")
    return item


def _suffix(item: Item) -> str:
    """The original's ending, where its address has a plain one."""
    suffix = Path((item.finding.evidence.url or "").partition("?")[0]).suffix
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) < 7 else ".bin"


def _html(html: str, policy: str | None = None) -> Response:
    headers = {"Cache-Control": "no-store"} | ({"Content-Security-Policy": policy} if policy else {})
    return HTMLResponse(html.encode("utf-8", "replace"), headers=headers)


def _file(path: Path) -> Response:
    headers = {"Cache-Control": "no-store"}
    if path.parent.name == "copies" and path.suffix == ".html":
        headers["Content-Security-Policy"] = COPY
    return FileResponse(path, headers=headers)
