"""Counts of documents by how they are classed, which share the words of how applications were decided."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.claims.outcomes import OUTCOMES
from flows.extract.claims.story import Story
from flows.extract.claims.tokens import QUANTITY_KIND, Token


def drop_attributes(tokens: Sequence[Token], story: Story) -> None:
    """Take back counts of documents by how they are classed: 「主动公开159条，依申请公开102条，不予公开137条」."""
    kinds = {token.kind for token in tokens}
    if not (story.published or kinds & {"file", "powers"}):
        return
    here = [draft for draft in story.drafts if draft.sentence == story.sentence]
    classed = [draft for draft in here if draft.role == "new" and not draft.verb and draft.number > 0]
    denied = [draft for draft in here if draft.role == "outcome" and draft.cell == OUTCOMES["denied"]]
    # 审查公文182件，其中主动公开133件、依申请公开18件、不予公开31件, behind what was said of applications
    of_files = story.published and kinds >= {"file", "request", "denied"}
    if not classed and "attribute" not in kinds and not of_files:
        return
    if (
        any(draft.number > 0 for draft in denied)
        or "powers" in kinds
        or "attribute" in kinds
        or _makes_up_whole(tokens, kinds, [draft.number for draft in classed])
    ):
        for draft in (*classed, *denied):
            story.drop(draft)
        story.base = None if story.base in classed else story.base


def _makes_up_whole(tokens: Sequence[Token], kinds: set[str], classed: Sequence[int]) -> bool:
    """Whether 「制发公文120件，其中主动公开80件，依申请公开40件」 divides one whole."""
    numbers = [int(token.value) for token in tokens if token.kind == QUANTITY_KIND and token.value.isdigit()]
    if "including" not in kinds:
        return 2 * max(numbers, default=0) == sum(numbers)
    return "file" in kinds or any(whole == part + one for one in classed for part in numbers for whole in numbers)
