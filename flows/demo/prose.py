"""The words of the invented reports: six sections put together from `prose.yaml`, true to the figures they are told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import yaml

from checks.report import Number
from flows.demo.draft import Draft, Facts, Part, printed
from flows.demo.figures import forms

ASPECTS = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
NUMERALS = "一二三四五"
HEADING_ENDS = ("情况", "方面", "")
ISSUER = "国务院办公厅政府信息与政务公开办公室"
FORMAT = "〈中华人民共和国政府信息公开工作年度报告格式〉"
NOTICES = {
    "2021": f"《{ISSUER}关于印发{FORMAT}的通知》（国办公开办函〔2021〕30号）",
    "2019": f"《{ISSUER}关于印发{FORMAT}（试行）的通知》（国办公开办函〔2019〕60号）",
}


@cache
def sentences() -> Mapping[str, list[str]]:
    """The lists of sentences by purpose."""
    pools: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "prose.yaml").read_text("utf-8"))
    return pools


def write(facts: Facts, published: date) -> Draft:
    """The draft of a report whose prose tells what `facts.told` says."""
    pen = Pen(facts)
    name = facts.body.agency.name
    headings = {section.id: section.label for section in forms()[facts.form].sections}
    texts = {"S1": pen.overview(), "S5": pen.problems(), "S6": (pen.say("fee"),)}
    return Draft(
        facts=facts,
        title=f"{name}{facts.year}年政府信息公开工作年度报告",
        published=published,
        preamble=pen.say("preamble") + (pen.say("area") if pen.is_area else ""),
        parts=tuple(Part(id, heading, texts.get(id, ())) for id, heading in headings.items()),
    )


class Pen:
    """Draws sentences for one report; the same report always gets the same ones."""

    def __init__(self, facts: Facts) -> None:
        body = facts.body
        self.facts = facts
        self.rng = Random(f"{body.id}:{facts.year}:prose")
        self.is_area = body.agency.kind == "government"
        self.words = dict(zip("abc", body.fields, strict=True)) | {
            "name": body.agency.name,
            "we": body.we,
            "year": str(facts.year),
            "next": str(facts.year + 1),
            "place": body.we.removeprefix("我"),
            "notice": NOTICES["2021" if facts.year >= 2021 else "2019"],
            "web": str(self.rng.randint(120, 900) * (1 + body.size)),
            "wechat": str(self.rng.randint(60, 700)),
            "columns": str(self.rng.randint(4, 24)),
            "notes": str(self.rng.randint(6, 60)),
            "times": str(self.rng.randint(2, 6)),
        }

    def say(self, purpose: str, **figures: Number) -> str:
        """One sentence for a purpose with the agency's words and the given figures in it."""
        choice = self.rng.choice(sentences()[purpose])
        return choice.format(**self.words, **{name: printed(value) for name, value in figures.items()})

    def overview(self) -> tuple[str, ...]:
        """Section one: an opening, then the five aspects that the notice asks for, each under its heading."""
        texts = (
            self.say("active") + self.norms() + self.say("explain"),
            self.say("handling") + self.requests() + self.cases(),
            self.say("records"),
            self.say("platform"),
            self.oversight(),
        )
        end, inline = self.rng.choice(HEADING_ENDS), self.rng.random() < 0.5
        paragraphs = [self.say("opening")]
        for number, aspect, text in zip(NUMERALS, ASPECTS, texts, strict=True):
            heading = f"（{number}）{aspect}{end}"
            paragraphs += [f"{heading}。{text}"] if inline else [heading, text]
        return tuple(paragraphs)

    def norms(self) -> str:
        """What was made of normative documents; towns and small offices leave it to table 2."""
        if self.facts.body.size < 1 or self.is_area or self.rng.random() < 0.4:
            return ""
        told = self.facts.told
        return self.say("norms", **{c: told[f"T2.norms.{c}"] for c in ("issued", "repealed", "in_force")})

    def requests(self) -> str:
        """Applications received, answered and carried over, with the outcomes where there were some."""
        told = self.facts.told
        rows = {"N": "new", "C": "carried_in", "S": "total", "F": "carried_out"}
        figures = {letter: told[f"T3.{row}.total"] for letter, row in rows.items()}
        if not (figures["N"] or figures["C"]):
            return self.say("received_none")
        carried = figures["C"] or figures["F"]
        purpose = "received_area" if self.is_area else "received_carried" if carried else "received_answered"
        return self.say(purpose, **figures) + (self.outcomes() if figures["S"] > 4 else "")

    def outcomes(self) -> str:
        """How the answers divide over the six groups of table 3."""
        told = {cell: value for cell, value in self.facts.told.items() if cell.endswith(".total")}
        groups = ("granted", "partial", "denied", "unable", "refused", "other")
        return self.say("outcomes", **{g: sum(v for c, v in told.items() if c.startswith(f"T3.{g}.")) for g in groups})

    def cases(self) -> str:
        """Reviews and suits of table 4."""
        told = self.facts.told
        reviews, suits = told["T4.review.total"], told["T4.direct.total"] + told["T4.after.total"]
        return self.say("cases", R=reviews, L=suits) if reviews or suits else self.say("cases_none")

    def oversight(self) -> str:
        """Supervision; a government must speak of 考核, 社会评议 and 责任追究 alike (条例 article 50)."""
        while True:
            text = self.say("oversight")
            if not self.is_area or ("考核" in text and "评议" in text):
                return text

    def problems(self) -> tuple[str, ...]:
        """Section five: real problems, then what is done about them."""
        corrected = any(self.facts.told[f"T4.{block}.corrected"] for block in ("review", "direct", "after"))
        problems = self.say("problem_corrected" if corrected else "problem") + self.say("problem_more")
        return problems, self.say("review") + self.say("improve") + self.say("improve_more")
