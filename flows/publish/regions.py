"""Which region each agency is counted under: the government to whose area report it adds up."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from checks.model import Agency

NO_REGION = ""


@dataclass(frozen=True, slots=True)
class Regions:
    """The regions of a registry, names by region id; `NO_REGION` holds those that add up to nobody in the registry."""

    names: Mapping[str, str]

    def of(self, agency: Agency) -> str:
        """The id of the region that an agency is counted under."""
        return agency.agency_id if agency.agency_id in self.names else agency.parent_id or NO_REGION

    def name(self, agency: Agency) -> str:
        """The name of the region that an agency is counted under."""
        return self.names[self.of(agency)]


def regions(registry: Collection[Agency]) -> Regions:
    """A government stands with those who add up to it, everybody else with its parent."""
    parents = {agency.parent_id for agency in registry if agency.parent_id}
    named = {agency.agency_id: agency.name for agency in registry if agency.agency_id in parents}
    found = {agency.agency_id if agency.agency_id in parents else agency.parent_id or NO_REGION for agency in registry}
    return Regions({region: named.get(region, region) or "未列上级政府" for region in sorted(found)})
