"""Cases that table 4 does not count: training about them, those decided on others, those over other matters than disclosure."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import dropwhile, pairwise, takewhile

from flows.extract.claims.clauses import Clause, Count, Side
from flows.extract.claims.story import Story
from flows.extract.claims.tokens import FOREIGN, UNKNOWN, Token
from flows.extract.claims.verbs import BODIES

_ASKED = ("disclosure", "request", "duty", "answer", "apply", "people")
_OURS = frozenset((*_ASKED, "review"))
_CASES = frozenset(("review", "lawsuit", "direct", "after"))
_DECISIONS = frozenset(("licence", "penalty", "coercion"))
_OTHER_WORK = ("enforcement", *sorted(_DECISIONS), FOREIGN, "part.refused.petition")
_DISCLOSURE = ("disclosure", "request", "duty", "direct", "after")
_LEAST_MATTER = 4
_BELONGING = ("建议", "意见", "逾期", "超期", "超时", "举证", "答辩", "风险", "隐患")
_UNITS_OF_CASES = frozenset(("件", "起", "宗", "例"))
_WHO_OR_WHEN = frozenset(("year", "date", "own", "area", "this_year", "including", "until", "cumulative", "done_mark"))
_SHORTEST_NOUN = 2


def is_of_another_matter(count: Count, side: Side, label: Token, blocks: Container[str]) -> bool:
    """Whether a figure counts no case of the agency's own over disclosure; `blocks` are the kinds that name cases."""
    return (
        _is_event(count, side, label)
        or count.left.has("guide", "reject")
        or _is_reviewed(count, label, blocks)
        or _is_of_courts(count)
        or side.has("enforcement")
        or _is_over_decisions(side, label)
        or _is_over_what_stands_before(count, label, blocks)
        or _is_over_enforcement(count)
        or _is_over_another_matter(count)
    )


def _is_event(count: Count, side: Side, label: Token) -> bool:
    """行政复议和行政诉讼专题培训1次: what is counted stands between the cases and the figure."""
    between = [token.kind for token in takewhile(lambda token: token is not label, side.tokens)]
    return "guide" in between or (count.quantity.unit in ("次", "篇", "部", "份", "个") and UNKNOWN in between)


def _is_over_decisions(side: Side, label: Token) -> bool:
    """涉行政处罚行政诉讼8件, 行政复议撤销处罚决定1件: what stands right before the cases, or behind, is what they are about."""
    beyond = list(dropwhile(lambda token: token is not label, side.tokens))[1:2]
    between = takewhile(lambda token: token is not label, side.tokens)
    return any(token.kind in _DECISIONS for token in beyond) or any(token.kind == "no_document" for token in between)


def _is_over_what_stands_before(count: Count, label: Token, blocks: Container[str]) -> bool:
    """医疗纠纷诉讼6件, 林权行政复议2件: a noun of another matter right before the cases, where no one asked for anything."""
    if label.kind not in blocks or label not in count.left.tokens or count.clause.has(*_ASKED):
        return False
    beyond = next(iter(list(dropwhile(lambda token: token is not label, count.left.tokens))[1:2]), None)
    if beyond is None or beyond.kind not in (FOREIGN, UNKNOWN):
        return False
    # 区级行政复议2件 says where, 信息类行政复议2件 over what.
    plain = len(beyond.text) < _SHORTEST_NOUN or beyond.text.endswith(("级", *BODIES)) or "信息" in beyond.text
    return beyond.kind == FOREIGN or not plain


def _is_over_enforcement(count: Count) -> bool:
    """因行政执法引发复议2件、诉讼1件: what is named at the head of the clause is named for both."""
    if not count.clause.has("enforcement"):
        return False
    before = takewhile(lambda token: token is not count.quantity, count.clause.tokens)
    kinds = [token.kind for token in before]
    return "enforcement" in kinds and not {"disclosure", "request"} & set(kinds[kinds.index("enforcement") :])


def _is_over_another_matter(count: Count) -> bool:
    """因安置补偿引发行政诉讼8件, 因治安管理处罚被申请行政复议9件, but not 因申请人不服答复引发行政复议."""
    why, caused = _reason(count)
    if _OURS & {token.kind for token in why}:
        return False
    # 因瑕疵被申请复议 says how the answer was, not what it was about.
    least = 1 if caused else _LEAST_MATTER
    if any(token.kind in _DECISIONS for token in why):
        return True
    return any(token.kind == UNKNOWN and len(token.text) >= least for token in why)


