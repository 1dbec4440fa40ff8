"""Figures of a part of the year: 「上半年收到8件，办结7件」, 「截至10月底收到9件」, until the sentence speaks of the whole again.

So are those of last year that a sentence begins with: 「上一年度收到25件，办结24件」, until it names a year.

What a half or a quarter brought is no figure of the tables. One up to some day may be the year's as far as it was known: it
stays, doubtful. Figures of other years are `past`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from flows.extract.claims.clauses import MODIFIERS, Clause
from flows.extract.claims.past import WHOLE_YEAR
from flows.extract.claims.story import Story
from flows.extract.claims.tokens import QUANTITY_KIND, Token

_WHOLE, _THIS = "whole_year", "this_year"
_LAST_DAYS = re.compile("12月(?:3[01]日|底|末)?$|年[底末]$")
_MONTH = re.compile(r"([0-9]{1,2})月(?:[0-9]{1,2}日|底|末|份)?$")
_EARLY = 9
_FROM_JANUARY = re.compile("(?:20[0-9]{2}年)?1月?[-~—–至到]")
_PERIODS = frozenset(("quarter", "date", "last_year"))


def keep_whole_year(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens of a sentence without 全年, which says nothing unless a part of the year is told as well."""
    if any(token.kind in _PERIODS for token in tokens):
        return tokens
    return [token for token in tokens if token.kind != _WHOLE]


def note_period(clause: Clause, story: Story) -> Clause:
    """The clause without 全年; of what period its figures and those behind it are is remembered in the story."""
    if clause.opens or clause.has(_WHOLE, _THIS, "year", "sum"):
        story.part_of_year = story.up_to_a_day = False
    begun = any(draft.sentence == story.sentence for draft in story.drafts)
    if not begun and not clause.aside:
        early = _is_up_to_a_day(clause) and _ends_early(clause)
        story.part_of_year = story.part_of_year or early or _begins_with(clause, "quarter") is not None
        story.up_to_a_day = story.up_to_a_day or _is_up_to_a_day(clause)
        # 上一年度收到25件，办结24件
        last = _begins_with(clause, "last_year") is not None and clause.has(QUANTITY_KIND)
        last = last and clause.has("receive", "take", "handle", "answer", "close")
        story.part_of_year = story.part_of_year or last
    if not clause.has(_WHOLE, _THIS):
        return clause
    kept = tuple(token for token in clause.tokens if token.kind not in (_WHOLE, _THIS))
    return clause._replace(tokens=kept, kinds=clause.kinds - {_WHOLE, _THIS})


def _is_up_to_a_day(clause: Clause) -> bool:
    """截至10月底, 1至9月, but not 截至12月底 nor 1至12月."""
    date = _begins_with(clause, "date")
    if date is None or WHOLE_YEAR.search(date.text):
        return False
    days = [token.text for token in clause.tokens if token.kind == "date"]
    return not (
        _LAST_DAYS.search(days[-1]) and (len(days) > 1 or clause.has("until") or days[-1].endswith(("底", "末")))
    )


def _ends_early(clause: Clause) -> bool:
    """截至6月底, 1至5月: a report of the year knows more of it than that; 于3月12日收到1件 says when."""
    ends = clause.has("until") or any(
        token.kind == "date" and _FROM_JANUARY.match(token.text) for token in clause.tokens
    )
    days = [match for token in clause.tokens if token.kind == "date" and (match := _MONTH.search(token.text))]
    return ends and bool(days) and int(days[-1][1]) <= _EARLY


def _begins_with(clause: Clause, kind: str) -> Token | None:
    """A word of this kind that stands before anything is named or counted in a clause."""
    head = takewhile(
        lambda token: token.kind in MODIFIERS and token.kind not in (QUANTITY_KIND, "including"), clause.tokens
    )
    return next((token for token in head if token.kind == kind), None)
