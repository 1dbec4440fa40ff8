"""Clauses that deny: 未收到申请, 未发生复议、诉讼, 未收取费用, and those that deny one outcome only (未被纠错)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise, takewhile

from flows.extract.claims import documents, outcomes
from flows.extract.claims.applicants import denies_sorts, deny_sorts
from flows.extract.claims.carried import role_of
from flows.extract.claims.case_matters import (
    are_of_other_work,
    is_of_each,
    may_be_of_other_work,
)
from flows.extract.claims.denied_cases import CASE_KINDS, SET_RIGHT, deny_cases, deny_outcomes
from flows.extract.claims.denied_documents import CHANGES, deny_changes, deny_rows
from flows.extract.claims.denied_fees import deny_money
from flows.extract.claims.denied_requests import deny_requests, deny_unnamed, is_bare_receipt
from flows.extract.claims.story import APPLICATIONS, CARRIED_IN, CARRIED_OUT, DOCUMENTS, Story
from flows.extract.claims.subjects import (
    is_of_a_kind,
    is_of_last_year,
    is_said_of_some,
    leaves_others_open,
)
from flows.extract.claims.tokens import LIST_MARK, PERCENT_KIND, UNKNOWN, YEAR, Token
from flows.extract.claims.verbs import CARRIED

_GROUPS = frozenset(outcomes.OUTCOMES)
_EMPTY = ("件", "的")
# 无制发、修订、废止情况
_CHANGED = frozenset((*CHANGES, LIST_MARK, "no_issue"))
_BARE_VERBS = frozenset(("charge", "happen"))
_NOUNS = frozenset(("request", "fee", "review", "lawsuit", "disclosure", "list_mark"))


def read_denial(tokens: Sequence[Token], story: Story, *, whole: bool = True) -> None:
    """The zeros that a clause with a negation claims.

    `whole` is False for what stands behind a figure: 「1件因故未收到申请人依申请材料」 denies nothing of the applications.
    """
    if is_of_last_year(tokens) or _is_of_the_year_before(tokens, story):
        _nothing_left(tokens, story)
        return
    if story.ahead or leaves_others_open(tokens):
        return
    before = len(story.drafts)
    for denied in _denied(tokens, story):
        of_others = _names_cases(denied) and are_of_other_work(tokens, denied, story)
        about_all = whole or not any(token.kind in ("request", "apply") for token in denied) or _names_cases(denied)
        if about_all and not of_others:
            _read(denied, story)
    # 2件申请未引发复议, where they are not said to be all
    some_caused = not whole and any(token.kind == "caused" for token in tokens) and not is_of_each(tokens)
    of_some = is_said_of_some(tokens) or some_caused
    of_others = may_be_of_other_work(tokens, story)
    for draft in story.drafts[before:]:
        draft.doubtful = draft.doubtful or of_some or (of_others and draft.role in CASE_KINDS)


def _is_of_the_year_before(tokens: Sequence[Token], story: Story) -> bool:
    """2022年无结转, in the report of 2023."""
    left = [token.kind for token in tokens] == [YEAR, "negation", "carry"]
    return left and story.year is not None and int(tokens[0].value) == story.year - 1


def _nothing_left(tokens: Sequence[Token], story: Story) -> None:
    """上年无结转, 2022年无结转: what else did not happen last year claims nothing of this."""
    kinds = [token.kind for token in tokens if token.kind != "apply"]
    if kinds[-2:] == ["negation", "carry"] and kinds[-3:-2] in (["last_year"], [YEAR]):
        # Told of last year, it is a figure of this.
        story.add(CARRIED_IN, "0", "none-carried", role="carried_in").year = None
        story.topic = story.topic or APPLICATIONS


def _names_cases(denied: Sequence[Token]) -> bool:
    return any(token.kind in CASE_KINDS for token in denied)


def _denied(tokens: Sequence[Token], story: Story) -> Iterator[Sequence[Token]]:
    """What each negation of a clause denies: what follows it, or where nothing does, what was named before (复议：无)."""
    places = [index for index, token in enumerate(tokens) if token.kind == "negation"]
    if all(tokens[place].text in ("零", "0") for place in places):
        yield from _noughts(tokens)
        return
    if any(_is_denied_denial(tokens[one + 1 : other]) for one, other in pairwise(places)):
        return
    for place, end in zip(places, [*places[1:], len(tokens)], strict=True):
        denied = _without_last_mark(tokens[place + 1 : end])
        if denied and {token.kind for token in denied} <= _BARE_VERBS:
            # 信息处理费未收取
            nouns = [token for token in tokens[:place] if token.kind in _NOUNS]
            denied = [*(nouns or (token for token in story.named if token.kind in _NOUNS)), *denied]
        denied = _with_cases_before(tokens[:place], denied)
        yield denied or [token for token in tokens[: places[0]] if token.kind != "year"] or _named_alone(story)


def _named_alone(story: Story) -> Sequence[Token]:
    """What 无 alone denies: what was named before it, unless that was counted after all."""
    kinds = {token.kind for token in story.named}
    counted = "request" in kinds and story.base is not None and story.base.number > 0
    return () if counted or PERCENT_KIND in kinds else story.named


def _with_cases_before(before: Sequence[Token], denied: Sequence[Token]) -> Sequence[Token]:
    """复议、诉讼无一被纠错: the cases before the negation where none is behind it, back to the last one denied."""
    start = next((at for at, token in enumerate(denied) if token.kind in SET_RIGHT), len(denied))
    end = start + len(list(takewhile(lambda token: token.kind in (*SET_RIGHT, LIST_MARK), denied[start:])))
    if start == len(denied) or _names_cases(denied[:start]):
        return denied
    subject = list(takewhile(lambda token: token.kind not in SET_RIGHT, before[::-1]))[::-1]
    cases = [token for token in subject if token.kind in CASE_KINDS]
    return [*cases, *denied[:end]] if cases else denied


def _without_last_mark(denied: Sequence[Token]) -> Sequence[Token]:
    """无申请、无复议: the mark stands before the next denial."""
    return denied[:-1] if denied and denied[-1].kind == LIST_MARK else denied


def _is_denied_denial(between: Sequence[Token]) -> bool:
    """不存在未受理的申请: nothing stands between the two but that something happened; 没有应废止未废止的规范性文件."""
    if any(token.kind == "must" for token in between):
        return True
    return all(token.kind in ("happen", "unknown", "because") and len(token.text) <= 2 for token in between)


def _noughts(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """行政诉讼零败诉、行政复议零纠错: each 零 denies its own member of the list, with a mark before it or none (“零申请”“零复议”)."""
    members: list[list[Token]] = [[]]
    denied = False
    for token in tokens:
        if token.kind in (LIST_MARK, "negation") and denied:
            members.append([])
            denied = False
        if token.kind == "negation":
            denied = True
        elif token.kind != LIST_MARK or members[-1]:
            members[-1].append(token)
    yield from (member for member in members if member)


def _read(denied: Sequence[Token], story: Story) -> None:
    kinds = {token.kind for token in denied}
    if not kinds & CASE_KINDS and is_of_a_kind(denied):
        return
    # 未发生收费、行政复议 denies both.
    beside = kinds & documents.ROWS or (kinds & CASE_KINDS and LIST_MARK in kinds and not kinds & {"because", "caused"})
    if deny_money(denied, kinds, story) and not beside:
        return
    if kinds & SET_RIGHT:
        deny_outcomes(denied, story)
    elif kinds & CARRIED:
        _carried(denied, story)
    elif kinds & CASE_KINDS:
        deny_cases(denied, story)
    else:
        _applications(denied, kinds, story)


def _applications(denied: Sequence[Token], kinds: set[str], story: Story) -> None:
    if kinds & _GROUPS and (story.topic == APPLICATIONS or len(kinds & _GROUPS) > 1 or kinds & {"decide", "answer"}):
        _none_so_decided(denied, story)
    elif "request" in kinds:
        deny_requests(denied, story)
    elif "carry" in kinds and _names_only(denied, {"carry", "apply", "happen"}):
        _none_left_over(story)
    elif story.topic == DOCUMENTS and story.document and _names_only(denied, _CHANGED):
        deny_changes(kinds, story)
    elif denies_sorts(kinds):
        deny_sorts(denied, story)
    elif is_bare_receipt(denied, kinds):
        deny_unnamed(denied, kinds, story)
    else:
        deny_rows(denied, kinds, story)


def _names_only(denied: Sequence[Token], kinds: Container[str]) -> bool:
    """Whether a denial names nothing but these: 无结转件, 无新增情况."""
    return all(token.kind in kinds or (token.kind == UNKNOWN and token.text in _EMPTY) for token in denied)


def _none_so_decided(denied: Sequence[Token], story: Story) -> None:
    """无不予公开的情况, but not 无不予公开引发的投诉."""
    # 未作出不予公开决定
    first = denied[1] if denied[0].kind == "decide" and len(denied) > 1 else denied[0]
    if first.kind in _GROUPS and not any(token.kind in ("caused", "foreign") for token in denied):
        for kind in dict.fromkeys(token.kind for token in denied if token.kind in _GROUPS):
            story.add(outcomes.OUTCOMES[kind], "0", "none-so-decided", role="outcome")


def _carried(denied: Sequence[Token], story: Story) -> None:
    for token in denied:
        if token.kind in CARRIED:
            role = role_of(token, story)
            story.add(CARRIED_IN if role == "carried_in" else CARRIED_OUT, "0", "none-carried", role=role)


def _none_left_over(story: Story) -> None:
    """收到3件，全年无结转; where none came in either, it may mean last year's, unless that was told apart."""
    last_years = story.last("carried_in")
    told_apart = last_years is not None and last_years.sentence == story.sentence
    some = story.base is not None and story.base.number > 0
    if story.topic == APPLICATIONS and (some or told_apart):
        story.add(CARRIED_OUT, "0", "none-carried", role="carried_out")
