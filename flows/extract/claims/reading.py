"""One sentence read clause by clause: its figures, and what its clauses say beside them."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import dropwhile, takewhile

from flows.extract.claims import (
    attributes,
    bodies,
    cases,
    denials,
    documents,
    endings,
    received,
    shares,
)
from flows.extract.claims.carried import follow_left_over
from flows.extract.claims.case_cells import BLOCKS, RESULTS
from flows.extract.claims.case_matters import are_of_courts, counts_other_work
from flows.extract.claims.clauses import Clause, Count, clauses, counts
from flows.extract.claims.counted import is_figure
from flows.extract.claims.figures import NOT_THIS_YEAR, read_count
from flows.extract.claims.opening import begin, begin_part
from flows.extract.claims.parts import name_parts
from flows.extract.claims.past import drop_changes, is_month, is_past, says_never, tell_this_year
from flows.extract.claims.periods import keep_whole_year, note_period
from flows.extract.claims.respectively import deal_out
from flows.extract.claims.scope import OWN, read_scope
from flows.extract.claims.story import APPLICATIONS, CASES, FEES, Story
from flows.extract.claims.subjects import STRIVING, is_spell
from flows.extract.claims.tokens import PERCENT_KIND, QUANTITY_KIND, UNKNOWN, YEAR, Token
from flows.extract.claims.verbs import ANSWER_VERBS, RECEIVED_VERBS


def read_sentence(tokens: Sequence[Token], story: Story) -> None:
    """Draft the claims of one sentence into the story."""
    tokens = name_parts(deal_out(drop_changes(tell_this_year(keep_whole_year(tokens), story))))
    begin(tokens, {token.kind for token in tokens}, story)
    parts = list(clauses(tokens))
    rows_named = len({kind for clause in parts if not clause.aside for kind in clause.kinds & documents.ROWS})
    # 累计（自2020年起）收到118件; 历年累计公开853条，累计答复26件
    summed_up = any((clause.aside and clause.has("from", "since")) or _is_of_all_years(clause) for clause in parts)
    scope_before = story.scope
    until = past = apart = left_over = False
    for place, clause in enumerate(parts):
        left_over, apart = left_over and not clause.opens, apart and not (left_over and clause.opens)
        if clause.opens or not place:
            begin_part(clause, _kinds_to_semicolon(parts[place:]), story)
        clause = note_period(clause, story)
        if not clause.tokens:
            continue
        story.scope = _scope(clause, story)
        until = until or clause.has("until")
        past = is_past(clause, past, story)
        if past and clause.has("no_issue") and clause.has("norms", "rules", "no_document"):
            # 对2020年以来的规范性文件开展清理，废止3件: what was done to them was done this year.
            past = False
            documents.note_name(clause, story)
        elif (clause.has("lower", "below") and bodies.is_of_bodies_below(clause)) or bodies.is_of_others(clause):
            bodies.note_bodies_below(clause, story)
        elif (
            (past and not says_never(clause, story))
            or apart
            or ((until or summed_up) and clause.has("cumulative") and not clause.has("in_force"))
        ):
            _note_topic(clause, story)
        else:
            said_year = story.said_year
            _read_clause(clause, story, rows_named)
            compared = clause.has("compare") or any(token.unit == "倍" for token in clause.tokens)
            if clause.aside or compared or clause.has("carry") or _ends_in_a_year(clause):
                # 收到7件（2022年9件），是2022年的两倍，其中2件与2022年相同，结转2件至2025年: none of these is the year of what follows.
                story.said_year = said_year
        # 上年结转的2件申请中，予以公开1件
        left_over = left_over or _is_of_those_left_over(clause)
        # 2022年收到的17件申请中，3件于2023年办结
        apart = left_over or is_month(clause) or is_spell(clause) or (clause.has("among") and story.is_past)
    attributes.drop_attributes(tokens, story)
    _leave_scope(tokens, scope_before, story)


def _scope(clause: Clause, story: Story) -> str:
    """Whose figures follow; 对全县57家单位开展检查 says nothing of whose applications are told behind it."""
    matters = not clause.has("foreign") or clause.has("request", "apply", *RECEIVED_VERBS)
    return read_scope(clause.kinds, story.scope) if matters else story.scope


def _is_of_all_years(clause: Clause) -> bool:
    return any(token.kind == "last_year" and token.text.endswith("累计") for token in clause.tokens)


def _is_of_those_left_over(clause: Clause) -> bool:
    return clause.has("among") and clause.has("carried_in") and not clause.has("receive", "take")


def _leave_scope(tokens: Sequence[Token], before: str, story: Story) -> None:
    """全市两级法院审理88件: what was counted of other bodies is none of ours, and what follows is not theirs."""
    told = any(draft.sentence == story.sentence and draft.scope == story.scope for draft in story.drafts)
    if story.scope != OWN and not told and any(token.kind == QUANTITY_KIND for token in tokens):
        story.scope = before


def _ends_in_a_year(clause: Clause) -> bool:
    """Whether a year stands behind the last figure of a clause: it says something of that figure."""
    kinds = [token.kind for token in clause.tokens]
    return QUANTITY_KIND in kinds and YEAR in kinds[::-1][: kinds[::-1].index(QUANTITY_KIND)]


def _kinds_to_semicolon(parts: Sequence[Clause]) -> Set[str]:
    part = (parts[0], *takewhile(lambda clause: not clause.opens, parts[1:]))
    return {kind for clause in part for kind in clause.kinds}


def _read_clause(clause: Clause, story: Story, rows_named: int) -> None:
    story.clause += 1
    _note_clause(clause, story)
    if clause.has("everything_else"):
        documents.add_nothing_else(story)
        return
    found = [count for count in counts(clause) if is_figure(count)]
    if found and found[0].left.has("no_issue", "last_year"):
        # 规范性文件清理后保留27件、废止3件; 历年累计制发规范性文件212件，现行有效47件
        documents.note_name(clause, story)
    consumed, before = False, len(story.drafts)
    for count in found:
        consumed = read_count(count, story, rows_named)
    _note_unread(clause, found, story, told=len(story.drafts) > before)
    follow_left_over(clause, found, story, told=len(story.drafts) > before)
    if cases.is_unrelated(clause, bool(found), story):
        cases.take_back_unrelated(story)
        return
    # 上年9件均已办结
    of_last_year = bool(found) and found[-1].left.has("last_year") and not found[-1].left.has("compare")
    if not (story.part_of_year or of_last_year):
        _read_words(clause, _rest(clause, found, consumed, story), not found, story)
    if found and clause.has("no_issue") and len(story.drafts) == before:
        # 对13件规范性文件开展清理，废止3件
        documents.note_name(clause, story)
        story.looked_through = story.sentence
    if clause.has(PERCENT_KIND):
        shares.read_shares(clause.tokens, story, NOT_THIS_YEAR)
    _note_names(clause, bool(found), story)


def _note_unread(clause: Clause, found: Sequence[Count], story: Story, *, told: bool) -> None:
    """Whether the last figure of a sentence counts what is not known: 均 behind it may mean those."""
    if found and not (clause.aside or clause.has("channel")):
        story.unread = -1 if told else story.sentence
        story.other_work = story.sentence if not told and counts_other_work(clause) else story.other_work


def _note_clause(clause: Clause, story: Story) -> None:
    """What a clause says of the figures in it and behind it, before they are read."""
    _note_topic(clause, story)
    story.note_year(clause.tokens, clause.kinds)
    story.asides |= {story.clause} if clause.aside else set()
    bodies.leave_those_of_others(clause, story)
    # 争取按时答复，复议诉讼为0 is a goal, if not said to be one.
    story.striven_for = story.striven_for or any(token.text in STRIVING for token in clause.tokens)
    # 下一步，力争按时答复，实现零复议
    story.ahead = story.ahead or clause.has("ahead") or any(token.text == "力争" for token in clause.tokens)
    story.parts = story.parts or clause.has("including")
    story.of_others = story.of_others or are_of_courts(clause)
    if clause.tokens[0].kind == "share_of":
        received.doubt_part(story)
    story.income = story.income or clause.has("charge_income")
    if not story.topic and (clause.has("fee") or any("处理费" in token.text for token in clause.tokens)):
        # 《政府信息公开信息处理费管理办法》
        story.topic = FEES


def _note_names(clause: Clause, counted: bool, story: Story) -> None:
    """What a clause names and does not count, or only compares, is what the figures behind it may count."""
    if not counted or clause.has("compare"):
        story.named = clause.tokens
    if not counted:
        documents.note_name(clause, story)
        story.blocks += [token.kind for token in clause.tokens if token.kind in BLOCKS]


def _rest(clause: Clause, found: Sequence[Count], consumed: bool, story: Story) -> Sequence[Token]:
    """What a clause says beside its figures: all of it, what stands behind the last one, or behind 除…外."""
    if not found:
        return clause.tokens
    last = found[-1].quantity
    behind = tuple(dropwhile(lambda token: token is not last, clause.tokens))[1:]
    outside = next((place for place, token in enumerate(behind) if token.kind == "outside"), None)
    if outside is not None:
        return behind[outside + 1 :]
    if found[-1].right.has(*RESULTS) and not found[-1].right.has("every") and _is_told_so(story):
        # 复议2件、诉讼1件，其中复议1件维持: the result is that of this figure.
        return ()
    if consumed and found[-1].left.has("remaining"):
        # 其余6件均予以公开 says nothing of those that are told apart.
        return ()
    # 7件申请均为自然人提交
    every = next((at for at, token in enumerate(behind) if _says_of_all(token)), len(behind))
    return behind[every:] if consumed else behind


def _is_told_so(story: Story) -> bool:
    """Whether the last figure was read as that of cases with one result."""
    told = story.drafts[-1] if story.drafts else None
    return told is not None and told.role == "result" and told.clause == story.clause


def _says_of_all(token: Token) -> bool:
    """均, 全部予以公开, or how cases ended."""
    return token.kind in ("every", *RESULTS) or token.text.startswith("全部")


def _note_topic(clause: Clause, story: Story) -> None:
    if clause.has("foreign"):
        return
    those = clause.has("apply") and clause.has("among")
    # 自2008年以来共收到申请50件，其中本年5件
    summed_up = clause.has("since", "cumulative") and clause.has("apply") and clause.has("receive", "take")
    if summed_up and not story.topic and not clause.has(UNKNOWN):
        story.topic = APPLICATIONS
    named = clause.has("request") and not (story.topic == CASES and clause.has("because", "caused"))
    if named or (clause.has("duty") and story.topic != CASES) or (those and clause.has(*ANSWER_VERBS)):
        story.topic = APPLICATIONS
    named = clause.has("request") or (those and story.topic in ("", APPLICATIONS))
    if named and clause.has("receive", "put", "take") and not clause.has("quantity"):
        story.topic, story.applicants_of = APPLICATIONS, "new"


def _read_words(clause: Clause, rest: Sequence[Token], whole: bool, story: Story) -> None:
    """A clause without figures, or what stands behind its last one."""
    if clause.has("negation") and any(token.kind == "negation" for token in rest):
        denials.read_denial(rest, story, whole=whole)
    elif whole and story.denied_open and _only_cases(clause):
        denials.read_denial((Token("negation", ""), *rest), story)
    elif rest:
        endings.read_statement(rest, story, whole=whole)


def _only_cases(clause: Clause) -> bool:
    kinds = {token.kind for token in clause.tokens}
    return bool(kinds & {"review", "lawsuit"}) and kinds <= {
        "review",
        "lawsuit",
        "list_mark",
        "unknown",
        "happen",
        "etc",
    }
