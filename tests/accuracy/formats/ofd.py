"""Pieces → OFD (GB/T 33190): every character placed, table lines as paths, pages broken where they are full."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from tests.accuracy.pieces import Piece, Sheet

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
QUIRKS = ("plain", "runs", "scaled", "template", "characters")
_SIZE, _LEADING = 3.2, 4.4
_LEFT, _TOP, _FOOT, _WIDTH = 20.0, 20.0, 275.0, 170.0


def as_ofd(pieces: Sequence[Piece], quirk: str = "plain") -> bytes:
    pen = _Pen(quirk)
    for piece in pieces:
        if isinstance(piece, Sheet):
            pen.sheet(piece)
        else:
            pen.prose(piece)
    return _package(pen.pages, pen.frames if quirk == "template" else [])


class _Pen:
    def __init__(self, quirk: str) -> None:
        self._quirk = quirk
        self.pages: list[list[str]] = [[]]
        self.frames: list[list[str]] = [[]]
        self._y = _TOP

    def prose(self, text: str) -> None:
        per_line = int(_WIDTH / _SIZE)
        indented = "\u3000\u3000" + text
        for start in range(0, len(indented), per_line):
            self._room(_LEADING)
            self._text(_LEFT, self._y, indented[start : start + per_line])
            self._y += _LEADING
        self._y += 1.5

    def sheet(self, sheet: Sheet) -> None:
        widths = _widths(sheet)
        edges = [_LEFT + sum(widths[:i]) for i in range(len(widths) + 1)]
        heights = [5.0] * len(sheet.rows)
        for r, c, box in sheet.placed():
            room = edges[c + box.colspan] - edges[c] - 1
            lines = len(_wrapped(box.text, room))
            heights[r] = max(heights[r], (lines * _LEADING + 1) / box.rowspan)
        self._room(min(sum(heights), _FOOT - _TOP))
        top = self._y
        rows = [top + sum(heights[:i]) for i in range(len(heights) + 1)]
        for r, c, box in sheet.placed():
            x0, x1, y0, y1 = edges[c], edges[c + box.colspan], rows[r], rows[r + box.rowspan]
            self._frame(x0, y0, x1, y1)
            lines = _wrapped(box.text, x1 - x0 - 1)
            y = (y0 + y1 - len(lines) * _LEADING) / 2
            for line in lines:
                self._text(x0 + 0.5, y, line)
                y += _LEADING
        self._y = rows[-1] + 3

    def _room(self, height: float) -> None:
        if self._y + height > _FOOT and self.pages[-1]:
            self.pages.append([])
            self.frames.append([])
            self._y = _TOP

    def _text(self, x: float, y: float, text: str) -> None:
        if self._quirk == "characters":
            for sign in text:
                self._object(x, y, sign, 1)
                x += _width(sign)
        else:
            self._object(x, y, text, 10 if self._quirk == "scaled" else 1)

    def _object(self, x: float, y: float, text: str, scale: int) -> None:
        """A text object whose own coordinates are `scale` times those of the page."""
        steps = [f"{_width(sign) * scale:.2f}" for sign in text[:-1]]
        if self._quirk == "runs":
            steps = [f"g {len(list(same))} {step}" for step, same in groupby(steps)]
        self.pages[-1].append(
            f'<ofd:TextObject ID="1" Boundary="{x:.2f} {y:.2f} {_WIDTH} {_LEADING}" Font="1" Size="{_SIZE * scale}" '
            f'CTM="{1 / scale} 0 0 {1 / scale} 0 0"><ofd:TextCode X="0" Y="{_SIZE * 0.9 * scale:.2f}" '
            f'DeltaX="{" ".join(steps)}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
        )

    def _frame(self, x0: float, y0: float, x1: float, y1: float) -> None:
        width, height = x1 - x0, y1 - y0
        path = f"M 0 0 L {width:.2f} 0 L {width:.2f} {height:.2f} L 0 {height:.2f} C"
        target = self.frames if self._quirk == "template" else self.pages
        target[-1].append(
            f'<ofd:PathObject ID="1" Boundary="{x0:.2f} {y0:.2f} {width:.2f} {height:.2f}" LineWidth="0.2" Stroke="true">'
            f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>"
        )


def _width(sign: str) -> float:
    return _SIZE * (0.5 if sign.isascii() else 1)


def _widths(sheet: Sheet) -> list[float]:
    if sheet.width == 10:
        return [14.0, 22.0, 43.0] + [13.0] * 7
    return [_WIDTH / sheet.width] * sheet.width


def _wrapped(text: str, room: float) -> list[str]:
    lines, line, used = [], "", 0.0
    for sign in text:
        width = _width(sign)
        if used + width > room and line:
            lines.append(line)
            line, used = "", 0.0
        line += sign
        used += width
    return [*lines, line] if line else lines


def _package(pages: Sequence[Sequence[str]], frames: Sequence[Sequence[str]]) -> bytes:
    """The pages, and a template for each that draws the frames on it."""
    listed = "".join(f'<ofd:Page ID="{i + 10}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    templates = "".join(f'<ofd:TemplatePage ID="{i + 90}" BaseLoc="Tpls/{i}.xml"/>' for i in range(len(frames)))
    document = (
        f"<ofd:Document {_NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        f"{templates}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    root = f'<ofd:OFD {_NS} Version="1.0"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", root)
        archive.writestr("Doc_0/Document.xml", document)
        for index, objects in enumerate(frames):
            archive.writestr(f"Doc_0/Tpls/{index}.xml", _content(objects, ""))
        for index, objects in enumerate(pages):
            used = f'<ofd:Template TemplateID="{index + 90}"/>' if frames else ""
            archive.writestr(f"Doc_0/Pages/Page_{index}/Content.xml", _content(objects, used))
    return file.getvalue()


def _content(objects: Sequence[str], used: str) -> str:
    return (
        f'<ofd:Page {_NS}>{used}<ofd:Content><ofd:Layer ID="1">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
    )
