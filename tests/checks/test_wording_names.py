"""Bodies' names: the author, its other name, and another body left in a copied report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.model import Severity
from checks.names import is_same_body, parse_name
from tests.checks.filings import BUREAU, CITY, TOWN, ask, filing, received, report, verdict

OTHERS = [
    ("another bureau collects the applications", "2023年，市发改局共收到政府信息公开申请3件", "fails"),
    ("another bureau collects them in a year", "市发改局2023年共收到政府信息公开申请3件", "fails"),
    ("another bureau behind a heading", "依申请公开情况：全年云河市财政局没有收到政府信息公开申请", "fails"),
    ("an example of another's work", "典型案例：市水利局收到政府信息公开申请后当天答复", "passes"),
    ("another bureau behind a comma", "依申请公开方面，2023年，云河市财政局共收到政府信息公开申请3件", "fails"),
    ("another bureau received none", "云河市财政局未收到政府信息公开申请", "fails"),
    ("the same bureau of another city", "海宁市民政局未收到政府信息公开申请", "fails"),
    ("the same bureau of a county below", "五华县民政局未收到政府信息公开申请", "passes"),
    ("we are another bureau", "我局（市发改局）严格落实条例要求", "fails"),
    ("called ours", "云河市发展和改革局（以下简称“我局”）高度重视政务公开", "fails"),
    ("itself in full", "云河市民政局未收到政府信息公开申请", "passes"),
    ("itself in short", "市民政局共收到政府信息公开申请3件", "passes"),
    ("since the bureau was founded", "自建局以来共收到行政复议4件，严格落实条例要求", "passes"),
    ("another bureau in the time reported on", "报告期内，云河市财政局共收到政府信息公开申请3件", "fails"),
    ("a partner", "会同市财政局、市人社局公开补贴信息", "passes"),
    ("a supervisor", "市大数据局指导我局优化栏目", "passes"),
    ("a transfer", "市政府办公室收到政府信息公开申请2件并转我局办理", "passes"),
    ("the review organ", "市司法局受理针对我局的行政复议1件", "passes"),
    ("a quoted guide", "修订《云河市财政局政府信息公开指南》", "passes"),
    ("a subordinate body", "局属殡葬管理所未收到政府信息公开申请", "passes"),
    ("all departments", "各部门收到政府信息公开申请均按期办理", "passes"),
    ("the body's own office", "局办公室收到政府信息公开申请后及时登记", "passes"),
    ("a centre within", "市政务服务中心收到政府信息公开申请3件", "passes"),
    ("a bureau within a bureau", "市公路局未收到政府信息公开申请", "asks"),
    ("its former name", "我局（原市老龄局）严格落实条例要求", "passes"),
    ("including a bureau", "我局（含市殡葬管理局）共收到申请3件", "passes"),
    ("a county's bureau in a city's report", "五华县财政局收到政府信息公开申请2件", "passes"),
    ("a province's bureau", "云江省民政厅收到政府信息公开申请2件", "passes"),
    ("another bureau once, disclosing", "市财政局主动公开预算信息", "asks"),
    (
        "readers are sent to another bureau",
        "如对本报告有疑问，请与云河市水利局办公室联系（电话：0571-88880000）",
        "asks",
    ),
    ("readers are sent to the body's own office", "如对本报告有疑问，请与云河市民政局办公室联系", "passes"),
    ("readers are sent to the government's office", "如对本报告有疑问，请与云河市人民政府办公室联系", "passes"),
    ("applicants are sent to another bureau", "如需了解防汛信息，请与市水利局联系", "passes"),
    ("drawn up by another bureau", "本报告由云河市水利局编制", "asks"),
    ("signed by another bureau", "总结如上。\n云河市水利局\n2024年1月15日", "asks"),
    ("signed by itself", "总结如上。\n市民政局\n2024年1月15日", "passes"),
    ("another bureau with nothing else to report", "市水利局无其他需要报告的事项", "asks"),
    ("a conjunction before the body", "虽然管委会政府信息公开工作取得了一些进展，但互动渠道不够丰富", "passes"),
    ("the office of another level", "我厅进一步健全制度", "asks"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row[1:], id=row[0]) for row in OTHERS])
def test_another_body_is_accused_only_where_it_is_the_author(text, expected):
    assert verdict(ask("TXT-OTHERORG", filing(report(S1=text + "。")))) == expected


def test_a_recognised_name_off_by_one_character_is_the_bodys_own():
    text = "云河市艮政局未收到政府信息公开申请。"
    assert verdict(ask("TXT-OTHERORG", filing(report(S1=text)))) == "asks"
    assert verdict(ask("TXT-OTHERORG", filing(report(S1=text, method="ocr")))) == "passes"
    other = "云河市财政局未收到政府信息公开申请。"
    assert verdict(ask("TXT-OTHERORG", filing(report(S1=other, method="ocr")))) == "fails"


def test_the_report_declared_as_another_bodys():
    made = report(preamble="现公布云河市水利局2023年政府信息公开工作年度报告。")
    (hit,) = ask("TXT-OTHERORG", filing(made))
    assert hit.severity is None
    assert hit.actual == "云河市水利局"


def test_a_preamble_that_makes_another_bureau_its_subject_is_asked_about():
    said = "根据《中华人民共和国政府信息公开条例》规定，县发改局严格按照统一部署，强化组织领导。"
    made = report(preamble=said, agency="清河县民政局")
    assert verdict(ask("TXT-OTHERORG", filing(made, replace(BUREAU, name="清河县民政局")))) == "asks"


def test_a_bureau_that_collects_our_very_number_or_speaks_throughout_is_the_author():
    text = "云河市林业局共收到政府信息公开申请4件。"
    assert verdict(ask("TXT-OTHERORG", filing(report(received(4), S1=text)))) == "fails"
    assert verdict(ask("TXT-OTHERORG", filing(report(received(9), S1=text)))) == "asks"
    throughout = "云河市林业局认真贯彻条例。" + text
    assert verdict(ask("TXT-OTHERORG", filing(report(received(9), S1=throughout)))) == "fails"


def test_a_town_that_says_our_bureau_is_asked():
    made = report(S1="我局高度重视政务公开工作。", agency="青石镇人民政府")
    (hit,) = ask("TXT-OTHERORG", filing(made, TOWN))
    assert hit.severity is Severity.WARNING


def test_another_town_is_another_body_and_a_renamed_one_is_not():
    made = report(S1="石湾镇未收到政府信息公开申请。", agency="青石镇人民政府")
    assert verdict(ask("TXT-OTHERORG", filing(made, TOWN))) == "fails"
    renamed = report(S1="青石街道未收到政府信息公开申请。", agency="青石镇人民政府")
    assert ask("TXT-OTHERORG", filing(renamed, TOWN)) == []


def test_a_governments_report_tells_of_its_departments():
    made = report(S1="市民政局收到政府信息公开申请3件。市财政局收到政府信息公开申请2件。", agency="云河市人民政府")
    assert ask("TXT-OTHERORG", filing(made, CITY)) == []


def test_a_renamed_body_under_both_names_is_two_names_and_not_another_body():
    agency = replace(BUREAU, name="云河市人防办")
    made = report(S1="2023年，市国动办依法公开信息。云河市国防动员办公室未收取信息处理费。", agency="云河市人防办")
    assert ask("TXT-OTHERORG", filing(made, agency)) == []
    assert verdict(ask("TXT-ORG", filing(made, agency))) == "fails"


def test_a_note_on_the_renaming_or_an_alias_in_the_registry_settles_it():
    agency = replace(BUREAU, name="云河市人防办")
    text = "2023年，市国动办依法公开信息。云河市国防动员办公室未收取信息处理费。"
    noted = report(S1=text + "因机构改革，本机关更名。", agency="云河市人防办")
    assert ask("TXT-ORG", filing(noted, agency)) == []
    known = replace(agency, aliases=("云河市国防动员办公室",))
    assert ask("TXT-ORG", filing(report(S1=text, agency="云河市人防办"), known)) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("云河市教育体育局", "市教体局", True),
        ("云河市住房和城乡建设委员会", "市住建委", True),
        ("云河市卫生健康委员会", "市卫健局", True),
        ("云河市审计局", "市统计局", False),
        ("云河县横山镇人民政府", "横山镇", True),
        ("横山镇", "石湾镇", False),
        ("国家税务总局云河市税务局", "云河市税务局", True),
        ("云河区人民政府横山街道办事处", "横山街道", True),
        ("云河市城市管理和综合执法局", "市城市管理局", True),
        ("云河市公安局横山区分局", "区公安分局", True),
        ("云河市公安局横山区分局", "横山公安分局", True),
        ("云河市公安局横山区分局", "横山区教育局", False),
    ],
)
def test_names_are_the_same_body_in_full_and_in_short(one, other, same):
    first, second = parse_name(one), parse_name(other)
    assert first is not None
    assert second is not None
    assert is_same_body(first, second) is same


def test_a_bureau_for_the_city_is_no_bureau_of_another_city():
    own = "云河市城市管理和综合执法局"
    made = filing(report(S1="市城市管理局共收到政府信息公开申请4件。", agency=own), replace(BUREAU, name=own))
    assert verdict(ask("TXT-OTHERORG", made)) == "passes"


def test_a_branch_is_called_after_its_district_or_after_its_bureau():
    own = "云河市公安局横山区分局"
    branch = filing(report(S1="区公安分局共收到政府信息公开申请4件。", agency=own), replace(BUREAU, name=own))
    assert verdict(ask("TXT-OTHERORG", branch)) == "passes"
    other = filing(report(S1="石湾区公安分局共收到政府信息公开申请4件。", agency=own), replace(BUREAU, name=own))
    assert verdict(ask("TXT-OTHERORG", other)) == "fails"


ZONE = replace(BUREAU, name="云岭经济技术开发区管理委员会", kind="zone")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青石高新技术产业开发区管理委员会共收到政府信息公开申请3件", "fails"),
        ("2023年，青石经济开发区管委会未收到政府信息公开申请", "fails"),
        ("云岭经开区管委会未收到政府信息公开申请", "passes"),
        ("云河市云岭经济技术开发区管委会未收到政府信息公开申请", "passes"),
        ("开发区管委会未收到政府信息公开申请", "passes"),
        ("上一年度管委会共收到政府信息公开申请3件", "passes"),
        ("报告期内管委会共收到政府信息公开申请3件", "passes"),
        ("市经开区管委会未收到政府信息公开申请", "passes"),
        ("云岭工业园区管委会未收到政府信息公开申请", "passes"),
    ],
)
def test_zones_are_told_apart_by_their_own_names(text, expected):
    made = report(S1=text + "。", agency=ZONE.name)
    assert verdict(ask("TXT-OTHERORG", filing(made, ZONE))) == expected


def test_a_zone_is_no_peer_of_a_bureau():
    made = report(S1="云岭经济技术开发区管委会收到政府信息公开申请3件。")
    assert ask("TXT-OTHERORG", filing(made)) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("2023年度海宁市民政局未收取信息处理费", None),
        ("2023年，海宁市民政局高度重视政府信息公开工作", None),
        ("2023年，市财政局认真贯彻落实政府信息公开各项要求", Severity.WARNING),
        ("市财政局主动公开预算信息", Severity.ADVICE),
    ],
)
def test_what_only_the_author_does_weighs_more_than_what_a_partner_may_do(text, severity):
    (hit,) = ask("TXT-OTHERORG", filing(report(S1=text + "。")))
    assert hit.severity is severity


def test_a_body_that_does_its_own_work_under_its_other_name_once_has_two_names():
    agency = replace(BUREAU, name="云河市人民防空办公室")
    own, passing = "认真落实政务公开各项要求，组织培训。", "坚持应急演练。"
    for told, found in ((own, "fails"), (passing, "passes")):
        made = report(S1=f"2023年，市国动办{told}我办收到申请3件。", agency="云河市人民防空办公室")
        assert verdict(ask("TXT-ORG", filing(made, agency))) == found


def test_one_body_under_two_names_is_told_once():
    text = "云河市水利局在市委、市政府领导下，认真落实条例要求。市水利局无其他需要报告的事项。"
    (found,) = ask("TXT-OTHERORG", filing(report(S1=text)))
    assert found.severity is Severity.WARNING


def test_whom_readers_are_sent_to_is_called_no_author():
    (found,) = ask("TXT-OTHERORG", filing(report(S1="如对本报告有疑问，请与云河市水利局办公室联系。")))
    assert found.values["how"] == "所留的联系单位为“云河市水利局”"
