"""From a sentence to a verdict: what real prose says beside its figures accuses nobody, what contradicts them is found.

Each table is one state of the tables and the sentences tried against it; the claims are read as they would be from a page.
"""

from __future__ import annotations

import pytest

from checks.report import Report
from flows.extract.claims import read_claims
from tests.checks.filings import YEAR, ask, filing, report, verdict

FIVE = {"T3.new.total": 5, "T3.new.natural": 5, "T3.total.total": 5, "T3.granted.total": 5}
NONE_RECEIVED = [
    ("passes", "仍有少数单位全年未收到依申请公开，经验不足"),
    ("passes", "部分科室未收到政府信息公开申请"),
    ("passes", "大部分单位没有收到政府信息公开申请"),
    ("passes", "公开党务信息88条，收到党员申请公开事项0件"),
    ("passes", "全年未收到对政府信息公开申请答复不满的投诉"),
    ("passes", "未收到逾期未答复的政府信息公开申请"),
    ("passes", "没有未按时答复的政府信息公开申请"),
    ("passes", "不存在未受理的政府信息公开申请"),
    ("passes", "2022年未收到申请，2023年收到申请5件"),
    ("passes", "去年未收到政府信息公开申请"),
    ("passes", "未收到当面申请"),
    ("passes", "未收到政府信息公开申请补正材料"),
    ("passes", "1件因地址有误未收到申请人依申请材料"),
    ("passes", "未收到政府信息公开方面的举报、投诉"),
    ("passes", "未发生依申请公开信息泄密事件"),
    ("passes", "全年未接到群众关于信息公开申请难的反映"),
    ("passes", "政府信息公开申请零投诉"),
    ("passes", "没有因政府信息公开申请引发的群体性事件"),
    ("passes", "截至2022年底未收到政府信息公开申请"),
    ("passes", "我局下属事业单位未收到政府信息公开申请"),
    ("passes", "下半年未收到政府信息公开申请"),
    ("passes", "1至10月未收到政府信息公开申请"),
    ("passes", "春节期间未收到政府信息公开申请"),
    ("passes", "公开指南更新前未收到政府信息公开申请"),
    ("asks", "各站所均未直接受理政府信息公开申请"),
    ("asks", "村级便民服务站未收到政府信息公开申请"),
    ("passes", "没有收到匿名政府信息公开申请"),
    ("passes", "没有不符合受理条件的政府信息公开申请"),
    ("fails", "目前未收到政府信息公开申请"),
    ("passes", "疫情封控期间，我街道没有收到政府信息公开申请"),
    ("fails", "2023年期间，我街道没有收到政府信息公开申请"),
    ("passes", "没有收到残疾人、老年人提出的政府信息公开申请"),
    ("passes", "没有政府信息公开申请被认定为滥用申请权"),
    ("passes", "未发现各单位瞒报政府信息公开申请"),
    ("fails", "报告期间未收到政府信息公开申请"),
    ("asks", "自助终端未收到政府信息公开申请"),
    ("passes", "没有延期办理的政府信息公开申请"),
    ("passes", "没有同一申请人大量、反复提出政府信息公开申请的情形"),
    ("fails", "未收到依申请公开的书面或电子申请"),
    ("passes", "未收到依申请公开的网上申请"),
    ("asks", "未收到疑难复杂的政府信息公开申请"),
    ("asks", "未收到第三方提出异议的政府信息公开申请"),
    ("asks", "新媒体平台未收到依申请公开"),
    ("fails", "截至11月底，我局未收到公民向县水利局提出的政府信息公开申请"),
    ("passes", "截至2022年底，我局未收到政府信息公开申请"),
    ("fails", "自2019年起至今从未收到政府信息公开申请"),
    ("fails", "政府信息公开工作实现零申请、零复议"),
    ("fails", "未收到政府信息公开申请"),
    ("fails", "（二）依申请公开情况。本年度未收到"),
    ("fails", "没有收到公民、法人或者其他组织提出的依申请公开"),
]
ONE_REVIEW = {**FIVE, "T4.review.total": 1, "T4.review.upheld": 1}
NO_CASE = [
    ("passes", "除上述1件外，未发生其他行政复议、行政诉讼"),
    ("passes", "上半年收到政府信息公开申请3件，未发生行政复议"),
    ("asks", "没有因主动公开引发的行政复议"),
    ("asks", "未发生因答复不当引发的政府信息公开行政复议"),
    ("asks", "未发生群体性行政复议"),
    ("asks", "未收到新的政府信息公开行政复议"),
    ("passes", "上半年未发生政府信息公开行政复议"),
    ("passes", "未发生涉及规范性文件的行政复议"),
    ("passes", "政府信息公开行政复议案件1件，未发生行政诉讼"),
    ("passes", "未发生因行政处罚引起的行政复议"),
    ("passes", "未发生因政府信息公开被行政复议纠错、行政诉讼败诉的情况"),
    ("passes", "力争不发生行政复议和行政诉讼"),
    ("passes", "无复议、诉讼积案"),
    ("passes", "依申请公开行政复议、诉讼零败诉"),
    ("passes", "无一件政府信息公开答复引起行政复议、行政诉讼被撤销"),
    ("passes", "作出行政处罚决定12件，所办案件未发生行政复议"),
    ("passes", "行政许可实施规范，未引发行政复议、行政诉讼"),
    ("asks", "依法实施行政许可，未发生行政复议、行政诉讼"),
    ("fails", "做好行政许可信息公开，未发生行政复议、行政诉讼"),
    ("passes", "劳动保障监察案件无一引发行政复议"),
    ("asks", "劳动保障监察案件未发生行政复议"),
    ("asks", "化解行政争议8起，申请人未再申请行政复议"),
    ("passes", "未收到行政复议机关下发的行政复议建议书"),
    ("passes", "不存在行政复议、诉讼逾期举证的情况"),
    ("asks", "2件政府信息公开申请未引发行政复议"),
    ("fails", "政府信息公开申请无一引发行政复议"),
    ("passes", "开展“无复议、无诉讼”单位创建活动"),
    ("asks", "办理各类违法案件12件，未发生行政复议"),
    ("fails", "发布信息12件，未发生行政复议"),
    ("fails", "没有发生政府信息公开行政复议"),
    ("fails", "全年未发生一起政府信息公开行政复议"),
    ("fails", "2023年度依申请公开零复议、零诉讼"),
]
CARRIED = {"T3.new.total": 5, "T3.carried_in.total": 2, "T3.total.total": 6, "T3.carried_out.total": 1}
RECEIVED = [
    ("passes", "全系统收到政府信息公开申请150件，我局5件"),
    ("passes", "全市收到政府信息公开申请150件，我局5件，占比3%"),
    ("asks", "我局及下属单位共收到政府信息公开申请15件"),
    ("asks", "收到信访转政府信息公开申请2件"),
    ("passes", "通过传真、邮寄收到依申请公开1件，通过平台收到依申请公开4件"),
    ("passes", "行政复议受理政府信息公开申请人不服案件3件"),
    ("passes", "接到群众来电咨询依申请公开事宜32次"),
    ("passes", "累计（自2020年起）收到政府信息公开申请118件，本年收到5件"),
    ("asks", "截至10月底，收到政府信息公开申请3件"),
    ("passes", "截至三季度末，收到政府信息公开申请3件，办结2件"),
    ("passes", "近五年共收到政府信息公开申请61件，平均每年12件"),
    ("passes", "历史累计收到政府信息公开申请61件"),
    ("asks", "县教育局收到政府信息公开申请29件"),
    ("passes", "收到申请最多的单位为县自然资源局，共66件"),
    ("fails", "市民政局共收到政府信息公开申请8件"),
    ("passes", "省政府交办政府信息公开申请1件"),
    ("asks", "收到征地拆迁类政府信息公开申请3件"),
    ("fails", "收到各类政府信息公开申请8件"),
    ("asks", "收到政府信息公开申请8件，其中不符合要件退回3件，受理5件"),
    ("passes", "办理政府信息公开申请7件"),
    ("passes", "共收到政府信息公开申请7件（含上年结转2件）"),
    ("passes", "收到政府信息公开申请5余件"),
    ("passes", "累计收到政府信息公开申请50件，其中2023年5件"),
    ("passes", "自2018年以来累计收到政府信息公开申请50件"),
    ("passes", "5年来共收到政府信息公开申请50件"),
    ("passes", "比上年的9件减少4件，收到政府信息公开申请5件"),
    ("passes", "其中网上申请4件，当面申请1件"),
    ("passes", "指导各科室办理政府信息公开申请3件"),
    ("passes", "一季度收到政府信息公开申请2件"),
    ("asks", "收到不属于本机关的政府信息公开申请2件"),
    ("asks", "收到关于征地的政府信息公开申请3件"),
    ("asks", "12月收到政府信息公开申请1件"),
    ("asks", "全县各部门共收到政府信息公开申请164件"),
    ("asks", "全县各部门共收到政府信息公开申请164件，其中民政部门15件"),
    ("passes", "全县各部门共收到政府信息公开申请164件，其中民政部门5件"),
    ("passes", "本级收到政府信息公开申请5件。全市收到申请300件，办结297件"),
    ("passes", "全系统共收到政府信息公开申请18件，其中市局5件，各县区局13件"),
    ("passes", "收到县政府转来的政府信息公开申请1件、群众直接递交4件，共5件"),
    ("passes", "全市民政系统共收到政府信息公开申请164件，其中市局机关受理5件、各县局159件"),
    ("passes", "全县各部门共收到政府信息公开申请164件。共收到政府信息公开申请5件"),
    ("passes", "政府信息公开申请由164件减少到5件"),
    ("passes", "2021年收到政府信息公开申请8件，2022年6件，2023年5件"),
    ("fails", "2021年收到政府信息公开申请8件，2022年5件，2023年6件"),
    ("fails", "共收到政府信息公开申请8件"),
]
ANSWERED = [
    ("passes", "共收到政府信息公开申请5件，较上年减少4件；上年9件均已办结"),
    ("asks", "代上级机关答复政府信息公开申请1件"),
    ("asks", "与市住建局联合答复政府信息公开申请2件"),
    ("passes", "上半年收到政府信息公开申请3件，办结2件，下半年收到2件"),
    ("passes", "上半年收到政府信息公开申请3件，均已办结"),
    ("passes", "1—9月收到政府信息公开申请3件，办结2件"),
    ("asks", "1—11月收到政府信息公开申请3件，办结2件"),
    ("passes", "12月收到政府信息公开申请3件，均已办结"),
    ("asks", "政府信息公开申请当场答复3件"),
    ("passes", "组织审核依申请公开答复31件"),
    ("passes", "收到政府信息公开申请5件，除2件外全部办结"),
    ("passes", "共办结政府信息公开申请6件"),
    ("passes", "收到政府信息公开申请5件，上年结转2件，除1件结转外均已答复"),
    ("passes", "平均答复时间5天"),
    ("passes", "申请人对其中1件答复不服，申请复议"),
    ("passes", "收到政府信息公开申请5件，加上年未办结2件，共处理7件，结转下年1件"),
    ("passes", "收到政府信息公开申请5件。其中转有关单位办理1件，其余4件均由本机关答复"),
    ("passes", "共收到政府信息公开申请7件（含上年结转2件），其中申请人撤回1件，1件结转下年，其余5件均已答复"),
    ("asks", "收到政府信息公开申请5件，其中申请人撤回2件，其余2件均已答复"),
    ("asks", "收到的5件政府信息公开申请中，4件于当年答复，1件延至下年答复"),
    ("fails", "收到的5件政府信息公开申请中，8件于当年答复"),
    ("passes", f"收到政府信息公开申请5件，1件于{YEAR + 1}年1月答复"),
    ("passes", "新收政府信息公开申请5件，办结4件，结转下年1件；上年结转2件，全部办结"),
    ("asks", "新收政府信息公开申请5件，办结4件，结转下年1件"),
    ("passes", "收到政府信息公开申请5件。劳动监察投诉举报受理1204件"),
    ("passes", "办结政府信息公开申请6件。除公开的之外，另有2件答复附了便民告知"),
    ("asks", "按时办结政府信息公开申请5件"),
    ("passes", "收到政府信息公开申请5件。受理补贴申请300件。办结280件"),
    ("passes", "办理行政复议答复618件"),
    ("fails", "本年度收到政府信息公开申请5件，上年结转2件，全部按期办结"),
]
DOCUMENTS = {"T2.norms.issued": 2, "T2.norms.repealed": 1, "T2.norms.in_force": 9}
NORMATIVE = [
    ("passes", "没有与上位法抵触的行政规范性文件"),
    ("passes", "上级未制发新的行政规范性文件"),
    ("passes", "没有应废止未废止的行政规范性文件"),
    ("passes", "无超越权限制发的行政规范性文件"),
    ("passes", "制发行政规范性文件2件。其中市政府制发行政规范性文件1件"),
    ("fails", "制发行政规范性文件3件。其中市政府制发行政规范性文件1件"),
    ("passes", "参与制定市级规范性文件3件"),
    ("asks", "清理本局规范性文件38件，继续有效36件，废止1件"),
    ("asks", "宣布失效规范性文件4件，废止1件"),
    ("passes", "提请市政府出台规范性文件3件"),
    ("passes", "制发行政规范性文件2件，废止1件，现行有效9件"),
    ("passes", "公开政策文件20件，审核规范性文件15件，转发上级规范性文件7件"),
    ("passes", "清理规范性文件30件，废止1件"),
    ("passes", "代县政府起草规范性文件3件"),
    ("passes", "印发公文30件，其中行政规范性文件2件"),
    ("asks", "制发行政规范性文件3件，其中1件与省财政厅联合制发"),
    ("fails", "制发行政规范性文件5件"),
    ("fails", "印发公文30件，其中行政规范性文件5件"),
]
SUED = {
    **FIVE,
    "T4.review.total": 3,
    "T4.review.upheld": 3,
    "T4.direct.total": 2,
    "T4.direct.upheld": 1,
    "T4.direct.pending": 1,
}
LAWSUITS = [
    ("passes", "政府信息公开行政复议3件、行政诉讼2件，共5件，其中维持4件，未审结1件"),
    ("passes", "收到政府信息公开申请5件。医疗纠纷调解44件，诉讼12件"),
    ("passes", "收到政府信息公开申请5件。因交通处罚被申请复议61件、被诉9件"),
    ("asks", "收到政府信息公开申请5件。因瑕疵被提起行政诉讼9件"),
    ("passes", "被申请政府信息公开行政复议3件，被提起行政诉讼2件，其中维持4件，未审结1件"),
    ("asks", "被申请政府信息公开行政复议3件，被提起行政诉讼2件，其中维持4件，未审结2件"),
    ("passes", "收到政府信息公开申请5件。医疗纠纷诉讼6件"),
    ("passes", "收到政府信息公开申请5件。因交通违法处罚不服申请行政复议11件、提起行政诉讼7件"),
    ("passes", "政府信息公开行政诉讼案件2件：未经复议直接起诉2件（维持1件、未审结1件）"),
    ("fails", "政府信息公开行政诉讼案件3件：未经复议直接起诉3件（维持1件、未审结1件）"),
]
UNFOUND = {
    "T3.new.total": 24,
    "T3.total.total": 24,
    "T3.granted.total": 12,
    "T3.partial.total": 3,
    "T3.unable.not_held.total": 8,
    "T3.unable.needs_creation.total": 1,
}
REVIEWED = {**FIVE, "T4.review.total": 7, "T4.review.upheld": 7}
BY_BODIES = [
    ("passes", "部门被申请信息公开行政复议5件（维持5件），乡镇被申请信息公开行政复议2件（维持2件）"),
    ("asks", "部门被申请信息公开行政复议5件（维持5件），乡镇被申请信息公开行政复议3件（维持3件）"),
]
DECIDED = {"T2.licence.decisions": 30}
DECISIONS = [
    ("passes", "没有违规实施行政许可、行政处罚的行为"),
    ("passes", "未擅自设立行政事业性收费项目"),
    ("asks", "未作出行政许可"),
    ("passes", "公开行政许可信息0条"),
    ("passes", "行政处罚、行政强制均为0"),
    ("asks", "行政许可、行政处罚、行政强制均为0"),
]
REVIEWED_AND_SUED = {**ONE_REVIEW, **SUED}
OF_OTHERS = [
    ("asks", "收到政府信息公开申请5件。收到行政复议申请12件，受理10件"),
    ("fails", "收到政府信息公开行政复议申请12件"),
    ("passes", "较2022年减少行政诉讼4件、行政复议2件"),
    ("passes", "近五年共收到政府信息公开申请61件，发生行政复议9件"),
    ("passes", "行政复议结果：驳回复议请求5件"),
    ("passes", "作为第三人参加政府信息公开行政复议3件"),
    ("asks", "办理市政府信息公开行政复议答辩4件"),
    ("asks", "办理行政复议案件131件，其中涉政府信息公开行政复议案件19件"),
    ("passes", "办理行政复议案件131件，其中涉政府信息公开行政复议案件19件。政府信息公开被复议7件"),
]
NOT_HELD = [("passes", "公开12件，部分公开3件，信息不存在或不掌握9件")]
NOT_REVIEWED_FIRST = [
    ("passes", "政府信息公开行政诉讼2件（均未经复议直接起诉）"),
    ("passes", "信息公开类诉讼2件，都未经过行政复议程序"),
    ("passes", "政府信息公开行政诉讼2件，其中未经行政复议直接提起行政诉讼2件"),
    ("passes", "涉政府信息公开诉讼2件，当事人均未申请复议直接提起诉讼"),
    ("fails", "政府信息公开行政诉讼2件，均未发生行政复议"),
]
CORRECTED = {**FIVE, "T4.review.total": 2, "T4.review.corrected": 1, "T4.review.upheld": 1}
UNCORRECTED = [
    ("asks", "行政复议零纠错、行政诉讼零败诉"),
    ("fails", "政府信息公开行政复议零纠错"),
    ("passes", "力争实现行政复议零纠错"),
    ("passes", "行政诉讼零败诉"),
]
OF_THE_AREA = [
    ("passes", "本局政府信息公开行政复议2件。全县发生政府信息公开行政复议案件11件，其中被纠正6件"),
    ("asks", "全县发生政府信息公开行政复议案件11件，其中被纠正6件"),
]
# （七）总计 was left at 0: the sums say so, and a sentence that has what should stand there tells of no fault anew.
UNFILLED = {"T3.new.natural": 9, "T3.new.total": 9, "T3.granted.natural": 9, "T3.granted.total": 9}
MENDED = [
    ("passes", "收到政府信息公开申请9件，办结9件"),
    ("fails", "收到政府信息公开申请9件，办结8件"),
]
CASES = [
    *(("TXT-DONE", UNFILLED, *row) for row in MENDED),
    *(("TXT-NORECV", FIVE, *row) for row in NONE_RECEIVED),
    *(("TXT-NOCASE", ONE_REVIEW, *row) for row in NO_CASE),
    *(("TXT-RECV", CARRIED, *row) for row in RECEIVED),
    *(("TXT-DONE", CARRIED, *row) for row in ANSWERED),
    *(("TXT-T2DOC", DOCUMENTS, *row) for row in NORMATIVE),
    *(("TXT-T2ADM", DECIDED, *row) for row in DECISIONS),
    *(("TXT-LIT", SUED, *row) for row in LAWSUITS),
    *(("TXT-REV", REVIEWED, *row) for row in (*BY_BODIES, *OF_OTHERS)),
    *(("TXT-RESULT", UNFOUND, *row) for row in NOT_HELD),
    ("TXT-CARRY", {**CARRIED, "T3.carried_in.natural": 2}, "fails", "新收政府信息公开申请5件，无上年结转申请"),
    ("TXT-REV", REVIEWED_AND_SUED, "asks", "以县政府为被申请人的信息公开行政复议5件，由我局牵头答辩"),
    ("TXT-REV", REVIEWED_AND_SUED, "fails", "涉及信息公开的复议、诉讼分别为5件和2件"),
    ("TXT-RESULT", FIVE, "asks", "全市共收到政府信息公开申请5件。其中予以公开4件"),
    ("TXT-UPHELD", SUED, "fails", "被提起政府信息公开行政诉讼2件，均胜诉"),
    *(("TXT-UPHELD", CORRECTED, *row) for row in UNCORRECTED),
    *(("TXT-REV", CORRECTED, *row) for row in OF_THE_AREA),
    *(("TXT-NOCASE", REVIEWED_AND_SUED, *row) for row in NOT_REVIEWED_FIRST),
]


@pytest.mark.parametrize(("rule", "figures", "expected", "text"), CASES, ids=[f"{row[0]} {row[3]}" for row in CASES])
def test_a_sentence_accuses_only_where_it_contradicts_the_table(rule, figures, expected, text):
    assert verdict(ask(rule, filing(told(figures, f"{text}。")))) == expected


def told(figures: dict[str, int], text: str) -> Report:
    made = report(figures, S1=text)
    return report(figures, S1=text, claims=read_claims(made.sections, "", YEAR))
