"""No address on the inside is ever connected to, whatever a name or a redirect says."""

from __future__ import annotations

import socket
from ipaddress import ip_network
from typing import Any

import pytest

from checks.model import Agency
from flows.crawl import Archive, Outcome
from flows.crawl.hosts import Hosts, registered_domain
from flows.crawl.manners.session import Session
from flows.crawl.trail import addresses_in, plain_url
from flows.crawl.transport.guards import Cut, Guard, host_of
from flows.settings import Settings
from tests.crawl.badserver import BadServer

INSIDE = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "ff02::1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
]


@pytest.mark.parametrize("address", INSIDE)
def test_inside_addresses_are_refused(address: str) -> None:
    with pytest.raises(Cut) as cut:
        Guard().addresses(address, 80)
    assert cut.value.outcome is Outcome.FORBIDDEN_ADDRESS


def test_public_addresses_are_allowed() -> None:
    assert Guard().addresses("8.8.8.8", 80) == ["8.8.8.8"]


def test_other_spellings_of_loopback_are_refused() -> None:
    for spelling in ("2130706433", "0x7f000001", "127.1", "localhost"):
        with pytest.raises(Cut):
            Guard().addresses(spelling, 80)


def test_only_what_the_settings_list_is_allowed() -> None:
    guard = Guard((ip_network("127.0.8.0/24"),))
    assert guard.addresses("127.0.8.1", 80) == ["127.0.8.1"]
    with pytest.raises(Cut):
        guard.addresses("127.0.9.1", 80)


def test_a_name_with_an_inside_address_among_others_leads_only_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("10.0.0.1", "8.8.8.8")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    assert Guard().addresses("two-faced.example", 80) == ["8.8.8.8"]


def test_a_name_is_resolved_once_and_the_checked_address_is_connected_to(
    monkeypatch: pytest.MonkeyPatch, server: BadServer, settings: Settings, archive: Archive
) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        if host == "127.0.0.1":
            return real(host, port, *args, **kwargs)
        asked.append(host)
        # The second answer would be the attacker's.
        address = "127.0.0.1" if len(asked) == 1 else "10.6.6.6"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    url = server.page("/", "<p>ok</p>").replace("127.0.0.1", "rebinding.example")
    session = Session(settings.model_copy(update={"respect_robots": False}), archive)
    fetched = session.fetch(url)
    assert fetched.outcome is Outcome.FOUND
    assert asked == ["rebinding.example"]
    assert server.asked[0].headers["Host"].startswith("rebinding.example")


def test_addresses_are_normalised() -> None:
    guard = Guard()
    assert guard.url(" HTTP://WWW.Example.gov.cn.:80/a b/年报?q=报告#top ") == (
        "http://www.example.gov.cn/a%20b/%E5%B9%B4%E6%8A%A5?q=%E6%8A%A5%E5%91%8A"
    )
    assert guard.url("https://例子.cn") == "https://xn--fsqu00a.cn/"
    assert guard.url("http://[::1]:8080/x%20y") == "http://[::1]:8080/x%20y"


def test_line_breaks_cannot_be_smuggled_into_a_request() -> None:
    with pytest.raises(Cut):
        Guard().url("http://a.cn\r\nHost: b.cn/")
    assert "\r" not in Guard().url("http://a.cn/x\r\nHost: b.cn")


def test_registered_domains_of_government_sites() -> None:
    assert registered_domain("czj.zhoukou.gov.cn") == "zhoukou.gov.cn"
    assert registered_domain("www.example.org.cn") == "example.org.cn"
    assert registered_domain("www.chinatax.gov.cn") == "chinatax.gov.cn"
    assert registered_domain("a.b.example.com") == "example.com"
    assert registered_domain("gov.cn") == "gov.cn"
    assert registered_domain("10.1.1.1") == ""
    assert registered_domain("localhost") == ""


def test_a_look_alike_host_does_not_count() -> None:
    agency = Agency("a", "周口市财政局", "department", site_url="https://czj.zhoukou.gov.cn/")
    hosts = Hosts.of(agency)
    assert hosts.allow("http://www.zhoukou.gov.cn/x")
    assert not hosts.allow("http://zhoukou.gov.cn.evil.example/x")
    assert not hosts.allow("http://xzhoukou.gov.cn/x")
    assert not hosts.allow("http://www.kaifeng.gov.cn/")
    assert not Hosts.of(agency, follow_suffix=False).allow("http://www.zhoukou.gov.cn/x")


def test_two_cities_under_one_zone_are_strangers() -> None:
    hosts = Hosts.of(Agency("a", "甲", "department", site_url="http://gov.cn/"))
    assert not hosts.allow("http://www.zhoukou.gov.cn/")


def test_the_host_of_nonsense_is_empty() -> None:
    assert host_of("not an address") == ""
    assert host_of("HTTP://Www.Example.GOV.cn:8080/") == "www.example.gov.cn"


def test_a_trail_names_a_chinese_host_as_it_is_asked_for() -> None:
    shown = plain_url("http://www.政务.cn:8080/年报/")
    assert shown.startswith("http://www.xn--zfr164b.cn:8080/%E5")
    assert addresses_in([f"打开登记的年报栏目 {shown}"]) == [shown]
