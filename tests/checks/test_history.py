"""This year against the year before: what must follow, what may be asked, and what honestly moves figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.history import independent
from checks.lineage import obstacle
from checks.report import Cell, CellState, Origin
from tests.checks.build import FORMS, Case, applications, figures, filing, findings, nil, not_assessable, report
from tests.checks.test_tables import saying

TWO = {"T3.carried_out.natural": 2, "T3.carried_out.total": 2}
BRIDGED = {"T3.carried_out.total": "?", "T3.new.total": 9, "T3.total.total": 7}
TWO_CAME = applications(carried_in=2, granted=2, total=2)
STOCK = "T2.norms.in_force"
FEE = "T2.fee.amount_10k_yuan"


def last(form="2021", year=2022, **cells):
    return nil(form, parts={"year": year}, **cells)


def pair(now, before, **agency):
    """A filing of these two years' reports."""
    return filing(now, previous=before, **agency)


def stock(issued=0, repealed=0, held=0, note=None):
    figures_ = {"T2.norms.issued": issued, "T2.norms.repealed": repealed, "T2.norms.in_force": held}
    if note:
        figures_["T2.norms.issued"] = Cell("T2.norms.issued", CellState.NUMBER, issued, f"{issued}（{note}）", note)
    return nil(**figures_)


def three_years(*licences):
    """A filing whose last three reports hold these licences, newest first, and this year's none."""
    reports = [last(year=2022 - age, **{"T2.licence.decisions": n}) for age, n in enumerate(licences)]
    return replace(filing(nil(), previous=reports[0]), older=tuple(reports[1:]))


REFORMED = "因机构改革，原结转申请一并划入县自然资源局。"
SEVEN = applications(new=7, granted=5, partial=2, total=7)
COPY = {**SEVEN, "T2.licence.decisions": 61}
ITEMS = {"T2.licence.items_last_year": 12}

