from __future__ import annotations

import email
import email.policy
import io
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from checks.model import Agency
from flows.errors import NoticeRefused
from flows.ledger import Ledger
from flows.ledger.case_tables import notices, outbox
from flows.ledger.recording import record_gathered
from flows.ledger.runs import complete
from flows.ledger.tables import agencies
from flows.notify import handling
from flows.notify.case_list import rows
from flows.notify.cases import case_store
from flows.notify.cases.case_store import events
from flows.notify.cases.states import State
from flows.notify.post.mail import Enclosure, Mail, mail_bytes, plain_address
from tests.ledger import night
from tests.notify.office import FINDINGS, ID, LI, START, WANG, YEAR, act, approved, case, queued, spend


def test_a_letter_holds_only_what_was_confirmed(ledger: Ledger) -> None:
    handling.confirm(ledger, ID, YEAR, [FINDINGS[1].finding_id], act(WANG))
    draft = handling.draft(ledger, ID, YEAR, act(WANG))
    assert [one.finding_id for one in draft.findings] == [FINDINGS[1].finding_id]
    assert "未经签发" in Document(io.BytesIO(draft.document)).paragraphs[0].text


def test_nothing_is_drafted_before_it_is_confirmed(ledger: Ledger) -> None:
    with pytest.raises(NoticeRefused):
        handling.draft(ledger, ID, YEAR, act(WANG))


@pytest.mark.parametrize("changed", [{"valid_to": 2022}, {"valid_from": 2024}, {"kind": "enterprise"}])
def test_no_letter_goes_to_whom_the_registry_says_owes_no_such_report(
    ledger: Ledger, changed: dict[str, object]
) -> None:
    approved(ledger)
    with ledger.writing() as connection:
        body = connection.execute(select(agencies.c.body).where(agencies.c.agency_id == ID)).scalar_one()
        connection.execute(update(agencies).where(agencies.c.agency_id == ID).values(body=body | changed))
    with pytest.raises(NoticeRefused, match="不需发布2023年度报告"):
        handling.queue(ledger, ID, YEAR, "folder", False, act(WANG))


def test_no_letter_is_approved_for_whom_the_registry_came_to_say_owes_no_such_report(ledger: Ledger) -> None:
    handling.confirm(ledger, ID, YEAR, (), act(WANG))
    handling.draft(ledger, ID, YEAR, act(WANG))
    with ledger.writing() as connection:
        body = connection.execute(select(agencies.c.body).where(agencies.c.agency_id == ID)).scalar_one()
        connection.execute(update(agencies).where(agencies.c.agency_id == ID).values(body=body | {"valid_to": 2022}))
    with pytest.raises(NoticeRefused, match="不需发布2023年度报告"):
        handling.approve(ledger, ID, YEAR, act(LI))


@pytest.mark.parametrize("step", ["draft", "approve", "queue"])
def test_no_letter_goes_to_whom_the_registry_has_no_more(ledger: Ledger, tmp_path: Path, step: str) -> None:
    others = [night.agency(name, name=f"清河县{name}局") for name in ("a", "b")]
    _register(ledger, tmp_path / "one", [night.agency(contact_email="a@x.cn"), *others], recorded=True)
    handling.confirm(ledger, ID, YEAR, (), act(WANG))
    deeds: dict[str, Callable[[], object]] = {
        "draft": lambda: handling.draft(ledger, ID, YEAR, act(WANG)),
        "approve": lambda: handling.approve(ledger, ID, YEAR, act(LI)),
        "queue": lambda: handling.queue(ledger, ID, YEAR, "folder", False, act(WANG)),
    }
    names = list(deeds)
    for before in names[: names.index(step)]:
        deeds[before]()
    _register(ledger, tmp_path / "two", others)
    with pytest.raises(NoticeRefused, match="登记表中已没有该单位"):
        deeds[step]()


def test_the_list_shows_no_untouched_agency_that_the_registry_has_no_more(ledger: Ledger, tmp_path: Path) -> None:
    others = [night.agency(name, name=f"清河县{name}局") for name in ("a", "b")]
    _register(ledger, tmp_path / "one", [night.agency(), *others], recorded=True)
    assert ID in {row["agency_id"] for row in rows(ledger, YEAR)}
    _register(ledger, tmp_path / "two", others)
    assert ID not in {row["agency_id"] for row in rows(ledger, YEAR)}


