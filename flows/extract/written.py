"""Tables that a text writes out: a row a paragraph, its label and figures between marks of punctuation → grids.

`规章，0，0，3`, `（一）予以公开：5、0、0、0、0、0、5；` and `行政复议：结果维持0，结果纠正1…`. Only what the form names is a row, so
that a sentence which tells of figures stays one; blanks between two marks are blank cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from checks.report import CellState
from flows.extract.document import Block, Document, Paragraph
from flows.extract.forms import column_names
from flows.extract.grid import RawCell, lay_out
from flows.extract.match.tables import tables_lacking
from flows.extract.match.vocabulary import is_like, term
from flows.extract.numerals import read_cell

_LONGEST_ROW = 240
_SIGNS = "，,；;、/"
_COLONS = "：:"
_PARTING = "，,；;"
"""Signs that no label holds outside brackets."""
_STOPS = "；;"
"""Signs that may stand at the end of a row whose cells others part."""
_FIGURES = (CellState.NUMBER, CellState.NOT_APPLICABLE, CellState.UNREADABLE, CellState.BLANK)
_FEWEST_BEHIND_LABEL, _FEWEST_ALONE = 3, 5
_MAY_BE_ROW = re.compile(rf"(?:\d\s*(?:[件条项宗起例份次个]|万?元)?|[{_SIGNS}{_COLONS}—–-]|无|[）)])[。\s]*$")
"""What a row ends in, as most sentences do not."""
_LONGEST_END = 16
_BULLET = re.compile(
    r"^(?:[-*+•·●◆■]\s+(?=[^\s，,；;、])|\d{1,2}[.)、．]\s*(?=[一二三四五六七八九十]、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.、．][^\d\s]))"
)
"""What a list puts before its items: a sign, or a number where the item has one of its own."""
_DIGIT = re.compile(r"\d")
_ENDS_LABEL = " ：:—–-"
_BETWEEN_PAIRS = re.compile(r"(?<!\d),|,(?!\d{3})|(?<=[\d件元/—–-])\s+(?=[^\W\d_])")
"""What parts a figure from the next name: a comma that is not one of thousands, or spaces."""
_NAMED = re.compile(
    r"(?:其中\s*[：:]?\s*)?(?P<name>.*?(?:[^\W\d_]|[）)]))\s*[：:=＝]?\s*(?P<figure>\d.*|(?<=[：:=＝])-\d.*|(?<=[：:=＝] )-\d.*|[—–/-]{1,2}|无|)"
)
_OWNED = re.compile(r"法人或者?其他组织\s*[（(：:]\s*(?:其中\s*[：:，,]?)?([^（）()]*)[）)]?")
"""法人或其他组织（商业企业0，科研机构0，…）: the names stand on their own."""
_THOUSANDS, _NEARLY_ALL = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+"), 0.9


class _Row(NamedTuple):
    """A row's labels and figures; `names` are what stands before each figure, if anything does.

    `told` says that it is a row whatever stands around it; `ends` that a mark stands behind its last figure.
    """

    labels: tuple[str, ...]
    figures: tuple[str, ...]
    names: tuple[str, ...] = ()
    told: bool = False
    ends: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of the row as it is written."""
        return (*self.labels, *self.figures)

    @property
    def is_head(self) -> bool:
        """Whether it names columns, or the block that begins."""
        return not self.figures


def with_written_rows(document: Document) -> Document:
    """The document, in which runs of paragraphs that are such rows, and the lines of their heads, are grids.

    Where it has all cells of the tables otherwise, such paragraphs only tell of them and stay prose.
    """
    rows = [row for block in document.blocks if isinstance(block, Paragraph) and (row := _row_of(block.text))]
    if not rows or not tables_lacking(document, share=1):
        return document
    ended = sum(row.ends for row in rows) >= _NEARLY_ALL * len(rows)
    cuts = {picture.at for picture in document.pictures}
    blocks: list[Block] = []
    places: list[int] = []
    run: list[tuple[Paragraph, _Row]] = []
    for at, block in enumerate(document.blocks):
        row = _line_of(block.text) if isinstance(block, Paragraph) and not block.level else None
        if row is None or at in cuts:
            blocks += _table(run, ended)
            run = []
        places.append(len(blocks))
        if isinstance(block, Paragraph) and row is not None:
            run.append((block, row))
        else:
            blocks.append(block)
    blocks += _table(run, ended)
    pictures = tuple(replace(one, at=[*places, len(blocks)][one.at]) for one in document.pictures)
    return replace(document, blocks=tuple(blocks), pictures=pictures)


