"""A report that was published as a picture: the picture as served, with the places of the findings boxed on it."""

from __future__ import annotations

from collections.abc import Sequence

from checks.model import Finding
from checks.report import Report
from flows.extract.layout.page import A4_WIDTH_POINTS
from flows.publish.boxes import Picture, boxed_pictures, places_by_page
from flows.publish.copies import Marked
from flows.publish.shown_picture import kind_of

_MOST_BYTES = 12_000_000
_REMARK = "图片为原件；红框为问题所在，数字为问题编号。文字由识别得来，须人工核对。"


def boxed_picture(content: bytes, report: Report, findings: Sequence[Finding], source: str) -> Marked | None:
    """The picture with the places of the findings (numbered from 1) boxed; None where the bytes are no picture that a browser draws."""
    kind = kind_of(content)
    if kind is None or len(content) > _MOST_BYTES:
        return None
    places = places_by_page(report, findings).get(1, [])
    # A picture is read as a page of A4's width, whatever its own size.
    picture = Picture(1, A4_WIDTH_POINTS, content, kind, places)
    return Marked(*boxed_pictures([picture], report, findings, source, _REMARK))