CASES = [
    Case(
        "T3-CARRY",
        "what was sent on arrived",
        "passes",
        pair(nil(**applications(carried_in=2, granted=2, total=2)), last(**TWO)),
    ),
    Case("T3-CARRY", "two sent on, none arrived", "finds", pair(nil(), last(**TWO)), "warning", "agency"),
    Case(
        "T3-CARRY",
        "an applicant who withdrew is no reform",
        "finds",
        pair(saying(nil(), "S3", "1名申请人撤销申请，合并答复2件申请。"), last(**TWO)),
    ),
    Case(
        "T3-CARRY",
        "last year's report is that of the body it was split from",
        "not assessable",
        pair(nil(), replace(last(**TWO), agency="清溪县林业和草原服务中心"), predecessors=("lyzx",)),
    ),
    Case(
        "T3-CARRY",
        "last year's report bears an earlier name of the same body",
        "finds",
        pair(nil(), replace(last(**TWO), agency="清溪县林业局"), predecessors=("lyj",), aliases=("清溪县林业局",)),
    ),
    Case(
        "T3-CARRY",
        "last year's report is another body's",
        "not assessable",
        pair(nil(), replace(last(**TWO), agency="清溪县民政局")),
    ),
    Case(
        "T3-CARRY",
        "last year's report is that of a namesake elsewhere",
        "not assessable",
        pair(nil(), replace(last(**TWO), agency="石门县林草局")),
    ),
    Case(
        "T3-CARRY",
        "last year's report calls the body by its short name",
        "finds",
        pair(nil(), replace(last(**TWO), agency="县林草局")),
    ),
    Case(
        "T3-CARRY",
        "last year's page names the host of its site, not its author",
        "finds",
        pair(
            nil(),
            replace(last(**TWO), agency="清溪县人民政府办公室", origins={"agency": Origin("metadata", 0.5)}),
        ),
    ),
    Case(
        "T3-CARRY",
        "last year is missing and the year before it known",
        "not assessable",
        replace(filing(nil()), older=(last(year=2021, **TWO),)),
    ),
    Case(
        "T3-CARRY",
        "last year's figures are told from the year before, not from an older one",
        "not assessable",
        replace(
            pair(nil(), last(**{"T3.carried_in.total": "?", "T3.carried_out.total": "?"})),
            older=(last(year=2020, **TWO),),
        ),
    ),
    Case(
        "T3-CARRY",
        "this year's total is not its row's sum, which agrees",
        "passes",
        pair(nil(**{**TWO_CAME, "T3.carried_in.total": 12}), last(**TWO)),
    ),
    Case(
        "T3-CARRY",
        "last year's total was not its row's sum, which agrees",
        "passes",
        pair(nil(**TWO_CAME), last(**{**TWO, "T3.carried_out.total": 12})),
    ),
    Case(
        "T3-CARRY",
        "neither the total nor its row's sum agrees",
        "finds",
        pair(
            nil(**{**TWO_CAME, "T3.carried_in.total": 12}),
            last(**{"T3.carried_out.natural": 5, "T3.carried_out.total": 5}),
        ),
        "warning",
    ),
    Case("T3-CARRY", "a reform is told of", "passes", pair(saying(nil(), "S3", REFORMED), last(**TWO))),
    Case(
        "T3-CARRY",
        "last year's report says it was corrected",
        "passes",
        pair(nil(), saying(last(**TWO), "S6", "结转数据已按台账更正")),
    ),
    Case(
        "T3-CARRY",
        "a body newly set up",
        "not assessable",
        pair(nil(), last(**TWO), valid_from=2023, predecessors=("a", "b")),
    ),
    Case(
        "T3-CARRY",
        "a body of several merged",
        "not assessable",
        pair(nil(), replace(last(**TWO), agency="清溪县林业局"), predecessors=("a", "b")),
    ),
    Case(
        "T3-CARRY",
        "last year's table was read in doubt",
        "not assessable",
        pair(nil(), replace(last(**TWO), suspicions={"T3": "错列"})),
    ),
    Case(
        "T3-CARRY", "last year's report was a scan", "not assessable", pair(nil(), replace(last(**TWO), method="ocr"))
    ),
    Case("T3-CARRY", "a year is missing between", "not assessable", pair(nil(), last(year=2021, **TWO))),
    Case("T3-CARRY", "no report of last year", "not assessable", nil()),
    Case("T3-CARRY", "a blank total", "not assessable", pair(nil(**{"T3.carried_in.total": ""}), last(**TWO))),
    Case(
        "T3-CARRY",
        "forms that differ have this row in common",
        "finds",
        pair(nil(parts={"year": 2021}), nil("2019", **TWO)),
        "warning",
    ),
    Case(
        "T3-CARRY",
        "an office that makes it an error",
        "finds",
        pair(nil(), last(**TWO)),
        "error",
        None,
        {"error_when_stable": True},
    ),
    Case(
        "T3-CARRY",
        "last year's figure unreadable, told from its sums",
        "finds",
        pair(nil(), last(**BRIDGED)),
        "warning",
    ),
    Case("T3-CARRY", "told from its sums it fits", "passes", pair(nil(**TWO_CAME), last(**BRIDGED))),
    Case(
        "T3-CARRY",
        "unreadable and not to be told",
        "not assessable",
        pair(nil(), last(**{**BRIDGED, "T3.new.total": "?"})),
    ),
    Case(
        "T3-CARRY-COL",
        "the kinds agree",
        "passes",
        pair(nil(**applications(carried_in=2, granted=2, total=2)), last(**TWO)),
    ),
    Case(
        "T3-CARRY-COL",
        "a person became a business",
        "finds",
        pair(nil(**applications("business", carried_in=2, granted=2, total=2)), last(**TWO)),
        "advice",
    ),
    Case("T3-CARRY-COL", "only the total is told", "passes", pair(nil(**{"T3.carried_in.total": 2}), last(**TWO))),
    Case("T3-CARRY-COL", "the totals differ already", "passes", pair(nil(), last(**TWO))),
    Case("T3-CARRY-COL", "no report of last year", "not assessable", nil()),
    Case("TBL-COPY-YEAR", "other figures", "passes", pair(nil(**COPY), last(**{**COPY, "T2.licence.decisions": 58}))),
    Case("TBL-COPY-YEAR", "the same figures", "finds", pair(nil(**COPY), last(**COPY)), "warning", "agency"),
    Case("TBL-COPY-YEAR", "nothing but zeros in both", "passes", pair(nil(), last())),
    Case(
        "TBL-COPY-YEAR",
        "one application each year",
        "passes",
        pair(nil(**applications(new=1, granted=1, total=1)), last(**applications(new=1, granted=1, total=1))),
    ),
    Case(
        "TBL-COPY-YEAR",
        "three ones",
        "passes",
        pair(
            nil(**applications(new=3, granted=1, partial=1, denied__internal=1, total=3)),
            last(**applications(new=3, granted=1, partial=1, denied__internal=1, total=3)),
        ),
    ),
    Case(
        "TBL-COPY-YEAR",
        "one large figure",
        "finds",
        pair(nil(**{"T2.penalty.decisions": 61}), last(**{"T2.penalty.decisions": 61})),
        "warning",
    ),
    Case("TBL-COPY-YEAR", "only the stock is the same", "passes", pair(nil(**{STOCK: 66}), last(**{STOCK: 66}))),
    Case(
        "TBL-COPY-YEAR", "another form", "not assessable", pair(nil(**COPY, parts={"year": 2021}), nil("2019", **SEVEN))
    ),
    Case(
        "TBL-COPY-YEAR",
        "a cell that was not read",
        "not assessable",
        pair(nil(**{**COPY, "T3.granted.natural": "?"}), last(**COPY)),
    ),
    Case("TBL-COPY-YEAR", "no report of last year", "not assessable", nil(**COPY)),
    Case("T3-YOY", "about as many", "passes", pair(nil(**{"T3.new.total": 40}), last(**{"T3.new.total": 31}))),
    Case(
        "T3-YOY",
        "six times as many",
        "finds",
        pair(nil(**{"T3.new.total": 60}), last(**{"T3.new.total": 10})),
        "advice",
    ),
    Case("T3-YOY", "three instead of none", "passes", pair(nil(**{"T3.new.total": 3}), last())),
    Case("T3-YOY", "no report of last year", "not assessable", nil()),
    Case("T3-REPEAT", "none repeated", "passes", pair(nil(**SEVEN), last())),
    Case(
        "T3-REPEAT",
        "all repeated, none before",
        "finds",
        pair(nil(**applications(new=2, refused__repeated=2, total=2)), last()),
        "advice",
    ),
    Case(
        "T3-REPEAT",
        "all repeated, some before",
        "passes",
        pair(nil(**applications(new=2, refused__repeated=2, total=2)), last(**SEVEN)),
    ),
    Case(
        "T3-REPEAT",
        "no report of last year",
        "not assessable",
        nil(**applications(new=2, refused__repeated=2, total=2)),
    ),
    Case("T4-PENDING", "none pending", "passes", pair(nil(), last())),
    Case(
        "T4-PENDING",
        "two pending, none this year",
        "finds",
        pair(nil(), last(**{"T4.review.pending": 2, "T4.review.total": 2})),
        "advice",
    ),
    Case(
        "T4-PENDING",
        "suits change from direct to after review",
        "passes",
        pair(nil(**{"T4.after.total": 2}), last(**{"T4.direct.pending": 2})),
    ),
    Case("T4-PENDING", "no report of last year", "not assessable", nil()),
    Case("T2-STOCK", "the stock follows", "passes", pair(stock(3, 1, 32), last(**{STOCK: 30}))),
    Case(
        "T2-STOCK",
        "41 are gone with 4 repealed",
        "finds",
        pair(stock(0, 4, 25), last(**{STOCK: 66})),
        "warning",
        "agency",
    ),
    Case(
        "T2-STOCK",
        "revisions counted as issued, noted",
        "passes",
        pair(stock(6, 0, 32, "其中修订4件"), last(**{STOCK: 30})),
    ),
    Case(
        "T2-STOCK",
        "more is lacking than was revised",
        "finds",
        pair(stock(6, 0, 30, "其中修订4件"), last(**{STOCK: 30})),
        "warning",
    ),
    Case(
        "T2-STOCK", "expiry noted without a figure", "passes", pair(stock(0, 2, 25, "含自然失效"), last(**{STOCK: 30}))
    ),
    Case(
        "T2-STOCK",
        "a clean-up is told of",
        "passes",
        pair(saying(stock(0, 0, 20), "S1", "开展行政规范性文件清理，现行有效20件。"), last(**{STOCK: 30})),
    ),
    Case(
        "T2-STOCK",
        "last year's report says that its stock was corrected",
        "passes",
        pair(stock(0, 0, 20), saying(last(**{STOCK: 30}), "S1", "规范性文件现行有效件数按统计口径调整。")),
    ),
    Case(
        "T2-STOCK",
        "another form",
        "not assessable",
        pair(replace(stock(3, 1, 32), year=2022), nil("2019", parts={"year": 2021})),
    ),
    Case(
        "T2-STOCK",
        "that papers are cleaned up in time explains nothing",
        "finds",
        pair(
            saying(
                stock(0, 4, 25), "S1", "及时开展规范性文件清理，本年废止4件。加强备案审查，规范性文件现行有效25件。"
            ),
            last(**{STOCK: 66}),
        ),
        "warning",
    ),
    Case(
        "T2-STOCK",
        "papers that expired are counted in the text",
        "passes",
        pair(saying(stock(0, 4, 25), "S1", "规范性文件自然失效37件。"), last(**{STOCK: 66})),
    ),
    Case(
        "T2-STOCK",
        "as many expired as were issued",
        "passes",
        pair(saying(stock(4, 0, 30), "S1", "开展规范性文件清理，宣布失效4件。"), last(**{STOCK: 30})),
    ),
    Case(
        "T2-STOCK",
        "as many repealed as are lacking once more",
        "finds",
        pair(saying(stock(0, 4, 22), "S1", "清理规范性文件，宣布失效4件。"), last(**{STOCK: 30})),
        "warning",
    ),
    Case("T2-STOCK", "more repealed than there were is T2-REPEAL", "passes", pair(stock(0, 9, 0), last(**{STOCK: 5}))),
    Case("T2-STOCK", "a merged body", "not assessable", pair(stock(0, 4, 25), last(**{STOCK: 66}), valid_from=2023)),
    Case("T2-STOCK", "a blank stock", "not assessable", pair(nil(**{STOCK: "", "T2.rules.in_force": ""}), last())),
    Case("T2-REPEAL", "some repealed", "passes", pair(stock(1, 3, 28), last(**{STOCK: 30}))),
    Case("T2-REPEAL", "nine of five repealed", "finds", pair(stock(0, 9, 0), last(**{STOCK: 5})), "error", "agency"),
    Case(
        "T2-REPEAL",
        "nine of five, with a clean-up told of",
        "finds",
        pair(saying(stock(0, 9, 0), "S1", "集中清理规范性文件9件。"), last(**{STOCK: 5})),
        "warning",
    ),
    Case(
        "T2-REPEAL",
        "another form",
        "not assessable",
        pair(replace(stock(0, 9, 0), year=2022), nil("2019", parts={"year": 2021})),
    ),
    Case("T2-REPEAL", "no report of last year", "not assessable", stock(0, 9, 0)),
    Case(
        "T2-YOY",
        "about as many",
        "passes",
        pair(nil(**{"T2.penalty.decisions": 70}), last(**{"T2.penalty.decisions": 60})),
    ),
    Case(
        "T2-YOY",
        "ten times as many",
        "finds",
        pair(nil(**{"T2.penalty.decisions": 700}), last(**{"T2.penalty.decisions": 70})),
        "advice",
    ),
    Case(
        "T2-YOY",
        "small figures jump",
        "passes",
        pair(nil(**{"T2.penalty.decisions": 12}), last(**{"T2.penalty.decisions": 1})),
    ),
    Case(
        "T2-YOY",
        "a count below nothing is FMT-NEG-INT's",
        "passes",
        pair(nil(**{"T2.penalty.decisions": -3}), last(**{"T2.penalty.decisions": 40})),
    ),
    Case("T2-YOY", "a slip of the unit is T2-UNIT", "passes", pair(nil(**{FEE: 125000}), last(**{FEE: 12.5}))),
    Case("T2-YOY", "another form", "not assessable", pair(nil(parts={"year": 2021}), nil("2019"))),
    Case("T2-YOY", "no report of last year", "not assessable", nil()),
    Case(
        "T2-ZERO-POWER",
        "licences every year",
        "passes",
        pair(nil(**{"T2.licence.decisions": 5, "T2.penalty.decisions": 5}), last()),
    ),
    Case("T2-ZERO-POWER", "none after three years of hundreds", "finds", three_years(300, 310, 290), "advice"),
    Case(
        "T2-ZERO-POWER",
        "the power went to the approval bureau",
        "passes",
        replace(three_years(300, 310, 290), report=saying(nil(), "S2", "行政许可事项划转至县行政审批局。")),
    ),
    Case("T2-ZERO-POWER", "there never were many", "passes", three_years(300, 5, 290)),
    Case("T2-ZERO-POWER", "only one year is known", "not assessable", three_years(300)),
    Case(
        "T2-PREVITEM",
        "the items follow",
        "passes",
        pair(
            nil("2019", **ITEMS),
            nil("2019", parts={"year": 2019}, **{"T2.licence.items_last_year": 10, "T2.licence.items_change": 2}),
        ),
    ),
    Case(
        "T2-PREVITEM",
        "they do not",
        "finds",
        pair(nil("2019", **ITEMS), nil("2019", parts={"year": 2019}, **{"T2.licence.items_last_year": 10})),
        "warning",
    ),
    Case(
        "T2-PREVITEM",
        "a body that filled 0",
        "passes",
        pair(nil("2019"), nil("2019", parts={"year": 2019}, **{"T2.licence.items_last_year": 10})),
    ),
    Case("T2-PREVITEM", "no report of last year", "not assessable", nil("2019")),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case):
    case.check()


