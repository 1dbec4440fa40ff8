"""What a column says of presence and absence once it has been read as far as it goes; told to the proof and the trail."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from flows.crawl.dialects import Entry
from flows.crawl.outcomes import Outcome
from flows.crawl.pages.arrivals import is_service
from flows.crawl.pages.titles import read_title
from flows.crawl.pages.years import in_digits
from flows.crawl.search.attachments import is_sealed, suffix_of
from flows.crawl.search.candidates import Candidate, Wanted, rank, rejected, unlinked_report
from flows.crawl.search.doubtful import doubtful
from flows.crawl.search.owners import (
    has_year,
    is_of_another,
    is_own_list,
    is_shared,
    left_by_all,
    never_named,
    newest_year,
    oddly_titled,
    possible_successor,
)
from flows.crawl.search.peculiar import peculiar
from flows.crawl.search.proof import Proof
from flows.crawl.search.turning import is_numbered
from flows.crawl.search.walk import ColumnReading
from flows.crawl.trail import Trail, plain, plain_url

_YEARS = re.compile(
    r"\s*(?P<first>20\d\d)\s*年?度?\s*(?P<on>[—–~～至到-]+\s*(?:(?P<last>20\d\d)\s*年?度?|今|现在)?|及?以[来后]|起)?\s*(?:年报|年度报告)?\s*"
)
_REPORTS = re.compile("年报|年度报告")
_OF_REPORTS = re.compile(r"政府|政务|信息|公开|工作|年报|年度报告|[\s()（）【】\[\]]")
# 2008—2022年, 2022年及以前
_UP_TO = re.compile(r"20\d\d\s*年?度?\s*[—–~～至到-]+\s*(20\d\d)|(20\d\d)\s*年?度?(?:[及和]其?)?[以之]前")
_NO_END = 2999
_ASKED_IN_PART = "由脚本取数据，所带的条件不全，答复可能只是一部分"
# Who left out two reports may leave out a third; a column that is older was left itself.
_STALE_YEARS = 4


class Reckoning:
    """Draws the sum of one search's columns."""

    def __init__(self, wanted: Wanted, proof: Proof, trail: Trail) -> None:
        self._wanted = wanted
        self._proof = proof
        self._trail = trail
        self._left = ""
        self._is_kept_up = False

    @property
    def is_settled(self) -> bool:
        """Whether the registered list was read to its end; see `Proof.settle`."""
        return self._proof.is_settled

    def problem(self, outcome: Outcome, detail: str, spoils: bool = True, promised: bool = False) -> None:
        """Notes what went wrong; see `Proof.problem`."""
        self._proof.problem(outcome, detail, spoils, promised)
        self._trail.say(detail if outcome.meaning.zh in detail else f"{outcome.meaning.zh}{detail}")

    def close(self, reading: ColumnReading, leads_on: bool) -> None:
        """Says what a column proves; `leads_on`: columns below it are still to be read."""
        self._turn_down(reading.entries)
        label = f"“{plain(reading.column.label, 30)}”"
        self._look_for_others(reading, label)
        if reading.missed:
            # Why has been said already, and it spoils the proof.
            return
        if self._is_unheard(reading):
            self.problem(Outcome.UNFINISHED_LIST, f"{label}没有答出栏目的内容，请求可能不完整")
        elif reading.column.is_inner and not reading.is_readable and self._is_a_choice(reading):
            self.problem(
                Outcome.UNFINISHED_LIST, f"{label}有“{self._wanted.year}年”的选项，只能由脚本打开", promised=True
            )
        elif not (reading.column.proves or (reading.column.is_inner and reading.is_readable)):
            self._trail.say(f"{label}没有结果")
        elif not reading.is_readable:
            self._unreadable(reading, leads_on)
        elif problem := self._obstacle(reading):
            outcome, why, promised = problem
            self.problem(outcome, label + why, promised=promised)
        else:
            if not is_of_another(reading.listed, self._wanted):
                is_own = reading.column.is_own or is_own_list(reading.listed, reading.told.about, self._wanted)
                self._proof.list_read(is_own)
            self._trail.say(f"{label}共 {reading.telling} 页 {len(reading.entries)} 条，已读到末尾")

    def end(self) -> None:
        """Says what the columns read together prove: lists that many reported on the year before and nobody since are kept up no more."""
        if self._left and not self._is_kept_up:
            self.problem(
                Outcome.NOT_LISTED, f"{self._left}上年度列出多个机关的报告，本年度一个也没有，可能已改在别处公布"
            )
            self._left = ""

    def _look_for_others(self, reading: ColumnReading, label: str) -> None:
        self._is_kept_up = self._is_kept_up or has_year(reading.listed, self._wanted.year)
        if reading.column.proves and left_by_all(reading.listed, self._wanted):
            self._left = self._left or label

    def candidates(self, reading: ColumnReading) -> list[Candidate]:
        """All entries of a column that may be the report, with those of which only their page can tell."""
        known = [*rank(reading.entries, self._wanted), *doubtful(reading.entries, self._wanted)]
        return [*known, *self._obscure(reading)]

    def _obscure(self, reading: ColumnReading) -> list[Candidate]:
        """The rows of a list that nobody understands, to be opened; of a file its title is all that there is."""
        pages = []
        # 下载 beside a title leads to what the title says.
        told = {entry.url for entry in reading.listed if read_title(entry.title).kind}
        rows = [row for row in reading.told.rows if not reading.has_page(row.url)]
        rows = [row for row in rows if row.url not in told or read_title(row.text).kind]
        for one in peculiar(rows, self._wanted):
            if suffix_of(one.entry.url, one.entry.title) or is_sealed(one.entry.url):
                self.problem(Outcome.UNFINISHED_LIST, f"看不出是什么的文件 {one.sentence}")
            else:
                pages.append(one)
        return pages

    def _obstacle(self, reading: ColumnReading) -> tuple[Outcome, str, bool] | None:
        """What keeps a readable column from proving absence, why, and whether it promises the report."""
        is_part = reading.column.is_open or reading.column.is_for_another(self._wanted.year)
        if told := reading.shortfall or (_ASKED_IN_PART if is_part else ""):
            return Outcome.UNFINISHED_LIST, told, False
        if told := self._unopened(reading):
            return Outcome.UNFINISHED_LIST, told, True
        if self._is_a_choice(reading) or self._is_unheeded(reading):
            return Outcome.UNFINISHED_LIST, f"有“{self._wanted.year}年”的选项，只能由脚本打开", False
        if reading.told.moved and not has_year(reading.listed, self._wanted.year):
            return Outcome.SITE_CLOSED, f"写明“{plain(reading.told.moved, 60)}”", False
        if told := self._ends_early(reading):
            return Outcome.UNFINISHED_LIST, told, False
        if told := self._elsewhere_named(reading):
            return Outcome.NOT_LISTED, told, False
        if never_named(reading.listed, self._wanted):
            return Outcome.NOT_LISTED, "每年都列出其他机关的报告，从未列出该机关的", False
        return None

    def _elsewhere_named(self, reading: ColumnReading) -> str:
        """Under what other name or title the report may stand in a column, in Chinese; empty where under none."""
        if successor := possible_successor(reading.listed, self._wanted):
            return f"里没有该机关本年度的报告，而有“{plain(successor, 30)}”的，可能是该机关的另一名称"
        odd = oddly_titled(reading.listed, self._wanted)
        return f"里的《{plain(odd)}》可能就是该机关本年度的报告，需人工核对" if odd else ""

    @staticmethod
    def _is_unheard(reading: ColumnReading) -> bool:
        """Whether what scripts of a list ask for was answered with nothing, and not that there is nothing: something may have been left out."""
        column = reading.column
        is_of_list = column.is_inner and not column.proves and not is_service(column.url)
        is_unsaid = column.is_of_list and (column.is_open or not reading.told.is_void)
        return is_of_list and not reading.is_readable and (is_unsaid or is_numbered(column.request))

    def _is_a_choice(self, reading: ColumnReading) -> bool:
        """Whether the wanted year is something to choose that leads nowhere without a script."""
        is_shown = has_year(reading.listed, self._wanted.year)
        return not is_shown and any(self._wanted.year in _years_of(text) for text in reading.told.choices)

    def _ends_early(self, reading: ColumnReading) -> str:
        """Why a list may have been left before the wanted year: by its newest report, or by its heading (年报（2022年及以前）)."""
        newest = newest_year(reading.listed)
        if newest and newest <= self._wanted.year - _STALE_YEARS:
            return f"最新的只到 {newest} 年度，可能已不再更新"
        headings = reading.told.first.headings if reading.told.first else ()
        for heading in filter(_REPORTS.search, headings):
            if any(int(match[1] or match[2]) < self._wanted.year for match in _UP_TO.finditer(heading)):
                return f"写明“{plain(heading, 30)}”"
        return ""

    def _is_unheeded(self, reading: ColumnReading) -> bool:
        """Whether a form that was asked for the wanted year or for the agency shows others' reports: it may have been sent wrongly."""
        column, first, entries = reading.column, reading.told.first, reading.listed
        if first is None or not any(one.text == column.label for one in first.links[first.page_links :]):
            return False
        if column.year == self._wanted.year:
            return newest_year(entries) > 0 and not has_year(entries, self._wanted.year)
        return column.is_own and is_shared(entries, self._wanted) and not is_own_list(entries, "", self._wanted)

    def _unreadable(self, reading: ColumnReading, leads_on: bool) -> None:
        """A column without a report of any year that can be opened: of something else, or with its list out of sight."""
        if told := self._unopened(reading):
            self.problem(Outcome.UNFINISHED_LIST, f"“{plain(reading.column.label, 30)}”{told}", promised=True)
            return
        if leads_on and reading.told.inner and reading.told.unexplained:
            self.problem(Outcome.UNFINISHED_LIST, f"“{plain(reading.column.label, 30)}”{reading.told.unexplained}")
        if not leads_on:
            # The former takes nothing from what another column proves, the latter does; a folder without records, an
            # article (another year's report) and a page of the site's parts hide no list.
            is_harmless = reading.told.is_void or (
                reading.column.depth > 0 and (reading.is_article or reading.told.has_parts)
            )
            spoils = not is_harmless and (reading.told.is_scripted or not reading.entries)
            where = f"{plain_url(reading.column.url)}（列出 {len(reading.entries)} 条）"
            promised = reading.column.is_promised and not reading.told.is_void
            self.problem(Outcome.EMPTY_LIST, where, spoils or promised, promised)

    def _unopened(self, reading: ColumnReading) -> str:
        """That a column has the report's title and nothing behind it, in Chinese; empty where it has not."""
        named = unlinked_report(reading.told.unlinked, self._wanted)
        return f"提到《{plain(named)}》，但没有能打开的链接" if named else ""

    def _turn_down(self, entries: Sequence[Entry]) -> None:
        """Says why entries of the year were not taken; what presupposes the report speaks against its absence."""
        turned_down = rejected(entries, self._wanted)
        for one in turned_down:
            if one.names_agency:
                self._trail.say(one.sentence)
            if one.presupposes:
                self._proof.problem(Outcome.UNFINISHED_LIST, f"{one.sentence}，说明报告另在别处", promised=True)
        if others := sum(not one.names_agency for one in turned_down):
            self._trail.say(f"另有 {others} 条是其他机关的或不是报告正文")


def _years_of(choice: str) -> Collection[int]:
    """The years that something to choose stands for: 2023年度, 2021—2024年, 2022年以来; none where it says more than years."""
    told = in_digits(choice)
    # 2024年年报公开, 年报（2024年起）
    match = _YEARS.fullmatch(_OF_REPORTS.sub("", told) if _REPORTS.search(told) else told)
    if not match:
        return ()
    last = match["last"] or (_NO_END if match["on"] else match["first"])
    return range(int(match["first"]), int(last) + 1)
