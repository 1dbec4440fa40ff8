"""The crawl on loopback with no pause: against Scrapy, on an unchanged second night, and over thousands of agencies."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.figure import Figure
from tests.bench.pages_server import AGENCIES_A_HOST

HOSTS = 16
ROUNDS = 2
# Nights after which a report that stands unchanged counts as settled, and searches come round.
WEEK = 7
FEW, MANY = 100, 2_000
# The whole of the aim, 10,000, takes five minutes: GOUJI_BENCH_AGENCIES=10000 make bench.
FINDING_HOSTS, FINDING_AGENCIES = 200, int(os.environ.get("GOUJI_BENCH_AGENCIES", "3000"))
# What politeness alone asks of a night: 3,000 hosts with 50 agencies each.
NIGHT_HOSTS, NIGHT_AGENCIES = 3_000, 150_000

# Each in a process of its own: its processor time and memory are then its own. Start-up is not counted.
OURS = """
import json, sys, tempfile, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from flows.crawl import Archive
from flows.crawl.manners.session import Session
from flows.settings import Settings
hosts, paths = json.load(sys.stdin)
settings = Settings(allow_private="127.0.0.0/8", pause_seconds=0.0, workers=len(hosts))
with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "evidence") as archive:
    session = Session(settings, archive)
    def read(host):
        return sum(session.fetch(host + path).is_good for path in paths)
    start, cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(len(hosts)) as pool:
        good = sum(pool.map(read, hosts))
    print(json.dumps([good, time.perf_counter() - start, time.process_time() - cpu]))
"""
SCRAPY = """
import json, sys, time
import scrapy
from scrapy.crawler import CrawlerProcess
hosts, paths = json.load(sys.stdin)
class Pages(scrapy.Spider):
    name = "pages"
    good = 0
    async def start(self):
        self.begun, self.cpu = time.perf_counter(), time.process_time()
        for path in paths:
            for host in hosts:
                yield scrapy.Request(host + path, dont_filter=True)
    def parse(self, response):
        response.body
        Pages.good += 1
    def closed(self, reason):
        print(json.dumps([Pages.good, time.perf_counter() - self.begun, time.process_time() - self.cpu]))
