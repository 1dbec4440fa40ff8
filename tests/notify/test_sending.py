from __future__ import annotations

import os
import signal
import ssl
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import trustme
from sqlalchemy import select, update

from flows.errors import LedgerError, NoticeRefused, SettingsError
from flows.ledger import Ledger
from flows.ledger.case_tables import cases, outbox
from flows.ledger.lock import held
from flows.notify import handling
from flows.notify.cases.states import State
from flows.notify.channels import channel
from flows.notify.post import outbox as box
from flows.notify.post.sending import Sent, send_queued
from flows.notify.post.trial_mail import send_trial
from flows.settings import Settings, load_settings
from tests.notify.office import FINDINGS, ID, START, WANG, YEAR, Clock, act, approved, case, queued, spend
from tests.notify.relay import Relay, relay


def settings(told: Relay, **more: object) -> Settings:
    given: dict[str, object] = {
        "mail_channel": "smtp",
        "smtp_host": "127.0.0.1",
        "smtp_port": told.port,
        "smtp_security": "none",
        "mail_pause_seconds": 0.0,
        "mail_attempts": 3,
    }
    return load_settings(**(given | more))


def send(ledger: Ledger, asked: Settings, clock: Clock | None = None) -> list[Sent]:
    return send_queued(ledger, channel(asked), asked, act(WANG), clock or Clock())


def states(ledger: Ledger) -> list[str]:
    with ledger.reading() as connection:
        return list(connection.execute(select(outbox.c.state)).scalars())


def test_a_letter_is_sent_once_and_its_case_moves_on(ledger: Ledger) -> None:
    name = queued(ledger)
    with relay() as told:
        assert [one.state for one in send(ledger, settings(told))] == ["sent"]
        assert send(ledger, settings(told)) == []
    assert told.taken == [name]
    assert case(ledger).case.state is State.SENT
    assert case(ledger).due is not None


def test_a_relay_that_puts_off_is_asked_again_later_and_not_before(ledger: Ledger) -> None:
    name, clock = queued(ledger), Clock()
    with relay(["451 greylisted", "RCPT 450 busy"]) as told:
        asked = settings(told)
        assert [one.state for one in send(ledger, asked, clock)] == ["queued"]
        assert send(ledger, asked, clock) == []
        clock.at += timedelta(minutes=6)
        assert [one.state for one in send(ledger, asked, clock)] == ["queued"]
        clock.at += timedelta(minutes=21)
        assert [one.state for one in send(ledger, asked, clock)] == ["sent"]
    assert told.taken == [name]
    assert told.offered == 3


def test_a_relay_that_puts_off_for_ever_is_given_up(ledger: Ledger) -> None:
    queued(ledger)
    clock = Clock()
    with relay(["451 later"] * 9) as told:
        asked = settings(told)
        for _ in range(5):
            send(ledger, asked, clock)
            clock.at += timedelta(days=1)
    assert told.offered == 3
    assert states(ledger) == ["refused"]
    assert case(ledger).case.state is State.APPROVED


@pytest.mark.parametrize("answer", ["550 no such mailbox", "RCPT 550 no such mailbox"])
def test_a_refusal_is_final_and_stands_on_the_case(ledger: Ledger, answer: str) -> None:
    queued(ledger)
    clock = Clock()
    with relay([answer]) as told:
        (one,) = send(ledger, settings(told), clock)
        clock.at += timedelta(days=1)
        assert send(ledger, settings(told), clock) == []
    assert (one.state, told.taken, told.offered) == ("refused", [], 1)
    assert "550 no such mailbox" in one.detail
    assert case(ledger).case.state is State.APPROVED


@pytest.mark.parametrize("drop", ["drop", "drop after taking"])
def test_a_connection_lost_in_the_body_is_held_for_a_person(ledger: Ledger, drop: str) -> None:
    queued(ledger)
    clock = Clock()
    with relay([drop]) as told:
        (one,) = send(ledger, settings(told), clock)
        clock.at += timedelta(days=1)
        assert send(ledger, settings(told), clock) == []
    assert one.state == "held"
    assert told.offered == 1
    assert case(ledger).case.state is State.APPROVED


def test_a_relay_too_slow_to_answer_is_held_for_a_person(ledger: Ledger) -> None:
    queued(ledger)
    with relay() as told:
        told.seconds = 1.0
        assert [one.state for one in send(ledger, settings(told, smtp_timeout_seconds=0.2))] == ["held"]
        told.seconds = 0.0
        assert send(ledger, settings(told)) == []
    assert told.offered == 1


def test_a_relay_that_is_not_there_loses_nothing(ledger: Ledger) -> None:
    queued(ledger)
    with relay() as told:
        pass
    assert [one.state for one in send(ledger, settings(told))] == ["queued"]


