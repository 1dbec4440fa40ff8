"""Placeholders, personal data, fees, and what parts one and five must speak of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.model import Severity
from tests.checks.filings import BUREAU, CITY, TOWN, ask, claim, filing, report, verdict

IDENTITY, MOBILE, CARD = "110101199003071233", "13812345678", "6222021234567890128"
FULL_S1 = (
    "2023年我局主动公开政府信息120条。收到依申请公开3件，均按期答复。严格执行信息发布审核制度。"
    "优化门户网站专栏。组织业务培训，接受社会监督。"
)
PLACEHOLDERS = [
    ("XX before a unit", "主动公开政府信息XX条", "fails"),
    ("crosses for the year", "××××年度工作报告", "fails"),
    ("underscores", "共受理申请____件", "fails"),
    ("a number lost before its unit", "全年主动公开政府信息条", "asks"),
    ("a number lost between noun and unit", "全年制定规范性文件件并全部公开", "asks"),
    ("how many documents", "公开文件件数有所增加", "passes"),
    ("a script's variable", "{{ title }}政府信息公开", "asks"),
    ("an instruction to the author", "该部分以表格形式报告", "asks"),
    ("the regulation", "落实政府信息公开条例", "passes"),
    ("a count", "公开信息条目120条，公开信息条数居前", "passes"),
    ("a masked person", "申请人张XX的申请", "passes"),
    ("an abbreviation", "运用VR、H5和XXL图等形式", "passes"),
    ("an instruction to the author", "主动公开信息23条（请根据实际情况填写）", "fails"),
    ("an address to be filled in", "可在门户网站（具体网址）查阅", "fails"),
    ("an instruction to the typist", "总体情况（宋体加粗小四号字）", "fails"),
    ("a number missing in a list", "含政务动态43条、政策解读信息条，按期公开", "asks"),
    ("a gap before its unit", "全年收到政府信息公开申请  件，办结  件", "asks"),
    ("a document without its year", "按照国办公开办函〔〕30号要求编制", "asks"),
    ("a field of a template", "{单位名称}认真落实条例", "fails"),
    ("a field by another name", "主动公开政府信息{公开数}条", "asks"),
    ("empty braces", "主动公开政府信息{}条", "asks"),
    ("requests as a noun", "认真办理申请件，及时公开文件", "passes"),
    ("a document with its year", "按照国办公开办函〔2021〕30号要求编制", "passes"),
    ("a sample text to be replaced", "主动公开情况（范文）：全年公开信息", "asks"),
    ("documents made regular", "修订制度，规范文件公开属性，推行示范文本", "passes"),
    ("noughts in a year in words", "自二〇〇〇年以来公布文件一〇〇件", "passes"),
    ("noughts for a number", "全年公开信息○○条", "fails"),
    ("an address with underscores", "可在www.yunhe.gov.cn/xxgk/index___1.html查阅", "passes"),
    ("a real bracket", "办理业务（具体流程见指南）", "passes"),
]
PRIVACY = [
    ("an identity number", f"申请人身份证号{IDENTITY}", "fails"),
    ("a bank card", f"退费至{CARD}", "fails"),
    ("an applicant's mobile", f"申请人王先生{MOBILE}来电", "fails"),
    ("the office's landline", "联系电话0571-88881234", "passes"),
    ("the office's own mobile", f"联系电话：{MOBILE}", "asks"),
    ("already masked", "身份证号110101********1233", "passes"),
]
FEES = [
    ("not charged", "本年度未收取信息处理费。", "passes"),
    ("in other words", "2023年度无收费情况。", "passes"),
    ("nothing said", "无其他需要报告的事项。", "fails"),
    ("part six without text", "", "unassessable"),
]
SECTION_FIVE = [
    ("none", "无", "fails"),
    ("none for now", "暂无。", "fails"),
    ("no problem exists", "本年度不存在问题。", "fails"),
    ("empty", "", "fails"),
    ("headings only", "（一）存在的主要问题\n（二）改进措施", "fails"),
    ("short but real", "公开内容不够丰富，下步将改进。", "asks"),
    ("none under each head", "存在问题：无。改进措施：无。", "fails"),
    ("short and whole", "问题：公开信息检索不便。改进：优化检索。", "passes"),
    ("short, and a measure of its own", "水利工程信息更新较慢，明年起实行按月公开制度。", "passes"),
    ("short, in plain words", "解读少，更新频率低。明年增加图解，安排专人。", "passes"),
    ("none in many words", "工作总体平稳，没有明显问题，将继续保持良好势头，做好明年的各项政府信息公开工作。", "asks"),
    ("no great one", "没有突出问题，主要是更新频率低、力量配备少，明年增配人员，按周更新，及时公开信息。", "passes"),
    ("no grave one but some", "未发现重大问题，但公开的时效性仍需加强，下一步将安排专人每周更新各个栏目。", "passes"),
    ("a full part", "一是公开内容不够丰富，二是业务培训有待加强。下一步将完善制度，强化培训，提升公开质量。", "passes"),
]
HALVES = [
    ("begins at 二是", "二是公开内容不够丰富。下一步将完善制度，强化培训，提升公开质量和水平。", "fails"),
    (
        "the first list begins at 二是",
        "存在问题：二是内容不够丰富；三是更新不够及时。改进措施：一是加强培训，二是完善制度。",
        "fails",
    ),
    ("problems only", "一是公开内容不够丰富，形式比较单一；二是人员业务不熟，力量薄弱，意识不够强。", "fails"),
    ("measures only", "我局继续加强学习，完善制度，优化栏目，强化培训，推进公开，拓展渠道，组织宣传。", "fails"),
    (
        "what was lacking and what was done, in other words",
        "个别答复说理不充分，群众查找不便。已通过建立台账、聘请顾问等方式解决。",
        "passes",
    ),
    (
        "words of measures in problems",
        "一是业务培训不到位；二是公开质量有待提高；三是机制落实不够，更新不及时。",
        "fails",
    ),
    ("needs and deeds", "一是公开质量需提高；二是解读形式要创新。整改情况：已完成三项任务，建立四项制度。", "passes"),
    ("both", "一是公开内容不够丰富，二是业务培训有待加强。下一步将完善制度，强化培训，提升公开质量。", "passes"),
    ("too short to judge", "内容不够丰富。", "passes"),
]


def rows(cases):
    return [pytest.param(*row[1:], id=row[0]) for row in cases]


def test_a_placeholder_is_told_with_its_whole_clause():
    (hit,) = ask("TXT-PLACEHOLDER", filing(report(S1="建设平台，全年共主动公开XX条信息，公众满意。")))
    assert (hit.actual, hit.key) == ("全年共主动公开XX条信息", "年共主动公开XX条信息，")


@pytest.mark.parametrize(("text", "expected"), rows(PLACEHOLDERS))
def test_a_placeholder_is_visible_or_asked_about(text, expected):
    assert verdict(ask("TXT-PLACEHOLDER", filing(report(S1=text + "。")))) == expected


@pytest.mark.parametrize(("text", "expected"), rows(PRIVACY))
def test_personal_data_is_found_where_it_is_a_persons(text, expected):
    assert verdict(ask("TXT-PRIV", filing(report(S1=text + "。")))) == expected


def test_nothing_that_leaves_the_rule_holds_the_number():
    (hit,) = ask("TXT-PRIV", filing(report(S1=f"申请人身份证号{IDENTITY}，电话不详。")))
    assert IDENTITY not in repr(hit)
    assert IDENTITY[6:16] not in repr(hit)


def test_a_number_noted_in_a_cell_is_found_too():
    made = report()
    noted = made.cells["T3.new.total"]._replace(note=f"申请人{IDENTITY}")
    made = replace(made, cells={**made.cells, "T3.new.total": noted})
    assert verdict(ask("TXT-PRIV", filing(made))) == "fails"


@pytest.mark.parametrize(("text", "expected"), rows(FEES))
def test_the_fee_is_spoken_of_or_not(text, expected):
    assert verdict(ask("TXT-FEE", filing(report(S1=FULL_S1, S6=text)))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("未收取任何费用。", "passes"),
        ("全年没有收费情况。", "passes"),
        ("依申请公开均免费提供。", "passes"),
        ("对政府信息公开申请人收取费用200元。", "passes"),
        ("公开行政事业性收费目录清单。", "fails"),
        ("规范公务接待费用管理。", "fails"),
        ("产生费用0元。", "passes"),
        ("辅导缴费人3260户次，实现缴费人零投诉。", "fails"),
    ],
)
def test_in_another_part_only_the_fee_of_applications_is_this_fee(text, expected):
    assert verdict(ask("TXT-FEE", filing(report(S1=text, S6="无其他需要报告的事项。")))) == expected


def test_a_fee_half_recognised_is_not_called_untold():
    half = "2023年度未收取信息处理囗。"
    assert verdict(ask("TXT-FEE", filing(report(S6=half, method="ocr")))) == "unassessable"
    assert verdict(ask("TXT-FEE", filing(report(S6="无其他需要报告的事项。", method="ocr")))) == "fails"


def test_part_six_is_empty_unless_a_picture_may_hold_it():
    assert verdict(ask("TXT-SEC6", filing(report(S6="")))) == "fails"
    assert verdict(ask("TXT-SEC6", filing(report(S6="", images=2)))) == "unassessable"
    assert verdict(ask("TXT-SEC6", filing(report(S6="云河市民政局\n2024年1月15日")))) == "fails"
    assert verdict(ask("TXT-FEE", filing(report(S6="云河市民政局\n2024年1月15日")))) == "unassessable"
    assert ask("TXT-SEC6", filing(report(S6="无。\n2024年1月15日"))) == []
    assert ask("TXT-SEC6", filing(report(S6="无。"))) == []
    assert ask("TXT-SEC6", filing(report())) == []


def test_a_fee_charged_without_its_cases_is_a_question():
    charged = claim("S6.processing_fee_yuan", "400", "收取信息处理费400元", section="S6")
    assert verdict(ask("TXT-FEE-FULL", filing(report(S6="收取信息处理费400元。", claims=(charged,))))) == "asks"
    assert ask("TXT-FEE-FULL", filing(report(S6="对1件申请收取信息处理费400元。", claims=(charged,)))) == []


def test_part_one_speaks_of_five_aspects_without_headings():
    assert ask("TXT-SEC1-5", filing(report(S1=FULL_S1))) == []


def test_a_missing_aspect_is_named_and_before_2021_asked():
    text = "2023年我局主动公开政府信息120条。收到依申请公开3件，均按期答复。"
    (hit,) = ask("TXT-SEC1-5", filing(report(S1=text)))
    assert hit.values["missing"] == "政府信息管理、平台建设、监督保障"
    (early,) = ask("TXT-SEC1-5", filing(report(S1=text), year=2020))
    assert early.severity is Severity.ADVICE
    (recognised,) = ask("TXT-SEC1-5", filing(replace(report(S1=text), method="ocr")))
    assert recognised.severity is Severity.ADVICE
    assert verdict(ask("TXT-SEC1-5", filing(report()))) == "unassessable"


ARRANGED = (
    "（一）主动公开情况。主动公开政府信息85条。\n（二）依申请公开情况。收到申请3件，均已答复。\n"
    "（三）平台建设情况。按照制度更新网站栏目，公开规范性文件。\n（四）监督保障情况。纳入考核。"
)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (ARRANGED, "政府信息管理"),
        (ARRANGED.replace("平台建设", "信息管理和平台建设"), None),
        (ARRANGED.replace("公开规范性文件", "上网信息先审后发"), None),
        (ARRANGED.replace("（四）监督保障情况。纳入考核。", "（四）政府信息管理情况。有专门机制。"), "监督保障"),
        (ARRANGED.replace("（四）监督保障情况。纳入考核。", "（四）政府信息管理情况。由专人负责。"), None),
        (ARRANGED.replace("（一）", "一是").replace("（二）", "二是").replace("（三）", "三是"), "政府信息管理"),
        # Without headings the words may stand anywhere.
        (ARRANGED.replace("情况。", "，").replace("（", "").replace("）", ""), None),
    ],
)
def test_part_one_arranged_by_aspects_must_name_each_or_speak_of_it_for_certain(text, missing):
    hits = ask("TXT-SEC1-5", filing(report(S1=text)))
    assert [hit.values["missing"] for hit in hits] == ([missing] if missing else [])


@pytest.mark.parametrize(
    "told",
    [
        "在网站挂出各类信息，收到申请3件。信息由股室初核、办公室复核。公众号同步。接受社会监督。",
        "向社会公布医院名单。申请入口有三处。信息上网前逐级签字。视频号月推8期。人大到局调研，对3个科室予以提醒。",
    ],
)
def test_aspects_are_known_by_what_was_done(told):
    assert ask("TXT-SEC1-5", filing(report(S1=told))) == []


def test_information_made_public_of_its_own_accord_is_the_first_aspect():
    told = FULL_S1.replace("主动公开", "主动向社会公布")
    assert "公布" in told
    assert ask("TXT-SEC1-5", filing(report(S1=told))) == []


def test_applications_newly_received_are_the_second_aspect():
    text = "2023年我局主动公开政府信息120条。本年度新收申请12件，上年结转1件。"
    (hit,) = ask("TXT-SEC1-5", filing(report(S1=text)))
    assert "依申请公开" not in hit.values["missing"]


def test_only_a_governments_report_owes_assessment_review_and_accountability():
    made = report(S1=FULL_S1, agency="云河市人民政府")
    (hit,) = ask("TXT-SEC1-GOV", filing(made, CITY))
    assert "责任追究" in hit.values["missing"]
    assert ask("TXT-SEC1-GOV", filing(report(S1=FULL_S1), BUREAU)) == []
    whole = report(S1=FULL_S1 + "开展年度考核和社会评议，全年无责任追究。", agency="云河市人民政府")
    assert ask("TXT-SEC1-GOV", filing(whole, CITY)) == []
    quoted = report(
        S1=FULL_S1.replace("考核", "") + "建立“年考核”机制，开展社会评议，无责任追究。", agency="云河市人民政府"
    )
    assert ask("TXT-SEC1-GOV", filing(quoted, CITY)) == []
    assert verdict(ask("TXT-SEC1-GOV", filing(report(), CITY))) == "unassessable"


@pytest.mark.parametrize(("text", "expected"), rows(SECTION_FIVE))
def test_part_five_names_a_problem(text, expected):
    made = report(S1=FULL_S1, S5=text, S6="未收取信息处理费。")
    assert verdict(ask("TXT-SEC5-EMPTY", filing(made))) == expected


def test_a_short_part_five_that_names_a_problem_is_not_told_that_it_names_none():
    named, bare = "公开内容不够丰富。", "无。"
    (brief,), (none,) = (ask("TXT-SEC5-EMPTY", filing(report(S1=FULL_S1, S5=text))) for text in (named, bare))
    assert (brief.severity, none.severity) == (Severity.ADVICE, None)
    assert ("疑似过于简略" in brief.values["lack"], "未写明" in none.values["lack"]) == (True, True)


def test_an_empty_part_five_accuses_nobody_where_little_was_read():
    assert verdict(ask("TXT-SEC5-EMPTY", filing(report(S5="")))) == "unassessable"
    assert verdict(ask("TXT-SEC5-EMPTY", filing(report(S1=FULL_S1, S5="", S6="无", images=3)))) == "unassessable"
    assert verdict(ask("TXT-SEC5-EMPTY", filing(report(S1=FULL_S1)))) == "unassessable"


def test_a_part_five_of_which_recognition_found_little_is_not_called_empty():
    assert verdict(ask("TXT-SEC5-EMPTY", filing(report(S5="定期检查。", method="ocr")))) == "unassessable"
    assert verdict(ask("TXT-SEC5-EMPTY", filing(report(S5="无。", method="ocr")))) == "fails"


@pytest.mark.parametrize(("text", "expected"), rows(HALVES))
def test_part_five_is_plainly_one_sided_or_left_alone(text, expected):
    assert verdict(ask("TXT-SEC5-HALF", filing(report(S5=text)))) == expected


def test_corrected_cases_and_a_silent_part_five_are_a_question():
    figures = {"T4.review.corrected": 2, "T4.review.total": 2}
    silent = report(figures, S5="一是栏目更新不够及时。下一步将加强培训。")
    assert verdict(ask("TXT-SEC5-SOFT", filing(silent))) == "asks"
    spoken = report(figures, S5="一是依申请公开答复不够规范。下一步将加强培训。")
    assert ask("TXT-SEC5-SOFT", filing(spoken)) == []


def test_a_text_about_everybody_is_generic_for_a_bureau_and_natural_for_a_government():
    text = "多数部门能在法定时限内答复。部分地区公开不够及时。一些地区重视不够，各级政府部门应当改进。"
    assert verdict(ask("TXT-GENERIC", filing(report(S1=text)))) == "fails"
    assert ask("TXT-GENERIC", filing(report(S1=text, agency="云河市人民政府"), CITY)) == []
    assert ask("TXT-GENERIC", filing(report(S1="我局收到申请3件。" + text))) == []
    assert verdict(ask("TXT-GENERIC", filing(report(S1=text, S6="本单位未收取信息处理费。")))) == "fails"
    assert ask("TXT-GENERIC", filing(report(S1="青石镇人民政府公开信息。" + text, agency="青石镇人民政府"), TOWN)) == []


def test_a_document_marked_as_not_public_is_asked_about_and_a_public_one_is_not():
    marked = report(S1="根据云办发〔2023〕12号（此件不公开）要求公开信息。")
    assert verdict(ask("TXT-INTERNAL", filing(marked))) == "asks"
    graded = report(S1="落实《关于加强保密工作的通知》（秘密★1年，云办发〔2023〕15号）要求。")
    assert verdict(ask("TXT-INTERNAL", filing(graded))) == "asks"
    public = report(S1="根据云政发〔2023〕12号要求，除涉及国家秘密、机密的外一律公开。")
    assert ask("TXT-INTERNAL", filing(public)) == []


def test_the_data_elements_of_a_local_notice_are_looked_for_in_part_one():
    told = "县政府网站公开信息120条，微信公众号发布80条，发布政策解读12条，制发规范性文件3件，设专栏6个。"
    one = filing(report(S1=told), year=2025)
    assert ask("TXT-SEC1-FIGS", one) == []
    (hit,) = ask("TXT-SEC1-FIGS", filing(report(S1=told.replace("微信公众号发布80条，", "")), year=2025))
    assert hit.values["missing"] == "“政务新媒体发布信息数”"
    assert verdict(ask("TXT-SEC1-FIGS", filing(report(S1=""), year=2025))) == "unassessable"
