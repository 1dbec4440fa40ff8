"""What people do about mail that is unclear, refused or came back; the limits of sending; alerts to the office itself."""

from __future__ import annotations

import json
import logging
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from flows.errors import BrokenDocument, NoticeRefused, SettingsError
from flows.ledger import Ledger
from flows.notify import handling
from flows.notify.alerts import URLS, alert
from flows.notify.cases.case_store import events
from flows.notify.cases.states import State
from flows.notify.post import dispatch
from flows.notify.post.bounces import read_bounce
from flows.settings import load_settings
from tests.notify.office import ID, LI, WANG, YEAR, Clock, act, approved, case, queued
from tests.notify.relay import relay
from tests.notify.test_sending import send, settings, states

RETURNED = """From: MAILER-DAEMON@relay.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Final-Recipient: rfc822; jyj@qinghe.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such
 mailbox here

--b
Content-Type: text/rfc822-headers

Message-ID: {name}
Subject: x
--b--
"""


def told(ledger: Ledger) -> list[str]:
    with ledger.reading() as connection:
        return [f"{event.step} {event.detail}" for event in events(connection, case(ledger).case_id)]


def test_an_unclear_message_that_had_arrived_is_taken_as_sent_by_a_person_s_word(ledger: Ledger) -> None:
    name = queued(ledger)
    with relay(["drop after taking"]) as server:
        send(ledger, settings(server))
        with pytest.raises(NoticeRefused, match="依据"):
            handling.settle_held(ledger, ID, YEAR, act(LI), went=True, reason=" ")
        assert handling.settle_held(ledger, ID, YEAR, act(LI), went=True, reason="对方来电确认") == name
        assert send(ledger, settings(server)) == []
    assert (states(ledger), case(ledger).case.state) == (["sent"], State.SENT)
    assert server.taken == [name]


def test_an_unclear_message_that_had_not_arrived_goes_again_under_its_name(ledger: Ledger) -> None:
    name = queued(ledger)
    with relay(["drop"]) as server:
        send(ledger, settings(server))
        handling.settle_held(ledger, ID, YEAR, act(LI), went=False, reason="服务器日志中没有")
        assert [one.state for one in send(ledger, settings(server))] == ["sent"]
    assert server.taken == [name]


def test_nothing_that_is_clear_is_settled_by_hand(ledger: Ledger) -> None:
    queued(ledger)
    with pytest.raises(NoticeRefused, match="没有待人工核对"):
        handling.settle_held(ledger, ID, YEAR, act(LI), went=False, reason="再发")


def test_mail_that_came_back_stands_on_its_case(ledger: Ledger, tmp_path: Path) -> None:
    name = queued(ledger)
    with relay() as server:
        send(ledger, settings(server))
    (tmp_path / "back.eml").write_text(RETURNED.format(name=name), "utf-8")
    message_id, why = read_bounce(tmp_path / "back.eml")
    assert (message_id, why) == (name, "smtp; 550 5.1.1 no such mailbox here")
    handling.bounce(ledger, message_id, why, act(WANG))
    assert states(ledger) == ["bounced"]
    assert case(ledger).case.state is State.SENT
    assert f"bounced {why}" in told(ledger)


@pytest.mark.parametrize("text", ["", "Subject: 休假", RETURNED.format(name="<a@b>"), "\0" * 100])
def test_a_mail_that_names_no_message_of_ours_is_no_bounce(tmp_path: Path, text: str) -> None:
    (tmp_path / "back.eml").write_text(text, "utf-8")
    with pytest.raises(BrokenDocument, match="退信"):
        read_bounce(tmp_path / "back.eml")


@pytest.mark.parametrize(
    "head",
    [
        "From: 某局 <office@qh.gov.cn>\nSubject: 回复：整改通知",
        "From: MAILER-DAEMON@relay.cn\nSubject: delayed\n\nAction: delayed\nStatus: 4.4.1",
        "From: postmaster@relay.cn\nSubject: relayed\n\nAction: delivered\nStatus: 2.0.0",
        "From: =?utf-8?q?=ff?= <>@@\nSubject: =?x?y?z?=",
    ],
)
def test_a_mail_that_quotes_ours_but_tells_no_failure_is_no_bounce(tmp_path: Path, head: str) -> None:
    (tmp_path / "back.eml").write_text(f"{head}\n\n> <gouji-2023-9-0123456789abcdef@localhost>\n", "utf-8")
    with pytest.raises(BrokenDocument, match="不是退信"):
        read_bounce(tmp_path / "back.eml")


