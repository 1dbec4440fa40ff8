"""The head of table 3: which column of the figures is whose.

Words of a head may stand in several physical rows (商业|科研 over 企业|机构), spans may be given up for empty cells, and
whole heads may be lost or made up; what is told here is only the order of the columns and, if it holds, their slots.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from flows.extract.document import GridCell
from flows.extract.match.figures import Span
from flows.extract.match.lines import Line
from flows.extract.match.vocabulary import half_of, ids, is_of, is_piece, term

_WIDEST = 40
_DEEPEST = 6
"""Lines of a column's name: 社会公益组织 with a character in each."""
_MOST_LACKING = 3
EXTRA = ""
"""Stands in a head's order for a column that the form does not have."""
_TOTAL = "total"
_SUBTOTAL = "小计"


class Head(NamedTuple):
    """Column ids in the order of the figures; `spans` are their grid columns where those can be trusted.

    A column that the form does not have (小计 inside 法人或其他组织) is EXTRA. `sure` is False where the head contradicts the
    form, `whole` is False where the form's order had to fill it up, `weighed` says that the figures' sums were asked.
    """

    order: tuple[str, ...]
    spans: tuple[Span, ...] | None = None
    sure: bool = True
    whole: bool = True
    weighed: bool = False


def read_head(lines: Sequence[Line], printed: Mapping[str, str | None]) -> Head | None:
    """The head in these lines, or None where they name no column; `printed` is column id → owner, in the form's order.

    Another order than the form's is believed only where grid columns show it: in running text a head of several rows
    is read row by row, so that 总计 may come first without standing first.
    """
    whole = [line for line in lines if line.grid is lines[-1].grid]
    named = [any(cell.text and ids(cell.text, "T3", "column") for cell in line.cells) for line in lines]
    first = named.index(True) if any(named) else len(lines)
    top, below = _over(lines[:first]), lines[first:]
    order = _by_reading(_mended([cell.text for line in lines for cell in line.cells if cell.text]), printed)
    in_form_order = [column for column in order if column != EXTRA] == list(printed)
    pieces = sum(
        not is_of(cell.text, "T3") and is_piece(cell.text) for line in below for cell in line.cells if cell.text
    )
    lines = [line for line, is_named in zip(lines, named, strict=True) if is_named]
    if not lines or not set(order) - {_TOTAL, "other", EXTRA}:
        return None
    # Either half of a wrapped name may stand in a line that names nothing: they are asked only where names are missing.
    for stacked in ([*top, *lines], [*top, *below], whole):
        grid = stacked[0].grid
        # A cell a line tells of no columns.
        if grid is not None and grid.width > 1 and all(line.grid is grid for line in stacked):
            leaves = _leaves(stacked)
            columns = [column for column, _ in leaves if column != EXTRA]
            # Applicants that are read in the form's order and stand in another: a cell that reaches too far pushed them aside.
            is_pushed = in_form_order and not _are_in_order(columns, printed)
            is_whole = sorted(columns) == sorted(printed) and not is_pushed
            if (is_whole or _is_cut(leaves, order, printed)) and _is_undivided(leaves, printed):
                return Head(tuple(column for column, _ in leaves), tuple(span for _, span in leaves))
    if in_form_order:
        return Head(tuple(order))
    if [column for column in order if column != _TOTAL] == list(printed)[:-1] and _total_stands_last(whole):
        return Head(tuple(printed))
    # Where names have places on a page, these tell their order better than the heights at which they stand.
    order = [column for column, _ in _leaves(whole)] if _has_places(whole) else order
    known = [column for column in dict.fromkeys(order) if column not in (_TOTAL, EXTRA)]
    in_order = _are_in_order(known, printed)
    # Of names in pieces on several lines of running text some come to be read before others: that is no other order. A
    # damaged name is no piece of one.
    missing = len(printed) - 1 - len(known)
    in_pieces = lines[-1].grid is None and 0 < missing < pieces
    in_place = lines[-1].grid is None or not _stand_elsewhere(_leaves(whole), list(printed))
    return Head(tuple(printed), sure=(in_order or in_pieces) and in_place, whole=False)


def _are_in_order(columns: Sequence[str], printed: Mapping[str, str | None]) -> bool:
    """Whether the applicants among some columns stand in the form's order; where the total stands is for the sums to say."""
    applicants = [column for column in columns if column not in (_TOTAL, EXTRA)]
    return applicants == [column for column in printed if column in applicants]


def _total_stands_last(lines: Sequence[Line]) -> bool:
    """Whether the total is in a line what stands behind 申请人情况 or an owner: they are over all that is no total."""
    for line in lines:
        words = [cell.text for cell in line.cells if cell.text]
        if words and _column(words[-1]) == _TOTAL and any(ids(word, "T3", "owner") for word in words[:-1]):
            return True
    return False


def _stand_elsewhere(leaves: Sequence[tuple[str, Span]], printed: Sequence[str]) -> bool:
    """Whether a head of as many names as the form has, one of them damaged, keeps another elsewhere than the form.

    The sums of rows, which bear out an order else, are the same in any order of the applicants.
    """
    known = [(column, span[0]) for column, span in leaves if column != EXTRA]
    if len(known) + 1 != len(printed) or len(leaves) != len(printed):
        return False
    # Where the total stands is for the sums to say.
    return any(start - known[0][1] != printed.index(column) for column, start in known if column != _TOTAL)


