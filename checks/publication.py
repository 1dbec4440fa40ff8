"""Published at all, and in time: what article 49 asks of departments and governments.

Where and in what shape a report stands is `checks.publication_place`, what became of it later `checks.publication_versions`;
since when it is public, `checks.publication_day`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checks.deadlines import DEPARTMENTS, GOVERNMENTS, TOWNS, calendar_fact, legal_deadline, local_deadline
from checks.model import Agency, Filing, Hit, Responsibility, Severity, Unassessable
from checks.publication_day import Timing, public_since
from checks.registry import Answer, Context, filing_rule
from checks.status import owes

READ_TO_END = "已读到末尾"
"""How a search's trail ends its sentence on a list that it read whole."""
_MOST_LISTS = 4
_REISSUED = re.compile(r"更正|勘误|修订版|修正|重新发布|更新说明")


@filing_rule("PUB-MISSING")
def missing(filing: Filing, context: Context) -> Iterator[Answer]:
    """A body that owes a report has none, its deadline past and its list of reports read to the end.

    Source: 条例 article 49.
    """
    agency, publication = filing.agency, filing.publication
    if agency is None or filing.report is not None:
        return
    due = legal_deadline(agency, filing.year)
    # An office that itself gave its bodies longer cannot call them missing before its own day.
    if (
        due is None
        or not owes(agency, filing.year)
        or context.as_of <= max(due, local_deadline(agency, filing.year) or due)
    ):
        return
    if publication is None or not publication.proven_absent:
        yield Unassessable(context.rule.id, filing.unread or "网站未能完整核查，不能断定未发布")
        return
    fact, fact_en = calendar_fact(due)
    read = [step for step in publication.trail if step.endswith(READ_TO_END)]
    trail = "；".join(read[:_MOST_LISTS]).replace(" ", "") or "见检索经过"
    yield Hit(
        context.rule.id,
        expected=due.isoformat(),
        values={
            "due": due.isoformat(),
            "fact": fact,
            "fact_en": fact_en,
            "trail": trail,
            "as_of": context.as_of.isoformat(),
        },
    )


@filing_rule("PUB-LATE-DEPT")
def late_department(filing: Filing, context: Context) -> Iterator[Answer]:
    """A department's report became public after 31 January. Source: 条例 article 49, first paragraph."""
    yield from _late(filing, context, DEPARTMENTS)


@filing_rule("PUB-LATE-GOV")
def late_government(filing: Filing, context: Context) -> Iterator[Answer]:
    """A government's own report became public after 31 March. Source: 条例 article 49, second paragraph."""
    yield from _late(filing, context, GOVERNMENTS)


@filing_rule("PUB-LATE-LOCAL")
def late_local(filing: Filing, context: Context) -> Iterator[Answer]:
    """The report kept the law's day and missed the earlier one of a local notice; never a breach of the Regulation.

    Source: the notice whose date stands in the registry.
    """
    agency = filing.agency
    if agency is None or agency.kind not in DEPARTMENTS | GOVERNMENTS or not owes(agency, filing.year):
        return
    legal, local = legal_deadline(agency, filing.year), local_deadline(agency, filing.year)
    if local is None or legal is None or local >= legal:
        return
    timing = public_since(filing, local)
    if timing and local < timing.day <= legal and timing.source not in ("unsure", "backdated"):
        day = timing.day.isoformat()
        state, state_en = f"报告于{day}发布", f"The report was published on {day}"
        yield _local_hit(context, legal, local, timing.day, state, state_en, timing.said)
    elif filing.report is None and local < context.as_of <= legal and _is_proven_absent(filing):
        day = context.as_of.isoformat()
        yield _local_hit(context, legal, local, context.as_of, f"截至{day}未发现报告", f"By {day} no report was found")


def _local_hit(
    context: Context, legal: date, local: date, day: date, state: str, state_en: str, said: str | None = None
) -> Hit:
    return Hit(
        context.rule.id,
        expected=local.isoformat(),
        actual=day.isoformat(),
        difference=(day - local).days,
        quote=said,
        values={"due": local.isoformat(), "legal": legal.isoformat(), "state": state, "state_en": state_en},
    )


def _is_proven_absent(filing: Filing) -> bool:
    return filing.publication is not None and filing.publication.proven_absent


