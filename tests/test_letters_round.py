"""The scheduled round of letters under Prefect: it drafts, waits for a person, and sends what that person approved."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from flows.errors import SettingsError
from flows.ledger import Ledger
from flows.ledger.accounts import Account, Role, add_account
from flows.notify import handling
from flows.notify.cases.case_store import newest
from flows.notify.cases.states import State
from flows.settings import load_settings
from tests.notify.office import ID, WANG, YEAR, act, spend

pytestmark = [pytest.mark.flow, pytest.mark.usefixtures("prefect_server")]


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """One agency with confirmed findings, one approver."""
    monkeypatch.setenv("GOUJI_LETTER_PDF", "false")
    opened = Ledger(load_settings(out=tmp_path).database_url)
    spend(opened, tmp_path / "2023")
    (tmp_path / "latest").mkdir()
    handling.confirm(opened, ID, YEAR, (), act(WANG))
    with opened.writing() as connection:
        add_account(connection, Account("李强", Role.APPROVER, ()), "", datetime(2024, 1, 1, tzinfo=UTC))
    yield opened
    opened.close()


def answered(out: Path, monkeypatch: pytest.MonkeyPatch, answer: dict[str, str]) -> Any:
    """A round whose pause a person ends with an answer; gives its final state."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter
    from prefect.flow_runs import resume_flow_run

    from flows import serve

    monkeypatch.setattr(serve, "_POLL_SECONDS", 1)
    ended: list[Any] = []
    worker = threading.Thread(
        target=lambda: ended.append(serve.letters(YEAR, "2024-04-08", str(out), return_state=True))
    )
    worker.start()
    paused: UUID | None = None
    waiting = FlowRunFilter.model_validate({"state": {"type": {"any_": ["PAUSED"]}}})
    with get_client(sync_client=True) as client:
        while paused is None and worker.is_alive():
            time.sleep(0.2)
            paused = next((run.id for run in client.read_flow_runs(flow_run_filter=waiting)), None)
    assert paused is not None, ended
    while worker.is_alive():
        # The run is paused a moment before it is ready to be answered.
        with suppress(RuntimeError):
            resume_flow_run(paused, run_input=answer)
            break
        time.sleep(0.2)
    worker.join(180)
    return ended[0]


def state_of(ledger: Ledger) -> State:
    with ledger.reading() as connection:
        return newest(connection, ID, YEAR).case.state


def test_nothing_leaves_before_an_approver_has_answered(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = answered(tmp_path, monkeypatch, {"approver": "李强", "agencies": "全部"})
    assert done.is_completed(), done.message
    assert state_of(ledger) is State.SENT
    assert list((tmp_path / "latest" / "notices" / "outgoing").glob("*/message.eml"))


def test_a_name_that_is_no_approver_s_sends_nothing(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = answered(tmp_path, monkeypatch, {"approver": "赵敏", "agencies": "全部"})
    assert done.is_failed()
    assert "审批人" in str(done.message)
    assert state_of(ledger) is State.DRAFTED


def test_the_round_is_deployed_only_where_the_office_set_its_schedule(tmp_path: Path) -> None:
    from flows.serve import deployments

    assert [one.name for one in deployments(load_settings(out=tmp_path))] == ["nightly"]
    kept = deployments(load_settings(out=tmp_path, letters_cron="0 9 * * 1-5"))
    assert [(one.name, one.concurrency_limit) for one in kept] == [("nightly", 1), ("letters", 1)]


@pytest.mark.parametrize("setting", ["cron", "letters_cron"])
def test_a_schedule_that_is_none_is_told_by_its_setting(tmp_path: Path, setting: str) -> None:
    from flows.serve import deployments

    with pytest.raises(SettingsError, match=f"^{setting} “61 "):
        deployments(load_settings(out=tmp_path).model_copy(update={setting: "61 * * * *"}))