def test_a_stock_that_fell_below_zero_is_reported_once():
    found = findings(pair(stock(0, 9, 0), last(**{STOCK: 5})), "T2-STOCK", "T2-REPEAL")
    assert [f.rule_id for f in found] == ["T2-REPEAL"]
    assert "2022年度报告现行有效5件" in found[0].message


def test_the_two_years_figures_stand_in_the_message():
    (found,) = findings(pair(nil(), last(**TWO)), "T3-CARRY")
    assert (found.expected, found.actual, found.difference) == ("2", "0", -2)
    assert "2022年度报告" in found.message
    assert "疑似" in found.message


def test_a_renamed_body_goes_on_with_its_history():
    renamed = filing(nil(), previous=last(**TWO), predecessors=("lyj",), valid_from=2021)
    assert [f.rule_id for f in findings(renamed, "T3-CARRY")] == ["T3-CARRY"]


@pytest.mark.parametrize("form", ["2021", "2019", "mixed"])
def test_what_other_figures_determine_does_not_count_as_copied(form):
    cells = independent(FORMS[form])
    assert not [cell for cell in cells if "total" in cell.split(".") or cell.startswith("T3.new.")]
    assert "T2.norms.in_force" not in cells


def test_last_year_in_another_form_leaves_table_two_alone_and_not_table_three():
    one = filing(nil(parts={"year": 2021}), previous=nil("2019"))
    assert obstacle(one, "T2") is not None
    assert obstacle(one, "T3") is None


