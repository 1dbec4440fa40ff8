"""Three agencies that publish on a local server, and settings for nights over them: no Prefect, no demo server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from pytest_httpserver import HTTPServer

from checks.model import Status
from flows import stages
from flows.demo.bodies import YEAR, body
from flows.demo.body import article_html
from flows.demo.draft import Facts, sound_facts
from flows.demo.faults import added
from flows.demo.prose import write
from flows.night import Night
from flows.settings import Settings
from flows.shift import Shift, Wish, open_shift
from tests.loopback import loopback_settings

Slip = Callable[[Facts], Facts]
FIRST_DAY = date(2024, 2, 6)
WRONG_SUM: Slip = added({"T4.review.upheld": 1})
IDS = ("ql-fgw", "ql-sthj", "ql-jyj")


@dataclass
class Town:
    """The agencies' pages on a local server; `folder` holds the registry and the output.

    `twins` are agencies whose list names a second page of the same report, with slips of its own.
    """

    server: HTTPServer
    folder: Path
    slips: dict[str, Slip] = field(default_factory=dict)
    twins: dict[str, Slip] = field(default_factory=dict)
    shard_size: int = 2

    @property
    def settings(self) -> Settings:
        return loopback_settings(self.folder, shard_size=self.shard_size)

    def build(self, without: Sequence[str] = ()) -> None:
        """Write the registry and put every agency's report on the server, with its slips of the pen."""
        rows = ["agency_id,name,kind,report_url,report_list_url"]
        self.server.clear()
        for agency_id in IDS:
            name = body(agency_id).agency.name
            if agency_id not in without:
                self._serve(f"/{agency_id}.html", agency_id, self.slips.get(agency_id))
            page, listed = f"/{agency_id}.html", ""
            if agency_id in self.twins:
                page, listed = "", f"/{agency_id}/"
                self._serve(f"/{agency_id}-2.html", agency_id, self.twins[agency_id])
                self._list(listed, agency_id)
            rows.append(f"{agency_id},{name},department,{self._url(page)},{self._url(listed)}")
        self.server.expect_request("/robots.txt").respond_with_data("", status=404)
        (self.folder / "agencies.csv").write_text("\n".join(rows), "utf-8")

    def _serve(self, path: str, agency_id: str, slip: Slip | None) -> None:
        facts = sound_facts(body(agency_id), YEAR)
        draft = write(slip(facts) if slip else facts, date(2024, 1, 20))
        page = (
            f"<html><head><meta charset='utf-8'><title>{draft.title}</title></head>"
            f"<body><h1>{draft.title}</h1><p>发布时间：2024-01-20</p>{article_html(draft)}</body></html>"
        )
        self.server.expect_request(path).respond_with_data(page, content_type="text/html")

    def _list(self, path: str, agency_id: str) -> None:
        title = f"{body(agency_id).agency.name}{YEAR}年政府信息公开工作年度报告"
        entries = "".join(
            f"<li><a href='/{name}.html'>{title}</a><span>2024-01-20</span></li>"
            for name in (agency_id, f"{agency_id}-2")
        )
        entries += (
            f"<li><a href='/older.html'>{title.replace(str(YEAR), str(YEAR - 2))}</a><span>2022-01-20</span></li>"
        )
        page = f"<html><head><meta charset='utf-8'><title>政府信息公开年报</title></head><body><ul>{entries}</ul></body></html>"
        self.server.expect_request(path).respond_with_data(page, content_type="text/html")

    def _url(self, path: str) -> str:
        return self.server.url_for(path) if path else ""

    def wish(self, day: date = FIRST_DAY) -> Wish:
        return Wish(YEAR, day, datetime(day.year, day.month, day.day, tzinfo=UTC), self.settings)

    def night(self, day: date = FIRST_DAY) -> tuple[Night, Path]:
        """A whole night, stage by stage."""
        with open_shift(self.wish(day)) as shift:
            to_verdicts(shift)
            night = stages.settle(shift)
            # As it stands before the seal: read later, every finding would be one that stood already.
            told = replace(night, agencies=tuple(night.agencies))
            return told, stages.publish(shift, night)

    def finish(self, day: date = FIRST_DAY) -> Path:
        """As a start does: what is left of a night, be it all of it; gives its index."""
        with open_shift(self.wish(day)) as shift:
            to_verdicts(shift)
            return stages.conclude(shift)

    def asked(self) -> list[str]:
        """The paths that the server was asked for, robots.txt left out."""
        return [request.path for request, _ in self.server.log if request.path != "/robots.txt"]


def to_verdicts(shift: Shift) -> None:
    """A night from its start to the verdicts in the ledger."""
    for shard in shift.shards():
        stages.gather(shift, shard)
    for family in shift.families():
        stages.judge(shift, family)


def statuses(night: Night) -> dict[str, Status]:
    return {one.agency.agency_id: one.status for one in night.agencies}


def turns(night: Night) -> list[tuple[str, str, str]]:
    """(agency, rule, status) of every finding of tonight and every one mended."""
    return sorted(
        (one.agency.agency_id, finding.rule_id, finding.status.value)
        for one in night.agencies
        for finding in (*one.assessment.findings, *one.fixed)
    )
