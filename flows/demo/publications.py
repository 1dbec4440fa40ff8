"""What stands in the report columns of a site: the reports of its agencies and, between them, what is no report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal
from zlib import crc32

from flows.demo.bodies import YEAR, Body, bodies
from flows.demo.body import article_html
from flows.demo.plot import EMPTY_PAGE, SOFT_404, STUMBLES_ONCE
from flows.demo.world import World

Fate = Literal["shown", "soft_404", "empty", "stumbles"]

# Pages moved from an older system bear another date in their address than the day they came out.
URL_DAYS = {"ql-fgw": date(2024, 2, 3), "ql-kjj": date(1970, 1, 1)}


@dataclass(frozen=True, slots=True)
class Article:
    """One page of a column. `year` is the report's year, None for what is no report; `url_day` stands in its address."""

    title: str
    day: date
    source: str
    html: str
    agency_id: str | None = None
    year: int | None = None
    url_day: date | None = None
    fate: Fate = "shown"

    @property
    def number(self) -> int:
        """A number that is the article's own and the same every night."""
        return 100_000 + crc32(f"{self.title}{self.day}".encode()) % 900_000

    @property
    def address_day(self) -> date:
        """The day written in the article's address."""
        return self.url_day or self.day


def articles(world: World, site: str) -> tuple[Article, ...]:
    """Everything in a site's report columns, newest first."""
    found = [*_reports(world, site), *(a for a in _others(site) if a.day <= world.as_of)]
    return tuple(sorted(found, key=lambda article: (-article.day.toordinal(), article.title)))


def _reports(world: World, site: str) -> Iterator[Article]:
    for draft in world.drafts:
        one = draft.facts.body
        if one.site == site:
            audited = draft.facts.year == YEAR
            yield Article(
                title=draft.title,
                day=draft.published,
                source=one.agency.name,
                html=article_html(draft) if one.look != "text" else "",
                agency_id=one.id,
                year=draft.facts.year,
                url_day=URL_DAYS.get(one.id) if audited else None,
                fate=_fate(one) if audited else "shown",
            )


def _fate(one: Body) -> Fate:
    for fate, ids in (("soft_404", SOFT_404), ("empty", EMPTY_PAGE), ("stumbles", STUMBLES_ONCE)):
        if one.id in ids:
            return fate  # type: ignore[return-value]  # the pairs above are spelled as Fate is
    return "shown"


def _others(site: str) -> Iterator[Article]:
    """Pages that a hasty reader of titles would take for the report."""
    local = [one for one in bodies() if one.site == site]
    first, last = local[0].agency.name, local[-1].agency.name
    yield _note(f"关于做好{YEAR}年政府信息公开工作年度报告编制发布工作的通知", date(2024, 1, 5), first)
    yield _note(f"一图读懂：{last}{YEAR}年政府信息公开工作年度报告", date(2024, 1, 31), last)
    yield _note(f"{first}{YEAR}年政府网站工作年度报表", date(2024, 1, 30), first)
    yield _note(f"{last}{YEAR}年法治政府建设年度报告", date(2024, 1, 28), last)
    yield _note(f"{last}{YEAR + 1}年度部门预算公开情况说明", date(2024, 2, 1), last)
    yield _note(f"{first}{YEAR}年工作总结和{YEAR + 1}年工作计划", date(2024, 1, 9), first)
    yield _note("政府信息公开信息处理费管理办法", date(2020, 12, 30), first)


def _note(title: str, day: date, source: str) -> Article:
    html = (
        f"<p>{title}已经审定，现予公布。请各有关单位结合实际，认真组织实施，按时完成各项任务。</p>"
        "<p>联系科室：政务公开科。工作时间：周一至周五，法定节假日除外。</p>"
    )
    return Article(title, day, source, html)
