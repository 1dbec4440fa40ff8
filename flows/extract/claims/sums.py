"""Figures that sum up what was told before them: 合计, 总计, and the last of a list of months."""

from __future__ import annotations

from flows.extract.claims.case_cells import BLOCKS, cell
from flows.extract.claims.clauses import Count
from flows.extract.claims.story import APPLICATIONS, GATHERED, NEW, TOTAL, Draft, Story
from flows.extract.claims.strangers import is_stranger_before

_LIST = 2
_NEVER = 10**18


def read_sum(count: Count, story: Story) -> bool:
    """Whether a figure with no word beside it but 合计 sums up figures of its sentence, and was read so."""
    told = [draft for draft in story.drafts if draft.sentence == story.sentence]
    # 转来1件、直接收到2件，共3件; 维持2件，纠正1件，共3件
    alone = len(count.clause.tokens) == 1
    of_all = alone and len(story.tally) >= _LIST and str(sum(story.tally)) == count.quantity.value
    of_months = story.channels > 1 and alone
    if not (count.left.has("sum") or of_months or of_all):
        return False
    readers = (_dealt_with, _cases, _with_those_left_over, _applicants, _channels, _parts, _in_hand)
    return any(read(count, told, story) for read in readers)


def _dealt_with(count: Count, told: list[Draft], story: Story) -> bool:
    """予以公开3件，无法提供2件，总计5件: the sum of the outcomes is what was dealt with."""
    if sum(draft.role == "outcome" for draft in told) < _LIST or story.last("total") is not None:
        return False
    story.count(count, TOTAL, "summed", role="total", verb="answer")
    return True


def _cases(count: Count, told: list[Draft], story: Story) -> bool:
    """结果维持3件，尚未审结2件，总计5件: the sum of the results is that of the cases."""
    results = [draft for draft in told if draft.role == "result"]
    blocks = {tuple(part.rpartition(".")[0] for part in draft.cell.split("+")) for draft in results}
    role = next((name for name, parts in BLOCKS.items() if blocks == {parts}), None)
    if len(results) < _LIST or role is None:
        return _both_kinds(count, told, story)
    story.count(count, cell([role], "total"), "cases", role=role)
    return True


def _both_kinds(count: Count, told: list[Draft], story: Story) -> bool:
    """复议9件，诉讼7件，共16件; 直接起诉4件，复议后起诉1件，两项合计5件: the two kinds of cases told last come to the sum."""
    roles = [draft.role for draft in told[-_LIST:]]
    if roles not in (["review", "lawsuit"], ["direct", "after"]):
        return False
    if str(sum(draft.number for draft in told[-_LIST:])) != count.quantity.value:
        return False
    doubtful = any(draft.doubtful for draft in told[-_LIST:])
    story.count(count, cell(roles, "total"), "cases", role="+".join(roles), doubtful=doubtful)
    return True


def _with_those_left_over(count: Count, told: list[Draft], story: Story) -> bool:
    """复议新发生2件，另有上年未审结1件，共3件: table 4 holds both."""
    if len(told) != 1 or told[0].role not in BLOCKS or len(story.tally) != _LIST:
        return False
    if str(sum(story.tally)) != count.quantity.value:
        return False
    told[0].value, told[0].qualifier = count.quantity.value, count.quantity.qualifier
    return True


def _applicants(count: Count, told: list[Draft], story: Story) -> bool:
    """新收申请数量：自然人10件，商业企业1件，总计11件: the sum of the applicants is what came in."""
    if sum(draft.role == "applicant" for draft in told) < _LIST or story.base is not None:
        return False
    _received(count, story)
    return True


def _channels(count: Count, told: list[Draft], story: Story) -> bool:
    """网上申请105件，快递17件，合计122件: the sum of the channels is what was received."""
    spoken_of = story.channels and story.topic == APPLICATIONS and story.base is None
    if not spoken_of or count.left.labels():
        return False
    _received(count, story)
    return True


def _parts(count: Count, told: list[Draft], story: Story) -> bool:
    """转办的申请17件，直接收到24件，合计41件; 接到2件，又追加1件，合计3件: the figures before it are parts of what was received."""
    spoken_of = story.topic == APPLICATIONS and all(draft.role == "new" for draft in told)
    # 两年合计30件 sums up another year's too.
    of_all = count.left.gap() == 0 and str(sum(story.tally)) == count.quantity.value
    if not (spoken_of and of_all) or len(story.tally) < _LIST:
        return False
    for draft in told:
        story.drop(draft)
    _received(count, story)
    # What the others count was not told of each.
    story.drafts[-1].doubtful = len(told) < len(story.tally)
    return True


def note_part(count: Count, story: Story) -> None:
    """Keep a figure that a later 合计 of its sentence may sum up; with one of another matter no sum is that of applications."""
    if count.left.has("compare", "last_year"):
        return
    strange = any(token.kind == "foreign" and token.text != "登记" for token in count.left.tokens)
    strange = strange or is_stranger_before(count) or not count.quantity.value.isdigit()
    story.tally.append(_NEVER if strange else int(count.quantity.value))


def _in_hand(count: Count, told: list[Draft], story: Story) -> bool:
    """新收46件，上年结转3件，合计49件: both together."""
    both = sorted(draft.role for draft in told[-_LIST:]) == ["carried_in", "new"]
    of_both = str(sum(draft.number for draft in told[-_LIST:])) == count.quantity.value
    if not both or not (count.left.has("sum") or of_both):
        return False
    story.count(count, GATHERED, "summed", role="gathered", verb="gather")
    return True


def _received(count: Count, story: Story) -> None:
    story.base = story.count(count, NEW, "summed", role="new", verb="receive")
