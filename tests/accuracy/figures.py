"""Invented figures of one report that add up, and what a reader must make of each cell as published."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from checks.forms import Form, split_cell
from checks.report import CellState, Number
from flows.extract.forms import forms

PLACES = ("青河县", "云岭市", "石桥区", "临江县", "望川市", "白石区")
OFFICES = ("审计局", "民政局", "司法局", "教育局", "水利局", "住房和城乡建设局", "卫生健康委员会", "人民政府")

Expected = tuple[CellState, Number | None]


@dataclass(frozen=True)
class Figures:
    """`texts` is cell id → as printed; `expected` is cell id → state and value."""

    form: str
    year: int
    agency: str
    texts: dict[str, str] = field(default_factory=dict)
    expected: dict[str, Expected] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{self.agency}{self.year}年政府信息公开工作年度报告"

    def printed(self, cell: str, text: str, state: CellState, value: Number | None) -> Figures:
        """The same figures with one cell printed otherwise."""
        return replace(self, texts={**self.texts, cell: text}, expected={**self.expected, cell: (state, value)})


def invent(seed: int, form: str = "2021", busy: float = 0.25) -> Figures:
    """Figures that satisfy every sum; `busy` is the share of cells of table 3 that are not 0."""
    chance = random.Random(f"{seed} {form}")
    year = chance.choice((2019, 2020)) if form == "2019" else chance.choice((2021, 2022, 2023, 2024, 2025))
    numbers = _table_2(forms()[form], chance) | _table_3(forms()[form], chance, busy) | _table_4(forms()[form], chance)
    texts = {cell: f"{value}" for cell, value in numbers.items()}
    expected: dict[str, Expected] = {cell: (CellState.NUMBER, value) for cell, value in numbers.items()}
    return Figures(form, year, chance.choice(PLACES) + chance.choice(OFFICES), texts, expected)


def _table_2(form: Form, chance: random.Random) -> dict[str, Number]:
    numbers: dict[str, Number] = {}
    for cell in form.table_cells("T2"):
        numbers[cell] = chance.choice((0, 0, chance.randrange(1, 60), chance.randrange(100, 900000)))
        if cell.endswith(("amount_10k_yuan", "amount")):
            numbers[cell] = chance.choice((0, round(chance.uniform(0.5, 99999), 3)))
        if cell.endswith("items_change"):
            numbers[cell] = chance.randrange(-9, 10)
    return numbers


def _table_3(form: Form, chance: random.Random, busy: float) -> dict[str, Number]:
    numbers: dict[str, Number] = {}
    for column in form.applicants:
        for row in form.leaves:
            numbers[f"T3.{row}.{column}"] = chance.randrange(1, 400) if chance.random() < busy else 0
        handled = sum(numbers[f"T3.{row}.{column}"] for row in form.leaves)
        left = chance.choice((0, chance.randrange(0, 30)))
        before = chance.randrange(0, handled + left + 1) if handled + left else 0
        numbers |= {
            f"T3.total.{column}": handled,
            f"T3.carried_out.{column}": left,
            f"T3.carried_in.{column}": before,
            f"T3.new.{column}": handled + left - before,
        }
    for line in form.t3_rows:
        numbers[f"T3.{line.id}.total"] = sum(numbers[f"T3.{line.id}.{column}"] for column in form.applicants)
    return numbers


def _table_4(form: Form, chance: random.Random) -> dict[str, Number]:
    numbers: dict[str, Number] = {}
    for block in form.t4_blocks:
        parts = {column.id: chance.choice((0, 0, chance.randrange(1, 40))) for column in form.t4_columns[:-1]}
        numbers |= {f"T4.{block.id}.{column}": value for column, value in parts.items()}
        numbers[f"T4.{block.id}.total"] = sum(parts.values())
    return numbers


def rows_of(figures: Figures, table: str) -> dict[str, list[str]]:
    """Row id → cell ids of one table."""
    rows: dict[str, list[str]] = {}
    for cell in forms()[figures.form].table_cells(table):
        rows.setdefault(split_cell(cell)[1], []).append(cell)
    return rows
