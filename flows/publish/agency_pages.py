"""One page an agency: made anew where its facts changed, taken over from the run before where they did not.

A page that cannot be made says so in its place: one agency's odd report never costs the others their night.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from checks.model import Agency
from flows.collecting import give_back
from flows.crawl.evidence.archive import Archive
from flows.night import AgencyNight
from flows.publish.agency_page import AgencyView, AuditedReport, Copy
from flows.publish.archived import copy_of
from flows.publish.desk import Desk
from flows.publish.lasting import lasting
from flows.publish.outcome import outcome_advice, outcome_words
from flows.publish.pages import render
from flows.publish.privacy import masked_filing
from flows.publish.unchanged import Pages, digest_of
from flows.wild import page_name

_log = logging.getLogger(__name__)
# As many whole reports are held at a time as one query of the ledger gives.
_AT_ONCE = 100
Whole = Callable[[Sequence[AgencyNight]], Iterable[AgencyNight]]
"""Gives results in outline back with their whole reports, in any order."""


class AgencyPages:
    """Every agency's page, and a copy from the archive beside it where something was found.

    `whole` gives results with their whole reports for those in outline; it is asked only for pages that must be made.
    After `finish`, `anew` is how many were, `failed` tells by agency_id the fault that kept a page from being made.
    """

    def __init__(self, desk: Desk, folder: Path, pages: Pages, archive: Archive, whole: Whole = tuple) -> None:
        self._desk, self._folder, self._pages, self._archive, self._whole = desk, folder, pages, archive, whole
        self._changed: list[AgencyNight] = []
        self.anew = 0
        self.failed: dict[str, str] = {}
        self.unmade: list[Agency] = []

    def add(self, result: AgencyNight) -> None:
        """Take one agency's page over, or make it before long."""
        if not _take_over(self._desk, result, self._pages):
            self._changed.append(result)
        if len(self._changed) >= _AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Make the pages that wait to be made."""
        for result in self._whole(self._changed) if self._changed else ():
            try:
                _make(self._desk, lasting(result, self._desk.night.as_of), self._folder, self._archive)
            except OSError:
                raise
            except Exception as fault:  # noqa: BLE001  # one agency's odd report must not cost the others their night
                self.failed[result.agency.agency_id] = f"{type(fault).__name__}: {fault}"
                self.unmade.append(result.agency)
                _tell(self._desk, result, self._folder, self._pages)
        self.anew += len(self._changed)
        self._changed.clear()
        give_back()


def _take_over(desk: Desk, result: AgencyNight, pages: Pages) -> bool:
    name = page_name(result.agency.agency_id)
    names = (f"agencies/{name}", *(f"{_copy_name(result)}{ending}" for ending in (".html", ".pdf")))
    region = desk.regions.name(result.agency)
    return pages.take_over(names, digest_of(result, desk.night.as_of, region))


def _copy_name(result: AgencyNight) -> str:
    return f"copies/{page_name(result.agency.agency_id).removesuffix('.html')}"


def _make(desk: Desk, result: AgencyNight, folder: Path, archive: Archive) -> None:
    audited = _audited(desk, result)
    kept = copy_of(audited, result, folder, _copy_name(result), archive)
    path = folder / "agencies" / page_name(result.agency.agency_id)
    _write(path, agency_html(desk, result, audited, kept))


def _tell(desk: Desk, result: AgencyNight, folder: Path, pages: Pages) -> None:
    """Put a page in the place of one that could not be made: what failed, and the findings as bare sentences."""
    name = page_name(result.agency.agency_id)
    _log.exception("agency=%s page could not be made", result.agency.agency_id)
    pages.forget(f"agencies/{name}")
    trace = traceback.format_exc()
    html = render("unmade.html", root="../", place="", night=desk.night, result=result, trace=trace)
    _write(folder / "agencies" / name, html)


def _write(path: Path, html: str) -> None:
    path.write_bytes(html.encode("utf-8", "replace"))


def _audited(desk: Desk, result: AgencyNight) -> AuditedReport:
    assessment = replace(result.assessment, filing=masked_filing(result.assessment.filing))
    return AuditedReport(assessment, desk.rules, desk.forms, result.since, result.mended)


def agency_html(desk: Desk, result: AgencyNight, audited: AuditedReport, copy: Copy | None = None) -> str:
    """The page of one agency."""
    region = desk.regions.of(result.agency)
    view = AgencyView(
        result=result,
        audited=audited,
        region=region,
        region_name=desk.regions.names[region],
        outcome=outcome_words(result.fetch),
        advice=outcome_advice(result.fetch),
        copy=copy,
    )
    return render("agency.html", root="../", place="", night=desk.night, view=view, audited=audited)
