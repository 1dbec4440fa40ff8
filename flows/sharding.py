"""How a night is cut: shards for fetching, spread over hosts; families for checking, kept together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from urllib.parse import urlsplit

from checks.model import Agency

Agencies = tuple[Agency, ...]


def shards(agencies: Sequence[Agency], size: int) -> list[Agencies]:
    """Parts of at most `size` agencies in which hosts take turns.

    A host is asked one thing at a time: a shard of one host's agencies would keep all others waiting.
    """
    hosts: dict[str, list[Agency]] = {}
    for agency in agencies:
        hosts.setdefault(_host(agency), []).append(agency)
    turns = zip_longest(*hosts.values())
    spread = [agency for turn in turns for agency in turn if agency is not None]
    return [tuple(spread[start : start + size]) for start in range(0, len(spread), size)]


def families(agencies: Sequence[Agency], size: int) -> list[Agencies]:
    """Parts that are checked together: a government with its members, a body with those it continues, never parted.

    Small families share a part of about `size`; one that is larger is a part of its own.
    """
    parts: list[Agencies] = []
    current: list[Agency] = []
    for family in _families(agencies):
        if current and len(current) + len(family) > size:
            parts.append(tuple(current))
            current = []
        current += family
    return [*parts, tuple(current)] if current else parts


def _families(agencies: Sequence[Agency]) -> Iterable[list[Agency]]:
    leader = {agency.agency_id: agency.agency_id for agency in agencies}

    def lead(agency_id: str) -> str:
        while leader[agency_id] != agency_id:
            leader[agency_id] = agency_id = leader[leader[agency_id]]
        return agency_id

    for agency in agencies:
        for kin in filter(None, (agency.parent_id, *agency.predecessors)):
            if kin in leader:
                leader[lead(agency.agency_id)] = lead(kin)
    grouped: dict[str, list[Agency]] = {}
    for agency in agencies:
        grouped.setdefault(lead(agency.agency_id), []).append(agency)
    return grouped.values()


def _host(agency: Agency) -> str:
    address = agency.report_url or agency.report_list_url or agency.site_url or ""
    return urlsplit(address.replace("{year}", "")).hostname or ""
