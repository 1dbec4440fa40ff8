from __future__ import annotations

import io
import json
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from flows.beijing import BEIJING
from flows.cli import main
from flows.ledger import Ledger
from tests.notify.office import FINDINGS, ID


@pytest.fixture
def gouji(ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Run `gouji notices …` on the office's ledger: exit code, standard output, standard error."""
    monkeypatch.setenv("GOUJI_LETTER_PDF", "false")
    (tmp_path / "2023" / "r").mkdir(parents=True)
    (tmp_path / "latest").symlink_to("2023/r")

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["notices", *words, "--out", str(tmp_path)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_a_letter_goes_from_suspicion_to_an_answer(gouji, tmp_path: Path) -> None:
    assert gouji("confirm", ID, "--as", "王芳")[0] == 0
    assert gouji("draft", ID, "--as", "王芳")[0] == 0
    code, _, wrong = gouji("approve", ID, "--as", "王芳", "--yes")
    assert (code, "拟稿人" in wrong) == (1, True)
    code, _, wrong = gouji("approve", ID, "--as", "李强")
    assert (code, "--seen" in wrong) == (1, True), "nobody was there to look at it"
    code, shown, _ = gouji("approve", ID, "--as", "李强", "--yes")
    assert code == 0
    assert "jyj@qinghe.example" in shown
    assert "sha256" in shown
    assert gouji("send", "--as", "王芳")[0] == 0
    assert list((tmp_path / "latest" / "notices" / "outgoing").glob("*/message.eml"))
    assert gouji("show", ID, "--save", str(tmp_path / "look"))[0] == 0
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "look" / "annex.xlsx").read_bytes()))
    book["反馈表"].cell(2, 4, "口径调整")
    book.save(tmp_path / "form.xlsx")
    assert gouji("reply", str(tmp_path / "form.xlsx"), "--as", "王芳")[0] == 0
    code, shown, _ = gouji("list", "--format", "json")
    (line,) = json.loads(shown)
    assert (code, line["state"], line["outbox"], line["number"]) == (
        0,
        "explained",
        "sent",
        "政公开函〔" + line["number"][5:],
    )


def test_what_was_done_is_told_by_the_office_clock_and_a_sample_letter_paper_is_pointed_out(gouji) -> None:
    assert gouji("confirm", ID, "--as", "王芳")[0] == 0
    assert gouji("draft", ID, "--as", "王芳")[0] == 0
    shown = gouji("show", ID)[1]
    now = datetime.now(BEIJING)
    assert any(f"{now - timedelta(minutes=past):%Y-%m-%d %H:%M} 王芳" in shown for past in range(3))
    assert "仍是示例" in shown
    assert "仍是示例" in gouji("approve", ID, "--as", "李强", "--yes")[1]


def test_sending_with_nothing_approved_says_so_and_sends_nothing(gouji, tmp_path: Path) -> None:
    code, shown, _ = gouji("send", ID, "--as", "王芳")
    assert code == 1
    assert "没有已签发" in shown
    assert not (tmp_path / "latest" / "notices").exists()


def test_nobody_acts_without_a_name(gouji) -> None:
    assert gouji("confirm", ID)[0] == 2
    assert json.loads(gouji("list", "--format", "json")[1])[0]["state"] == "suspected"


def test_a_finding_that_does_not_exist_is_not_confirmed(gouji) -> None:
    code, _, wrong = gouji("confirm", ID, "nosuch", "--as", "王芳")
    assert (code, "nosuch" in wrong) == (1, True)
    assert gouji("confirm", ID, FINDINGS[0].finding_id, "--as", "王芳")[0] == 0


def test_all_mail_can_be_stopped_at_once(gouji) -> None:
    for words in (
        ("confirm", ID, "--as", "王芳"),
        ("draft", ID, "--as", "王芳"),
        ("approve", ID, "--as", "李强", "--yes"),
    ):
        gouji(*words)
    assert gouji("stop", "--as", "李强")[0] == 0
    assert gouji("send", "--as", "王芳")[0] == 1
    gouji("resume", "--as", "李强")
    assert gouji("send", "--as", "王芳")[0] == 0


def test_where_no_ledger_is_the_command_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notices", "list", "--out", str(tmp_path / "none")]) == 2
    assert "没有台账" in capsys.readouterr().err
