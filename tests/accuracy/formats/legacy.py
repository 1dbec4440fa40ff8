"""Pieces → the formats of old offices (`.doc`, `.wps`, `.rtf`), written by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.accuracy.formats.html import as_html
from tests.accuracy.pieces import Piece

# A .wps is a Word file under another name; only the way over HTML keeps the tables of a .doc.
FILTERS = {"doc": "doc:MS Word 97", "wps": "doc:MS Word 97", "rtf": "rtf"}
QUIRKS = tuple(FILTERS)


def as_legacy(reports: Sequence[Sequence[Piece]], suffix: str) -> list[bytes]:
    """Each of these reports as an old file, all in one call."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        pages = [work / f"{number}.html" for number in range(len(reports))]
        for page, pieces in zip(pages, reports, strict=True):
            page.write_bytes(as_html(pieces, "line_breaks"))  # a dress that declares its encoding
        target = FILTERS[suffix]
        subprocess.run(
            [
                shutil.which("soffice") or "libreoffice",
                f"-env:UserInstallation={(work / 'profile').as_uri()}",
                "--headless",
                "--infilter=HTML (StarWriter)",
                "--convert-to",
                target,
                "--outdir",
                folder,
                *map(str, pages),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return [page.with_suffix("." + target.partition(":")[0]).read_bytes() for page in pages]
