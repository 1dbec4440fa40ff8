"""The nightly flow under Prefect."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

import pytest
from httpx import HTTPStatusError, Request, Response
from pytest_httpserver import HTTPServer

from checks.model import Agency, Status
from flows.errors import LedgerError, RegistryError, ServerError
from flows.shift import open_shift
from tests.town import WRONG_SUM, Town

pytestmark = [pytest.mark.flow, pytest.mark.usefixtures("prefect_server")]


@pytest.fixture
def town(httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    # The flow reads its settings anew, as a scheduled run does.
    for name, value in (
        ("ALLOW_PRIVATE", "127.0.0.0/8"),
        ("PAUSE_SECONDS", "0"),
        ("RETRIES", "0"),
        ("SHARD_SIZE", "2"),
    ):
        monkeypatch.setenv(f"GOUJI_{name}", value)
    built = Town(httpserver, tmp_path)
    built.build()
    return built


def test_a_night_is_completed_with_a_sentence_whatever_it_found(town: Town) -> None:
    from flows.nightly import nightly

    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    settings = town.settings
    state = nightly(2023, "2024-02-06", str(settings.agencies), str(settings.out), return_state=True)
    assert state.is_completed()
    assert "不合规 1" in str(state.message)
    done = asyncio.run(state.aresult())
    assert done.summary.statuses[Status.NONCOMPLIANT] == 1
    assert done.index.is_file()


def test_the_summary_and_its_link_are_artifacts(town: Town) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey

    from flows.nightly import run

    done = run(town.wish())
    wanted = ArtifactFilter(key=ArtifactFilterKey(like_="gouji-"))
    with get_client(sync_client=True) as client:
        texts = [str(artifact.data) for artifact in client.read_artifacts(artifact_filter=wanted)]
    assert any("| 应发布 | 3 |" in text for text in texts)
    assert any(done.index.as_uri() in text for text in texts)


def test_a_shard_is_one_task_however_many_agencies_it_holds(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows import nightly

    shards: list[tuple[Agency, ...]] = []
    honest = nightly.stages.gather
    monkeypatch.setattr(nightly.stages, "gather", lambda shift, shard: shards.append(shard) or honest(shift, shard))
    nightly.run(town.wish())
    assert [len(shard) for shard in shards] == [2, 1]


def test_a_ledger_held_by_another_run_fails_with_one_line(town: Town) -> None:
    from flows.nightly import run

    with open_shift(town.wish()), pytest.raises(LedgerError) as caught:
        run(town.wish())
    assert "\n" not in str(caught.value)


def test_a_wrong_registry_fails_with_every_mistake(town: Town) -> None:
    from flows.nightly import run

    town.settings.agencies.write_text("agency_id,name,kind,site_url\nA,甲局,dept,http://a.example/\n", "utf-8")
    with pytest.raises(RegistryError) as caught:
        run(town.wish())
    assert len(caught.value.mistakes) == 2


def test_a_shard_that_met_a_locked_ledger_is_tried_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows import nightly
    from flows.stages import gathering

    tries: list[int] = []
    honest = gathering.record

    def record(*given: object, **named: object) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise LedgerError("台账被另一个程序占用")
        honest(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(gathering, "record", record)
    monkeypatch.setattr(nightly.read_shard, "retry_delay_seconds", [0.0, 0.0])
    done = nightly.run(town.wish())
    assert len(tries) == 3
    assert done.summary.statuses[Status.COMPLIANT] == 3


def test_a_broken_invariant_of_our_own_is_loud(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows import nightly

    def broken(*_: object) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(nightly.stages, "judge", broken)
    with pytest.raises(ZeroDivisionError, match="ours"):
        nightly.run(town.wish())


def test_a_server_of_flows_that_fails_is_one_line_that_says_how_to_go_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import nightly

    def fail(*_: object, **__: object) -> None:
        raise HTTPStatusError("500", request=Request("POST", "http://127.0.0.1/api"), response=Response(500))

    town.settings.out.mkdir()
    monkeypatch.setattr(nightly, "nightly", fail)
    with pytest.raises(ServerError, match="再次运行同一命令即从断处继续") as told:
        nightly.run(town.wish())
    assert "\n" not in str(told.value)


def test_a_scheduled_run_is_of_the_day_it_was_scheduled_for(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows import nightly

    # 18:00 in London is the next day in Shanghai.
    monkeypatch.setattr(nightly.flow_run, "scheduled_start_time", datetime(2024, 2, 5, 18, tzinfo=UTC), raising=False)
    wish = nightly._wish(None, None, town.settings)
    assert (wish.as_of, wish.year) == (date(2024, 2, 6), 2023)


def test_the_scheduler_gets_the_sqlalchemy_it_can_schedule_with() -> None:
    # With 2.1 everything of Prefect 3.8.8 works but its scheduler, which then plans no run and says so only in its log.
    assert version("sqlalchemy").startswith("2.0.")


def test_a_scheduled_run_whose_process_is_gone_gives_its_place_up(town: Town) -> None:
    from prefect.client.orchestration import get_client
    from prefect.states import Running

    from flows.serve import deployments, give_up_lost_runs

    deployed = deployments(town.settings)[0].apply()
    with get_client(sync_client=True) as client:
        lost = client.create_flow_run_from_deployment(deployed, state=Running())
        give_up_lost_runs()
        assert client.read_flow_run(lost.id).state_name == "Crashed"
