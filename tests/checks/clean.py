"""Clean reports in varied words: figures at random, prose that tells just those figures, agencies of several kinds.

`Facts` are what the prose says; a fault is a fact changed before the prose is written, so that table and prose part.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checks.model import Agency, Filing, Publication, Report, Section
from flows.extract.claims import read_claims
from tests.checks.build import FORMS, cell, figures
from tests.checks.phrases import BACKED, MANAGED, MEASURES, OPEN, OPENINGS, PLATFORMS, PREAMBLES, PROBLEMS, SIXTHS

YEAR = 2023
PLACES = ("清溪", "云台", "石湾", "南岭", "东湖", "柳溪", "白鹭", "青浦河", "古城", "长河")
BUREAUS = (
    "民政", "财政", "水利", "司法", "审计", "统计", "教育体育", "农业农村", "住房和城乡建设", "交通运输", "卫生健康",
    "文化和旅游", "应急管理", "市场监督管理", "人力资源和社会保障", "自然资源和规划", "医疗保障", "退役军人事务",
)  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What one report's prose tells."""

    me: str
    self_name: str
    year: int
    new: int
    carried_in: int
    total: int
    carried_out: int
    granted: int
    partial: int
    denied: int
    unable: int
    refused: int
    other: int
    reviews: int
    lawsuits: int
    all_upheld: bool
    issued: int
    in_force: int
    published: int


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
    """A bureau, or for every fifth seed a town."""
    place = PLACES[seed % len(PLACES)]
    if seed % 5 == 4:
        return Agency(f"a{seed}", f"{place}县{PLACES[(seed // 7) % len(PLACES)]}镇人民政府", "town")
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

    direct, after = int(values["T4.direct.total"]), int(values["T4.after.total"])
    upheld = sum(values[f"T4.{block}.upheld"] for block in ("review", "direct", "after"))
    reviews = int(values["T4.review.total"])
    return Facts(
        agency.name,
        "我镇" if agency.kind == "town" else "我局",
        YEAR,
        int(values["T3.new.total"]),
        int(values["T3.carried_in.total"]),
        int(values["T3.total.total"]),
        int(values["T3.carried_out.total"]),
        int(values["T3.granted.total"]),
        int(values["T3.partial.total"]),
        group("denied"),
        group("unable"),
        group("refused"),
        group("other"),
        reviews,
        direct + after,
        upheld == reviews + direct + after,
        int(values["T2.norms.issued"]),
        int(values["T2.norms.in_force"]),
        100 + seed % 400,
    )


def sections(facts: Facts, seed: int) -> dict[str, str]:
    """The six parts and the preamble in words that the seed chooses."""
    dice = random.Random(seed)
    aspects = [
        ("主动公开", f"{_published(facts, dice)}{_some(dice, OPEN, 3)}"),
        ("依申请公开", f"{_received(facts, dice)}{_outcomes(facts, dice)}{_cases(facts, dice)}"),
        ("政府信息管理", f"{_documents(facts, dice)}{_some(dice, MANAGED, 3)}"),
        ("政府信息公开平台建设", _some(dice, PLATFORMS, 3)),
        ("监督保障", _some(dice, BACKED, 3)),
    ]
    heads = ("（一）", "（二）", "（三）", "（四）", "（五）")
    body = "\n".join(f"{head}{name}情况。{text}" for head, (name, text) in zip(heads, aspects, strict=True))
    problems, measures = dice.sample(PROBLEMS, 2), dice.sample(MEASURES, 3)
    five = f"存在的主要问题：一是{problems[0]}；二是{problems[1]}。\n改进情况：一是{measures[0]}；二是{measures[1]}；三是{measures[2]}。"
    return {
        "preamble": dice.choice(PREAMBLES).format(me=facts.me, y=facts.year),
        "S1": f"{facts.year}年，{facts.self_name}{dice.choice(OPENINGS)}。\n{body}",
        "S2": "",
        "S3": "",
        "S4": "",
        "S5": five,
        "S6": dice.choice(SIXTHS).format(y=facts.year, us=facts.self_name),
    }


def without(facts: Facts, **changes: object) -> Facts:
    """The facts with some of them changed: what a faulty prose says."""
    return replace(facts, **changes)  # type: ignore[arg-type]


def _some(dice: random.Random, phrases: Sequence[str], count: int) -> str:
    return "".join(f"{phrase}。" for phrase in dice.sample(phrases, count))


def _published(facts: Facts, dice: random.Random) -> str:
    return dice.choice(
        (
            f"全年通过门户网站主动公开政府信息{facts.published}条。",
            f"截至{facts.year}年12月31日，{facts.self_name}主动公开各类信息{facts.published}条。",
            f"{facts.year}年共发布政府信息{facts.published}条，其中动态类{facts.published - 30}条、公告类30条。",
        )
    )


def _received(facts: Facts, dice: random.Random) -> str:
    y, us, n = facts.year, facts.self_name, facts.new
    if n == 0 and facts.carried_in == 0:
        return dice.choice(
            (
                f"{y}年，{us}未收到政府信息公开申请。",
                "全年没有收到公民、法人和其他组织提出的政府信息公开申请。",
                f"{y}年度共收到政府信息公开申请0件。",
                "本年度未接到依申请公开事项。",
            )
        )
    told = [f"{y}年，{us}共收到政府信息公开申请{n}件", f"全年新收政府信息公开申请{n}件", f"本年度收到依申请公开{n}件"]
    if facts.carried_in:
        carried = f"，上年结转{facts.carried_in}件"
        told = [f"{words}{carried}" for words in told]
        told.append(f"全年受理政府信息公开申请{n + facts.carried_in}件（含上年结转{facts.carried_in}件）")
    left = f"，结转下年度继续办理{facts.carried_out}件" if facts.carried_out else ""
    return f"{dice.choice(told)}，办结{facts.total}件{left}。"


def _outcomes(facts: Facts, dice: random.Random) -> str:
    if not facts.total:
        return ""
    rest = f"不予公开{facts.denied}件，无法提供{facts.unable}件，不予处理{facts.refused}件，其他处理{facts.other}件。"
    both = facts.granted + facts.partial
    share = f"，占{100 * both / facts.total:.1f}%" if dice.random() < 0.5 else ""
    return dice.choice(
        (
            f"其中予以公开{facts.granted}件，部分公开{facts.partial}件，{rest}",
            f"予以公开及部分公开{both}件{share}；{rest}",
            "",
        )
    )


def _cases(facts: Facts, dice: random.Random) -> str:
    if not facts.reviews and not facts.lawsuits:
        return dice.choice(
            (
                "未发生因政府信息公开申请行政复议、提起行政诉讼的情况。",
                "全年无政府信息公开行政复议和行政诉讼案件。",
                "没有因政府信息公开引发的举报、投诉、行政复议或行政诉讼。",
            )
        )
    words = f"因政府信息公开被申请行政复议{facts.reviews}件，被提起行政诉讼{facts.lawsuits}件"
    both = facts.reviews and facts.lawsuits and facts.all_upheld
    return words + ("，均获维持。" if both and dice.random() < 0.5 else "。")


def _documents(facts: Facts, dice: random.Random) -> str:
    return dice.choice(
        (
            f"本年度制发行政规范性文件{facts.issued}件，现行有效行政规范性文件{facts.in_force}件。",
            f"全年制定行政规范性文件{facts.issued}件。",
            "严格规范性文件合法性审核。",
        )
    )
