"""Shares, fees, powers and cases of one report: questions, with every honest reason let pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.documents import has_rule_power
from checks.model import Filing
from checks.report import Cell, CellState, Claim
from tests.checks.build import Case, applications, filing, findings, nil, report

SECRET = applications(new=5, denied__state_secret=5, total=5)
MIXED_SECRET = applications(new=6, denied__state_secret=2, granted=4, total=6)
MANY_OTHERS = applications(new=40, other__else=20, granted=20, total=40)
UNPAID = applications(new=3, other__fee_unpaid=1, granted=2, total=3)
CASES_OF = {"T4.review.upheld": 3, "T4.review.total": 3, "T4.after.pending": 2, "T4.after.total": 2}


def saying(found, section, text):
    """The report with this part's text replaced."""
    parts = tuple(replace(part, text=text) if part.id == section else part for part in found.sections)
    return replace(found, sections=parts)


def silent(found, section):
    return replace(found, sections=tuple(part for part in found.sections if part.id != section))


def noted(name, value, note):
    return {name: Cell(name, CellState.NUMBER, value, f"{value}（{note}）", note)}


def before(found, **last_year):
    """A filing whose report of the year before holds these cells."""
    return filing(found, previous=nil(parts={"year": 2022}, **last_year))


def fees(value, text="1200"):
    claim = Claim("S6.processing_fee_yuan", text, f"收取信息处理费{text}元", "S6")
    return nil(parts={"claims": (claim,)}, **{"T2.fee.amount_10k_yuan": value})


SUBTOTAL = "T3: （三）不予公开小计 2 0 0 0 0 0 2"
DENIED = applications(new=2, denied__internal=2, total=2)

