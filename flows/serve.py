"""`gouji serve`: keeps the nightly audit on its schedule, one run at a time."""

from __future__ import annotations

import logging
import warnings

from prefect.schedules import Cron

from flows.nightly import nightly
from flows.settings import Settings


def serve(settings: Settings) -> None:
    """Hold the deployment `gouji-nightly/nightly` until the process is stopped.

    The day and the year of a run follow from the time it was scheduled for, so a late start audits the right day.
    """
    # What Prefect's runner and its event loop say of themselves whenever a signal tells them to stop.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", message="coroutine 'Runner.astop' was never awaited")
    nightly.serve(
        name="nightly",
        schedule=Cron(settings.cron, timezone=settings.timezone),
        parameters={
            "agencies": str(settings.agencies.resolve()),
            "out": str(settings.out.resolve()),
            "database": settings.database_url,
        },
        tags=["gouji"],
        limit=1,
        global_limit=1,
        print_starting_message=False,
    )
