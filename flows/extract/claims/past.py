"""Figures of other years: counted from some earlier day on, up to one before the report's year, or told of an earlier one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set

from flows.extract.claims.clauses import Clause
from flows.extract.claims.story import GATHERED, NEW, TOTAL, Draft, Story
from flows.extract.claims.tokens import CARRIED_IN, LIST_MARK, PAUSE, PERCENT_KIND, QUANTITY_KIND, YEAR, Token

# No report in these forms is of an earlier year.
_FIRST_FORM = 2019
_OF_ANOTHER_YEAR = ("last_year", YEAR, "from")
# 1月至12月, but not 11-12月
WHOLE_YEAR = re.compile("(?<![0-9])1月?[-~—–至到]12月")


def is_past(clause: Clause, past: bool, story: Story) -> bool:
    """Whether a clause counts from some earlier day on (自2008年以来); 2023年以来 in the report of 2023 does not."""
    story.since = story.since or clause.has("since")
    if not past and not clause.has("since", "until"):
        return False
    years = [int(token.value) for token in clause.tokens if token.kind == "year"]
    if clause.has("until") and story.year is not None and _day_before(clause, story.year):
        return True
    if clause.has("since"):
        until_now = story.year is None and any(token.text == "至今" for token in clause.tokens)
        return clause.has("from") or not years or until_now or max(years) < (story.year or _FIRST_FORM)
    return past and not years


def says_never(clause: Clause, story: Story) -> bool:
    """自2019年以来未收到: what never happened since some day did not happen this year."""
    counted = any(token.kind == QUANTITY_KIND and token.value != "1" for token in clause.tokens)
    return story.since and clause.has("negation") and not counted and not clause.has("until")


def is_month(clause: Clause) -> bool:
    """「2023年12月，收到申请3件」「最多的月份为5月，收到21件」: a clause that is or ends in a month, of which alone the next one speaks."""
    if not clause.has("date"):
        return False
    dates = [token.text for token in clause.tokens if token.kind == "date"]
    only = all(token.kind in ("date", "year", "own") for token in clause.tokens)
    only = only or (clause.tokens[-1].kind == "date" and not clause.has(QUANTITY_KIND, "until", "from"))
    return only and len(dates) == 1 and dates[0].endswith("月") and not WHOLE_YEAR.search(dates[0])


def _day_before(clause: Clause, year: int) -> bool:
    """截至2022年底, in the report of 2023."""
    days = (re.match("20[0-9]{2}", token.text) for token in clause.tokens if token.kind == "date")
    return any(day is not None and int(day.group()) < year for day in days)


def tell_this_year(tokens: Sequence[Token], story: Story) -> Sequence[Token]:
    """The tokens of a sentence with 今年 as a year where earlier ones are named or counted before it, else without it."""
    place = next((at for at, token in enumerate(tokens) if token.kind == "this_year"), None)
    if place is None:
        return tokens
    before = {int(token.value) for token in tokens[:place] if token.kind == YEAR}
    if not before and any(token.kind in ("cumulative", "since") or "累计" in token.text for token in tokens[:place]):
        # 累计收到50件，其中本年5件; 历年累计公开370件，其中本年废止14件
        named = (token.value for token in tokens if token.kind in (YEAR, CARRIED_IN))
        before = {max((int(value) for value in named if value), default=_FIRST_FORM)}
    kinds = {token.kind for token in tokens[:place]}
    if not before and "last_year" in kinds and "risen" not in kinds:
        # 去年收到5件，今年收到8件
        return tokens
    if len(before) != 1 and not (before and story.year):
        return [token for token in tokens if token.kind != "this_year"]
    year = str(story.year or max(before) + 1)
    return [Token(YEAR, token.text, year) if token.kind == "this_year" else token for token in tokens]


def drop_changes(tokens: Sequence[Token]) -> Sequence[Token]:
    """由上年的61件降到52件 as 降到52件, 制发数同比减少3件，为2件 as 制发数2件: the first figure is no figure of the year's."""
    if not any(token.kind in ("risen", "compare") for token in tokens):
        return tokens
    return _without(_without(tokens, _former), _difference)


def _without(tokens: Sequence[Token], found: Callable[[Sequence[str], int], range]) -> Sequence[Token]:
    """The tokens without those that `found` names by their kinds and a place."""
    kinds = [token.kind for token in tokens]
    places = {place for at in range(1, len(kinds)) for place in found(kinds, at)}
    return [token for place, token in enumerate(tokens) if place not in places] if places else tokens


def _former(kinds: Sequence[str], at: int) -> range:
    """由上年的61件 before 降到52件, 降到2023年的52件."""
    behind = kinds[at + 1 : at + 3]
    later = behind[:1] == [QUANTITY_KIND] or behind in ([YEAR, QUANTITY_KIND], ["date", QUANTITY_KIND])
    if kinds[at] != "risen" or kinds[at - 1] != QUANTITY_KIND or not later:
        return range(0)
    start = _start(kinds, at - 1, _OF_ANOTHER_YEAR)
    while kinds[max(start - 2, 0) : start] == [QUANTITY_KIND, LIST_MARK]:
        # 从2021年的98件、2022年的77件降至今年的51件
        start = _start(kinds, start - 2, _OF_ANOTHER_YEAR)
    return range(start, at)


def _difference(kinds: Sequence[str], at: int) -> range:
    """同比减少3件 between what is compared and 为2件, or 降为2件."""
    alone = kinds[at + 1 : at + 3] in ([QUANTITY_KIND], [QUANTITY_KIND, PAUSE], ["risen", QUANTITY_KIND])
    if kinds[at] != PAUSE or kinds[at - 1] not in (QUANTITY_KIND, PERCENT_KIND) or not alone:
        return range(0)
    start = _start(kinds, at - 1, ("compare", "last_year", YEAR))
    compared = "compare" in kinds[start : at - 1] and start > 0 and kinds[start - 1] != PAUSE
    return range(start, at + 1) if compared else range(0)


def _start(kinds: Sequence[str], place: int, before: Sequence[str]) -> int:
    """Where the run of these kinds right before a place begins."""
    while place and kinds[place - 1] in before:
        place -= 1
    return place


def close_years(story: Story, this_year: Set[str]) -> None:
    """Take back what was said of a year before the report's where this year's figure is told as well.

    `this_year` are the cells of which the report tells this year's figure in any paragraph. Where an earlier year stands
    alone it may be a slip of the pen: the claim stays, doubtful.
    """
    for draft in [draft for draft in story.drafts if draft.year is not None]:
        year = story.year or max(held.year or 0 for held in story.drafts)
        if draft.year == year:
            continue
        same = any(held.cell == draft.cell and held.year in (None, year) for held in story.drafts)
        if same or _is_told(draft, this_year) or (draft.year or 0) > year:
            story.drop(draft)
        else:
            draft.doubtful = draft.doubtful or story.year is not None


def _is_told(draft: Draft, this_year: Set[str]) -> bool:
    """Whether the report tells this year's figure too; of applications it is enough that it tells what came in."""
    return draft.cell in this_year or (draft.cell in (NEW, TOTAL) and not this_year.isdisjoint((NEW, GATHERED)))
