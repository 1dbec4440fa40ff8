"""Clean reports in varied words: figures at random, prose that tells just those figures, agencies of several kinds.

`Facts` are what the prose says; a fault is a fact changed before the prose is written, so that table and prose part.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from checks.model import Agency, Filing, Publication
from checks.report import Report, Section
from flows.extract.claims import read_claims
from tests.checks.build import FORMS, cell, figures
from tests.checks.phrases import (
    ASKED,
    ASSESSED,
    BACKED,
    FIFTHS,
    HEADS,
    MANAGED,
    MEASURES,
    OPEN,
    OPENINGS,
    PLATFORMS,
    PREAMBLES,
    PROBLEMS,
)
from tests.checks.telling import (
    Facts,
    aside,
    cases,
    decisions,
    documents,
    fee,
    outcomes,
    published,
    received,
)

YEAR = 2023
PLACES = ("清溪", "云台", "石湾", "南岭", "东湖", "柳溪", "白鹭", "青浦河", "古城", "长河")
_NAMES = {
    "department": ("我局", "全局"),
    "town": ("我镇", "全镇"),
    "government": ("我县", "全县"),
    "government_office": ("我办", "县政府办"),
}
_CELLS = {
    "new": "T3.new.total", "natural": "T3.new.natural", "carried_in": "T3.carried_in.total", "total": "T3.total.total",
    "carried_out": "T3.carried_out.total", "granted": "T3.granted.total", "partial": "T3.partial.total",
    "reviews": "T4.review.total", "direct": "T4.direct.total", "after": "T4.after.total",
    "issued": "T2.norms.issued", "repealed": "T2.norms.repealed", "in_force": "T2.norms.in_force",
    "licence": "T2.licence.decisions", "penalty": "T2.penalty.decisions", "coercion": "T2.coercion.decisions",
}  # fmt: skip
BUREAUS = (
    "民政", "财政", "水利", "司法", "审计", "统计", "教育体育", "农业农村", "住房和城乡建设", "交通运输", "卫生健康",
    "文化和旅游", "应急管理", "市场监督管理", "人力资源和社会保障", "自然资源和规划", "医疗保障", "退役军人事务",
)  # fmt: skip


def clean_filing(seed: int) -> Filing:
    """One clean filing: agency, figures and prose all follow from the seed."""
    values = calm(figures(FORMS["2021"], seed), seed)
    agency = agency_of(seed)
    return filed(agency, values, sections(facts_of(agency, values, seed), seed), seed)


def filed(agency: Agency, values: Mapping[str, float], texts: Mapping[str, str], seed: int) -> Filing:
    """A filing of those figures and that prose, its claims read as they would be from a page."""
    labels = {label.id: label.label for label in FORMS["2021"].sections}
    parts = tuple(Section(part, labels[part], texts[part]) for part in sorted(labels) if part in texts)
    preamble = texts.get("preamble", "")
    report = Report(
        f"http://127.0.0.1/{seed}.html",
        f"{seed:064x}",
        f"{agency.name}{YEAR}年政府信息公开工作年度报告",
        agency.name,
        YEAR,
        "2021",
        preamble=preamble,
        sections=parts,
        cells={name: cell(name, value) for name, value in values.items()},
        claims=read_claims(parts, preamble, YEAR),
        coverage={"T2": 1.0, "T3": 1.0, "T4": 1.0},
    )
    seen = date(YEAR + 1, 1, 10 + seed % 20)
    return Filing(
        YEAR,
        agency,
        report,
        Publication("found", report.source, first_seen=seen, page_date=seen, column="政府信息公开年报"),
    )


def agency_of(seed: int) -> Agency:
    """A bureau, for every fifth seed a town, now and then a county's government or its office."""
    place = PLACES[seed % len(PLACES)]
    if seed % 5 == 4:
        return Agency(f"a{seed}", f"{place}县{PLACES[(seed // 7) % len(PLACES)]}镇人民政府", "town")
    if seed % 11 == 3:
        return Agency(f"a{seed}", f"{place}县人民政府", "government", level="county")
    if seed % 11 == 7:
        return Agency(f"a{seed}", f"{place}县人民政府办公室", "government_office", level="county")
    return Agency(f"a{seed}", f"{place}县{BUREAUS[(seed // 3) % len(BUREAUS)]}局", "department", level="county")


def calm(values: dict[str, float], seed: int) -> dict[str, float]:
    """The figures, every third report without any application or case."""
    if seed % 3 == 0:
        return {name: 0 if name[:2] in ("T3", "T4") else value for name, value in values.items()}
    return values


def facts_of(agency: Agency, values: Mapping[str, float], seed: int) -> Facts:
    """What a truthful prose says of those figures."""

    def group(name: str) -> int:
        return int(sum(v for k, v in values.items() if k.startswith(f"T3.{name}.") and k.endswith(".total")))

    told = {name: int(values[cell]) for name, cell in _CELLS.items()}
    upheld = sum(values[f"T4.{block}.upheld"] for block in ("review", "direct", "after"))
    self_name, whole = _NAMES[agency.kind]
    return Facts(
        me=agency.name,
        self_name=self_name,
        whole=whole,
        year=YEAR,
        legal=told["new"] - told["natural"],
        **{name: group(name) for name in ("denied", "unable", "refused", "other")},
        all_upheld=upheld == told["reviews"] + told["direct"] + told["after"],
        income=values["T2.fee.amount_10k_yuan"],
        published=100 + seed % 400,
        **told,
    )


def sections(facts: Facts, seed: int) -> dict[str, str]:
    """The six parts and the preamble in words and an arrangement that the seed chooses."""
    dice = random.Random(seed)
    asked = f"{received(facts, dice)}{outcomes(facts, dice)}{cases(facts, dice)}"
    aspects = [
        ("主动公开", f"{published(facts, dice)}{_some(dice, OPEN, 3)}{decisions(facts, dice)}"),
        ("依申请公开", f"{_some(dice, ASKED, dice.randint(0, 2))}{asked}"),
        ("政府信息管理", f"{documents(facts, dice)}{_some(dice, MANAGED, 3)}"),
        ("政府信息公开平台建设", f"{_some(dice, PLATFORMS, 3)}{aside(dice)}"),
        ("监督保障", f"{_some(dice, BACKED, 3)}{aside(dice)}{ASSESSED if facts.self_name == '我县' else ''}"),
    ]
    heads, behind = dice.choice(HEADS), dice.choice(("情况。", "。", "方面。", "情况：", "情况\n"))
    body = "\n".join(f"{head}{name}{behind}{text}" for head, (name, text) in zip(heads, aspects, strict=True))
    return {
        "preamble": dice.choice(PREAMBLES).format(me=facts.me, y=facts.year),
        "S1": f"{facts.year}年，{facts.self_name}{dice.choice(OPENINGS)}。\n{body}",
        "S2": "",
        "S3": "",
        "S4": "",
        "S5": _problems(dice),
        "S6": fee(facts, dice),
    }


def _problems(dice: random.Random) -> str:
    problems, measures = dice.sample(PROBLEMS, 2), dice.sample(MEASURES, 3)
    return dice.choice(FIFTHS).format(*problems, *measures)


def without(facts: Facts, **changes: object) -> Facts:
    """The facts with some of them changed: what a faulty prose says."""
    return replace(facts, **changes)  # type: ignore[arg-type]


def _some(dice: random.Random, phrases: Sequence[str], count: int) -> str:
    return "".join(f"{phrase}。" for phrase in dice.sample(phrases, count))
