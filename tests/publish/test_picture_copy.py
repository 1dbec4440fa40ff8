"""A report published as a picture, shown with the places in question boxed where a person sees them."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TYPE_CHECKING

import pytest

from checks.report import Cell, CellState, Report, Where
from flows.publish.picture_copy import boxed_picture
from tests.publish.build import finding

if TYPE_CHECKING:
    from playwright.sync_api import Page

SOURCE = "https://www.yunhe.example/nb.png"
# On a picture read as 595 points wide: from a quarter to a half across, and as far down as the picture is wide.
CELL = Where("", page=1, bbox=(148.75, 595.0, 297.5, 624.75))
REPORT = Report(SOURCE, "", cells={"T3.new.total": Cell("T3.new.total", CellState.NUMBER, 5, "5", where=CELL)})
FIGURE = finding("T3-ROW-SUM", "a", cells=("T3.new.total",))


def png(width: int, height: int) -> bytes:
    """A white picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = zlib.compress(b"".join(b"\0" + b"\xff" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def test_the_picture_is_the_one_that_was_served() -> None:
    content = png(20, 40)
    marked = boxed_picture(content, REPORT, [FIGURE], SOURCE)
    assert marked is not None
    assert base64.b64encode(content).decode() in marked.html
    assert marked.placed == {1}


def test_the_place_is_boxed_where_it_stands_on_the_picture(desk: Page) -> None:
    marked = boxed_picture(png(200, 400), REPORT, [FIGURE], SOURCE)
    assert marked is not None
    desk.set_content(marked.html)
    picture, box = (desk.locator(name).bounding_box() for name in ("figure img", "#gouji-1"))
    assert picture is not None
    assert box is not None
    assert box["x"] - picture["x"] == pytest.approx(picture["width"] / 4, abs=1)
    assert box["y"] - picture["y"] == pytest.approx(picture["height"] / 2, abs=1)
    assert box["width"] == pytest.approx(picture["width"] / 4, abs=7)


@pytest.mark.parametrize("content", [b"II*\x00 a TIFF", b"<html></html>", b"%PDF-1.4"])
def test_what_no_browser_draws_as_a_picture_is_none(content: bytes) -> None:
    assert boxed_picture(content, REPORT, [FIGURE], SOURCE) is None
