from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from checks.model import Severity
from flows.errors import BrokenDocument, NoticeRefused, SourceError
from flows.ledger import Ledger
from flows.notify import handling
from flows.notify.cases import letters
from flows.notify.cases.case_store import NIGHT, Act, events
from flows.notify.cases.standing import SILENT_RULE
from flows.notify.cases.states import State, Step
from flows.notify.channels.folder import FolderChannel
from flows.notify.post.sending import send_queued
from flows.notify.recheck import LOOKED, recheck
from flows.notify.reply.answers import read_answers
from flows.settings import load_settings
from tests.ledger import night
from tests.notify.office import FINDINGS, ID, LI, START, WANG, YEAR, Clock, act, approved, case, spend
from tests.notify.test_ladder import went

NEXT = date(2024, 4, 9)


@pytest.fixture
def sent(ledger: Ledger, tmp_path: Path) -> letters.Notice:
    """A letter about both findings, sent to the folder."""
    notice = approved(ledger)
    handling.queue(ledger, ID, YEAR, "folder", False, act(WANG))
    asked = load_settings(out=tmp_path / "out")
    send_queued(ledger, FolderChannel(asked.out), asked, act(WANG), Clock())
    assert case(ledger).case.state is State.SENT
    return notice


def look(ledger: Ledger, day: date = NEXT) -> int:
    return len(recheck(ledger, YEAR, "r", Act(NIGHT, START, day)))


def told(ledger: Ledger) -> list[str]:
    with ledger.reading() as connection:
        return [event.detail for event in events(connection, case(ledger).case_id) if event.step == LOOKED]


def test_a_corrected_report_closes_its_case_by_a_letter_that_a_second_person_approves(
    ledger: Ledger, tmp_path: Path, sent: letters.Notice
) -> None:
    spend(ledger, tmp_path / "2023", (), NEXT)
    # Only a rule that the invented night asks can find its finding fixed.
    fixed = [one.finding_id for one in FINDINGS if one.rule_id in night.RULES]
    assert fixed == [FINDINGS[0].finding_id]
    assert look(ledger) == 0
    assert "已整改" in told(ledger)[0]
    assert "尚未整改" in told(ledger)[0]
    handling.accept(ledger, ID, YEAR, [FINDINGS[1].finding_id], "口径调整", None, act(LI))
    excused = replace(FINDINGS[1], suppressed_by="李强：口径调整")
    spend(ledger, tmp_path / "2023", (excused,), date(2024, 4, 10))
    assert look(ledger) == 1
    assert case(ledger).case.state is State.RECHECKED
    closing = handling.approve(ledger, ID, YEAR, act(LI))
    assert closing.number_text.endswith("2号")
    words = "".join(paragraph.text for paragraph in Document(io.BytesIO(closing.document)).paragraphs)
    assert "现予销号" in words
    assert "（）" not in words
    handling.close(ledger, ID, YEAR, "", act(WANG))
    assert case(ledger).case.state is State.CLOSED


def test_the_letter_that_was_sent_stays_as_it_was(ledger: Ledger, tmp_path: Path, sent: letters.Notice) -> None:
    spend(ledger, tmp_path / "2023", (), NEXT)
    look(ledger)
    with ledger.reading() as connection:
        assert letters.by_id(connection, sent.notice_id) == sent


def test_a_night_that_sees_no_change_says_nothing_twice(ledger: Ledger, tmp_path: Path, sent: letters.Notice) -> None:
    spend(ledger, tmp_path / "2023", FINDINGS, NEXT)
    assert look(ledger) == look(ledger) == 0
    assert len(told(ledger)) == 1


def test_a_deadline_that_passed_is_told_and_nothing_escalates_by_itself(ledger: Ledger, sent: letters.Notice) -> None:
    look(ledger, date(2024, 4, 23))
    assert "已超过期限2024-04-22" in told(ledger)[0]
    assert case(ledger).case.state is State.SENT
    handling.answer(ledger, ID, YEAR, Step.ESCALATE, "逾期未反馈", act(LI))
    assert case(ledger).case.state is State.ESCALATED


def test_a_correction_that_breaks_something_else_is_told_in_the_same_case(
    ledger: Ledger, tmp_path: Path, sent: letters.Notice
) -> None:
    fresh = night.finding("T3.granted.total")
    spend(ledger, tmp_path / "2023", (*FINDINGS, fresh), NEXT)
    look(ledger)
    assert f"去函后新出现的问题：{fresh.finding_id}" in told(ledger)[0]