def are_of_other_work(tokens: Sequence[Token], denied: Sequence[Token], story: Story) -> bool:
    """行政执法工作未被申请复议; 作出行政处罚12件，无一引发行政诉讼: the cases denied are over what stands before the negation."""
    subject = _subject(tokens)
    came_of_it = any(token.kind == "caused" for token in denied) or is_of_each(tokens)
    if subject and not _points_back(subject):
        named = _is_other_work(subject, ("enforcement", "norms", "rules", *_DECISIONS))
        return named or (came_of_it and not _names_disclosure(denied) and _is_unknown_work(subject))
    other = _counts_other_work(story) or _is_other_work(story.named, _OTHER_WORK)
    return other and (bool(subject) or came_of_it) and not _names_disclosure(denied)


def may_be_of_other_work(tokens: Sequence[Token], story: Story) -> bool:
    """不动产登记工作未发生行政诉讼; 办理行政许可230件，未发生行政复议: nothing says that they are over disclosure."""
    subject = _subject(tokens)
    if not subject:
        return _counts_other_work(story) or _is_other_work(story.named, _OTHER_WORK)
    return _is_other_work(subject, _OTHER_WORK) or _is_unknown_work(subject)


def is_of_each(tokens: Sequence[Token]) -> bool:
    """均未, 无一, 无一起: none of those spoken of."""
    one = any(
        before.kind == "negation" and (token.text == "一" or token.value == "1") for before, token in pairwise(tokens)
    )
    return one or any(token.kind == "every" or token.text.startswith("均") for token in tokens)


def is_of_what_belongs_to_them(denied: Sequence[Token]) -> bool:
    """未收到行政复议建议书, 不存在诉讼逾期举证: what stands behind the cases is what there is none of."""
    places = [place for place, token in enumerate(denied) if token.kind in _CASES]
    behind = denied[places[-1] + 1 : places[-1] + 2] if places else ()
    return any(token.text.startswith(_BELONGING) for token in behind)


def _points_back(subject: Sequence[Token]) -> bool:
    """所办案件未发生行政复议: a subject that names no body and nobody means what was counted before it."""
    return all(token.kind == UNKNOWN and len(token.text) < _SHORTEST_NOUN for token in subject)


def _subject(tokens: Sequence[Token]) -> Sequence[Token]:
    return list(takewhile(lambda token: token.kind != "negation", tokens))


def _is_other_work(subject: Sequence[Token], others: Container[str]) -> bool:
    """Whether a subject names other work and neither disclosure nor cases, which would be one more of a list."""
    named = any(token.kind in others for token in subject)
    published = any(token.kind == "issue" for token in subject)
    cases = any(token.kind in _CASES for token in subject)
    return named and not (_names_disclosure(subject) or cases or published)


def _is_unknown_work(subject: Sequence[Token]) -> bool:
    """劳动保障监察案件无一引发诉讼: a subject in words that mean nothing to us, and name no body."""
    if _names_disclosure(subject) or any(token.kind in (*_CASES, "own", "area", "issue") for token in subject):
        return False
    return any(
        token.kind == UNKNOWN and len(token.text) >= _LEAST_MATTER and not token.text.endswith(BODIES)
        for token in subject
    )


def _names_disclosure(tokens: Sequence[Token]) -> bool:
    return any(token.kind in _ASKED for token in tokens)


def _counts_other_work(story: Story) -> bool:
    """Whether all that the sentence has counted so far are decisions of table 2, or matters that no table counts."""
    told = [draft.cell for draft in story.drafts if draft.sentence == story.sentence and draft.role not in _CASES]
    others = all(cell.endswith(".decisions") for cell in told) if told else story.other_work == story.sentence
    return others and not story.disclosure_here


def counts_other_work(clause: Clause) -> bool:
    """查处违法案件86起, 收到来信12件: matters of which each may end in a case, where no information is spoken of."""
    counted = any(token.unit in _UNITS_OF_CASES for token in clause.tokens)
    return counted and not clause.has("issue", *_ASKED, *sorted(_CASES))


