"""Reminders, the ladder 提醒 → 整改通知 → 通报 → 上级抄送, and overviews for parent offices: each only by a person's decision."""

from __future__ import annotations

import email
import email.policy
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from checks.model import Agency, Severity
from flows.errors import NoticeRefused
from flows.ledger import Ledger
from flows.ledger.case_tables import outbox
from flows.ledger.tables import agencies
from flows.notify import handling
from flows.notify.case_list import rows
from flows.notify.cases import letters
from flows.notify.cases.rungs import Rung
from flows.notify.cases.states import State, Step
from flows.notify.post.outbox import SENT, settle
from flows.notify.post.posting import record_sent
from flows.notify.recheck import late_agencies, recheck
from tests.notify.office import FINDINGS, ID, LI, START, WANG, YEAR, act, approved, case, spend

PARENT = Agency("qh-gov", "清河县人民政府", "government", contact_email="xzf@qinghe.example")


@pytest.fixture
def sent(ledger: Ledger) -> Ledger:
    """An office that knows the agency's parent, with one letter out."""
    with ledger.writing() as connection:
        (row,) = connection.execute(select(agencies)).all()
        connection.execute(update(agencies).values(parent_id="qh-gov", body={**row.body, "parent_id": "qh-gov"}))
        connection.execute(
            insert(agencies).values(
                agency_id="qh-gov",
                name=PARENT.name,
                kind="government",
                body=asdict(PARENT),
                first_run=row.first_run,
                last_run=row.last_run,
            )
        )
    approved(ledger)
    went(ledger)
    return ledger


def went(ledger: Ledger, agency_id: str = ID) -> letters.Notice:
    """The approved letter as sent, without a channel."""
    name = handling.queue(ledger, agency_id, YEAR, "folder", False, act(WANG))
    with ledger.writing() as connection:
        filed = case(ledger, agency_id)
        notice = letters.approved_of(connection, filed.case_id)[-1]
        settle(connection, name, SENT, "", START)
        record_sent(connection, filed, notice.notice_id, "", act(WANG))
    return notice


def next_letter(ledger: Ledger) -> letters.Notice:
    handling.escalate(ledger, ID, YEAR, "逾期未整改", act(LI))
    handling.draft(ledger, ID, YEAR, act(WANG))
    return handling.approve(ledger, ID, YEAR, act(LI))


def test_a_case_climbs_one_rung_a_decision_and_no_higher_than_the_last(sent: Ledger) -> None:
    assert case(sent).case.rung is Rung.RECTIFY
    circular = next_letter(sent)
    assert (circular.rung, circular.copied_to) == (Rung.CIRCULAR, None)
    assert "通报" in circular.title
    went(sent)
    copied = next_letter(sent)
    assert (copied.rung, copied.copied_to) == (Rung.SUPERIOR, "xzf@qinghe.example")
    went(sent)
    with pytest.raises(NoticeRefused, match="最高一级"):
        handling.escalate(sent, ID, YEAR, "仍未整改", act(LI))


def test_the_copy_goes_to_the_superior_of_the_registry_and_to_nobody_else(sent: Ledger) -> None:
    next_letter(sent)
    went(sent)
    next_letter(sent)
    name = handling.queue(sent, ID, YEAR, "smtp", True, act(WANG))
    with sent.reading() as connection:
        row = connection.execute(select(outbox).where(outbox.c.message_id == name)).one()
    message = email.message_from_bytes(row.content, policy=email.policy.SMTP)
    assert (message["To"], message["Cc"]) == ("jyj@qinghe.example", "xzf@qinghe.example")
    assert row.recipient == "jyj@qinghe.example, xzf@qinghe.example"


def test_a_draft_is_out_of_date_when_the_superiors_address_has_changed(sent: Ledger) -> None:
    next_letter(sent)
    went(sent)
    handling.escalate(sent, ID, YEAR, "仍未整改", act(LI))
    handling.draft(sent, ID, YEAR, act(WANG))
    with sent.writing() as connection:
        moved = asdict(replace(PARENT, contact_email="new@qinghe.example"))
        connection.execute(update(agencies).where(agencies.c.agency_id == "qh-gov").values(body=moved))
    with pytest.raises(NoticeRefused, match="请重新拟稿"):
        handling.approve(sent, ID, YEAR, act(LI))


def test_without_a_superior_in_the_registry_nothing_is_copied(ledger: Ledger) -> None:
    approved(ledger)
    went(ledger)
    next_letter(ledger)
    went(ledger)
    handling.escalate(ledger, ID, YEAR, "仍未整改", act(LI))
    with pytest.raises(NoticeRefused, match="上级"):
        handling.draft(ledger, ID, YEAR, act(WANG))


