"""`gouji extract`: the reports as read, for programs and for people with a spreadsheet."""

from __future__ import annotations

import json
import sys
from codecs import BOM_UTF8
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.errors import OutputError, SettingsError, SourceError
from flows.os_fault import why

if TYPE_CHECKING:
    from checks.report import Report
    from flows.sources import ReadSource


def extract(
    *sources: Annotated[str, Parameter(name="SOURCE")],
    year: int | None = None,
    format: Literal["json", "csv", "xlsx"] = "json",
    output: Path | None = None,
) -> int:
    """读出报告的各部分、各单元格及其位置、文中的说法 · print reports as read.

    退出码：0 全部读出；2 有来源无法读取（其余照常输出，json 中以 null 占位）。

    Parameters
    ----------
    sources
        文件或网址，可以有几个。
    year
        报告年度；不填则从报告标题读取。
    format
        json 一个数组；csv 每格一行；xlsx 一个工作簿。
    output
        写入这个文件，不写到标准输出。
    """
    from flows.cli import show_log
    from flows.settings import load_settings
    from flows.sources import read_sources

    show_log()
    if not sources:
        raise SourceError("请给出至少一个文件或网址 (name at least one SOURCE)")
    reports = [_told(reading) for reading in read_sources(sources, load_settings(), year)]
    _deliver(_content(reports, format), format, output)
    return 2 if None in reports else 0


def _told(reading: ReadSource | SourceError) -> Report | None:
    """The report; of one that cannot be read the reason goes to the log's place, the terminal."""
    if not isinstance(reading, SourceError):
        return reading.report
    sys.stderr.write(f"gouji: {reading}\n")
    return None


def _content(reports: Sequence[Report | None], format: str) -> bytes:
    from flows.extract.export import report_json
    from flows.extract.forms import forms
    from flows.publish.privacy import masked_report
    from flows.sheets import cells_csv, reports_workbook

    reports = [report and masked_report(report) for report in reports]
    read = [report for report in reports if report]
    match format:
        case "csv":
            return cells_csv(read, forms()).encode("utf-8", "replace")
        case "xlsx":
            return reports_workbook(read, forms())
        case _:
            records = [report and report_json(report) for report in reports]
            return (json.dumps(records, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _deliver(content: bytes, format: str, output: Path | None) -> None:
    if output is None:
        if format == "xlsx" and sys.stdout.isatty():
            raise SettingsError("工作簿不能显示在终端上，请加 --output 文件名 (a workbook needs --output FILE)")
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        # Excel takes a CSV file for UTF-8 only where it begins with a byte order mark.
        output.write_bytes(BOM_UTF8 + content if format == "csv" else content)
    except OSError as fault:
        raise OutputError(f"{output}: 无法写入，{why(fault)} (cannot be written)") from None
