"""The one outcome that all applications told before came to, in a clause without a figure: 均予以公开, 因不掌握无法提供."""

from __future__ import annotations

from collections.abc import Sequence, Set

from flows.extract.claims.outcomes import OUTCOMES
from flows.extract.claims.tokens import PERCENT_KIND, Token
from flows.extract.claims.verbs import ANSWER_VERBS

# 答复结果均为无法提供 says how, 均已答复 does not.
_HOW_ANSWERED = ANSWER_VERBS - {"outcome_name"} | {"because"}
_WHY = frozenset(("因", "由于", "为由"))
# 均为信访投诉类申请 may say what was asked for.
_OUTCOMES_ONLY = ("denied.", "unable.")


def one_outcome(tokens: Sequence[Token], kinds: Set[str], *, single: bool) -> str | None:
    """The cell of that outcome, or None; `single` where the clause speaks of each of them, or there was only one."""
    # 收到1件，部分公开率0%
    if PERCENT_KIND in kinds or (kinds & _HOW_ANSWERED and not _ends_in_outcome(tokens)):
        return None
    groups = {t.kind for t in tokens if t.kind in OUTCOMES and (single or t.text.startswith("全部"))}
    if len(groups) > 1 or kinds & {"remaining", "etc", "including"}:
        # 其余均予以公开, 依法作出不予公开、无法提供等处理, 公开率（含部分公开）: how many to each is not said.
        return None
    if groups:
        return OUTCOMES[groups.pop()]
    rows = {t.kind.removeprefix("row.") for t in tokens if t.kind.startswith("row.") and not t.text.startswith("涉及")}
    row = rows.pop() if single and len(rows) == 1 else ""
    return f"T3.{row}.total" if row.startswith(_OUTCOMES_ONLY) else None


def _ends_in_outcome(tokens: Sequence[Token]) -> bool:
    """因本机关不掌握无法提供, 作出不予公开答复, but not 对于本机关保存的信息均予以公开: the last word of weight is an outcome."""
    of_some = any(token.kind == "because" and token.text not in _WHY for token in tokens)
    weighty = [token.kind for token in tokens if token.kind not in ANSWER_VERBS]
    return not of_some and weighty[-1:] != [] and weighty[-1] in OUTCOMES
