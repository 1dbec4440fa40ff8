"""Figures that count what stands behind them, or what the thread says where nothing stands beside them."""

from __future__ import annotations

from flows.extract.claims import cases
from flows.extract.claims.clauses import Count
from flows.extract.claims.outcomes import OUTCOMES
from flows.extract.claims.story import APPLICATIONS, GATHERED, NEW, TOTAL, Story
from flows.extract.claims.tokens import Token

_LIST = 2
_RECEIVED = frozenset(("receive", "take", "handle", "put"))
_NAMING = frozenset(("request", "noise", "year", "own", "number_word", "every", "channel", "apply", "natural"))
_OTHERS = frozenset(("其他", "其它", "其他组织", "其它组织"))
_LEGAL = frozenset(f"T3.new.{column}" for column in ("business", "research", "nonprofit", "legal_service"))
_LEADING = frozenset(("apply", "channel", "outcome_name"))


def label_behind(count: Count) -> Token | None:
    """What a figure counts that stands before it; 申请 only where nothing more telling follows."""
    first = count.right.first(12)
    if first is not None and first.kind in _LEADING:
        return next((token for token in count.right.labels() if token.kind not in _LEADING), first)
    if first is not None and first.kind == "request" and not count.left.has(*_RECEIVED):
        # 2件政府信息公开申请作出不予公开决定
        return next((token for token in count.right.labels() if token.kind in OUTCOMES), first)
    return first


def read_unlabelled(count: Count, story: Story) -> bool:
    """A figure with no word beside it that says what it counts; whether it ends its clause."""
    of_months = story.channels > 1 and len(count.clause.tokens) == 1
    if (count.left.has("sum") or of_months) and any(
        summed(count, story)
        for summed in (_dealt_with_in_all, _cases_in_all, _applicants_in_all, _summed, _of_parts, _in_hand)
    ):
        return True
    if _rest_of_list(count, story) or _risen_to(count, story) or _under_its_name(count, story):
        return True
    return _cut_short(count, story) or _told_behind(count, story) or _this_year(count, story)


def _cases_in_all(count: Count, story: Story) -> bool:
    """结果维持3件，尚未审结2件，总计5件: the sum of the results is that of the cases."""
    results = [draft.cell for draft in story.drafts if draft.role == "result" and draft.sentence == story.sentence]
    totals = {"+".join(f"{part.rpartition('.')[0]}.total" for part in cell.split("+")) for cell in results}
    if len(results) < _LIST or len(totals) != 1:
        return False
    story.count(count, totals.pop(), "cases", role="cases")
    return True


def _summed(count: Count, story: Story) -> bool:
    """网上申请105件，快递17件，合计122件: the sum of the channels is what was received."""
    if story.channels and story.topic == APPLICATIONS and story.base is None and not count.left.labels():
        story.base = story.add(NEW, count.quantity.value, "summed", role="new", verb="receive")
        return True
    return False


def _of_parts(count: Count, story: Story) -> bool:
    """转办的申请17件，直接收到24件，合计41件: the figures before it are parts."""
    parts = [draft for draft in story.drafts if draft.role == "new" and draft.sentence == story.sentence]
    if len(parts) < _LIST or str(sum(draft.number for draft in parts)) != count.quantity.value:
        return False
    for draft in parts:
        story.drop(draft)
    story.base = story.count(count, NEW, "summed", role="new", verb="receive")
    return True


def _applicants_in_all(count: Count, story: Story) -> bool:
    """新收申请数量：自然人10件，商业企业1件，总计11件: the sum of the applicants is what came in."""
    told = [draft for draft in story.drafts if draft.role == "applicant" and draft.sentence == story.sentence]
    if len(told) < _LIST or story.base is not None:
        return False
    story.base = story.count(count, NEW, "summed", role="new", verb="receive")
    return True


def _in_hand(count: Count, story: Story) -> bool:
    """新收46件，上年结转3件，合计49件: both together."""
    told = [draft.role for draft in story.drafts[-_LIST:] if draft.sentence == story.sentence]
    if sorted(told) == ["carried_in", "new"]:
        story.count(count, GATHERED, "summed", role="gathered", verb="gather")
        return True
    return False


def _dealt_with_in_all(count: Count, story: Story) -> bool:
    """予以公开3件，无法提供2件，总计5件: the sum of the outcomes is what was dealt with."""
    outcomes = sum(draft.role == "outcome" and draft.sentence == story.sentence for draft in story.drafts)
    if outcomes >= _LIST and story.last("total") is None:
        story.count(count, TOTAL, "summed", role="total", verb="answer")
        return True
    return False


def _rest_of_list(count: Count, story: Story) -> bool:
    """维持1件，其他2件; 商业企业8件、其他1件: the last of a list of results, or of the kinds of legal persons."""
    told = story.drafts[-1] if story.drafts else None
    named = count.left.tokens[:1]
    if not (told and named and named[0].text in _OTHERS) or told.sentence != story.sentence or count.right.tokens:
        return False
    if told.role == "result":
        blocks = "+".join(f"{part.rpartition('.')[0]}.other" for part in told.cell.split("+"))
        story.count(count, blocks, "case-result", role="result")
    elif told.role == "applicant" and told.cell in _LEGAL:
        story.count(count, "T3.new.other", "applicant", role="applicant")
    return told.role in ("result", "applicant")


def _risen_to(count: Count, story: Story) -> bool:
    """申请量由上年的25件增至31件."""
    if not count.left.has("risen"):
        return False
    block = count.clause.kinds & {"review", "lawsuit"}
    if len(block) == 1 and count.clause.has("disclosure"):
        story.count(count, cases.cell(block, "total"), "cases", role=next(iter(block)))
        return True
    if block or not count.clause.has("request") or story.base is not None:
        return False
    story.topic = APPLICATIONS
    story.base = story.count(count, NEW, "risen-to", role="new", verb="receive")
    return True


def _under_its_name(count: Count, story: Story) -> bool:
    """「政府信息公开申请，全年共计33件」: a clause that only names them, and the figure behind it."""
    named = {token.kind for token in story.named}
    counted = count.left.has("sum") or len(count.clause.tokens) == 1
    alone = not count.left.labels() and count.left.gap() == 0 and counted
    if story.base is not None or not alone or "request" not in named or not named <= _NAMING:
        return False
    story.topic = APPLICATIONS
    story.base = story.count(count, NEW, "under-its-name", role="new", verb="receive")
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
    alone = count.left.gap() == 0 and not count.left.labels()
    newly = "apply" in named and any(token.text.startswith("新") for token in story.named if token.kind == "receive")
    if story.base or not alone or not ("request" in named or newly) or not named & {"receive", "take"}:
        return False
    story.base = story.count(count, NEW, "told-behind", role="new", verb="receive")
    return False


def _this_year(count: Count, story: Story) -> bool:
    """累计收到申请50件，其中2023年5件: the part is this year's figure, the whole is none."""
    base = story.base
    of_year = count.left.has("including") and count.left.has("year") and not count.left.labels()
    if base and of_year and base.sentence == story.sentence and base.year != story.said_year and not story.is_past:
        base.value, base.year, base.alternatives = count.quantity.value, story.said_year, ()
    return False
