"""Every site of the world: the report is found where it is, and its absence is said only with proof."""

from __future__ import annotations

from datetime import date

import pytest

from flows.crawl import Crawler, Outcome
from tests.crawl.badserver import BadServer
from tests.crawl.world import Site, all_sites
from tests.crawl.world.press import NAVIGATION, doc


@pytest.mark.parametrize("site", all_sites(), ids=lambda site: site.name)
def test_a_site(site: Site, server: BadServer, crawler: Crawler) -> None:
    for path in NAVIGATION:
        server.page(path, doc("<p>栏目</p>"))
    found = crawler.find_report(site.build(server), 2023, date(2024, 4, 8))
    trail = "\n".join(found.publication.trail)
    assert found.publication.url == (site.path and server.url(site.path)), trail
    assert (found.snapshot is None) == (site.path is None)
    assert found.publication.proven_absent is site.is_absent, trail
    assert (found.outcome is Outcome.NOT_PUBLISHED) is site.is_absent