@filing_rule("PUB-LATE-TOWN")
def late_town(filing: Filing, context: Context) -> Iterator[Answer]:
    """A township's report is missing or late by the county's day; a question where no such notice is loaded.

    Source: local notices; article 49 does not name townships.
    """
    agency = filing.agency
    if agency is None or agency.kind not in TOWNS or not owes(agency, filing.year):
        return
    due = local_deadline(agency, filing.year) or date(filing.year + 1, 1, 31)
    if filing.report is None:
        if _is_proven_absent(filing) and context.as_of > due:
            yield _town_hit(context, agency, due, "尚未发布", "has not been published")
        return
    timing = public_since(filing, due)
    if timing is not None and timing.day > due and timing.source != "unsure":
        day = timing.day.isoformat()
        if timing.source == "backdated":
            state, state_en = (
                f"{day}才在栏目中出现，与页面所标日期不符",
                f"stood in its list only on {day}, whatever its page says",
            )
            yield _town_hit(context, agency, due, state, state_en, timing.said, sure=False)
        else:
            yield _town_hit(context, agency, due, f"{day}发布", f"was published on {day}", timing.said)


def _town_hit(
    context: Context,
    agency: Agency,
    due: date,
    state: str,
    state_en: str,
    said: str | None = None,
    *,
    sure: bool = True,
) -> Hit:
    loaded = agency.deadline is not None and sure
    return Hit(
        context.rule.id,
        expected=due.isoformat(),
        quote=said,
        values={"due": due.isoformat(), "state": state, "state_en": state_en},
        severity=None if loaded else Severity.ADVICE,
        responsibility=Responsibility.AGENCY if loaded else Responsibility.UNDECIDED,
    )


def _late(filing: Filing, context: Context, kinds: frozenset[str]) -> Iterator[Answer]:
    agency = filing.agency
    if agency is None or agency.kind not in kinds or filing.report is None or not owes(agency, filing.year):
        return
    due = legal_deadline(agency, filing.year)
    timing = public_since(filing, due)
    if due is None or timing is None:
        yield Unassessable(context.rule.id, "没有可用的发布日期")
    elif timing.day > due and timing.source == "unsure":
        moved = filing.publication and filing.publication.moved_on
        yield Unassessable(
            context.rule.id,
            "页面所标的是网站迁移的日期，首次采集已在期限之后，此前未核查过，不能断定逾期"
            if moved
            else "页面没有发布日期，首次采集已在期限之后，此前未核查过，不能断定逾期",
        )
    elif timing.day > due:
        yield _late_hit(context, filing, timing, due)


def _late_hit(context: Context, filing: Filing, timing: Timing, due: date) -> Hit:
    fact, fact_en = calendar_fact(due)
    reissued = filing.report is not None and bool(
        _REISSUED.search((filing.report.title or "") + filing.report.preamble)
    )
    days = (timing.day - due).days
    moved = timing.source == "page" and days > context.rule.parameters["certain_days"]
    source, source_en = _SOURCES["reissued" if reissued else "moved" if moved else timing.source]
    asked = reissued or moved or timing.source == "backdated"
    return Hit(
        context.rule.id,
        expected=due.isoformat(),
        actual=timing.day.isoformat(),
        difference=days,
        quote=timing.said,
        values={
            "due": due.isoformat(),
            "day": timing.day.isoformat(),
            "days": str(days),
            "fact": fact,
            "fact_en": fact_en,
            "source": source,
            "source_en": source_en,
        },
        responsibility=Responsibility.UNDECIDED if asked else Responsibility.AGENCY,
    )


_SOURCES = {
    "page": (
        "以上为页面（或网址）自身标注的日期，请核实首次发布时间；如系网站迁移或更正后重新发布，请说明并提供首次发布的依据",
        "This is the page's (or address's) own date; please confirm the day of first publication, or say if the page was moved or re-issued",
    ),
    "seen": (
        "本系统在期限之后核查年报栏目时尚无该报告，存在逾期发布",
        "Our own archive held the list of reports without it after the deadline",
    ),
    "backdated": (
        "页面标注的日期在期限之内，但本系统在期限之后核查年报栏目时尚无该报告，请核实首次发布时间",
        "The page says a day in time, but our own archive held the list of reports without it after the deadline; please confirm",
    ),
    "moved": (
        "仅有页面（或网址）自身标注的日期，且距期限已久，可能系网站迁移或重新发布所致，请核实首次发布时间",
        "Only the page's (or address's) own date says so, and long after: the page may have been moved or re-issued; please confirm",
    ),
    "reissued": (
        "页面载有更正或重新发布的说明，请核实首次发布时间",
        "The page says that it was corrected or re-issued; please confirm the day of first publication",
    ),
}
