from __future__ import annotations

from datetime import date
from pathlib import Path

from flows.ledger import Ledger
from flows.ledger.findings import seal
from flows.ledger.past import past_nights
from flows.ledger.runs import complete
from tests.ledger.night import order, start


def held(ledger: Ledger, folder: Path, day: date, missing: int, year: int = 2023) -> None:
    run = start(ledger, order(folder / str(year), day, year=year))
    seal(ledger, run, (), {"missing": missing})
    complete(ledger, run)
    run.staging.rename(run.folder)


def test_the_trend_knows_the_nights_of_the_year_and_the_last_of_each_year_before(
    ledger: Ledger, tmp_path: Path
) -> None:
    held(ledger, tmp_path, date(2023, 2, 5), 9, year=2022)
    held(ledger, tmp_path, date(2023, 2, 6), 8, year=2022)
    held(ledger, tmp_path, date(2024, 2, 5), 3)
    held(ledger, tmp_path, date(2024, 2, 6), 2)
    now = start(ledger, order(tmp_path / "2023", date(2024, 2, 7)))
    nights = past_nights(ledger, 2023, now.run_id)
    assert [(night.year, night.as_of.day, night.counts["missing"]) for night in nights] == [
        (2022, 6, 8),
        (2023, 5, 3),
        (2023, 6, 2),
    ]


def test_of_two_runs_on_a_day_the_trend_shows_the_last(ledger: Ledger, tmp_path: Path) -> None:
    held(ledger, tmp_path, date(2024, 2, 6), 3)
    held(ledger, tmp_path, date(2024, 2, 6), 1)
    now = start(ledger, order(tmp_path / "2023", date(2024, 2, 7)))
    assert [night.counts["missing"] for night in past_nights(ledger, 2023, now.run_id)] == [1]


def test_a_run_that_was_never_put_in_place_is_no_night(ledger: Ledger, tmp_path: Path) -> None:
    start(ledger, order(tmp_path / "2023", date(2024, 2, 5)))
    now = start(ledger, order(tmp_path / "2023", date(2024, 2, 7)))
    assert past_nights(ledger, 2023, now.run_id) == ()
