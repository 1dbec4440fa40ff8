"""Clauses that deny: 未收到申请, 未发生复议、诉讼, 未收取费用, and those that deny one outcome only (未被纠错)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise, takewhile

from flows.extract.claims import documents, fees, outcomes
from flows.extract.claims.applicants import denies_sorts, deny_sorts
from flows.extract.claims.carried import role_of
from flows.extract.claims.case_cells import BLOCKS, cell, decided_by
from flows.extract.claims.case_matters import (
    are_of_other_work,
    is_of_each,
    is_of_what_belongs_to_them,
    may_be_of_other_work,
)
from flows.extract.claims.denied_documents import CHANGES, deny_changes, deny_rows
from flows.extract.claims.denied_requests import deny_requests, deny_unnamed, is_bare_receipt
from flows.extract.claims.story import APPLICATIONS, CARRIED_IN, CARRIED_OUT, CASES, DOCUMENTS, FEES, OTHER, Story
from flows.extract.claims.subjects import (
    is_narrowed,
    is_of_a_kind,
    is_of_last_year,
    is_said_of_some,
    leaves_others_open,
)
from flows.extract.claims.tokens import LIST_MARK, PERCENT_KIND, UNKNOWN, YEAR, Token
from flows.extract.claims.verbs import CARRIED

_CASE_KINDS = frozenset(BLOCKS)
_FEE_KINDS = frozenset(("fee", "any_fee", "charge"))
_GROUPS = frozenset(outcomes.OUTCOMES)
_OUTCOMES = frozenset(("corrected", "lost"))
_EMPTY = ("件", "的")
# 无制发、修订、废止情况
_CHANGED = frozenset((*CHANGES, LIST_MARK, "no_issue"))
_BARE_VERBS = frozenset(("charge", "happen"))
_NOUNS = frozenset(("request", "fee", "review", "lawsuit", "disclosure", "list_mark"))
_NOT_THESE = frozenset(("remaining", "licence", "penalty", "coercion"))
# 因行政处罚引起的复议 are not over disclosure.
_OTHER_MATTERS = frozenset(("licence", "penalty", "coercion", "norms", "rules"))

_CAME_OF_IT = ("后", "问责", "追责", "追究", "责任", "通报", "处分", "约谈")


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
        draft.doubtful = draft.doubtful or of_some or (of_others and draft.role in _CASE_KINDS)


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
    return any(token.kind in _CASE_KINDS for token in denied)


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
    start = next((at for at, token in enumerate(denied) if token.kind in _OUTCOMES), len(denied))
    end = start + len(list(takewhile(lambda token: token.kind in (*_OUTCOMES, LIST_MARK), denied[start:])))
    if start == len(denied) or _names_cases(denied[:start]):
        return denied
    subject = list(takewhile(lambda token: token.kind not in _OUTCOMES, before[::-1]))[::-1]
    cases = [token for token in subject if token.kind in _CASE_KINDS]
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
    if not kinds & _CASE_KINDS and is_of_a_kind(denied):
        return
    # 未发生收费、行政复议 denies both.
    beside = kinds & documents.ROWS or (
        kinds & _CASE_KINDS and LIST_MARK in kinds and not kinds & {"because", "caused"}
    )
    if _is_money(denied, kinds, story) and not beside:
        return
    if kinds & _OUTCOMES:
        _outcomes(denied, story)
    elif kinds & CARRIED:
        _carried(denied, story)
    elif kinds & _CASE_KINDS:
        _cases(denied, story)
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


def _is_money(denied: Sequence[Token], kinds: set[str], story: Story) -> bool:
    """未收取信息处理费, 无行政事业性收费; whether the clause denies either."""
    of_income = "charge_income" in kinds and "fee" not in kinds
    if kinds & _FEE_KINDS and not of_income and _is_fee(denied, kinds, story):
        story.add(fees.YUAN, "0", "no-fee", role="fee")
    elif "charge_income" in kinds:
        story.add(fees.INCOME, "0", "no-income")
    else:
        return False
    return True


def _none_so_decided(denied: Sequence[Token], story: Story) -> None:
    """无不予公开的情况, but not 无不予公开引发的投诉."""
    # 未作出不予公开决定
    first = denied[1] if denied[0].kind == "decide" and len(denied) > 1 else denied[0]
    if first.kind in _GROUPS and not any(token.kind in ("caused", "foreign") for token in denied):
        for kind in dict.fromkeys(token.kind for token in denied if token.kind in _GROUPS):
            story.add(outcomes.OUTCOMES[kind], "0", "none-so-decided", role="outcome")


def _is_fee(denied: Sequence[Token], kinds: set[str], story: Story) -> bool:
    """费用 alone must be spoken of beside disclosure; 信息处理费 needs no more."""
    of_applicants = any(token.text == "申请人" for token in denied)
    spoken_of = story.disclosure or of_applicants or story.section == "S6" or story.topic == FEES
    # 除信息处理费外未收取其他费用
    apart = any(token.kind == "except" for token in (*denied, *story.named))
    # 除信息处理费344元外，未收取其他费用
    others = any(one.kind == "remaining" and other.kind == "any_fee" for one, other in pairwise(denied))
    apart = apart or (others and "fee" not in kinds)
    named = "fee" in kinds or ("any_fee" in kinds and spoken_of) or _goes_on_in_this_year(kinds, story)
    # 无收费及减免, but not 未制定收费标准
    scale = denied[0].kind == "fee_scale" or any(
        one.kind != LIST_MARK and other.kind == "fee_scale" for one, other in pairwise(denied)
    )
    return named and "in_time" not in kinds and not (scale or apart)


def _goes_on_in_this_year(kinds: set[str], story: Story) -> bool:
    """2023年收取信息处理费160元，2024年未收取."""
    told = story.fee
    if told is None or told.sentence != story.sentence or kinds != {"charge"}:
        return False
    return None not in (told.year, story.said_year) and told.year != story.said_year


def _is_for_a_reason(denied: Sequence[Token]) -> bool:
    """无一件因程序违法被撤销: others may have been set right for another reason; 因政府信息公开被纠错 says over what."""
    before = list(takewhile(lambda token: token.kind not in _OUTCOMES, denied))
    following = pairwise(before)
    why = any(one.kind == "because" and other.kind == UNKNOWN for one, other in following)
    return why and not {token.kind for token in before} & {"disclosure", "request", "answer", *_CASE_KINDS}


def _is_of_what_came_of_it(denied: Sequence[Token]) -> bool:
    """没有被纠正后拒不改正的案件, 没有败诉问责事件 deny what came of an outcome, not the outcome."""
    return any(one.kind in _OUTCOMES and other.text.startswith(_CAME_OF_IT) for one, other in pairwise(denied))


def _outcomes(denied: Sequence[Token], story: Story) -> None:
    """未发生被纠错或败诉: zero in the column 结果纠正, and nothing about the totals."""
    kinds = {token.kind for token in denied}
    if kinds & documents.ROWS or _is_for_a_reason(denied) or _is_of_what_came_of_it(denied):
        return
    # 未发生被行政复议机关纠错和行政诉讼败诉
    blocks = [*decided_by(denied), *(token.kind for token in denied if token.kind in _CASE_KINDS)]
    if "corrected" in kinds and not blocks:
        told = (draft.role for draft in story.drafts if draft.cell.startswith("T4.") and draft.role != "result")
        blocks = [part for role in told for part in role.split("+")] or ["review"]
    if "lost" in kinds:
        blocks.append("lawsuit")
    befell_us = any(token.text.startswith("被") for token in denied)
    if story.topic == OTHER and not story.disclosure_here:
        return
    if story.disclosure or befell_us or story.topic in (CASES, APPLICATIONS):
        for block in dict.fromkeys(blocks):
            story.add(cell([block], "corrected"), "0", "none-corrected", role="result")


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


def _cases(denied: Sequence[Token], story: Story) -> None:
    kinds = {token.kind for token in denied}
    if (
        kinds & {"enforcement", "pending", "in_time", "upheld", "won", "other_result"}
        or is_of_what_belongs_to_them(denied)
        or _is_of_others(denied)
        or (kinds & {"because", "caused"} and kinds & _OTHER_MATTERS)
    ):
        return
    if _names_requests_too(denied):
        deny_requests(denied[: next(i for i, t in enumerate(denied) if t.kind in _CASE_KINDS)], story)
    # 化解争议8起，申请人未再提起行政诉讼
    doubtful = denied[0].text == "再" or is_narrowed(
        list(takewhile(lambda token: token.kind not in _CASE_KINDS, denied))
    )
    blocks = dict.fromkeys(token.kind for token in denied if token.kind in _CASE_KINDS)
    # 我局作为复议机关，未收到复议申请
    for block in (block for block in blocks if not (story.reviewer and block == "review")):
        story.add(cell([block], "total"), "0", "no-case", role=block, doubtful=doubtful)
    story.topic = CASES
    story.denied_open = True


def _is_of_others(denied: Sequence[Token]) -> bool:
    """除上述1件外，未发生其他行政诉讼: those told before stay told; 行政处罚零复议: none over disclosure."""
    following = pairwise(denied)
    return any(one.kind in _NOT_THESE and other.kind in _CASE_KINDS for one, other in following)


def _names_requests_too(denied: Sequence[Token]) -> bool:
    """未收到申请、复议和诉讼 denies all three; 未因申请引发复议, 未发生申请方面的复议 only the case."""
    first_case = next(i for i, t in enumerate(denied) if t.kind in _CASE_KINDS)
    requests = [i for i, t in enumerate(denied[:first_case]) if t.kind == "request"]
    if not requests or any(token.kind in ("because", "caused") for token in denied[:first_case]):
        return False
    return any(token.kind == LIST_MARK for token in denied[requests[-1] : first_case])
