"""The prose, publication and cross-agency rules: recall under injected faults, false findings on clean reports, cost."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from checks.engine import audit
from checks.model import Agency, Assessment, Filing, Publication, Severity
from checks.report import Section
from tests.bench.figure import Figure
from tests.checks.build import CATALOGUE, FORMS
from tests.checks.build import figures as random_figures
from tests.checks.clean import YEAR, agency_of, calm, clean_filing, facts_of, filed, sections
from tests.checks.telling import Facts, received

AS_OF = date(YEAR + 1, 4, 10)
CLEAN = 1000
TRIES = 40
Texts = dict[str, str]
TellsOther = Callable[[Facts, random.Random], Facts | None]
Rewrites = Callable[[Texts, Facts, random.Random], Texts | None]


def figures() -> list[Figure]:
    """All figures of this family."""
    return [*_false_findings(), *_recall(), *_cost()]


def _false_findings() -> list[Figure]:
    counts: Counter[Severity] = Counter()
    for first in range(0, CLEAN, 250):
        for assessment in _audited(clean_filing(seed) for seed in range(first, first + 250)):
            counts.update(finding.severity for finding in assessment.findings)
    unit = "per 1000 clean reports"
    return [
        Figure("false errors, varied clean prose", counts[Severity.ERROR] * 1000 / CLEAN, unit, "0"),
        Figure("false warnings, varied clean prose", counts[Severity.WARNING] * 1000 / CLEAN, unit, "< 2"),
        Figure("questions (advice) on clean prose", counts[Severity.ADVICE] * 1000 / CLEAN, unit),
    ]


def _recall() -> list[Figure]:
    made = {rule: list(_faulty(rule)) for rule in (*TOLD, *REWRITTEN, *FILED)}
    by_rule = [_recalled(rule, filings) for rule, filings in made.items()]
    mean = sum(figure.value for figure in by_rule) / len(by_rule)
    return [Figure("recall, mean over rules", mean, "share", ">= 0.95"), *by_rule]


def _recalled(rule: str, filings: list[Filing]) -> Figure:
    rules = (rule, *SAID_BY.get(rule, ()))
    found = sum(any(f.rule_id in rules for f in assessment.findings) for assessment in _audited(filings))
    return Figure(f"recall {rule}", found / max(1, len(filings)), f"share of {len(filings)}")


def _cost() -> list[Figure]:
    filings = [clean_filing(seed) for seed in range(600)]
    _audited(filings[:5])
    start = time.process_time()
    _audited(filings[100:])
    return [
        Figure("all rules over reports with prose", (time.process_time() - start) * 1000 / 500, "ms a report", "<= 5")
    ]


def _audited(filings: Iterable[Filing]) -> list[Assessment]:
    return audit(list(filings), CATALOGUE, FORMS, AS_OF)


def _faulty(rule: str) -> Iterable[Filing]:
    """Some tens of filings with that rule's fault and no other."""
    seed, made = 0, 0
    while made < TRIES and seed < 20 * TRIES:
        filing = _with_fault(rule, seed)
        seed += 1
        if filing is not None:
            made += 1
            yield filing


def _with_fault(rule: str, seed: int) -> Filing | None:
    dice = random.Random(seed)
    if rule in FILED:
        return FILED[rule](clean_filing(seed), dice)
    values, agency = calm(random_figures(FORMS["2021"], seed), seed), agency_of(seed)
    facts = facts_of(agency, values, seed)
    truth = sections(facts, seed)
    if rule in REWRITTEN:
        texts = REWRITTEN[rule](dict(truth), facts, dice)
    else:
        wrong = TOLD[rule](facts, dice)
        texts = sections(wrong, seed) if wrong is not None else None
    return None if texts is None or texts == truth else filed(agency, values, texts, seed)


def _more(name: str) -> TellsOther:
    def tell(facts: Facts, dice: random.Random) -> Facts | None:
        value = getattr(facts, name)
        return replace(facts, **{name: value + dice.randint(1, 9)}) if value else None

    return tell


def _none(*names: str) -> TellsOther:
    def tell(facts: Facts, _: random.Random) -> Facts | None:
        return replace(facts, **dict.fromkeys(names, 0)) if getattr(facts, names[0]) else None

    return tell


def _replaced(part: str, old: str, new: str) -> Rewrites:
    def rewrite(texts: Texts, facts: Facts, _: random.Random) -> Texts | None:
        return {**texts, part: texts[part].replace(old.format(f=facts), new.format(f=facts))}

    return rewrite


def _added(part: str, *sentences: str) -> Rewrites:
    def rewrite(texts: Texts, facts: Facts, dice: random.Random) -> Texts | None:
        return {**texts, part: texts[part] + dice.choice(sentences).format(f=facts)}

    return rewrite


def _part(part: str, *contents: str) -> Rewrites:
    return lambda texts, facts, dice: {**texts, part: dice.choice(contents)}


def _without_aspect(texts: Texts, facts: Facts, dice: random.Random) -> Texts | None:
    opened = f"（一）主动公开。全年公开信息{facts.published}条。"
    asked = f"（二）依申请公开。{received(facts, dice)}"
    return {**texts, "S1": f"{facts.year}年，{facts.self_name}认真做好信息公开。\n{opened}\n{asked}"}


def _another_body(texts: Texts, facts: Facts, dice: random.Random) -> Texts | None:
    """A bureau's sentence in another bureau's report; in a town's, only a declared one (a county's bureau stands above it)."""
    said = "\n本单位（县气象局）已完善制度。"
    if facts.self_name == "我局" and "水利" not in facts.me and "财政" not in facts.me:
        said = dice.choice((said, "\n县水利局未收到政府信息公开申请。", "\n县财政局共受理政府信息公开申请2件。"))
    return {**texts, "S1": texts["S1"] + said}


