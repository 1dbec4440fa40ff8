"""How applications were decided, told as shares alone: 予以公开占58.5%."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.extract.claims.outcomes import OUTCOMES, expression
from flows.extract.claims.story import Story
from flows.extract.claims.tokens import PERCENT_KIND, QUANTITY_KIND, UNKNOWN, Token


def read_shares(tokens: Sequence[Token], story: Story, apart: Sequence[str]) -> None:
    """予以公开占58.5%: a share where no count of the same outcome is given; `apart` are kinds that make it another year's."""
    for place, token in enumerate(tokens):
        if token.kind != PERCENT_KIND or any(behind.kind == "risen" for behind in tokens[place + 1 : place + 2]):
            # 不予公开比例由12%降至7%
            continue
        left = _since_share(tokens[:place])
        kinds = {t.kind for t in left}
        labels = [t for near, t in pairwise((None, *left)) if t and t.kind in OUTCOMES and not _is_rate(near)]
        # 部分公开、不予公开各占12%、6% gives each its own.
        if labels and kinds.isdisjoint((QUANTITY_KIND, "each", *apart)):
            story.add(expression(labels), token.text, "share", role="outcome")


def _is_rate(following: Token | None) -> bool:
    """不予公开率3% is of documents."""
    return following is not None and following.kind == UNKNOWN and following.text.startswith("率")


def _since_share(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens between two shares, nearest to the later one first."""
    behind = tokens[::-1]
    return behind[: next((place for place, token in enumerate(behind) if token.kind == PERCENT_KIND), len(behind))]
