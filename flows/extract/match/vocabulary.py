"""Every printed label of the forms by its comparable core: what a cell's text may mean, whichever form it is of.

Meanings are exact here (variants of `config/forms/*.yaml` included); damaged labels are for the table at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from checks.forms import Form, Label, Row
from flows.extract.forms import forms
from flows.extract.labels import MAX_LABEL, Name, likeness, name_of

TOTALS = ("总计", "合计", "共计", "小计")
"""What agencies call a total; a table that has the form's own name beside another counts something else by that."""
AMBIGUOUS = frozenset({"其他", *TOTALS, "企业", "行政复议", "行政复议情况", "行政诉讼", "规章", "规范性文件"})
"""Cores that also stand in other places: alone they do not tell which table this is."""


_SHORTEST_PARTED = 3
_SHORTEST_DAMAGED = 3
SURE = 0.72
"""Likeness from which on a damaged label is taken for the printed one."""
_GROUP = re.compile(
    r".{0,4}本年度办理结果\s*|.{0,4}本年度办?理?结?(?=[(（])|.{0,5}(?:不予公开|无法提供|不予处理|其他处理)\s*(?=\S)"
)
"""A group's name that runs on into the label of its first row."""
_EXPLAINED = re.compile(r"(.{1,40}?[^\s(（])\s*[(（]((?:[^()（）]|[(（][^()（）]*[)）])+)[)）]\s*")
"""A label and, in brackets behind it, what it is to count: 行政许可（指本年办件量）."""
_TELLS_MORE = re.compile(r"其中|上年|去年|同期|同比|(?<!指)(?:19|20)\d\d年|元|单位")
_LONGEST_EXPLANATION = 400
_LATIN = re.compile(r"[\s/|·(（]*[A-Za-z\u00c0-\u024f][^\u4e00-\u9fff\d]{2,}")
"""Words in Latin letters, up to the next sign of Chinese."""
_HEAD_KINDS = ("column", "corner", "owner", "block")


class Meaning(NamedTuple):
    """One thing a label may name: `kind` is row, group, column, owner, head (of a table), block or corner."""

    table: str
    kind: str
    id: str


class Term(NamedTuple):
    """A text's comparable form and all its exact meanings."""

    name: Name
    meanings: tuple[Meaning, ...]


NOTHING = Term(Name("", ""), ())


@lru_cache(maxsize=65536)
def ids(text: str, table: str, kind: str) -> tuple[str, ...]:
    """What a text may name among one kind of labels of one table."""
    return tuple(meaning.id for meaning in term(text).meanings if meaning.table == table and meaning.kind == kind)


@lru_cache(maxsize=65536)
def is_of(text: str, table: str) -> bool:
    """Whether a text is any label of a table."""
    return any(meaning.table == table for meaning in term(text).meanings)


@lru_cache(maxsize=32768)
def term(text: str) -> Term:
    """The meanings of a cell's text; none for prose."""
    if not text or len(text) > MAX_LABEL:
        return _explained(text) or _translated(text) or NOTHING
    name = name_of(text)
    if name.core in _vocabulary():
        found = [meaning for meaning, hint in _vocabulary()[name.core] if _agrees(name.hint, hint, name.core)]
        return Term(name, tuple(dict.fromkeys(found)))
    led = _GROUP.match(text)
    if led and led.end() < len(text):
        return term(text[led.end() :])
    return _explained(text) or _translated(text) or Term(name, ())


def _translated(text: str) -> Term | None:
    """The meanings of a label beside which it stands in English, or how it is pronounced."""
    if len(text) > _LONGEST_EXPLANATION or not (chinese := _LATIN.sub(" ", text).strip()) or chinese == text:
        return None
    known = term(chinese)
    return known if known.meanings else None


def _explained(text: str) -> Term | None:
    """The meanings of a label that an explanation follows; what tells of a part, of another year or of a unit is none."""
    found = _EXPLAINED.fullmatch(text) if len(text) <= _LONGEST_EXPLANATION else None
    known = term(found[1]) if found and not _TELLS_MORE.search(found[2]) else NOTHING
    return known if known.meanings else None


def _agrees(read: str, printed: str, core: str) -> bool:
    """Only 其他 and 总计 need their numbering to be told apart; agencies renumber the rest as they like."""
    return core not in ("其他", *TOTALS) or not read or not printed or read == printed


@lru_cache(maxsize=32768)
def evidence(text: str) -> str | None:
    """The table that this text can only stand in, if there is one."""
    known = term(text)
    if known.name.core in AMBIGUOUS:
        return None
    tables = {meaning.table for meaning in known.meanings}
    return tables.pop() if len(tables) == 1 else None


@lru_cache(maxsize=32768)
def is_like(text: str, *kinds: str) -> bool:
    """Whether a text is a label of one of these kinds, of any table, a lost or added character aside."""
    known = term(text)
    if any(meaning.kind in kinds for meaning in known.meanings):
        return True
    return len(known.name.core) >= _SHORTEST_DAMAGED and any(
        likeness(known.name, Name(core, hint)) >= SURE
        for core, meanings in _vocabulary().items()
        for meaning, hint in meanings
        if meaning.kind in kinds
    )


@lru_cache(maxsize=4096)
def is_piece(text: str) -> bool:
    """Whether a text is, or stands within, a label of any table."""
    core = name_of(text).core
    return any(core in known for known in _vocabulary())


