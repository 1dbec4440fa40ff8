"""Approved letters as PDF, made by LibreOffice where it is installed: many at once, in a profile of this process alone."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import insert, select

from flows.ledger import Ledger
from flows.ledger.case_tables import notice_prints
from flows.notify.cases.case_store import Act, newest
from flows.notify.cases.letters import Notice
from flows.notify.post.posting import unsent

ABSENT = (
    "本机没有 LibreOffice，函件不附 PDF（安装后即附；或设 letter_pdf = false） (no LibreOffice: letters go without PDF)"
)
FAILED = "LibreOffice 未能转换 {count} 份函件，这些函件不附 PDF (not every letter could be printed)"
_BATCH, _SECONDS_A_LETTER, _SECONDS_TO_START = 50, 20, 60


def print_letters(ledger: Ledger, year: int, agency_ids: Sequence[str], act: Act) -> str:
    """Print the approved, unsent letters of agencies that have no PDF yet; gives what is to be told, empty if all is well.

    A letter that is in the outbox already is as it is.
    """
    waiting = _unprinted(ledger, year, agency_ids)
    if not waiting:
        return ""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return ABSENT
    failed = 0
    for start in range(0, len(waiting), _BATCH):
        batch = waiting[start : start + _BATCH]
        pages = converted(program, [notice.document for notice in batch])
        failed += sum(not page for page in pages)
        _keep(ledger, batch, pages, act)
    return FAILED.format(count=failed) if failed else ""


def converted(program: str, documents: Sequence[bytes]) -> list[bytes]:
    """Word documents as PDF, in order, by one start of LibreOffice; empty where it gave nothing for one."""
    with tempfile.TemporaryDirectory(prefix="gouji-print-") as name:
        folder = Path(name)
        sources = [folder / f"{number}.docx" for number in range(len(documents))]
        for source, document in zip(sources, documents, strict=True):
            source.write_bytes(document)
        profile = (folder / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck"]
        asked = ["--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)]
        try:
            subprocess.run(
                [*command, *asked],
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS_TO_START + _SECONDS_A_LETTER * len(documents),
            )
        except (OSError, subprocess.TimeoutExpired):
            return [b""] * len(documents)
        return [_pdf(source.with_suffix(".pdf")) for source in sources]


def _unprinted(ledger: Ledger, year: int, agency_ids: Sequence[str]) -> list[Notice]:
    with ledger.reading() as connection:
        found = (unsent(connection, newest(connection, agency_id, year)) for agency_id in agency_ids)
        return [notice for notice in found if notice and not notice.pdf]


def _keep(ledger: Ledger, batch: Sequence[Notice], pages: Sequence[bytes], act: Act) -> None:
    with ledger.writing() as connection:
        printed = set(connection.execute(select(notice_prints.c.notice_id)).scalars())
        for notice, page in zip(batch, pages, strict=True):
            if page and notice.notice_id not in printed:
                digest = hashlib.sha256(page).hexdigest()
                connection.execute(
                    insert(notice_prints).values(notice_id=notice.notice_id, content=page, sha256=digest, made=act.at)
                )


def _pdf(path: Path) -> bytes:
    content = path.read_bytes() if path.is_file() else b""
    return content if content.startswith(b"%PDF-") else b""
