"""`gouji notices list` and `show`: where every case stands."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Literal

from flows.beijing import BEIJING
from flows.commands.notices.desk import NOWHERE, AgencyId, Desk, Place, looking
from flows.errors import OutputError
from flows.notify.case_list import Record, rows
from flows.notify.listing import letter_files, record
from flows.os_fault import why


def list_(*, format: Literal["table", "json"] = "table", place: Place = NOWHERE) -> int:
    """列出案件和待确认的单位 · list cases and suspicions.

    Parameters
    ----------
    format
        table 给人看；json 给程序。
    """
    with looking(place) as desk:
        lines = rows(desk.ledger, desk.year, desk.act.today)
        if format == "json":
            _write(lines)
        else:
            desk.say(f"{desk.year}年度 {len(lines)} 件 (cases and suspicions)", *map(_line, lines))
    return 0


def show(
    agency_id: AgencyId,
    /,
    *,
    format: Literal["table", "json"] = "table",
    save: Path | None = None,
    place: Place = NOWHERE,
) -> int:
    """看一家单位的案件：问题、函件、经过 · show one agency's case.

    Parameters
    ----------
    agency_id
        单位代码；overview:上级单位代码 为发给上级的汇总函。
    format
        table 给人看；json 给程序。
    save
        把最近一份函件及其附件存到这个文件夹，供查看。
    """
    with looking(place) as desk:
        case = record(desk.ledger, agency_id, desk.year, desk.act.today)
        if format == "json":
            _write(case)
        else:
            _show(desk, case)
        if save:
            _save(letter_files(desk.ledger, agency_id, desk.year), save)
            if format == "table":
                desk.say(f"已存到 {save}")
    return 0


def _line(line: Record) -> str:
    parts = [f"  {line['agency_id']}", line["name"], line["state_zh"], f"问题 {line['findings']}"]
    if line["rung_zh"]:
        parts.append(line["rung_zh"])
    if line["number"]:
        parts.append(line["number"])
    if line["waiting"]:
        parts.append("有稿待签发")
    if line["outbox"] in ("held", "refused", "bounced"):
        parts.append({"held": "待人工核对是否发出", "refused": "被拒收", "bounced": "已退信"}[line["outbox"]])
    if line["due"]:
        parts.append(f"期限 {line['due']}" + ("（已逾期）" if line["late"] else ""))
    return "  ".join(parts)


def _show(desk: Desk, case: Record) -> None:
    contact = case["contact_email"] or "未登记"
    desk.say(f"{case['name']}  {case['year']}年度  {case['state_zh']}  联系邮箱 {contact}")
    for one in case["findings"]:
        mark = "已确认" if one["confirmed"] else "待确认"
        desk.say(f"  [{mark}] {one['finding_id']}  {one['rule']}：{one['message']}")
    for letter in case["letters"]:
        desk.say(*(f"  {line}" for line in letter["lines"]))
    for one in case["events"]:
        moment = datetime.fromisoformat(one["at"]).astimezone(BEIJING)
        desk.say(f"  {moment:%Y-%m-%d %H:%M} {one['who']} {one['step_zh']} → {one['state_zh']} {one['detail']}")


def _save(files: list[tuple[str, bytes]], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files:
            (folder / name).write_bytes(content)
    except OSError as fault:
        raise OutputError(f"{fault.filename or folder}: 无法写入，{why(fault)} (cannot be written)") from None


def _write(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
