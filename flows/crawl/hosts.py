"""Whose word counts for an agency: its registered hosts and, where the settings say so, others of the same domain.

Mirrors and hijacked look-alikes republish government pages; a copy there is never evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from checks.model import Agency
from flows.crawl.transport.guards import host_of

# Second-level zones of .cn under which organisations register a name of their own.
_ZONES = frozenset({"gov", "com", "org", "net", "edu", "ac", "mil"})


@dataclass(frozen=True, slots=True)
class Hosts:
    """The host names that count for one agency; `suffixes` are domains of which every host counts."""

    names: frozenset[str]
    suffixes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, agency: Agency, follow_suffix: bool = True) -> Hosts:
        """The hosts of the addresses that the registry gives for an agency."""
        urls = (agency.report_url, agency.report_list_url, agency.site_url)
        names = frozenset(filter(None, (host_of(url) for url in urls if url)))
        suffixes = frozenset(filter(None, map(registered_domain, names))) if follow_suffix else frozenset[str]()
        return cls(names, suffixes)

    def allow(self, url: str) -> bool:
        """Whether an address is on one of these hosts."""
        host = host_of(url)
        return bool(host) and (host in self.names or registered_domain(host) in self.suffixes)


def registered_domain(host: str) -> str:
    """The part of a host name that an organisation registered: `x.y.zhoukou.gov.cn` gives `zhoukou.gov.cn`.

    Empty for an IP address and for a name of one label: those stand only for themselves.
    """
    try:
        ip_address(host)
    except ValueError:
        labels = host.split(".")
    else:
        return ""
    zone = 3 if len(labels) > 2 and labels[-1] == "cn" and labels[-2] in _ZONES else 2
    return ".".join(labels[-zone:]) if len(labels) >= 2 else ""
