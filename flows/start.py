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
from flows.resuming import cut_off
from flows.settings import Settings, load_settings
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

    What is not given comes from the settings; the day is that of a night that was cut off less than a day ago, else
    today, the year the one before it. Raises `GoujiError`.
    """
    show_log(logging.WARNING if sys.stderr.isatty() else logging.INFO)
    settings = load_settings(agencies=agencies, out=out, database=database)
    wish = _wish(settings, year, as_of)
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


def _wish(settings: Settings, year: int | None, as_of: date | None) -> Wish:
    left = [] if as_of else cut_off(settings, now(), year)
    day = as_of or today(settings.timezone)
    if left and left[0].as_of != day:
        console(sys.stderr).print(f"继续 {left[0].as_of} 中断的核查 (going on with the night of that day)")
    return left[0] if left else Wish(year or day.year - 1, day, now(), settings)


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
