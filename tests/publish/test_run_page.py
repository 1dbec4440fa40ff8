from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from checks.forms import Form
from checks.model import Agency, Assessment, Filing, Status
from flows.night import AgencyNight, Night
from flows.publish.setting_words import SETTING
from flows.publish.site import publish
from flows.publish.sites import Sites, SiteTally
from flows.publish.volume import is_hollow, volumes
from flows.settings import Settings
from tests.publish.build import night, past_counts


def fetched(agency_id: str, host: str, outcome: str) -> AgencyNight:
    agency = Agency(agency_id, agency_id, "department", site_url=f"https://{host}/" if host else None)
    return AgencyNight(agency, Assessment(Filing(2023, agency), Status.NOT_ASSESSABLE), outcome)


def with_past(whole: Night, *compliant: int) -> Night:
    past = [replace(whole.history[-1], counts=past_counts(count, 0, 18 - count)) for count in compliant]
    return replace(whole, history=tuple(past))


def test_a_setting_that_is_on_or_off_is_said_in_words(forms: Mapping[str, Form], tmp_path: Path) -> None:
    whole = replace(night(forms), settings={"render": "True", "respect_robots": "False"})
    publish(replace(whole, agencies=()), tmp_path / "run")
    said = LexborHTMLParser((tmp_path / "run/run.html").read_text("utf-8")).css("dl.facts dd bdi .zh")
    assert [one.text() for one in said][-2:] == ["是", "否"]


def listed(*results: AgencyNight) -> Sequence[SiteTally]:
    sites = Sites()
    for result in results:
        sites.add(result)
    return sites.by_trouble()


def statuses(whole: Night) -> Mapping[str, int]:
    return Counter(one.status.value for one in whole.agencies)


def test_sites_in_trouble_come_first() -> None:
    night_of = (fetched("a", "one.example", "found"), fetched("b", "one.example", "found"))
    trouble = (
        fetched("c", "two.example", "found"),
        fetched("d", "two.example", "timeout_read"),
        fetched("e", "", "bad_address"),
    )
    told = [(site.site, site.agencies, site.troubled) for site in listed(*night_of, *trouble)]
    assert told == [("two.example", 2, 1), ("", 1, 1), ("one.example", 2, 0)]


def test_a_report_that_is_not_published_is_no_trouble_of_the_site() -> None:
    assert listed(fetched("a", "one.example", "not_published"))[0].troubled == 0


def test_a_night_with_far_fewer_reports_than_usual_is_told_on_the_index(
    forms: Mapping[str, Form], tmp_path: Path
) -> None:
    hollow = with_past(night(forms), 18, 18, 18)
    assert "本次读到的报告明显少于往常" in publish(hollow, tmp_path).read_text("utf-8")


def test_a_night_like_the_others_is_no_hollow_one(forms: Mapping[str, Form]) -> None:
    like = with_past(night(forms), 17, 16, 17)
    assert not is_hollow(like, statuses(like))


def test_a_first_night_has_nothing_to_be_compared_with(forms: Mapping[str, Form]) -> None:
    first = replace(night(forms), history=())
    assert volumes(first, statuses(first))[0].usual is None
    assert not is_hollow(first, statuses(first))


def test_nights_of_other_report_years_are_no_measure(forms: Mapping[str, Form]) -> None:
    whole = night(forms)
    assert [len(volume.before) for volume in volumes(whole, statuses(whole))] == [2, 2, 2]


def test_the_run_page_tells_tonight_beside_the_nights_before(published: Path) -> None:
    rows = LexborHTMLParser((published / "run.html").read_text("utf-8")).css('[aria-labelledby="h-volume"] tbody tr')
    told = [[re.sub(r"\s+", "", cell.text()) for cell in row.css("td")] for row in rows]
    assert told == [["16", "16", "15", "14—16"], ["1", "2", "3", "2—4"], ["1", "0", "0", "0—0"]]


def test_every_setting_is_called_something_beside_its_key() -> None:
    assert set(SETTING) == set(Settings.model_fields)
