"""`gouji rules`: what is checked, how gravely, on which ground."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from checks.catalogue import Rule


def rules(
    rule_id: Annotated[str | None, Parameter(name="RULE_ID")] = None,
    /,
    *,
    format: Literal["table", "json", "markdown"] = "table",
) -> int:
    """列出核查规则 · the rule catalogue.

    退出码：0；2 没有这条规则。

    Parameters
    ----------
    rule_id
        只看这一条，如 TXT-NORECV。
    format
        table 给人看；json 给程序；markdown 可作公开的规则清单。
    """
    from flows import rule_list
    from flows.errors import SettingsError
    from flows.rulebook import rulebook

    known = rulebook().rules
    if rule_id is not None and rule_id.upper() not in known:
        near = _near(rule_id.upper(), known)
        raise SettingsError(f"没有规则 {rule_id}{f'，是否指 {near}' if near else ''} (no such rule)")
    chosen: list[Rule] = [known[rule_id.upper()]] if rule_id else list(known.values())
    match format:
        case "json":
            rule_list.show_json(chosen)
        case "markdown":
            rule_list.show_markdown(chosen)
        case _ if rule_id:
            rule_list.show_one(chosen[0])
        case _:
            rule_list.show_table(chosen)
    return 0


def _near(rule_id: str, known: Iterable[str]) -> str:
    from rapidfuzz import process

    best = process.extractOne(rule_id, list(known), score_cutoff=60)
    return str(best[0]) if best else ""
