from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

import pytest
from fastapi.testclient import TestClient

from flows.errors import SettingsError
from flows.ledger.audit_log import entries
from flows.review.access import Refused, log_in
from flows.review.binding import Binding, checked, take_place
from flows.review.office import Office
from flows.review.passwords import hash_password
from flows.review.registering import account_lines, add_account, close_account, new_token
from tests.review.conftest import PASSWORD, SURE, Clock, Person

Enter = Callable[[str], Person]


@pytest.mark.parametrize(
    "path", ["/", "/finding?id=x", "/copy?id=x", "/site/index.html", "/log", "/log.csv", "/sheet", "/queue.xlsx"]
)
def test_nothing_is_shown_without_a_session(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")


@pytest.mark.parametrize("path", ["/decisions", "/undo", "/logout", "/sheet"])
def test_nothing_is_written_without_a_session(stranger: TestClient, path: str, office: Office) -> None:
    answer = stranger.post(path, data={"kind": "confirmed"}, follow_redirects=False)
    assert answer.headers["location"] == "/login"
    assert entries(office.ledger) == []


@pytest.mark.parametrize("path", ["/login", "/letter", "/sheet"])
def test_a_stranger_s_flood_is_cut_off_and_not_taken_in(stranger: TestClient, path: str) -> None:
    def flood() -> Iterator[bytes]:
        yield b'--X\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        yield from repeat(b"x" * 1_000_000, 40)

    answer = stranger.post(path, content=flood(), headers={"Content-Type": "multipart/form-data; boundary=X"})
    assert (answer.status_code, "文件太大" in answer.text) == (413, True)


@pytest.mark.parametrize(
    "path",
    ["/site/%00", f"/site/{'a' * 5000}", f"/letter?id=x&year={10**30}", f"/letter/file?id=x&name=y&year={10**30}"],
)
def test_an_address_that_nothing_can_have_is_refused_and_no_fault(enter: Enter, path: str) -> None:
    assert enter("王检").client.get(path).status_code in (404, 422)


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(stranger: TestClient) -> None:
    answer = stranger.post("/login", data={"name": "王检", "password": PASSWORD}, follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie


def test_five_wrong_passwords_close_the_door_for_a_quarter_of_an_hour(stranger: TestClient, clock: Clock) -> None:
    for _ in range(5):
        assert stranger.post("/login", data={"name": "王检", "password": "wrong"}).status_code == 401
    right = {"name": "王检", "password": PASSWORD}
    assert stranger.post("/login", data=right).status_code == 429
    clock.later(minutes=16)
    assert stranger.post("/login", data=right).url.path == "/"


def test_a_session_ends_after_a_working_day(enter: Enter, clock: Clock) -> None:
    person = enter("王检")
    clock.later(hours=11)
    assert person.client.get("/").url.path == "/login"


def test_logging_out_ends_the_session_on_the_server(enter: Enter) -> None:
    person = enter("王检")
    cookie = person.client.cookies["gouji_session"]
    person.client.post("/logout", data={"csrf": person.csrf()})
    person.client.cookies.set("gouji_session", cookie)
    assert person.client.get("/").url.path == "/login"


def test_a_cookie_that_was_there_before_the_login_is_no_session_after_it(stranger: TestClient) -> None:
    planted = "planted-by-somebody-else"
    stranger.cookies.set("gouji_session", planted, domain="localhost.local", path="/")
    answer = stranger.post("/login", data={"name": "王检", "password": PASSWORD}, follow_redirects=False)
    assert answer.cookies["gouji_session"] != planted
    stranger.cookies.clear()
    stranger.cookies.set("gouji_session", planted)
    assert stranger.get("/").url.path == "/login"


@pytest.mark.parametrize("csrf", ["", "wrong", "錯"])
def test_a_form_without_the_sessions_token_is_refused(enter: Enter, csrf: str, office: Office) -> None:
    person = enter("王检")
    data = {"csrf": csrf, "kind": "confirmed", "chosen": f"{SURE.finding_id}|{person.token(SURE)}"}
    assert person.client.post("/decisions", data=data).status_code == 403
    assert "confirmed" not in [entry.action for entry in entries(office.ledger)]


def test_every_page_forbids_inline_scripts_and_has_none(enter: Enter) -> None:
    person = enter("张审")
    for path in ("/", f"/finding?id={SURE.finding_id}", "/log", "/login"):
        answer = person.client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "<script>" not in answer.text
        assert " style=" not in answer.text
        assert " onclick" not in answer.text


def test_a_name_that_is_not_ours_is_refused(stranger: TestClient) -> None:
    assert stranger.get("/login", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "desk.example"])
def test_beyond_loopback_only_with_tls_or_a_proxy_and_a_name(host: str) -> None:
    with pytest.raises(SettingsError, match="TLS"):
        checked(Binding(host))
    with pytest.raises(SettingsError, match="--name"):
        checked(Binding(host, behind_proxy=True))
    assert checked(Binding(host, behind_proxy=True, names=("desk.example",))).is_secure
    assert not checked(Binding("::1")).is_secure


@pytest.mark.parametrize("port", [0, -1, 99_999])
def test_a_port_that_is_none_is_refused(port: int) -> None:
    with pytest.raises(SettingsError, match="--port"):
        checked(Binding(port=port))


def test_a_port_that_is_taken_is_told_before_the_console_says_where_it_is() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(SettingsError, match="端口已被占用"):
        take_place(Binding(port=taken.getsockname()[1]))


def test_whoever_comes_before_the_console_is_ready_waits() -> None:
    with take_place(Binding(port=0)) as place, socket.create_connection(place.getsockname(), timeout=5):
        pass


def test_accounts_are_made_renewed_and_closed_from_the_command_line(office: Office, stranger: TestClient) -> None:
    url = office.ledger.url.render_as_string(hide_password=False)
    add_account(url, "新人", "viewer", (), "first-password")
    assert stranger.post("/login", data={"name": "新人", "password": "first-password"}).url.path == "/"
    add_account(url, "新人", "inspector", ("qh-gov",), "second-password")
    assert stranger.get("/").url.path == "/login"
    assert "新人  inspector  qh-gov" in account_lines(url)
    assert len(new_token(url, "新人")) > 30
    close_account(url, "新人")
    assert stranger.post("/login", data={"name": "新人", "password": "second-password"}).status_code == 401
    with pytest.raises(SettingsError, match="没有账号"):
        new_token(url, "新人")
    with pytest.raises(SettingsError, match="台账中没有"):
        add_account(url, "某", "viewer", ("nowhere",), "first-password")
    with pytest.raises(SettingsError, match="至少"):
        hash_password("short")


def test_a_form_that_another_site_sends_is_not_looked_at(stranger: TestClient, office: Office) -> None:
    right = {"name": "王检", "password": PASSWORD}
    assert stranger.post("/login", data=right, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert entries(office.ledger) == []
    assert stranger.post("/login", data=right, headers={"sec-fetch-site": "same-origin"}).url.path == "/"


def test_many_guesses_at_once_are_counted_one_by_one(office: Office) -> None:
    with ThreadPoolExecutor(12) as crowd:
        tried = list(crowd.map(lambda _: _guess(office), range(12)))
    assert tried.count("wrong") == 5
    assert tried.count("shut") == 7


def _guess(office: Office) -> str:
    try:
        return "right" if log_in(office, "王检", "a wrong guess", "192.0.2.1") else "wrong"
    except Refused:
        return "shut"
