"""What the invented agencies did adds up, year by year and place by place, before anybody slips."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from checks.forms import Form
from flows.demo.bodies import FIRST_YEAR, YEAR, bodies, body, members
from flows.demo.figures import Figures, figures

YEARS = range(FIRST_YEAR, YEAR + 1)


def broken(cells: Mapping[str, float], form: Form) -> set[str]:
    """The identities of tables 3 and 4 that do not hold, by rule and row, column or block."""
    found = set()
    for row in form.t3_rows:
        if cells[f"T3.{row.id}.total"] != sum(cells[f"T3.{row.id}.{a}"] for a in form.applicants):
            found.add(f"T3-ROW-SUM {row.id}")
    for column in (c.id for c in form.t3_columns):
        leaves = sum(cells[f"T3.{leaf}.{column}"] for leaf in form.leaves)
        new, carried_in, total, carried_out = (
            cells[f"T3.{row}.{column}"] for row in ("new", "carried_in", "total", "carried_out")
        )
        if total != leaves:
            found.add(f"T3-COL-SUM {column}")
        if new + carried_in != total + carried_out:
            found.add(f"T3-COL-BAL {column}")
    for block in (b.id for b in form.t4_blocks):
        if cells[f"T4.{block}.total"] != sum(cells[f"T4.{block}.{c.id}"] for c in form.t4_columns if c.id != "total"):
            found.add(f"T4-SUM {block}")
    return found


@pytest.mark.parametrize("form_name", ["2019", "2021"])
def test_every_identity_holds_in_every_year(forms: Mapping[str, Form], form_name: str) -> None:
    wrong = {
        (one.id, year): slips
        for one in bodies()
        for year in YEARS
        if (slips := broken(figures(one.id, year, form_name), forms[form_name]))
    }
    assert wrong == {}


def test_a_form_is_filled_in_whole(forms: Mapping[str, Form]) -> None:
    assert set(figures("ql-fgw", YEAR, "2021")) == set(forms["2021"].cells)
    assert set(figures("ql-fgw", 2020, "2019")) == set(forms["2019"].cells)


def test_what_is_carried_out_of_a_year_is_carried_into_the_next() -> None:
    for one in bodies():
        for year in YEARS[1:]:
            before, now = figures(one.id, year - 1, "2021"), figures(one.id, year, "2021")
            if one.agency.kind != "government":
                assert now["T3.carried_in.total"] == before["T3.carried_out.total"], (one.id, year)


def test_the_stock_of_normative_documents_follows_from_last_years() -> None:
    for one in bodies():
        if one.agency.kind != "government":
            before, now = figures(one.id, YEAR - 1, "2021"), figures(one.id, YEAR, "2021")
            stock = before["T2.norms.in_force"] + now["T2.norms.issued"] - now["T2.norms.repealed"]
            assert now["T2.norms.in_force"] == stock, one.id


def test_an_area_report_is_the_sum_of_its_members() -> None:
    county = body("wp-gov")
    parts: list[Figures] = [figures(m.id, YEAR, "2021") for m in members(county)]
    area = figures(county.id, YEAR, "2021")
    assert len(parts) == 4
    assert all(area[cell] == pytest.approx(sum(part[cell] for part in parts)) for cell in area)


def test_only_the_prefecture_makes_regulations() -> None:
    makers = {one.id for one in bodies() if figures(one.id, YEAR, "2021")["T2.rules.in_force"]}
    assert makers == {"ql-gov"}


def test_vertical_bodies_and_firms_are_in_no_area_report() -> None:
    assert {"ql-tax", "ql-qxj", "ql-water"}.isdisjoint(m.id for m in members(body("ql-gov")))