def test_two_clean_years_in_a_row_raise_nothing():
    for seed in range(12):
        now = figures(FORMS["2021"], seed)
        before = {
            **figures(FORMS["2021"], seed + 100),
            "T2.norms.in_force": now["T2.norms.in_force"] - now["T2.norms.issued"] + now["T2.norms.repealed"],
        }
        before |= {f"T3.carried_out.{c}": now[f"T3.carried_in.{c}"] for c in (*FORMS["2021"].applicants, "total")}
        found = findings(report(seed=seed), previous=report(seed=seed + 100, parts={"year": 2022}, **before))
        accused = [f for f in found if f.severity != "advice" and not f.rule_id.startswith("TXT-")]
        assert not accused, [f.message for f in accused]


def test_without_last_year_nothing_across_years_is_said():
    assert {"T3-CARRY", "T2-STOCK", "T2-REPEAL", "T2-YOY", "TBL-COPY-YEAR"} <= set(not_assessable(report()))


def test_a_power_not_used_any_more_is_no_jump_beside():
    (found,) = findings(three_years(300, 310, 290), "T2-YOY", "T2-ZERO-POWER")
    assert found.rule_id == "T2-ZERO-POWER"
    assert [one.rule_id for one in findings(three_years(300), "T2-YOY", "T2-ZERO-POWER")] == ["T2-YOY"]