def test_a_night_over_other_agencies_takes_nobody_out_of_the_registry(ledger: Ledger, tmp_path: Path) -> None:
    others = [night.agency(name, name=f"清河县{name}局") for name in ("a", "b", "c")]
    _register(ledger, tmp_path / "one", [night.agency(), *others], recorded=True)
    _register(ledger, tmp_path / "two", [night.agency("d", name="石桥县教育局")])
    _register(ledger, tmp_path / "three", others[:1])
    assert approved(ledger).number_text


def _register(ledger: Ledger, folder: Path, agencies: Sequence[Agency], recorded: bool = False) -> None:
    run = night.start(ledger, night.order(folder, date(2024, 4, 9), agencies))
    record_gathered(ledger, run, [night.gathered(who=one) for one in agencies] if recorded else [])
    complete(ledger, run)


def test_who_and_when_stand_at_each_step(ledger: Ledger) -> None:
    approved(ledger)
    with ledger.reading() as connection:
        told = [(event.who, event.step, event.state, event.at) for event in events(connection, case(ledger).case_id)]
    assert told[:3] == [
        (WANG, "confirm", "confirmed", START),
        (WANG, "draft", "drafted", START),
        (LI, "approve", "approved", START),
    ]


def test_an_approved_letter_has_a_number_a_day_and_a_deadline_in_working_days(ledger: Ledger) -> None:
    notice = approved(ledger)
    words = [paragraph.text for paragraph in Document(io.BytesIO(notice.document)).paragraphs]
    assert notice.number_text == "政公开函〔2024〕1号"
    assert notice.number_text in words
    assert words[-1] == "2024年4月8日"
    assert notice.due == date(2024, 4, 22)
    assert "草稿" not in "".join(words)


def test_what_was_approved_is_frozen_by_the_database_itself(ledger: Ledger) -> None:
    approved(ledger)
    with pytest.raises(DBAPIError, match="frozen"), ledger.writing() as connection:
        connection.execute(update(notices).values(document=b"other"))
    with pytest.raises(DBAPIError, match="only added"), ledger.writing() as connection:
        connection.execute(text("DELETE FROM case_events"))


def test_a_finding_that_changed_after_approval_stops_the_letter(ledger: Ledger, tmp_path: Path) -> None:
    approved(ledger)
    changed = replace(FINDINGS[0], actual="7")
    spend(ledger, tmp_path / "2023", (changed, FINDINGS[1]), date(2024, 4, 9))
    with pytest.raises(NoticeRefused, match="须重新核对"):
        handling.queue(ledger, ID, YEAR, "smtp", True, act(WANG))


def test_a_rule_that_changed_after_confirmation_must_be_confirmed_anew(ledger: Ledger, tmp_path: Path) -> None:
    handling.confirm(ledger, ID, YEAR, (), act(WANG))
    newer = tuple(replace(one, rule_version=2) for one in FINDINGS)
    spend(ledger, tmp_path / "2023", newer, date(2024, 4, 9))
    with pytest.raises(NoticeRefused):
        handling.draft(ledger, ID, YEAR, act(WANG))


