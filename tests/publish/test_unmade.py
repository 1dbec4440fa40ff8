"""A page that cannot be made: told in its place, on the index and in the run's record, while every other page is made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from checks.forms import Form
from flows.night import AgencyNight
from flows.publish import agency_pages
from flows.publish.agency_page import AuditedReport
from flows.publish.site import publish
from tests.publish.build import night

FAULTY = "yunhe-hjj"


@pytest.fixture
def broken(forms: Mapping[str, Form], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A night in which the page of one agency fails."""
    monkeypatch.setattr(agency_pages, "_audited", _failing(agency_pages._audited))
    return publish(night(forms), tmp_path / "run").parent


def _failing(made: object) -> object:
    def audited(desk: object, result: AgencyNight) -> AuditedReport:
        if result.agency.agency_id == FAULTY:
            raise ValueError("a <b>span</b> of -1")
        return made(desk, result)  # type: ignore[operator, no-any-return]

    return audited


def test_the_page_says_that_it_could_not_be_made_and_lists_the_findings(broken: Path) -> None:
    html = (broken / f"agencies/{FAULTY}.html").read_text("utf-8")
    assert "本页未能生成" in html
    assert "正文称“2023年未收到政府信息公开申请”" in html
    assert "ValueError: a &lt;b&gt;span&lt;/b&gt; of -1" in html


def test_every_other_page_is_made(broken: Path) -> None:
    others = [path for path in (broken / "agencies").iterdir() if path.stem != FAULTY]
    assert len(others) == 19
    assert not [path for path in others if "未能生成" in path.read_text("utf-8")]


def test_the_index_and_the_record_of_the_run_tell_it(broken: Path) -> None:
    assert "1家单位的页面未能生成" in (broken / "index.html").read_text("utf-8")
    assert json.loads((broken / "run.json").read_text("utf-8"))["unmade_pages"] == {
        FAULTY: "ValueError: a <b>span</b> of -1"
    }


def test_the_next_night_tries_again(forms: Mapping[str, Form], broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    after = publish(night(forms), broken.with_name("after"), earlier=broken).parent
    assert "未能生成" not in (after / f"agencies/{FAULTY}.html").read_text("utf-8")
    assert (after / "agencies/yunhe-jyj.html").samefile(broken / "agencies/yunhe-jyj.html")


def test_a_night_without_such_a_page_says_nothing_of_it(published: Path) -> None:
    assert "未能生成" not in (published / "index.html").read_text("utf-8")
