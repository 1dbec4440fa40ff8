"""Which region each agency is counted under: the government to whose area report it adds up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.night import AgencyNight

NO_REGION = ""


@dataclass(frozen=True, slots=True)
class Regions:
    """Region ids by agency, and names by region id; `NO_REGION` holds those that add up to nobody in the registry."""

    of: Mapping[str, str]
    names: Mapping[str, str]

    def name(self, agency_id: str) -> str:
        """The name of the region that an agency is counted under."""
        return self.names[self.of[agency_id]]


def regions(results: Sequence[AgencyNight]) -> Regions:
    """The regions of a night: a government stands with those who add up to it, everybody else with its parent."""
    names = {result.agency.agency_id: result.agency.name for result in results}
    parents = {result.agency.parent_id for result in results if result.agency.parent_id}
    of = {}
    for result in results:
        agency = result.agency
        of[agency.agency_id] = agency.agency_id if agency.agency_id in parents else agency.parent_id or NO_REGION
    shown = {region: names.get(region, region) or "未列上级政府" for region in sorted(set(of.values()))}
    return Regions(of, shown)
