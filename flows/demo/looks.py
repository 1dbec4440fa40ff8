"""How content editors put tables on pages: one function a habit, from spotless markup to the damage seen in the field.

A look turns the lines of a table into HTML. None changes what the table says to a reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from flows.demo.tables import Box, Line

Look = Callable[[tuple[Line, ...]], str]
SPLIT_HEADS = {
    "商业企业": ("商业", "企业"),
    "科研机构": ("科研", "机构"),
    "社会公益组织": ("社会公益", "组织"),
    "法律服务机构": ("法律服务", "机构"),
    "其他": ("其他", ""),
}


def plain(lines: tuple[Line, ...]) -> str:
    """Clean markup with every span."""
    return _table((_row(_cell(box) for box in line) for line in lines), 'border="1" cellspacing="0" width="100%"')


def word(lines: tuple[Line, ...]) -> str:
    """Pasted from a word processor: classes, nested paragraphs and spans, `<o:p>`, breaks inside labels."""

    def cell(box: Box) -> str:
        text = escape(box.text).replace("机构", "<br/>机构") if len(box.text) == 4 else escape(box.text)
        inner = f'<p class="MsoNormal" align="center"><span lang="EN-US" style="font-size:10.5pt">{text}</span><o:p></o:p></p>'
        return f'<td{_spans(box)} style="border:solid windowtext 1.0pt;padding:0cm 5.4pt" valign="center">{inner}</td>'

    return _table((_row(map(cell, line)) for line in lines), 'class="MsoTableGrid" style="border-collapse:collapse"')


def split_digits(lines: tuple[Line, ...]) -> str:
    """Figures cut up over several `<span>`s, one or two digits each."""

    def cell(box: Box) -> str:
        half = (len(box.text) + 1) // 2 if box.text.isdigit() else len(box.text)
        parts = (box.text[:half], box.text[half:])
        spans = "".join(f'<span style="font-family:宋体">{escape(part)}</span>' for part in parts if part)
        return f"<td{_spans(box)}><p>{spans}</p></td>"

    return _table((_row(map(cell, line)) for line in lines), 'border="1"')


def empty_spans(lines: tuple[Line, ...]) -> str:
    """Row spans lost: an empty cell stands in every row that a merged cell should cover."""
    return _table((_row(cells) for cells in _without_row_spans(lines)), 'border="1" cellpadding="0"')


def split_head(lines: tuple[Line, ...]) -> str:
    """The names of legal persons in the head of table 3 broken over two physical rows, 商业 above 企业."""
    if not any(box.text == "申请人情况" for box in lines[0]):
        return plain(lines)
    above, broken, below = lines[:2], lines[2], lines[3:]
    # What hangs down beside the broken row now covers one row more.
    hung = (tuple(Box(box.text, box.rows + (box.rows > 1), box.columns) for box in line) for line in above)
    halves = (tuple(Box(SPLIT_HEADS[box.text][half]) for box in broken) for half in (0, 1))
    return plain((*hung, *halves, *below))


def _without_row_spans(lines: tuple[Line, ...]) -> Iterator[Iterator[str]]:
    hanging: dict[int, tuple[int, int]] = {}
    for line in lines:
        row: list[str] = []
        slot, boxes = 0, list(line)
        while boxes or slot in hanging:
            if slot in hanging:
                left, width = hanging.pop(slot)
                row.append(_cell(Box("", columns=width)))
                if left > 1:
                    hanging[slot] = (left - 1, width)
                slot += width
                continue
            box = boxes.pop(0)
            row.append(_cell(Box(box.text, columns=box.columns)))
            if box.rows > 1:
                hanging[slot] = (box.rows - 1, box.columns)
            slot += box.columns
        yield iter(row)


def _cell(box: Box) -> str:
    return f'<td{_spans(box)} align="center">{escape(box.text) or "&nbsp;"}</td>'


def _spans(box: Box) -> str:
    rows = f' rowspan="{box.rows}"' if box.rows > 1 else ""
    columns = f' colspan="{box.columns}"' if box.columns > 1 else ""
    return rows + columns


def _row(cells: Iterator[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>\n"


def _table(rows: Iterator[str], attributes: str) -> str:
    return f"<table {attributes}><tbody>\n{''.join(rows)}</tbody></table>\n"


LOOKS: dict[str, Look] = {
    "plain": plain,
    "word": word,
    "splitdigits": split_digits,
    "emptyspans": empty_spans,
    "splithead": split_head,
}
