"""The invented agencies of 青澜市: who they are, where they publish, and on what day. No real place bears these names.

What is wrong with their reports is not here but in `flows.demo.faults`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from checks.model import Agency

HERE = Path(__file__).parent
FIRST_YEAR = 2020
YEAR = 2023


@dataclass(frozen=True, slots=True)
class Body:
    """One invented agency.

    `site` is the key of the site that shows its reports and `address` how precise the registry is about it (`site`,
    `list` or `report`); `we` is how it speaks of itself; `size` 0…4 governs its figures; `look` is the markup of its
    tables; `day` is (month, day) on which it publishes the report of `YEAR`; `fields` are its three fields of work.
    """

    agency: Agency
    site: str
    address: str
    we: str
    size: int
    look: str
    day: tuple[int, int]
    fields: tuple[str, str, str]

    @property
    def id(self) -> str:
        """The agency's id in the registry."""
        return self.agency.agency_id

    def owes(self, year: int) -> bool:
        """Whether the agency existed and owed a report of this year."""
        return (self.agency.valid_from or year) <= year <= (self.agency.valid_to or year)

    def published(self, year: int) -> date:
        """The day on which its report of a year came out; earlier years were always in time."""
        if year == YEAR:
            return date(year + 1, *self.day)
        month = 3 if self.agency.kind == "government" else 1
        return date(year + 1, month, 5 + (len(self.agency.name) * 7 + year) % 22)


@cache
def bodies() -> tuple[Body, ...]:
    """Every agency of the demo in the order of the registry."""
    with (HERE / "agencies.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(_body(row) for row in csv.DictReader(rows))


@cache
def body(agency_id: str) -> Body:
    """The agency with this id.

    Raises `KeyError` for an id that the demo does not know.
    """
    return {one.id: one for one in bodies()}[agency_id]


def members(government: Body) -> tuple[Body, ...]:
    """The bodies that an area report adds up: all whose parent is this government, but for vertical bodies and firms."""
    apart = ("vertical", "enterprise")
    return tuple(b for b in bodies() if b.agency.parent_id == government.id and b.agency.kind not in apart)


def _body(row: dict[str, str]) -> Body:
    first, second, third = row["fields"].split(";")
    month, day = row["day"].split("-")
    return Body(
        agency=Agency(
            agency_id=row["agency_id"],
            name=row["name"],
            kind=row["kind"],
            aliases=_parts(row["aliases"]),
            level=row["level"] or None,
            parent_id=row["parent_id"] or None,
            valid_from=int(row["valid_from"]) if row["valid_from"] else None,
            valid_to=int(row["valid_to"]) if row["valid_to"] else None,
            predecessors=_parts(row["predecessors"]),
            contact_email=f"{row['agency_id']}@qinglan.example",
            contact_name="政务公开科",
        ),
        site=row["site"],
        address=row["address"],
        we=row["self_name"],
        size=int(row["size"]),
        look=row["look"],
        day=(int(month), int(day)),
        fields=(first, second, third),
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)
