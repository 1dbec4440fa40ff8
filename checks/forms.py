"""The mandated forms as typed objects, parsed from the text of `config/forms/*.yaml`.

Source: 国办公开办函〔2019〕60号 (2019) and 国办公开办函〔2021〕30号 (2021), annexes. What the figures must satisfy is not
here but in `checks.arithmetic`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from checks.plain_yaml import plain_yaml

MIXED = "mixed"
# Money, and the change in a list of items, are no counts.
AMOUNTS = frozenset({"amount_10k_yuan", "amount"})
CHANGES = frozenset({"items_change"})
TABLE_NAMES = {"T2": "表二", "T3": "表三", "T4": "表四"}
_INNER = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label of a form with the id of what it names and other spellings met on real pages."""

    id: str
    label: str
    variants: tuple[str, ...] = ()
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of table 3; `kind` is `in`, `leaf`, `subtotal` or `out`."""

    id: str
    label: str
    kind: str
    group: str | None = None
    subgroup: str | None = None
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class T2Block:
    """One part of table 2, headed by an item of article 20."""

    heading: str
    columns: tuple[Label, ...]
    rows: tuple[Label, ...]


@dataclass(frozen=True)
class Form:
    """One version of the format: its sections and tables 2, 3 and 4."""

    name: str
    notice: str
    first_year: int
    last_year: int | None
    sections: tuple[Label, ...]
    t2: tuple[T2Block, ...]
    t3_columns: tuple[Label, ...]
    t3_rows: tuple[Row, ...]
    t4_blocks: tuple[Label, ...]
    t4_columns: tuple[Label, ...]
    head_note: str

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Every cell id in the order of the printed form."""
        return tuple(self._cells())

    def _cells(self) -> Iterator[str]:
        for block in self.t2:
            for row in block.rows:
                yield from (f"T2.{row.id}.{column.id}" for column in block.columns)
        for line in self.t3_rows:
            yield from (f"T3.{line.id}.{column.id}" for column in self.t3_columns)
        for part in self.t4_blocks:
            yield from (f"T4.{part.id}.{column.id}" for column in self.t4_columns)

    def table_cells(self, table: str) -> tuple[str, ...]:
        """The cell ids of one table ("T2", "T3" or "T4")."""
        return self._by_table[table]

    @cached_property
    def _by_table(self) -> Mapping[str, tuple[str, ...]]:
        return {table: tuple(cell for cell in self.cells if cell.startswith(table + ".")) for table in TABLE_NAMES}

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The row ids of table 3 whose sum is （七）总计."""
        return tuple(row.id for row in self.t3_rows if row.kind == "leaf")

    @cached_property
    def applicants(self) -> tuple[str, ...]:
        """The six column ids of table 3 whose sum is 总计: natural persons and five kinds of legal persons."""
        return tuple(column.id for column in self.t3_columns if column.id != "total")

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Cell id → its name in Chinese as an inspector would say it: 表三“一、本年新收…”总计."""
        names = {}
        for block in self.t2:
            for row in block.rows:
                for column in block.columns:
                    names[f"T2.{row.id}.{column.id}"] = f"表二{quoted(row.label)}{column.label}"
        for line in self.t3_rows:
            for column in self.t3_columns:
                owner = f"{column.group}·{column.label}" if column.group else column.label
                names[f"T3.{line.id}.{column.id}"] = f"表三{quoted(row_name(line))}{owner}"
        for part in self.t4_blocks:
            for column in self.t4_columns:
                head = f"{part.group}·{part.label}" if part.group else part.label
                names[f"T4.{part.id}.{column.id}"] = f"表四{quoted(head)}{column.label}"
        return names


def quoted(label: str) -> str:
    """A printed label in quotation marks, those inside it single. Source: GB/T 15834-2011, 4.8.3."""
    return f"“{label.translate(_INNER)}”"


def row_name(row: Row) -> str:
    """A row of table 3 by its label, led by its subgroup where the label alone is not unique (3.其他)."""
    label = row.label.split("（区分处理")[0]
    return f"{row.subgroup}{label}" if row.subgroup else label


@lru_cache(maxsize=4096)
def split_cell(cell: str) -> tuple[str, str, str]:
    """A cell id as (table, row, column); the row may itself hold dots."""
    table, rest = cell.split(".", 1)
    row, column = rest.rsplit(".", 1)
    return table, row, column


def is_impossible(cell: str, figure: float) -> bool:
    """Whether a figure cannot be what a cell counts: below 0, or not whole where it counts something."""
    column = split_cell(cell)[2]
    if column in AMOUNTS:
        return figure < 0
    return figure != int(figure) or (column not in CHANGES and figure < 0)


def load_form(text: str) -> Form:
    """One form from its YAML text.

    Raises `KeyError` or `TypeError` where the file lacks a part: a broken form is our own fault and loud.
    """
    raw: dict[str, Any] = plain_yaml(text)
    return Form(
        name=str(raw["name"]),
        notice=raw["notice"],
        first_year=raw["first_year"],
        last_year=raw["last_year"],
        sections=tuple(Label(part["id"], part["heading"], tuple(part["variants"])) for part in raw["sections"]),
        t2=tuple(T2Block(block["heading"], _labels(block["columns"]), _labels(block["rows"])) for block in raw["T2"]),
        t3_columns=_labels(raw["T3"]["columns"]),
        t3_rows=tuple(
            Row(row["id"], row["label"], row["kind"], row["group"], row["subgroup"], tuple(row.get("variants", ())))
            for row in raw["T3"]["rows"]
        ),
        t4_blocks=tuple(Label(block["id"], block["label"], (), block["parent"]) for block in raw["T4"]["blocks"]),
        t4_columns=_labels(raw["T4"]["columns"]),
        head_note=raw["T3"]["head_note"],
    )


def _labels(rows: list[dict[str, Any]]) -> tuple[Label, ...]:
    return tuple(Label(row["id"], row["label"], tuple(row.get("variants", ())), row.get("group")) for row in rows)


def load_forms(texts: Mapping[str, str]) -> dict[str, Form]:
    """All forms by name, and beside them `mixed`: the 2021 form whose （六）其他处理 is one undivided row, as in 2019."""
    forms = {form.name: form for form in map(load_form, texts.values())}
    old, new = forms["2019"], forms["2021"]
    undivided = next(row for row in old.t3_rows if row.id == "other")
    rows = [row for row in new.t3_rows if not row.id.startswith("other.")]
    rows.insert([row.kind for row in rows].index("subtotal"), undivided)
    forms[MIXED] = replace(new, name=MIXED, t3_rows=tuple(rows))
    return forms


def form_for_year(forms: Mapping[str, Form], year: int) -> Form | None:
    """The form mandated for a report year, or None for a year before 2019 (no tables were mandated)."""
    mandated = (form for form in forms.values() if form.name != MIXED)
    return next((f for f in mandated if f.first_year <= year <= (f.last_year or year)), None)
