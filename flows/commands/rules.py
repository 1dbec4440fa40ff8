"""`gouji rules`: what is checked, how gravely, on which ground."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

if TYPE_CHECKING:
    from checks.catalogue import Rule


def rules(
    rule_id: Annotated[str | None, Parameter(name="RULE_ID")] = None,
    /,
    *,
    format: Literal["table", "json", "markdown"] = "table",
    try_: Annotated[str | None, Parameter(name="--try")] = None,
    years: Annotated[str | None, Parameter(name="--years")] = None,
    set_: Annotated[tuple[str, ...], Parameter(name="--set")] = (),
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """列出核查规则 · the rule catalogue.

    退出码：0；2 没有这条规则。

    Parameters
    ----------
    rule_id
        只看这一条，如 TXT-NORECV。
    format
        table 给人看；json 给程序；markdown 可作公开的规则清单。
    try_
        试用这条规则：对台账里已有的全部报告运行一次，列出会新增、会消失的问题，不作任何记录。
    years
        试用的报告年度，如 2023 或 2021-2023；不填为全部。
    set_
        试用时改动的参数，如 --set share=0.3。
    out
        核查的输出文件夹，台账在其中；不填则用设置里的。
    database
        台账的 SQLAlchemy 地址；不填则用设置里的。
    """
    from flows import rule_list
    from flows.errors import SettingsError
    from flows.rulebook import rulebook
    from flows.settings import load_settings

    known = rulebook().rules
    if try_ is not None:
        return _try(try_.upper(), known, years, set_, load_settings(out=out, database=database).database_url)
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


def _try(
    rule_id: str, known: Mapping[str, Rule], years: str | None, changes: tuple[str, ...], database_url: str
) -> int:
    from flows.errors import SettingsError
    from flows.extract.forms import forms
    from flows.ledger import open_ledger
    from flows.ledger.standing_facts import years_held
    from flows.terminal import console, show_trial
    from flows.trial import changed, try_out

    if rule_id not in known:
        raise SettingsError(f"没有规则 {rule_id} (no such rule)")
    ledger = open_ledger(database_url)
    try:
        held = years_held(ledger)
        show_trial(console(), try_out(ledger, changed(known[rule_id], changes), forms(), _years(years, held)))
    finally:
        ledger.close()
    return 0


def _years(text: str | None, held: tuple[int, ...]) -> tuple[int, ...]:
    from flows.errors import SettingsError

    if text is None:
        return held
    spans = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text, re.ASCII)
    first, last = (int(spans[1]), int(spans[2] or spans[1])) if spans else (1, 0)
    if first > last:
        raise SettingsError(f"--years {text}: 请写成 2023 或 2021-2023 (write 2023 or 2021-2023)")
    return tuple(year for year in held if first <= year <= last)


def _near(rule_id: str, known: Iterable[str]) -> str:
    from rapidfuzz import process

    best = process.extractOne(rule_id, list(known), score_cutoff=75)
    return str(best[0]) if best else ""
