"""Figures that count what stands behind them, or what the thread says where nothing stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.extract.claims import cases
from flows.extract.claims.applicants import is_sort, read_applicant
from flows.extract.claims.case_cells import BLOCKS
from flows.extract.claims.clauses import Count, Side
from flows.extract.claims.outcomes import OUTCOMES, add_outcome, add_rest, is_outcome
from flows.extract.claims.story import APPLICATIONS, NEW, TOTAL, Story
from flows.extract.claims.sums import read_sum
from flows.extract.claims.tokens import QUANTITY_KIND, UNKNOWN, Token
from flows.extract.claims.verbs import ANSWER_VERBS, BODIES, CARRIED

_RECEIVED = frozenset(("receive", "take", "handle", "put"))
_NAMING = frozenset(("request", "noise", "year", "own", "number_word", "every", "channel", "apply", "natural", "put"))
_FRAME = frozenset(("quantity", "year", "date", "own", "risen"))
_NAMING_CASES = frozenset((*BLOCKS, "because", "caused", "disclosure", "request", "year", "own", "happen"))
_OTHERS = frozenset(("其他", "其它", "其他组织", "其它组织"))
_LEGAL = frozenset(f"T3.new.{column}" for column in ("business", "research", "nonprofit", "legal_service"))
_GOING_ON = CARRIED | {"in_hand"}
_LEADING = frozenset(("apply", "channel", "outcome_name"))


def label_behind(count: Count) -> Token | None:
    """What a figure counts that stands before it; 申请 only where nothing more telling follows."""
    if _are_none(count):
        return None
    first = count.right.first(12)
    befallen = any(token.text.startswith(("不服", "被")) for token in count.right.tokens)
    if befallen and first is not None and first.kind in ("answer", "apply"):
        # 1件申请人不服答复申请行政复议, 4件政府信息公开答复被申请行政复议
        return next((token for token in count.right.labels() if token.kind in ("review", "lawsuit")), first)
    if first is not None and first.kind in _LEADING:
        label = next((token for token in count.right.labels() if token.kind not in _LEADING), first)
        return first if _is_of_next_figure(label, count) else label
    if first is not None and first.kind == "receive" and count.left.has("except"):
        # 除1件年底收到尚在办理外
        return next((token for token in count.right.labels() if token.kind in _GOING_ON), first)
    why = bool(count.right.tokens) and count.right.tokens[0].kind == "because"
    if first is not None and (first.kind == "set_apart" or (why and first.kind in ("foreign", "receive"))):
        # 3件因延期答复转入下年, 1件因征求意见延至下年, 1件因年末收到结转下年
        return next((token for token in count.right.labels() if token.kind in (*CARRIED, "carry")), first)
    if first is not None and first.kind == "request" and not count.left.has(*_RECEIVED):
        # 2件政府信息公开申请作出不予公开决定
        return next((token for token in count.right.labels() if is_outcome(token.kind)), first)
    return first


def _is_of_next_figure(label: Token, count: Count) -> bool:
    """15件办理结果为：予以公开6件, 32件申请已办结30件: the outcome or verb right before another figure is counted by that one."""
    following = pairwise(count.clause.tokens)
    counted = is_outcome(label.kind) or label.kind in ANSWER_VERBS
    return counted and any(one is label and other.kind == QUANTITY_KIND for one, other in following)


def _are_none(count: Count) -> bool:
    """3件申请不属于政府信息公开申请."""
    return any(one.text.endswith("不") and other.kind == "request" for one, other in pairwise(count.right.tokens))


def read_unlabelled(count: Count, story: Story) -> bool:
    """A figure with no word beside it that says what it counts; whether it ends its clause."""
    if read_sum(count, story):
        return True
    if _rest_of_list(count, story) or _under_its_name(count, story):
        return True
    if _most_of_all(count, story) or _cases_under_name(count, story):
        return True
    return (
        _in_another_year(count, story)
        or _cut_short(count, story)
        or _told_behind(count, story)
        or _this_year(count, story)
    )


def _rest_of_list(count: Count, story: Story) -> bool:
    """维持1件，其他2件; 商业企业8件、其他1件: the last of a list of results, of the kinds of legal persons, or of outcomes."""
    told = story.drafts[-1] if story.drafts else None
    named = count.left.tokens[:1]
    if not (told and named and named[0].text in _OTHERS) or told.sentence != story.sentence or count.right.tokens:
        return False
    if told.role == "result":
        blocks = "+".join(f"{part.rpartition('.')[0]}.other" for part in told.cell.split("+"))
        story.count(count, blocks, "case-result", role="result")
    elif told.role == "applicant" and told.cell in _LEGAL:
        story.count(count, "T3.new.other", "applicant", role="applicant")
    elif told.role == "outcome":
        add_rest(count, story)
    return told.role in ("result", "applicant", "outcome")


def _under_its_name(count: Count, story: Story) -> bool:
    """「政府信息公开申请，全年共计33件」: a clause that only names or compares them, and the figure behind it."""
    named = {token.kind for token in story.named}
    counted = count.left.has("sum") or all(token.kind in _FRAME for token in count.clause.tokens)
    alone = not (count.left.labels() or count.clause.aside) and count.left.gap() == 0 and counted
    if story.base is not None or not alone or "request" not in named or not (named <= _NAMING or "compare" in named):
        return False
    story.topic = APPLICATIONS
    story.base = story.count(count, NEW, "under-its-name", role="new", verb="receive")
    return True


def _in_another_year(count: Count, story: Story) -> bool:
    """2021年收到申请4件，2022年6件，2023年8件: the same of one year after the other."""
    told = story.drafts[-1] if story.drafts else None
    # 由2021年的80件降至2022年的66件，再降至2023年的51件
    alone = {"year"} <= count.left.kinds | count.right.kinds <= {"year", "risen", UNKNOWN} and count.left.gap() <= 1
    if told is None or not alone or told.sentence != story.sentence or told.year in (None, story.said_year):
        return False
    story.count(count, told.cell, told.pattern, role=told.role, verb=told.verb, doubtful=told.doubtful)
    return True


def _cut_short(count: Count, story: Story) -> bool:
    """其他13件均按…: an elided sentence in which the rest can only have been answered."""
    if story.topic == APPLICATIONS and count.right.has("every") and count.right.has("elision"):
        story.add(TOTAL, count.quantity.value, "answered-behind", role="total", verb="answer")
        return True
    return False


def _told_behind(count: Count, story: Story) -> bool:
    """收到的申请主要集中在征地领域，共17件: counts what the clause before it named."""
    named = {token.kind for token in story.named}
    # 审查公文90件 counts papers, 涉及我镇的5件 some of those named.
    alone = count.left.gap() == 0 and not count.left.labels() and not count.left.has("file", "no_issue", "because")
    if story.named and story.named[-1].kind == UNKNOWN and story.named[-1].text.endswith(BODIES):
        # 收到申请最多的单位为县教育局，共6件
        return False
    newly = "apply" in named and any(token.text.startswith("新") for token in story.named if token.kind == "receive")
    newly = newly or (not count.left.tokens and _begins_with_receipt(story.named))
    if story.base or not alone or not ("request" in named or newly) or not named & {"receive", "take"}:
        return False
    story.base = story.count(count, NEW, "told-behind", role="new", verb="receive")
    return False


def _cases_under_name(count: Count, story: Story) -> bool:
    """「行政复议方面，发生2件」「政府信息公开行政复议，共4件」: counts the cases that the clause before it named."""
    named = [token for token in story.named if token.kind in BLOCKS]
    alone = len(count.clause.tokens) == 1 and all(token.kind in _NAMING_CASES for token in story.named)
    happened = count.left.has("happen") and not (count.left.labels() or count.left.gap() or count.right.tokens)
    if len(named) != 1 or not (alone or happened):
        return False
    before = len(story.drafts)
    side = Side((*count.left.tokens, *story.named[::-1]), count.left.kinds | {token.kind for token in story.named})
    cases.read_case(count, side, named[0], story)
    return len(story.drafts) > before


def _begins_with_receipt(named: Sequence[Token]) -> bool:
    """2024年度收到的申请由党政办统一登记."""
    kinds = [token.kind for token in named if token.kind not in ("year", "own")]
    return kinds[:2] == ["receive", "apply"]


def _most_of_all(count: Count, story: Story) -> bool:
    """「无法提供占比最大，共31件」「以自然人为主，共63件」: counts the one outcome or sort that the clause before it named."""
    outcomes = [token for token in story.named if token.kind in OUTCOMES]
    sorts = [token for token in story.named if is_sort(token.kind)]
    if len(outcomes + sorts) != 1 or len(count.clause.tokens) > 1 or count.quantity.unit == "条":
        return False
    before = len(story.drafts)
    if sorts:
        read_applicant(count, sorts[0], story)
    else:
        add_outcome(count, outcomes, story)
    return len(story.drafts) > before


def _this_year(count: Count, story: Story) -> bool:
    """累计收到申请50件，其中2023年5件: the part is this year's figure, the whole is none."""
    base = story.base
    of_year = count.left.has("including") and count.left.has("year") and not count.left.labels()
    if of_year and base is None and story.topic == APPLICATIONS and not story.is_past:
        # 自2008年以来累计收到50件，其中本年5件
        story.base = story.count(count, NEW, "this-year", role="new", verb="receive")
    if base and of_year and base.sentence == story.sentence and base.year != story.said_year and not story.is_past:
        base.value, base.year, base.alternatives = count.quantity.value, story.said_year, ()
    return False