@pytest.mark.parametrize(("when", "arrived"), [("before", 0), ("after", 1)])
def test_killed_between_hand_over_and_record_nothing_is_sent_twice(ledger: Ledger, when: str, arrived: int) -> None:
    queued(ledger)
    with relay() as told:
        sender = subprocess.Popen(
            [sys.executable, "-m", "tests.notify.victim", str(ledger.path), str(told.port), when],
            stdout=subprocess.PIPE,
        )
        assert sender.stdout is not None
        assert sender.stdout.readline() == b"here\n"
        os.kill(sender.pid, signal.SIGKILL)
        sender.wait()
        sender.stdout.close()
        assert states(ledger) == ["handing"]
        assert send(ledger, settings(told)) == []
        assert len(told.taken) == arrived
    assert states(ledger) == ["held"]
    with ledger.reading() as connection:
        assert connection.execute(select(outbox.c.detail)).scalar_one() == box.UNCLEAR


def test_two_senders_do_not_work_at_once(ledger: Ledger) -> None:
    queued(ledger)
    assert ledger.path
    with relay() as told, held(ledger.path.with_name(ledger.path.name + ".mail.lock")):
        with pytest.raises(LedgerError):
            send(ledger, settings(told))
        assert told.offered == 0


def test_the_stop_switch_holds_all_mail_at_once(ledger: Ledger) -> None:
    queued(ledger)
    with relay() as told:
        with ledger.writing() as connection:
            box.stop(connection, WANG, START, is_stopped=True)
        with pytest.raises(NoticeRefused, match="停止"):
            send(ledger, settings(told))
        assert told.offered == 0
        with ledger.writing() as connection:
            box.stop(connection, WANG, START, is_stopped=False)
        assert [one.state for one in send(ledger, settings(told))] == ["sent"]


def test_what_lapses_in_the_outbox_is_held_there(ledger: Ledger, tmp_path: Path) -> None:
    queued(ledger)
    spend(ledger, tmp_path / "2023", (replace(FINDINGS[0], actual="7"), FINDINGS[1]))
    with relay() as told:
        assert [one.state for one in send(ledger, settings(told))] == ["held"]
    assert told.offered == 0


def test_a_letter_does_not_go_to_an_address_that_the_registry_gave_up_since(ledger: Ledger, tmp_path: Path) -> None:
    queued(ledger)
    spend(ledger, tmp_path / "later", day=START.date() + timedelta(days=1), email="zwgk@qinghe.example")
    with relay() as told:
        [one] = send(ledger, settings(told))
    assert told.taken == []
    assert (one.state, "jyj@qinghe.example → zwgk@qinghe.example" in one.detail) == ("held", True)
    handling.close(ledger, ID, YEAR, "地址有误", act(WANG))
    handling.reopen(ledger, ID, YEAR, "地址已更正", act(WANG))
    assert handling.draft(ledger, ID, YEAR, act(WANG)).recipient == "zwgk@qinghe.example"


def test_a_case_that_is_not_approved_never_leaves_even_from_the_outbox(ledger: Ledger) -> None:
    queued(ledger)
    with ledger.writing() as connection:
        connection.execute(update(cases).values(approved_by=None))
    with relay() as told:
        assert [one.state for one in send(ledger, settings(told))] == ["held"]
    assert told.offered == 0


def test_mail_goes_over_tls_with_a_password_that_is_nowhere_kept(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, password = trustme.CA(), "secret-7391"
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    monkeypatch.setenv("GOUJI_SMTP_PASSWORD", password)
    queued(ledger)
    with relay(tls=context, password=password) as told:
        asked = settings(told, smtp_security="starttls", smtp_user="office", ca_bundle=str(tmp_path / "ca.pem"))
        assert [one.state for one in send(ledger, asked)] == ["sent"]
    assert password not in str(asked)
    assert ledger.path
    assert password.encode() not in ledger.path.read_bytes()


def test_a_relay_with_a_certificate_of_somebody_else_gets_nothing(ledger: Ledger) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    queued(ledger)
    with relay(tls=context) as told:
        assert [one.state for one in send(ledger, settings(told, smtp_security="starttls"))] == ["queued"]
    assert told.offered == 0


def test_a_password_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "password"
    path.write_text("x")
    path.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        channel(settings(Relay(port=1), smtp_user="office", smtp_password_file=str(path)))


def test_the_test_address_gets_a_copy_and_no_case_moves(ledger: Ledger) -> None:
    approved(ledger)
    with relay() as told:
        asked = settings(told, mail_test_address="me@office.example")
        way = channel(asked)
        assert send_trial(ledger, ID, YEAR, way, asked, START).state == "sent"
        way.close()
    assert len(told.taken) == 1
    assert "trial" in told.taken[0]
    assert states(ledger) == []
    assert case(ledger).case.state is State.APPROVED


def test_the_folder_channel_writes_the_letter_into_the_newest_run_and_once(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "out" / "2023" / "r").mkdir(parents=True)
    (tmp_path / "out" / "latest").symlink_to("2023/r")
    asked = load_settings(out=tmp_path / "out", mail_channel="folder")
    approved(ledger)
    handling.queue(ledger, ID, YEAR, "folder", False, act(WANG))
    assert [one.state for one in send(ledger, asked)] == ["sent"]
    (place,) = (tmp_path / "out" / "2023" / "r" / "notices" / "outgoing").iterdir()
    assert {path.suffix for path in place.iterdir()} == {".eml", ".docx", ".xlsx"}
