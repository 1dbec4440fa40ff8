"""Pieces → OFD (GB/T 33190): every character placed, table lines as paths, pages broken where they are full."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from tests.accuracy.pieces import Piece, Sheet

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
QUIRKS = ("plain", "runs", "scaled", "template", "characters", "typed_on", "two_documents", "laid_on_side", "composite")
_SIZE, _LEADING = 3.2, 4.4
_LEFT, _TOP, _FOOT, _WIDTH = 20.0, 20.0, 275.0, 170.0
_HEIGHT = 297
_FIGURE = re.compile(r">[\d.]+</ofd:TextCode>")


def as_ofd(pieces: Sequence[Piece], quirk: str = "plain") -> bytes:
    pen = _Pen(quirk)
    for piece in pieces:
        if isinstance(piece, Sheet):
            pen.sheet(piece)
        else:
            pen.prose(piece)
    return _package(pen.pages, pen.frames, quirk)


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
            f'<ofd:TextObject ID="1" {self._place(x, y, 1 / scale)} Font="1" Size="{_SIZE * scale}">'
            f'<ofd:TextCode X="0" Y="{_SIZE * 0.9 * scale:.2f}" '
            f'DeltaX="{" ".join(steps)}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
        )

    def _place(self, x: float, y: float, scale: float = 1) -> str:
        """Where an object stands and how its coordinates are scaled, and turned where the page lies on its side."""
        if self._quirk == "laid_on_side":
            return f'Boundary="{_HEIGHT - y:.2f} {x:.2f} {_WIDTH} {_LEADING}" CTM="0 {scale} {-scale} 0 0 0"'
        return f'Boundary="{x:.2f} {y:.2f} {_WIDTH} {_LEADING}" CTM="{scale} 0 0 {scale} 0 0"'

    def _frame(self, x0: float, y0: float, x1: float, y1: float) -> None:
        width, height = x1 - x0, y1 - y0
        path = f"M 0 0 L {width:.2f} 0 L {width:.2f} {height:.2f} L 0 {height:.2f} C"
        target = self.frames if self._quirk == "template" else self.pages
        target[-1].append(
            f'<ofd:PathObject ID="1" {self._place(x0, y0)} LineWidth="0.2" Stroke="true">'
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


def _package(pages: Sequence[Sequence[str]], frames: Sequence[Sequence[str]], quirk: str) -> bytes:
    """The pages as one document, after a letter of its own in a package of two."""
    folders = ("Doc_0", "Doc_1") if quirk == "two_documents" else ("Doc_0",)
    bodies = "".join(
        f"<ofd:DocBody><ofd:DocRoot>{folder}/Document.xml</ofd:DocRoot></ofd:DocBody>" for folder in folders
    )
    parts = {"OFD.xml": f'<ofd:OFD {_NS} Version="1.0">{bodies}</ofd:OFD>'}
    if quirk == "two_documents":
        pen = _Pen("plain")
        pen.prose("现将材料报送如下。")
        parts |= _document("Doc_0", pen.pages, pen.frames, "plain")
    parts |= _document(folders[-1], pages, frames, quirk)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def _document(
    folder: str, pages: Sequence[Sequence[str]], frames: Sequence[Sequence[str]], quirk: str
) -> dict[str, str]:
    """The parts of one document; a template for each page draws its frames, or annotations show its figures."""
    templated, typed = quirk == "template", quirk == "typed_on"
    listed = "".join(f'<ofd:Page ID="{i + 10}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    templates = "".join(f'<ofd:TemplatePage ID="{i + 90}" BaseLoc="Tpls/{i}.xml"/>' for i in range(len(frames)))
    notes = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>" if typed else ""
    box = f"0 0 {_HEIGHT} 210" if quirk == "laid_on_side" else f"0 0 210 {_HEIGHT}"
    parts = {
        f"{folder}/Document.xml": (
            f"<ofd:Document {_NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea>"
            f"{templates if templated else ''}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{notes}</ofd:Document>"
        )
    }
    if typed:
        files = (
            f'<ofd:Page PageID="{i + 10}"><ofd:FileLoc>{i}.xml</ofd:FileLoc></ofd:Page>' for i in range(len(pages))
        )
        parts[f"{folder}/Annots/Annotations.xml"] = f"<ofd:Annotations {_NS}>{''.join(files)}</ofd:Annotations>"
    for index, (objects, drawn) in enumerate(zip(pages, frames, strict=True)):
        used = f'<ofd:Template TemplateID="{index + 90}"/>' if templated else ""
        own = [one for one in objects if not (typed and _FIGURE.search(one))]
        parts[f"{folder}/Pages/Page_{index}/Content.xml"] = _content(own, used)
        if templated:
            parts[f"{folder}/Tpls/{index}.xml"] = _content(drawn, "")
        if typed:
            parts[f"{folder}/Annots/{index}.xml"] = _annotation([one for one in objects if one not in own])
    return _in_units(parts, folder) if quirk == "composite" else parts


def _in_units(parts: dict[str, str], folder: str) -> dict[str, str]:
    """The same document whose pages show each a graphic that is kept among the resources."""
    units = []
    for name, part in parts.items():
        if "/Pages/" in name:
            unit = f"unit{len(units)}"
            objects = part[part.index('<ofd:Layer ID="1">') + 18 : part.index("</ofd:Layer>")]
            units.append(
                f'<ofd:CompositeGraphicUnit ID="{unit}"><ofd:Content>{objects}</ofd:Content></ofd:CompositeGraphicUnit>'
            )
            shown = f'<ofd:CompositeObject ID="2" ResourceID="{unit}" Boundary="0 0 210 {_HEIGHT}"/>'
            parts[name] = part.replace(objects, shown)
    document = parts[f"{folder}/Document.xml"]
    named = document.replace("<ofd:CommonData>", "<ofd:CommonData><ofd:DocumentRes>Res.xml</ofd:DocumentRes>")
    resources = f"<ofd:Res {_NS}>{''.join(units)}</ofd:Res>"
    return parts | {f"{folder}/Document.xml": named, f"{folder}/Res.xml": resources}


def _annotation(objects: Sequence[str]) -> str:
    """What was typed onto a page: placed from the corner of the annotation's own box."""
    return (
        f'<ofd:PageAnnot {_NS}><ofd:Annot ID="7" Type="Stamp"><ofd:Appearance Boundary="0 0 210 {_HEIGHT}">'
        f"{''.join(objects)}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>"
    )


def _content(objects: Sequence[str], used: str) -> str:
    return (
        f'<ofd:Page {_NS}>{used}<ofd:Content><ofd:Layer ID="1">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
    )
