"""Area reports against their members: scope first, then what an incomplete roster still proves, then the sum."""

from __future__ import annotations

from dataclasses import replace

from checks.model import Agency
from tests.checks.filings import BUREAU, CITY, TOWN, UNREADABLE, ask, ask_all, filing, received, report, verdict

OFFICE = Agency("yunhe-fb", "云河市人民政府办公室", "government_office", parent_id="yunhe")
TAX = Agency("yunhe-tax", "国家税务总局云河市税务局", "vertical", parent_id="yunhe")
COUNTY = Agency("yunhe-lx", "柳溪县人民政府", "government", parent_id="yunhe")
SCOPE = "本报告汇总全市各级行政机关数据。"


def city(figures, text=SCOPE):
    return filing(report(figures, S1=text, agency=CITY.name), CITY)


def member(figures, agency=BUREAU):
    return filing(report(figures, agency=agency.name), agency)


def test_several_members_above_one_figure_of_the_area_are_one_finding():
    filings = [city(received(4)), member(received(7)), member(received(9), OFFICE), member(received(2), TOWN)]
    (answer,) = [answer for _, answer in ask_all("X-AREA-MONO", filings)]
    assert (answer.values["member"], answer.values["theirs"]) == (OFFICE.name, "9")
    assert f"另有{BUREAU.name}（1个成员单位）" in answer.values["others"]


def test_a_member_above_its_area_is_asked_of_both():
    (answer,) = ask_all("X-AREA-MONO", [city(received(4)), member(received(7))])
    place, hit = answer
    assert place == 0
    assert (hit.key, hit.difference, hit.responsibility) == ("yunhe-mzj", 3, "undecided")
    assert hit.values["read"] == "1/1"


def test_a_member_within_its_area_is_fine_with_any_roster():
    assert ask_all("X-AREA-MONO", [city(received(9)), member(received(7))]) == []


def test_without_a_scope_in_words_nothing_is_reckoned():
    answers = [a for _, a in ask_all("X-AREA-MONO", [city(received(4), "我市公开信息。"), member(received(7))])]
    assert verdict(answers) == "unassessable"


def test_vertical_bodies_and_doubtful_tables_prove_nothing():
    assert ask_all("X-AREA-MONO", [city(received(4)), member(received(7), TAX)]) == []
    doubtful = filing(report(received(7), suspicions={"T3": "疑似错行"}), BUREAU)
    assert ask_all("X-AREA-MONO", [city(received(4)), doubtful]) == []


def test_an_unread_member_leaves_the_rest_to_be_compared():
    unread = filing(None, replace(BUREAU, agency_id="b2"))
    assert len(ask_all("X-AREA-MONO", [city(received(4)), unread, member(received(7))])) == 1


def test_the_sum_of_all_members_fits_or_does_not():
    members = [member(received(3)), member(received(2), OFFICE), member(received(1), TOWN)]
    assert ask_all("X-AREA-SUM", [city(received(6)), *members]) == []
    ((place, hit),) = ask_all("X-AREA-SUM", [city(received(8)), *members])
    assert (place, hit.expected, hit.actual, hit.responsibility) == (0, "6", "8", "undecided")


def test_the_sum_needs_every_member_and_the_office():
    answers = ask_all("X-AREA-SUM", [city(received(8)), member(received(3)), member(received(2), TOWN)])
    assert "名录不完整" in answers[0][1].why
    unread = filing(None, TOWN)
    answers = ask_all("X-AREA-SUM", [city(received(8)), member(received(3), OFFICE), unread])
    assert "1/2" in answers[0][1].why


def test_vertical_bodies_count_only_where_the_report_says_so():
    members = [member(received(3)), member(received(2), OFFICE), member(received(5), TAX)]
    assert ask_all("X-AREA-SUM", [city(received(5)), *members]) == []
    told = city(received(10), SCOPE + "含垂直管理单位。")
    assert ask_all("X-AREA-SUM", [told, *members]) == []


def test_an_abolished_member_and_an_enterprise_owe_nothing():
    gone = replace(BUREAU, agency_id="gone", valid_to=2022)
    firm = replace(BUREAU, agency_id="firm", kind="enterprise")
    members = [member(received(3)), member(received(2), OFFICE), filing(None, gone), filing(None, firm)]
    assert ask_all("X-AREA-SUM", [city(received(5)), *members]) == []


def test_a_government_that_says_no_scope_is_asked():
    assert verdict(ask("X-SCOPE", city({}, "我市认真落实条例。"))) == "asks"
    assert ask("X-SCOPE", city({})) == []
    assert ask("X-SCOPE", member({})) == []


def test_a_break_down_in_prose_is_compared_with_the_members_own_reports():
    text = "全市共收到政府信息公开申请12件（柳溪县7件、市民政局5件）。"
    county = member(received(7), COUNTY)
    assert ask_all("X-AREA-PROSE", [city(received(12), text), county, member(received(5))]) == []
    ((_, hit),) = ask_all("X-AREA-PROSE", [city(received(12), text), county, member(received(4))])
    assert (hit.expected, hit.actual) == ("4", "5")


def test_a_break_down_may_count_those_carried_in_and_unread_tables_prove_nothing():
    text = "全市共收到政府信息公开申请12件（柳溪县7件、市民政局5件）。"
    assert ask_all("X-AREA-PROSE", [city({}, text), member(received(4, carried_in=1))]) == []
    assert ask_all("X-AREA-PROSE", [city({}, text), member(received(4) | {"T3.carried_in.total": UNREADABLE})]) == []
