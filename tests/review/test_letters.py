from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from flows.ledger.accounts import give_token
from flows.ledger.audit_log import entries
from flows.review.app import make_app
from flows.review.office import Office
from flows.settings import load_settings
from tests.review.conftest import SURE, Person

Enter = Callable[[str], Person]
CASE = "/letter?id=qh-edu&year=2023"


@pytest.fixture
def office(office: Office) -> Office:
    """The office with settings for its mail: letters are written into a folder."""
    return replace(office, settings=load_settings(out=office.out, letter_pdf=False))


def do(person: Person, deed: str, **more: str) -> str:
    """Press a button on the case's page; gives the page that comes."""
    page = person.get(CASE)
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    data = {"csrf": person.csrf(CASE), "id": "qh-edu", "year": "2023", "deed": deed}
    answer = person.client.post("/letter", data=data | {"seen": seen[1] if seen else ""} | more)
    assert answer.status_code == 200, answer.text
    told = re.search(r'<div id="told".*?</div>', answer.text, re.DOTALL)
    return told[0] if told else ""


def test_only_what_was_confirmed_is_drafted_and_another_person_approves(enter: Enter, office: Office) -> None:
    drafter, second, approver = enter("王检"), enter("李检"), enter("张审")
    assert "案件目前为“待确认”，不能拟稿" in do(drafter, "draft")
    drafter.decide("confirmed", SURE)
    assert "已拟稿" in do(drafter, "draft")
    assert "待签发" in second.get("/letters")
    page = approver.get(CASE)
    assert page.index("将发出的内容和去处") < page.index("填报 5")
    assert "须由审批人操作" in do(second, "approve")
    assert "已签发" in do(approver, "approve")
    assert "外发1件" in do(approver, "send")
    assert "已登记单位反馈" in do(drafter, "acknowledge", reason="来电确认")
    assert [one.action for one in entries(office.ledger)][:2] == ["letter_acknowledge", "letter_send"]


def test_a_case_is_found_by_part_of_its_name_or_code(enter: Enter) -> None:
    person = enter("王检")
    link = "/letter?id=qh-edu"
    assert link in person.get("/letters?year=2023&q=qh-ed")
    assert link in person.get("/letters?year=2023&q=教育")
    page = person.get("/letters?year=2023&q=水利")
    assert link not in page
    assert "没有符合条件的案件" in page


def test_a_letter_in_a_folder_is_said_to_be_unmailed(enter: Enter) -> None:
    drafter, approver = enter("王检"), enter("张审")
    drafter.decide("confirmed", SURE)
    do(drafter, "draft")
    do(approver, "approve")
    assert "并未寄出，请按收件人转交" in do(approver, "send")


def test_what_was_approved_is_there_to_save_and_print(enter: Enter) -> None:
    drafter, approver = enter("王检"), enter("张审")
    drafter.decide("confirmed", SURE)
    do(drafter, "draft")
    assert "name=letter.docx" in drafter.get(CASE)
    do(approver, "approve")
    links = re.findall(r'href="(/letter/file[^"]+)"', drafter.get(CASE))
    names = {link.rpartition("name=")[2] for link in links}
    assert {"letter.docx", "annex.xlsx", "mail.txt"} <= names
    assert len(links) == len(names)
    assert all(drafter.client.get(link.replace("&amp;", "&")).status_code == 200 for link in links)


def test_who_drafted_cannot_approve_and_a_draft_that_changed_is_looked_at_again(enter: Enter) -> None:
    approver = enter("张审")
    approver.decide("confirmed", SURE)
    do(approver, "draft")
    assert "拟稿人不能签发自己拟的稿</p>" in do(approver, "approve")
    assert "没有已签发、待外发的函件</p>" in do(approver, "send")
    do(enter("王检"), "draft")
    assert "有变化，请重新查看" in do(approver, "approve", seen="0" * 64)
    assert "请先查看稿件" in do(approver, "approve", seen="")


def test_the_files_of_a_letter_are_there_to_read_before_it_is_approved(enter: Enter) -> None:
    person = enter("王检")
    person.decide("confirmed", SURE)
    do(person, "draft")
    assert person.client.get("/letter/file?id=qh-edu&year=2023&name=letter.docx").content.startswith(b"PK")
    assert "qh-edu" not in person.client.get("/letter/file?id=qh-edu&year=2023&name=../x").text


