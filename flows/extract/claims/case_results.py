"""How reviews and lawsuits ended: 维持2件, 纠正1件, of one block or told once for both (「复议15件，诉讼11件，其中维持16件」)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from flows.extract.claims.case_cells import BLOCKS, RESULTS, cell, decided_by
from flows.extract.claims.clauses import Count, Side
from flows.extract.claims.story import CASES, OTHER, Draft, Story
from flows.extract.claims.strangers import interrupt
from flows.extract.claims.tokens import Token

_KINDS = ["review", "lawsuit"]


def read_result(count: Count, side: Side, label: Token, story: Story) -> None:
    """维持2件, 其中1件被纠正: a count of cases that ended so, of the block named with it or told last."""
    if story.topic == OTHER:
        return
    named = [token.kind for token in side.labels() if token.kind in BLOCKS] or decided_by(side.tokens)
    blocks = named[:1] or _told_last(story, aside=count.clause.aside)
    if not named and label.kind == "corrected" and count.clause.has("lost") and _is_told(story, "review"):
        # 行政复议7件、行政诉讼4件，被纠错1件、败诉2件
        blocks = ["review"]
    if not (blocks or story.of_others) and label.kind in ("lost", "won") and story.disclosure_here:
        # 因信息公开败诉0件: only lawsuits are lost.
        blocks = ["lawsuit"]
    spoken_of = bool(named) or story.topic == CASES or (story.disclosure_here and bool(story.blocks or not story.cases))
    if not blocks or not spoken_of or count.quantity.unit == "个":
        return
    if not named and count.clause.has("norms", "enforcement") and not story.disclosure_here:
        # 规范性文件纠错2件
        return
    if named and [draft.role for draft in story.cases] != named[:1]:
        # 「行政复议结果维持4件、结果纠正1件」: the second is of the same cases.
        story.topic, story.blocks = CASES, named[:1]
        story.cases = [draft for draft in story.drafts if draft.role == named[0]][-1:]
    # 行政复议方面，结果维持2件；行政诉讼方面，结果维持1件
    story.topic = CASES
    column = RESULTS[label.kind]
    told_of = {"lawsuit", "direct", "after"} if blocks[0] == "lawsuit" else {blocks[0]}
    story.open_cases = [draft for draft in story.open_cases if draft.role not in told_of]
    story.add(
        cell(blocks[0].split("+"), column),
        count.quantity.value,
        "case-result",
        role="result",
        qualifier=count.quantity.qualifier,
        doubtful=label.kind == "set_right" or (bool(story.cases) and all(draft.doubtful for draft in story.cases)),
    )


def go_on_about_cases(count: Count, story: Story) -> None:
    """行政诉讼案件结案8件，未结4件: what follows is of those cases, or of none of ours where they are not over disclosure."""
    blocks = [token.kind for token in count.left.labels() if token.kind in BLOCKS]
    if not blocks or count.left.has("request", "apply"):
        return
    if story.disclosure_here and not story.reviewer:
        story.topic, story.blocks, story.cases = CASES, blocks[:1], []
    else:
        interrupt(story)


def _told_last(story: Story, *, aside: bool) -> list[str]:
    """The block whose cases were told last; of both kinds of lawsuits where no result was told of the first of them."""
    if not story.cases or len({*story.blocks}) == 1:
        # 行政复议5件，行政诉讼3件。行政复议中，维持2件
        return story.blocks[-1:]
    told = story.drafts[-1] if story.drafts else None
    if told is not None and told.role == "result" and told.sentence == story.sentence and _is_of_both(told.cell):
        # 直接起诉7件、复议后起诉6件；结果维持9件、结果纠正4件
        return ["lawsuit"]
    if aside and story.cases[-1].clause == story.clause - 1:
        # 直接起诉1件（驳回）、复议后起诉2件（1件维持、1件未审结)
        return [story.cases[-1].role]
    open_roles = {draft.role for draft in story.open_cases if draft.number > 0}
    # 直接起诉2件，复议后起诉0件；未审结1件
    none_of_last = story.cases[0].number == 0 and bool(open_roles & {"direct", "after"})
    return ["lawsuit"] if none_of_last or {"direct", "after"} <= open_roles else [story.cases[0].role]


def _is_told(story: Story, role: str) -> bool:
    return any(draft.role == role and draft.sentence == story.sentence for draft in story.drafts)


def _is_of_both(expression: str) -> bool:
    return [part.rpartition(".")[0] for part in expression.split("+")] == list(BLOCKS["lawsuit"])


def close_shared(story: Story) -> None:
    """Give results that are more than the cases told last had to all cases of their sentence, where they add up to those."""
    for _, drafts in groupby(story.drafts, key=lambda draft: draft.sentence):
        _share(list(drafts))


def _are_listed(drafts: Sequence[Draft], last: Draft) -> bool:
    """Whether both kinds of cases are told in one clause, and results in another behind it."""
    told = [draft for draft in drafts if draft.role in _KINDS or draft.role == "result"]
    return [draft.clause == last.clause for draft in told] == [draft.role in _KINDS for draft in told]


def _share(drafts: Sequence[Draft]) -> None:
    wholes = {draft.role: draft for draft in drafts if draft.role in _KINDS}
    results = [draft for draft in drafts if draft.role == "result"]
    if sorted(wholes) != sorted(_KINDS) or not results:
        return
    last = next(draft for draft in reversed(drafts) if draft.role in _KINDS)
    columns = [draft.cell.rpartition(".")[2] for draft in results]
    of_last = all(draft.cell == cell([last.role], column) for draft, column in zip(results, columns, strict=True))
    behind = min(draft.clause for draft in results) >= last.clause
    added = sum(draft.number for draft in results)
    if of_last and added < last.number and _are_listed(drafts, last):
        # 复议12件、诉讼8件，纠错3件: of which of both is not said.
        for draft in results:
            draft.doubtful = True
    if not (of_last and behind) or added <= last.number:
        return
    both = added == sum(whole.number for whole in wholes.values())
    for draft, column in zip(results, columns, strict=True):
        draft.cell = cell(_KINDS, column) if both else draft.cell
        draft.doubtful = draft.doubtful or not both
