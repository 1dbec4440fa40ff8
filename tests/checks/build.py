"""Invented reports for tests: clean ones at random, with whatever cells, sections or claims a case wants changed."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from checks.catalogue import Catalogue, load_catalogue
from checks.engine import audit
from checks.forms import Form, load_forms
from checks.model import Agency, Assessment, Filing, Finding
from checks.report import Cell, CellState, Heading, Report, Section, Table

ROOT = Path(__file__).resolve().parents[2]
FORMS = load_forms({path.name: path.read_text("utf-8") for path in (ROOT / "config/forms").glob("*.yaml")})
CATALOGUE = load_catalogue((ROOT / "config/rules.yaml").read_text("utf-8"))
AS_OF = date(2024, 4, 15)
YEARS = {"2021": 2023, "mixed": 2023, "2019": 2020}
STATES = {
    "": CellState.BLANK,
    "/": CellState.NOT_APPLICABLE,
    "—": CellState.NOT_APPLICABLE,
    "无": CellState.NOT_APPLICABLE,
    "?": CellState.UNREADABLE,
}
# Rows that hold most of what a real body answers; the others are mostly 0.
USUAL = ("granted", "partial", "unable.not_held", "refused.petition")
Value = int | float | str | None | Cell


def cell(name: str, value: Value) -> Cell:
    """A cell from shorthand: a number, None for absent, "" blank, "/" not applicable, "?" unreadable, other text."""
    if isinstance(value, Cell):
        return value
    if value is None:
        return Cell(name, CellState.ABSENT)
    if isinstance(value, str):
        return Cell(name, STATES.get(value, CellState.TEXT), raw=value)
    return Cell(name, CellState.NUMBER, value, str(value))


def figures(form: Form, seed: int = 0) -> dict[str, int | float]:
    """Figures of one clean report: every identity holds and nothing in them is remarkable."""
    dice = random.Random(seed)
    values: dict[str, int | float] = dict.fromkeys(form.cells, 0)
    for name in form.table_cells("T2"):
        values[name] = dice.choice((0, 3, 12, 40))
    values |= _documents(form, dice)
    for column in form.applicants:
        values |= _column(form, column, dice, busy=column == "natural")
    for row in form.t3_rows:
        values[f"T3.{row.id}.total"] = sum(values[f"T3.{row.id}.{column}"] for column in form.applicants)
    for block in form.t4_blocks:
        outcomes = [column.id for column in form.t4_columns if column.id != "total"]
        # No more cases than applications, else T4-VSAPP asks.
        values |= {f"T4.{block.id}.{outcome}": 0 for outcome in outcomes}
        values[f"T4.{block.id}.upheld"] = dice.randint(0, min(2, int(values["T3.new.total"]) // 4))
        values[f"T4.{block.id}.total"] = values[f"T4.{block.id}.upheld"]
    return values


def _documents(form: Form, dice: random.Random) -> dict[str, int | float]:
    values: dict[str, int | float] = {name: 0 for name in form.cells if name.startswith("T2.rules.")}
    issued, repealed = dice.randint(0, 5), dice.randint(0, 3)
    if "T2.norms.issued" in form.cells:
        return {**values, "T2.norms.issued": issued, "T2.norms.repealed": repealed, "T2.norms.in_force": 30 + issued}
    amount = dice.randint(1, 9)
    return {
        **values,
        "T2.norms.created": issued,
        "T2.norms.published": issued,
        "T2.norms.public_total": 30 + issued,
        "T2.procurement.count": amount,
        "T2.procurement.amount": amount * 10.5,
    }


def _column(form: Form, column: str, dice: random.Random, *, busy: bool) -> dict[str, int | float]:
    values: dict[str, int | float] = {}
    for leaf in form.leaves:
        usual = leaf in USUAL
        values[f"T3.{leaf}.{column}"] = dice.randint(2, 12) if busy and usual else int(usual and dice.random() < 0.3)
    closed = sum(values.values())
    carried_out = dice.randint(0, 3) if busy else 0
    carried_in = dice.randint(0, min(2, int(closed)))
    values[f"T3.total.{column}"] = closed
    values[f"T3.carried_out.{column}"] = carried_out
    values[f"T3.carried_in.{column}"] = carried_in
    values[f"T3.new.{column}"] = closed + carried_out - carried_in
    return values


def report(form: str = "2021", *, seed: int = 0, parts: Mapping[str, Any] | None = None, **cells: Value) -> Report:
    """A clean report of this form with some cells changed (`**{"T3.new.total": 5}`) and some `parts` of it replaced."""
    shape = FORMS[form]
    values: dict[str, Value] = {**figures(shape, seed), **cells}
    unknown = values.keys() - set(shape.cells)
    assert not unknown, f"form {form} has no {unknown}"
    year = (parts or {}).get("year", YEARS[form])
    clean = Report(
        source="https://www.example.gov.cn/xxgk/nb/1.html",
        sha256=f"{seed:064x}",
        title=f"清溪县林草局{year}年政府信息公开工作年度报告",
        agency="清溪县林草局",
        year=year,
        form=form,
        published=date(year + 1, 1, 15),
        preamble=_preamble(year),
        sections=_sections(shape, year),
        headings=tuple(Heading(label.label, label.id) for label in shape.sections),
        cells={name: cell(name, value) for name, value in values.items()},
        coverage={"T2": 1.0, "T3": 1.0, "T4": 1.0},
        tables=drawn(shape),
    )
    return replace(clean, **(parts or {}))


def nil(form: str = "2021", *, parts: Mapping[str, Any] | None = None, **cells: Value) -> Report:
    """A clean report in which every figure is 0, with some cells changed."""
    return report(form, parts=parts, **{**dict.fromkeys(FORMS[form].cells, 0), **cells})


def applications(column: str = "natural", **rows: int) -> dict[str, int]:
    """Cells of one applicant column and of the total column; a row id is written with `__` for its dot."""
    named = {row.replace("__", "."): figure for row, figure in rows.items()}
    return {f"T3.{row}.{place}": figure for row, figure in named.items() for place in (column, "total")}


def filing(found: Report | None = None, *, previous: Report | None = None, **changes: Any) -> Filing:
    """A filing of the invented county bureau; `kind`, `level`, `name` and other fields of the agency may be changed."""
    filing_fields = {key: changes.pop(key) for key in ("publication", "unread", "evidence", "year") if key in changes}
    agency = Agency(**{"agency_id": "lcj", "name": "清溪县林草局", "kind": "department", "level": "county", **changes})
    year = filing_fields.pop("year", found.year if found and found.year else 2023)
    return Filing(year=year, agency=agency, report=found, previous=previous, **filing_fields)


def assess(
    filings: Filing | Sequence[Filing], catalogue: Catalogue = CATALOGUE, as_of: date = AS_OF
) -> list[Assessment]:
    """The engine's answer for one filing or many, with the catalogue as shipped."""
    return audit([filings] if isinstance(filings, Filing) else filings, catalogue, FORMS, as_of)


