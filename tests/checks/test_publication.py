"""Published, and in time: by kind of body, by whose evidence, and never by a re-import's date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checks.deadlines import calendar_fact
from checks.model import Publication, Unassessable
from checks.report import Origin
from tests.checks.filings import AS_OF, BUREAU, CITY, TOWN, YEAR, ask, filing, report, verdict

ABSENT = Publication("no_report", proven_absent=True, trail=("首页", "政府信息公开", "政府信息公开年报"))
SEEN = date(2024, 4, 10)


@pytest.mark.parametrize(
    ("agency", "publication", "as_of", "expected"),
    [
        pytest.param(BUREAU, ABSENT, AS_OF, "fails", id="the list was read to its end"),
        pytest.param(BUREAU, Publication("timeout"), AS_OF, "unassessable", id="the site did not answer"),
        pytest.param(BUREAU, ABSENT, date(2024, 1, 31), "passes", id="on the last day it is not late"),
        pytest.param(CITY, ABSENT, date(2024, 2, 10), "passes", id="a government has until March"),
        pytest.param(CITY, ABSENT, date(2024, 4, 1), "fails", id="a government in April"),
        pytest.param(TOWN, ABSENT, AS_OF, "passes", id="article 49 does not name towns"),
        pytest.param(replace(BUREAU, kind="enterprise"), ABSENT, AS_OF, "passes", id="an enterprise owes none"),
        pytest.param(replace(BUREAU, valid_from=2024), ABSENT, AS_OF, "passes", id="founded later"),
        pytest.param(replace(BUREAU, valid_to=2022), ABSENT, AS_OF, "passes", id="abolished before"),
    ],
)
def test_a_report_is_missing_only_when_it_is_owed_due_and_proven_absent(agency, publication, as_of, expected):
    assert verdict(ask("PUB-MISSING", filing(None, agency, publication=publication), as_of)) == expected


def test_a_missing_report_is_told_with_the_lists_that_were_read_whole_and_nothing_else():
    trail = (
        "打开登记的年报栏目 http://site.example/nb/",
        "“登记的年报栏目”第 1 页 http://site.example/nb/：列出 17 条",
        "“登记的年报栏目”共 7 页 104 条，已读到末尾",
        "另有 3 条是其他机关的或不是报告正文",
        "“市政府年报”共 1 页 14 条，已读到末尾",
        "结论：年报栏目已逐页读完，没有该年度的报告。",
    )
    (hit,) = ask("PUB-MISSING", filing(None, BUREAU, publication=replace(ABSENT, trail=trail)))
    assert hit.values["trail"] == "“登记的年报栏目”共7页104条，已读到末尾；“市政府年报”共1页14条，已读到末尾"
    (bare,) = ask("PUB-MISSING", filing(None, BUREAU, publication=ABSENT))
    assert bare.values["trail"] == "见检索经过"


@pytest.mark.parametrize(
    ("rule", "agency", "dates", "expected"),
    [
        pytest.param("PUB-LATE-DEPT", BUREAU, {"page_date": date(2024, 1, 31)}, "passes", id="on the day"),
        pytest.param("PUB-LATE-DEPT", BUREAU, {"page_date": date(2024, 2, 1)}, "fails", id="the page says a day later"),
        pytest.param(
            "PUB-LATE-DEPT",
            BUREAU,
            {"page_date": date(2024, 3, 1), "url_date": date(2024, 1, 20)},
            "passes",
            id="address older",
        ),
        pytest.param(
            "PUB-LATE-DEPT",
            BUREAU,
            {"page_date": date(2024, 3, 1), "first_seen": date(2024, 1, 25)},
            "passes",
            id="we saw it in time",
        ),
        pytest.param("PUB-LATE-DEPT", BUREAU, {"first_seen": SEEN}, "unassessable", id="we only began to look late"),
        pytest.param(
            "PUB-LATE-DEPT",
            BUREAU,
            {"page_date": SEEN, "url_date": SEEN, "moved_on": SEEN, "first_seen": SEEN},
            "unassessable",
            id="the day on which the site was moved",
        ),
        pytest.param(
            "PUB-LATE-DEPT",
            BUREAU,
            {"page_date": date(2024, 1, 20), "moved_on": date(2024, 1, 20), "first_seen": SEEN},
            "passes",
            id="moved in time is public in time",
        ),
        pytest.param(
            "PUB-LATE-DEPT",
            BUREAU,
            {"page_date": date(2030, 1, 20), "first_seen": SEEN},
            "unassessable",
            id="a page dated after it was held is misdated",
        ),
        pytest.param(
            "PUB-LATE-DEPT",
            BUREAU,
            {"first_seen": SEEN, "last_absent": date(2024, 3, 1)},
            "fails",
            id="we saw the list without it",
        ),
        pytest.param(
            "PUB-LATE-DEPT",
            BUREAU,
            {"first_seen": SEEN, "last_absent": date(2024, 1, 15)},
            "unassessable",
            id="the list was without it before the day only",
        ),
        pytest.param(
            "PUB-LATE-DEPT",
            BUREAU,
            {"url_date": date(1970, 1, 1), "first_seen": SEEN},
            "unassessable",
            id="an impossible address date",
        ),
        pytest.param("PUB-LATE-DEPT", BUREAU, {}, "unassessable", id="no date at all"),
        pytest.param(
            "PUB-LATE-DEPT", CITY, {"page_date": date(2024, 3, 1)}, "passes", id="a government is not a department"
        ),
        pytest.param(
            "PUB-LATE-DEPT",
            replace(BUREAU, kind="government_office"),
            {"page_date": date(2024, 3, 1)},
            "fails",
            id="its office is",
        ),
        pytest.param("PUB-LATE-GOV", CITY, {"page_date": date(2024, 3, 31)}, "passes", id="a government on 31 March"),
        pytest.param("PUB-LATE-GOV", CITY, {"page_date": date(2024, 4, 2)}, "fails", id="a government in April"),
        pytest.param("PUB-LATE-GOV", CITY, {}, "unassessable", id="a government without any date"),
        pytest.param(
            "PUB-LATE-GOV", BUREAU, {"page_date": date(2024, 4, 2)}, "passes", id="a department is not a government"
        ),
        pytest.param(
            "PUB-LATE-LOCAL",
            replace(BUREAU, deadline=(1, 26)),
            {"page_date": date(2024, 1, 29)},
            "fails",
            id="the notice's day",
        ),
        pytest.param("PUB-LATE-LOCAL", BUREAU, {"page_date": date(2024, 1, 29)}, "passes", id="no notice"),
        pytest.param(
            "PUB-LATE-LOCAL",
            replace(BUREAU, deadline=(1, 26)),
            {"page_date": date(2024, 2, 5)},
            "passes",
            id="later is the law's affair",
        ),
        pytest.param(
            "PUB-LATE-TOWN",
            replace(TOWN, deadline=(1, 26)),
            {"page_date": date(2024, 1, 29)},
            "fails",
            id="a town by its notice",
        ),
        pytest.param("PUB-LATE-TOWN", TOWN, {"page_date": date(2024, 2, 5)}, "asks", id="a town without notice"),
        pytest.param("PUB-LATE-TOWN", TOWN, {"first_seen": SEEN}, "passes", id="a town first seen late"),
    ],
)
def test_lateness_by_kind_and_evidence(rule, agency, dates, expected):
    made = filing(report(), agency, publication=Publication("found", **dates))
    assert verdict(ask(rule, made)) == expected


def test_a_missing_town_is_late_by_its_notice_and_a_question_without():
    assert verdict(ask("PUB-LATE-TOWN", filing(None, replace(TOWN, deadline=(1, 26)), publication=ABSENT))) == "fails"
    assert verdict(ask("PUB-LATE-TOWN", filing(None, TOWN, publication=ABSENT))) == "asks"


@pytest.mark.parametrize(
    ("as_of", "deadline", "rule", "expected"),
    [
        (date(2024, 1, 29), (1, 26), "PUB-LATE-LOCAL", "fails"),
        (date(2024, 1, 26), (1, 26), "PUB-LATE-LOCAL", "passes"),
        (date(2024, 2, 5), (1, 26), "PUB-LATE-LOCAL", "passes"),
        (date(2024, 1, 29), (1, 26), "PUB-MISSING", "passes"),
        (date(2024, 2, 5), (1, 26), "PUB-MISSING", "fails"),
        (date(2024, 2, 5), (2, 20), "PUB-MISSING", "passes"),
        (date(2024, 2, 21), (2, 20), "PUB-MISSING", "fails"),
    ],
    ids=[
        "past the notice's day",
        "on the notice's day",
        "past the law's day it is missing",
        "not missing before the law's day",
        "missing after it",
        "the office gave longer",
        "and that is over",
    ],
)
def test_what_is_not_published_between_the_notices_and_the_laws_day(as_of, deadline, rule, expected):
    absent = filing(None, replace(BUREAU, deadline=deadline), publication=ABSENT)
    assert verdict(ask(rule, absent, as_of)) == expected


def test_a_page_dated_long_after_may_have_been_moved():
    (hit,) = ask("PUB-LATE-DEPT", filing(report(), publication=Publication("found", page_date=date(2024, 11, 3))))
    assert hit.responsibility == "undecided"
    seen = Publication("found", page_date=date(2024, 11, 3), last_absent=date(2024, 10, 1))
    (hit,) = ask("PUB-LATE-DEPT", filing(report(), publication=seen))
    assert hit.responsibility == "agency"


def test_an_absence_after_the_day_on_which_the_report_was_held_proves_nothing():
    held = Publication("found", first_seen=date(2024, 2, 2), last_absent=date(2024, 3, 1))
    (told,) = ask("PUB-LATE-DEPT", filing(report(published=None), publication=held))
    assert isinstance(told, Unassessable)
    before = replace(held, last_absent=date(2024, 2, 2))
    (hit,) = ask("PUB-LATE-DEPT", filing(report(published=None), publication=before))
    assert hit.responsibility == "agency"


def test_a_page_dated_in_time_that_the_list_lacked_after_the_deadline_is_asked_about():
    seen = Publication("found", page_date=date(2024, 1, 25), first_seen=date(2024, 3, 2), last_absent=date(2024, 3, 1))
    (hit,) = ask("PUB-LATE-DEPT", filing(report(), publication=seen))
    assert (hit.actual, hit.responsibility) == ("2024-03-02", "undecided")
    assert "页面标注的日期在期限之内" in hit.values["source"]
    (hit,) = ask("PUB-LATE-TOWN", filing(report(), replace(TOWN, deadline=(1, 31)), publication=seen))
    assert hit.responsibility == "undecided"
    in_time = replace(seen, last_absent=date(2024, 1, 20))
    assert ask("PUB-LATE-DEPT", filing(report(), publication=in_time)) == []


def test_a_corrected_and_reissued_report_is_asked_about():
    made = report(preamble="更正说明：本报告于2024年3月重新发布。")
    (hit,) = ask("PUB-LATE-DEPT", filing(made, publication=Publication("found", page_date=date(2024, 3, 5))))
    assert hit.responsibility == "undecided"


def test_lateness_says_how_many_days_and_whose_date_it_is():
    (hit,) = ask("PUB-LATE-DEPT", filing(report(), publication=Publication("found", page_date=date(2024, 2, 5))))
    assert (hit.expected, hit.actual, hit.difference) == (f"{YEAR + 1}-01-31", "2024-02-05", 5)
    assert "自身标注" in hit.values["source"]


def test_lateness_quotes_the_words_of_the_page_for_that_day_and_for_no_other():
    said = {"published": Origin("text", 1.0, "发布日期：2024-02-05")}
    for day, quote in ((date(2024, 2, 5), "发布日期：2024-02-05"), (date(2024, 2, 3), None)):
        dated = report(published=date(2024, 2, 5), origins=said)
        (hit,) = ask("PUB-LATE-DEPT", filing(dated, publication=Publication("found", page_date=day)))
        assert (hit.actual, hit.quote) == (day.isoformat(), quote)


def test_a_report_handed_in_is_late_by_its_pages_own_day_and_not_by_a_signature():
    late = report(published=date(2024, 2, 5), origins={"published": Origin("text", 1.0, "发布日期：2024-02-05")})
    (hit,) = ask("PUB-LATE-DEPT", filing(late, publication=None))
    assert hit.quote == "发布日期：2024-02-05"
    signed = replace(late, origins={"published": Origin("signature", 0.6)})
    assert verdict(ask("PUB-LATE-DEPT", filing(signed, publication=None))) == "unassessable"


@pytest.mark.parametrize(
    ("day", "word"),
    [
        (date(2025, 1, 31), "春节"),
        (date(2026, 1, 31), "星期六"),
        (date(2024, 1, 31), ""),
        (date(2043, 1, 31), "星期六"),
    ],
)
def test_the_calendar_fact_is_shown(day, word):
    fact = calendar_fact(day)[0]
    assert word in fact
    assert bool(fact) is bool(word)
