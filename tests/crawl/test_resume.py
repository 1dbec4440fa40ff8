"""Killed at any moment, the next start asks nothing again that was answered, loses no record and writes none twice."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from checks.model import Agency
from flows.crawl import Archive, Crawler, Outcome, crawl_all
from flows.crawl.evidence.archive import Passed
from flows.crawl.evidence.index import address_of
from flows.crawl.evidence.torn import mend
from flows.crawl.manners.session import Session
from flows.crawl.manners.validators import MemoryValidators
from flows.settings import Settings
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.sites import TITLE, listing, report, water
from tests.crawl.test_discover import find

WHEN = datetime(2024, 2, 1, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


def abandoned(folder: Path, pages: int, request: bytes = b"GET / HTTP/1.1\r\n\r\n") -> tuple[Path, Path]:
    """A folder as a kill leaves it: an archive that was never closed. Returns its WARC and its index."""
    archive = Archive(folder)
    for number in range(pages):
        response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\npage %d" % number
        archive.record(Passed(f"http://x.gov.cn/{number}", request, response, WHEN))
    assert archive._file is not None
    archive._file._file.close()
    archive._file._index.close()
    return next(folder.glob("*.warc.gz")), next(folder.glob("*.idx"))


def answers(path: Path) -> list[str]:
    with path.open("rb") as file:
        return [
            record.rec_headers.get_header("WARC-Target-URI")
            for record in ArchiveIterator(file, check_digests="raise")
            if record.rec_type == "response" and record.raw_stream.read()
        ]


def test_a_finished_part_is_not_asked_again(server: BadServer, settings: Settings, tmp_path: Path) -> None:
    server.page("/r.html", report())
    agency = water(report_list_url=server.page("/nb/", listing([(TITLE, "/r.html")])))
    with Archive(tmp_path / "evidence") as archive:
        first = find(Crawler(settings, archive), agency)
    asked = len(server.asked)
    with Archive(tmp_path / "evidence") as archive:
        second = find(Crawler(settings, archive), agency)
    assert len(server.asked) == asked
    assert second == first


def test_a_part_that_is_tried_again_in_the_same_night_asks_nothing_again(
    server: BadServer, settings: Settings, archive: Archive
) -> None:
    """The ledger was locked when the part was to be recorded: the flow tries the whole part again."""
    server.page("/r.html", report())
    agency = water(report_list_url=server.page("/nb/", listing([(TITLE, "/r.html")])))
    crawler = Crawler(settings, archive)
    first = find(crawler, agency)
    archive.close()
    asked = len(server.asked)
    assert find(crawler, agency) == first
    assert len(server.asked) == asked


def test_a_passing_failure_is_asked_again_and_an_answer_is_not(
    server: BadServer, settings: Settings, tmp_path: Path
) -> None:
    failing = server.serve("/500", bad.after(2, bad.status(500), bad.status(200, "<p>ok</p>")))
    gone = server.serve("/404", bad.status(404))
    with Archive(tmp_path / "e") as archive:
        session = Session(settings, archive)
        assert session.fetch(failing).outcome is Outcome.SERVER_ERROR
        session.fetch(gone)
    with Archive(tmp_path / "e") as archive:
        session = Session(settings, archive)
        assert session.fetch(failing).outcome is Outcome.FOUND
        assert session.fetch(gone).outcome is Outcome.NOT_FOUND
    assert server.paths() == ["/500", "/500", "/404", "/500"]


def test_a_redirect_is_replayed_too(server: BadServer, settings: Settings, tmp_path: Path) -> None:
    server.serve("/a", bad.moved("/b"))
    server.page("/b", "<p>ok</p>")
    for _ in range(2):
        with Archive(tmp_path / "e") as archive:
            assert Session(settings, archive).fetch(server.url("/a")).outcome is Outcome.FOUND
    assert server.paths() == ["/a", "/b"]


def test_a_page_that_was_read_twice_before_the_kill_is_read_as_it_was(
    server: BadServer, settings: Settings, tmp_path: Path
) -> None:
    """The second reading of unchanged bytes is kept as a revisit, which holds no body of its own."""
    url, validators = server.page("/r.html", report()), MemoryValidators()
    with Archive(tmp_path / "e") as archive:
        session = Session(settings, archive, validators)
        contents = [session.fetch(url).snapshot, session.fetch(url).snapshot]
    asked = len(server.asked)
    with Archive(tmp_path / "e") as archive:
        again = Session(settings, archive, validators).fetch(url)
    assert again.is_good
    assert again.snapshot
    assert {one.content for one in contents if one} == {again.snapshot.content}
    assert len(server.asked) == asked


@pytest.mark.parametrize(
    ("handle", "outcome"),
    [
        (bad.bad_gzip, Outcome.BAD_ENCODING),
        (bad.coded("br", b"x" * 90), Outcome.BAD_ENCODING),
        (bad.bomb, Outcome.TOO_LARGE),
    ],
)
def test_what_could_not_be_unpacked_before_the_kill_cannot_be_after_it(
    handle: bad.Handle, outcome: Outcome, server: BadServer, settings: Settings, tmp_path: Path
) -> None:
    url = server.serve("/r.html", handle)
    for _ in range(2):
        with Archive(tmp_path / "e") as archive:
            fetched = Session(settings.model_copy(update={"max_bytes": 1_000_000}), archive).fetch(url)
            assert fetched.outcome is outcome


def test_a_page_that_was_cut_off_before_the_kill_is_asked_for_again(
    server: BadServer, settings: Settings, tmp_path: Path
) -> None:
    """What came of a list without a length would pass for the whole of it."""
    url = server.serve("/nb/", lambda ask: bad.raw(ask, b"HTTP/1.1 200 OK\r\n\r\n<html><body><ul><li>1"))
    for _ in range(2):
        with Archive(tmp_path / "evidence") as archive:
            assert Session(settings, archive).fetch(url).outcome is Outcome.PARTIAL


def test_a_page_that_is_shorter_than_it_was_said_to_be_is_read_back_whole(
    server: BadServer, settings: Settings, tmp_path: Path
) -> None:
    url = server.serve("/nb/", bad.length("99999", report()))
    for _ in range(2):
        with Archive(tmp_path / "evidence") as archive:
            fetched = Session(settings, archive).fetch(url)
            assert fetched.snapshot
            assert fetched.snapshot.content.decode() == report()
    assert server.paths() == ["/nb/"]


def test_what_a_form_was_answered_is_not_asked_again_and_is_no_answer_to_the_address(
    server: BadServer, settings: Settings, tmp_path: Path
) -> None:
    server.serve("/list", lambda ask: bad.answer(ask, server.asked[-1].body or b"none"))
    told = []
    for _ in range(2):
        with Archive(tmp_path / "e") as archive:
            session = Session(settings, archive)
            for form in ({"page": "1"}, {"page": "2"}, None):
                snapshot = session.fetch(server.url("/list"), form=form).snapshot
                told.append(snapshot.content if snapshot else b"")
    assert told == [b"page=1", b"page=2", b"none"] * 2
    assert len(server.paths()) == 3


def test_a_form_is_known_again_where_the_index_was_lost(server: BadServer, settings: Settings, tmp_path: Path) -> None:
    server.serve("/list", lambda ask: bad.answer(ask, server.asked[-1].body or b"none"))
    archive = Archive(tmp_path / "e")
    Session(settings, archive).fetch(server.url("/list"), form={"page": "2"})
    archive.close()
    for index in (tmp_path / "e").glob("*.idx"):
        index.write_text("")
    again = Session(settings, Archive(tmp_path / "e"))
    assert again.fetch(server.url("/list"), form={"page": "2"}).is_good
    assert server.paths() == ["/list"]


@pytest.mark.parametrize("cut", [1, 10, 200, 400])
def test_a_torn_file_is_cut_back_to_its_last_whole_record(cut: int, tmp_path: Path) -> None:
    path, index = abandoned(tmp_path / "e", pages=4)
    path.write_bytes(path.read_bytes()[:-cut])
    assert mend(tmp_path / "e") == 1
    kept = answers(path)
    assert kept == [f"http://x.gov.cn/{number}" for number in range(len(kept))]
    assert len(kept) >= 2
    assert mend(tmp_path / "e") == 0
    assert index.read_text().endswith("#closed\n")


def test_records_that_the_index_lost_are_found_again(tmp_path: Path) -> None:
    _, index = abandoned(tmp_path / "e", pages=4)
    lines = index.read_text().splitlines(keepends=True)
    index.write_text("".join(lines[:4]) + lines[4][:20])
    archive = Archive(tmp_path / "e")
    for number in range(4):
        found = archive.answered(f"http://x.gov.cn/{number}")
        assert found is not None
        assert found[1].content == b"page %d" % number


def test_a_file_of_which_nothing_is_whole_goes(tmp_path: Path) -> None:
    path, index = abandoned(tmp_path / "e", pages=1)
    path.write_bytes(path.read_bytes()[:40])
    index.write_text("")
    assert Archive(tmp_path / "e").answered("http://x.gov.cn/0") is None
    assert list((tmp_path / "e").iterdir()) == []


def test_wherever_a_file_is_torn_it_can_be_read_and_no_answer_passes_for_that_to_another_question(
    tmp_path: Path,
) -> None:
    """Two answers to forms, cut at every twentieth byte."""
    path, index = abandoned(tmp_path / "e", pages=2, request=b"POST / HTTP/1.1\r\n\r\npage=9")
    content, listed = path.read_bytes(), index.read_text()
    for size in range(0, len(content), 20):
        path.write_bytes(content[:size])
        index.write_text(listed)
        archive = Archive(tmp_path / "e")
        for number in range(2):
            url = f"http://x.gov.cn/{number}"
            assert archive.answered(url) is None
            is_there = path.exists() and url in answers(path)
            assert (archive.answered(address_of(url, b"page=9")) is not None) == is_there


def test_what_a_power_cut_kept_from_the_disk_is_not_believed_because_the_index_names_it(tmp_path: Path) -> None:
    path, _ = abandoned(tmp_path / "e", pages=4)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + bytes(len(content) - len(content) // 2))
    archive = Archive(tmp_path / "e")
    known = [number for number in range(4) if archive.answered(f"http://x.gov.cn/{number}")]
    assert known
    assert answers(path) == [f"http://x.gov.cn/{number}" for number in known]


def test_a_file_that_is_being_written_is_left_alone(tmp_path: Path) -> None:
    with Archive(tmp_path / "e") as writing:
        writing.record(Passed("http://x.gov.cn/0", b"", b"HTTP/1.1 200 OK\r\n\r\nx", WHEN))
        assert mend(tmp_path / "e") == 0


NIGHT = """
import sys
from pathlib import Path
from tests.crawl.test_resume import crawl_night
crawl_night(sys.argv[1], Path(sys.argv[2]))
"""
COUNT = 40


def crawl_night(url: str, folder: Path) -> list[Outcome]:
    agencies = [Agency(f"a{n}", "青岭市水利局", "department", report_url=f"{url}/{n}") for n in range(COUNT)]
    settings = Settings(allow_private="127.0.0.0/8", pause_seconds=0.0, workers=2)
    with Archive(folder) as archive:
        found = crawl_all(agencies, 2023, date(2024, 4, 8), settings, archive)
    return [one.outcome for one in found.values()]


def test_a_night_killed_by_kill_9_is_finished_without_asking_twice(tmp_path: Path) -> None:
    with BadServer("127.0.3.7") as server:
        for number in range(COUNT):
            server.page(f"/{number}", report())
        command = [sys.executable, "-c", NIGHT, server.url(""), str(tmp_path / "evidence")]
        night = subprocess.Popen(command, cwd=ROOT)
        deadline = time.monotonic() + 60
        while len(server.asked) < 15 and time.monotonic() < deadline:
            time.sleep(0.002)
        night.send_signal(signal.SIGKILL)
        night.wait()
        assert 15 <= len(server.asked) < COUNT
        assert crawl_night(server.url(""), tmp_path / "evidence") == [Outcome.FOUND] * COUNT
        asked = server.paths(with_robots=True)
    # Only what was under way at the moment of the kill may have been asked twice.
    assert len(asked) <= COUNT + 1 + 1
    kept = [url for path in (tmp_path / "evidence").glob("*.warc.gz") for url in answers(path)]
    assert len(kept) == len(set(kept)) == COUNT + 1
