"""Table 3: requests received and how they were dealt with, 7 figures a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from checks.report import BESIDE_THE_FORM, CellState
from flows.extract.document import GridCell
from flows.extract.forms import forms
from flows.extract.match.align import Alignment, Candidate, align
from flows.extract.match.columns import EXTRA, Head
from flows.extract.match.copies import copies, own_copies
from flows.extract.match.covered import drop_covered
from flows.extract.match.figures import Alike, place
from flows.extract.match.heads import heads_of
from flows.extract.match.lines import Line
from flows.extract.match.rows import PublishedRow, published_rows
from flows.extract.match.shapes import alike_rows, shape_of
from flows.extract.match.strayed import cut_short, strayed, unnamed, withdraw_unproven
from flows.extract.match.t3_groups import described, doubled, is_group_line, of_another_table, says_subtotal
from flows.extract.match.values import TableReading
from flows.extract.match.vocabulary import AMBIGUOUS, evidence, ids, is_of, row_names, term
from flows.extract.numerals import read_cell

_FEW_ROWS = 4
_MANY_ROWS = 12
"""Half of the form's rows."""
_UNDIVIDED = "other"
_PARTS = "other."
_HEAD = ("column", "owner", "head")
_NOTHING = ("", "-", "—", "/")
# How 三、本年度办理结果 begins where it is set upright, a line each.
_UPRIGHT = ("三", "、", "三、")
_COUNTING = frozenset({"", "甲", "栏次", "行次", "序号"})
"""Cores of what stands before a row that numbers the columns."""


def read_table_3(lines: Sequence[Line], year: int | None = None) -> TableReading:
    """Every cell of table 3 that these lines hold, the undivided （六） as `other` and its parts as `other.*`.

    `year` is the report's, to tell its table from another year's published beside it.
    """
    reading = TableReading("T3")
    rows = list(published_rows(lines, _is_label, _is_head, len(_columns()), _is_group))
    for row in rows:
        row.exact = () if _numbers_columns(row) else _exact(row)
    drop_covered(rows, len(_columns()))
    others = list(copies(rows, _is_head))
    for copy in own_copies(others, year):
        _read_copy(copy, reading)
        others.remove(copy)
    reading.left_over += [f"T3: 另一年度的同一张表，{len(copy)}行" for copy in others]
    withdraw_unproven(reading)
    return reading


@cache
def _columns() -> Mapping[str, str | None]:
    """Column id → its owner, in the form's order."""
    return {column.id: column.group for column in forms()["2021"].t3_columns}


def _is_label(text: str) -> bool:
    return is_of(text, "T3")


def _is_group(text: str) -> bool:
    return bool(ids(text, "T3", "group"))


@lru_cache(maxsize=32768)
def _is_head(text: str) -> bool:
    return evidence(text) == "T3" and any(meaning.kind in _HEAD for meaning in term(text).meanings)


def _exact(row: PublishedRow) -> tuple[str, ...]:
    """What the row's label names exactly: the label nearest to the figures, or the pieces of a broken one."""
    for label in _readings(row):
        name = term(label).name if row.streamed else None
        if name and not name.hint and name.core in AMBIGUOUS:
            return ()  # 其他 and 总计 end the head too, and there each cell is a line
        if found := ids(label, "T3", "row"):
            return found
    return ()


def _readings(row: PublishedRow) -> Iterator[str]:
    """The row's label, and what it may be a piece of: the words before it in its line or in the line above."""
    texts = [cell.text for cell in row.labels]
    if texts:
        yield texts[-1]
        yield from _joined(texts)
    if not row.streamed and row.before:
        yield from _joined([*(cell.text for cell in row.before[-1].cells if cell.text), *texts[-1:]])


def _joined(texts: Sequence[str]) -> Iterator[str]:
    """The last two words together, and the last three."""
    for count in (2, 3):
        if len(texts) >= count and texts[-1]:
            yield "".join(texts[-count:])


