"""The road end to end: nights over the demo's sites, the ledger on its own, and how soon a command answers."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from checks.model import Filing, Publication
from checks.report import Report
from flows.demo.bodies import YEAR, body
from flows.demo.body import article_html
from flows.demo.draft import sound_facts
from flows.demo.prose import write
from flows.extract import read_report
from flows.ledger import Ledger
from flows.ledger.filings import recorded
from flows.ledger.recording import Gathered, record_gathered
from flows.ledger.report_store import pack
from flows.ledger.runs import open_run
from tests.bench.figure import Figure, best_seconds
from tests.ledger.night import agency, order, snapshot

SHARD = 500

# A process of its own, so that the peak of its memory is that of the night.
NIGHTS = """
import json, resource, sys, time
from datetime import UTC, datetime
from pathlib import Path
from flows.demo import DemoServer, World, write_registry
from flows.demo.run import _manners
from flows.nightly import check_family, publish, read_shard
from flows.settings import load_settings
from flows.shift import Wish, open_shift
out, world, took = Path(sys.argv[1]), World(), []
with DemoServer(world) as server, _manners():
    settings = load_settings(agencies=write_registry(server, out / "agencies.csv"), out=out)
    for _ in range(2):
        start = time.perf_counter()
        with open_shift(Wish(world.year, world.as_of, datetime.now(UTC), settings)) as shift:
            for shard in shift.shards():
                read_shard.fn(shift, shard)
            for family in shift.families():
                check_family.fn(shift, family)
            done = publish.fn(shift)
        took.append(time.perf_counter() - start)
print(json.dumps({"took": took, "agencies": done.summary.agencies,
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def figures() -> list[Figure]:
    """Ratios first."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_ledger(Path(folder)), *_nights(Path(folder)), *_commands(Path(folder))]


def _nights(folder: Path) -> list[Figure]:
    told = _python("-c", NIGHTS, str(folder))
    facts = json.loads(told.stdout.splitlines()[-1])
    first, second = facts["took"]
    return [
        Figure("demo night, unchanged against first", second / first, "ratio", "<= 0.6"),
        Figure("demo night, from address to pages", facts["agencies"] / first, "agencies/s"),
        Figure("demo night, an agency", first / facts["agencies"], "s"),
        Figure("demo night, peak memory", facts["peak"], "MB", "<= 600"),
    ]


def _ledger(folder: Path) -> list[Figure]:
    report, packed = _report()
    agencies = tuple(agency(f"a{number}") for number in range(SHARD))
    ledger = Ledger(f"sqlite:///{folder / 'bench.sqlite'}")
    run = open_run(ledger, order(folder, date(2024, 2, 6), agencies))
    shard = [
        Gathered(Filing(YEAR, one, report, Publication("found", url=report.source)), one, "found", "", page, run.as_of)
        for number, one in enumerate(agencies)
        for page in [replace(snapshot(), record_id=f"<urn:{number}>")]
    ]
    start = time.perf_counter()
    record_gathered(ledger, run, shard)
    took = time.perf_counter() - start
    recall = best_seconds(lambda: recorded(ledger, run, agencies, {}), 3)
    ledger.close()
    size = (folder / "bench.sqlite").stat().st_size / SHARD
    raw = best_seconds(lambda: _raw(folder / "raw.sqlite", packed), 3)
    return [
        Figure("ledger: a shard of 500 recorded against bare SQLite inserts of the same bytes", took / raw, "ratio"),
        Figure("ledger: record", SHARD / took, "filings/s", ">= 300"),
        Figure("ledger: read back whole", SHARD / recall, "filings/s", ">= 300"),
        Figure("ledger: size", size / 1024, "KB/report"),
    ]


def _report() -> tuple[Report, bytes]:
    draft = write(sound_facts(body("ql-fgw"), YEAR), date(2024, 1, 20))
    page = (
        f"<html><head><meta charset=utf-8><title>{draft.title}</title></head><body>{article_html(draft)}</body></html>"
    )
    report = read_report(page.encode(), "http://fgw.example/nb.html", content_type="text/html")
    return report, pack(report)


def _raw(path: Path, packed: bytes) -> None:
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE filings (agency_id TEXT PRIMARY KEY, body BLOB)")
        connection.executemany("INSERT INTO filings VALUES (?, ?)", ((str(n), packed) for n in range(SHARD)))
    connection.close()


def _commands(folder: Path) -> list[Figure]:
    draft = write(sound_facts(body("ql-fgw"), YEAR), date(2024, 1, 20))
    page = folder / "report.html"
    page.write_text(f"<html><meta charset=utf-8><title>{draft.title}</title>{article_html(draft)}</html>", "utf-8")
    bare = best_seconds(lambda: _python("-c", "import cyclopts"), 3)
    helped = best_seconds(lambda: _python("-m", "flows.cli", "check", "--help"), 3)
    checked = best_seconds(lambda: _python("-m", "flows.cli", "check", str(page)), 3)
    return [
        Figure("gouji check --help against `import cyclopts`", helped / bare, "ratio", "<= 2"),
        Figure("gouji check --help", helped, "s", "<= 1"),
        Figure("gouji check of one report, the whole process", checked, "s", "<= 4"),
    ]


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)
