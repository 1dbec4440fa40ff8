from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import update

from flows.ledger import Ledger
from flows.ledger.filings import Depth, outlined, recorded
from flows.ledger.recording import record_gathered
from flows.ledger.report_store import Facts, pack, unpack
from flows.ledger.runs import Run
from flows.ledger.tables import filings
from tests.ledger.night import agency, gathered, order, report, start

REGISTRY = {"qh-edu": agency()}


def gather(ledger: Ledger, folder: Path, day: int = 6, received: int = 5) -> Run:
    run = start(ledger, order(folder / "2023", date(2024, 2, day)))
    record_gathered(ledger, run, [gathered(report(received))])
    return run


def test_an_outline_tells_of_a_report_and_leaves_out_what_it_says(ledger: Ledger, tmp_path: Path) -> None:
    (one,) = outlined(ledger, gather(ledger, tmp_path), [agency()], REGISTRY)
    told = one.filing.report
    assert told is not None
    assert (told.title, told.form, told.coverage) == (report().title, "2021", {"T3": 1.0})
    assert (told.cells, told.sections, told.tables) == ({}, (), ())


def test_the_whole_report_is_there_when_it_is_asked_for(ledger: Ledger, tmp_path: Path) -> None:
    (one,) = recorded(ledger, gather(ledger, tmp_path), [agency()], REGISTRY, depth=Depth.PAGE)
    assert one.filing.report == report()


def test_the_same_reading_has_the_same_identity_and_a_changed_figure_another(ledger: Ledger, tmp_path: Path) -> None:
    readings = [
        outlined(ledger, gather(ledger, tmp_path, day, received), [agency()], REGISTRY)[0].readings[0]
        for day, received in ((6, 5), (7, 5), (8, 6))
    ]
    assert readings[0] == readings[1] != readings[2]


def test_the_report_of_last_year_and_the_first_of_this_are_among_the_readings(ledger: Ledger, tmp_path: Path) -> None:
    first = gather(ledger, tmp_path, 6, 5)
    (before,) = outlined(ledger, first, [agency()], REGISTRY)
    (after,) = outlined(ledger, gather(ledger, tmp_path, 7, 6), [agency()], REGISTRY)
    assert before.readings[1:] == ("", "")
    assert after.readings[1:] == ("", before.readings[0])


def test_what_was_recorded_before_outlines_were_kept_has_one_all_the_same(ledger: Ledger, tmp_path: Path) -> None:
    run = gather(ledger, tmp_path)
    with ledger.writing() as connection:
        body = connection.execute(filings.select()).one().body
        connection.execute(update(filings).values(body=pack(replace(unpack(Facts, body), outline=None))))
    (one,) = outlined(ledger, run, [agency()], REGISTRY)
    assert one.filing.report is not None
    assert one.filing.report.title == report().title
    assert one.filing.report.cells == {}


def test_an_unread_filing_has_no_outline(ledger: Ledger, tmp_path: Path) -> None:
    run = start(ledger, order(tmp_path / "2023", date(2024, 2, 6)))
    record_gathered(ledger, run, [gathered()])
    (one,) = outlined(ledger, run, [agency()], REGISTRY)
    assert one.filing.report is None
    assert one.filing.unread == "超时"