def only(*rule_ids: str, **changes: Any) -> Catalogue:
    """The catalogue with these rules alone, switched on, each with `changes` made to its row."""
    rules = {rule_id: replace(CATALOGUE.rules[rule_id], enabled=True, **changes) for rule_id in rule_ids}
    return Catalogue(rules)


def findings(found: Report | Filing, *rule_ids: str, previous: Report | None = None, **changes: Any) -> list[Finding]:
    """What these rules (all of the catalogue if none is named) find in one report or filing."""
    one = found if isinstance(found, Filing) else filing(found, previous=previous, **changes)
    return list(assess(one, only(*rule_ids) if rule_ids else CATALOGUE)[0].findings)


def not_assessable(found: Report | Filing, *rule_ids: str, previous: Report | None = None, **changes: Any) -> list[str]:
    """The rules among these that could not be assessed."""
    one = found if isinstance(found, Filing) else filing(found, previous=previous, **changes)
    catalogue = only(*rule_ids) if rule_ids else CATALOGUE
    return sorted({answer.rule_id for answer in assess(one, catalogue)[0].not_assessable})


@dataclass(frozen=True)
class Case:
    """One line of a family's table of cases: what the rule must say of a filing, in a sentence.

    `expect` is "finds", "passes" or "not assessable".
    """

    rule_id: str
    says: str
    expect: str
    given: Report | Filing
    severity: str | None = None
    responsibility: str | None = None
    parameters: Mapping[str, Any] | None = None

    def __str__(self) -> str:
        return f"{self.rule_id} {self.expect}: {self.says}".replace(" ", "_")

    def check(self) -> None:
        """Assert that the rule alone says what is expected."""
        rule = CATALOGUE.rules[self.rule_id]
        changes = {"parameters": {**rule.parameters, **self.parameters}} if self.parameters else {}
        one = self.given if isinstance(self.given, Filing) else filing(self.given)
        assessment = assess(one, only(self.rule_id, **changes))[0]
        found = assessment.findings
        said = "finds" if found else "not assessable" if assessment.not_assessable else "passes"
        assert said == self.expect, [f.message for f in found] or [n.why for n in assessment.not_assessable]
        assert {f.rule_id for f in found} <= {self.rule_id}
        if self.severity:
            assert [f.severity.value for f in found] == [self.severity], [f.message for f in found]
        if self.responsibility:
            assert {f.responsibility.value for f in found} == {self.responsibility}


