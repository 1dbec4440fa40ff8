"""Clauses that deny documents and decisions of table 2: 未作出行政处罚, 未制发规范性文件, 本年度无新增、无废止."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise, takewhile

from flows.extract.claims import documents
from flows.extract.claims.story import Story
from flows.extract.claims.tokens import LIST_MARK, UNKNOWN, Token

CHANGES = {**{kind: documents.COLUMNS[kind] for kind in ("issue", "repeal")}, "put": documents.COLUMNS["issue"]}
_COLUMNS = {**documents.COLUMNS, **CHANGES}
_DONE_WITH = documents.ROWS | frozenset(documents.COLUMNS)
_ROW_KINDS = frozenset(
    (
        "licence",
        "penalty",
        "coercion",
        "charge_income",
        "norms",
        "rules",
        "issue",
        "repeal",
        "in_force",
        "put",
        "decide",
        "happen",
        "receive",
        "take",
        "apply",
        "handle",
    )
    + ("list_mark", "unknown", "year", "etc", "number_word", "own")
)


def deny_rows(denied: Sequence[Token], kinds: set[str], story: Story) -> None:
    """未作出行政处罚, 未制发规范性文件, 未收到行政许可申请."""
    if (
        kinds & {"disclosure", "in_time", "report"}
        or ("no_issue" in kinds and not _is_beside_changes(denied))
        or sum(len(t.text) for t in takewhile(lambda t: t.kind != LIST_MARK, denied) if t.kind == "unknown") > 4
    ):
        return
    if any(one.kind in _DONE_WITH and _narrows(other) for one, other in pairwise(denied)):
        return
    for token in denied:
        if token.kind in ("licence", "penalty", "coercion") and kinds <= _ROW_KINDS:
            story.add(f"T2.{token.kind}.decisions", "0", "no-decision")
        elif token.kind in ("norms", "rules") and kinds <= _ROW_KINDS | {"no_issue"}:
            columns = dict.fromkeys(name for kind, name in _COLUMNS.items() if kind in kinds)
            for column in columns or ["issued"]:
                story.add(f"T2.{token.kind}.{column}", "0", "no-document")


def _is_beside_changes(denied: Sequence[Token]) -> bool:
    """未制定、修改、废止规范性文件: what else was not done to them stands in a list with columns of table 2."""
    listed = list(takewhile(lambda token: token.kind not in documents.DOCUMENT_ROWS, denied))
    changes = [token for token in listed if token.kind != LIST_MARK]
    return len(changes) == len(listed) - len(changes) + 1 and any(token.kind in CHANGES for token in changes)


def _narrows(behind: Token) -> bool:
    """无规范性文件超期, 无规章制发权: what stands behind the document is what there is none of."""
    return behind.kind == UNKNOWN and not behind.text.startswith("事项")


def deny_changes(kinds: Set[str], story: Story) -> None:
    """「现行有效7件，本年度无新增、无废止」: of the documents named before."""
    for kind in kinds & CHANGES.keys():
        story.add(f"T2.{story.document}.{CHANGES[kind]}", "0", "no-document")