@pytest.mark.parametrize(
    "head",
    [
        "From: PostMaster@163.com",
        "Return-Path: <>",
        "Subject: =?utf-8?b?57O757uf6YCA5L+h?=",
        "X-Failed-Recipients: a@b",
    ],
)
def test_a_notice_in_a_form_of_its_own_is_a_bounce(tmp_path: Path, head: str) -> None:
    name = "<gouji-2023-9-0123456789abcdef@localhost>"
    (tmp_path / "back.eml").write_text(f"{head}\n\n> {name}\n", "utf-8")
    assert read_bounce(tmp_path / "back.eml")[0] == name


def test_a_bounce_of_somebody_else_s_ledger_is_refused(ledger: Ledger) -> None:
    with pytest.raises(NoticeRefused):
        handling.bounce(ledger, "<gouji-2023-9-0123456789abcdef@localhost>", "x", act(WANG))


def test_the_hour_s_limit_leaves_the_rest_queued(ledger: Ledger) -> None:
    queued(ledger)
    clock = Clock()
    with relay() as server:
        asked = settings(server, mail_per_hour=1)
        assert len(send(ledger, asked, clock)) == 1
        handling.remind(ledger, ID, YEAR, act(WANG))
        handling.approve(ledger, ID, YEAR, act(LI))
        handling.queue(ledger, ID, YEAR, "smtp", True, act(WANG))
        assert send(ledger, asked, clock) == []
        clock.at += timedelta(hours=1)
        assert [one.state for one in send(ledger, asked, clock)] == ["sent"]


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ({"mail_workdays_only": True}, date(2024, 4, 6)),
        ({"mail_quiet_days": "2024-03-05;2024-04-08"}, date(2024, 4, 8)),
    ],
)
def test_no_mail_leaves_on_a_day_of_rest_or_a_quiet_day(ledger: Ledger, given: dict[str, object], day: date) -> None:
    approved(ledger)
    with relay() as server:
        quiet = act(WANG, Clock().at.replace(month=day.month, day=day.day))
        with pytest.raises(NoticeRefused, match="不外发"):
            dispatch.send(ledger, settings(server, letter_pdf=False, **given), YEAR, [ID], quiet, Clock())
    assert states(ledger) == []


def test_sending_to_the_test_address_is_asked_for_in_one_place(ledger: Ledger) -> None:
    approved(ledger)
    with relay() as server:
        asked = settings(server, letter_pdf=False, mail_test_address="me@office.example")
        done = dispatch.send(ledger, asked, YEAR, (), act(WANG), Clock())
    assert (done.is_trial, done.gone, states(ledger)) == (True, 1, [])
    assert case(ledger).case.state is State.APPROVED


def test_one_agency_without_address_does_not_hold_up_the_others(ledger: Ledger) -> None:
    approved(ledger)
    with relay() as server:
        done = dispatch.send(ledger, settings(server, letter_pdf=False), YEAR, ["nosuch", ID], act(WANG), Clock())
    assert (done.gone, len(done.refused), done.is_whole) == (1, 1, False)


# Importing apprise imports a module of Python that is on its way out.
@pytest.mark.filterwarnings("ignore:'imghdr':DeprecationWarning")
def test_the_office_is_alerted_at_the_addresses_of_its_own_file(
    httpserver: HTTPServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    httpserver.expect_request("/s3cret").respond_with_data("")
    urls = tmp_path / "urls"
    urls.write_text(f"json://127.0.0.1:{httpserver.port}/s3cret\n", "utf-8")
    urls.chmod(0o600)
    with caplog.at_level(logging.DEBUG):
        assert alert(load_settings(alert_urls_file=str(urls)), "标题", "一件未发出") is True
        urls.write_text("nosuchway://s3cret", "utf-8")
        assert alert(load_settings(alert_urls_file=str(urls)), "标题", "一件未发出") is False
    ((request, _),) = httpserver.log
    assert json.loads(request.data)["message"] == "一件未发出"
    assert "s3cret" not in " ".join(record.getMessage() for record in caplog.records if record.name.startswith("flows"))


def test_without_addresses_nobody_is_alerted_and_a_file_open_to_all_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(URLS, raising=False)
    assert alert(load_settings(), "标题", "x") is None
    (tmp_path / "urls").write_text("json://127.0.0.1/", "utf-8")
    (tmp_path / "urls").chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        alert(load_settings(alert_urls_file=str(tmp_path / "urls")), "标题", "x")
