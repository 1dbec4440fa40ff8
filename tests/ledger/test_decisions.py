from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from checks.waivers import fingerprint
from flows.ledger import Ledger
from flows.ledger.accounts import (
    Account,
    Role,
    account_of_token,
    add_account,
    begin_session,
    bodies_in,
    close_account,
    give_token,
    session_of,
)
from flows.ledger.audit_log import Entry, entries, failures, note, opened_by
from flows.ledger.decisions import Decision, Kind, accepted_explanations, add, lapse, rulings
from flows.ledger.tables import audit_log, decisions
from tests.ledger.night import agency, finding, order, spend

NOON = datetime(2024, 2, 6, 4, 0, tzinfo=UTC)
TODAY = date(2024, 2, 6)


def decision(kind: Kind = Kind.CONFIRMED, **more: object) -> Decision:
    one = finding()
    given: dict[str, object] = {
        "finding_id": one.finding_id,
        "agency_id": "qh-edu",
        "year": 2023,
        "rule_id": one.rule_id,
        "kind": kind,
        "reason": "已电话核实",
        "who": "王检",
        "at": NOON,
        "content": fingerprint(one),
        "rule_version": 1,
    }
    return Decision(**(given | more))  # type: ignore[arg-type]


def test_a_decision_holds_for_the_same_content_and_lapses_when_a_figure_changes() -> None:
    taken = decision()
    assert lapse(taken, finding(), TODAY) is None
    assert lapse(taken, replace(finding(), message="换一种说法"), TODAY) is None
    assert "报告内容已变化" in (lapse(taken, finding(actual="6"), TODAY) or "")
    assert "规则已修订" in (lapse(taken, replace(finding(), rule_version=2), TODAY) or "")


def test_an_explanation_holds_through_its_last_day() -> None:
    taken = decision(Kind.EXPLAINED, until=TODAY)
    assert lapse(taken, finding(), TODAY) is None
    assert "到期" in (lapse(taken, finding(), TODAY + timedelta(days=1)) or "")


def test_taking_back_the_last_decision_gives_the_one_before(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        _, second = add(connection, [decision(Kind.DISMISSED), decision(Kind.CONFIRMED)])
        add(connection, [decision(Kind.UNDONE, undoes=second), decision(Kind.NOTE, reason="另查")])
        ruling = rulings(connection, [finding().finding_id])[finding().finding_id]
    assert ruling.last is not None
    assert ruling.last.kind is Kind.DISMISSED
    assert [one.reason for one in ruling.notes] == ["另查"]
    assert ruling.version == second + 1


@pytest.mark.parametrize("table", [decisions, audit_log])
def test_the_ledger_refuses_to_forget_what_people_did(ledger: Ledger, table: object) -> None:
    with ledger.writing() as connection:
        add(connection, [decision()])
        note(connection, [Entry(NOON, "王检", "login")])
    for forget in (delete(table), update(table).values(finding_id="x")):  # type: ignore[arg-type]
        with pytest.raises(IntegrityError, match="only added"), ledger.writing() as connection:
            connection.execute(forget)


def test_accepted_explanations_and_dismissals_are_waivers_and_confirmations_are_none(ledger: Ledger) -> None:
    kinds = {"a": Kind.EXPLAINED, "b": Kind.DISMISSED, "c": Kind.CONFIRMED, "d": Kind.REREAD}
    with ledger.writing() as connection:
        add(connection, [decision(kind, finding_id=name, content=name) for name, kind in kinds.items()])
        [explained] = add(connection, [decision(Kind.EXPLAINED, finding_id="e", content="e")])
        add(connection, [decision(Kind.UNDONE, finding_id="e", content="e", undoes=explained)])
    held = accepted_explanations(ledger, 2023, {"TXT-NORECV": 1})
    assert [(one.fingerprint, one.who) for one in held] == [("a", "王检"), ("b", "王检")]
    assert "不成立" in held[1].why
    assert accepted_explanations(ledger, 2023, {"TXT-NORECV": 2}) == []
    assert accepted_explanations(ledger, 2022, {}) == []


def test_a_session_ends_in_time_and_with_its_account(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        add_account(connection, Account("王检", Role.INSPECTOR, ("qh-gov",)), "hash", NOON)
        begin_session(connection, "cookie", "王检", "csrf", (NOON, NOON + timedelta(hours=1)))
        found = session_of(connection, "cookie", NOON)
        assert found is not None
        assert found.account == Account("王检", Role.INSPECTOR, ("qh-gov",))
        assert session_of(connection, "other", NOON) is None
        assert session_of(connection, "cookie", NOON + timedelta(hours=1)) is None
        assert give_token(connection, "王检", "token")
        assert account_of_token(connection, "token") is not None
        assert close_account(connection, "王检")
        assert session_of(connection, "cookie", NOON) is None
        assert account_of_token(connection, "token") is None


def test_a_scope_reaches_down_to_the_bodies_of_its_governments(ledger: Ledger, tmp_path: object) -> None:
    county = agency("qh-gov", name="清河县人民政府", kind="government", parent_id="city")
    town = agency("qh-town", name="清河镇人民政府", kind="town", parent_id="qh-gov")
    other = agency("lx-gov", name="林西县人民政府", kind="government", parent_id="city")
    spend(ledger, order(tmp_path, agencies=(agency(parent_id="qh-gov"), county, town, other)), [finding()])  # type: ignore[arg-type]
    with ledger.reading() as connection:
        assert bodies_in(connection, ("qh-gov",)) == {"qh-gov", "qh-town", "qh-edu"}
        assert bodies_in(connection, ("city",)) == {"qh-gov", "qh-town", "qh-edu", "lx-gov"}
        assert bodies_in(connection, ()) is None


def test_the_log_tells_who_opened_what_and_how_often_a_login_failed(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        note(connection, [Entry(NOON, "王检", "opened", "f", "abc"), Entry(NOON, "李", "login_failed", address="::1")])
        assert opened_by(connection, "王检", {"f": "abc"}) == {"f"}
        assert opened_by(connection, "王检", {"f": "abd"}) == frozenset()
        assert opened_by(connection, "李", {"f": "abc"}) == frozenset()
        assert failures(connection, NOON, who="李") == 1
        assert failures(connection, NOON + timedelta(seconds=1), address="::1") == 0
    assert [entry.who for entry in entries(ledger)] == ["李", "王检"]
