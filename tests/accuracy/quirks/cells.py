"""Quirks of single figures: blanks, strokes, units, notes, scripts of digits, damage."""

from __future__ import annotations

import random
from collections.abc import Callable

from checks.report import CellState
from tests.accuracy.figures import Figures

Change = Callable[[Figures, random.Random], Figures]
_FULL = str.maketrans("0123456789.-", "０１２３４５６７８９．－")


def _each(figures: Figures, chance: random.Random, share: float, wanted: Callable[[str, str], bool]) -> list[str]:
    cells = [cell for cell, text in figures.texts.items() if wanted(cell, text)]
    return [cell for cell in cells if chance.random() < share]


def _blank(text: str, share: float = 1.0) -> Change:
    def change(figures: Figures, chance: random.Random) -> Figures:
        for cell in _each(figures, chance, share, lambda _, printed: printed == "0"):
            figures = figures.printed(cell, text, CellState.BLANK, None)
        return figures

    return change


def strokes(figures: Figures, chance: random.Random) -> Figures:
    """A stroke or 无 where there is nothing to report."""
    for cell in _each(figures, chance, 0.6, lambda _, printed: printed == "0"):
        figures = figures.printed(cell, chance.choice(["/", "—", "——", "-", "无"]), CellState.NOT_APPLICABLE, None)
    return figures


def full_width(figures: Figures, chance: random.Random) -> Figures:
    for cell in _each(figures, chance, 0.5, lambda _, __: True):
        state, value = figures.expected[cell]
        figures = figures.printed(cell, figures.texts[cell].translate(_FULL), state, value)
    return figures


def units(figures: Figures, chance: random.Random) -> Figures:
    for cell in _each(figures, chance, 0.4, lambda name, _: not name.endswith(("amount_10k_yuan", "amount"))):
        state, value = figures.expected[cell]
        figures = figures.printed(cell, figures.texts[cell] + chance.choice(("件", " 件", "项", "件次")), state, value)
    return figures


def notes(figures: Figures, chance: random.Random) -> Figures:
    for cell in _each(figures, chance, 0.2, lambda _, printed: printed != "0"):
        state, value = figures.expected[cell]
        note = chance.choice(("（其中修订 16 件）", "（含上年结转2件）", "(含自然失效 29 件)"))
        figures = figures.printed(cell, figures.texts[cell] + note, state, value)
    return figures


def marks(figures: Figures, chance: random.Random) -> Figures:
    """What points to a remark below the table; 5② is 5."""
    for cell in _each(figures, chance, 0.2, lambda _, printed: printed != "0"):
        state, value = figures.expected[cell]
        mark = chance.choice(("①", "²", "*", "※", "注1", "[2]", "（含（补正）2件）"))
        figures = figures.printed(cell, figures.texts[cell] + mark, state, value)
    return figures


def remarks_run_on(figures: Figures, chance: random.Random) -> Figures:
    """A remark without brackets behind a figure."""
    for cell in _each(figures, chance, 0.2, lambda _, printed: printed != "0"):
        state, value = figures.expected[cell]
        remark = chance.choice(("，其中修订2件", "其中线上3件", "，含上年结转1件"))
        figures = figures.printed(cell, figures.texts[cell] + remark, state, value)
    return figures


def private_spaces(figures: Figures, chance: random.Random) -> Figures:
    """The wide space of old GBK pages, which is a private character in Unicode: before figures and in blank cells."""
    for cell in _each(figures, chance, 0.5, lambda _, __: True):
        state, value = figures.expected[cell]
        if figures.texts[cell] == "0":
            figures = figures.printed(cell, "\ue5e5", CellState.BLANK, None)
        else:
            figures = figures.printed(cell, f"\ue5e5{figures.texts[cell]}", state, value)
    return figures


def separators(figures: Figures, chance: random.Random) -> Figures:
    for cell in _each(figures, chance, 1.0, lambda _, printed: len(printed) > 3 and "." not in printed):
        state, value = figures.expected[cell]
        figures = figures.printed(cell, f"{value:,}".replace(",", chance.choice(",，")), state, value)
    return figures


def broken_spaces(figures: Figures, chance: random.Random) -> Figures:
    for cell in _each(figures, chance, 0.4, lambda _, __: True):
        state, value = figures.expected[cell]
        figures = figures.printed(cell, f"? {figures.texts[cell]}", state, value)
    return figures


def parted_digits(figures: Figures, chance: random.Random) -> Figures:
    """`1 5` may be 15 or two figures: nobody can know."""
    for cell in _each(figures, chance, 0.3, lambda _, printed: len(printed) > 1 and printed.isdigit()):
        text = figures.texts[cell]
        figures = figures.printed(cell, f"{text[0]} {text[1:]}", CellState.UNREADABLE, None)
    return figures


def words(figures: Figures, chance: random.Random) -> Figures:
    for cell in _each(figures, chance, 0.05, lambda _, __: True):
        figures = figures.printed(cell, chance.choice(("未统计", "详见附件", "正在核实")), CellState.TEXT, None)
    return figures


QUIRKS: dict[str, Change] = {
    "blank": _blank(""),
    "blank_nbsp": _blank("\xa0"),
    "blank_wide": _blank("\u3000", 0.7),
    "strokes": strokes,
    "full_width": full_width,
    "units": units,
    "notes": notes,
    "marks": marks,
    "remarks_run_on": remarks_run_on,
    "private_spaces": private_spaces,
    "separators": separators,
    "broken_spaces": broken_spaces,
    "parted_digits": parted_digits,
    "words": words,
}
