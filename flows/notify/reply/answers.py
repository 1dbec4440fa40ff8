"""The feedback form that comes back, a workbook or a Word document from outside: read within bounds, never believed blindly."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from flows.errors import BrokenDocument, TooLarge, UnsupportedFormat
from flows.extract.package import DAMAGE
from flows.notify.reply.package import MOST_BYTES, Rows
from flows.notify.reply.sheet import sheet_rows
from flows.notify.reply.table import table_rows
from flows.notify.writing.annex import ANSWERS, FEEDBACK
from flows.notify.writing.wording import one_line
from flows.official import day_words
from flows.os_fault import why
from flows.spreadsheet.days import counted_day

_MOST_TEXT = 2_000
_HEADS = [column.head for column in FEEDBACK]
# A letterhead or a title that an office put above the form.
_HIGHEST_HEAD = 10
_DONE = re.compile("已经?(?:按|全部|完成|逐|更|改|修|整|补|重|发布|公开|上传|删|撤|调)|完毕")
_NOT_DONE = re.compile("未|正在|拟|计划|将|无需|不需|无须|不属实|不存在|无误|没有|说明")


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the form: what the agency says of one finding."""

    finding_id: str
    mended: str
    explained: str
    when: str
    url: str
    signed: str

    @property
    def is_mended(self) -> bool:
        """Whether it says that something was mended: 未整改, 正在整改 and 情况说明 stand in the same column."""
        said = self.mended
        return bool(self.url) or bool(said and (_DONE.search(said) or not _NOT_DONE.search(said)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not any((self.mended, self.explained, self.when, self.url))


def read_answers(path: Path) -> list[Answer]:
    """The filled-in lines of a feedback form, `.xlsx` or `.docx`, told apart by what is in it.

    Raises `UnsupportedFormat` for another kind of file, `BrokenDocument` for one that is no such form or that lost the id of
    a line that is filled in, `TooLarge` for one beyond any form.
    """
    try:
        content = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError as fault:
        raise BrokenDocument(f"{path}: {why(fault)}") from None
    if content is None:
        raise TooLarge(f"{path}: 文件过大 (too large for a form)")
    if not content.startswith(b"PK"):
        raise UnsupportedFormat(
            f"{path}: 只能读取 .xlsx 或 .docx 反馈表；其他形式请用 --kind 和 --text 录入 (only .xlsx and .docx)"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            rows = _rows(package)
    except (*DAMAGE, KeyError, etree.XMLSyntaxError) as fault:
        raise BrokenDocument(f"{path}: 不是可读取的反馈表 (no readable form: {one_line(str(fault))[:200]})") from None
    if rows is None:
        raise BrokenDocument(f"{path}: 没有反馈表，或者表头已改动 (no form in it, or its head was changed)")
    answers = [answer for answer in map(_answer, rows) if not answer.is_empty]
    if not all(answer.finding_id for answer in answers):
        raise BrokenDocument(
            f"{path}: 有已填写的行缺少问题编号，请对照来文补上后再登记 (a line that is filled in has lost its id)"
        )
    return answers


def _rows(package: zipfile.ZipFile) -> Rows | None:
    """The rows below the head of the form, or None where there is no form."""
    read = table_rows if "word/document.xml" in package.namelist() else sheet_rows
    for rows in read(package):
        for place, row in enumerate(rows[:_HIGHEST_HEAD]):
            if [one_line(text) for text in row[: len(_HEADS)]] == _HEADS:
                return rows[place + 1 :]
    return None


def _answer(row: Sequence[str]) -> Answer:
    cells = [one_line(text)[:_MOST_TEXT] for text in [*row, *([""] * len(FEEDBACK))]]
    # A narrow column breaks the id, and whoever types it over keeps the break.
    answer = Answer(cells[0].replace(" ", ""), *cells[2 : 2 + len(ANSWERS)])
    return replace(answer, when=_day(answer.when))


def _day(text: str) -> str:
    """A day as it was typed; one that a spreadsheet took for a date, and keeps as a number of days, in words."""
    day = counted_day(text)
    return day_words(day) if day else text
