"""The six mandated parts of a report's prose: where each begins, what it says, and which headings stand beside them.

What the prose claims is read in `flows.extract.claims`; who filed the report in `flows.extract.identity`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from checks.report import NOWHERE, Section, Where
from checks.report import Heading as PublishedHeading
from flows.extract.contents import contents_in
from flows.extract.document import Block, Document, Grid
from flows.extract.headings import CANONICAL, STRONG, Heading, inline_starts, read_heading
from flows.extract.misread import misread_headings
from flows.extract.places import parts_by_place
from flows.extract.script import is_traditional, simplified
from flows.extract.table_text import told_rows, without_tables
from flows.extract.titles import is_title
from flows.extract.wrapping import unwrapped, with_numerals_joined

_LONG_PARAGRAPH = 60
_FOREIGN_LENGTH = 30
_IN_WORDS = ("S1", "S5", "S6")
"""The parts that are prose: a table in one of them may be how it says what it has to say."""
_STYLES = ("cn", "part", "paren", "digit", "none", "lost")
_PAGE_NUMBER = re.compile(r"[\s.．…·・—:：-]*\d{0,3}")
"""What may stand behind a part's title in a list of contents: ……3."""
_IN_CHINESE, _FEWEST_LETTERS = re.compile(r"[\u4e00-\u9fff\d]"), 3
_CHROME = re.compile(
    r"(?:[【\[]?(?:打印|关闭|责任编辑|编辑[:：]|上一篇|下一篇|扫一扫|分享到|[主承]办(?:单位|[:：])|网站地图|版权所有|网站标识码|公网安备|Copyright|(?:网友|发表|我要|全部)评论|信息来源[:：]|发布时间[:：])"
    r"|(?:相关|推荐)(?:文章|阅读|信息|链接|新闻|稿件|内容)[:：]?$|.*ICP备)"
)
_SENTENCE = re.compile("[。；]")
"""What the frame of a page never says: 关闭停更账号3个。 is prose that begins as a button does."""


