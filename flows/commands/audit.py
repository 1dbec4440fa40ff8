"""`gouji audit`: one whole run of the nightly flow."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter


def audit(
    *,
    agencies: Annotated[Path | None, Parameter(name="--agencies")] = None,
    year: int | None = None,
    as_of: date | None = None,
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """完整核查一次：抓取、留证、读取、核查、入账、发布汇总 · one run of the nightly audit.

    退出码：0 核查完成（不论发现什么）；2 配置或登记表有误（此时什么也没有抓取）；1 运行失败。

    Parameters
    ----------
    agencies
        单位登记表：CSV 文件或文件夹。
    year
        报告年度，默认为核查日的上一年。
    as_of
        核查日（YYYY-MM-DD），默认今天。
    out
        输出文件夹；结果在 OUT/年度/运行号/，OUT/latest 指向最新一次。
    database
        台账数据库的 SQLAlchemy 地址，默认 OUT/ledger.sqlite。
    """
    from flows.start import run_audit

    return run_audit(agencies=agencies, year=year, as_of=as_of, out=out, database=database)
