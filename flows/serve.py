"""`gouji serve`: keeps the nightly audit on its schedule, and the round of letters where the office set one."""

from __future__ import annotations

import logging
import warnings
from contextlib import closing
from datetime import date
from typing import cast

from prefect import State, flow, pause_flow_run
from prefect import serve as keep
from prefect.artifacts import create_markdown_artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import FlowPauseTimeout
from prefect.input import RunInput
from prefect.schedules import Cron, Schedule
from prefect.states import Completed, Crashed, Failed

from flows.clock import now, today
from flows.errors import GoujiError, SettingsError
from flows.ledger import Ledger
from flows.nightly import nightly
from flows.notify.cases.case_store import NIGHT, Act, last_night
from flows.notify.issue_round import as_markdown, draft_round, issue_round
from flows.resuming import cut_off
from flows.settings import Settings, load_settings

log = logging.getLogger(__name__)
_NAMES = ["nightly", "letters"]
_AT_WORK = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
_PATIENCE_SECONDS = 3 * 86_400
_POLL_SECONDS = 10


class Approval(RunInput):
    """签发：approver 是核查台审批人的账号名；agencies 写各单位代码（空格分隔），或写“全部”。 · who approves, and which letters."""

    approver: str
    agencies: str


def serve(settings: Settings) -> None:
    """Hold the deployments `gouji-nightly/nightly` and, on a schedule of its own, `gouji-letters/letters` until stopped.

    The day and the year of a run follow from the time it was scheduled for, so a late start audits the right day.
    """
    # What Prefect's runner and its event loop say of themselves whenever a signal tells them to stop.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", message="coroutine 'Runner.astop' was never awaited")
    kept = deployments(settings)
    give_up_lost_runs()
    go_on(settings)
    # A round of letters waits for days: the night must not wait with it.
    keep(*kept, limit=2, print_starting_message=False)


def give_up_lost_runs() -> None:
    """End in Prefect's view the scheduled runs of a process that is gone: each would keep its deployment's one place for ever.

    One that outlived it, unseen by Prefect, goes on all the same: the ledger lets no other run beside it.
    """
    with get_client(sync_client=True) as client:
        lost = client.read_flow_runs(
            flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=_AT_WORK))),
            deployment_filter=DeploymentFilter(name=DeploymentFilterName(any_=_NAMES)),
        )
        for run in lost:
            log.info("flow_run=%s its process is gone", run.name)
            client.set_flow_run_state(run.id, Crashed(message="进程已不在 (its process is gone)"))


def go_on(settings: Settings) -> None:
    """Finish the nights that a kill or a power cut left unfinished: no schedule comes back to their day."""
    for wish in cut_off(settings, now()):
        log.info("year=%d as_of=%s going on with a night that was cut off", wish.year, wish.as_of)
        nightly(
            wish.year,
            wish.as_of.isoformat(),
            str(settings.agencies.resolve()),
            str(settings.out.resolve()),
            settings.database_url,
            return_state=True,
        )


def deployments(settings: Settings) -> list[RunnerDeployment]:
    """What is kept on its schedule, each one run at a time."""
    where = {"out": str(settings.out.resolve()), "database": settings.database_url}
    kept = [
        nightly.to_deployment(
            name="nightly",
            schedule=_schedule("cron", settings.cron, settings.timezone),
            parameters={"agencies": str(settings.agencies.resolve()), **where},
            tags=["gouji"],
            concurrency_limit=1,
        )
    ]
    if settings.letters_cron:
        schedule = _schedule("letters_cron", settings.letters_cron, settings.timezone)
        kept.append(
            letters.to_deployment(
                name="letters", schedule=schedule, parameters=where, tags=["gouji"], concurrency_limit=1
            )
        )
    # Outside an event loop `to_deployment` gives the deployment itself, which its type does not say.
    return cast(list[RunnerDeployment], kept)


def _schedule(setting: str, expression: str, timezone: str) -> Schedule:
    try:
        return Cron(expression, timezone=timezone)
    except ValueError:
        told = f"{setting} “{expression}”: 不是 cron 时间，每天 02:00 写作 0 2 * * * (no cron expression)"
        raise SettingsError(told) from None


@flow(name="gouji-letters", flow_run_name="gouji-letters", persist_result=False)
def letters(
    year: int | None = None, as_of: str | None = None, out: str | None = None, database: str | None = None
) -> State:
    """Draft what is confirmed, pause until an approver says which letters go, then send those and no others.

    Without an answer within three days nothing is sent and the drafts stay. `as_of` is YYYY-MM-DD, today if not given.
    """
    settings = load_settings(out=out, database=database)
    try:
        with closing(Ledger(settings.database_url)) as ledger:
            return _round(ledger, settings, year, date.fromisoformat(as_of) if as_of else today(settings.timezone))
    except FlowPauseTimeout:
        return Failed(message="无人签发，未外发任何函件 (nobody approved; nothing was sent)")
    except GoujiError as fault:
        return Failed(message=str(fault), data=fault)


def _round(ledger: Ledger, settings: Settings, year: int | None, day: date) -> State:
    with ledger.reading() as connection:
        asked = last_night(connection, year).year
    waiting = draft_round(ledger, asked, Act(NIGHT, now(), day))
    if not waiting:
        return Completed(message="没有待签发的函件 (no letter waits)")
    told = as_markdown(waiting, settings.mail_channel)
    create_markdown_artifact(told, key="gouji-letters", description=f"待签发函件 {len(waiting)} 件")
    given = pause_flow_run(
        wait_for_input=Approval.with_initial_data(description=told),
        timeout=_PATIENCE_SECONDS,
        poll_interval=_POLL_SECONDS,
    )
    done = issue_round(ledger, settings, asked, waiting, given.agencies, Act(given.approver, now(), day), now)
    told = f"已外发 {done.gone} 件，未外发 {len(done.sent) - done.gone + len(done.refused)} 件 (sent, not sent)"
    return Completed(message=told, data=done) if done.is_whole else Failed(message="；".join([told, *done.refused]))
