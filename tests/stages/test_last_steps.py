"""Kills between a night's last page and its end: the next start finishes that night, once, and begins no second one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from importlib import import_module

import pytest
from sqlalchemy import select
from warcio.archiveiterator import ArchiveIterator

from flows import stages
from flows.errors import LedgerError
from flows.evidence_desk import check_seals
from flows.ledger import Ledger
from flows.ledger.tables import finding_events, runs
from flows.shift import open_shift
from tests.town import FIRST_DAY, IDS, WRONG_SUM, Town, to_verdicts

SECOND_DAY = FIRST_DAY.replace(day=7)
# Where the night is when it dies: in this module, right before or right after it has done this.
POINTS = [
    *(("flows.stages.closing", step, when) for step in ("seal_evidence", "seal") for when in ("before", "after")),
    *(("flows.finishing", step, "after") for step in ("recheck", "put_in_place", "tell_office")),
    ("flows.run_folder", "put_aside", "after"),
    ("flows.finishing", "complete", "before"),
    ("flows.chain", "note_seal", "before"),
    ("flows.stages.closing", "draft", "before"),
]


class Killed(BaseException):
    """No handler of the night may catch it, as none can catch a kill."""


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the office was told."""
    said: list[str] = []
    monkeypatch.setattr("flows.finishing.alert", lambda _, title, text: said.append(f"{title} {text}"))
    return said


@pytest.fixture
def faulty(town: Town) -> Town:
    """The town, with one report to find fault with."""
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    return town


def dying(step: Callable[..., object], when: str) -> Callable[..., object]:
    def die(*given: object, **named: object) -> object:
        if when == "after":
            step(*given, **named)
        raise Killed

    return die


def kill(town: Town, monkeypatch: pytest.MonkeyPatch, module: str, step: str, when: str) -> None:
    """A night that dies before or after one of its steps."""
    with monkeypatch.context() as patch:
        patch.setattr(f"{module}.{step}", dying(getattr(import_module(module), step), when))
        with pytest.raises(Killed):
            town.finish()


@pytest.mark.parametrize(("module", "step", "when"), POINTS)
def test_the_next_start_finishes_the_night_once(
    faulty: Town, told: list[str], monkeypatch: pytest.MonkeyPatch, module: str, step: str, when: str
) -> None:
    kill(faulty, monkeypatch, module, step, when)
    index = faulty.finish()
    assert index == (faulty.folder / "out" / "latest").resolve() / "index.html"
    assert index.is_file()
    ledger = Ledger(faulty.settings.database_url)
    with ledger.reading() as connection:
        assert connection.execute(select(runs.c.run_id, runs.c.state)).one()._tuple() == ("20240206-01", "complete")
        assert connection.execute(select(finding_events.c.status)).scalars().all() == ["new"]
    assert Counter(faulty.asked()) == Counter(f"/{agency_id}.html" for agency_id in IDS)
    assert set(archived(faulty).values()) == {1}
    seals = check_seals(ledger)
    assert (len(seals.nights), seals.broken) == (1, ())
    assert "不合规 1" in told[-1]
    assert [path.name for path in (faulty.folder / "out").rglob(".*") if path.name != ".lock"] == []


@pytest.mark.parametrize(("module", "step", "when"), [("flows.finishing", "recheck", "before"), POINTS[5]])
def test_another_day_finishes_it_first(
    faulty: Town, told: list[str], monkeypatch: pytest.MonkeyPatch, module: str, step: str, when: str
) -> None:
    kill(faulty, monkeypatch, module, step, when)
    faulty.finish(SECOND_DAY)
    assert [line.rpartition("；")[2] for line in told] == [
        "新增 1，复发 0，持续 0，已消除 0",
        "新增 0，复发 0，持续 1，已消除 0",
    ]
    ledger = Ledger(faulty.settings.database_url)
    assert check_seals(ledger).broken == ()
    with ledger.reading() as connection:
        assert set(connection.execute(select(runs.c.state)).scalars()) == {"complete"}


@pytest.mark.parametrize(
    "step", ["flows.stages.closing.seal", "flows.finishing.recheck_cases", "flows.finishing.complete"]
)
def test_a_ledger_that_was_held_by_others_is_tried_again_within_the_run(
    faulty: Town, told: list[str], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def locked(*_: object) -> None:
        raise LedgerError("台账被另一个程序占用")

    with open_shift(faulty.wish()) as shift:
        to_verdicts(shift)
        with monkeypatch.context() as patch:
            patch.setattr(step, locked)
            with pytest.raises(LedgerError):
                stages.conclude(shift)
        index = stages.conclude(shift)
    assert index == (faulty.folder / "out" / "latest").resolve() / "index.html"
    assert told[-1].endswith("新增 1，复发 0，持续 0，已消除 0")


def archived(faulty: Town) -> Counter[str]:
    """How often each address was answered, by the records of all nights' evidence."""
    found: Counter[str] = Counter()
    for path in (faulty.folder / "out").rglob("*.warc.gz"):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                if record.rec_type in ("response", "revisit"):
                    found[record.rec_headers.get_header("WARC-Target-URI")] += 1
    return found