CASES = [
    Case("T3-SECRET", "few secrets", "passes", nil(**MIXED_SECRET)),
    Case("T3-SECRET", "all five refused as state secret", "finds", nil(**SECRET), "advice"),
    Case(
        "T3-SECRET",
        "two of two are too few to ask",
        "passes",
        nil(**applications(new=2, denied__state_secret=2, total=2)),
    ),
    Case("T3-SECRET", "a body of public security", "passes", filing(nil(**SECRET), name="清溪县公安局")),
    Case(
        "T3-SECRET",
        "civil defence, some",
        "passes",
        filing(nil(**applications(new=6, denied__state_secret=4, granted=2, total=6)), name="清溪县人防办"),
    ),
    Case("T3-SECRET", "civil defence, every one", "finds", filing(nil(**SECRET), name="清溪县人防办"), "advice"),
    Case("T3-SECRET", "an unreadable total", "not assessable", nil(**{**SECRET, "T3.total.total": "?"})),
    Case("T3-OTHER", "few others", "passes", nil(**applications(new=40, other__else=2, granted=38, total=40))),
    Case("T3-OTHER", "half of forty", "finds", nil(**MANY_OTHERS), "advice"),
    Case("T3-OTHER", "half of four", "passes", nil(**applications(new=4, other__else=2, granted=2, total=4))),
    Case(
        "T3-OTHER",
        "withdrawals told of",
        "passes",
        saying(nil(**MANY_OTHERS), "S3", "其他处理20件，均为申请人主动撤回申请。"),
    ),
    Case("T3-OTHER", "an unreadable figure", "not assessable", nil(**{**MANY_OTHERS, "T3.other.else.total": "?"})),
    Case("T3-FEEROW", "nobody failed to pay", "passes", nil()),
    Case(
        "T3-FEEROW",
        "no fee notice by part six",
        "finds",
        saying(nil(**UNPAID), "S6", "本年度未发出收费通知。"),
        "warning",
    ),
    Case(
        "T3-FEEROW",
        "no fee notice to any applicant",
        "finds",
        saying(nil(**UNPAID), "S6", "全年未向申请人发出收费通知。"),
        "warning",
    ),
    Case("T3-FEEROW", "part six says 无", "finds", saying(nil(**UNPAID), "S6", "无。"), "warning"),
    Case(
        "T3-FEEROW",
        "nothing received is no contradiction",
        "passes",
        saying(nil(**UNPAID), "S6", "本机关未收取信息处理费。"),
    ),
    Case(
        "T3-FEEROW", "a fee received", "passes", saying(nil(**UNPAID), "S6", "发出收费通知2件，收取信息处理费400元。")
    ),
    Case("T3-FEEROW", "no part six", "not assessable", silent(nil(**UNPAID), "S6")),
    Case("T3-FEEROW", "an unreadable figure", "not assessable", nil(**{"T3.other.fee_unpaid.total": "?"})),
    Case("T3-SUBTOTAL", "no subtotals", "passes", nil(**DENIED)),
    Case("T3-SUBTOTAL", "a subtotal that adds up", "passes", nil(parts={"left_over": (SUBTOTAL,)}, **DENIED)),
    Case(
        "T3-SUBTOTAL",
        "one that does not",
        "finds",
        nil(parts={"left_over": (SUBTOTAL.replace("2 0", "3 0"),)}, **DENIED),
        "warning",
    ),
    Case(
        "T3-SUBTOTAL",
        "a subtotal without its group that one group adds up to",
        "passes",
        nil(parts={"left_over": ("T3: 小计 2 0 0 0 0 0 2",)}, **DENIED),
    ),
    Case(
        "T3-SUBTOTAL",
        "a subtotal without its group that no group adds up to",
        "finds",
        nil(parts={"left_over": ("T3: 小计 3 0 0 0 0 0 3",)}, **DENIED),
        "warning",
    ),
    Case(
        "T3-SUBTOTAL",
        "a subtotal of several groups on end",
        "passes",
        nil(
            parts={"left_over": ("T3: 小计 5 0 0 0 0 0 5",)},
            **applications(new=9, granted=2, partial=1, denied__internal=2, unable__not_held=4, total=9),
        ),
    ),
    Case(
        "T3-SUBTOTAL",
        "a subtotal of several groups that do not add up",
        "finds",
        nil(
            parts={"left_over": ("T3: 小计 8 0 0 0 0 0 8",)},
            **applications(new=9, granted=2, partial=1, denied__internal=2, unable__not_held=4, total=9),
        ),
        "warning",
    ),
    Case(
        "T3-SUBTOTAL",
        "a subtotal of nobody knows what",
        "not assessable",
        nil(parts={"left_over": ("T3: 小计 2 0 0",)}, **DENIED),
    ),
    Case("T3-ITEMS", "no items told of", "passes", nil(**SECRET)),
    Case(
        "T3-ITEMS",
        "applications counted as told",
        "passes",
        saying(nil(**applications(new=3, granted=3, total=3)), "S1", "收到申请3件（含5项）。"),
    ),
    Case(
        "T3-ITEMS",
        "items counted",
        "finds",
        saying(nil(**SECRET), "S1", "全年收到政府信息公开申请3件（含5项）。"),
        "advice",
    ),
    Case(
        "T3-ITEMS",
        "items counted, told behind a comma",
        "finds",
        saying(nil(**SECRET), "S1", "全年收到政府信息公开申请3件，涉及5项内容。"),
        "advice",
    ),
    Case("T3-ITEMS", "an unreadable figure", "not assessable", nil(**{"T3.new.total": "?"})),
    Case("T4-VSAPP", "fewer cases than applications", "passes", nil(**SECRET, **CASES_OF)),
    Case("T4-VSAPP", "an unreadable figure", "not assessable", before(nil(**CASES_OF, **{"T3.carried_in.total": "?"}))),
    Case("T4-VSAPP", "cases without any application in two years", "finds", before(nil(**CASES_OF)), "advice"),
    Case(
        "T4-VSAPP",
        "more than two years' applications",
        "finds",
        before(nil(**applications(new=1, granted=1, total=1), **CASES_OF), **{"T3.new.total": 2}),
        "advice",
    ),
    Case(
        "T4-VSAPP",
        "last year's applications account for them",
        "passes",
        before(nil(**CASES_OF), **{"T3.new.total": 9}),
    ),
    Case(
        "T4-VSAPP",
        "the text tells of older requests",
        "passes",
        before(saying(nil(**CASES_OF), "S4", "复议3件、诉讼2件均因2022年的申请引发。")),
    ),
    Case(
        "T4-VSAPP",
        "this year's own cases are no others",
        "finds",
        before(saying(nil(**CASES_OF), "S4", "2023年发生行政复议。")),
        "advice",
    ),
    Case("T4-VSAPP", "nothing of last year is known", "not assessable", nil(**CASES_OF)),
    Case("T4-VSAPP", "an unreadable total", "not assessable", nil(**{"T4.review.total": "?"})),
    Case("T4-CODEF", "no co-defendant", "passes", nil(**CASES_OF)),
    Case(
        "T4-CODEF",
        "suits as co-defendant among the total",
        "finds",
        saying(nil(**CASES_OF), "S4", "诉讼2件，均为复议机关作共同被告。"),
        "advice",
    ),
    Case(
        "T4-CODEF",
        "suits as co-defendant left out",
        "passes",
        saying(nil(**CASES_OF), "S4", "另有作共同被告的诉讼4件未计入。"),
    ),
    Case(
        "T4-CODEF",
        "told that others count them",
        "passes",
        saying(nil(**CASES_OF), "S4", "县政府作为共同被告的案件由原行为机关统计。"),
    ),
    Case(
        "T4-CODEF",
        "spoken of and not counted",
        "passes",
        saying(nil(**CASES_OF), "S1", "做好作为共同被告的应诉工作。"),
    ),
    Case(
        "T4-CODEF",
        "more of them than the table holds",
        "passes",
        saying(nil(**CASES_OF), "S4", "作为共同被告应诉9件。"),
    ),
    Case(
        "T4-CODEF",
        "none as co-defendant",
        "passes",
        saying(nil(**CASES_OF), "S4", "诉讼2件，其中作为复议机关共同被告的0件。"),
    ),
    Case(
        "T4-CODEF",
        "no suit as co-defendant",
        "passes",
        saying(nil(**CASES_OF), "S4", "诉讼1件，没有被列为共同被告的案件。"),
    ),
    Case(
        "T4-CODEF",
        "some of the suits as co-defendant",
        "finds",
        saying(nil(**CASES_OF), "S4", "诉讼9件，其中1件作为共同被告应诉。"),
        "advice",
    ),
    Case("T4-CODEF", "an unreadable total", "not assessable", nil(**{"T4.after.total": "?"})),
    Case(
        "T2-ISSUED-VALID", "fewer issued than in force", "passes", nil(**{"T2.norms.issued": 2, "T2.norms.in_force": 9})
    ),
    Case("T2-ISSUED-VALID", "issued, none repealed, none in force", "finds", nil(**{"T2.norms.issued": 2}), "warning"),
    Case(
        "T2-ISSUED-VALID",
        "issued and repealed in one year",
        "passes",
        nil(**{"T2.norms.issued": 2, "T2.norms.repealed": 2}),
    ),
    Case(
        "T2-ISSUED-VALID",
        "fewer in force than issued is only asked",
        "finds",
        nil(**{"T2.norms.issued": 6, "T2.norms.in_force": 4}),
        "advice",
    ),
    Case(
        "T2-ISSUED-VALID",
        "revisions noted",
        "passes",
        nil(**noted("T2.rules.issued", 6, "其中修订4件"), **{"T2.rules.in_force": 4}),
    ),
    Case("T2-ISSUED-VALID", "a blank stock", "not assessable", nil(**{"T2.norms.issued": 2, "T2.norms.in_force": ""})),
    Case("T2-REGPOWER", "none made", "passes", nil()),
    Case("T2-REGPOWER", "a county bureau", "finds", nil(**{"T2.rules.issued": 1}), "error", "agency"),
    Case(
        "T2-REGPOWER",
        "a town",
        "finds",
        filing(nil(**{"T2.rules.in_force": 6}), kind="town", level="township", name="松林镇人民政府"),
        "error",
    ),
    Case(
        "T2-REGPOWER",
        "a county government inherits nothing",
        "finds",
        filing(nil(**{"T2.rules.in_force": 6}), kind="government", name="清溪县人民政府"),
        "error",
    ),
    Case(
        "T2-REGPOWER",
        "a county that files under its name alone",
        "finds",
        filing(nil(**{"T2.rules.in_force": 6}), kind="government", name="清溪县", level=None),
        "error",
    ),
    Case(
        "T2-REGPOWER",
        "a city that files under its name alone",
        "not assessable",
        filing(nil(**{"T2.rules.in_force": 6}), kind="government", name="云江市", level=None),
    ),
    Case(
        "T2-REGPOWER",
        "a city with districts",
        "passes",
        filing(nil(**{"T2.rules.in_force": 22}), kind="government", level="prefecture", name="云江市人民政府"),
    ),
    Case(
        "T2-REGPOWER",
        "the office that files for the city",
        "passes",
        filing(
            nil(**{"T2.rules.in_force": 22}), kind="government_office", level="prefecture", name="云江市人民政府办公室"
        ),
    ),
    Case(
        "T2-REGPOWER",
        "a department of the State Council",
        "passes",
        filing(nil(**{"T2.rules.in_force": 22}), level="central", name="国家林草局"),
    ),
    Case(
        "T2-REGPOWER",
        "strokes instead of figures",
        "passes",
        nil(**{"T2.rules.issued": "/", "T2.rules.repealed": "/", "T2.rules.in_force": "/"}),
    ),
    Case(
        "T2-REGPOWER",
        "an unknown body",
        "not assessable",
        Filing(2023, report=nil(parts={"agency": "云江市人民政府"}, **{"T2.rules.in_force": 2})),
    ),
    Case(
        "T2-REGPOWER",
        "cells that were not found",
        "not assessable",
        nil(**{f"T2.rules.{c}": None for c in ("issued", "repealed", "in_force")}),
    ),
    Case(
        "T2-UNIT",
        "about last year's fee",
        "passes",
        before(nil(**{"T2.fee.amount_10k_yuan": 12.5}), **{"T2.fee.amount_10k_yuan": 10}),
    ),
    Case(
        "T2-UNIT",
        "ten thousand times last year's",
        "finds",
        before(nil(**{"T2.fee.amount_10k_yuan": 125000}), **{"T2.fee.amount_10k_yuan": 12.5}),
        "warning",
    ),
    Case(
        "T2-UNIT",
        "a ten-thousandth of last year's",
        "finds",
        before(nil(**{"T2.fee.amount_10k_yuan": 12.5}), **{"T2.fee.amount_10k_yuan": 125000}),
        "warning",
    ),
    Case(
        "T2-UNIT",
        "a city's 316,441 万元",
        "passes",
        filing(
            nil(**{"T2.fee.amount_10k_yuan": 316441}),
            previous=nil(parts={"year": 2022}, **{"T2.fee.amount_10k_yuan": 301000}),
            level="prefecture",
            kind="government",
        ),
    ),
    Case(
        "T2-UNIT",
        "a town with thirty million",
        "finds",
        filing(nil(**{"T2.fee.amount_10k_yuan": 3_000_000}), kind="town", level="township"),
        "warning",
    ),
    Case(
        "T2-UNIT",
        "no year before and no cap",
        "not assessable",
        filing(nil(**{"T2.fee.amount_10k_yuan": 50}), level="prefecture"),
    ),
    Case("T2-UNIT", "a blank fee", "not assessable", nil(**{"T2.fee.amount_10k_yuan": ""})),
    Case("T2-FEE-INT", "no processing fee", "passes", nil()),
    Case("T2-FEE-INT", "a processing fee and no fee", "finds", fees(0, "12000"), "advice"),
    Case("T2-FEE-INT", "four hundred yuan round to 0", "passes", fees(0, "400")),
    Case("T2-FEE-INT", "a fee in both", "passes", fees(1.2, "12000")),
    Case("T2-FEE-INT", "a blank fee", "not assessable", fees("", "12000")),
    Case("T2-PROC", "purchases with an amount", "passes", report("2019")),
    Case("T2-PROC", "purchases for nothing", "finds", nil("2019", **{"T2.procurement.count": 6}), "warning"),
    Case(
        "T2-PROC",
        "a blank amount",
        "not assessable",
        nil("2019", **{"T2.procurement.count": 6, "T2.procurement.amount": ""}),
    ),
    Case("T2-POWER-NONE", "a bureau with powers", "passes", nil(**{"T2.licence.decisions": 9})),
    Case(
        "T2-POWER-NONE",
        "an archive that punishes",
        "finds",
        filing(nil(**{"T2.penalty.decisions": 2}), name="清溪县档案馆"),
        "advice",
    ),
    Case("T2-POWER-NONE", "an archive that does not", "passes", filing(nil(), name="清溪县档案馆")),
    Case(
        "T2-POWER-NONE",
        "nothing read",
        "not assessable",
        nil(**{f"T2.{row}.decisions": None for row in ("licence", "penalty", "coercion")}),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case):
    case.check()


@pytest.mark.parametrize(
    ("name", "power"),
    [
        ("清溪县林草局", False),
        ("松林镇人民政府", False),
        ("云江市林业和草原局", False),
        ("东莞市人民政府", True),
        ("云江市人民政府", None),
        ("国家林草局", None),
        ("国家市场监督管理总局", None),
        ("住房和城乡建设部", None),
        ("镇江市人民政府办公室", None),
        ("萍乡市人民政府", None),
        ("东莞市虎门镇人民政府", False),
        ("大连市中山区人民政府", False),
        ("清溪县政府办公室", False),
        ("云江省人民政府办公厅", True),
        ("清水自治州人民政府", True),
        ("云江新区人民政府", None),
        ("", None),
    ],
)
def test_without_a_registry_the_name_decides_or_nobody_does(name, power):
    assert has_rule_power(Filing(2023, report=nil(parts={"agency": name}))) is power


def test_the_share_of_secrets_is_in_the_message():
    (found,) = findings(nil(**SECRET), "T3-SECRET")
    assert "5件" in found.message
    assert "100%" in found.message
