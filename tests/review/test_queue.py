from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from flows.ledger.audit_log import entries
from flows.review.docket import Wanted, docket
from flows.review.office import Office
from tests.ledger.night import STARTED, agency, order, spend
from tests.review.conftest import ANYBODY, DOUBTFUL, FINDINGS, HOSTILE, SURE, Clock, Person

Enter = Callable[[str], Person]


def states(office: Office) -> dict[str, str]:
    found = docket(office, Wanted(2023, "all"), ANYBODY)
    return {item.finding_id: item.state.value for item in found.items}


def test_the_queue_shows_the_gravest_first_with_evidence_beside_the_buttons(enter: Enter) -> None:
    page = enter("王检").get("/")
    places = [page.index(f'id="f-{one.finding_id}"') for one in (SURE, HOSTILE, DOUBTFUL)]
    assert places == sorted(places)
    assert "清河县教育局" in page
    assert "未收到申请" in page
    assert f'data-evidence="/evidence?id={SURE.finding_id}"' in page
    assert 'value="confirmed"' in page


def test_crawled_text_is_words_and_never_markup(enter: Enter) -> None:
    page = enter("王检").get("/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<img" not in page
    assert 'href="javascript:' not in page


def test_a_decision_is_recorded_told_and_logged(enter: Enter, office: Office) -> None:
    page = enter("王检").decide("confirmed", SURE, reason="与原件一致")
    assert "已记录 1 项" in page
    assert states(office)[SURE.finding_id] == "confirmed"
    [entry] = entries(office.ledger)
    assert (entry.who, entry.action, entry.finding_id) == ("王检", "confirmed", SURE.finding_id)
    assert "与原件一致" in entry.detail


def test_the_notice_is_told_once(enter: Enter) -> None:
    person = enter("王检")
    assert "已记录 1 项" in person.decide("confirmed", SURE)
    assert "已记录" not in person.get("/")


def test_several_are_decided_at_once_and_taken_back_at_once(enter: Enter, office: Office) -> None:
    person = enter("王检")
    page = person.decide("dismissed", SURE, HOSTILE, reason="读取有误")
    assert "已记录 2 项" in page
    assert states(office)[HOSTILE.finding_id] == "dismissed"
    taken = re.findall(r'name="taken" value="([^"]+)"', page[: page.index('class="states"')])
    assert len(taken) == 2
    person.client.post("/undo", data={"csrf": person.csrf(), "taken": taken})
    assert set(states(office).values()) == {"waiting"}


def test_a_dismissal_needs_a_reason_and_an_explanation_a_day(enter: Enter, office: Office) -> None:
    person = enter("王检")
    assert "请写明理由" in person.decide("dismissed", SURE, reason="  ")
    assert "请填写说明的有效期" in person.decide("explained", SURE, reason="已说明")
    assert "有效期已过" in person.decide("explained", SURE, reason="已说明", until="2024-02-05")
    assert "不能超过三年" in person.decide("explained", SURE, reason="已说明", until="2030-01-01")
    assert states(office)[SURE.finding_id] == "waiting"
    assert "已记录 1 项" in person.decide("explained", SURE, reason="已说明", until="2024-06-30")


def test_a_note_leaves_the_finding_waiting(enter: Enter, office: Office) -> None:
    page = enter("王检").decide("note", SURE, reason="等对方回电")
    assert "等对方回电" in page
    assert states(office)[SURE.finding_id] == "waiting"


def test_what_rests_on_an_unsure_reading_is_confirmed_only_after_its_evidence_was_opened(
    enter: Enter, office: Office
) -> None:
    person, other = enter("王检"), enter("李检")
    assert "请先打开证据再确认" in person.decide("confirmed", DOUBTFUL)
    assert "存档原文" in person.get(f"/copy?id={DOUBTFUL.finding_id}")
    assert "请先打开证据再确认" in other.decide("confirmed", DOUBTFUL)
    assert "已记录 1 项" in person.decide("confirmed", DOUBTFUL)
    assert states(office)[DOUBTFUL.finding_id] == "confirmed"


def test_the_second_of_two_people_is_told_what_the_first_decided(enter: Enter, office: Office) -> None:
    first, second = enter("王检"), enter("李检")
    shown = second.token(SURE)
    first.decide("confirmed", SURE)
    page = second.decide("dismissed", SURE, token=shown, reason="不对")
    assert "王检已作出决定“属实”" in page
    assert states(office)[SURE.finding_id] == "confirmed"


def test_a_decision_survives_the_next_night_and_lapses_when_the_content_changes(
    enter: Enter, office: Office, clock: Clock
) -> None:
    person = enter("王检")
    person.decide("confirmed", SURE, reason="属实")
    spend(office.ledger, order(office.out / "2024", agencies=(agency(),)), FINDINGS)
    assert states(office)[SURE.finding_id] == "confirmed"
    shown = person.token(HOSTILE)
    changed = [replace(SURE, actual="6", message="填报 6"), DOUBTFUL, replace(HOSTILE, actual="9")]
    spend(office.ledger, order(office.out / "2025", agencies=(agency(),)), changed)
    assert states(office)[SURE.finding_id] == "lapsed"
    page = person.get("/")
    assert "报告内容已变化，原决定不再适用" in page
    assert "打开页面之后报告内容已变化" in person.decide("confirmed", HOSTILE, token=shown)


def test_an_explanation_comes_back_to_the_queue_after_its_day(enter: Enter, office: Office, clock: Clock) -> None:
    enter("王检").decide("explained", SURE, reason="已说明", until="2024-02-10")
    assert states(office)[SURE.finding_id] == "explained"
    clock.later(days=5)
    assert "已于2024-02-10到期" in enter("王检").get("/")


def test_somebody_who_only_reads_sees_no_buttons_and_is_refused(enter: Enter, office: Office) -> None:
    person = enter("赵看")
    page = person.get("/")
    assert "填报 5" in page
    assert 'name="kind"' not in page
    token = enter("王检").token(SURE)
    assert "只读账号不能作决定" in person.decide("confirmed", SURE, token=token)


def test_a_region_bounds_what_is_seen_and_decided(enter: Enter, office: Office) -> None:
    token = enter("王检").token(SURE)
    outsider = enter("外县")
    assert "填报 5" not in outsider.get("/")
    assert outsider.client.get(f"/finding?id={SURE.finding_id}").status_code == 404
    assert outsider.client.get(f"/copy?id={SURE.finding_id}").status_code == 404
    assert outsider.client.get("/site/index.html").status_code == 403
    assert "不在你负责的地区" in outsider.decide("confirmed", SURE, token=token)
    assert "已记录 1 项" in enter("本县").decide("confirmed", SURE)


def test_a_refused_decision_shows_nothing_of_another_regions_finding(enter: Enter) -> None:
    token, outsider = enter("王检").token(SURE), enter("外县")
    chosen = {"chosen": f"{SURE.finding_id}|{token}", "kind": "note", "reason": "看看"}
    for path, asked in (("/decisions", chosen), ("/undo", {"taken": f"1|{SURE.finding_id}"})):
        facts = {"csrf": outsider.csrf(), "back": "state=all", **asked}
        answer = outsider.client.post(path, data=facts, headers={"HX-Request": "true"}).text
        assert "1 项未记录" in answer
        assert "填报 5" not in answer
        assert "清河县教育局" not in answer


def test_another_persons_decision_is_taken_back_by_an_approver_alone(enter: Enter, office: Office) -> None:
    enter("王检").decide("confirmed", SURE)
    [decision] = docket(office, Wanted(2023, "confirmed"), ANYBODY).items[0].ruling.decisions
    for name, told in (("李检", "只有本人或审批人可以撤销"), ("张审", "已记录 1 项")):
        person = enter(name)
        data = {"csrf": person.csrf(), "taken": f"{decision.decision_id}|{SURE.finding_id}"}
        assert told in person.client.post("/undo", data=data).text
    assert states(office)[SURE.finding_id] == "waiting"


def test_the_page_of_a_finding_tells_what_was_decided(enter: Enter) -> None:
    person = enter("王检")
    person.decide("confirmed", SURE, reason="与原件一致")
    page = person.get(f"/finding?id={SURE.finding_id}")
    assert page.count("与原件一致") >= 2


@pytest.mark.parametrize(
    ("back", "leads"),
    [
        ("//evil.example/", "/?"),
        ("finding://evil.example/", "/finding?id=%2F%2Fevil.example"),
        ("case:2023://evil.example/\r\nX: y", "/letter?id=%2F%2Fevil.example%2F%0D%0AX"),
    ],
)
def test_a_form_never_leads_out_of_the_console(enter: Enter, back: str, leads: str) -> None:
    person = enter("王检")
    data = {"csrf": person.csrf(), "kind": "note", "back": back}
    answer = person.client.post("/decisions", data=data, follow_redirects=False)
    assert answer.headers["location"].startswith(leads)


def test_the_archived_copy_is_sandboxed_and_the_run_is_bounded_by_its_folder(enter: Enter) -> None:
    person = enter("张审")
    copy = person.client.get(f"/copy?id={SURE.finding_id}")
    assert copy.headers["content-security-policy"].startswith("sandbox;")
    assert person.get("/site/") == "汇总页"
    for way in ("..%2fledger.sqlite", "copies/..%2f..%2f..%2fledger.sqlite", "%2fetc%2fpasswd", "..%5cledger.sqlite"):
        assert person.client.get(f"/site/{way}").status_code == 404
    assert person.client.get("/site/copies/qh-edu.html").headers["content-security-policy"].startswith("sandbox;")


def test_only_an_approver_of_the_whole_registry_reads_and_exports_the_log(enter: Enter) -> None:
    enter("王检").decide("note", SURE, reason="=1+1")
    for name in ("王检", "县审"):
        assert enter(name).client.get("/log.csv").status_code == 403
    person = enter("张审")
    assert "备注" in person.get("/log")
    assert "#1 =1+1" in person.get("/log.csv")


def test_filters_and_pages_of_the_queue(enter: Enter) -> None:
    person = enter("王检")
    assert "填报 5" not in person.get("/?q=没有的单位")
    assert "填报 5" in person.get("/?q=教育局&severity=error&rule=TXT-NORECV&group=rule")
    assert person.client.get("/?page=0").status_code == 422
    assert person.get("/?page=99")
    assert person.get("/?state=nonsense&group=nonsense&year=1999")


def test_htmx_is_answered_with_the_pieces_that_changed(enter: Enter) -> None:
    person = enter("王检")
    data = {"csrf": person.csrf(), "kind": "confirmed", "chosen": f"{SURE.finding_id}|{person.token(SURE)}"}
    answer = person.client.post("/decisions", data=data, headers={"hx-request": "true"}).text
    assert f'id="f-{SURE.finding_id}"' in answer
    assert "已记录 1 项" in answer
    assert HOSTILE.finding_id not in answer
    assert "<html" not in answer
    assert "已记录" not in person.get("/"), "what htmx was told is not told again"


def test_htmx_without_a_session_is_sent_to_the_login(stranger: TestClient) -> None:
    answer = stranger.post("/decisions", headers={"hx-request": "true"}, data={"kind": "confirmed"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/login")


def test_what_is_handed_over_waits_with_the_colleague(enter: Enter, office: Office) -> None:
    person, colleague = enter("王检"), enter("李检")
    assert "请写明转交给谁" in person.decide("handed", SURE)
    assert "没有可以接手的账号" in person.decide("handed", SURE, to="赵看")
    assert "外县不负责这个地区" in person.decide("handed", SURE, to="外县")
    assert "已记录 1 项" in person.decide("handed", SURE, to="李检", reason="请看原件")
    assert states(office)[SURE.finding_id] == "waiting"
    assert "请看原件" in colleague.get("/?state=mine")
    assert "请看原件" not in person.get("/?state=mine")
    colleague.decide("confirmed", SURE)
    assert "请看原件" not in colleague.get("/?state=mine")


def test_what_was_to_be_read_again_comes_back_after_the_night_that_read_it(
    enter: Enter, office: Office, clock: Clock
) -> None:
    clock.now = STARTED + timedelta(hours=6)
    person = enter("王检")
    person.decide("reread", SURE)
    assert states(office)[SURE.finding_id] == "reread"
    again = replace(order(office.out / "2024", agencies=(agency(),)), started=STARTED + timedelta(days=1))
    spend(office.ledger, again, FINDINGS)
    assert states(office)[SURE.finding_id] == "lapsed"
    assert "已重新抓取并读取，结果相同" in person.get("/")


def test_an_agency_is_found_by_another_of_its_names(enter: Enter, office: Office) -> None:
    spend(office.ledger, order(office.out / "2024", agencies=(agency(aliases=("县教体局",)),)), FINDINGS)
    assert "清河县教育局" in enter("王检").get("/?q=教体")


def test_the_office_list_of_explanations_leaves_nothing_to_do(enter: Enter, office: Office) -> None:
    excused = replace(SURE, suppressed_by="王某：已书面说明")
    spend(office.ledger, order(office.out / "2024", agencies=(agency(),)), (excused, DOUBTFUL, HOSTILE))
    assert states(office)[SURE.finding_id] == "explained"
    assert "王某：已书面说明" in enter("王检").get("/?state=explained")


def test_what_stands_in_empty_fields_is_said_in_english_too(enter: Enter) -> None:
    fields = re.findall(r"<input[^>]*placeholder=[^>]*>", enter("王检").get("/"))
    assert fields
    assert all(re.search(r'data-zh="[^"]+" data-en="[ -~]+"', field) for field in fields)