@dataclass(frozen=True, slots=True)
class Prose:
    """What a report says in words: what precedes its first part, its parts, and all top-level headings in reading order."""

    preamble: str
    sections: tuple[Section, ...]
    headings: tuple[PublishedHeading, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph, or a stretch of one that begins with a heading; a table is a piece without text."""

    text: str
    where: Where = NOWHERE
    heading: Heading | None = None
    grid: Grid | None = None


def read_sections(document: Document) -> Prose:
    """The mandated parts of a document, found by the likeness of their titles whatever their numerals."""
    blocks = list(with_numerals_joined(unwrapped(document.blocks)))
    as_read = simplified if any(is_traditional(b.text) for b in blocks if not isinstance(b, Grid)) else str
    pieces = [piece for block in blocks for piece in _pieces(block, as_read)]
    listed = contents_in([_title_alone(piece) for piece in pieces], [_part_named(piece) for piece in pieces])
    pieces = [piece for at, piece in enumerate(pieces) if at not in listed]
    style = _top_style(pieces)
    opening = _openings(pieces, style)
    for at, misread in misread_headings([_recognised(piece) for piece in pieces], opening).items():
        pieces[at], opening[at] = replace(pieces[at], heading=misread), misread.section or ""
    opening = dict(sorted(opening.items()))
    foreign = {at: heading for at in _foreign(pieces, style, opening) if (heading := pieces[at].heading)}
    published = {at: heading for at in opening if (heading := pieces[at].heading)} | foreign
    opening = dict(sorted({**opening, **parts_by_place(foreign, opening)}.items()))
    headings = tuple(PublishedHeading(heading.text, opening.get(index)) for index, heading in sorted(published.items()))
    first = min(opening, default=len(pieces))
    return Prose(_preamble(pieces[:first]), tuple(_sections(pieces, opening)), headings)


def _recognised(piece: _Piece) -> str | None:
    """The text of a piece that was recognised in a picture, None for one that was read."""
    return piece.text if piece.where.confidence < 1 and piece.grid is None else None


def _pieces(block: Block, as_read: Callable[[str], str]) -> list[_Piece]:
    """A block as pieces; `as_read` gives a text in the script that headings are told by, and as long as it is."""
    if isinstance(block, Grid):
        return [_Piece("", block.where, grid=block)]
    text = block.text.strip()
    cuts = [0, *(inline_starts(as_read(text)) if len(text) > _LONG_PARAGRAPH or "。" in text else []), len(text)]
    parts = [text[start:end].strip() for start, end in zip(cuts, cuts[1:], strict=False) if start < end]
    return [_Piece(part, block.where, _heading(part, as_read)) for part in parts if part]


def _heading(text: str, as_read: Callable[[str], str]) -> Heading | None:
    heading = read_heading(as_read(text))
    published = text[: heading.length].strip(" #*\u3000") if heading else ""
    return replace(heading, text=published) if heading else None


def _top_style(pieces: Sequence[_Piece]) -> str:
    """The numbering that most of the parts are headed with: 一、 mostly, but （一） or none on some pages."""
    seen = {(h.style, h.section) for h in (piece.heading for piece in pieces if _is_strong(piece)) if h}
    counts = Counter(style for style, _ in seen)
    return max(_STYLES, key=lambda style: (counts[style], -_STYLES.index(style)))


def _is_strong(piece: _Piece) -> bool:
    return piece.heading is not None and piece.heading.section is not None and piece.heading.score >= STRONG


def _openings(pieces: Sequence[_Piece], style: str) -> dict[int, str]:
    """Index of the piece that opens each part → its section id."""
    chosen = _numbered_openings(pieces, style)
    for index, piece in enumerate(pieces):
        heading = piece.heading
        if _is_strong(piece) and heading is not None and heading.section not in chosen:
            section = heading.section or ""
            # （一）主动公开情况 is of part one; a part's own title may bear whatever numeral.
            own = heading.score == CANONICAL or heading.number in (None, int(section[1:]))
            if own and _fits(chosen, section, index):
                chosen[section] = index
    return {index: section for section, index in sorted(chosen.items(), key=lambda pair: pair[1])}


def _numbered_openings(pieces: Sequence[_Piece], style: str) -> dict[str, int]:
    """Section id → index of the piece with the numbering of the parts that opens it.

    The same titles may stand once more over the tables behind the whole text: then the first of each are the parts'.
    """
    chosen: dict[str, int] = {}
    first: dict[str, int] = {}
    for index, piece in enumerate(pieces):
        heading = piece.heading
        if heading is None or heading.section is None or not _is_numbered(piece, style):
            continue
        held = chosen.get(heading.section)
        if held is None or _is_better(pieces, index, held):
            chosen[heading.section] = index
        if _is_strong(piece):
            first.setdefault(heading.section, index)
    stands_twice = not _in_order(chosen) and first.keys() == chosen.keys() and _in_order(first)
    return first if stands_twice else chosen


def _in_order(chosen: Mapping[str, int]) -> bool:
    return sorted(chosen, key=lambda section: chosen[section]) == sorted(chosen)


def _title_alone(piece: _Piece) -> str | None:
    """The part whose title is all that a piece says, the number of a page aside."""
    heading = piece.heading
    return heading.section if heading and _PAGE_NUMBER.fullmatch(piece.text, heading.length) else None


def _part_named(piece: _Piece) -> str | None:
    return piece.heading.section if piece.heading else None


def _is_numbered(piece: _Piece, style: str) -> bool:
    """Whether a heading has the numbering of the parts, or lost its numeral and left the mark behind it."""
    heading = piece.heading
    return heading is not None and (heading.style == style or (heading.style == "lost" and _is_strong(piece)))


def _is_better(pieces: Sequence[_Piece], index: int, held: int) -> bool:
    """Whether a later candidate opens a part rather than the one held.

    Of two that say the part's title under the same numeral the later is the caption of its table.
    """
    rank, held_rank = _rank(pieces, index), _rank(pieces, held)
    same = _numeral(pieces, held) in (None, _numeral(pieces, index))
    if same and min(rank, held_rank)[0] >= STRONG:
        return rank[1] > held_rank[1]
    return rank > held_rank


def _rank(pieces: Sequence[_Piece], index: int) -> tuple[int, bool]:
    """How good a candidate is: the closer title first, then one that something stands under (a list of contents has nothing)."""
    heading = pieces[index].heading
    score = heading.score if heading else 0
    beneath = pieces[index + 1] if index + 1 < len(pieces) else None
    has_content = len(pieces[index].text.rstrip("。;；")) > (heading.length if heading else 0) or (
        beneath is not None and (beneath.grid is not None or beneath.heading is None or beneath.heading.section is None)
    )
    return score, has_content


def _fits(chosen: dict[str, int], section: str, index: int) -> bool:
    """Whether a differently numbered heading stands between the parts it belongs between."""
    before = [at for name, at in chosen.items() if name < section]
    after = [at for name, at in chosen.items() if name > section]
    return max(before, default=-1) < index < min(after, default=10**9)


def _foreign(pieces: Sequence[_Piece], style: str, opening: dict[int, str]) -> list[int]:
    """Top-level headings that are no mandated part.

    Only a run whose numerals go on from the part before and lead up to the part after counts: numbering that starts
    again inside a part is its own affair.
    """
    if style not in ("cn", "part", "paren"):
        return []
    found: list[int] = []
    bounds = [-1, *opening, len(pieces)]
    for left, right in zip(bounds, bounds[1:], strict=False):
        run = [at for at in range(left + 1, right) if _is_foreign(pieces[at], style)]
        before, after = _numeral(pieces, left), _numeral(pieces, right)
        numbers = [_numeral(pieces, at) or 0 for at in run]
        expected = list(range((before or 0) + 1, (before or 0) + 1 + len(run)))
        if run and numbers == expected and (after is None or after in (numbers[-1] + 1, 1)):
            found += run
    return found


def _is_foreign(piece: _Piece, style: str) -> bool:
    heading = piece.heading
    return (
        heading is not None
        and heading.style == style
        and len(heading.text) <= _FOREIGN_LENGTH
        and heading.length == len(piece.text)
        and not re.search(r"[。；，,]", heading.text)
    )


def _numeral(pieces: Sequence[_Piece], index: int) -> int | None:
    if not 0 <= index < len(pieces):
        return None
    heading = pieces[index].heading
    return heading.number if heading else None


def _preamble(pieces: Sequence[_Piece]) -> str:
    return "\n".join(piece.text for piece in pieces if piece.text and not is_title(piece.text))


def _sections(pieces: Sequence[_Piece], opening: dict[int, str]) -> list[Section]:
    starts = [*opening, len(pieces)]
    return [
        _section(pieces[start:end], section) for (start, section), end in zip(opening.items(), starts[1:], strict=True)
    ]


def _section(pieces: Sequence[_Piece], section: str) -> Section:
    first, heading = pieces[0], pieces[0].heading
    if heading is None:  # an opening piece always has one
        raise AssertionError(first.text)
    rest = replace(first, text=first.text[heading.length :].lstrip(" 。:：　#*"), heading=None)
    lines = [line for piece in (rest, *pieces[1:]) if not _repeats(piece, section) for line in _lines(piece, section)]
    for index, line in enumerate(lines):
        if _CHROME.match(line) and not _SENTENCE.search(line):
            lines = lines[:index]
            break
    # Beside Chinese a page may say the same in another language.
    chinese = (line for line in lines if _IN_CHINESE.search(line) or sum(map(str.isalpha, line)) < _FEWEST_LETTERS)
    return Section(section, heading.text, "\n".join(without_tables(list(chinese))), first.where)


def _lines(piece: _Piece, section: str) -> list[str]:
    if piece.grid is not None:
        return told_rows(piece.grid) if section in _IN_WORDS else []
    return [piece.text] if piece.text else []


def _repeats(piece: _Piece, section: str) -> bool:
    """Whether a line is the caption of a table that says the part's heading once more."""
    heading = piece.heading
    return heading is not None and heading.section == section and heading.length >= len(piece.text.rstrip("。:： "))