def _table(run: Sequence[tuple[Paragraph, _Row]], ended: bool) -> list[Block]:
    """A run as a grid where a row in it, or one below a head, is told to be one; else its paragraphs as they stood.

    `ended` says that a sign stands behind every row: else there is a blank cell behind it.
    """
    rows = [row for _, row in run]
    headed = any(above.is_head and len(above.labels) > 1 and below.figures for above, below in pairwise(rows))
    if not headed and not any(row.told for row in rows):
        return [paragraph for paragraph, _ in run]
    lines: list[list[RawCell]] = []
    names: tuple[str, ...] = ()
    for paragraph, row in run:
        if row.names and row.names != names:
            lines.append([RawCell(name, where=paragraph.where) for name in ("", *row.names)])
        names = row.names or names
        cells = row.cells if ended or not row.ends else (*row.cells, "")
        lines.append([RawCell(cell, where=paragraph.where) for cell in cells])
    return [lay_out(lines, run[0][0].where)]


def _line_of(text: str) -> _Row | None:
    """What a paragraph is in a written table, if it can be anything: a row, the names of its columns, one label."""
    return _row_of(text) or _head_of(text)


def _head_of(text: str) -> _Row | None:
    pieces = _parted(text.rstrip("。"), _SIGNS + _COLONS) if len(text) <= _LONGEST_ROW else [""]
    ends = len(pieces) > 1 and not pieces[-1]
    words = tuple(piece for piece in pieces if piece)
    if not words or not all(map(_is_head, words)):
        return None
    return _Row(tuple(pieces[:-1] if ends else pieces), (), ends=ends)


def _is_head(word: str) -> bool:
    return not _DIGIT.search(word) and is_like(word, "column", "owner", "corner", "head", "group", "block")


@lru_cache(maxsize=4096)
def _row_of(text: str) -> _Row | None:
    """The row that a paragraph is: behind a label the form has, or behind none where figures are all it says."""
    if len(text) > _LONGEST_ROW or not _MAY_BE_ROW.search(text[-_LONGEST_END:]):
        return None
    bare = _BULLET.sub("", _OWNED.sub(r"\1", text.strip().rstrip("。")))
    return _behind_colon(bare) or _with_names(bare) or _behind_sign(bare)


def _behind_colon(text: str) -> _Row | None:
    """`label：5、0、0`: the label ends at the last colon that leaves nothing but figures."""
    for at in reversed(_outside(text, _COLONS)):
        label, rest = text[:at].strip(), text[at + 1 :].strip()
        if _outside(label, _PARTING) or not _is_row_label(label):
            continue
        for sign in [*(sign for sign in _SIGNS if sign in rest.rstrip(_STOPS)), ""]:
            pieces, ends = _cells(rest, sign)
            if _may_be_figures(sign, pieces, ends):
                continue
            if all(map(_is_figure, pieces)) and not _may_be_one_number(rest, sign):
                told = len(pieces) >= _FEWEST_BEHIND_LABEL
                return _Row(tuple(_parted(label, _COLONS)), tuple(pieces), told=told, ends=ends)
    return None


def _with_names(text: str) -> _Row | None:
    """`label：自然人5，商业企业0`, with any marks between: the label ends where the name of a column begins."""
    for found in _column_names().finditer(text):
        label, rest = text[: found.start()].rstrip(_ENDS_LABEL), text[found.start() :].rstrip(_STOPS)
        if _outside(label, _PARTING) or not _is_row_label(label):
            continue
        named = [_NAMED.fullmatch(piece) for piece in _parted(_BETWEEN_PAIRS.sub("，", rest), "，；;、")]
        pairs = [(one["name"], one["figure"]) for one in named if one is not None]
        if len(pairs) == len(named) and all(_is_column(name) and _is_figure(figure) for name, figure in pairs):
            names, figures = zip(*pairs, strict=True)
            return _Row(tuple(_parted(label, _COLONS)), figures, names, told=True)
    return None