def drawn(form: Form, **renamed: str | None) -> tuple[Table, ...]:
    """The three tables as printed, some labels replaced (`规章="规 章"`) or left out (`规章=None`)."""
    t2 = [[block.heading] for block in form.t2]
    for block, rows in zip(form.t2, t2, strict=True):
        rows += ["信息内容", *(column.label for column in block.columns), *(row.label for row in block.rows)]
    t3 = [[form.head_note, "申请人情况", *(column.label for column in form.t3_columns)]]
    t3 += [[part for part in (row.group, row.subgroup, row.label) if part] for row in form.t3_rows]
    t4 = [["行政诉讼", *(block.label for block in form.t4_blocks)]]
    t4 += [[column.label for column in form.t4_columns] for _ in form.t4_blocks]
    tables = {"T2": t2, "T3": t3, "T4": t4}
    return tuple(Table(name, tuple(_labels(row, renamed) for row in rows)) for name, rows in tables.items())


def _labels(row: Sequence[str], renamed: Mapping[str, str | None]) -> tuple[tuple[str, int, int, str | None], ...]:
    words = (renamed.get(label, label) for label in row)
    return tuple((word, 1, 1, None) for word in words if word is not None)


def _preamble(year: int) -> str:
    return (
        "根据《中华人民共和国政府信息公开条例》（国务院令第711号）规定，现公布清溪县林草局"
        f"{year}年政府信息公开工作年度报告。本报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
    )


def _sections(form: Form, year: int) -> tuple[Section, ...]:
    texts = {
        "S1": (
            f"{year}年，清溪县林草局扎实推进政府信息公开工作。\n"
            "（一）主动公开。围绕森林防火、国土绿化及时发布信息。\n"
            "（二）依申请公开。规范接收、登记、审核、答复各环节。\n"
            "（三）政府信息管理。健全信息发布审核制度，定期清理失效文件。\n"
            "（四）政府信息公开平台建设。维护好县政府网站林草专栏。\n"
            "（五）监督保障。明确专人负责，组织业务培训，接受社会评议，全年未发生责任追究情形。"
        ),
        "S2": "",
        "S3": "",
        "S4": "",
        "S5": (
            "存在的主要问题：一是林地保护政策的解读形式较为单一；二是基层林业站业务培训不够经常。\n"
            "改进情况：一是制作图文解读材料；二是将公开业务纳入林业站季度培训，上年提出的栏目更新不及时问题已经整改。"
        ),
        "S6": f"{year}年，本机关未收取政府信息公开信息处理费。无其他需要报告的事项。",
    }
    return tuple(Section(label.id, label.label, texts[label.id]) for label in form.sections)
