from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from checks.model import Agency, Filing, Publication
from flows.ledger import Ledger
from flows.ledger.filings import recorded
from flows.ledger.holdings import Sightings, held_reports, sightings
from flows.ledger.recording import Gathered, record_gathered
from tests.ledger.night import agency, gathered, order, report, start


def hold(ledger: Ledger, folder: Path, *agencies: Agency, day: date = date(2024, 2, 6), received: int = 5) -> None:
    run = start(ledger, order(folder, day, agencies))
    record_gathered(ledger, run, [gathered(report(received), one, day) for one in agencies])


def held(ledger: Ledger, one: Agency, *others: Agency) -> int | None:
    registry = {known.agency_id: known for known in (one, *others)}
    with ledger.reading() as connection:
        found = held_reports(connection, [one], 2023, registry).get(one.agency_id)
    return int(found.cells["T3.new.total"].value or 0) if found else None


def test_first_seen_is_the_earliest_day_and_a_failed_night_keeps_the_report(ledger: Ledger, tmp_path: Path) -> None:
    hold(ledger, tmp_path, agency(), day=date(2024, 2, 6))
    hold(ledger, tmp_path, agency(), day=date(2024, 2, 7), received=6)
    run = start(ledger, order(tmp_path, date(2024, 2, 8)))
    record_gathered(ledger, run, [gathered(None)])
    with ledger.reading() as connection:
        assert sightings(connection, ["qh-edu", "nobody"], 2023) == {"qh-edu": Sightings(date(2024, 2, 6))}
    assert held(ledger, agency()) == 6


def test_nobody_was_seen_to_be_missing_on_a_day_to_come(ledger: Ledger, tmp_path: Path) -> None:
    run = start(ledger, order(tmp_path, date(2024, 4, 1)))
    absent = Filing(2023, agency(), publication=Publication("not_published", proven_absent=True), unread="没有")
    record_gathered(ledger, run, [Gathered(absent, agency(), "not_published")])
    with ledger.reading() as connection:
        assert sightings(connection, ["qh-edu"], 2023) == {"qh-edu": Sightings(None, date(2024, 2, 6))}


def test_a_body_continues_the_history_of_the_one_it_replaced(ledger: Ledger, tmp_path: Path) -> None:
    oldest = agency("oldest")
    older = agency("older", predecessors=("oldest",))
    hold(ledger, tmp_path, oldest, received=7)
    assert held(ledger, agency(predecessors=("older",)), older, oldest) == 7


def test_its_own_report_comes_before_that_of_its_predecessor(ledger: Ledger, tmp_path: Path) -> None:
    older = agency("older")
    hold(ledger, tmp_path, older, received=7)
    hold(ledger, tmp_path, agency(), received=8, day=date(2024, 2, 7))
    assert held(ledger, agency(predecessors=("older",)), older) == 8


def test_a_body_merged_from_two_has_no_single_report_before_it(ledger: Ledger, tmp_path: Path) -> None:
    hold(ledger, tmp_path, agency("a"), agency("b"))
    assert held(ledger, agency(predecessors=("a", "b")), agency("a"), agency("b")) is None


def test_of_two_predecessors_the_one_that_held_a_report_counts(ledger: Ledger, tmp_path: Path) -> None:
    hold(ledger, tmp_path, agency("a"), received=9)
    assert held(ledger, agency(predecessors=("a", "b")), agency("a"), agency("b")) == 9


def test_the_last_day_without_it_is_kept_from_before_it_was_held(ledger: Ledger, tmp_path: Path) -> None:
    absent = Filing(2023, agency(), publication=Publication("not_found", proven_absent=True))
    for day in (date(2024, 2, 1), date(2024, 2, 3)):
        run = start(ledger, order(tmp_path, day))
        record_gathered(ledger, run, [Gathered(absent, agency(), "not_found")])
    hold(ledger, tmp_path, agency(), day=date(2024, 2, 6))
    run = start(ledger, order(tmp_path, date(2024, 2, 9)))
    record_gathered(ledger, run, [Gathered(absent, agency(), "not_found")])
    with ledger.reading() as connection:
        assert sightings(connection, ["qh-edu"], 2023)["qh-edu"] == Sightings(date(2024, 2, 6), date(2024, 2, 3))


def test_a_report_that_changed_comes_with_its_first_version(ledger: Ledger, tmp_path: Path) -> None:
    hold(ledger, tmp_path, agency(), received=5)
    run = start(ledger, order(tmp_path, date(2024, 2, 7)))
    record_gathered(ledger, run, [gathered(report(6), agency(), date(2024, 2, 7))])
    (one,) = recorded(ledger, run, [agency()], {})
    assert one.filing.report == report(6)
    assert one.filing.earlier == report(5)


def test_a_filing_knows_the_years_before_newest_first(ledger: Ledger, tmp_path: Path) -> None:
    for year in (2020, 2021, 2022, 2023):
        run = start(ledger, replace(order(tmp_path, date(year + 1, 2, 6)), year=year))
        one = gathered(report(year - 2000, year))
        record_gathered(ledger, run, [replace(one, filing=replace(one.filing, year=year))])
    filing = recorded(ledger, run, [agency()], {"qh-edu": agency()})[0].filing
    assert filing.previous is not None
    assert [one.year for one in (filing.previous, *filing.older)] == [2022, 2021, 2020]
