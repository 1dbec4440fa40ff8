"""Four nights over a few agencies of the demo's world, each a whole night without Prefect, on one ledger."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from flows import stages
from flows.demo.bodies import YEAR
from flows.demo.register import COLUMNS, registry_rows
from flows.demo.server import DemoServer
from flows.demo.world import World
from flows.ledger import Ledger
from flows.notify import handling
from flows.notify.case_list import Record
from flows.notify.cases.case_store import Act, newest
from flows.notify.cases.letters import Notice
from flows.notify.cases.states import Case
from flows.notify.listing import record
from flows.notify.post import dispatch
from flows.settings import Settings
from flows.shift import Wish, open_shift
from tests.loopback import loopback_settings

WANG, LI = "王芳", "李强"
PARENT = "ql-gov"
CORRECTS, EXPLAINS, IGNORES = "ql-jyj", "ql-wjw", "ql-gxj"
DAYS = (date(2024, 4, 8), date(2024, 4, 12), date(2024, 4, 24), date(2024, 5, 13))


@dataclass
class Cycle:
    """An office with a few agencies; every deed is done on the day of the last night."""

    folder: Path
    day: date = DAYS[0]

    @property
    def settings(self) -> Settings:
        return loopback_settings(self.folder, letter_pdf=False)

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.settings.database_url)

    def night(self, number: int) -> None:
        """The night of this number, on its day."""
        self.day = DAYS[number - 1]
        with DemoServer(World(night=number, as_of=self.day), 8719) as server:
            rows = [row for row in registry_rows(server) if row["agency_id"] in (PARENT, CORRECTS, EXPLAINS, IGNORES)]
            with (self.folder / "agencies.csv").open("w", encoding="utf-8", newline="") as target:
                writer = csv.DictWriter(target, COLUMNS)
                writer.writeheader()
                writer.writerows(rows)
            wish = Wish(YEAR, self.day, datetime.combine(self.day, time(1), UTC), self.settings)
            with open_shift(wish) as shift:
                for shard in shift.shards():
                    stages.gather(shift, shard)
                for family in shift.families():
                    for assessments in stages.check(shift, family):
                        stages.decide(shift, stages.excuse(shift, assessments))
                stages.conclude(shift)

    def act(self, who: str) -> Act:
        return Act(who, self.now(), self.day)

    def now(self) -> datetime:
        return datetime.combine(self.day, time(4), UTC)

    def issue(self, agency_id: str) -> Notice:
        """Approve what waits, by the second person, and send it to the folder."""
        notice = handling.approve(self.ledger, agency_id, YEAR, self.act(LI))
        done = dispatch.send(self.ledger, self.settings, YEAR, [agency_id], self.act(WANG), self.now)
        assert done.is_whole
        return notice

    def case(self, agency_id: str) -> Case:
        with self.ledger.reading() as connection:
            return newest(connection, agency_id, YEAR).case

    def record(self, agency_id: str) -> Record:
        return record(self.ledger, agency_id, YEAR, self.day)
