"""Writes a night's publication into a folder: pages, workbook and machine output. The flow puts the folder in place.

The night is gone through once, agency by agency: each is handed to everything that tells of it, and let go.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from checks.catalogue import Catalogue
from checks.forms import Form
from flows.collecting import looking_seldom
from flows.crawl.evidence.archive import Archive
from flows.errors import OutputError
from flows.extract.forms import forms as configured_forms
from flows.night import Night
from flows.os_fault import why
from flows.publish.agency_pages import AgencyPages, Whole
from flows.publish.circular import office_template
from flows.publish.desk import Desk, lay_out
from flows.publish.pages import static_text
from flows.publish.privacy import masked
from flows.publish.records import run_json, write_object
from flows.publish.rule_pages import write_rule_pages
from flows.publish.summary_pages import write_findings, write_index, write_rules, write_run
from flows.publish.telling import Telling
from flows.publish.unchanged import Pages, look_of_the_code
from flows.publish.workbook import BookRows, night_book
from flows.rulebook import rulebook
from flows.spreadsheet.beside import written_beside
from flows.spreadsheet.book import Sheets, written
from flows.summary import RUN_FILE
from flows.wild import script_json

# The other process takes half as long to start as it takes to write the rows of as many agencies.
_WORTH_A_PROCESS = 2_000
INDEX = "index.html"
ASSETS = ("desk.css", "desk.js", "list.js")


def publish(
    night: Night,
    folder: Path,
    *,
    catalogue: Catalogue | None = None,
    forms: Mapping[str, Form] | None = None,
    earlier: Path | None = None,
    whole: Whole = tuple,
    archive: Archive | None = None,
) -> Path:
    """Write a night's summary, pages, workbook and machine output into `folder` and return the path of index.html.

    The catalogue and the forms are those of the configuration unless given. `earlier` is the folder of the run before:
    pages whose facts are the same are taken over from it. `archive` is where evidence is looked for, `folder/evidence`
    unless given. `whole` gives results that are in outline with their whole reports. An agency's page that cannot be made says so itself.
    Raises `OutputError`, or `SettingsError` for a template of the office that is no Word file.
    """
    desk = lay_out(night, catalogue or rulebook(), forms or configured_forms())
    try:
        with looking_seldom():
            _write_all(desk, folder, earlier, whole, archive or Archive(folder / "evidence"))
    except OSError as fault:
        raise OutputError(f"{fault.filename or folder}: 无法写入，{why(fault)} (cannot be written)") from fault
    return folder / INDEX


def _write_all(desk: Desk, folder: Path, earlier: Path | None, whole: Whole, archive: Archive) -> None:
    for sub in ("static", "agencies", "copies", "rules"):
        (folder / sub).mkdir(parents=True, exist_ok=True)
    for name in ASSETS:
        _write(folder / "static" / name, static_text(name))
    _write(folder / "static" / "night.js", _night_js(desk.night))
    pages = Pages(folder, earlier, f"{look_of_the_code()}{desk.rules!r}{sorted(desk.forms)}{desk.night.year}")
    agency_pages = AgencyPages(desk, folder, pages, archive, whole)
    with ExitStack() as files:
        telling = Telling(desk, partial(_waiting_room, files, folder))
        with _beside(desk, folder / "summary.xlsx") as sheets:
            book = BookRows(desk, sheets)
            for result in map(masked, desk.night.agencies):
                for taker in (agency_pages, book, telling):
                    taker.add(result)
            agency_pages.finish()
            book.finish()
            write_rule_pages(desk, folder, pages)
            pages.write()
            _write_beside_index(desk, telling, agency_pages, folder)
        # Last: where it stands, everything that it leads to does.
        write_index(desk, telling, agency_pages.unmade, earlier, folder / INDEX)


def _write_beside_index(desk: Desk, telling: Telling, made: AgencyPages, folder: Path) -> None:
    telling.circular.write(folder, office_template())
    telling.records.write(folder)
    run = run_json(desk.night, desk.tally, telling.counts, made.failed)
    write_object(folder / RUN_FILE, run)
    write_rules(desk, folder / "rules.html")
    write_findings(desk, telling, folder / "findings.html")
    write_run(desk, telling, run, folder / "run.html")


def _waiting_room(files: ExitStack, folder: Path) -> BinaryIO:
    """A file without a name, on the disk that the pages are for: a kill leaves nothing of it."""
    return files.enter_context(TemporaryFile(dir=folder))


def _beside(desk: Desk, path: Path) -> AbstractContextManager[Sheets]:
    """The workbook being written: of a small night by this process, of a big one by another."""
    write = written if len(desk.night.agencies) < _WORTH_A_PROCESS else written_beside
    return write(night_book(desk.night), path)


def _night_js(night: Night) -> str:
    """Which run this folder holds, for pages that are the same file in many runs."""
    facts = script_json({"run": night.run_id, "asOf": night.as_of.isoformat()})
    return f"Object.assign(document.documentElement.dataset, {facts});\n"


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "replace"))