def test_mere_suspicions_are_reminded_of_and_never_climb(ledger: Ledger, tmp_path: Path) -> None:
    doubt = replace(FINDINGS[0], finding_id="doubt", severity=Severity.WARNING)
    spend(ledger, tmp_path / "2023", (doubt,), date(2024, 4, 9))
    handling.confirm(ledger, ID, YEAR, ["doubt"], act(WANG))
    assert handling.draft(ledger, ID, YEAR, act(WANG)).rung is Rung.HINT
    handling.approve(ledger, ID, YEAR, act(LI))
    went(ledger)
    with pytest.raises(NoticeRefused, match="不能升级"):
        handling.escalate(ledger, ID, YEAR, "未反馈", act(LI))
    assert handling.remind(ledger, ID, YEAR, act(WANG)).title.endswith("提醒函")


def test_a_reminder_needs_a_second_person_and_leaves_the_case_where_it_is(sent: Ledger) -> None:
    reminder = handling.remind(sent, ID, YEAR, act(WANG))
    with pytest.raises(NoticeRefused, match="拟稿人"):
        handling.approve(sent, ID, YEAR, act(WANG))
    issued = handling.approve(sent, ID, YEAR, act(LI))
    assert issued.number_text.endswith("2号")
    assert {one.finding_id for one in reminder.findings} == {one.finding_id for one in FINDINGS}
    handling.queue(sent, ID, YEAR, "smtp", True, act(WANG))
    assert case(sent).case.state is State.SENT


def test_nobody_is_reminded_of_what_is_mended(sent: Ledger, tmp_path: Path) -> None:
    spend(sent, tmp_path / "2023", (FINDINGS[1],), date(2024, 4, 9))
    assert [one.finding_id for one in handling.remind(sent, ID, YEAR, act(WANG)).findings] == [FINDINGS[1].finding_id]


def test_a_parent_office_gets_one_overview_of_its_agencies(sent: Ledger) -> None:
    name = "overview:qh-gov"
    overview = handling.draft(sent, name, YEAR, act(WANG))
    assert overview.recipient == "xzf@qinghe.example"
    assert handling.approve(sent, name, YEAR, act(LI)).number_text.endswith("2号")
    handling.queue(sent, name, YEAR, "smtp", True, act(WANG))
    listed = {row["agency_id"]: row for row in rows(sent, YEAR, date(2024, 4, 9))}
    assert listed[name]["name"] == "清河县人民政府（所属单位汇总）"


def test_an_overview_tells_of_a_case_whose_next_letter_is_being_drafted(sent: Ledger) -> None:
    handling.escalate(sent, ID, YEAR, "逾期未整改", act(LI))
    handling.draft(sent, ID, YEAR, act(WANG))
    overview = handling.draft(sent, "overview:qh-gov", YEAR, act(WANG))
    assert {one.finding_id for one in overview.findings} == {one.finding_id for one in FINDINGS}


def test_a_parent_office_is_told_again_by_a_new_overview(sent: Ledger) -> None:
    name = "overview:qh-gov"
    for number in ("2号", "3号"):
        handling.draft(sent, name, YEAR, act(WANG))
        assert handling.approve(sent, name, YEAR, act(LI)).number_text.endswith(number)
        went(sent, name)


def test_an_overview_that_no_longer_tells_how_things_stand_is_not_approved(sent: Ledger) -> None:
    handling.draft(sent, "overview:qh-gov", YEAR, act(WANG))
    handling.answer(sent, ID, YEAR, Step.ACKNOWLEDGE, "", act(WANG))
    with pytest.raises(NoticeRefused, match="重新拟稿"):
        handling.approve(sent, "overview:qh-gov", YEAR, act(LI))


def test_an_overview_says_nothing_of_agencies_that_were_not_told(ledger: Ledger, sent: Ledger) -> None:
    with sent.writing() as connection:
        connection.execute(update(agencies).where(agencies.c.agency_id == ID).values(parent_id=None))
    with pytest.raises(NoticeRefused, match="无可汇总"):
        handling.draft(sent, "overview:qh-gov", YEAR, act(WANG))


@pytest.mark.parametrize("parent", ["NOPE", ""])
def test_an_overview_for_an_office_that_nobody_knows_is_refused_by_its_name(sent: Ledger, parent: str) -> None:
    with pytest.raises(NoticeRefused, match=f"没有单位 overview:{parent}"):
        handling.draft(sent, f"overview:{parent}", YEAR, act(WANG))


def test_an_answer_that_is_overdue_is_told_and_escalates_nothing(sent: Ledger) -> None:
    assert late_agencies(sent, YEAR, date(2024, 4, 22)) == []
    assert late_agencies(sent, YEAR, date(2024, 4, 23)) == [ID]
    recheck(sent, YEAR, "r", act("gouji", START.replace(day=24)))
    assert case(sent).case.state is State.SENT