@cache
def _column_names() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, column_names())))


def _behind_sign(text: str) -> _Row | None:
    """`规章，0，0，3`: labels and figures between signs of one kind; `、` and others may stand in the label as well."""
    for sign in _SIGNS:
        pieces, ends = _cells(text, sign)
        if len(pieces) + ends < 2 or _may_be_one_number(text, sign):
            continue
        if _may_be_figures(sign, pieces, ends):
            continue
        first = 1 + max((at for at, piece in enumerate(pieces) if not _is_figure(piece)), default=-1)
        labels, figures = _labels(pieces[:first], sign), pieces[first:]
        if any(_outside(label, _PARTING) for label in labels):  # 行政许可；406，970
            continue
        if not first and any(figures) and len(figures) >= _FEWEST_ALONE:
            return _Row((), tuple(figures), told=True, ends=ends)
        if not any(figures) and labels and ends and (figures or len(labels) == 1):
            # Nothing behind a label is a blank figure, but says nothing of what the paragraph is.
            return _Row(labels, tuple(figures) or ("",), ends=bool(figures))
        if any(figures) and labels:
            return _Row(labels, tuple(figures), told=len(figures) >= _FEWEST_BEHIND_LABEL, ends=ends)
    return None


def _labels(pieces: Sequence[str], sign: str) -> tuple[str, ...]:
    """The labels before a row's figures, none where the form has no such row; `、` stands within labels too."""
    whole = sign.join(filter(None, pieces))
    if sign == "、" and _is_row_label(whole):
        return (whole,)
    last = next((piece for piece in reversed(pieces) if piece), "")
    if _is_row_label(last):
        return tuple(pieces)
    return (whole,) if _is_row_label(whole) else ()


def _cells(text: str, sign: str) -> tuple[list[str], bool]:
    """The pieces between signs, and whether one stands at the end, behind which there is no further piece."""
    pieces = _parted(text if sign and sign in _STOPS else text.rstrip(_STOPS + " "), sign)
    ends = len(pieces) > 1 and not pieces[-1]
    return (pieces[:-1] if ends else pieces), ends


def _may_be_figures(sign: str, pieces: Sequence[str], ends: bool) -> bool:
    """Whether strokes between which nothing stands may be figures themselves: 行政处罚：/；"""
    return sign == "/" and (ends or not all(pieces))


def _may_be_one_number(text: str, sign: str) -> bool:
    """Whether commas in a text may be those of thousands: 490,557."""
    return sign == "," and _THOUSANDS.search(text) is not None and not re.search(r",(?!\d{3}(?!\d))", text)


def _is_figure(text: str) -> bool:
    found = read_cell(text).state
    # Two figures with another sign between them are no one figure that cannot be read.
    return found in _FIGURES and not (found is CellState.UNREADABLE and _outside(text, _SIGNS))


@lru_cache(maxsize=4096)
def _is_row_label(text: str) -> bool:
    return is_like(text, "row", "block") or any(is_like(piece, "row", "block") for piece in _parted(text, _COLONS)[-1:])


def _is_column(text: str) -> bool:
    return any(meaning.kind == "column" for meaning in term(text).meanings)


def _parted(text: str, signs: str) -> list[str]:
    """The pieces of a text between signs that stand outside brackets."""
    edges = [-1, *_outside(text, signs), len(text)]
    return [text[left + 1 : right].strip() for left, right in pairwise(edges)]


def _outside(text: str, signs: str) -> list[int]:
    """Where such signs stand outside brackets."""
    depths = accumulate((char in "（(") - (char in "）)") for char in text)
    return [at for at, (char, depth) in enumerate(zip(text, depths, strict=True)) if char in signs and depth <= 0]
