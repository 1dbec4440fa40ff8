"""Writes a night's publication into a folder: pages, workbook and machine output. The flow puts the folder in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from checks.catalogue import Catalogue
from checks.forms import Form
from flows.collecting import all_lasting, give_back, let_go
from flows.crawl.evidence.archive import Archive
from flows.errors import OutputError
from flows.extract.forms import forms as configured_forms
from flows.night import Night
from flows.publish.agency_pages import Made, Whole, write_agency_pages
from flows.publish.charts import completeness_map, day_bars, fill_step, night_bars, status_shares
from flows.publish.circular import office_template, write_circular
from flows.publish.desk import Desk, lay_out
from flows.publish.listing import ACTIONABLE, agency_list, finding_list
from flows.publish.outcome import outcome_words
from flows.publish.pages import render, static_text
from flows.publish.records import agency_json, finding_json, run_json, write_lines, write_object
from flows.publish.rule_pages import write_rule_pages
from flows.publish.sites import sites
from flows.publish.unchanged import Pages, look_of_the_code
from flows.publish.volume import is_hollow, volumes
from flows.publish.workbook import night_book
from flows.rulebook import rulebook
from flows.spreadsheet.beside import written_beside
from flows.spreadsheet.book import write_book
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
    with all_lasting():
        desk = lay_out(night, catalogue or rulebook(), forms or configured_forms())
    try:
        _write_all(desk, folder, earlier, whole, archive or Archive(folder / "evidence"))
    except OSError as fault:
        raise OutputError(
            f"{fault.filename or folder}: 无法写入，{fault.strerror or fault} (cannot be written)"
        ) from fault
    finally:
        let_go()
    return folder / INDEX


def _write_all(desk: Desk, folder: Path, earlier: Path | None, whole: Whole, archive: Archive) -> None:
    for sub in ("static", "agencies", "copies", "rules"):
        (folder / sub).mkdir(parents=True, exist_ok=True)
    for name in ASSETS:
        _write(folder / "static" / name, static_text(name))
    _write(folder / "static" / "night.js", _night_js(desk.night))
    with _beside(desk, folder / "summary.xlsx"):
        write_circular(desk, folder, office_template())
        # A table of a thousand rows in Word's own elements, and none of it is needed further.
        give_back()
        pages = Pages(folder, earlier, f"{look_of_the_code()}{desk.rules!r}{sorted(desk.forms)}{desk.night.year}")
        made = write_agency_pages(desk, folder, pages, archive, whole)
        write_rule_pages(desk, folder, pages)
        pages.write()
        _write_records(desk, folder, made)
        for name, text in _other_pages(desk, made):
            _write(folder / name, text)
        index = _index_html(desk, made, earlier)
    # Last: where it stands, everything that it leads to does.
    _write(folder / INDEX, index)


@contextmanager
def _beside(desk: Desk, path: Path) -> Iterator[None]:
    """Have the workbook written: of a small night first, of a big one while the block runs."""
    book = night_book(desk.night, desk.tally, desk.regions, desk.rules, desk.forms)
    if len(desk.night.agencies) < _WORTH_A_PROCESS:
        write_book(book, path)
        yield
        return
    with written_beside(book, path):
        yield


def _night_js(night: Night) -> str:
    """Which run this folder holds, for pages that are the same file in many runs."""
    facts = script_json({"run": night.run_id, "asOf": night.as_of.isoformat()})
    return f"Object.assign(document.documentElement.dataset, {facts});\n"


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "replace"))


def _write_records(desk: Desk, folder: Path, made: Made) -> None:
    by_id = sorted(desk.night.agencies, key=lambda result: result.agency.agency_id)
    findings = (finding for result in by_id for finding in (*result.assessment.findings, *result.fixed))
    write_lines(folder / "findings.jsonl", map(finding_json, findings))
    write_lines(folder / "agencies.jsonl", map(agency_json, by_id))
    write_object(folder / RUN_FILE, run_json(desk.night, made.failed))


def _other_pages(desk: Desk, made: Made) -> Iterator[tuple[str, str]]:
    """The pages beside those of agencies and rules, one at a time: the list of a big night's findings is megabytes."""
    bitten = [desk.rules[found.rule_id] for found in desk.tally.biting]
    yield "rules.html", render("rules.html", root="", place="rules", bitten=bitten, **_about(desk))
    yield "findings.html", _findings_html(desk)
    yield "run.html", _run_html(desk, made)


def _about(desk: Desk) -> Mapping[str, object]:
    return {"night": desk.night, "tally": desk.tally, "regions": desk.regions, "rules": desk.rules}


def _findings_html(desk: Desk) -> str:
    data = script_json(finding_list(desk.night.agencies, desk.regions, desk.rules, desk.forms))
    return render("findings.html", root="", place="findings", data=data, **_about(desk))


def _index_html(desk: Desk, made: Made, earlier: Path | None) -> str:
    results = desk.night.agencies
    rows = agency_list(results, desk.regions, desk.rules) | {"first": desk.night.previous_run is None}
    return render(
        "index.html",
        root="",
        place="index",
        data=script_json(rows),
        shares=status_shares(desk.tally.whole),
        days=day_bars(results, desk.night.year),
        map=completeness_map(desk.tally, desk.regions),
        nights=night_bars(desk.night, _runs(earlier)),
        fill_step=fill_step,
        hollow=is_hollow(desk.night),
        unmade=[result.agency for result in results if result.agency.agency_id in made.failed],
        actionable=[result for result in results if result.status in ACTIONABLE],
        **_about(desk),
    )


def _runs(earlier: Path | None) -> Path | None:
    """The folder of all runs, from that of one: OUT/YEAR/RUN_ID."""
    return earlier.resolve().parent.parent if earlier and earlier.is_dir() else None


def _run_html(desk: Desk, made: Made) -> str:
    run = run_json(desk.night, made.failed)
    return render(
        "run.html",
        root="",
        place="run",
        night=desk.night,
        run=run,
        outcomes=[(word, outcome_words(word), count) for word, count in run["fetch"].items()],
        outcome_words=outcome_words,
        sites=sites(desk.night.agencies),
        volumes=volumes(desk.night),
        hollow=is_hollow(desk.night),
    )
