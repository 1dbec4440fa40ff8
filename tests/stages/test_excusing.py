"""An accepted explanation excuses its finding until its content changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checks.model import Status
from checks.waivers import fingerprint
from flows.errors import SettingsError
from flows.settings import config_text
from flows.shift import open_shift
from flows.waivers import configured_waivers
from tests.town import WRONG_SUM, Town, statuses

HEAD = "agency_id,rule_id,year,content,who,why,until\n"


@pytest.fixture
def waive(own_config: Path) -> Path:
    """A waiver file to write to."""
    return own_config / "waivers.csv"


def test_an_excused_finding_stays_and_does_not_count_until_the_content_changes(town: Town, waive: Path) -> None:
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    night, _ = town.night(date(2024, 2, 6))
    result = next(one for one in night.agencies if one.agency.agency_id == "ql-sthj")
    finding = next(one for one in result.assessment.findings if one.rule_id == "T4-SUM-REV")
    row = f"ql-sthj,T4-SUM-REV,{night.year},{fingerprint(finding)},王某,已书面说明,2024-12-31\n"
    waive.write_text("\ufeff" + HEAD + row, encoding="utf-8")
    config_text.cache_clear()
    excused, _ = town.night(date(2024, 2, 7))
    assert statuses(excused)["ql-sthj"] is Status.COMPLIANT
    held = next(one for one in excused.agencies if one.agency.agency_id == "ql-sthj").assessment.findings
    assert [one.suppressed_by for one in held if one.rule_id == "T4-SUM-REV"] == ["王某：已书面说明（至2024-12-31）"]
    late, _ = town.night(date(2025, 1, 1))
    assert statuses(late)["ql-sthj"] is Status.NONCOMPLIANT


def test_every_mistake_is_told_with_its_line(waive: Path) -> None:
    waive.write_text(HEAD + "a,R,20x3,c,w,y,\n,R,2023,c,w,y,\na,R,2023,c,w,y,soon\n", encoding="utf-8")
    config_text.cache_clear()
    with pytest.raises(SettingsError) as told:
        configured_waivers()
    assert [line.split(":")[1] for line in str(told.value).splitlines()] == ["2", "3", "4"]


def test_a_list_with_a_mistake_is_refused_before_anything_is_fetched(town: Town, waive: Path) -> None:
    waive.write_text(HEAD + "ql-sthj,T4-SUM-REW,2023,c,王某,已说明,\n", encoding="utf-8")
    config_text.cache_clear()
    with pytest.raises(SettingsError, match="waivers.csv:2: .*T4-SUM-REW"), open_shift(town.wish()):
        pass
    assert town.asked() == []


def test_a_file_in_gbk_is_refused_with_its_line(waive: Path) -> None:
    waive.write_text(HEAD + "a,T3-CARRY,2023,c,王某,已说明,\n", encoding="gbk")
    config_text.cache_clear()
    with pytest.raises(SettingsError, match="waivers.csv:2: .*CSV UTF-8"):
        configured_waivers()


def test_a_file_without_its_columns_is_refused(waive: Path) -> None:
    waive.write_text("agency_id,rule_id\n", encoding="utf-8")
    config_text.cache_clear()
    with pytest.raises(SettingsError, match="missing columns"):
        configured_waivers()
