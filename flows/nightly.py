"""The nightly audit: the product's table of contents.

One Prefect task a shard of agencies, never one an agency: a task costs 10 ms and 22 KB of Prefect's database. What was
found stands in our own ledger; Prefect's database is a view of the run. Every stage is a plain function of
`flows.stages`, and a run that was killed goes on where the ledger says it stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path
from shutil import disk_usage
from typing import cast
from zoneinfo import ZoneInfo

from httpx import HTTPError
from prefect import State, flow, tags, task
from prefect.artifacts import create_link_artifact, create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.logging.handlers import APILogWorker
from prefect.runtime import flow_run
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Completed, Failed

from flows import stages
from flows.errors import GoujiError, LedgerError, ServerError
from flows.settings import Settings, load_settings
from flows.sharding import Agencies
from flows.shift import Shift, Wish, open_shift
from flows.summary import Summary, markdown, sentence, summary_in

_FULL_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Done:
    """A finished run: what it counted, and the index of its pages in its place."""

    summary: Summary
    index: Path


def _can_heal(_task: object, _run: object, state: State) -> bool:
    """A ledger that another program holds, or a connection to it, may be free again in a moment; nothing else heals."""
    return isinstance(state.result(raise_on_failure=False), LedgerError)


@task(name="read-shard", tags=["crawl"], retries=2, retry_delay_seconds=[5.0, 30.0], retry_condition_fn=_can_heal,
      cache_policy=NO_CACHE, persist_result=False)  # fmt: skip
def read_shard(shift: Shift, shard: Agencies) -> None:
    """Fetch a shard's reports, keep the evidence, read them, record them."""
    stages.gather(shift, shard)


@task(name="check-family", tags=["check"], retries=2, retry_delay_seconds=[5.0, 30.0], retry_condition_fn=_can_heal,
      cache_policy=NO_CACHE, persist_result=False)  # fmt: skip
def check_family(shift: Shift, family: Agencies) -> None:
    """Check agencies that belong together, read accused cells again, record what the rules say."""
    stages.judge(shift, family)


@task(name="publish", tags=["publish"], retries=2, retry_delay_seconds=[5.0, 30.0], retry_condition_fn=_can_heal,
      cache_policy=NO_CACHE, persist_result=False)  # fmt: skip
def publish(shift: Shift) -> Done:
    """Settle what is new and what was mended, write the pages, put the run in its place."""
    index = stages.conclude(shift)
    return Done(summary_in(index.parent), index)


@flow(name="gouji-nightly", flow_run_name="gouji-nightly", persist_result=False)
def nightly(
    year: int | None = None,
    as_of: str | None = None,
    agencies: str | None = None,
    out: str | None = None,
    database: str | None = None,
) -> State:
    """Audit the reports of one year: registry → crawl → archive → extract → check → record → publish.

    `as_of` is YYYY-MM-DD. Parameters are plain values: a scheduled run is read as a script, where no other name is known.
    """
    try:
        with open_shift(_wish(year, as_of, load_settings(agencies=agencies, out=out, database=database))) as shift:
            for shard in shift.shards():
                read_shard(shift, shard)
            for family in shift.families():
                check_family(shift, family)
            done = publish(shift)
    except GoujiError as fault:
        return Failed(message=str(fault), data=fault)
    create_markdown_artifact(markdown(done.summary), key="gouji-summary", description=sentence(done.summary))
    create_link_artifact(done.index.as_uri(), link_text="index.html", key="gouji-index")
    return Completed(message=sentence(done.summary), data=done)


def run(wish: Wish) -> Done:
    """One night under Prefect, from the command line.

    Raises what stopped it: a `GoujiError` where a person can act (`ServerError` where Prefect's server fails), else the
    fault itself.
    """
    # The heartbeat's thread would add a second to every run; no environment variable turns it off.
    try:
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}), tags("gouji", str(wish.year)):
            state = nightly(
                wish.year,
                wish.as_of.isoformat(),
                str(wish.settings.agencies),
                str(wish.settings.out),
                wish.settings.database_url,
                return_state=True,
            )
    except HTTPError as fault:
        raise _unrecorded(wish.settings.out) from fault
    finally:
        # What is still on its way must arrive before the server that came with this run is gone.
        APILogWorker.drain_all(timeout=10)
    return cast(Done, state.result())


def _unrecorded(out: Path) -> ServerError:
    """Prefect's server keeps its database on the disk of the output folder, and fails first where that is full."""
    why = "磁盘已满，" if disk_usage(out).free < _FULL_BYTES else ""
    return ServerError(
        f"{out}: {why}Prefect 服务无法记录，核查停在中途；处理后再次运行同一命令即从断处继续"
        " (Prefect's server cannot record; run the same command again to go on from here)"
    )


def _wish(year: int | None, as_of: str | None, settings: Settings) -> Wish:
    """A scheduled run is of the day it was scheduled for, however late it starts, and of the year before that day."""
    scheduled = flow_run.scheduled_start_time.astimezone(ZoneInfo(settings.timezone))
    day = date.fromisoformat(as_of) if as_of else scheduled.date()
    return Wish(year or day.year - 1, day, scheduled.astimezone(UTC), settings)
