"""`gouji notices`: the letters to agencies, from suspicion to a closed case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, Parameter

if TYPE_CHECKING:
    from flows.notify.bench import Bench

notices = App(name="notices", help="致各单位的函件：确认、拟稿、签发、外发、反馈、销号 · the letters to agencies.")

Agency = Annotated[str, Parameter(name="AGENCY_ID")]
Who = Annotated[str | None, Parameter(name="--as")]


@contextmanager
def _bench(year: int | None, out: Path | None, database: str | None, who: str | None = None) -> Iterator[Bench]:
    from flows.notify.bench import open_bench

    with open_bench(year=year, out=out, database=database, who=who) as bench:
        yield bench


@notices.command(name="list")
def list_(
    *,
    year: int | None = None,
    format: Literal["table", "json"] = "table",
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """列出案件和待确认的单位 · list cases and suspicions.

    Parameters
    ----------
    year
        报告年度，默认为最近一次核查的年度。
    format
        table 给人看；json 给程序。
    out
        输出文件夹。
    database
        台账数据库地址。
    """
    with _bench(year, out, database) as bench:
        bench.show_list(as_json=format == "json")
    return 0


@notices.command
def show(
    agency_id: Agency,
    /,
    *,
    save: Path | None = None,
    year: int | None = None,
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """看一家单位的案件：问题、函件、经过 · show one agency's case.

    Parameters
    ----------
    agency_id
        单位代码。
    save
        把最近一份函件和附件存到这个文件夹，供查看。
    year
        报告年度。
    out
        输出文件夹。
    database
        台账数据库地址。
    """
    with _bench(year, out, database) as bench:
        bench.show_case(agency_id, save)
    return 0


@notices.command
def confirm(
    agency_id: Agency,
    /,
    *finding_id: Annotated[str, Parameter(name="FINDING_ID")],
    who: Who = None,
    year: int | None = None,
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """确认问题属实；不写编号即确认该单位全部待处理问题 · confirm findings.

    Parameters
    ----------
    agency_id
        单位代码。
    finding_id
        问题编号。
    who
        经办人姓名；默认取设置 acting_as。
    year
        报告年度。
    out
        输出文件夹。
    database
        台账数据库地址。
    """
    with _bench(year, out, database, who) as bench:
        bench.confirm(agency_id, finding_id)
    return 0


@notices.command
def dismiss(
    agency_id: Agency,
    /,
    *,
    reason: str,
    who: Who = None,
    year: int | None = None,
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """认定不成立，须写理由 · dismiss a case before its letter went out."""
    with _bench(year, out, database, who) as bench:
        bench.dismiss(agency_id, reason)
    return 0


@notices.command
def draft(
    agency_id: Agency,
    /,
    *,
    who: Who = None,
    year: int | None = None,
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """就已确认的问题拟稿 · draft the letter of what is confirmed.

    Parameters
    ----------
    agency_id
        单位代码。
    who
        拟稿人姓名。
    year
        报告年度。
    out
        输出文件夹。
    database
        台账数据库地址。
    """
    with _bench(year, out, database, who) as bench:
        bench.draft(agency_id)
    return 0


@notices.command
def approve(
    agency_id: Agency,
    /,
    *,
    who: Who = None,
    year: int | None = None,
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """签发：编号、定稿，列明将发往何处；拟稿人不能签发 · approve a letter.

    Parameters
    ----------
    agency_id
        单位代码。
    who
        签发人姓名。
    year
        报告年度。
    out
        输出文件夹。
    database
        台账数据库地址。
    """
    with _bench(year, out, database, who) as bench:
        bench.approve(agency_id)
    return 0


@notices.command
def send(
    *agency_id: Annotated[str, Parameter(name="AGENCY_ID")],
    who: Who = None,
    year: int | None = None,
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """外发已签发的函件；不写单位即全部 · send approved letters.

    退出码：0 全部发出；1 有未发出的（被拒、暂缓、结果不明待人工核对）；2 配置有误。

    Parameters
    ----------
    agency_id
        单位代码。
    who
        经办人姓名。
    year
        报告年度。
    out
        输出文件夹。
    database
        台账数据库地址。
    """
    with _bench(year, out, database, who) as bench:
        return bench.send(agency_id)


@notices.command
def stop(*, who: Who = None, out: Path | None = None, database: str | None = None) -> int:
    """立即停止一切外发 · hold all mail at once."""
    with _bench(None, out, database, who) as bench:
        bench.stop(is_stopped=True)
    return 0


@notices.command
def resume(*, who: Who = None, out: Path | None = None, database: str | None = None) -> int:
    """恢复外发 · let mail go again."""
    with _bench(None, out, database, who) as bench:
        bench.stop(is_stopped=False)
    return 0


@notices.command
def reply(
    target: Annotated[str, Parameter(name="AGENCY_ID_OR_FILE")],
    file: Annotated[Path | None, Parameter(name="FILE")] = None,
    /,
    *,
    kind: Literal["acknowledge", "correct", "explain"] | None = None,
    text: str = "",
    who: Who = None,
    year: int | None = None,
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """登记单位的反馈：反馈表 .xlsx，或直接录入 · record an agency's reply.

    Parameters
    ----------
    target
        单位代码；或者只给反馈表，由表中的问题编号认出单位。
    file
        填写好的反馈表（.xlsx）。
    kind
        没有反馈表时：acknowledge 已签收，correct 已整改，explain 作出说明。
    text
        反馈内容。
    who
        登记人姓名。
    year
        报告年度。
    out
        输出文件夹。
    database
        台账数据库地址。
    """
    with _bench(year, out, database, who) as bench:
        bench.reply(target, file, kind, text)
    return 0


@notices.command
def accept(
    agency_id: Agency,
    /,
    *finding_id: Annotated[str, Parameter(name="FINDING_ID")],
    reason: str,
    until: date | None = None,
    who: Who = None,
    year: int | None = None,
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """采纳单位的说明，至 --until 为止不再计为问题 · accept an explanation."""
    with _bench(year, out, database, who) as bench:
        bench.accept(agency_id, finding_id, reason, until)
    return 0


@notices.command
def reopen(
    agency_id: Agency,
    /,
    *,
    reason: str,
    escalate: bool = False,
    who: Who = None,
    year: int | None = None,
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """退回，或用 --escalate 升级到下一级 · send a case back, or a rung up."""
    with _bench(year, out, database, who) as bench:
        bench.reopen(agency_id, reason, escalate=escalate)
    return 0


@notices.command
def close(
    agency_id: Agency,
    /,
    *,
    reason: str = "",
    who: Who = None,
    year: int | None = None,
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """复核通过后销号 · close a case that was re-checked.

    Parameters
    ----------
    agency_id
        单位代码。
    reason
        说明；已签发而不外发的，必须写明。
    who
        经办人姓名。
    year
        报告年度。
    out
        输出文件夹。
    database
        台账数据库地址。
    """
    with _bench(year, out, database, who) as bench:
        bench.close(agency_id, reason)
    return 0