def _read_copy(rows: list[PublishedRow], reading: TableReading) -> None:
    heads = heads_of(rows, _columns())
    kept = [place for place, row in enumerate(rows) if not is_group_line(row, rows[place + 1 :], reading)]
    rows, heads = [rows[place] for place in kept], [heads[place] for place in kept]
    backed = _backed(rows)
    candidates = [
        _candidate(row, rows[place + 1 : place + 2], is_backed)
        for place, (row, is_backed) in enumerate(zip(rows, backed, strict=True))
    ]
    found = align(candidates, row_names("T3"), _excludes)
    if any(EXTRA in head.order for head in heads):
        reading.left_over.append(f"T3: {BESIDE_THE_FORM}")
    reading.weighed = reading.weighed or any(head.weighed for head in heads)
    alike = alike_rows(rows, max((len(head.order) for head in heads), default=len(_columns())))
    for index, row_id in sorted(found.rows.items()):
        if row_id in rows[index].exact or len(found.rows) >= _MANY_ROWS:
            row, head = rows[index], heads[index]
            short = cut_short(row, rows, head) or unnamed(row, rows, head)
            _place_row(row_id, row, head, alike.get(shape_of(row)), reading, short)
        else:
            _leave_row(row_id, rows[index], reading)
    _report_rest(rows, found, backed, reading)


def _backed(rows: Sequence[PublishedRow]) -> list[bool]:
    """Of each row whether more than its label speaks for this table; not for 合计 beside a （七）总计 that is numbered."""
    known = Counter(row.block for row in rows if row.exact)
    numbered = {row.exact for row in rows if row.exact and term(row.label).name.hint}
    backed = []
    for row in rows:
        name = term(row.label).name
        told = row.grid is None or known[row.block] > _FEW_ROWS
        added = name.core in AMBIGUOUS and row.exact in numbered
        backed.append(bool(name.hint) or (told and not added))
    return backed


def _excludes(placed: set[str]) -> set[str]:
    if any(row_id.startswith(_PARTS) for row_id in placed):
        return {_UNDIVIDED}
    return {row_id for row_id in row_names("T3") if row_id.startswith(_PARTS)} if _UNDIVIDED in placed else set()


def _candidate(row: PublishedRow, following: Sequence[PublishedRow], backed: bool) -> Candidate:
    exact = row.exact
    if exact == (_UNDIVIDED,) and any(found.startswith(_PARTS) for next_ in following for found in next_.exact):
        exact = ()  # the group's name is left of a first row that lost its own
    if len(exact) == 1:
        return Candidate((), exact, tuple(cell.text for cell in row.figures), backed)
    names = tuple(term(label).name for label in _readings(row) if not _is_group(label))
    return Candidate(names, exact, tuple(cell.text for cell in row.figures), backed)


def _place_row(
    row_id: str, row: PublishedRow, head: Head, alike: Alike | None, reading: TableReading, short: str
) -> None:
    head = _without_remarks(head, row.figures)
    beside = frozenset(at for at, column in enumerate(head.order) if column == EXTRA)
    placed = place(row.figures, head.spans, len(head.order), alike, beside)
    unsure = "" if head.sure else "的表头次序与格式不符"
    doubt = placed.doubt or unsure or short or strayed(row.figures, placed.cells, head)
    if doubt:
        reading.doubts.append(f"「{row.label or row_id}」一行{doubt}")
    sure = head.sure and doubt in ("", placed.doubt)
    raw = " ".join(cell.text for cell in row.figures)
    for column, cell in zip(head.order, placed.cells, strict=True):
        if column == EXTRA:
            continue
        reading.put(f"T3.{row_id}.{column}", cell if sure else None, raw)
    reading.blocks |= {row.block, *(line.block for line in row.before if line.grid)}
    if not head.whole:
        reading.unproven.append(row_id)


