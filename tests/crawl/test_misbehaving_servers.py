"""Every misbehaviour becomes a word of the vocabulary, costs a bounded number of requests, and the crawl goes on."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Callable

import pytest

from flows.crawl import Archive, Outcome
from flows.crawl.manners.session import Session
from flows.settings import Settings
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer

ONCE, TWICE = 1, 2
CASES = {
    "hangs up": (bad.drop, Outcome.RESET, TWICE),
    "breaks off": (bad.partial, Outcome.PARTIAL, TWICE),
    "is silent": (bad.silent, Outcome.TIMEOUT_READ, TWICE),
    "drips its body": (bad.drip_body, Outcome.TIMEOUT_TOTAL, ONCE),
    "drips its header": (bad.drip_header, Outcome.TIMEOUT_TOTAL, ONCE),
    "speaks no HTTP": (bad.nonsense, Outcome.BAD_RESPONSE, ONCE),
    "sends an endless header": (bad.endless_header, Outcome.BAD_RESPONSE, ONCE),
    "sends a gzip bomb": (bad.bomb, Outcome.TOO_LARGE, ONCE),
    "sends 50 MB": (bad.fifty_megabytes, Outcome.TOO_LARGE, ONCE),
    "sends broken gzip": (bad.bad_gzip, Outcome.BAD_ENCODING, ONCE),
    "calls a plain page gzip": (bad.coded("gzip", b"<!DOCTYPE html><p>ok</p>"), Outcome.FOUND, ONCE),
    "calls plain data brotli": (bad.coded("br", b'{"list": []}'), Outcome.FOUND, ONCE),
    "sends gzip that breaks off": (bad.half_gzip, Outcome.PARTIAL, TWICE),
    "sends deflate without its header": (bad.raw_deflate, Outcome.FOUND, ONCE),
    "sends brotli unasked": (bad.coded("br", b"\x1b\x03\x00"), Outcome.BAD_ENCODING, ONCE),
    "calls UTF-8 a coding": (bad.coded("UTF-8", b"<p>ok</p>"), Outcome.FOUND, ONCE),
    "sends junk after its gzip": (bad.coded("gzip", bad.SQUEEZED + b"junk"), Outcome.FOUND, ONCE),
    "promises less than it sends": (bad.length("9"), Outcome.FOUND, ONCE),
    "promises more than it sends of a page": (bad.length("99999", "<html><body><ul><li>"), Outcome.PARTIAL, TWICE),
    "promises more than the page that it sends whole": (bad.length("99999"), Outcome.FOUND, ONCE),
    "promises more than the pages that it puts together": (
        bad.length("99999", "<html>1</html><div><html>2</html>"),
        Outcome.PARTIAL,
        TWICE,
    ),
    "promises more than it sends of no page": (bad.length("99999", "%PDF-1.5 "), Outcome.PARTIAL, TWICE),
    "promises more than the page and leaves the line open": (bad.length("99999", stays=True), Outcome.FOUND, ONCE),
    "promises 100 GB": (bad.length("99999999999", "<html>"), Outcome.PARTIAL, TWICE),
    "promises nonsense": (bad.length("-5"), Outcome.FOUND, ONCE),
    "breaks off between chunks": (bad.chunked(b"3\r\nabc\r\n"), Outcome.PARTIAL, TWICE),
    "breaks off within a chunk": (bad.chunked(b"64\r\nabc"), Outcome.PARTIAL, TWICE),
    "counts its chunks in nonsense": (bad.chunked(b"ZZZ\r\nabc\r\n0\r\n\r\n"), Outcome.BAD_RESPONSE, ONCE),
    "continues for ever": (bad.continues, Outcome.TIMEOUT_TOTAL, ONCE),
    "hints at what it will answer": (bad.hints(1), Outcome.FOUND, ONCE),
    "hints without end": (bad.hints(2_000), Outcome.BAD_RESPONSE, ONCE),
    "sends gzip in crumbs": (bad.coded("gzip", bad.CRUMBS), Outcome.BAD_ENCODING, ONCE),
    "floods with headers": (bad.many_headers, Outcome.BAD_RESPONSE, ONCE),
    "sends a part": (bad.status(206), Outcome.PARTIAL, TWICE),
    "answers 521 as firewalls do": (bad.status(521), Outcome.CHALLENGE, ONCE),
    "answers that it is unchanged without being asked": (bad.status(304, ""), Outcome.EMPTY_PAGE, ONCE),
    "asks for a time long past": (
        bad.status(503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"),
        Outcome.SERVER_ERROR,
        TWICE,
    ),
    "redirects to itself in IPv6": (bad.moved("http://[::ffff:10.0.0.1]/"), Outcome.FORBIDDEN_ADDRESS, ONCE),
    "redirects to data": (bad.moved("data:text/html,x"), Outcome.BAD_ADDRESS, ONCE),
    "redirects to an endless address": (bad.moved("/" + "a" * 9000), Outcome.BAD_ADDRESS, ONCE),
    "fails for good": (bad.status(500), Outcome.SERVER_ERROR, TWICE),
    "closes before its page ends": (
        lambda ask: bad.raw(ask, b"HTTP/1.1 200 OK\r\n\r\n<html><body><ul><li>"),
        Outcome.PARTIAL,
        TWICE,
    ),
    "tells its length and leaves its page open": (
        lambda ask: bad.answer(ask, b"<html><body><ul><li>1"),
        Outcome.FOUND,
        ONCE,
    ),
    "is overloaded": (bad.status(503, Retry_After="0"), Outcome.SERVER_ERROR, TWICE),
    "wants peace": (bad.status(429, Retry_After="0"), Outcome.RATE_LIMITED, TWICE),
    "refuses": (bad.status(403), Outcome.BLOCKED, ONCE),
    "wants a password": (bad.status(401), Outcome.BLOCKED, ONCE),
    "is behind a firewall": (bad.status(412), Outcome.BLOCKED, ONCE),
    "does not know it": (bad.status(404), Outcome.NOT_FOUND, ONCE),
    "has deleted it": (bad.status(410), Outcome.GONE, ONCE),
    "answers 418": (bad.status(418), Outcome.HTTP_ERROR, ONCE),
    "answers nothing": (bad.status(200, "  \n "), Outcome.EMPTY_PAGE, ONCE),
    "redirects nowhere": (lambda ask: bad.answer(ask, b"", status=302), Outcome.BAD_RESPONSE, ONCE),
    "redirects to a private address": (bad.moved("http://10.1.2.3/"), Outcome.FORBIDDEN_ADDRESS, ONCE),
    "redirects to the metadata service": (bad.moved("http://169.254.169.254/latest"), Outcome.FORBIDDEN_ADDRESS, ONCE),
    "redirects to a file": (bad.moved("file:///etc/passwd"), Outcome.BAD_ADDRESS, ONCE),
    "redirects to a script": (bad.moved("javascript:alert(1)"), Outcome.BAD_ADDRESS, ONCE),
    "redirects to a password": (bad.moved("http://user:pw@127.0.0.1/"), Outcome.BAD_ADDRESS, ONCE),
    "redirects to a name with a hidden end": (bad.moved("http://127.0.0.1%00.gov.cn/"), Outcome.BAD_ADDRESS, ONCE),
    "redirects to an address in wide digits": (
        bad.moved("http://１０。０.０.１/".encode().decode("latin-1")),
        Outcome.FORBIDDEN_ADDRESS,
        ONCE,
    ),
    "redirects to nonsense": (bad.moved("http://[::1/"), Outcome.BAD_ADDRESS, ONCE),
}


@pytest.mark.parametrize("name", CASES)
def test_a_site_that(name: str, server: BadServer, session: Session) -> None:
    handle, outcome, requests = CASES[name]
    url = server.serve("/bad", handle)
    good = server.page("/good", "<html><body>好的</body></html>")
    fetched = session.fetch(url)
    assert fetched.outcome is outcome
    assert fetched.sentence.startswith(outcome.meaning.zh)
    assert server.paths() == ["/bad"] * requests
    assert session.fetch(good).outcome is Outcome.FOUND


@pytest.mark.parametrize("said", ["", "gzip"], ids=["unsaid", "twice"])
def test_what_is_squeezed_without_a_word_is_unpacked(said: str, server: BadServer, session: Session) -> None:
    content = gzip.compress(bad.SQUEEZED) if said else bad.SQUEEZED
    url = server.serve("/bad", lambda ask: bad.answer(ask, content, Content_Encoding=said))
    snapshot = session.fetch(url).snapshot
    assert snapshot is not None
    assert snapshot.content == gzip.decompress(bad.SQUEEZED)


def test_a_site_that_fails_once_is_asked_again(server: BadServer, session: Session) -> None:
    url = server.serve("/", bad.after(1, bad.status(503), lambda ask: bad.answer(ask, b"<p>ok</p>")))
    assert session.fetch(url).outcome is Outcome.FOUND
    assert server.paths() == ["/", "/"]


def test_a_failure_is_said_only_after_the_last_retry(
    server: BadServer, archive: Archive, make_settings: Callable[..., Settings]
) -> None:
    url = server.serve("/", bad.drop)
    assert Session(make_settings(retries=3), archive).fetch(url).outcome is Outcome.RESET
    assert len(server.paths()) == 4


def test_a_drip_is_cut_at_the_total_time_out(server: BadServer, session: Session, settings: Settings) -> None:
    url = server.serve("/", bad.drip_body)
    server.page("/robots.txt", "")
    begun = time.monotonic()
    session.fetch(url)
    assert time.monotonic() - begun < settings.total_timeout_seconds + 0.5


def test_a_redirect_loop_ends(server: BadServer, session: Session) -> None:
    server.serve("/a", bad.moved("/b"))
    server.serve("/b", bad.moved("/a"))
    assert session.fetch(server.url("/a")).outcome is Outcome.LOOP
    assert len(server.paths()) <= 4


def test_endless_redirects_end(server: BadServer, session: Session, settings: Settings) -> None:
    for number in range(20):
        server.serve(f"/{number}", bad.moved(f"/{number + 1}"))
    assert session.fetch(server.url("/0")).outcome is Outcome.TOO_MANY_REDIRECTS
    assert len(server.paths()) == settings.max_redirects + 1


def test_a_cookie_that_is_asked_for_by_a_redirect_is_brought(server: BadServer, session: Session) -> None:
    def wall(ask: bad.BaseHTTPRequestHandler) -> None:
        if "pass=1" in (ask.headers.get("Cookie") or ""):
            bad.answer(ask, b"<p>in</p>")
        else:
            bad.answer(ask, b"", status=302, Location="/", Set_Cookie="pass=1")

    assert session.fetch(server.serve("/", wall)).outcome is Outcome.FOUND


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/年报".encode(), "/%E5%B9%B4%E6%8A%A5"),
        ("/年报".encode("gbk"), "/%C4%EA%B1%A8"),
        (b"\\nb\\2023\\", "/nb/2023/"),
        (b"/nb/?at=\\", "/nb/?at=%5C"),
    ],
    ids=["utf-8", "gbk", "backslashes", "a backslash in a query"],
)
def test_a_redirect_target_is_taken_as_browsers_do(
    target: bytes, path: str, server: BadServer, session: Session
) -> None:
    head = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + target + b"\r\n\r\n"
    server.page(path, "<p>ok</p>")
    assert session.fetch(server.serve("/", lambda ask: bad.raw(ask, head))).outcome is Outcome.FOUND
    assert server.paths() == ["/", path]


def test_an_answer_after_a_hint_is_not_taken_for_that_to_the_next_request(
    server: BadServer, session: Session, archive: Archive
) -> None:
    hinted = session.fetch(server.serve("/hinted", bad.hints(1))).snapshot
    other = session.fetch(server.page("/other", "<p>另一页</p>")).snapshot
    assert hinted is not None
    assert other is not None
    assert other.content.decode() == "<p>另一页</p>"
    kept = archive.read(hinted.record_id)
    assert kept is not None
    assert kept.block.startswith(b"HTTP/1.1 200")


def test_a_port_that_refuses(session: Session) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    assert session.fetch(f"http://127.0.0.1:{port}/").outcome is Outcome.REFUSED


def test_a_host_that_does_not_exist(session: Session) -> None:
    assert session.fetch("http://gouji.invalid/").outcome in (Outcome.DNS, Outcome.DNS_TEMPORARY)


def test_a_server_that_closes_idle_connections_costs_a_retry_at_most(server: BadServer, session: Session) -> None:
    def close_after(ask: bad.BaseHTTPRequestHandler) -> None:
        bad.answer(ask, b"<p>ok</p>")
        ask.close_connection = True

    url = server.serve("/", close_after)
    assert [session.fetch(url).outcome for _ in range(3)] == [Outcome.FOUND] * 3


@pytest.mark.parametrize(
    "url",
    [
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http:///nohost",
        "http://user@127.0.0.1/",
        "http://127.0.0.1:99999/",
        "http://a b/",
        "http://127.0.0.1/" + "x" * 5000,
        "",
    ],
)
def test_an_address_that_is_none_is_never_asked(url: str, session: Session) -> None:
    assert session.fetch(url).outcome is Outcome.BAD_ADDRESS


def test_a_host_that_keeps_failing_is_left_alone(
    archive: Archive, make_settings: Callable[..., Settings], server: BadServer
) -> None:
    session = Session(make_settings(retries=0, breaker_failures=2, respect_robots=False), archive)
    url = server.serve("/", bad.drop)
    assert [session.fetch(url).outcome for _ in range(4)] == [Outcome.RESET] * 2 + [Outcome.SUSPENDED_HOST] * 2
    assert len(server.asked) == 2


def test_a_suspended_host_is_not_asked(
    archive: Archive, make_settings: Callable[..., Settings], server: BadServer
) -> None:
    session = Session(make_settings(suspended_hosts="x.gov.cn; 127.0.0.1"), archive)
    assert session.fetch(server.url()).outcome is Outcome.SUSPENDED_HOST
    assert server.asked == []


def test_a_hostile_reason_or_header_forges_no_line(server: BadServer, session: Session) -> None:
    url = server.serve(
        "/", lambda ask: bad.raw(ask, b"HTTP/1.1 200 OK\r\nX-A: \x1b[31m\x00b\r\nContent-Length: 2\r\n\r\nok")
    )
    fetched = session.fetch(url)
    assert "\n" not in fetched.sentence
    assert "\x1b" not in fetched.sentence
