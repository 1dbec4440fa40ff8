"""Quirks of printed labels: spaces, numbering, dropped characters, lost labels, script, radicals."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import opencc

from tests.accuracy.pieces import Box, Piece, Sheet
from tests.accuracy.report import Figure

Change = Callable[[Sequence[Piece], random.Random], list[Piece]]
_FEWEST_ROWS = 8
_TO_TRADITIONAL = opencc.OpenCC("s2t")
_RADICALS = str.maketrans("一文行人自工力小大日月生用目见言车长", "⼀⽂⾏⼈⾃⼯⼒⼩⼤⽇⽉⽣⽤⽬⻅⾔⻋⻓")


def on_labels(change: Callable[[str, random.Random], str]) -> Change:
    """A quirk that rewrites every label of every table."""

    def apply(pieces: Sequence[Piece], chance: random.Random) -> list[Piece]:
        return [_relabelled(piece, change, chance) if isinstance(piece, Sheet) else piece for piece in pieces]

    return apply


def _relabelled(sheet: Sheet, change: Callable[[str, random.Random], str], chance: random.Random) -> Sheet:
    def box(old: Box) -> Box:
        return old if isinstance(old, Figure) else replace(old, text=change(old.text, chance))

    return replace(sheet, rows=tuple(tuple(map(box, row)) for row in sheet.rows))


def _spaced(text: str, chance: random.Random) -> str:
    at = chance.randrange(1, max(len(text), 2))
    return text[:at] + chance.choice((" ", "\u3000", "\n", "  ")) + text[at:]


def _renumbered(text: str, chance: random.Random) -> str:
    found = re.match(r"(\d)\.(.*)", text)
    return f"{found[1]}{chance.choice(('、', ',', '．', ' ', '. ', ''))}{found[2]}" if found else text


def _unnumbered(text: str, chance: random.Random) -> str:
    return re.sub(r"^(\d\.|（[一-七]）|[一二三四]、)", "", text)


def _half_brackets(text: str, chance: random.Random) -> str:
    return text.replace("（", "(").replace("）", ")").replace("“", '"').replace("”", '"')


def _dropped(text: str, chance: random.Random) -> str:
    """One character lost; of the shortest labels none, which would leave no label at all."""
    if len(text) < 5 or chance.random() < 0.5:
        return text
    at = chance.randrange(len(text))
    return text[:at] + text[at + 1 :]


def _misread(text: str, chance: random.Random) -> str:
    if len(text) < 5 or chance.random() < 0.6:
        return text
    at = chance.randrange(2, len(text))
    return text[:at] + chance.choice("囗口曰目田由甲申") + text[at + 1 :]


def one_label_lost(pieces: Sequence[Piece], chance: random.Random) -> list[Piece]:
    """One row of table 3 without its label, the cell still there."""
    return [_without_label(piece, chance) if _is_table_3(piece) else piece for piece in pieces]


def _is_table_3(piece: Piece) -> bool:
    return isinstance(piece, Sheet) and piece.width == 10 and len(piece.rows) > _FEWEST_ROWS


def _without_label(sheet: Sheet, chance: random.Random) -> Sheet:
    rows = list(sheet.rows)
    at = chance.randrange(5, len(rows) - 2)
    labels = [place for place, box in enumerate(rows[at]) if not isinstance(box, Figure)]
    row = list(rows[at])
    row[labels[-1]] = replace(row[labels[-1]], text="")
    rows[at] = tuple(row)
    return replace(sheet, rows=tuple(rows))


def _all_text(change: Callable[[str], str]) -> Change:
    def apply(pieces: Sequence[Piece], chance: random.Random) -> list[Piece]:
        relabel = on_labels(lambda text, _: change(text))
        return [change(piece) if isinstance(piece, str) else piece for piece in relabel(pieces, chance)]

    return apply


QUIRKS: dict[str, Change] = {
    "spaced": on_labels(_spaced),
    "renumbered": on_labels(_renumbered),
    "unnumbered": on_labels(_unnumbered),
    "half_brackets": on_labels(_half_brackets),
    "dropped": on_labels(_dropped),
    "misread": on_labels(_misread),
    "one_label_lost": one_label_lost,
    "traditional": on_labels(lambda text, _: str(_TO_TRADITIONAL.convert(text))),
    "radicals": _all_text(lambda text: text.translate(_RADICALS)),
}
