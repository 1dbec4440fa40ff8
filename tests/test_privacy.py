"""No output of a single report shows a personal number, wherever in the report it stood. All numbers here are invented."""

from __future__ import annotations

import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from flows.cli import main
from flows.crawl.trail import plain
from tests.accuracy.figures import invent
from tests.accuracy.formats.html import as_html
from tests.accuracy.report import pieces_of

IDENTITY, MOBILE, CARD = "110101199003071233", "13812345678", "6222021234567890128"
SAID = f"申请人身份证号{IDENTITY}，手机138 1234 5678，退款至{CARD}。"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with numbers in its title, its prose, beside a figure and in the place of one."""
    page = as_html(pieces_of(invent(12))).decode()
    page = page.replace("工作年度报告</p>", f"工作年度报告（{MOBILE}）</p>", 1)
    page = page.replace("持续推进政务公开，", f"持续推进政务公开。{SAID}未收到申请人{MOBILE}的依申请公开。", 1)
    figures = re.compile(r"<td([^>]*)><p>\d+</p></td>")
    page = figures.sub(rf"<td\1><p>3（{MOBILE}）</p></td>", page, count=1)
    page = page[: (cut := len(page) // 2)] + figures.sub(rf"<td\1><p>{IDENTITY}</p></td>", page[cut:], count=1)
    path = tmp_path_factory.mktemp("site") / "report.html"
    path.write_text(page, "utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [
        ("check", "--format", "text"),
        ("check", "--format", "json"),
        ("check", "--format", "html"),
        ("extract", "--format", "json"),
        ("extract", "--format", "csv"),
        ("extract", "--format", "xlsx"),
    ],
    ids="-".join,
)
def test_no_output_shows_a_personal_number(command, report, capfdbinary):
    main([command[0], str(report), *command[1:]])
    sys.stdout.flush()
    out, err = capfdbinary.readouterr()
    shown = "".join(_texts(out)) + err.decode()
    assert shown
    for number in (IDENTITY, IDENTITY[6:14], MOBILE, "1234 5678", CARD):
        assert number not in shown


def test_what_a_search_tells_is_masked_too():
    assert plain(f"某局2023年报（{MOBILE}）") == "某局2023年报（138****5678）"


def _texts(content: bytes) -> list[str]:
    """The text of an output, or of every part of a workbook."""
    if not content.startswith(b"PK"):
        return [content.decode()]
    with zipfile.ZipFile(BytesIO(content)) as book:
        return [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
