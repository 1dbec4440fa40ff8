"""A Word or OFD report drawn again as a page, all its paragraphs and tables in their order, with the places in question boxed.

No browser shows such a file; what is drawn is everything that its reader found in it, never only what the form asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from checks.masking import mask
from checks.model import Finding
from checks.report import Report, Where
from flows.extract.document import Block, Document, Grid, GridCell
from flows.publish.copies import COPY_POLICY, COPY_STYLE, Marked, banner
from flows.publish.marks import bare, mark, places_of
from flows.publish.pictured_places import pictures_drawn

_REMARK = "由读取结果重绘：文字和表格齐全，版式从略，图片只画出问题所在的；红框为问题所在，数字为问题编号。"
_STYLE = """
body{margin:0;background:#e8e8e8;font:15px/1.8 sans-serif;color:#1c2126}
main{max-width:900px;margin:16px auto;padding:24px 32px;background:#fff;overflow-wrap:anywhere}
p{margin:0 0 8px;text-indent:2em}h2{font-size:17px;margin:16px 0 8px}
table{border-collapse:collapse;margin:12px 0;font-size:13px;line-height:1.5}td{border:1px solid #999;padding:3px 6px}
td.figure{white-space:nowrap}
"""
_FIGURE = re.compile(r"[-+−－]?[\d０-９.,，．%％]{1,24}")
Place = tuple[str | None, int | None, tuple[float, float, float, float] | None]


def redrawn_copy(document: Document, report: Report, findings: Sequence[Finding], source: str) -> Marked:
    """The document with the places of the findings (numbered from 1) boxed."""
    pen = _Pen(_boxes(report, findings), _quotes(findings))
    pictures = pictures_drawn(document, report, findings, pen.named)
    blocks = [*map(pen.block, document.blocks), ""]
    body = "".join("".join(pictures.get(at, ())) + block for at, block in enumerate(blocks))
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{COPY_POLICY}">'
    title = f"<title>存档副本 {escape(report.title or '')}</title><style>{COPY_STYLE}{_STYLE}</style>"
    told = banner(findings, source, _REMARK)
    html = f"<!doctype html>\n<html lang=zh-CN><head>{head}{title}</head><body>{told}<main>{body}</main></body></html>"
    return Marked(html, frozenset(pen.named))


class _Pen:
    """Draws blocks and boxes what findings rest on; knows which finding an address already leads to."""

    def __init__(self, boxes: Mapping[Place, list[int]], quotes: Mapping[int, str]) -> None:
        self._boxes, self._quotes = boxes, quotes
        self.named: set[int] = set()

    def block(self, block: Block) -> str:
        """One paragraph or table."""
        if isinstance(block, Grid):
            return f"<table>{''.join(self._lines(block))}</table>\n"
        tag = "h2" if block.level else "p"
        numbers = self._boxes.get(_place(block.where), []) + self._quoting(block.text)
        return f"<{tag}{self._mark(numbers)}>{_said(block.text)}</{tag}>\n"

    def _lines(self, grid: Grid) -> Iterator[str]:
        rows: dict[int, list[GridCell]] = {}
        for cell in grid.cells:
            rows.setdefault(cell.row, []).append(cell)
        for row in range(grid.height):
            yield f"<tr>{''.join(map(self._cell, rows.get(row, [])))}</tr>"

    def _cell(self, cell: GridCell) -> str:
        rows = f" rowspan={cell.rowspan}" if cell.rowspan > 1 else ""
        columns = f" colspan={cell.colspan}" if cell.colspan > 1 else ""
        # A figure broken over two lines reads as two figures.
        kind = " class=figure" if _FIGURE.fullmatch(cell.text) else ""
        return f"<td{kind}{rows}{columns}{self._mark(self._boxes.get(_place(cell.where), []))}>{_said(cell.text)}</td>"

    def _quoting(self, text: str) -> list[int]:
        """The findings whose sentence stands in a paragraph and that no address leads to yet."""
        letters = bare(text)
        return [number for number, quote in self._quotes.items() if number not in self.named and quote in letters]

    def _mark(self, numbers: Sequence[int]) -> str:
        return mark(numbers, self.named) if numbers else ""


def _boxes(report: Report, findings: Sequence[Finding]) -> Mapping[Place, list[int]]:
    boxes: dict[Place, list[int]] = {}
    for number, finding in enumerate(findings, 1):
        for where in places_of(report, finding):
            if _place(where) != (None, None, None):
                boxes.setdefault(_place(where), []).append(number)
    return boxes


def _quotes(findings: Sequence[Finding]) -> Mapping[int, str]:
    quotes = ((number, bare(finding.evidence.quote or "")) for number, finding in enumerate(findings, 1))
    return {number: quote for number, quote in quotes if quote}


def _place(where: Where) -> Place:
    """A place whatever its source was called and however sure its text."""
    return where.xpath, where.page, where.bbox


def _said(text: str) -> str:
    return escape(mask(text))
