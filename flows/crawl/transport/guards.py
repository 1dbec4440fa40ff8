"""Which addresses may be asked at all: scheme, length, host, and the IP address that a name stands for.

A name is resolved once and the connection goes to the address that was checked (`flows.crawl.transport.wire`), so a name
server that answers differently the second time gains nothing.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from flows.crawl.outcomes import Outcome
from flows.settings import Settings

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
_PORTS = {"http": 80, "https": 443}
# Host names (some hold an underscore) and IP addresses; no percent sign, which a resolver might undo.
_NAME = re.compile(r"[a-z0-9._:-]+")
_NAME_UNKNOWN = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class Cut(Exception):
    """A request was stopped or never begun: the `outcome` says why, `detail` adds a few Chinese words.

    Raised by the guards and the wire, caught in `flows.crawl.manners.session`; it never leaves that module.
    """

    def __init__(self, outcome: Outcome, detail: str = "") -> None:
        super().__init__(outcome.value, detail)
        self.outcome = outcome
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Guard:
    """Checks addresses; `allowed` are networks outside the public internet that may be asked all the same."""

    allowed: tuple[Network, ...] = ()
    max_url_length: int = 2048

    @classmethod
    def of(cls, settings: Settings) -> Guard:
        """The guard that the settings describe."""
        return cls(settings.allowed_networks, settings.max_url_length)

    def url(self, url: str) -> str:
        """The address in the form in which it is asked: ASCII, no fragment, no white space around it.

        Raises `Cut` for anything but http and https, for a missing host, user names, ports out of range or length.
        """
        text = url.strip()
        if len(text) > self.max_url_length:
            raise Cut(Outcome.BAD_ADDRESS, "地址过长")
        parts, host = _split(text)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
        whole = urlunsplit((parts.scheme.lower(), host, path, query, ""))
        if len(whole) > self.max_url_length:
            raise Cut(Outcome.BAD_ADDRESS, "地址过长")
        return whole

    def addresses(self, host: str, port: int) -> Sequence[str]:
        """The IP addresses of a host that may be connected to, in the resolver's order.

        Raises `Cut` with a DNS outcome, or FORBIDDEN_ADDRESS where not one may.
        """
        found = _resolve(host, port)
        allowed = [address for address in found if self._permits(address)]
        if not allowed:
            raise Cut(Outcome.FORBIDDEN_ADDRESS, "、".join(found[:3]))
        return allowed

    def _permits(self, text: str) -> bool:
        # A zone id (fe80::1%eth0) marks a link-local address.
        if "%" in text:
            return False
        address = _unwrapped(ip_address(text))
        if any(address.version == network.version and address in network for network in self.allowed):
            return True
        return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def host_of(url: str) -> str:
    """The host name of an address in lower case and ASCII, empty where there is none."""
    try:
        return _split(url.strip())[0].hostname or ""
    except Cut:
        return ""


def _split(text: str) -> tuple[SplitResult, str]:
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Cut(Outcome.BAD_ADDRESS, "地址不合规范") from None
    if parts.scheme.lower() not in _PORTS:
        raise Cut(Outcome.BAD_ADDRESS, "只允许 http 和 https")
    if not host or parts.username is not None or parts.password is not None:
        raise Cut(Outcome.BAD_ADDRESS, "缺少域名或带有用户名")
    name = _ascii(host)
    shown = f"[{name}]" if ":" in name else name
    netloc = shown if port in (None, _PORTS[parts.scheme.lower()]) else f"{shown}:{port}"
    return parts._replace(netloc=netloc), netloc


def _ascii(host: str) -> str:
    try:
        name = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise Cut(Outcome.BAD_ADDRESS, "域名不合规范") from None
    if not _NAME.fullmatch(name):
        raise Cut(Outcome.BAD_ADDRESS, "域名不合规范")
    return name


def _resolve(host: str, port: int) -> list[str]:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as fault:
        unknown = fault.errno in _NAME_UNKNOWN
        raise Cut(Outcome.DNS if unknown else Outcome.DNS_TEMPORARY, host) from None
    except (UnicodeError, ValueError):
        raise Cut(Outcome.BAD_ADDRESS, "域名不合规范") from None
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def _unwrapped(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one that only carries it (::ffff:10.0.0.1, 6to4, Teredo)."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        return inner or address
    return address
