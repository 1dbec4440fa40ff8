"""Starting a night from the command line: everything that can be refused is refused before Prefect starts."""

from __future__ import annotations

import logging
import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path

from rich.console import Console

from flows import prefect_env
from flows.cli import show_log
from flows.clock import now, today
from flows.settings import load_settings
from flows.shift import Wish, look_over, reserve
from flows.summary import Summary, rows
from flows.terminal import console


def run_audit(
    *,
    agencies: Path | None = None,
    year: int | None = None,
    as_of: date | None = None,
    out: Path | None = None,
    database: str | None = None,
) -> int:
    """Run one night, print its summary and the path of its index; 0 when it finished, whatever it found.

    What is not given comes from the settings; the day is today, the year the one before it. Raises `GoujiError`.
    """
    show_log(logging.WARNING if sys.stderr.isatty() else logging.INFO)
    settings = load_settings(agencies=agencies, out=out, database=database)
    day = as_of or today(settings.timezone)
    wish = Wish(year or day.year - 1, day, now(), settings)
    look_over(wish)
    reserve(wish)
    prefect_env.prepare(settings.out)
    with prefect_env.server(starting=_patience()):
        from flows.nightly import run

        try:
            done = run(wish)
        except KeyboardInterrupt as stop:
            raise KeyboardInterrupt(
                "再次运行同一命令即从断处继续，已取得的不再抓取 (run the same command again to go on from here)"
            ) from stop
    _tell(done.summary, done.index)
    return 0


def _tell(night: Summary, index: Path) -> None:
    screen = console()
    screen.print(f"{night.year}年度政府信息公开工作年度报告核查完成，核查日 {night.as_of}，运行 {night.run_id}")
    for name, value in rows(night):
        screen.print(f"  {name}：{value}")
    screen.print(f"汇总页面：{index}")


def _patience() -> AbstractContextManager[object]:
    """Something moving on a terminal while the server starts: the first time takes half a minute."""
    if not sys.stderr.isatty():
        return nullcontext()
    return Console(stderr=True).status("正在启动 Prefect 服务，首次约需半分钟…")
