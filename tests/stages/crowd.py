"""Two hundred agencies on four hosts, their reports gathered into a ledger: what faults are injected into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from random import Random

from sqlalchemy import func, select
from warcio.archiveiterator import ArchiveIterator

from flows import stages
from flows.ledger import Ledger
from flows.ledger.tables import filings, holdings, reports, snapshots, validators
from flows.settings import Settings
from flows.shift import Wish, open_shift
from tests.crawl.badserver import BadServer, answer
from tests.crawl.sites import listing, report
from tests.loopback import loopback_settings

HOSTS, A_HOST = 4, 50
COUNT = HOSTS * A_HOST
# Every host's robots.txt and list, and the reports.
REQUESTS = HOSTS * 2 + COUNT
DAY = date(2024, 2, 6)


@dataclass
class Crowd:
    """The agencies' hosts and the folder of their audit; `on_report` is called before the report of that number is served."""

    hosts: list[BadServer]
    folder: Path
    a_host: int = A_HOST
    on_report: dict[int, Callable[[], None]] = field(default_factory=dict)
    served: int = 0

    def build(self) -> None:
        rows = ["agency_id,name,kind,report_list_url"]
        for number, server in enumerate(self.hosts):
            names = [f"青岭市第{number}{at:02}局" for at in range(self.a_host)]
            titles = [(f"{name}2023年政府信息公开工作年度报告", f"/{at}.html") for at, name in enumerate(names)]
            column = server.page("/nb/", listing(titles))
            for at, name in enumerate(names):
                self._serve(server, f"/{at}.html", report(name, extra=_noise(name)))
                rows.append(f"a{number}-{at},{name},department,{column}")
        (self.folder / "agencies.csv").write_text("\n".join(rows), "utf-8")

    def _serve(self, server: BadServer, path: str, html: str) -> None:
        def handle(ask: BaseHTTPRequestHandler) -> None:
            self.served += 1
            if act := self.on_report.pop(self.served, None):
                act()
            answer(ask, html.encode())

        server.serve(path, handle)

    @property
    def settings(self) -> Settings:
        return loopback_settings(self.folder, shard_size=HOSTS * self.a_host // 2, workers=HOSTS)

    def wish(self, day: date = DAY) -> Wish:
        return Wish(2023, day, datetime(day.year, day.month, day.day, tzinfo=UTC), self.settings)

    def gather(self, day: date = DAY) -> str:
        """Crawls, reads and records what is left of a night; returns the id of its run."""
        with open_shift(self.wish(day)) as shift:
            for shard in shift.shards():
                stages.gather(shift, shard)
            return shift.run.run_id

    def asked(self) -> list[str]:
        return [server.url(path) for server in self.hosts for path in server.paths(with_robots=True)]

    def archived(self) -> Counter[str]:
        """How often each address was answered, by the records of all nights' evidence."""
        found: Counter[str] = Counter()
        for path in (self.folder / "out").rglob("*.warc.gz"):
            with path.open("rb") as file:
                for record in ArchiveIterator(file, check_digests="raise"):
                    if record.rec_type == "response" and record.raw_stream.read():
                        found[record.rec_headers.get_header("WARC-Target-URI")] += 1
        return found

    def recorded(self, run_id: str) -> dict[str, int]:
        """How many agencies the run has, by outcome."""
        query = select(filings.c.outcome, func.count()).where(filings.c.run_id == run_id).group_by(filings.c.outcome)
        with self.ledger() as ledger, ledger.reading() as connection:
            return {row.outcome: row.count for row in connection.execute(query)}

    def rows(self) -> dict[str, int]:
        """How many rows the tables have that every report stands in once."""
        tables = (filings, snapshots, reports, holdings)
        with self.ledger() as ledger, ledger.reading() as connection:
            counted = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables
            }
            urls = connection.execute(select(validators.c.url)).scalars().all()
        return counted | {"validators": len(urls)}

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        opened = Ledger(self.settings.database_url)
        try:
            yield opened
        finally:
            opened.close()


def _noise(name: str) -> str:
    """What does not compress, so that the evidence of few pages fills a small disk."""
    return f"<!-- {Random(name).randbytes(6_000).hex()} -->"


@contextmanager
def crowd(folder: Path, a_host: int = A_HOST) -> Iterator[Crowd]:
    """The hosts, running, each with the reports of so many agencies."""
    with ExitStack() as stack:
        hosts = [stack.enter_context(BadServer(f"127.0.4.{number}")) for number in range(1, HOSTS + 1)]
        built = Crowd(hosts, folder, a_host)
        built.build()
        yield built