def test_roles_and_regions_bound_letters_too(enter: Enter) -> None:
    enter("王检").decide("confirmed", SURE)
    reader = enter("赵看")
    assert 'name="deed"' not in reader.get(CASE)
    data = {"csrf": reader.csrf(), "id": "qh-edu", "year": "2023", "deed": "draft"}
    assert "须由核查人员操作" in reader.client.post("/letter", data=data).text
    assert enter("外县").client.get(CASE).status_code == 404
    assert "清河县教育局" not in enter("外县").get("/letters")
    assert "清河县教育局" in enter("本县").get("/letters")


def test_a_wrong_wish_is_told_in_words(enter: Enter) -> None:
    person = enter("王检")
    assert "无法识别的操作" in do(person, "burn")
    assert "YYYY-MM-DD" in do(person, "accept", until="明年")
    assert "请选择反馈表文件" in do(person, "reply")
    assert "--reason" not in do(person, "accept")
    assert person.client.post("/letter", data={"id": "qh-edu", "year": "2023", "deed": "draft"}).status_code == 403


def test_an_approver_holds_all_mail_from_the_console_and_lets_it_go_again(enter: Enter, office: Office) -> None:
    drafter, approver = enter("王检"), enter("张审")
    drafter.decide("confirmed", SURE)
    do(drafter, "draft")
    do(approver, "approve")
    throw = {"csrf": approver.csrf("/letters"), "stop": "true"}
    assert "已停止全部外发" in approver.client.post("/mail", data=throw).text
    assert "全部外发已停止" in drafter.get("/letters")
    assert "已停止" in do(approver, "send")
    approver.client.post("/mail", data=throw | {"stop": "false"})
    assert "外发1件" in do(approver, "send")
    actions = [one.action for one in entries(office.ledger)]
    assert actions.index("mail_resumed") < actions.index("mail_stopped")


@pytest.mark.parametrize("name", ["王检", "赵看"])
def test_nobody_else_throws_the_switch_for_mail(enter: Enter, name: str) -> None:
    person = enter(name)
    assert 'action="/mail"' not in person.get("/letters")
    assert person.client.post("/mail", data={"csrf": person.csrf(), "stop": "true"}).status_code == 403
    assert "全部外发已停止" not in person.get("/letters")


def test_a_whole_case_is_decided_at_once_and_taken_back_at_once(enter: Enter, office: Office) -> None:
    person = enter("王检")
    data = {"csrf": person.csrf(CASE), "back": "case:2023:qh-edu", "kind": "dismissed", "reason": "读取有误"}
    chosen = re.findall(r'name="chosen" value="([^"|]+\|[^"]+)"', person.get(CASE))
    page = person.client.post("/decisions", data=data | {"chosen": chosen}).text
    assert f"已记录 {len(chosen)} 项" in page
    assert "清河县教育局" in page
    assert "全部不成立" not in page
    taken = re.findall(r'name="taken" value="([^"]+)"', page)
    data = {"csrf": person.csrf(CASE), "back": "case:2023:qh-edu", "taken": taken}
    assert "全部不成立" in person.client.post("/undo", data=data).text


@pytest.fixture
def program(office: Office) -> Iterator[TestClient]:
    with office.ledger.writing() as connection:
        give_token(connection, "王检", "t1")
    with TestClient(make_app(office), base_url="http://localhost", headers={"Authorization": "Bearer t1"}) as client:
        yield client


def test_a_program_does_the_same_under_the_same_rules(program: TestClient, enter: Enter) -> None:
    [row] = program.get("/api/letters").json()
    assert (row["agency_id"], row["state"], row["case_id"]) == ("qh-edu", "suspected", 0)
    enter("王检").decide("confirmed", SURE)
    assert program.get("/api/letters/qh-edu").json()["offered"] == ["draft"]
    assert program.post("/api/letters/qh-edu", json={"deed": "draft", "year": 2023}).json()["refused"] is None
    answer = program.post("/api/letters/qh-edu", json={"deed": "approve", "year": 2023}).json()
    assert answer == {"told": None, "refused": "“签发”须由审批人操作"}
    assert program.get("/api/letters/nowhere").status_code == 404


def test_a_program_throws_the_switch_for_mail_only_with_an_approver_s_token(
    program: TestClient, office: Office
) -> None:
    assert program.post("/api/mail", json={"stopped": True}).status_code == 403
    with office.ledger.writing() as connection:
        give_token(connection, "张审", "t2")
    head = {"Authorization": "Bearer t2"}
    assert program.post("/api/mail", json={"stopped": True}, headers=head).json() == {"stopped": True}
    assert program.get("/api/mail").json() == {"stopped": True}
