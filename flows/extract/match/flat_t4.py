"""Table 4 lying flat in a text → a grid, if its head says all that the form's does, in its order, and all figures are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checks.report import Where
from flows.extract.document import Block, Grid
from flows.extract.forms import forms
from flows.extract.grid import RawCell, lay_out
from flows.extract.labels import letters_of
from flows.extract.match.flat_pieces import Piece, adds_up
from flows.extract.match.flat_t4_turns import by_turns


def table_4(pieces: Sequence[Piece], *, pages_marked: bool = False) -> list[Block]:
    """The table of a head that has all the form's letters, in its order, and of figures behind it that add up; else nothing.

    `pages_marked` says that the text's pages are numbered in a dress, so that no lone figure is a page's number.
    """
    form = forms()["2021"]
    width = len(form.t4_columns)
    words = "".join(piece.words for piece in pieces)
    figures = [figure for piece in pieces for figure in piece.figures]
    if len(figures) != len(form.t4_blocks) * width or not pieces[0].words:
        return []
    first, *suits = [block.label for block in form.t4_blocks]
    names = [column.label for column in form.t4_columns]
    owner = form.t4_blocks[-1].group or ""
    letters = letters_of("".join([first, owner, *names, *(word for suit in suits for word in (suit, *names))]))
    if Counter(letters) != Counter(words) or not _are_in_order(words):
        return []
    if len(pieces) > 2:
        turned = by_turns([(piece.words, piece.figures) for piece in pieces], len(form.t4_blocks), width)
        return [grid_4(turned, pieces[0].at.where, pieces[-1].at.where)] if turned else []
    chunks = [figures[at : at + width] for at in range(0, len(figures), width)]
    if not _totals_are_last(words, chunks, pages_marked=pages_marked, is_line=_is_one_line(pieces[1])):
        return []
    return [grid_4(figures, pieces[0].at.where, pieces[1].at.where)]


def grid_4(figures: Sequence[str], head: Where, where: Where) -> Grid:
    """The table of its figures in the form's order; `head` and `where` are the places of its words and of its figures."""
    form = forms()["2021"]
    width = len(form.t4_columns)
    first, *suits = [block.label for block in form.t4_blocks]
    names = [column.label for column in form.t4_columns]
    rows = [
        [RawCell(first, 1, width, head), RawCell(form.t4_blocks[-1].group or "", 1, width * len(suits), head)],
        [*(RawCell(name, 2, 1, head) for name in names), *(RawCell(suit, 1, width, head) for suit in suits)],
        [RawCell(name, 1, 1, head) for _ in suits for name in names],
        [RawCell(figure, 1, 1, where) for figure in figures],
    ]
    return lay_out(rows, head)


def _is_one_line(piece: Piece) -> bool:
    return tuple(piece.at.text.split()) == piece.figures


def _are_in_order(words: str) -> bool:
    """Whether letters that each stand in one name only say that the names stand in the form's order, however these are broken.

    Where the total of a block stands is for `_totals_are_last` to say.
    """
    told = [_told(words, own) for own in ("其尚", "维纠")]
    behind_two = all(words[:at].count("结") >= 2 for at, letter in enumerate(words) if letter == "其")
    # The name over the last five may come to be read among theirs, and so before that of the five beside it.
    among_its_own = words[: words.find("后")].count("维") == 3 and words[: words.find("后")].count("尚") == 2
    are_suits = _told(words, "直后") == "直后" or among_its_own
    return told == ["其尚" * 3, "维纠" * 3] and are_suits and behind_two and words.find("议") < words.find("讼")


def _told(words: str, own: str) -> str:
    return "".join(letter for letter in words if letter in own)


def _totals_are_last(words: str, chunks: Sequence[Sequence[str]], *, pages_marked: bool, is_line: bool) -> bool:
    """Whether the last figure of every block is its total.

    Figures of one line, or where no page's number can be among them, are the row's, and a sum that fails is their author's. A 总计 that is
    set level with the middle of the names beside it comes to be read before or after them: then no other figure of a
    block whose last is not the sum may be it. Among figures of many lines one may have come behind those that follow it: there only
    a total left at 0 is its author's.
    """
    added = [adds_up(chunk) for chunk in chunks]
    if not (pages_marked or is_line):
        return all(added)
    if _told(words, "其尚总") == "其尚总" * 3 and not any(added):
        return False
    return all(
        one or (not _has_total(chunk) and (is_line or chunk[-1] == "0"))
        for one, chunk in zip(added, chunks, strict=True)
    )


def _has_total(figures: Sequence[str]) -> bool:
    """Whether some figure is the sum of the others."""
    return any(adds_up([*figures[:at], *figures[at + 1 :], figures[at]]) for at in range(len(figures)))