def _has_places(lines: Sequence[Line]) -> bool:
    return lines[-1].grid is not None and all(cell.where.bbox for line in lines for cell in line.cells if cell.text)


def _over(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a head over the first that names a column: 申请人情况, beside which 备注 may stand."""
    words = [any(is_of(cell.text, "T3") for cell in line.cells) and line.grid is not None for line in lines]
    start = len(lines) - next((back for back, is_word in enumerate(reversed(words)) if not is_word), len(lines))
    return lines[start:]


def _leaves(lines: Sequence[Line]) -> list[tuple[str, Span]]:
    """(column id, grid columns) by grid column: the lowest words of each, or the lowest few read together."""
    stacks: dict[int, list[GridCell]] = {}
    for line in lines:
        for cell in line.cells:
            for column in range(cell.column, cell.column + min(cell.colspan, _WIDEST)) if cell.text else ():
                stacks.setdefault(column, []).append(cell)
    leaves: list[tuple[str, Span]] = []
    last: GridCell | None = None
    for column, stack in sorted(stacks.items()):
        found = _leaf(stack, EXTRA if leaves else None)
        if found is not None and stack[-1] is last:
            leaves[-1] = (found, (leaves[-1][1][0], column + 1))
        elif found is not None:
            leaves.append((found, (column, column + 1)))
            last = stack[-1]
    return _with_one_total(leaves)


def _with_one_total(leaves: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """The columns, in which 合计 of the legal persons before 总计 of all is an extra one."""
    last = max((place for place, (column, _) in enumerate(leaves) if column == _TOTAL), default=-1)
    return [
        (EXTRA if column == _TOTAL and place != last else column, span) for place, (column, span) in enumerate(leaves)
    ]


def _is_cut(leaves: Sequence[tuple[str, Span]], named: Sequence[str], printed: Mapping[str, str | None]) -> bool:
    """Whether a head, every word of which is known, lacks the total or kinds of legal persons and is else the form's.

    `named` are the columns that its words name anywhere: two may stand in one place of the grid. Of several that it lacks
    none may have lost its name only: the others stand side by side.
    """
    columns = [column for column, _ in leaves]
    lacking = printed.keys() - columns - set(named)
    may_lack = None not in map(printed.get, lacking - {_TOTAL})
    beside = all(one[1] == other[0] for (_, one), (_, other) in pairwise(leaves))
    enough = len(lacking) == 1 or (len(lacking) <= _MOST_LACKING and beside)
    return bool(lacking) and enough and may_lack and columns == [column for column in printed if column in columns]


def _is_undivided(leaves: Sequence[tuple[str, Span]], printed: Mapping[str, str | None]) -> bool:
    """Whether no applicant stands among an owner's kinds: if one does, cells above reach too far down or not far enough.

    Where the total stands is for the sums to say.
    """
    applicants = [column for column, _ in leaves if column not in (EXTRA, _TOTAL)]
    owners = [owner for owner, _ in groupby(map(printed.get, applicants)) if owner]
    return len(owners) == len(set(owners))


def _leaf(stack: Sequence[GridCell], other: str | None) -> str | None:
    """The column that a stack's lowest words name; `other` where they are no label at all: 备注, 占比."""
    for depth in range(1, _DEEPEST + 1):
        if (found := _column("".join(cell.text for cell in stack[-depth:]))) is not None:
            return found
    return None if term(stack[-1].text).meanings else other


def _column(text: str) -> str | None:
    """The column that a text names, EXTRA for a subtotal that the form does not ask for."""
    if found := ids(text, "T3", "column"):
        return found[0]
    return EXTRA if term(text).name.core == _SUBTOTAL else None


def _mended(words: list[str]) -> list[str]:
    """The words of a head in which 商业 科研 … 企业 机构 are 商业企业 科研机构 again: lower halves go to upper ones in turn."""
    halves = [half_of(word, "T3") for word in words]
    tails = [place for place, (_, is_lower) in enumerate(halves) if is_lower]
    heads = [place for place, (is_upper, _) in enumerate(halves) if is_upper and tails and place < tails[0]]
    joined: dict[int, str] = {}
    for tail in tails:
        after = max(joined, default=-1)
        mate = next((at for at in heads if at > after and ids(words[at] + words[tail], "T3", "column")), None)
        if mate is None:
            return words
        joined[mate] = words[mate] + words[tail]
    return [joined.get(place, word) for place, word in enumerate(words) if place not in tails]


def _by_reading(words: Sequence[str], printed: Mapping[str, str | None]) -> list[str]:
    """Columns in reading order; those of an owner (法人或其他组织) stand where the owner stood, a line above."""
    top: list[str] = []
    owned: list[str] = []
    owner_at: int | None = None
    for word in words:
        if (found := _column(word)) is not None:
            (owned if owner_at is not None and printed.get(found, _SUBTOTAL) else top).append(found)
        elif any(ids(word, "T3", "owner")):
            owner_at = len(top) if owner_at is None else owner_at
    return top if owner_at is None else [*top[:owner_at], *owned, *top[owner_at:]]
