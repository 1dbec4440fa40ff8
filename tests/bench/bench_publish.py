"""The publication of a night: 20,000 agencies from nothing and with 1 % changed, the lists in a browser, a big workbook.

Builds are in seconds of processor time, because the machine may be shared; what a person waits for is by the clock.
"""

from __future__ import annotations

import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from flows.extract.forms import forms as configured_forms
from flows.night import AgencyNight, Night
from flows.publish.desk import lay_out
from flows.publish.site import publish
from flows.publish.workbook import BookRows, night_book
from flows.rulebook import rulebook
from flows.spreadsheet.book import written
from tests.bench.figure import Figure
from tests.publish.build import finding, night, results

AGENCIES, FINDINGS = 20_000, 50_000


def figures() -> list[Figure]:
    folder = Path(tempfile.mkdtemp(prefix="gouji-bench-"))
    try:
        # The workbook first: the peak of memory is the process's, and the site's is higher.
        return [*_workbook(folder / "book.xlsx"), *_site(folder / "site")]
    finally:
        shutil.rmtree(folder)


def _site(folder: Path) -> list[Figure]:
    whole = night(configured_forms(), tuple(many(AGENCIES)))
    start = time.process_time()
    index = publish(whole, folder)
    seconds = time.process_time() - start
    start = time.process_time()
    publish(_changed(whole), folder.with_name("again"), earlier=folder)
    again = time.process_time() - start
    return [
        Figure(f"publish: site for {AGENCIES:,} agencies, first build", seconds, "s CPU", "<= 60"),
        Figure(f"publish: site for {AGENCIES:,} agencies, 1 % changed", again, "s CPU", "<= 5"),
        *_opening(index.parent),
        Figure("publish: index.html", index.stat().st_size / 1e6, "MB", "<= 6"),
        Figure("publish: findings.html", (folder / "findings.html").stat().st_size / 1e6, "MB", "<= 6"),
        Figure("publish: mean agency page", _mean_size(folder / "agencies") / 1e3, "kB"),
    ]


def _changed(whole: Night) -> Night:
    """The next night: every hundredth agency has other remarks."""
    results = (
        replace(item, detail="又查") if number % 100 == 0 else item for number, item in enumerate(whole.agencies)
    )
    return replace(whole, run_id="20240403-020000", agencies=tuple(results))


# A filter is set and the list drawn anew, layout included.
FILTER = """() => {
  const field = document.getElementById("f-q"), start = performance.now();
  field.value = "教育";
  field.dispatchEvent(new Event("input", {bubbles: true}));
  document.body.offsetHeight;
  return performance.now() - start;
}"""


def _opening(folder: Path) -> Iterator[Figure]:
    """From asking for a list to its first row, and from a key to the filtered list, in an installed Chromium; else nothing."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for name in ("index.html", "findings.html"):
            start = time.perf_counter()
            page.goto((folder / name).as_uri())
            page.wait_for_selector("#rows tbody tr")
            seconds = time.perf_counter() - start
            yield Figure(f"publish: {name} of {AGENCIES:,} agencies usable in Chromium", seconds, "s", "<= 2")
            yield Figure(f"publish: {name}, a filter's answer", page.evaluate(FILTER), "ms", "<= 100")
        browser.close()


def many(count: int) -> Iterator[AgencyNight]:
    """Invented agencies by the thousand, in 100 counties, faults shared out as in the small night."""
    pattern = list(results(configured_forms()))
    for number, result in enumerate(islice(cycle(pattern), count)):
        agency_id = f"a{number:05}"
        agency = replace(
            result.agency, agency_id=agency_id, name=f"{result.agency.name}{number}", parent_id=f"c{number % 100}"
        )
        found = tuple(
            replace(item, agency_id=agency_id, finding_id=f"{agency_id}-{item.rule_id}")
            for item in result.assessment.findings
        )
        assessment = replace(result.assessment, findings=found, filing=replace(result.assessment.filing, agency=agency))
        yield replace(result, agency=agency, assessment=assessment)


def _mean_size(folder: Path) -> float:
    sizes = [path.stat().st_size for path in folder.iterdir()]
    return sum(sizes) / len(sizes)


def _workbook(path: Path) -> list[Figure]:
    agency_results = list(many(FINDINGS // 5))
    five = [finding(f"T3-X{number}", "", actual=str(number), cells=("T3.new.total",)) for number in range(5)]
    faulty = [replace(item, assessment=replace(item.assessment, findings=tuple(five))) for item in agency_results]
    desk = lay_out(night(configured_forms(), tuple(faulty)), rulebook(), configured_forms())
    before, start = _peak_megabytes(), time.process_time()
    with written(night_book(desk.night), path) as sheets:
        book = BookRows(desk, sheets)
        for result in desk.night.agencies:
            book.add(result)
        book.finish()
    seconds = time.process_time() - start
    return [
        Figure(f"publish: workbook of {FINDINGS:,} findings", seconds, "s CPU", "<= 15"),
        Figure("publish: memory that writing it adds", _peak_megabytes() - before, "MB", "<= 100"),
    ]


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
