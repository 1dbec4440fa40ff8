"""The registry of the demo: every invented agency with the address under which its site is served right now."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from flows.demo.bodies import YEAR, Body, bodies
from flows.demo.server import DemoServer
from flows.demo.sites import PLANS

COLUMNS: Sequence[str] = (
    "agency_id",
    "name",
    "aliases",
    "kind",
    "level",
    "parent_id",
    "site_url",
    "report_list_url",
    "report_url",
    "deadline",
    "valid_from",
    "valid_to",
    "predecessors",
    "contact_email",
    "contact_name",
)


def registry_rows(server: DemoServer) -> list[dict[str, str]]:
    """One row an agency in the columns of a registry, addresses as precise as the office is supposed to know them."""
    return [_row(one, server) for one in bodies()]


def write_registry(server: DemoServer, path: Path) -> Path:
    """The same as a CSV file, UTF-8 with a BOM as spreadsheets write it."""
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.DictWriter(target, COLUMNS)
        writer.writeheader()
        writer.writerows(registry_rows(server))
    return path


def _row(one: Body, server: DemoServer) -> dict[str, str]:
    agency = one.agency
    row = {
        "agency_id": agency.agency_id,
        "name": agency.name,
        "aliases": ";".join(agency.aliases),
        "kind": agency.kind,
        "level": agency.level or "",
        "parent_id": agency.parent_id or "",
        "valid_from": str(agency.valid_from or ""),
        "valid_to": str(agency.valid_to or ""),
        "predecessors": ";".join(agency.predecessors),
        "contact_email": agency.contact_email or "",
        "contact_name": agency.contact_name or "",
    }
    return dict.fromkeys(COLUMNS, "") | row | _address(one, server)


def _address(one: Body, server: DemoServer) -> dict[str, str]:
    plan = next(plan for plan in PLANS if plan.key == one.site)
    shown = server.sites.get(plan.key)
    if one.address == "report" and shown:
        return {"report_url": server.url(plan, shown.reports[one.id].replace(str(YEAR), "{year}"))}
    if one.address == "list" and shown and one.id in shown.lists:
        return {"report_list_url": server.url(plan, shown.lists[one.id])}
    return {"site_url": server.url(plan)}
