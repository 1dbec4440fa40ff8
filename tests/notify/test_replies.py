"""The feedback form that comes back as a workbook or a Word document, honest, damaged or hostile."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from flows.errors import BrokenDocument, NoticeRefused, SettingsError, SourceError, TooLarge, UnsupportedFormat
from flows.ledger import Ledger
from flows.notify import handling
from flows.notify.cases.letters import Notice
from flows.notify.cases.states import State
from flows.notify.reply.answers import read_answers
from flows.notify.writing.word import template
from flows.publish.paper import office_paper
from flows.settings import config_dir
from tests.notify.office import ID, WANG, YEAR, act, approved, case
from tests.notify.test_ladder import went

Fill = Callable[[Notice, Path, Mapping[str, str]], Path]
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


def sheet(notice: Notice, folder: Path, answers: Mapping[str, object]) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(notice.annex))
    form = book["反馈表"]
    heads = [cell.value for cell in form[1]]
    for head, text in answers.items():
        form.cell(2, heads.index(head) + 1, text)
    book.save(folder / "form.xlsx")
    return folder / "form.xlsx"


def table(notice: Notice, folder: Path, answers: Mapping[str, str]) -> Path:
    document = Document(io.BytesIO(notice.feedback))
    head, row = document.tables[0].rows[:2]
    heads = [cell.text for cell in head.cells]
    for name, text in answers.items():
        row.cells[heads.index(name)].text = text
    document.save(str(folder / "form.docx"))
    return folder / "form.docx"


@pytest.fixture
def sent(ledger: Ledger) -> Notice:
    approved(ledger)
    return went(ledger)


def package(path: Path, members: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return path


@pytest.mark.parametrize("fill", [sheet, table])
@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({"整改情况": "已更正表三", "新页面地址": "http://qh.example/2.html"}, State.CORRECTED),
        ({"整改情况": "已经按要求修改，未填数据补“0”"}, State.CORRECTED),
        ({"整改情况": "更正"}, State.CORRECTED),
        ({"说明": "机构改革，口径调整"}, State.EXPLAINED),
        ({"整改情况": "无需整改", "说明": "网站迁移"}, State.EXPLAINED),
        ({"整改情况": "正在整改，拟于下周完成"}, State.EXPLAINED),
        ({"整改情况": "已说明"}, State.EXPLAINED),
    ],
)
def test_the_letter_s_own_form_is_read_back(
    ledger: Ledger, tmp_path: Path, sent: Notice, fill: Fill, answers: Mapping[str, str], state: State
) -> None:
    assert handling.reply(ledger, fill(sent, tmp_path, answers), YEAR, act(WANG)).case.state is state


@pytest.mark.parametrize("fill", [sheet, table])
def test_an_empty_form_records_nothing(ledger: Ledger, tmp_path: Path, sent: Notice, fill: Fill) -> None:
    with pytest.raises(NoticeRefused, match="没有填写"):
        handling.reply(ledger, fill(sent, tmp_path, {}), YEAR, act(WANG))
    assert case(ledger).case.state is State.SENT


@pytest.mark.parametrize("fill", [sheet, table])
def test_hostile_answers_are_only_words(tmp_path: Path, sent: Notice, fill: Fill) -> None:
    (answer,) = read_answers(fill(sent, tmp_path, {"说明": "{{x}} =cmd|' /C calc'!A0 \u202e倒\r\n二"}))
    assert answer.explained == "{{x}} =cmd|' /C calc'!A0 倒 二"


@pytest.mark.parametrize("fill", [sheet, table])
def test_a_very_long_answer_is_cut(tmp_path: Path, sent: Notice, fill: Fill) -> None:
    (answer,) = read_answers(fill(sent, tmp_path, {"说明": "长" * 30_000}))
    assert len(answer.explained) == 2_000


@pytest.mark.parametrize(
    "members",
    [
        {"word/document.xml": BOMB},
        {"word/document.xml": "<broken"},
        {"word/document.xml": b" " * 30_000_000},
        {"xl/workbook.xml": BOMB, "xl/_rels/workbook.xml.rels": "<r/>"},
        {"xl/workbook.xml": "<w/>"},
        {"../../etc/passwd": "x"},
        {},
    ],
)
def test_a_hostile_package_is_one_clear_line(tmp_path: Path, members: Mapping[str, str | bytes]) -> None:
    with pytest.raises(BrokenDocument):
        read_answers(package(tmp_path / "f.docx", members))


def spoilt(content: bytes) -> bytes:
    """The package with the data of its members overwritten."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members = package.infolist()
    for one in members:
        start = one.header_offset + 30 + len(one.filename)
        content = content[:start] + b"\xff" * one.compress_size + content[start + one.compress_size :]
    return content