process = CrawlerProcess({"CONCURRENT_REQUESTS": len(hosts), "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0,
    "ROBOTSTXT_OBEY": True, "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "RETRY_ENABLED": True})
process.crawl(Pages)
process.start()
"""
# Nights a day apart as the flow crawls them: shards of 500, a crawler a night, contents let go.
NIGHTS = """
import json, resource, sys, tempfile, time, urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from checks.model import Agency
from flows.crawl import Archive, Crawler, crawl_all
from flows.crawl.revisit import MemoryFinds
from flows.crawl.manners.robots_memory import MemoryRobots
from flows.crawl.standing import MemoryStandings
from flows.crawl.manners.validators import MemoryValidators
from flows.settings import Settings
hosts, count, nights, hours, given = json.load(sys.stdin)
def served():
    return json.load(urllib.request.urlopen(hosts[0] + "/__count"))
agencies = [Agency(f"a{number}", f"青岭市第{number // len(hosts)}局", "department", site_url=hosts[number % len(hosts)] + "/")
            for number in range(count)]
settings = Settings(allow_private="127.0.0.0/8", pause_seconds=0.0, workers=8, timezone="UTC", **given)
# April: after the season in which reports come out.
begun = datetime(2024, 4, 1, tzinfo=UTC)
validators, robots, finds, told, folders = MemoryValidators(), MemoryRobots(), {}, [], []
with tempfile.TemporaryDirectory() as folder:
    for night in range(nights):
        served()
        start, cpu, good = time.perf_counter(), time.process_time(), 0
        with Archive(Path(folder) / str(night), list(folders)) as archive:
            opened = begun + timedelta(hours=hours * night)
            settled = MemoryStandings(finds if night >= settings.settled_after_nights else {})
            crawler = Crawler(settings, archive, validators if nights > 1 else None, MemoryFinds(finds) if finds else None,
                              robots, lambda: opened + timedelta(seconds=time.perf_counter() - start), settled)
            for at in range(0, count, 500):
                day, shard = begun.date() + timedelta(days=night), agencies[at : at + 500]
                found = crawl_all(shard, 2023, day, settings, archive, crawler=crawler, let_go=True)
                good += sum(one.snapshot is not None for one in found.values())
                if nights > 1:
                    finds |= found
        folders.append(Path(folder) / str(night))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told.append([good, time.perf_counter() - start, time.process_time() - cpu, *served(), peak])
print(json.dumps(told))
"""
# The stages of the flow without Prefect, from the registry's addresses to findings in the ledger, then to the pages.
FINDINGS = """
import json, os, resource, sys, tempfile, time
from datetime import UTC, date, datetime
from pathlib import Path
from flows import stages
from flows.extract.pool import close_crew
from flows.settings import load_settings
from flows.shift import Wish, open_shift
def spent():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
def main():
    hosts, count, nights = json.load(sys.stdin)
    told = []
    os.environ |= {"GOUJI_ALLOW_PRIVATE": "127.0.0.0/8", "GOUJI_PAUSE_SECONDS": "0"}
    with tempfile.TemporaryDirectory() as folder:
        rows = [f"a{number},青岭市第{number // len(hosts)}局,department,{hosts[number % len(hosts)]}/" for number in range(count)]
        (Path(folder) / "a.csv").write_text("\\n".join(["agency_id,name,kind,site_url", *rows]), "utf-8")
        settings = load_settings(agencies=Path(folder) / "a.csv", out=Path(folder) / "out")
        for day in range(nights):
            start, cpu = time.perf_counter(), spent()
            with open_shift(Wish(2023, date(2024, 4, 1 + day), datetime.now(UTC), settings)) as shift:
                for shard in shift.shards():
                    stages.gather(shift, shard)
                for family in shift.families():
                    stages.judge(shift, family)
                found = time.perf_counter() - start
                close_crew()
                used = spent() - cpu
                night = stages.settle(shift)
                stages.publish(shift, night)
            whole, peak = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            told.append([len(night.agencies), found, whole, used, spent() - cpu, peak])
    print(json.dumps(told))
main()
"""


def figures() -> list[Figure]:
    """Ratios first."""
    return [*_against_scrapy(), *_second_night(), *_thousands(), *_findings(), *_politeness()]


def _against_scrapy() -> Iterator[Figure]:
    paths = [f"/r/{number}.html" for number in range(AGENCIES_A_HOST)] * ROUNDS
    with _server(HOSTS) as hosts:
        good, seconds, cpu = _best(OURS, [hosts, paths])
        scrapy = _best(SCRAPY, [hosts, paths]) if importlib.util.find_spec("scrapy") else None
    if scrapy is None:
        print("bench: crawl: Scrapy is not installed (dependency group `bench`), no comparison", file=sys.stderr)
    else:
        yield Figure("crawl: pages a second against Scrapy", (good / seconds) / (scrapy[0] / scrapy[1]), "x", ">= 1.0")
        yield Figure(
            "crawl: processor time a page against Scrapy", (cpu / good) / (scrapy[2] / scrapy[0]), "x", "<= 1.0"
        )
        yield Figure("crawl: Scrapy, pages a second", scrapy[0] / scrapy[1], "pages/s")
        yield Figure("crawl: Scrapy, processor time a page", scrapy[2] / scrapy[0] * 1000, "ms")
    yield Figure("crawl: pages a second, archived", good / seconds, "pages/s")
    yield Figure("crawl: processor time a page, archived", cpu / good * 1000, "ms")


def _second_night() -> Iterator[Figure]:
    for hosts, agencies in ((20, 2), (4, AGENCIES_A_HOST)):
        about = f"{agencies} agencies a site"
        with _server(hosts) as sites:
            # Within the day that robots.txt is gone by, and before the next whole search is due.
            told = [sites, hosts * agencies, 2, 23.5, {"search_every_nights": 1000}]
            first, second = _run(NIGHTS, told)
            yield Figure(f"crawl: requests of an unchanged second night, {about}", second[3] / first[3], "x", "< 0.35")
            yield Figure(f"crawl: bytes of an unchanged second night, {about}", second[4] / first[4], "x", "< 0.10")
            first, second = _run(NIGHTS, [*told[:4], told[4] | {"settled_after_nights": 1}])
            yield Figure(
                f"crawl: the same where a report counts as settled at once, {about}",
                second[3] / first[3],
                "x",
                "< 0.35",
            )
            first, *nights = _run(NIGHTS, [sites, hosts * agencies, 1 + 2 * WEEK, 24.0, {}])
            for said, week, aim in (("the week after", nights[:WEEK], ""), ("a settled week", nights[WEEK:], "< 0.35")):
                mean = sum(night[3] for night in week) / WEEK / first[3]
                yield Figure(f"crawl: requests of a night of {said}, as shipped, {about}", mean, "x", aim)
    yield from _second_reading()


def _second_reading() -> Iterator[Figure]:
    with _server(8) as hosts:
        first, second = _run(FINDINGS, [hosts, 8 * AGENCIES_A_HOST, 2])
    yield Figure("crawl: processor time of an unchanged second night to findings", second[3] / first[3], "x")
    yield Figure("crawl: the same, an agency", second[3] / second[0] * 1000, "ms")
    yield Figure("crawl: processor time of an unchanged second night to pages", second[4] / first[4], "x")


def _thousands() -> Iterator[Figure]:
    with _server(MANY // AGENCIES_A_HOST) as hosts:
        (few,) = _run(NIGHTS, [hosts, FEW, 1, 0.0, {}])
        (many,) = _run(NIGHTS, [hosts, MANY, 1, 0.0, {}])
    assert many[0] == MANY
    yield Figure(f"crawl: peak memory, {MANY} agencies against {FEW}", many[5] / few[5], "x", "<= 1.2")
    yield Figure(f"crawl: peak memory, {MANY} agencies", many[5], "MB")
    yield Figure("crawl: agencies a second, from address to report", MANY / many[1], "agencies/s", ">= 20")
    yield Figure("crawl: processor time an agency, from address to report", many[2] / MANY * 1000, "ms")


def _findings() -> Iterator[Figure]:
    with _server(FINDING_HOSTS) as hosts:
        ((*_, least),) = _run(FINDINGS, [hosts, FEW, 1])
        ((count, found, whole, used, _, peak),) = _run(FINDINGS, [hosts, FINDING_AGENCIES, 1])
    named = f"crawl: {count} agencies on {FINDING_HOSTS} hosts"
    yield Figure(f"{named}, from address to findings", count / found, "agencies/s", ">= 20")
    yield Figure(f"{named}, from address to findings, processor time", used / count * 1000, "ms")
    yield Figure(f"{named}, from address to pages", count / whole, "agencies/s")
    yield Figure(f"crawl: peak memory of the whole night, {count} agencies against {FEW}", peak / least, "x", "<= 1.5")
    yield Figure(f"{named}, peak memory of the whole night", peak, "MB")


def _politeness() -> Iterator[Figure]:
    # robots.txt, home page, openness, list, and a report each; the pause is a second, the answer half of one.
    requests_a_host = 4 + NIGHT_AGENCIES / NIGHT_HOSTS
    for workers in (8, 64):
        hours = NIGHT_HOSTS / workers * requests_a_host * 1.5 / 3600
        yield Figure(
            f"crawl: {NIGHT_AGENCIES} agencies on {NIGHT_HOSTS} hosts, {workers} hosts at a time", hours, "hours"
        )


@contextmanager
def _server(hosts: int) -> Iterator[list[str]]:
    command = [sys.executable, "-m", "tests.bench.pages_server", str(hosts)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        yield [f"http://127.0.{5 + number // 250}.{1 + number % 250}:{port}" for number in range(hosts)]
        server.communicate()


def _best(script: str, told: Sequence[object]) -> tuple[float, float, float]:
    """The run with the least processor time of three."""
    return min((tuple(_run(script, told)) for _ in range(3)), key=lambda run: run[2])


def _run(script: str, told: Sequence[object]) -> list[list[float]]:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], input=json.dumps(told), capture_output=True, text=True, check=True, cwd=root
    )
    answer: list[list[float]] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer
