"""The evidence that goes with a letter: the pages its findings rest on, byte for byte as served, in one archive file.

File names are ours alone: nothing crawled names a file.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from checks.model import Finding
from flows.crawl.evidence.archive import Archive
from flows.crawl.evidence.served import Served
from flows.crawl.trail import plain_url
from flows.ledger import Ledger
from flows.ledger.runs import run_folders
from flows.ledger.tables import snapshots
from flows.notify.writing.wording import one_line

LIST = "证据清单.txt"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_BYTES = 8_000_000
_SUFFIXES = {
    "text/html": ".html",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/ofd": ".ofd",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """A page that findings rest on: where from, when, what it was; `content` is None where it is no longer kept."""

    record_id: str
    url: str
    retrieved: str
    sha256: str
    content_type: str
    content: bytes | None


class Evidence:
    """The archives of a ledger's nights, opened once for many letters."""

    def __init__(self, ledger: Ledger) -> None:
        folders = [folder / "evidence" for folder in run_folders(ledger)]
        # A night that is being crawled right now must not be opened for writing: all folders are former ones here.
        self._archive = Archive(folders[0] / "none", folders) if folders else None

    def of(self, connection: Connection, findings: Sequence[Finding]) -> bytes:
        """The pages of findings with a list of them, as `.zip` bytes; empty where they rest on no page."""
        record_ids = list(dict.fromkeys(one.evidence.snapshot for one in findings if one.evidence.snapshot))
        proofs = [self._proof(connection, record_id) for record_id in record_ids]
        return packed(proofs) if proofs else b""

    def _proof(self, connection: Connection, record_id: str) -> Proof:
        row = connection.execute(select(snapshots).where(snapshots.c.record_id == record_id)).first()
        served = self._archive.read(record_id, row.warc if row else "") if self._archive else None
        kind = row.content_type if row else ""
        if served is None:
            return Proof(record_id, row.url if row else "", "", row.sha256 if row else "", kind, None)
        return Proof(record_id, served.url, served.date, _digest(served), kind, served.content)


def packed(proofs: Sequence[Proof]) -> bytes:
    """The proofs as `.zip` bytes, the same for the same proofs. What is too large or gone is listed, not packed."""
    out, size = io.BytesIO(), 0
    lines: list[str] = []
    with zipfile.ZipFile(out, "w") as package:
        for number, proof in enumerate(proofs, 1):
            name, content = f"{number}-{proof.sha256[:12]}{_suffix(proof.content_type)}", proof.content
            size += len(content or b"")
            if content is not None and size <= _MOST_BYTES:
                _put(package, name, content)
            else:
                name = "（原文已不在本机，见网址）" if content is None else "（文件较大，未随函附上，可向我办索取）"
            lines += _lines(number, proof, name)
        _put(package, LIST, "\r\n".join([*lines, ""]).encode("utf-8-sig", "replace"))
    return out.getvalue()


def _lines(number: int, proof: Proof, name: str) -> Iterator[str]:
    yield f"{number}. {name}"
    yield f"   网址 {one_line(plain_url(proof.url))}"
    yield f"   抓取时间 {proof.retrieved or '—'}"
    yield f"   sha256 {proof.sha256 or '—'}"
    yield f"   存档编号 {one_line(proof.record_id)}"


def _put(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    member = zipfile.ZipInfo(name, _EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(member, content, compresslevel=6)


def _digest(served: Served) -> str:
    return hashlib.sha256(served.content).hexdigest()


def _suffix(content_type: str) -> str:
    return _SUFFIXES.get(content_type.partition(";")[0].strip().lower(), ".bin")
