"""Pictures of a report's page: fetched and archived as parts of it where its text lacks a table, else left alone."""

from __future__ import annotations

from datetime import date

from flows.crawl import Archive, Crawler, Outcome
from tests.crawl.badserver import BadServer
from tests.crawl.sites import TITLE, page, report, water

AS_OF = date(2024, 4, 8)
PICTURE = b"\x89PNG\r\n\x1a\n a table"
WORDS = "<table><tr><td>第二十条第（一）项</td><td>法人或其他组织</td><td>尚未审结</td></tr></table>"


def serve_picture(server: BadServer, path: str) -> None:
    server.page(path, PICTURE, "image/png")


def test_the_pictures_of_a_report_without_words_are_archived_with_it(
    server: BadServer, crawler: Crawler, archive: Archive
) -> None:
    serve_picture(server, "/xxgk/1.png")
    shown = page(f"<h1>{TITLE}</h1><div id='zoom'><img src='1.png'><img src='gone.png'></div>")
    found = crawler.find_report(water(report_url=server.page("/xxgk/r.html", shown)), 2023, AS_OF)
    assert found.outcome is Outcome.FOUND
    assert found.snapshot is not None
    assert [address for address, _ in found.snapshot.parts] == [server.url("/xxgk/1.png")]
    archive.close()
    held = archive.answered(server.url("/xxgk/1.png"))
    assert held is not None
    assert held[1].content == PICTURE


def test_the_pictures_of_a_report_with_all_its_tables_are_left_alone(server: BadServer, crawler: Crawler) -> None:
    serve_picture(server, "/photo.png")
    whole = report(extra=WORDS + "<img src='/photo.png'>")
    found = crawler.find_report(water(report_url=server.page("/r.html", whole)), 2023, AS_OF)
    assert found.snapshot is not None
    assert found.snapshot.parts == ()
    assert "/photo.png" not in server.paths()
