"""The evidence of several nights: sealed, shown, and every change told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from flows.crawl.manifest import read_manifest
from flows.errors import OutputError, SettingsError
from flows.evidence_desk import check_seals, save, served_for
from flows.ledger import Ledger
from tests.town import WRONG_SUM, Town


@pytest.fixture
def ledger(town: Town) -> Ledger:
    """The ledger after two nights of one town."""
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    for day in (date(2024, 2, 6), date(2024, 2, 7)):
        town.night(day)
    return Ledger(town.wish(date(2024, 2, 7)).settings.database_url)


def latest(town: Town) -> Path:
    return (town.folder / "out" / "latest").resolve()


def test_nights_are_sealed_in_a_chain_and_the_page_behind_a_finding_is_shown(
    town: Town, ledger: Ledger, tmp_path: Path
) -> None:
    seals = check_seals(ledger)
    assert len(seals.nights) == 2
    assert seals.broken == ()
    manifest = read_manifest(latest(town) / "evidence")
    assert manifest is not None
    assert manifest.previous
    (finding,) = map(json.loads, (latest(town) / "findings.jsonl").read_text("utf-8").splitlines())
    served = served_for(ledger, finding["finding_id"])
    assert "生态环境局" in served.content.decode()
    save(served, tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes() == served.content
    with pytest.raises(SettingsError, match="no such finding"):
        served_for(ledger, "nothing")
    with pytest.raises(OutputError, match="gone or damaged"):
        served_for(ledger, "<urn:uuid:0>")
    path = next((latest(town) / "evidence").glob("*.warc.gz"))
    path.write_bytes(path.read_bytes()[:-1])
    assert check_seals(ledger).broken == (f"{path}: changed since it was sealed",)