@pytest.fixture
def about_one(ledger: Ledger, tmp_path: Path) -> Ledger:
    """A letter about one finding, sent."""
    spend(ledger, tmp_path / "2023", FINDINGS[:1], date(2024, 4, 8))
    handling.confirm(ledger, ID, YEAR, [FINDINGS[0].finding_id], act(WANG))
    handling.draft(ledger, ID, YEAR, act(WANG))
    handling.approve(ledger, ID, YEAR, act(LI))
    went(ledger)
    return ledger


def test_a_correction_that_breaks_something_else_keeps_the_case_open(about_one: Ledger, tmp_path: Path) -> None:
    fresh = night.finding("T3.granted.total", "T3-ROW-SUM")
    spend(about_one, tmp_path / "2023", (FINDINGS[1], fresh), NEXT)
    assert look(about_one) == 0
    assert case(about_one).case.state is State.SENT
    assert told(about_one) == [f"已整改：{FINDINGS[0].finding_id}；去函后新出现的问题：{fresh.finding_id}"]


def test_a_suspicion_that_stood_beside_the_letter_keeps_no_case_open(about_one: Ledger, tmp_path: Path) -> None:
    spend(about_one, tmp_path / "2023", (FINDINGS[1],), NEXT)
    assert look(about_one) == 1


def test_a_silent_correction_is_told_apart_and_its_note_asked_for(about_one: Ledger, tmp_path: Path) -> None:
    silent = night.finding("T3.new.total", SILENT_RULE, severity=Severity.WARNING)
    spend(about_one, tmp_path / "2023", (FINDINGS[1], silent), NEXT)
    assert look(about_one) == 1
    closing = handling.approve(about_one, ID, YEAR, act(LI))
    assert "未注明更正日期和更正说明" in "".join(
        paragraph.text for paragraph in Document(io.BytesIO(closing.document)).paragraphs
    )


def test_what_is_broken_again_before_its_closing_letter_takes_the_letter_back(
    about_one: Ledger, tmp_path: Path
) -> None:
    spend(about_one, tmp_path / "2023", (FINDINGS[1],), NEXT)
    look(about_one)
    spend(about_one, tmp_path / "2023", FINDINGS, date(2024, 4, 10))
    assert look(about_one, date(2024, 4, 10)) == 0
    assert case(about_one).case.state is State.REOPENED
    with pytest.raises(NoticeRefused, match="没有待签发"):
        handling.approve(about_one, ID, YEAR, act(LI))


def form(sent: letters.Notice, path: Path, **answers: str) -> Path:
    """The letter's own feedback form, filled in for its first finding."""
    book = openpyxl.load_workbook(io.BytesIO(sent.annex))
    sheet = book["反馈表"]
    heads = [cell.value for cell in sheet[1]]
    for head, text in answers.items():
        sheet.cell(2, heads.index(head) + 1, text)
    book.save(path)
    return path


def test_a_filled_in_form_is_read_and_tells_whose_it_is(ledger: Ledger, tmp_path: Path, sent: letters.Notice) -> None:
    path = form(sent, tmp_path / "f.xlsx", 整改情况="已更正表三", 完成时间="2024-04-12", 负责人签字="赵敏")
    (answer,) = read_answers(path)
    assert (answer.mended, answer.when, answer.signed) == ("已更正表三", "2024年4月12日", "赵敏")
    assert handling.author(ledger, [answer.finding_id], YEAR) == ID


def test_an_empty_form_answers_nothing(tmp_path: Path, sent: letters.Notice) -> None:
    assert read_answers(form(sent, tmp_path / "f.xlsx")) == []


def test_a_form_about_somebody_else_is_refused(ledger: Ledger) -> None:
    with pytest.raises(NoticeRefused):
        handling.author(ledger, [FINDINGS[0].finding_id], YEAR, "other")
    with pytest.raises(NoticeRefused):
        handling.author(ledger, [FINDINGS[0].finding_id], YEAR + 1)
    with pytest.raises(NoticeRefused):
        handling.author(ledger, ["nosuch"], YEAR)


@pytest.mark.parametrize("content", [b"", b"<html>", "整改".encode(), b"PK\x03\x04 broken", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_form_is_one_clear_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "f.xlsx").write_bytes(content)
    with pytest.raises(SourceError):
        read_answers(tmp_path / "f.xlsx")


def test_a_form_whose_head_was_changed_is_refused(tmp_path: Path, sent: letters.Notice) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sent.annex))
    book["反馈表"].cell(1, 1, "序号")
    book.save(tmp_path / "f.xlsx")
    with pytest.raises(BrokenDocument, match="表头"):
        read_answers(tmp_path / "f.xlsx")