def _wrong_share(texts: Texts, facts: Facts, dice: random.Random) -> Texts | None:
    return {**texts, "S1": re.sub(r"占[\d.]+%", f"占{dice.uniform(5, 8):.1f}%", texts["S1"])}


def _dated(day: date) -> Callable[[Filing, random.Random], Filing]:
    return lambda filing, dice: replace(filing, publication=Publication("found", page_date=day, first_seen=AS_OF))


def _absent(filing: Filing, dice: random.Random) -> Filing:
    agency = replace(filing.agency or Agency("x", "x", "department"), kind="department")
    return Filing(filing.year, agency, publication=Publication("not_published", proven_absent=True))


def _late_department(filing: Filing, dice: random.Random) -> Filing | None:
    late = _dated(date(YEAR + 1, 2, dice.randint(1, 28)))(filing, dice)
    return late if filing.agency and filing.agency.kind == "department" else None


def _retitled(filing: Filing, dice: random.Random) -> Filing | None:
    report = filing.report
    return (
        replace(filing, report=replace(report, title=(report.title or "").replace("年度报告", "报告")))
        if report
        else None
    )


def _same_as_last_year(filing: Filing, dice: random.Random) -> Filing | None:
    report = filing.report
    if report is None:
        return None
    last = tuple(Section(s.id, s.heading, s.text.replace("3", "4").replace("8", "6")) for s in report.sections)
    return replace(filing, previous=replace(report, year=YEAR - 1, sha256="f" * 64, sections=last))


def _one_pending(filing: Filing, dice: random.Random) -> Filing | None:
    """All cases told as upheld, and one of them still pending in table 4."""
    report = filing.report
    told = [c for c in report.claims if c.cell == "T4.review.upheld"] if report else []
    if report is None or not told:
        return None
    upheld, pending = report.cells["T4.review.upheld"], report.cells["T4.review.pending"]
    changed = {
        upheld.cell: upheld._replace(value=(upheld.value or 0) - 1),
        pending.cell: pending._replace(value=(pending.value or 0) + 1),
    }
    return replace(filing, report=replace(report, cells={**report.cells, **changed}))


def _changed(filing: Filing, dice: random.Random) -> Filing | None:
    report = filing.report
    if report is None:
        return None
    name = "T2.licence.decisions"
    cells = {**report.cells, name: report.cells[name]._replace(value=(report.cells[name].value or 0) + 3)}
    return replace(filing, earlier=replace(report, cells=cells, sha256="e" * 64))


# 「复议、诉讼共5件」 tells both in one figure, and TXT-LIT speaks of it.
SAID_BY = {"TXT-REV": ("TXT-LIT",)}
TOLD: dict[str, TellsOther] = {
    "TXT-NORECV": _none("new", "carried_in", "total"),
    "TXT-RECV": _more("new"),
    "TXT-DONE": _more("total"),
    "TXT-CARRY": _more("carried_out"),
    "TXT-RESULT": _more("unable"),
    "TXT-REV": _more("reviews"),
    "TXT-LIT": _more("direct"),
    "TXT-NOCASE": lambda facts, dice: _none("reviews" if facts.reviews else "direct", "reviews", "direct", "after")(
        facts, dice
    ),
    "TXT-T2DOC": _more("issued"),
    "TXT-YEAR": lambda facts, dice: replace(facts, year=facts.year - 1),
}
REWRITTEN: dict[str, Rewrites] = {
    "TXT-PERIOD": _part(
        "preamble",
        f"本报告统计期限为{YEAR}年1月1日至{YEAR}年11月30日。",
        f"所列数据的统计期限从{YEAR}年2月1日到12月31日止。",
    ),
    "TXT-OTHERORG": _another_body,
    "TXT-PLACEHOLDER": _added("S1", "\n全年公开信息XX条。", "\n收到申请____件。", "\n共主动公开条。"),
    "TXT-PRIV": _added(
        "S3", "申请人身份证号110101199003071233。", "退费至6222021234567890128。", "申请人王女士13812345678。"
    ),
    "TXT-FEE": _part("S6", "无其他需要报告的事项。", "我局将继续做好工作。"),
    "TXT-SEC6": _part("S6", "", "  "),
    "TXT-SEC1-5": _without_aspect,
    "TXT-SEC5-EMPTY": _part("S5", "无。", "暂无", "", "本年度不存在问题。"),
    "TXT-SEC5-HALF": _part("S5", "二是解读形式比较单一，群众看不明白。下一步将组织科室逐条整改到位。"),
    "TXT-TERM": _added("S1", "\n涉及国家机密的除外。", "\n截止2023年12月31日已完成。"),
    "TXT-BASIS": _added("preamble", "根据国办公开办函〔2019〕60号编制。"),
    "TXT-TYPO": _added("S1", "\n通过移动铀媒体发布。", "\n信息己公开。"),
    "TXT-POLIT": _added("S1", "\n坚持以习新时代中国特色社会主义思想为指导。"),
    "TXT-SUMITEMS": _added("S1", "\n全年共公开政策解读20条，其中图解8条、视频9条。"),
    "TXT-PCT": _wrong_share,
}
FILED: dict[str, Callable[[Filing, random.Random], Filing | None]] = {
    "PUB-MISSING": _absent,
    "PUB-LATE-DEPT": _late_department,
    "PUB-TITLE": _retitled,
    "TXT-UPHELD": _one_pending,
    "TXT-DUPYEAR": _same_as_last_year,
    "PUB-SILENT-CHANGE": _changed,
}
