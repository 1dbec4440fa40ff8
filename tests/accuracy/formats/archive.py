"""Pieces → a `.zip` as sites offer it: the report in one of its formats beside what is no report."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from tests.accuracy.formats.docx import as_docx
from tests.accuracy.formats.html import as_html
from tests.accuracy.formats.ofd import as_ofd
from tests.accuracy.pieces import Piece

_MAKERS = {"docx": as_docx, "html": as_html, "ofd": as_ofd}
QUIRKS = tuple(_MAKERS)


def as_zip(pieces: Sequence[Piece], quirk: str = "docx") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("说明.txt", "附件为年度报告，请下载查看。")
        archive.writestr(f"附件/年度报告.{quirk}", _MAKERS[quirk](pieces))
    return file.getvalue()
