from __future__ import annotations

from collections.abc import Mapping

import pytest
from fastapi.testclient import TestClient

from flows.ledger.accounts import give_token
from flows.review.office import Office
from tests.review.conftest import DOUBTFUL, SURE


@pytest.fixture
def tokens(office: Office) -> Mapping[str, dict[str, str]]:
    """Name → the header that lets a program act for that account."""
    names = {"王检": "t1", "张审": "t2", "赵看": "t3", "外县": "t4"}
    with office.ledger.writing() as connection:
        for name, token in names.items():
            assert give_token(connection, name, token)
    return {name: {"Authorization": f"Bearer {token}"} for name, token in names.items()}


def wish(finding: Mapping[str, object], kind: str, **more: str) -> dict[str, object]:
    return {"decisions": [{"finding_id": finding["finding_id"], "token": finding["token"], "kind": kind, **more}]}


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic t1"}])
def test_without_a_token_nothing_is_told_and_nothing_written(stranger: TestClient, header: dict[str, str]) -> None:
    assert stranger.get("/api/findings", headers=header).status_code == 401
    answer = stranger.post("/api/decisions", headers=header, json={"decisions": []})
    assert answer.status_code in (401, 422)


def test_a_program_decides_and_takes_back(stranger: TestClient, tokens: Mapping[str, dict[str, str]]) -> None:
    head = tokens["王检"]
    found = {one["finding_id"]: one for one in stranger.get("/api/findings", headers=head).json()}
    shown = found[SURE.finding_id]
    [refused] = stranger.post("/api/decisions", headers=head, json=wish(shown, "dismissed")).json()
    assert refused["refused"] == "请写明理由"
    asked = wish(shown, "dismissed", reason="读取有误")
    [done] = stranger.post("/api/decisions", headers=head, json=asked).json()
    assert done["decision_id"]
    [again] = stranger.post("/api/decisions", headers=head, json=asked).json()
    assert "王检已作出决定" in again["refused"]
    one = stranger.get(f"/api/findings/{SURE.finding_id}", headers=head).json()
    assert (one["state"], one["decisions"][0]["reason"]) == ("dismissed", "读取有误")
    path = f"/api/findings/{SURE.finding_id}/decisions/{done['decision_id']}/undo"
    assert stranger.post(path, headers=head).json()["refused"] is None
    waiting = stranger.get("/api/findings?state=waiting", headers=head).json()
    assert SURE.finding_id in [one["finding_id"] for one in waiting]


def test_the_evidence_comes_first_here_too(stranger: TestClient, tokens: Mapping[str, dict[str, str]]) -> None:
    head = tokens["王检"]
    path = f"/api/findings/{DOUBTFUL.finding_id}"
    shown = stranger.get(path, headers=head).json()
    assert shown["doubt"]
    asked = wish(shown, "confirmed")
    assert "打开证据" in stranger.post("/api/decisions", headers=head, json=asked).json()[0]["refused"]
    assert stranger.post(f"{path}/opened", headers=head).status_code == 204
    assert stranger.post("/api/decisions", headers=head, json=asked).json()[0]["decision_id"]


def test_roles_and_regions_hold_for_programs(stranger: TestClient, tokens: Mapping[str, dict[str, str]]) -> None:
    shown = stranger.get(f"/api/findings/{SURE.finding_id}", headers=tokens["王检"]).json()
    for name, told in (("赵看", "只读"), ("外县", "地区")):
        [answer] = stranger.post("/api/decisions", headers=tokens[name], json=wish(shown, "confirmed")).json()
        assert told in answer["refused"]
    assert stranger.get("/api/findings", headers=tokens["外县"]).json() == []
    assert stranger.get(f"/api/findings/{SURE.finding_id}", headers=tokens["外县"]).status_code == 404
    assert stranger.get("/api/log", headers=tokens["王检"]).status_code == 403
    assert stranger.get("/api/log", headers=tokens["张审"]).status_code == 200


def test_a_session_is_no_token(office: Office, stranger: TestClient) -> None:
    stranger.cookies.set("gouji_session", "t1")
    assert stranger.get("/api/findings").status_code == 401


def test_the_api_describes_itself_and_nothing_else(stranger: TestClient) -> None:
    described = stranger.get("/api/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/findings",
        "/api/findings/{finding_id}",
        "/api/findings/{finding_id}/opened",
        "/api/findings/{finding_id}/decisions/{decision_id}/undo",
        "/api/decisions",
        "/api/letters",
        "/api/letters/{agency_id}",
        "/api/log",
        "/api/mail",
    }


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/findings?year=x", 422), ("/api/findings/none", 404), ("/api/log", 403), ("/api/nothing", 404)],
)
def test_the_api_says_no_as_it_describes(
    stranger: TestClient, tokens: Mapping[str, dict[str, str]], path: str, status: int
) -> None:
    answer = stranger.get(path, headers=tokens["王检"])
    assert answer.status_code == status
    assert isinstance(answer.json()["detail"], str)
    fault = stranger.get("/api/openapi.json").json()["components"]["schemas"]["Fault"]
    assert list(fault["properties"]) == ["detail"]


def test_a_day_is_written_and_not_counted(stranger: TestClient, tokens: Mapping[str, dict[str, str]]) -> None:
    asked = {"decisions": [{"finding_id": "x", "token": "x", "kind": "explained", "until": 0}]}
    assert stranger.post("/api/decisions", headers=tokens["王检"], json=asked).status_code == 422