def locked(content: bytes) -> bytes:
    """The package as one whose members are encrypted."""
    for head, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content = re.sub(
            re.escape(head) + b".{%d}" % (flags - 4) + b".",
            lambda found: found[0][:-1] + bytes([found[0][-1] | 1]),
            content,
            flags=re.DOTALL,
        )
    return content


@pytest.mark.parametrize("damage", [spoilt, locked])
@pytest.mark.parametrize("fill", [sheet, table])
def test_a_damaged_form_is_one_clear_line(
    tmp_path: Path, sent: Notice, fill: Fill, damage: Callable[[bytes], bytes]
) -> None:
    path = fill(sent, tmp_path, {"说明": "x"})
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(BrokenDocument, match="不是可读取的反馈表"):
        read_answers(path)


@pytest.mark.parametrize("damage", [spoilt, locked])
@pytest.mark.parametrize("read", [lambda path: template(path, frozenset(), frozenset()), office_paper])
def test_a_damaged_template_is_one_clear_line(
    tmp_path: Path, read: Callable[[Path], object], damage: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(damage((config_dir() / "letters" / "letter.docx").read_bytes()))
    with pytest.raises(SettingsError, match=r"letter.docx: 不是可用的"):
        read(path)


@pytest.mark.parametrize("day", [date(2024, 4, 20), 45_402, "2024年4月20日"])
def test_a_day_that_a_spreadsheet_keeps_as_a_number_is_recorded_as_a_day(
    tmp_path: Path, sent: Notice, day: object
) -> None:
    (answer,) = read_answers(sheet(sent, tmp_path, {"整改情况": "已更正", "完成时间": day}))
    assert answer.when == "2024年4月20日"


def test_other_kinds_of_files_are_told_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(UnsupportedFormat, match="--kind"):
        read_answers(tmp_path / "scan.pdf")
    with pytest.raises(SourceError, match="No such file"):
        read_answers(tmp_path / "nosuch.docx")


def test_a_file_beyond_any_form_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "f.xlsx").open("wb") as target:
        target.truncate(30_000_000)
    with pytest.raises(TooLarge):
        read_answers(tmp_path / "f.xlsx")


def test_a_title_above_the_form_and_a_break_in_the_id_do_no_harm(tmp_path: Path, sent: Notice) -> None:
    (whole,) = read_answers(sheet(sent, tmp_path, {"整改情况": "已更正"}))
    broken = f"{whole.finding_id[:9]}\n{whole.finding_id[9:]}"
    book = openpyxl.load_workbook(sheet(sent, tmp_path, {"整改情况": "已更正", "问题编号": broken}))
    book["反馈表"].insert_rows(1, 2)
    book.save(tmp_path / "titled.xlsx")
    assert read_answers(tmp_path / "titled.xlsx") == [whole]


@pytest.mark.parametrize("fill", [sheet, table])
def test_an_answer_that_lost_its_id_is_told_and_not_dropped(tmp_path: Path, sent: Notice, fill: Fill) -> None:
    with pytest.raises(BrokenDocument, match="缺少问题编号"):
        read_answers(fill(sent, tmp_path, {"问题编号": "", "整改情况": "已更正"}))


def test_a_form_with_the_ids_of_nobody_is_refused(ledger: Ledger, tmp_path: Path, sent: Notice) -> None:
    path = table(sent, tmp_path, {"问题编号": "nosuch", "说明": "x"})
    with pytest.raises(NoticeRefused, match="nosuch"):
        handling.reply(ledger, path, YEAR, act(WANG), ID)
