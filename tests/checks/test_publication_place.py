"""Column, year folder, shape, links, titles, versions: what is plain, and what a site does by right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.model import Publication
from checks.registry import JOINT_RULES
from checks.report import PICTURED
from tests.checks.filings import BUREAU, UNREADABLE, ask, context, filing, received, report, verdict


def at(url, **parts):
    return Publication("found", url, **parts)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("政府信息公开年报", "passes"),
        ("信息公开年度报告", "passes"),
        ("关区报告", "passes"),
        ("部门动态", "fails"),
        ("通知公告", "fails"),
        ("政府信息公开", "passes"),
        ("首页 > 政务公开 > 通知公告", "fails"),
        ("首页 > 通知公告 > 政府信息公开年报", "passes"),
        ("首页 > 通知公告 > 县水利局", "passes"),
        ("首页 > 部门公开 > 县财政局", "passes"),
        ("首页 > 新闻中心", "fails"),
        ("首页 > 通知公告 > 正文", "fails"),
        (None, "unassessable"),
    ],
)
def test_a_column_is_wrong_only_where_it_is_plainly_for_something_else(column, expected):
    assert (
        verdict(ask("PUB-COLUMN", filing(report(), publication=at("http://a.gov.cn/1.html", column=column))))
        == expected
    )


def folders(*folder_years):
    return [
        filing(report(), publication=at(f"http://a.gov.cn/nb/{year}n/t{n}.html")) for n, year in enumerate(folder_years)
    ]


def astray(filings):
    return list(JOINT_RULES["PUB-YEARDIR"](filings, {"PUB-YEARDIR": context("PUB-YEARDIR")}))


def test_a_year_folder_is_judged_by_the_sites_own_habit():
    answers = astray(folders(2024, 2024, 2024, 2022))
    assert [(place, hit.expected) for place, hit in answers] == [(3, "2024")]


def test_the_habit_may_be_that_of_earlier_years():
    def of(year, folder):
        return report(source=f"http://a.gov.cn/nb/{folder}n/t{year}.html", year=year)

    (misplaced,) = folders(2022)
    by_year_of_report = {"previous": of(2022, 2022), "older": (of(2021, 2021), of(2020, 2020))}
    by_year_after = {"previous": of(2022, 2023), "older": (of(2021, 2022), of(2020, 2021))}
    assert [hit.expected for _, hit in astray([replace(misplaced, **by_year_of_report)])] == ["2023"]
    assert [hit.expected for _, hit in astray([replace(misplaced, **by_year_after)])] == ["2024"]
    assert astray([replace(folders(2024)[0], **by_year_after)]) == []
    assert astray([replace(misplaced, previous=of(2022, 2022), older=(of(2021, 2021),))]) == []


def test_two_reports_are_no_habit():
    assert astray(folders(2024, 2024, 2022)) == []


@pytest.mark.parametrize("path", ["art/{y}/1/20/art_1", "content/{y}/0120/1", "nb/{y}/{y}01/t1", "attachment/{y}/1/1"])
def test_dates_in_addresses_are_no_folders(path):
    addresses = [f"http://a.gov.cn/{path.format(y=year)}.html" for year in (2024, 2024, 2024, 2022)]
    assert astray([filing(report(), publication=at(address)) for address in addresses]) == []


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"method": "ocr"}, "fails"),
        ({"images": 5, "S1": "见下图", "coverage": {"T2": 0, "T3": 0, "T4": 0}}, "fails"),
        ({"images": 5, "S1": "见下图"}, "asks"),
        ({"images": 5, "S1": "我局公开信息。" * 80, "coverage": {"T2": 0, "T3": 0, "T4": 0}}, "asks"),
        ({"images": 5, "S1": "我局公开信息。" * 80}, "passes"),
        (
            {"images": 1, "S1": "我局公开信息。" * 80, "coverage": {"T2": 1, "T3": 0}, "suspicions": {"T3": PICTURED}},
            "asks",
        ),
        (
            {"images": 1, "S1": "我局公开信息。" * 80, "coverage": {"T2": 1, "T3": 0}, "suspicions": {"T3": "错列"}},
            "passes",
        ),
        ({"S1": "短"}, "passes"),
    ],
)
def test_images_in_place_of_text(parts, expected):
    assert verdict(ask("PUB-FORM-IMG", filing(report(**parts)))) == expected


def test_attachments_dead_links_and_strange_hosts_are_questions():
    assert verdict(ask("PUB-FORM-ATTACH", filing(report(), publication=at("http://a.gov.cn/1.PDF")))) == "asks"
    assert ask("PUB-FORM-ATTACH", filing(report(), publication=at("http://a.gov.cn/1.html"))) == []
    assert (
        verdict(ask("PUB-DEADLINK", filing(report(), publication=at("http://a", dead_links=("http://a/x",))))) == "asks"
    )
    assert ask("PUB-DEADLINK", filing(report(), publication=at("http://a"))) == []
    agency = replace(BUREAU, site_url="http://mzj.yunhe.gov.cn/")
    assert (
        verdict(ask("PUB-DOMAIN", filing(report(), agency, publication=at("http://copy.example.com/1.html")))) == "asks"
    )
    assert ask("PUB-DOMAIN", filing(report(), agency, publication=at("http://www.yunhe.gov.cn/1.html"))) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("云河市民政局2023年政府信息公开工作年度报告", "passes"),
        ("2023年云河市民政局政府信息公开年度报告", "passes"),
        ("云河市民政局2023年度信息公开年报", "passes"),
        ("云河市民政局政府信息公开 2023年度\n报告", "passes"),
        ("云河市民政局2023年政府信息公开工作年度报", "passes"),
        ("云河市民政局2023年政府信息公开工作报告", "fails"),
        ("云河市民政局2023年度工作年度报告", "fails"),
        ("云河市民政局2022年政府信息公开工作年度报告", "fails"),
        ("云河市人民政府门户网站", "unassessable"),
        (None, "unassessable"),
    ],
)
def test_a_title_lacks_what_it_plainly_lacks(title, expected):
    assert verdict(ask("PUB-TITLE", filing(report(title=title)))) == expected


def test_a_title_without_any_body_is_a_question():
    assert verdict(ask("PUB-TITLE-NOORG", filing(report(title="2023年政府信息公开工作年度报告")))) == "asks"
    assert ask("PUB-TITLE-NOORG", filing(report())) == []


@pytest.mark.parametrize(
    ("title", "preamble", "expected"),
    [
        (
            "云河市人民政府办公室2023年政府信息公开工作年度报告",
            "现发布云河市人民政府2023年度政府信息公开工作年度报告。",
            "fails",
        ),
        ("云河市人民政府办公室2023年政府信息公开工作年度报告", "市政府办公室代表市政府受理申请。", "passes"),
        (
            "云河市人民政府2023年政府信息公开工作年度报告",
            "现发布云河市人民政府2023年政府信息公开工作年度报告。",
            "passes",
        ),
        (
            "云河市人民政府2023年政府信息公开工作年度报告",
            "现公布云河市人民政府办公室2023年政府信息公开工作年度报告。",
            "fails",
        ),
    ],
)
def test_whose_report_it_is_contradicts_itself_or_not(title, preamble, expected):
    assert verdict(ask("PUB-SCOPE-MIX", filing(report(title=title, preamble=preamble)))) == expected


def test_a_cover_letter_is_asked_about_and_a_document_number_is_not():
    assert verdict(ask("PUB-LETTER", filing(report(preamble="市政府办公厅：\n现将有关情况报告如下。")))) == "asks"
    assert ask("PUB-LETTER", filing(report(preamble="云民发〔2024〕2号\n现将有关情况公布如下。"))) == []


def test_figures_changed_in_silence_are_told_cell_by_cell():
    (hit,) = ask("PUB-SILENT-CHANGE", filing(report(received(5)), earlier=report(received(3))))
    assert set(hit.cells) == {"T3.new.natural", "T3.new.total"}
    assert "由3变为5" in hit.values["changes"]


def test_a_change_that_is_said_or_of_words_only_is_none():
    said = report(received(5), preamble="更正说明：2024年3月1日更正表三数据。")
    assert ask("PUB-SILENT-CHANGE", filing(said, earlier=report(received(3)))) == []
    assert ask("PUB-SILENT-CHANGE", filing(report(S1="新"), earlier=report(S1="旧"))) == []
    assert ask("PUB-SILENT-CHANGE", filing(report())) == []


def test_the_report_of_another_body_or_year_that_was_held_before_is_no_version_of_this_one():
    for before in ({"agency": "云河市民政局"}, {"year": 2022}):
        earlier = report(received(3), **before)
        assert ask("PUB-SILENT-CHANGE", filing(report(received(5), agency="云河市水利局"), earlier=earlier)) == []


def test_a_change_is_not_told_where_either_version_was_read_badly():
    doubtful = report(received(3), suspicions={"T3": "疑似错行"})
    assert verdict(ask("PUB-SILENT-CHANGE", filing(report(received(5)), earlier=doubtful))) == "unassessable"
    unread = report(received(5) | {"T3.new.total": UNREADABLE})
    (hit,) = ask("PUB-SILENT-CHANGE", filing(unread, earlier=report(received(3))))
    assert hit.cells == ("T3.new.natural",)


def test_two_live_copies_differ_or_agree_or_were_not_both_read():
    copy = report(received(3), source="http://b.gov.cn/1.html")
    (hit,) = ask("PUB-DUP-VERSION", filing(report(received(5)), copies=(copy,)))
    assert verdict([hit]) == "fails"
    assert "本报告为5、另一版本为3" in hit.values["changes"]
    assert ask("PUB-DUP-VERSION", filing(report(received(3)), copies=(copy,))) == []
    known = at("http://a.gov.cn", versions=("http://b.gov.cn/1.html",))
    assert verdict(ask("PUB-DUP-VERSION", filing(report(), publication=known))) == "unassessable"


def test_a_copy_in_another_format_is_compared_by_a_person_first():
    copy = report(received(3), source="http://a.gov.cn/1.pdf")
    assert verdict(ask("PUB-DUP-VERSION", filing(report(received(5)), copies=(copy,)))) == "asks"


@pytest.mark.parametrize("corrected", [True, False], ids=["the correction was read", "what it corrects was read"])
def test_what_a_correction_leaves_standing_is_only_asked_about(corrected):
    titles = ("云河市民政局2023年政府信息公开工作年度报告（更正）", "云河市民政局2023年政府信息公开工作年度报告")
    mine, other = titles if corrected else titles[::-1]
    (hit,) = ask("PUB-DUP-VERSION", filing(report(received(5), title=mine), copies=(report(received(3), title=other),)))
    assert (hit.severity, hit.responsibility) == ("advice", "undecided")
    assert "撤下" in hit.values["hint"]


@pytest.mark.parametrize(
    "other",
    [
        {"agency": "云河市财政局"},
        {"year": 2022},
        {"title": "云河海关2023年政府信息公开工作年度报告（关区）"},
        {"title": "云河海关2023年政府信息公开工作年度报告"},
        {"title": "云河海关（本级）2023年政府信息公开工作年度报告（旧版）"},
        {"title": "云河海关（本级）2023年政府信息公开工作年度报告（已更新，此为旧版）"},
        {"title": "云河海关（本级）2023年政府信息公开工作年度报告（有误，勿用）"},
        {"preamble": "说明：本版本已停用，请以最新发布的年度报告为准。"},
        {"preamble": "本年报以重新发布的版本为准。"},
    ],
    ids=[
        "another body's",
        "last year's",
        "of the whole district",
        "of no part",
        "superseded",
        "superseded in more words",
        "superseded for its errors",
        "said to be out of use",
        "said to be replaced",
    ],
)
def test_another_report_in_the_same_list_is_no_copy(other):
    own = report(received(5), title="云河海关2023年政府信息公开工作年度报告（本级）")
    assert ask("PUB-DUP-VERSION", filing(own, copies=(report(received(3), **other),))) == []
