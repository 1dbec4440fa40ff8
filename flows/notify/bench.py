"""The letters' work bench behind the command line: who acts, on which ledger, and what they are told."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console

from flows.clock import now, today
from flows.errors import NoticeRefused, SettingsError
from flows.ledger import Ledger
from flows.notify import handling, letters, listing, outbox
from flows.notify.case_store import Act, all_cases, last_night, newest
from flows.notify.channels import Channel, channel
from flows.notify.drafts import ANNEX_FILE, LETTER_FILE, MAIL_FILE
from flows.notify.letters import Notice
from flows.notify.replies import Answer, read_answers
from flows.notify.sending import send_queued
from flows.notify.states import WORDS, State, Step
from flows.notify.stationery import stationery
from flows.notify.trial_mail import send_trial
from flows.notify.workdays import is_workday
from flows.settings import Settings, load_settings
from flows.terminal import console, plain

_STEPS = {"acknowledge": Step.ACKNOWLEDGE, "correct": Step.CORRECT, "explain": Step.EXPLAIN}


@dataclass(frozen=True)
class Bench:
    """An open ledger, the report year in hand, and who acts."""

    ledger: Ledger
    settings: Settings
    year: int
    act: Act
    out: Console

    def show_list(self, *, as_json: bool) -> None:
        """Print the cases of the year."""
        lines = listing.rows(self.ledger, self.year)
        if as_json:
            sys.stdout.write(json.dumps(lines, ensure_ascii=False, indent=2) + "\n")
        else:
            listing.show_rows(self.out, lines, self.year, self.act.today)

    def show_case(self, agency_id: str, save: Path | None) -> None:
        """Print one case, and save its newest letter to look at."""
        listing.show_case(self.out, self.ledger, agency_id, self.year, self.act.today)
        if save:
            with self.ledger.reading() as connection:
                known = letters.all_of(connection, newest(connection, agency_id, self.year).case_id)
            if not known:
                raise NoticeRefused(f"{agency_id}: 还没有函件 (no letter yet)")
            save.mkdir(parents=True, exist_ok=True)
            for name, content in _files(known[-1]):
                (save / name).write_bytes(content)
            self.out.print(f"已存到 {save}")

    def confirm(self, agency_id: str, chosen: Sequence[str]) -> None:
        """Confirm findings."""
        found = handling.confirm(self.ledger, agency_id, self.year, chosen, self._actor())
        self.out.print(f"已确认 {len(found)} 个问题 (confirmed)")
        for finding in found:
            self.out.print(plain(f"  {finding.finding_id}  {finding.message}"))

    def dismiss(self, agency_id: str, reason: str) -> None:
        """Dismiss a case."""
        handling.dismiss(self.ledger, agency_id, self.year, reason, self._actor())
        self.out.print("已认定不成立 (dismissed)")

    def draft(self, agency_id: str) -> None:
        """Draft a letter."""
        self._tell("已拟稿，待他人签发 (drafted)", handling.draft(self.ledger, agency_id, self.year, self._actor()))

    def approve(self, agency_id: str) -> None:
        """Approve a letter and say exactly what will go where."""
        notice = handling.approve(self.ledger, agency_id, self.year, self._actor())
        self._tell(f"已签发，将经 {self.settings.mail_channel} 渠道外发 (approved)", notice)

    def send(self, chosen: Sequence[str]) -> int:
        """Queue the approved letters and hand over what is queued; 0 where everything went."""
        actor = self._actor()
        if self.settings.mail_workdays_only and not is_workday(actor.today):
            raise NoticeRefused(f"{actor.today} 不是工作日，按设置不外发 (no mail on days of rest)")
        way = channel(self.settings)
        if self.settings.mail_test_address:
            return self._send_trial(chosen, way)
        refused = 0
        for agency_id in chosen or self._approved():
            try:
                handling.queue(self.ledger, agency_id, self.year, way.name, way.needs_address, actor)
            except NoticeRefused as refusal:
                refused += 1
                self.out.print(plain(f"  未外发 {refusal}"))
        told = send_queued(self.ledger, way, self.settings, actor, now)
        for one in told:
            self.out.print(plain(f"  {one.state}  {one.recipient or '—'}  {one.message_id}  {one.detail}"))
        gone = sum(one.state == outbox.SENT for one in told)
        self.out.print(f"已外发 {gone} 件，未外发 {len(told) - gone + refused} 件 (sent, not sent)")
        return 0 if gone == len(told) and not refused else 1

    def stop(self, *, is_stopped: bool) -> None:
        """Stop all mail, or let it go again."""
        actor = self._actor()
        with self.ledger.writing() as connection:
            outbox.stop(connection, actor.who, actor.at, is_stopped=is_stopped)
        self.out.print("外发已停止 (mail is stopped)" if is_stopped else "外发已恢复 (mail may go)")

    def reply(self, target: str, file: Path | None, kind: str | None, text: str) -> None:
        """Record an answer, from a form or typed in; a form alone tells whose it is."""
        agency_id, actor = target, self._actor()
        if file is None and kind is None and Path(target).is_file():
            agency_id, file = "", Path(target)
        if file is not None:
            answers = read_answers(file)
            if not answers:
                raise NoticeRefused(f"{file}: 反馈表没有填写内容 (the form is empty)")
            agency_id = handling.author(self.ledger, [answer.finding_id for answer in answers], agency_id)
            step, text = _step(answers), "；".join(map(_words, answers))
        elif kind is not None:
            step = _STEPS[kind]
        else:
            raise SettingsError("请给出反馈表 FILE，或用 --kind 录入 (give a FILE or --kind)")
        moved = handling.answer(self.ledger, agency_id, self.year, step, text, actor)
        self.out.print(plain(f"已登记反馈：{WORDS[moved.case.state]}  {text}"))

    def accept(self, agency_id: str, chosen: Sequence[str], reason: str, until: date | None) -> None:
        """Accept an explanation."""
        found = handling.accept(self.ledger, agency_id, self.year, chosen, reason, until, self._actor())
        self.out.print(f"已采纳 {len(found)} 个问题的说明，下次核查起不再计为问题 (accepted)")

    def reopen(self, agency_id: str, reason: str, *, escalate: bool) -> None:
        """Send a case back, or a rung up."""
        step = Step.ESCALATE if escalate else Step.REOPEN
        moved = handling.answer(self.ledger, agency_id, self.year, step, reason, self._actor())
        self.out.print(f"{WORDS[moved.case.state]}")

    def close(self, agency_id: str, reason: str) -> None:
        """Close a case."""
        handling.close(self.ledger, agency_id, self.year, reason, self._actor())
        self.out.print("已销号 (closed)")

    def _send_trial(self, chosen: Sequence[str], way: Channel) -> int:
        told = [send_trial(self.ledger, one, self.year, way, self.settings) for one in chosen or self._approved()]
        for handover in told:
            self.out.print(plain(f"  测试 {self.settings.mail_test_address}  {handover.outcome}  {handover.detail}"))
        way.close()
        self.out.print(f"测试发送 {len(told)} 件，案件状态不变 (a trial; no case moved)")
        return 0 if all(handover.outcome == "sent" for handover in told) else 1

    def _approved(self) -> list[str]:
        with self.ledger.reading() as connection:
            waiting = []
            for case in all_cases(connection, self.year):
                numbered = letters.approved_of(connection, case.case_id)
                is_closing = bool(numbered) and numbered[-1].kind == letters.CLOSING
                if case.case.state is State.APPROVED or (
                    is_closing and not outbox.of_notice(connection, numbered[-1].notice_id)
                ):
                    waiting.append(case.agency_id)
            return waiting

    def _actor(self) -> Act:
        if not self.act.who.strip():
            raise SettingsError("请写明经办人：--as 姓名，或设置 acting_as (say who acts: --as NAME)")
        return self.act

    def _tell(self, head: str, notice: Notice) -> None:
        self.out.print(head)
        for line in listing.notice_lines(notice):
            self.out.print(plain(f"  {line}"))


@contextmanager
def open_bench(*, year: int | None, out: Path | None, database: str | None, who: str | None) -> Iterator[Bench]:
    """The bench on the ledger of the settings, for a report year or that of the newest night.

    Raises `SettingsError`, `LedgerError`, or `NoticeRefused` where no night is complete yet.
    """
    settings = load_settings(out=out, database=database)
    stationery()
    if not database and not settings.database and not (settings.out / "ledger.sqlite").is_file():
        raise SettingsError(f"{settings.out}: 这里没有账本，请先运行 gouji audit 或用 --out 指明 (no ledger here)")
    ledger = Ledger(settings.database_url)
    try:
        with ledger.reading() as connection:
            night = last_night(connection, year)
        act = Act(who or settings.acting_as, now(), today(settings.timezone))
        yield Bench(ledger, settings, night.year, act, console())
    finally:
        ledger.close()


def _files(notice: Notice) -> Iterator[tuple[str, bytes]]:
    yield LETTER_FILE, notice.document
    if notice.annex:
        yield ANNEX_FILE, notice.annex
    yield MAIL_FILE, notice.mail.encode("utf-8", "replace")


def _step(answers: Sequence[Answer]) -> Step:
    """An agency that mended anything has corrected; one that only gives reasons has explained."""
    return Step.CORRECT if any(answer.mended or answer.url for answer in answers) else Step.EXPLAIN


def _words(answer: Answer) -> str:
    parts = (answer.mended, answer.explained, answer.when, answer.url, answer.signed)
    return f"{answer.finding_id}：{'，'.join(filter(None, parts))}"
