"""How a night is cut: shards for fetching, spread over hosts; families for checking, kept together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from urllib.parse import urlsplit

from checks.model import Agency

Agencies = tuple[Agency, ...]
# A family so many times the size of a part is no longer held in memory whole.
_MOST_SIZES = 2


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
    """Parts that are checked together: a government with its members, a body with those it continues.

    Small families share a part of about `size`. One of more than twice that, such as a province with all below it, is
    parted into its governments, each with the members that are none with members of their own: of those figures are
    needed once more where they are added up (`members`).
    """
    parts: list[Agencies] = []
    current: list[Agency] = []
    for family in _families(agencies, size):
        if current and len(current) + len(family) > size:
            parts.append(tuple(current))
            current = []
        current += family
    return [*parts, tuple(current)] if current else parts


def members(agencies: Iterable[Agency]) -> dict[str, Agencies]:
    """The agencies that each government adds up, by its id."""
    found: dict[str, list[Agency]] = {}
    for agency in agencies:
        if agency.parent_id:
            found.setdefault(agency.parent_id, []).append(agency)
    return {parent_id: tuple(below) for parent_id, below in found.items()}


def _families(agencies: Sequence[Agency], size: int) -> Iterator[list[Agency]]:
    heads = frozenset(members(agencies))
    for family in _joined(agencies, lambda agency: (agency.parent_id, *agency.predecessors)):
        if len(family) <= _MOST_SIZES * size:
            yield family
        else:
            yield from _joined(
                family, lambda one: one.predecessors if one.agency_id in heads else (one.parent_id, *one.predecessors)
            )


def _joined(agencies: Sequence[Agency], kin: Callable[[Agency], Sequence[str | None]]) -> Iterable[list[Agency]]:
    """The agencies in groups, each with its kin, in the order of the first of each."""
    leader = {agency.agency_id: agency.agency_id for agency in agencies}

    def lead(agency_id: str) -> str:
        while leader[agency_id] != agency_id:
            leader[agency_id] = agency_id = leader[leader[agency_id]]
        return agency_id

    for agency in agencies:
        for one in filter(None, kin(agency)):
            if one in leader:
                leader[lead(agency.agency_id)] = lead(one)
    grouped: dict[str, list[Agency]] = {}
    for agency in agencies:
        grouped.setdefault(lead(agency.agency_id), []).append(agency)
    return grouped.values()


def _host(agency: Agency) -> str:
    address = agency.report_url or agency.report_list_url or agency.site_url or ""
    return urlsplit(address.replace("{year}", "")).hostname or ""
