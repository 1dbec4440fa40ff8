"""Whatever people do in whatever order, on a real ledger: what leaves was confirmed, and approved by a second person."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from flows.errors import NoticeRefused
from flows.ledger import Ledger
from flows.ledger.report_store import as_json, finding_from
from flows.ledger.tables import findings
from flows.notify import handling
from flows.notify.cases import letters
from flows.notify.cases.case_store import confirmed_findings, newest
from flows.notify.cases.states import Step
from flows.notify.channels import Handover, Outcome
from flows.notify.post import outbox
from flows.notify.post.sending import send_queued
from flows.notify.writing.papers import CLOSING
from flows.settings import load_settings
from tests.notify.office import FINDINGS, ID, LI, START, WANG, YEAR, Clock, act

IDS = [one.finding_id for one in FINDINGS]
ANSWERS = (Step.ACKNOWLEDGE, Step.CORRECT, Step.REOPEN, Step.RECHECK)
people = st.sampled_from([WANG, LI, " 王 芳 "])
steps = st.one_of(
    st.tuples(st.just("issue"), people, people, st.lists(st.sampled_from(IDS), min_size=1, unique=True)),
    st.tuples(st.sampled_from(["draft", "approve", "queue", "remind"]), people),
    st.tuples(st.just("send"), st.sampled_from([Outcome.SENT, *Outcome])),
    st.tuples(st.just("settle"), st.booleans()),
    st.tuples(st.just("answer"), st.sampled_from(ANSWERS)),
    st.tuples(st.sampled_from(["escalate", "close_case"])),
    st.tuples(st.just("night"), st.sampled_from(IDS), st.sampled_from("567"), st.booleans()),
)


@dataclass
class Office:
    """One agency's case, nights that change its findings, and a channel that looks at all mail."""

    ledger: Ledger
    wrong: list[str] = field(default_factory=list)
    outcome: Outcome = Outcome.SENT
    name = "smtp"
    is_repeatable = False
    needs_address = True
    afterwards = ""

    def do(self, deed: str, *given: object) -> None:
        with suppress(NoticeRefused):
            getattr(self, deed)(*given)

    def issue(self, drafter: str, approver: str, ids: Sequence[str]) -> None:
        """The usual way, each step tried whatever became of the one before."""
        ways: Sequence[Callable[[], object]] = (
            partial(handling.confirm, self.ledger, ID, YEAR, ids, act(drafter)),
            partial(self.draft, drafter),
            partial(self.approve, approver),
            partial(self.queue, drafter),
        )
        for way in ways:
            with suppress(NoticeRefused):
                way()

    def draft(self, who: str) -> None:
        handling.draft(self.ledger, ID, YEAR, act(who))

    def approve(self, who: str) -> None:
        handling.approve(self.ledger, ID, YEAR, act(who))

    def queue(self, who: str) -> None:
        handling.queue(self.ledger, ID, YEAR, "smtp", True, act(who))

    def remind(self, who: str) -> None:
        handling.remind(self.ledger, ID, YEAR, act(who))

    def send(self, outcome: Outcome) -> None:
        self.outcome = outcome
        send_queued(self.ledger, self, load_settings(mail_pause_seconds=0), act(WANG), Clock())

    def settle(self, went: bool) -> None:
        handling.settle_held(self.ledger, ID, YEAR, act(LI), went=went, reason="核对")

    def answer(self, step: Step) -> None:
        handling.answer(self.ledger, ID, YEAR, step, "x", act(WANG))

    def escalate(self) -> None:
        handling.escalate(self.ledger, ID, YEAR, "逾期", act(LI))

    def close_case(self) -> None:
        handling.close(self.ledger, ID, YEAR, "归档", act(LI))

    def night(self, which: str, actual: str, is_open: bool) -> None:
        with self.ledger.writing() as connection:
            row = connection.execute(select(findings.c.body).where(findings.c.finding_id == which)).scalar_one()
            body = as_json(replace(finding_from(row), actual=actual))
            connection.execute(
                update(findings).where(findings.c.finding_id == which).values(body=body, is_open=is_open)
            )

    def deliver(self, message_id: str, recipients: tuple[str, ...], content: bytes) -> Handover:
        with self.ledger.reading() as connection:
            message = outbox.by_id(connection, message_id)
            assert message is not None
            notice = letters.by_id(connection, message.notice_id)
            sure = confirmed_findings(connection, newest(connection, ID, YEAR), START.date())
        loose = {one.finding_id for one in notice.findings} - {one.finding_id for one in sure}
        if notice.kind != CLOSING and loose:
            self.wrong.append(f"{notice.number_text} says {loose}, which nobody confirmed")
        if "".join((notice.approved_by or "").split()) in ("", "".join(notice.drafted_by.split())):
            self.wrong.append(f"{notice.number_text} was approved by its drafter")
        if recipients != ("jyj@qinghe.example",):
            self.wrong.append(f"sent to {recipients}")
        return Handover(self.outcome)

    def close(self) -> None:
        """A channel that holds nothing open."""


@contextmanager
def opened(audited: Path) -> Iterator[Office]:
    folder = Path(tempfile.mkdtemp())
    shutil.copy(audited, folder / "ledger.sqlite")
    ledger = Ledger(f"sqlite:///{folder / 'ledger.sqlite'}")
    try:
        yield Office(ledger)
    finally:
        ledger.close()
        shutil.rmtree(folder)


@given(path=st.lists(steps, min_size=12, max_size=30))
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_no_path_sends_an_unapproved_or_unconfirmed_finding(audited: Path, path: list[tuple[str, ...]]) -> None:
    with opened(audited) as office:
        for deed, *more in path:
            office.do(deed, *more)
        assert office.wrong == []