def for_an_unknown_reason(count: Count) -> bool:
    """因瑕疵被申请复议3件: the reason does not say that they are over disclosure."""
    kinds = {token.kind for token in _reason(count)[0]}
    return not kinds.isdisjoint((UNKNOWN, FOREIGN, "enforcement")) and not _OURS & kinds


def _reason(count: Count) -> tuple[Sequence[Token], bool]:
    """What stands between 因 and the cases or what befell the agency, and whether 引发 or the like follows it."""
    before = list(takewhile(lambda token: token is not count.quantity, count.clause.tokens))
    if count.clause.has("caused") and not count.clause.has("because"):
        # 不动产登记错误引发行政诉讼2件
        named = takewhile(lambda token: token.kind != "caused", before)
        why = [token for token in named if not _says_who_or_when(token)]
        return why, True
    behind = list(dropwhile(lambda token: token.kind != "because", before))
    why = list(takewhile(lambda token: not _befalls(token) and token.kind not in _CASES, behind))
    if len(why) == len(behind):
        return (), False
    follows = behind[len(why)].kind
    why = why[:-1] if follows in _CASES and why[-1].kind == "apply" else why
    return why[1:], follows == "caused"


def _says_who_or_when(token: Token) -> bool:
    """全年全县, 我局, 某局: no reason why cases were brought."""
    body = token.kind == UNKNOWN and (len(token.text) < _SHORTEST_NOUN or token.text.endswith(BODIES))
    return body or token.kind in _WHO_OR_WHEN


def _befalls(token: Token) -> bool:
    """引发行政复议, 被申请行政复议."""
    return token.kind == "caused" or (token.kind == "happen" and token.text.startswith("被"))


def _is_reviewed(count: Count, label: Token, blocks: Container[str]) -> bool:
    """行政复议机关共办结复议案件210件, 审理复议案件96件: what was decided on others."""
    if label.kind not in blocks and any(token.kind == "judge" for token in count.left.tokens[-1:]):
        # 审结案件中维持5件
        return False
    before = dropwhile(lambda token: token is not label, count.left.tokens)
    if count.left.has("judge") and any(token.kind == "judge" for token in before):
        return True
    by_reviewer = count.left.has("no_case") and any(
        token.kind == "no_case" and token.text.endswith(("机关", "机构")) for token in count.left.tokens
    )
    return by_reviewer and count.left.has("receive", "handle", "take", "close") and not _is_against_us(count)


def _is_against_us(count: Count) -> bool:
    """行政复议机关受理针对本机关的复议3件."""
    return any(one.kind == "own" and other.kind == "because" for one, other in pairwise(count.left.tokens))


def _is_of_courts(count: Count) -> bool:
    """全市两级法院共受理信息公开诉讼案件88件: against whom is not said."""
    return _is_by_court(count) and count.left.has("receive", "take", "close", "judge") and not count.clause.has("own")


def are_of_courts(clause: Clause) -> bool:
    """法院审理政府信息公开案件128件: what follows, 败诉9件, is of these."""
    court = any(token.kind == UNKNOWN and token.text.endswith("法院") for token in clause.tokens)
    return (
        court and clause.has("judge", "close", "take", "all_sorts") and clause.has("quantity") and not clause.has("own")
    )


def _is_by_court(count: Count) -> bool:
    before = takewhile(lambda token: token is not count.quantity, count.clause.tokens)
    return any(token.kind == UNKNOWN and token.text.endswith("法院") for token in before)


def is_named_for(count: Count) -> bool:
    """Whether disclosure is named before the figure; 受理复议案件12件、依申请公开案件21件 names it of the next one."""
    before = takewhile(lambda token: token is not count.quantity, count.clause.tokens)
    return any(token.kind in _DISCLOSURE for token in before) or count.right.has(*_DISCLOSURE)


def is_of_others(count: Count) -> bool:
    """办理各类行政复议案件9件、应诉案件5件: cases of every kind, or those that the agency decides on others."""
    before = takewhile(lambda token: token is not count.quantity, count.clause.tokens)
    others = ("handle", "take", "close", "all_sorts", *(("receive",) if _is_by_court(count) else ()))
    return any(token.kind in others for token in before)
