"""A redrawn table as markup. In Python and not in a template: 270 cells a report are two thirds of what a night's pages cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from checks.model import Finding
from flows.publish.redraw import DrawnCell, DrawnTable
from flows.wild import anchor, shown

_SAID = {
    "blank": '<i><span class="zh">空</span><span class="en">blank</span></i>',
    "unreadable": '<i><span class="zh">无法辨认</span><span class="en">unreadable</span></i>',
    "absent": '<i><span class="zh">缺</span><span class="en">absent</span></i>',
}
_SUSPECT = '<em><span class="zh">疑</span><span class="en">suspect</span></em>'


def table_rows(table: DrawnTable, findings: Sequence[Finding]) -> Markup:
    """The rows of a table as `tr` elements; marks lead to the cards of `findings`, numbered from 1."""
    return Markup("\n".join(f"<tr>{''.join(_cells(row, findings))}</tr>" for row in table.rows))


def _cells(row: Sequence[DrawnCell], findings: Sequence[Finding]) -> Iterator[str]:
    for cell in row:
        if cell.state == "label":
            yield _label(cell.text, cell.head, cell.rowspan, cell.colspan)
        else:
            yield _figure(cell, findings)


@lru_cache(maxsize=4096)
def _label(text: str, head: str, rowspan: int, colspan: int) -> str:
    spans = _spans(rowspan, colspan)
    if not text and head == "row":
        return f"<td{spans}></td>"
    return f"<th{' scope=row' if head == 'row' else ''}{spans}>{_safe(text)}</th>"


def _figure(cell: DrawnCell, findings: Sequence[Finding]) -> str:
    kinds = "zero" if cell.text == "0" else cell.state
    said = _SAID.get(cell.state) or _safe(cell.text)
    spans = _spans(cell.rowspan, cell.colspan) if cell.rowspan + cell.colspan > 2 else ""
    if not cell.marks:
        return f'<td id="c-{_safe(cell.cell or "")}" class={kinds}{spans}>{said}</td>'
    kinds += " asked suspect" if cell.is_suspect else " asked"
    marked = marks(cell.marks, findings)
    suspect = _SUSPECT if cell.is_suspect else ""
    name = _safe(cell.name)
    return f'<td id="c-{_safe(cell.cell or "")}" class="{kinds}" title="{name}"{spans}>{said}{marked}{suspect}</td>'


def marks(numbers: Sequence[int], findings: Sequence[Finding]) -> Markup:
    """Small numbers that lead to the cards of these findings."""
    return Markup("".join(_mark(number, findings[number - 1]) for number in numbers))


def _mark(number: int, finding: Finding) -> str:
    target = f"#{anchor(finding.finding_id)}"
    return (
        f'<a class="mk g-{finding.severity.value}" href="{target}" aria-label="问题{number}"><span>{number}</span></a>'
    )


def _spans(rowspan: int, colspan: int) -> str:
    rows = f" rowspan={int(rowspan)}" if rowspan > 1 else ""
    return f"{rows} colspan={int(colspan)}" if colspan > 1 else rows


@lru_cache(maxsize=16384)
def _safe(text: str) -> str:
    return str(escape(shown(text)))