@lru_cache(maxsize=32768)
def run_of(text: str, table: str) -> tuple[str, ...]:
    """The names of a head that stand in a text without a space between them; empty where it is anything else."""
    core = name_of(text).core if len(text) <= MAX_LABEL else ""
    if not core or core in _vocabulary():
        return ()
    names: list[str] = []
    while core:
        longest = max((name for name in _head_words(table) if core.startswith(name)), key=len, default="")
        if not longest:
            return ()
        names.append(longest)
        core = core[len(longest) :]
    return tuple(names)


@cache
def _head_words(table: str) -> frozenset[str]:
    return frozenset(
        core
        for core, meanings in _vocabulary().items()
        if any(meaning.table == table and meaning.kind in _HEAD_KINDS for meaning, _ in meanings)
    )


@cache
def column_halves(table: str = "T3") -> tuple[frozenset[str], frozenset[str]]:
    """What names of a table's columns begin and end with where the head parts them: 商业 科研 over 企业 机构, 结果 over 维持."""
    form = forms()["2021"]
    columns = form.t3_columns if table == "T3" else form.t4_columns
    names = [column.label for column in columns if len(column.label) > _SHORTEST_PARTED]
    cuts = [(name[:at], name[at:]) for name in names for at in range(2, len(name) - 1)]
    return frozenset(head for head, _ in cuts), frozenset(tail for _, tail in cuts)


@lru_cache(maxsize=32768)
def half_of(word: str, table: str) -> tuple[bool, bool]:
    """Whether a word is the upper, and whether it is the lower half of the name of a table's column."""
    upper, lower = column_halves(table)
    core = name_of(word).core
    return core in upper, core in lower


@cache
def row_names(table: str) -> dict[str, tuple[Name, ...]]:
    """Row id → its printed names, for table 3 in the order of print; both （六） rows and their undivided form."""
    names: dict[str, list[Name]] = {}
    for row_id, printed in _rows(table):
        if printed not in (known := names.setdefault(row_id, [])):
            known.append(printed)
    return {row_id: tuple(known) for row_id, known in names.items()}


def _rows(table: str) -> Iterator[tuple[str, Name]]:
    if table == "T3":
        yield from _printed_order()
        return
    for form in forms().values():
        for block in form.t2:
            for row in block.rows:
                yield from ((row.id, name_of(label)) for label in (row.label, *row.variants))


def _printed_order() -> Iterator[tuple[str, Name]]:
    undivided = next(row for row in forms()["2019"].t3_rows if row.id == "other")
    for row in forms()["2021"].t3_rows:
        if row.id == "other.not_corrected":
            yield from ((undivided.id, name_of(label)) for label in _labels(undivided))
        yield from ((row.id, name_of(label)) for label in _labels(row))


def _labels(row: Row | Label) -> tuple[str, ...]:
    return (row.label, *row.variants)


@cache
def _vocabulary() -> dict[str, list[tuple[Meaning, str]]]:
    """Core → (meaning, the numbering it is printed with)."""
    words: dict[str, list[tuple[Meaning, str]]] = {}
    for label, meaning in _all_labels():
        name = name_of(label)
        words.setdefault(name.core, []).append((meaning, name.hint))
    return words


def _all_labels() -> Iterator[tuple[str, Meaning]]:
    for form in forms().values():
        yield from _table_2(form)
        yield from _table_3(form)
        yield from _table_4(form)
    yield "信息内容", Meaning("T2", "corner", "")
    for numeral in "一五六八九":
        yield f"第二十条第（{numeral}）项", Meaning("T2", "head", numeral)
    for section, table in (("S2", "T2"), ("S3", "T3"), ("S4", "T4")):
        printed = next(label for label in forms()["2021"].sections if label.id == section)
        yield from ((label, Meaning(table, "chapter", section)) for label in _labels(printed))


def _table_2(form: Form) -> Iterator[tuple[str, Meaning]]:
    for place, block in enumerate(form.t2):
        yield from ((text, Meaning("T2", "row", row.id)) for row in block.rows for text in _labels(row))
        for column in block.columns:
            column_id = f"{form.name}/{place}/{column.id}"
            yield from ((text, Meaning("T2", "column", column_id)) for text in _labels(column))


def _table_3(form: Form) -> Iterator[tuple[str, Meaning]]:
    for row in form.t3_rows:
        yield from ((text, Meaning("T3", "row", row.id)) for text in _labels(row))
        yield from ((text, Meaning("T3", "group", text)) for text in (row.group, row.subgroup) if text)
    for column in form.t3_columns:
        yield from ((text, Meaning("T3", "column", column.id)) for text in _labels(column))
        if column.group:
            yield column.group, Meaning("T3", "owner", column.group)
    yield "申请人情况", Meaning("T3", "owner", "")
    yield form.head_note, Meaning("T3", "head", "")


def _table_4(form: Form) -> Iterator[tuple[str, Meaning]]:
    for block in form.t4_blocks:
        yield from ((text, Meaning("T4", "block", block.id)) for text in (block.label, f"{block.label}情况"))
        if block.group:
            yield block.group, Meaning("T4", "owner", block.group)
            yield f"{block.group}{block.label}", Meaning("T4", "block", block.id)
    for column in form.t4_columns:
        yield from ((text, Meaning("T4", "column", column.id)) for text in _labels(column))
