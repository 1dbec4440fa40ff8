"""What a parent office is told of its agencies: one letter, a numbered line an agency, a table in the annex."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from checks.model import Agency
from flows.notify.cases.case_store import Filed, agency_of, children
from flows.notify.cases.letters import approved_of
from flows.notify.cases.standing import look
from flows.notify.cases.states import WORDS, State
from flows.notify.writing.address import called
from flows.notify.writing.letter import Letter, Part, blank_values, frame, headed, mark_of
from flows.notify.writing.matter import Stamp
from flows.notify.writing.papers import Papers, document, mail_text
from flows.notify.writing.stationery import Stationery, filled
from flows.notify.writing.wording import one_line
from flows.official import day_words
from flows.spreadsheet.sheet import Column, Formats, Sheet, Value, new_book

_COLUMNS = (
    Column("序号", 6),
    Column("单位", 30),
    Column("发文字号", 24, wraps=True),
    Column("问题", 8),
    Column("已整改", 8),
    Column("已说明", 8),
    Column("未整改", 8),
    Column("期限", 12),
    Column("状态", 14),
)
_OPEN_HEAD, _DONE_HEAD = "尚未办结的单位", "已经办结的单位"


@dataclass(frozen=True, slots=True)
class Line:
    """One agency's case: the numbers of its letters, its findings by what became of them."""

    agency: str
    numbers: str
    mended: int
    explained: int
    remaining: int
    due: date | None
    state: State
    is_late: bool

    @property
    def is_done(self) -> bool:
        """Whether nothing is wanted of the agency any more."""
        return self.state in (State.RECHECKED, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Overview:
    """What one parent office is told, as of a day."""

    parent: Agency
    year: int
    lines: tuple[Line, ...]
    audited: date
    stamp: Stamp = Stamp()

    def stamped(self, stamp: Stamp) -> Overview:
        """The same overview under a number."""
        return replace(self, stamp=stamp)


def overview_of(connection: Connection, case: Filed, audited: date) -> Overview:
    """The overview of a parent office from the cases of its agencies as they stand."""
    cases = children(connection, case.agency_id, case.year)
    lines = tuple(_line(connection, one, audited) for one in cases)
    return Overview(agency_of(connection, case.agency_id), case.year, lines, audited)


def overview_papers(matter: Overview, paper: Stationery) -> Papers:
    """The overview's letter and its annex; nothing is to be answered on a form."""
    letter = compose_overview(matter, paper)
    return Papers(letter, document(letter), _workbook(matter), b"", mail_text(letter, paper))


def compose_overview(matter: Overview, paper: Stationery) -> Letter:
    """The overview in words: who is not done yet, then who is."""
    values = blank_values() | {
        "agency": one_line(matter.parent.name),
        "you": called(matter.parent.name),
        "year": str(matter.year),
        "audited": day_words(matter.audited),
        "self": paper.office.self,
        "office": paper.office.name,
        "count": str(len(matter.lines)),
    }
    demand = Part("有关要求", (filled(paper.texts.demand_overview, values),))
    return Letter(
        mark=mark_of(True, matter.stamp, paper),
        title=filled(paper.titles.overview, values),
        opening=filled(paper.texts.overview, values),
        parts=headed((*_parts(matter), demand)),
        annexes=("所属单位核查及整改情况表",),
        **frame(matter.stamp, paper, values["agency"]),
    )


def _line(connection: Connection, case: Filed, today: date) -> Line:
    seen = look(connection, case)
    is_open = case.case.state not in (State.RECHECKED, State.CLOSED)
    return Line(
        agency=agency_of(connection, case.agency_id).name,
        numbers="、".join(one.number_text for one in approved_of(connection, case.case_id)),
        mended=len(seen.mended),
        explained=len(seen.explained),
        remaining=len(seen.remaining),
        due=case.due,
        state=case.case.state,
        is_late=bool(is_open and case.due and today > case.due),
    )


def _parts(matter: Overview) -> Iterator[Part]:
    number = 0
    for heading, is_done in ((_OPEN_HEAD, False), (_DONE_HEAD, True)):
        lines = [one for one in matter.lines if one.is_done is is_done]
        if lines:
            yield Part(heading, tuple(_words(number + place, one) for place, one in enumerate(lines, 1)))
        number += len(lines)


def _words(number: int, line: Line) -> str:
    tally = f"列入问题{line.mended + line.explained + line.remaining}项"
    parts = [
        f"{word}{count}项"
        for word, count in (("已整改", line.mended), ("已说明", line.explained), ("尚未整改", line.remaining))
        if count
    ]
    due = f"期限为{day_words(line.due)}{'，已逾期' if line.is_late else ''}" if line.due and not line.is_done else ""
    return (
        f"{number}.{one_line(line.agency)}（{line.numbers}）：" + "，".join(filter(None, (tally, *parts, due))) + "。"
    )


def _workbook(matter: Overview) -> bytes:
    out = io.BytesIO()
    book = new_book(out)
    title = f"{one_line(matter.parent.name)}所属单位{matter.year}年度报告核查及整改情况"
    book.set_properties({"title": title, "created": datetime(2020, 1, 1)})  # noqa: DTZ001 - a fixed day for equal bytes
    Sheet(book, "核查及整改情况", _COLUMNS, Formats(book), title=title).write(_rows(matter))
    book.close()
    return out.getvalue()


def _rows(matter: Overview) -> Iterator[Sequence[Value]]:
    for number, line in enumerate(matter.lines, 1):
        counts: Mapping[str, int] = {"mended": line.mended, "explained": line.explained, "remaining": line.remaining}
        state = WORDS[line.state] + ("（已逾期）" if line.is_late else "")
        yield (number, line.agency, line.numbers, sum(counts.values()), *counts.values(), line.due, state)
