"""What a clause without a figure says of all cases told before it: 均获维持, 尚未审结, 均为复议后起诉."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.claims.case_cells import RESULTS, cell, decided_by
from flows.extract.claims.story import Story
from flows.extract.claims.tokens import LIST_MARK, YEAR, Token

_NAMES = ("pending", "upheld", "won", "dismissed", "corrected", "set_right", "other_result", "taken_back", "in_hand")
# 均已撤回: a case taken back is neither upheld nor corrected.
_COLUMNS = {**{kind: RESULTS[kind] for kind in _NAMES}, "withdrawn": "other"}


def all_one_result(tokens: Sequence[Token], kinds: set[str], story: Story, *, whole: bool) -> None:
    """均获维持, the one case there was 尚未审结, or a result that is a clause of its own (`whole`): 2件，结果维持.

    均被维持或终止 does not say how many of which.
    """
    if any(token.kind == LIST_MARK and token.text.startswith("或") for token in tokens):
        return
    every = "every" in kinds or any(token.text.startswith("均") for token in tokens)
    said_of_all = every or len(tokens) == 1
    if said_of_all and len(kinds & {"direct", "after"}) == 1 and story.cases and story.cases[-1].role == "lawsuit":
        _all_of_one_way((kinds & {"direct", "after"}).pop(), story)
    column = next((_COLUMNS[kind] for kind in _COLUMNS if kind in kinds), None)
    if column is None or ("withdrawn" in kinds and "every" not in kinds):
        _doubt_those_begun_before(tokens, story)
        return
    named = kinds & {"review", "lawsuit"} | {*decided_by(tokens)}
    named |= {"direct", "after"} if "lawsuit" in named else set()
    if not named and kinds & {"apply", "request"}:
        # 行政诉讼6件。结转的1件申请均在办理期限内 is said of the applications.
        return
    held = [draft for draft in story.open_cases if draft.number > 0 and (not named or draft.role in named)]
    if column == "pending" and not held:
        _take_back_first_instance(story)
    of_last = whole and len(tokens) == 1
    for draft in held if every else [draft for draft in held[-1:] if of_last or draft.value == "1"]:
        if "won" not in kinds or "review" not in draft.role:
            ended = cell(draft.role.split("+"), column)
            doubt = draft.doubtful
            added = story.add(
                ended, draft.value, "all-one-result", role="result", qualifier=draft.qualifier, doubtful=doubt
            )
            added.year = draft.year
    # 「复议结果为维持，诉讼尚未审结」: what is said of the one leaves the other open.
    story.open_cases = [draft for draft in story.open_cases if named and draft not in held]


def _doubt_those_begun_before(tokens: Sequence[Token], story: Story) -> None:
    """行政诉讼5件，均为2023年案件二审: whether table 4 counts them again is laid down nowhere."""
    if not any(token.kind == "every" or token.text.startswith("均") for token in tokens):
        return
    again = any(token.text in ("二审", "再审") for token in tokens) and not any(
        token.text == "一审" for token in tokens
    )
    if again or any(token.kind == YEAR and story.year and int(token.value) < story.year for token in tokens):
        for draft in story.cases:
            draft.doubtful = True


def _take_back_first_instance(story: Story) -> None:
    """一审判决驳回诉讼请求，目前二审审理中: how it ended before is not how it ends."""
    told = story.drafts[-1] if story.drafts else None
    if told is not None and told.pattern == "all-one-result" and told.sentence == story.sentence:
        story.drop(told)


def _all_of_one_way(block: str, story: Story) -> None:
    """行政诉讼2件（均为复议后起诉）, 行政诉讼1件（复议后起诉）."""
    told = story.cases[-1]
    story.cases = [story.add(cell([block], "total"), told.value, "cases", role=block, qualifier=told.qualifier)]
