"""`gouji demo` hands the audit a registry of sites that are up, and leaves the user's own settings as they were."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
import requests

import flows.start
from flows.demo.run import run_demo
from flows.errors import OutputError
from flows.registry import load_registry
from flows.settings import load_settings


class Asked:
    """Stands in for the audit: remembers what it was asked while the sites were up."""

    def __call__(self, *, agencies: Path, year: int, as_of: date, out: Path, database: str) -> int:
        self.year, self.as_of, self.out, self.database = year, as_of, out, database
        self.registry = load_registry(agencies)
        self.settings = load_settings()
        lists = {agency.report_list_url for agency in self.registry if agency.report_list_url}
        self.answers = {requests.get(url, timeout=5).status_code for url in lists}
        return 7


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    monkeypatch.setenv("GOUJI_PAUSE_SECONDS", "3")
    monkeypatch.setenv("GOUJI_DATABASE", "sqlite:////nowhere/office.sqlite")
    monkeypatch.delenv("GOUJI_ALLOW_PRIVATE", raising=False)
    audit = Asked()
    monkeypatch.setattr(flows.start, "run_audit", audit)
    return audit


def test_the_sites_are_up_while_they_are_audited(asked: Asked, tmp_path: Path) -> None:
    assert run_demo(tmp_path) == 7
    assert len(asked.registry) == 48
    assert asked.answers == {200}
    assert (asked.year, asked.as_of, asked.out) == (2023, date(2024, 4, 8), tmp_path)


def test_loopback_may_be_fetched_only_while_the_demo_runs(asked: Asked, tmp_path: Path) -> None:
    run_demo(tmp_path)
    assert [str(network) for network in asked.settings.allowed_networks] == ["127.0.0.0/8"]
    assert asked.settings.pause_seconds == 0
    assert os.environ["GOUJI_PAUSE_SECONDS"] == "3"
    assert "GOUJI_ALLOW_PRIVATE" not in os.environ


def test_invented_agencies_stay_out_of_the_offices_database(asked: Asked, tmp_path: Path) -> None:
    run_demo(tmp_path)
    assert asked.database == f"sqlite:///{tmp_path / 'ledger.sqlite'}"


def test_an_unwritable_folder_is_refused_in_one_line(asked: Asked, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    with pytest.raises(OutputError, match="taken"):
        run_demo(tmp_path / "taken")


def test_the_sample_registry_that_ships_is_sound() -> None:
    sample = Path(__file__).resolve().parents[2] / "config" / "agencies" / "sample.csv"
    hosts = [a.report_url or a.report_list_url or a.site_url or "" for a in load_registry(sample)]
    assert len(hosts) == 10
    assert all(".example/" in host for host in hosts)