def _without_remarks(head: Head, figures: Sequence[GridCell]) -> Head:
    """The head without columns of remarks at its end for which a row has no cells, each figure standing under its own."""
    count = len(figures)
    if head.spans is None or not count or count >= len(head.order) or any(head.order[count:]):
        return head
    under = all(cell.column == left for cell, (left, _) in zip(figures, head.spans, strict=False))
    return head._replace(order=head.order[:count], spans=head.spans[:count]) if under else head


def _leave_row(row_id: str, row: PublishedRow, reading: TableReading) -> None:
    """Where most rows are beyond recognition, a damaged label that is like one of the form's is so by chance."""
    reading.doubts.append(f"「{row.label}」一行名称残缺，且表中多数行未能认出")
    for column in _columns():
        reading.put(f"T3.{row_id}.{column}", None, " ".join(cell.text for cell in row.figures))


def _report_rest(rows: Sequence[PublishedRow], found: Alignment, backed: Sequence[bool], reading: TableReading) -> None:
    """Reports what was placed nowhere; figures of another, smaller table are no reason to doubt this one."""
    alone = not any(backed)
    for index in (*found.loose, *doubled(rows, found)):
        row = rows[index]
        if not any(cell.text for cell in (*row.labels, *row.figures)) or _numbers_columns(row):
            continue
        if sum(bool(cell.text) for cell in row.figures) >= len(_columns()):
            # A label may have been cut in two by the end of a page: its rest stands over or under the figures.
            _doubt_blanks(rows, found, (index - 1, index + 1), reading)
        is_own = alone or backed[index]
        reading.left_over.append(described(row) if is_own else of_another_table(row))
        if is_own and not says_subtotal(row) and any(_holds_figure(cell.text) for cell in row.figures):
            reading.doubts.append(f"有数字不属于任何一行：「{described(row)}」")
            _doubt_blanks(rows, found, (at for at in found.rows if rows[at].block == row.block), reading)
            _doubt_beside(rows, found, index, reading)
    reading.left_over += [of_another_table(rows[index]) for index in found.outdone]
    for row_id in found.contested:
        reading.doubts.append(f"两行同名而数字不同（{row_id}）")
        for column in _columns():
            reading.put(f"T3.{row_id}.{column}", None)


def _holds_figure(text: str) -> bool:
    """Whether a cell's text may be a figure, not a piece of a name."""
    if text in _NOTHING or text in _UPRIGHT:
        return False
    return any(sign.isdigit() for sign in text) or read_cell(text).state in (CellState.NUMBER, CellState.UNREADABLE)


def _numbers_columns(row: PublishedRow) -> bool:
    """Whether a row is 甲 1 2 3 4 5 6 7, as statistical tables have it below their head."""
    figures = [cell.text for cell in row.figures if cell.text]
    return (
        len(figures) >= len(_columns())
        and figures == [str(number) for number in range(1, len(figures) + 1)]
        and term(row.label).name.core in _COUNTING
    )


def _doubt_blanks(rows: Sequence[PublishedRow], found: Alignment, places: Iterable[int], reading: TableReading) -> None:
    """Takes back the rows at these places that are blank: figures that lost their row may be theirs."""
    for index in places:
        if index in found.rows and not rows[index].is_filled:
            reading.take_back(f"T3.{found.rows[index]}.{column}" for column in _columns())


def _doubt_beside(rows: Sequence[PublishedRow], found: Alignment, loose: int, reading: TableReading) -> None:
    """Takes back what the figures of a row of none may belong to: the blank cells of the rows above and below it.

    In a text without cells they may be the upper or lower halves of all figures in the line above or below.
    """
    for index in (loose - 1, loose + 1):
        if index in found.rows:
            cells = [f"T3.{found.rows[index]}.{column}" for column in _columns()]
            places = reading.places
            reading.take_back(
                cell for cell in cells if rows[index].grid is None or ((held := places.get(cell)) and not held.text)
            )
