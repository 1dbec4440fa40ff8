"""Each fault breaks what it says and nothing beside it; who has none has none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from checks.catalogue import Catalogue
from checks.forms import Form
from flows.demo.bodies import YEAR, bodies, body
from flows.demo.body import article_html
from flows.demo.draft import Draft
from flows.demo.plot import FAULTS, LATE, UNPUBLISHED
from flows.demo.world import AUDIT_DAY, World
from tests.demo.test_figures import broken

ISSUE_RULES = {
    *("T3-ROW-SUM", "T3-COL-BAL", "T3-COL-SUM", "T4-SUM-REV", "T4-SUM-LIT1", "T4-SUM-LIT2"),
    *("FMT-OLD", "FMT-SEC-MISSING", "FMT-TABLE-MISSING", "FMT-CELL-BLANK", "FMT-NEG-INT", "T3-SECRET"),
    *("TXT-NORECV", "TXT-RECV", "TXT-NOCASE", "TXT-YEAR", "TXT-OTHERORG"),
    *("PUB-MISSING", "PUB-LATE-DEPT", "PUB-LATE-GOV"),
}


def draft_of(agency_id: str, night: int = 1) -> Draft:
    draft = World(night=night).draft(body(agency_id), YEAR)
    assert draft is not None
    return draft


def slips(draft: Draft, forms: Mapping[str, Form]) -> set[str]:
    cells = {cell: float(text or 0) for cell, text in draft.facts.cells.items()}
    return broken(cells, forms[draft.facts.form])


def planned_sums(agency_id: str, night: int) -> set[str]:
    outlook = World(night=night).expected()[agency_id]
    return {e.rule_id for e in outlook.findings if e.rule_id.startswith(("T3-ROW", "T3-COL", "T4-SUM"))}


@pytest.mark.parametrize("night", [1, 2, 3])
def test_sums_are_wrong_where_planned_and_nowhere_else(forms: Mapping[str, Form], night: int) -> None:
    world = World(night=night)
    drafts = [draft for draft in world.drafts if draft.facts.year == YEAR]
    wrong = {draft.facts.body.id for draft in drafts if slips(draft, forms)}
    assert wrong == {one.id for one in bodies() if planned_sums(one.id, night)}


@pytest.mark.parametrize(
    ("agency_id", "expected"),
    [
        ("ql-jyj", {"T3-ROW-SUM granted", "T3-ROW-SUM unable.not_held"}),
        ("ql-gxj", {"T3-COL-BAL natural", "T3-COL-BAL total"}),
        ("ql-mzj", {"T3-COL-SUM natural", "T3-COL-SUM total"}),
        ("ql-czj", {"T3-ROW-SUM unable.not_held", "T3-COL-SUM natural"}),
        ("ql-sfj", {"T4-SUM review", "T4-SUM direct", "T4-SUM after"}),
        ("sy-wjj", {"T3-ROW-SUM new", "T3-COL-BAL natural"}),
    ],
)
def test_a_slip_breaks_exactly_these_identities(forms: Mapping[str, Form], agency_id: str, expected: set[str]) -> None:
    assert slips(draft_of(agency_id), forms) == expected


def test_every_rule_is_broken_by_somebody_on_the_first_night(catalogue: Catalogue) -> None:
    planned = {e.rule_id for outlook in World().expected().values() for e in outlook.findings}
    assert planned >= ISSUE_RULES
    assert planned <= set(catalogue.rules)


def test_most_agencies_that_can_be_judged_comply() -> None:
    standings = [str(outlook.status) for outlook in World().expected().values()]
    assert standings.count("compliant") > standings.count("noncompliant") + standings.count("attention")
    assert {"missing", "not_assessable", "not_due"} <= set(standings)


def test_a_report_without_fault_tells_what_its_tables_show() -> None:
    for draft in World().drafts:
        if draft.facts.year == YEAR and not any(f.agency_id == draft.facts.body.id and f.facts for f in FAULTS):
            told, cells = draft.facts.told, draft.facts.cells
            assert {c: float(v) for c, v in cells.items()} == pytest.approx({c: told[c] for c in cells})


def test_zeros_left_out_are_blank_and_their_totals_are_not() -> None:
    cells = draft_of("ql-scj").facts.cells
    blanks = {cell for cell, text in cells.items() if not text}
    assert len(blanks) > 20
    assert not any(cell.endswith(".total") or cell.startswith(("T2", "T4", "T3.total")) for cell in blanks)


def test_the_old_form_is_printed_whole() -> None:
    html = article_html(draft_of("ql-swj"))
    assert "对外公开总数量" in html
    assert "政府集中采购" in html
    assert "现行有效件数" not in html


def test_the_copied_report_names_its_source_and_has_no_sixth_section() -> None:
    draft = draft_of("ql-slj")
    assert [part.id for part in draft.parts] == ["S1", "S2", "S3", "S4", "S5"]
    assert any("青澜市农业农村局" in text for text in draft.parts[0].paragraphs)


def test_prose_denies_what_the_tables_show() -> None:
    none_received = draft_of("wp-jyj")
    assert none_received.facts.cells["T3.new.total"] == "5"
    assert any("未收到政府信息公开申请" in text for text in none_received.parts[0].paragraphs)
    no_case = draft_of("sy-wjj")
    assert no_case.facts.cells["T4.review.total"] == "1"
    assert any("没有因政府信息公开引发的行政复议" in text for text in no_case.parts[0].paragraphs)


def test_a_wrong_period_stands_in_one_preamble_only() -> None:
    wrong = [d.facts.body.id for d in World().drafts if d.facts.year == YEAR and "2022年12月31日" in d.preamble]
    assert wrong == ["ql-wlj"]


def test_late_reports_are_late_and_all_others_in_time() -> None:
    for one in bodies():
        limit = (3, 31) if one.agency.kind == "government" else (1, 31)
        assert (one.day > limit) == (one.id in LATE), one.id


def test_the_unpublished_report_stands_on_no_site() -> None:
    drafted = {(draft.facts.body.id, draft.facts.year) for draft in World().drafts}
    assert set(UNPUBLISHED) == {"ql-ybj"}
    assert ("ql-ybj", YEAR) not in drafted
    assert ("ql-ybj", YEAR - 1) in drafted


def test_second_night_mends_one_report_and_spoils_another() -> None:
    first, second, third = (World(night=night).expected() for night in (1, 2, 3))
    changed = {agency_id for agency_id in first if first[agency_id] != second[agency_id]}
    assert changed == {"ql-jyj", "ql-sthj"}
    assert first["ql-jyj"].findings
    assert second["ql-jyj"].findings == ()
    assert third["ql-jyj"] == first["ql-jyj"]
    assert first["ql-sthj"].findings == ()
    assert second["ql-sthj"].findings == third["ql-sthj"].findings != ()


def test_governments_owe_nothing_in_february() -> None:
    early = World(as_of=date(2024, 2, 5))
    governments = [one.id for one in bodies() if one.agency.kind == "government"]
    assert {str(early.expected()[agency_id].status) for agency_id in governments} == {"not_due"}
    assert not any(d.facts.body.id in governments for d in early.drafts if d.facts.year == YEAR)
    assert date(2024, 3, 31) < AUDIT_DAY
