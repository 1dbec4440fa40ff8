"""Years in the prose: left over from another report, or rightly another year's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.filings import ask, filing, report, verdict

YEARS = [
    ("the period names last year", "本报告所列数据的统计期限为2022年1月1日至12月31日", "fails"),
    ("the period is this year's", "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止", "passes"),
    ("year end of another year", "截至2022年12月31日，我局主动公开政府信息120条", "fails"),
    ("what stood since another year's end", "截至2022年底建成的公开专区继续发挥作用", "passes"),
    ("year end of this year", "截至2023年12月31日，我局主动公开政府信息120条", "passes"),
    ("this year's figures under last year's name", "2022年，我局未收到政府信息公开申请", "fails"),
    ("last year's name before figures and their parts", "2022年，我局收到政府信息公开申请9件，其中自然人8件", "fails"),
    ("last year's name before the cases", "2022年，我局因政府信息公开被申请行政复议4件，其中维持3件", "fails"),
    ("a part of several years", "自2020年我局开网以来收到政府信息公开申请9件，其中2023年2件", "passes"),
    ("under next year's name", "2024年，我局共收到政府信息公开申请3件", "fails"),
    ("spaces inside the year", "2022 年，我局未收到政府信息公开申请", "fails"),
    ("compared with last year", "2022年我局主动公开政府信息100条，2023年增加20条", "passes"),
    ("a plan", "2024年，我局将继续加大主动公开力度", "passes"),
    ("a document's title", "根据《2022年政务公开工作要点》，我局主动公开政府信息100条", "passes"),
    ("a budget", "2022年我局部门决算公开信息3条", "passes"),
    ("carried in from last year", "2022年我局收到申请3件结转至本年办理", "passes"),
    ("within a sentence", "实行专人登记、集体会商，2022年，我局收到政府信息公开申请9件", "fails"),
    ("within a sentence that compares", "公开力度加大，2022年我局收到申请9件，同比增长两成", "passes"),
    ("no fee under last year's name", "2022年未收取政府信息公开信息处理费", "fails"),
    ("no fee this year", "2023年未收取政府信息公开信息处理费", "passes"),
    ("an opening of a body of planning", "2022年，市自然资源和规划局持续深化信息公开", "fails"),
    (
        "an opening taken over, before a sentence on a plan",
        "2022年，我局做好政府信息公开工作。按照工作要点落实任务",
        "fails",
    ),
    ("an opening that this year follows", "2022年，我局做好政府信息公开工作。今年以来，又有进展", "passes"),
    ("an opening taken over", "2022年，我局围绕中心工作，把公开融入日常办理", "fails"),
    ("an opening that tells of the year before", "2022年，我局完成机构改革。2023年，我局收到申请3件", "passes"),
    ("told on with this year's figure", "2022年，我局收到政府信息公开申请5件；2023年收到6件", "passes"),
    ("both year ends", "截至2022年12月31日累计公开500条；截至2023年12月31日累计公开620条", "passes"),
    ("a past project without figures of disclosure", "2021年，我局建成养老服务中心12个", "passes"),
    ("digits lost in extraction", "202年，我局未收到政府信息公开申请", "passes"),
    ("last year's problem", "针对2022年存在的问题，我局主动公开政府信息100条", "passes"),
]
PERIODS = [
    ("the whole year", "本报告统计期限为2023年1月1日至2023年12月31日", "passes"),
    ("end year left out", "所列数据的统计期限从2023年1月1日到12月31日止", "passes"),
    ("until November", "所列数据的统计期限从2023年1月1日到11月30日止", "fails"),
    ("begins in December", "本报告统计期限为2022年12月1日至2023年12月31日", "fails"),
    ("another whole year is the year's affair", "本报告统计期限为2022年1月1日至2022年12月31日", "passes"),
    ("no period stated", "现将有关情况报告如下", "passes"),
    ("a campaign's dates behind 据统计", "据统计，2023年5月8日至5月31日发放资料500份", "passes"),
    ("the days of a public notice", "公示期限为2023年6月1日至6月7日", "passes"),
    ("a campaign's dates", "2023年5月8日至5月14日开展政务公开宣传周", "passes"),
    ("no such day", "本报告统计期限为2023年1月1日至2月31日", "passes"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row[1:], id=row[0]) for row in YEARS])
def test_a_year_is_wrong_only_where_it_can_only_be_this_years(text, expected):
    assert verdict(ask("TXT-YEAR", filing(report(S1=text + "。")))) == expected


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row[1:], id=row[0]) for row in PERIODS])
def test_a_period_is_the_whole_year_or_not(text, expected):
    assert verdict(ask("TXT-PERIOD", filing(report(S1=text + "。")))) == expected


def test_a_period_that_begins_in_another_year_is_told_once():
    made = filing(report(S1="本报告统计期限为2022年12月1日至2023年12月31日。"))
    assert ask("TXT-YEAR", made) == []
    assert len(ask("TXT-PERIOD", made)) == 1


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("TXT-YEAR", "2028年，我局未收到政府信息公开申请。", "passes"),
        ("TXT-YEAR", "本报告所列数据的统计期限为2029年1月1日至2023年12月31日。", "passes"),
        ("TXT-YEAR", "2024年，我局主动公开信息3条。2024年，我局共收到政府信息公开申请3件。", "fails"),
        ("TXT-YEAR", "2022年，我局未收到政府信息公开申请。", "fails"),
        ("TXT-PERIOD", "本报告所列数据的统计期限为2023年1月1日起至2028年12月31日。", "passes"),
        ("TXT-PERIOD", "所列数据的统计期限从2023年7月1日到12月31日止。", "passes"),
        ("TXT-PERIOD", "所列数据的统计期限从2023年1月1日到11月30日止。", "fails"),
    ],
)
def test_a_digit_that_recognition_may_have_misread_is_nobodys(rule, text, expected):
    assert verdict(ask(rule, filing(replace(report(S1=text), method="ocr")))) == expected


PERIOD = "本报告所列数据的统计期限为{0}年1月1日至{0}年12月31日。"


def test_a_misprinted_title_is_told_as_such_and_not_as_a_wrong_year_of_the_prose():
    made = filing(report(title="云河市民政局2022年政府信息公开工作年度报告", year=2022, S1=PERIOD.format(2023)))
    assert verdict(ask("PUB-TITLE", made)) == "fails"
    assert ask("TXT-YEAR", made) == []
    assert ask("TXT-PERIOD", made) == []


def test_a_report_of_another_year_than_was_asked_for_is_judged_by_its_own():
    made = filing(report(title="云河市民政局2022年政府信息公开工作年度报告", year=2022, S1=PERIOD.format(2022)))
    assert ask("PUB-TITLE", made) == []
    assert ask("TXT-YEAR", made) == []


def test_the_preamble_declares_another_years_report():
    made = report(preamble="现将云河市民政局2022年度政府信息公开工作年度报告公布如下。")
    (hit,) = ask("TXT-YEAR", filing(made))
    assert (hit.expected, hit.actual) == ("2023", "2022")


def test_the_preamble_sums_up_another_years_work():
    (hit,) = ask(
        "TXT-YEAR", filing(report(preamble="本报告按条例要求编制，总结云河市民政局2022年政府信息公开工作情况。"))
    )
    assert hit.actual == "2022"


def test_last_years_report_may_be_named():
    made = report(preamble="本机关2022年政府信息公开工作年度报告已于2023年1月发布。")
    assert ask("TXT-YEAR", filing(made)) == []