def test_a_rule_changed_since_the_last_night_must_be_confirmed_anew(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(ledger)
    monkeypatch.setattr(case_store, "rule_versions", lambda: {one.rule_id: 2 for one in FINDINGS})
    with pytest.raises(NoticeRefused, match="须重新核对"):
        handling.queue(ledger, ID, YEAR, "smtp", True, act(WANG))


def test_a_draft_that_changed_after_it_was_looked_at_is_not_approved(ledger: Ledger) -> None:
    handling.confirm(ledger, ID, YEAR, (), act(WANG))
    seen = handling.draft(ledger, ID, YEAR, act(WANG))
    handling.confirm(ledger, ID, YEAR, [FINDINGS[0].finding_id], act(WANG))
    with ledger.writing() as connection:
        body = connection.execute(select(agencies.c.body)).scalar_one()
        connection.execute(update(agencies).values(body={**body, "name": "清河县教育体育局"}))
    handling.draft(ledger, ID, YEAR, act(WANG))
    with pytest.raises(NoticeRefused, match="看过之后"):
        handling.approve(ledger, ID, YEAR, act(LI), seen.sha256)


def test_a_draft_to_an_address_that_is_no_longer_the_registry_s_is_not_approved(ledger: Ledger) -> None:
    handling.confirm(ledger, ID, YEAR, (), act(WANG))
    handling.draft(ledger, ID, YEAR, act(WANG))
    with ledger.writing() as connection:
        body = connection.execute(select(agencies.c.body)).scalar_one()
        connection.execute(update(agencies).values(body={**body, "contact_email": "new@qinghe.example"}))
    with pytest.raises(NoticeRefused, match="重新拟稿"):
        handling.approve(ledger, ID, YEAR, act(LI))


def test_two_approvals_at_once_share_no_number(ledger: Ledger) -> None:
    """Both ask at the same moment for the same letter: one number is given, the other is refused."""
    handling.confirm(ledger, ID, YEAR, (), act(WANG))
    handling.draft(ledger, ID, YEAR, act(WANG))
    told: list[object] = []

    def approve() -> None:
        try:
            told.append(handling.approve(ledger, ID, YEAR, act(LI)).number_text)
        except NoticeRefused as refusal:
            told.append(refusal)

    threads = [threading.Thread(target=approve) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(one).__name__ for one in told) == ["NoticeRefused", "str"]
    with ledger.reading() as connection:
        numbers = connection.execute(select(notices.c.number)).scalars().all()
    assert numbers == [1]


def test_the_message_goes_to_the_registry_s_address_with_a_stable_name(ledger: Ledger) -> None:
    first = queued(ledger)
    assert handling.queue(ledger, ID, YEAR, "smtp", True, act(WANG)) == first
    with ledger.reading() as connection:
        (row,) = connection.execute(select(outbox)).all()
    message = email.message_from_bytes(row.content, policy=email.policy.SMTP)
    assert message["To"] == "jyj@qinghe.example"
    assert message["Message-ID"] == first
    assert [part.get_filename() for part in message.iter_attachments()] == [
        "notice-1.docx",
        "notice-1-annex.xlsx",
        "notice-1-feedback.docx",
    ]


def test_an_agency_without_an_address_is_told_and_keeps_its_state(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        body = connection.execute(select(agencies.c.body)).scalar_one()
        connection.execute(update(agencies).values(body={**body, "contact_email": None}))
    approved(ledger)
    with pytest.raises(NoticeRefused, match="联系邮箱"):
        handling.queue(ledger, ID, YEAR, "smtp", True, act(WANG))
    assert case(ledger).case.state is State.APPROVED
    handling.queue(ledger, ID, YEAR, "folder", False, act(WANG))


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\r\nBcc: x@y.example",
        "a@b.example, c@d.example",
        '"a b"@c.example',
        "a",
        "甲@乙.example",
        "a@b@c",
        "",
    ],
)
def test_an_address_that_is_not_one_plain_mailbox_is_refused(address: str) -> None:
    with pytest.raises(NoticeRefused):
        plain_address(address)


def test_hostile_words_make_no_header() -> None:
    content = mail_bytes(
        Mail("<a@b.example>", "关于\r\nBcc: x@y.example\u202e的函", "正文", START, [Enclosure("n.docx", b"x")]),
        "gouji@localhost",
        "办公室\r\nBcc: x@y.example",
        "a@b.example",
    )
    message = email.message_from_bytes(content, policy=email.policy.SMTP)
    assert message["Bcc"] is None
    assert message["Subject"] == "关于 Bcc: x@y.example的函"
    assert [str(one) for one in message.get_all("To")] == ["a@b.example"]


def test_a_case_that_is_dismissed_needs_a_reason_and_sends_nothing(ledger: Ledger) -> None:
    handling.confirm(ledger, ID, YEAR, (), act(WANG))
    with pytest.raises(NoticeRefused, match="理由"):
        handling.dismiss(ledger, ID, YEAR, " ", act(WANG))
    handling.dismiss(ledger, ID, YEAR, "读取有误", act(WANG))
    with pytest.raises(NoticeRefused):
        handling.draft(ledger, ID, YEAR, act(WANG))
