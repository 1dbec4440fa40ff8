"""The engine: who is asked what, who may be blamed, and what a finding carries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checks import registry
from checks.catalogue import Catalogue, CatalogueError
from checks.engine import audit
from checks.model import Agency, Evidence, Filing, Hit, Publication, Responsibility, Severity, Status
from checks.report import Cell, CellState, Where
from checks.status import deadline, is_due, standing
from tests.checks.build import (
    AS_OF,
    CATALOGUE,
    FORMS,
    applications,
    assess,
    filing,
    findings,
    nil,
    not_assessable,
    only,
    report,
)

BROKEN = nil(**applications(new=5, granted=4, total=4))
SIXFOLD = {"T3.granted.natural": 6}


def test_assessments_come_in_the_order_of_the_filings():
    filings = [filing(BROKEN), filing(None), filing(report("2019")), filing(report())]
    assert [assessment.filing for assessment in assess(filings)] == filings


def test_two_runs_give_equal_results():
    filings = [filing(BROKEN), filing(report(seed=3)), filing(None)]
    assert assess(filings) == assess(filings)


def test_a_batch_says_of_each_filing_what_it_says_of_it_alone():
    filings = [
        filing(BROKEN, agency_id="a"),
        filing(nil(**SIXFOLD), agency_id="b"),
        filing(report("2019"), agency_id="c"),
    ]
    rules = only("T3-COL-BAL", "T3-COL-SUM", "T3-ROW-SUM", "FMT-NEG-INT", "T3-SECRET")
    assert [assess(one, rules)[0] for one in filings] == assess(filings, rules)


def test_without_a_report_only_publication_is_asked():
    (found,) = assess(filing(None, unread="站点无法访问"))
    rules = {answer.rule_id: answer.why for answer in found.not_assessable}
    assert rules["T3-COL-BAL"] == rules["TXT-NORECV"] == "站点无法访问"
    assert found.findings == ()
    assert found.status == Status.NOT_ASSESSABLE


def test_each_rule_is_asked_only_of_its_years():
    early = nil("2019", parts={"year": 2019})
    asked = assess(filing(early), CATALOGUE)[0]
    assert not {answer.rule_id for answer in asked.not_assessable} & {"T2-STOCK", "T3-OTHER"}
    assert findings(replace(BROKEN, year=2018), "T3-COL-BAL") == []


def test_the_active_rules_of_a_year_are_neither_off_nor_of_other_years():
    off = replace(CATALOGUE["T3-COL-BAL"], enabled=False)
    active = Catalogue({"T3-COL-BAL": off, **only("T2-STOCK", "T3-OTHER", "T3-ROW-SUM").rules}).active(2019)
    assert [rule.id for rule in active] == ["T3-ROW-SUM"]


def test_a_rule_switched_off_is_not_asked():
    catalogue = Catalogue({"T3-COL-BAL": replace(CATALOGUE["T3-COL-BAL"], enabled=False)})
    assert assess(filing(BROKEN), catalogue)[0].findings == ()


def test_without_any_rule_the_day_still_decides():
    none = Catalogue({})
    assert assess(filing(None, publication=ABSENT), none)[0].status == Status.MISSING
    assert assess(filing(None, publication=ABSENT), none, date(2024, 1, 20))[0].status == Status.NOT_DUE


def test_an_office_may_grade_and_word_a_rule_anew():
    catalogue = only("T3-COL-BAL", severity=Severity.ADVICE, message_zh="请看{where}")
    (found,) = assess(filing(BROKEN), catalogue)[0].findings
    assert (found.severity, found.message) == ("advice", "请看“自然人”列")


def test_a_sentence_that_cannot_be_filled_in_is_loud():
    with pytest.raises(CatalogueError, match="T3-COL-BAL.*nonsense"):
        assess(filing(BROKEN), only("T3-COL-BAL", message_zh="{nonsense}"))


def test_a_rule_that_fails_is_our_own_fault_and_loud(monkeypatch):
    def broken(filing, context):
        raise ZeroDivisionError("a rule's own fault")
        yield

    monkeypatch.setitem(registry.FILING_RULES, "T3-SECRET", broken)
    with pytest.raises(ZeroDivisionError):
        assess(filing(report()), only("T3-SECRET"))


def test_two_rules_cannot_share_an_id():
    with pytest.raises(ValueError, match="twice"):
        registry.filing_rule("T3-COL-BAL")(lambda filing, context: iter(()))


def ids(found):
    return {f.rule_id: f.finding_id for f in found}


def test_a_finding_keeps_its_identity_when_figures_and_address_change():
    one = ids(findings(BROKEN, "T3-COL-BAL"))
    moved = replace(
        nil(**applications(new=9, granted=4, total=4)), source="https://other.example/2.html", sha256="f" * 64
    )
    assert ids(findings(moved, "T3-COL-BAL")) == one
    assert ids(findings(filing(BROKEN, agency_id="other"), "T3-COL-BAL")) != one
    assert ids(findings(replace(BROKEN, year=2022), "T3-COL-BAL")) != one


def test_without_a_registry_the_body_or_the_bytes_identify():
    named = Filing(2023, report=BROKEN)
    nameless = Filing(2023, report=replace(BROKEN, agency=None))
    assert ids(findings(named, "T3-COL-BAL")) == ids(
        findings(Filing(2023, report=replace(BROKEN, sha256="e" * 64)), "T3-COL-BAL")
    )
    assert ids(findings(nameless, "T3-COL-BAL")) != ids(findings(named, "T3-COL-BAL"))


def test_two_findings_of_one_rule_never_share_an_id():
    found = findings(nil(**{"T3.new.natural": -1, "T3.new.business": -2}), "FMT-NEG-INT")
    assert len({f.finding_id for f in found}) == 2


def test_evidence_holds_the_quote_the_place_and_the_bytes():
    place = Where("page", "/html/body/table[2]/tr[4]/td[3]")
    one = nil(**{"T3.new.natural": Cell("T3.new.natural", CellState.NUMBER, -1, "-1", None, place)})
    (found,) = findings(filing(one, evidence=Evidence(url="https://x/1", sha256="ab", snapshot="urn:1")), "FMT-NEG-INT")
    assert (found.evidence.url, found.evidence.sha256, found.evidence.snapshot) == ("https://x/1", "ab", "urn:1")
    assert (found.evidence.quote, found.evidence.where) == ("-1", place)


def test_a_single_file_is_its_own_evidence():
    (found,) = findings(Filing(2023, report=BROKEN), "T3-COL-BAL")
    assert (found.evidence.url, found.evidence.sha256) == (BROKEN.source, BROKEN.sha256)


def test_findings_on_one_cell_point_at_each_other():
    one = nil(**{**applications(new=5, denied__state_secret=5, total=5), "T3.denied.state_secret.total": 4})
    found = {f.rule_id: f for f in findings(one, "T3-ROW-SUM", "T3-SECRET")}
    assert found["T3-ROW-SUM"].suspect == "T3.denied.state_secret.total"
    assert found["T3-SECRET"].finding_id in found["T3-ROW-SUM"].related
    assert found["T3-ROW-SUM"].finding_id in found["T3-SECRET"].related


@pytest.mark.parametrize(
    ("parts", "responsibility"),
    [
        ({"suspicions": {"T3": "有一行错位"}}, "extraction"),
        ({"coverage": {"T2": 1.0, "T3": 0.7, "T4": 1.0}}, "extraction"),
        ({"method": "ocr"}, "undecided"),
    ],
    ids=["a suspicion", "half read", "recognised from a picture"],
)
def test_a_table_in_doubt_accuses_nobody(parts, responsibility):
    (found,) = findings(replace(BROKEN, **parts), "T3-COL-BAL")
    assert (found.severity, found.responsibility) == ("warning", responsibility)
    assert "待人工核对" in found.message
    assert "confirmed by a person" in found.message_en


@pytest.mark.parametrize("method", ["ocr", "mixed"])
def test_what_a_suspected_picture_seems_to_lack_or_add_up_to_is_not_even_a_warning(method):
    suspected = {"method": method, "suspicions": {"T3": "有一行错位"}}
    torn = replace(BROKEN, **suspected, sections=BROKEN.sections[:4])
    assert findings(torn, "T3-COL-BAL", "FMT-SEC-MISSING") == []
    assert not_assessable(torn, "T3-COL-BAL", "FMT-SEC-MISSING") == ["FMT-SEC-MISSING", "T3-COL-BAL"]


def test_a_table_that_is_text_is_trusted_beside_one_that_is_a_picture():
    pictured = {
        name: one._replace(where=one.where._replace(confidence=0.9))
        for name, one in BROKEN.cells.items()
        if name[:2] == "T4"
    }
    (found,) = findings(replace(BROKEN, method="mixed", cells={**BROKEN.cells, **pictured}), "T3-COL-BAL")
    assert (found.severity, found.responsibility) == ("error", "agency")


def test_what_a_well_read_picture_lacks_is_told():
    found = findings(replace(report(), method="ocr", sections=report().sections[:4]), "FMT-SEC-MISSING")
    assert {(one.severity, one.responsibility) for one in found} == {("warning", "undecided")}


def test_only_what_is_certain_is_said_to_exist():
    certain, doubtful = (
        findings(one, "T3-COL-BAL")[0].message for one in (BROKEN, replace(BROKEN, suspicions={"T3": "有一行错位"}))
    )
    assert certain.startswith("表三存在勾稽关系不平")
    assert doubtful.startswith("表三疑似存在勾稽关系不平")


def test_doubt_about_one_table_leaves_the_others():
    one = nil(parts={"suspicions": {"T2": "有一行错位"}}, **{"T4.review.total": 3})
    (found,) = findings(one, "T4-SUM-REV")
    assert (found.severity, found.responsibility) == ("error", "agency")


def test_a_rule_cannot_call_our_own_doubt_an_error(monkeypatch):
    def doubtful(filing, context):
        yield Hit(
            "FMT-OLD",
            severity=Severity.ERROR,
            responsibility=Responsibility.FETCH,
            values=dict.fromkeys(("used", "used_en", "due", "labels", "labels_en"), ""),
        )

    monkeypatch.setitem(registry.FILING_RULES, "FMT-OLD", doubtful)
    assert [f.severity for f in findings(report(), "FMT-OLD")] == ["warning"]


LAW = "国办公开办函〔2021〕30号"


@pytest.mark.parametrize(
    ("year", "form", "notice"), [(2023, "2021", LAW), (2020, "2019", "国办公开办函〔2019〕60号"), (2023, "2019", LAW)]
)
def test_the_law_cited_is_that_of_the_reports_year(year, form, notice):
    one = nil(form, parts={"year": year}, **applications(new=5, granted=4, total=4))
    (found,) = findings(one, "T3-COL-BAL")
    assert notice in found.legal_basis


# ── Standing ────────────────────────────────────────────────────────────────────────────────────────────────────────

BODY = Agency("a", "清溪县林草局", "department")
GOVERNMENT = replace(BODY, kind="government")


@pytest.mark.parametrize(
    ("agency", "last_day"),
    [
        (BODY, date(2024, 1, 31)),
        (GOVERNMENT, date(2024, 3, 31)),
        (replace(BODY, kind="government_office"), date(2024, 1, 31)),
        (replace(BODY, kind="town"), date(2024, 1, 31)),
        (replace(BODY, kind="town", deadline=(2, 20)), date(2024, 2, 20)),
        (replace(BODY, deadline=(2, 29)), date(2024, 2, 29)),
    ],
)
def test_the_last_day_by_kind_and_local_notice(agency, last_day):
    assert deadline(agency, 2023) == last_day
    assert not is_due(agency, 2023, last_day)
    assert is_due(agency, 2023, date.fromordinal(last_day.toordinal() + 1))


def test_the_29th_of_february_exists_every_year():
    assert deadline(replace(BODY, deadline=(2, 29)), 2022) == date(2023, 2, 28)


@pytest.mark.parametrize(
    "agency", [replace(BODY, kind="enterprise"), replace(BODY, valid_from=2024), replace(BODY, valid_to=2022)]
)
def test_who_owes_nothing_is_never_due(agency):
    assert not is_due(agency, 2023, AS_OF)
    assert (
        standing(Filing(2023, agency, BROKEN), assess(Filing(2023, agency, BROKEN))[0].findings, AS_OF)
        == Status.NOT_DUE
    )


def status(found=None, agency=BODY, as_of=AS_OF, **fields):
    one = Filing(2023, agency, found, **fields)
    return audit([one], only("T3-COL-BAL", "FMT-CELL-BLANK", "T3-SECRET"), FORMS, as_of)[0].status


ABSENT = Publication("ok", proven_absent=True)


@pytest.mark.parametrize(
    ("expected", "fields"),
    [
        (Status.COMPLIANT, {"found": report()}),
        (Status.NONCOMPLIANT, {"found": BROKEN}),
        (Status.ATTENTION, {"found": nil(**{"T2.norms.in_force": ""})}),
        (Status.COMPLIANT, {"found": nil(**applications(new=5, denied__state_secret=5, total=5))}),
        (Status.ATTENTION, {"found": replace(BROKEN, method="ocr")}),
        (Status.NOT_ASSESSABLE, {"found": replace(BROKEN, coverage={"T2": 1.0, "T3": 0.5, "T4": 1.0})}),
        (Status.NOT_ASSESSABLE, {"found": replace(report(), coverage={"T2": 1.0, "T3": 1.0})}),
        (Status.NOT_ASSESSABLE, {"found": replace(report(), form=None, cells={}, coverage={})}),
        (Status.MISSING, {"publication": ABSENT}),
        (Status.NOT_ASSESSABLE, {"publication": replace(ABSENT, proven_absent=False)}),
        (Status.NOT_ASSESSABLE, {}),
        (Status.NOT_DUE, {"agency": GOVERNMENT, "as_of": date(2024, 3, 31), "publication": ABSENT}),
        (Status.MISSING, {"agency": GOVERNMENT, "as_of": date(2024, 4, 1), "publication": ABSENT}),
        (Status.NOT_DUE, {"as_of": date(2024, 1, 20), "publication": ABSENT}),
        (Status.NONCOMPLIANT, {"found": BROKEN, "agency": GOVERNMENT, "as_of": date(2024, 2, 1)}),
        (Status.NONCOMPLIANT, {"found": BROKEN, "agency": None}),
    ],
    ids=[
        "clean",
        "an error of its own",
        "a warning",
        "advice only",
        "an error on a recognised picture",
        "an error on a table half read",
        "a table not read",
        "no table recognised",
        "proven absent",
        "absent, not proven",
        "nothing known",
        "a government before its day",
        "a government after its day",
        "a department before its day",
        "published before its day and wrong",
        "a single file",
    ],
)
def test_standing(expected, fields):
    assert status(**fields) == expected


def test_an_accepted_explanation_counts_no_more():
    found = [replace(f, suppressed_by="w1") for f in findings(BROKEN, "T3-COL-BAL")]
    assert standing(filing(BROKEN), found, AS_OF) == Status.COMPLIANT
