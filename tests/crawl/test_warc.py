"""What the standard asks of the records of two nights, so that other tools index and replay them: WARC 1.1, ISO 28500:2017."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders

from flows.crawl import Archive, Outcome
from flows.crawl.manners.session import Session
from flows.crawl.manners.validators import MemoryValidators
from flows.settings import Settings
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer

PAGE = "<p>青岭市水利局2023年政府信息公开工作年度报告</p>".encode()
ODD_HEAD = b"HTTP/1.0 200 Fine\nX-odd :  spaced \nContent-Type: text/html\n\n"


@dataclass
class Record:
    file: str
    kind: str
    header: StatusAndHeaders
    block: bytes

    def __getitem__(self, name: str) -> str | None:
        value: str | None = self.header.get_header(name)
        return value


def _tagged(ask: BaseHTTPRequestHandler) -> None:
    known = ask.headers.get("If-None-Match") == '"v1"'
    bad.answer(ask, b"" if known else PAGE, status=304 if known else 200, ETag='"v1"')


def _recoded() -> bad.Handle:
    """Compressed at first, plain from then on."""
    packed = bad.coded("gzip", gzip.compress(PAGE))
    return bad.after(1, packed, lambda ask: bad.answer(ask, PAGE))


@pytest.fixture
def nights(server: BadServer, settings: Settings, tmp_path: Path) -> list[Record]:
    """The records of two nights over the same pages, each read whole with its digests verified."""
    pages = {
        "/same.html": lambda ask: bad.answer(ask, PAGE),
        "/tagged.html": _tagged,
        "/odd.html": lambda ask: bad.raw(ask, ODD_HEAD + PAGE),
        "/recoded.html": _recoded(),
        "/gone.html": bad.status(404),
        "/dead.html": bad.drop,
    }
    validators, folders = MemoryValidators(), [tmp_path / "one", tmp_path / "two"]
    for path, handle in pages.items():
        server.serve(path, handle)
    for number, folder in enumerate(folders):
        begun = datetime(2024, 4, 1 + number, tzinfo=UTC)
        ticks = iter(range(1000))
        with Archive(folder, folders[:number]) as archive:
            session = Session(settings, archive, validators, lambda: begun + timedelta(seconds=next(ticks)))  # noqa: B023
            fetched = [session.fetch(server.url(path)) for path in pages]
            session.close()
    assert [one.outcome for one in fetched[:4]] == [Outcome.UNCHANGED] * 4
    return [record for folder in folders for path in folder.glob("*.warc.gz") for record in _records(path)]


def _records(path: Path) -> Iterator[Record]:
    with path.open("rb") as file:
        for record in ArchiveIterator(file, no_record_parse=True):
            yield Record(path.name, record.rec_type, record.rec_headers, record.raw_stream.read())


def _of(records: list[Record], kind: str, path: str = "") -> list[Record]:
    return [one for one in records if one.kind == kind and (one["WARC-Target-URI"] or "").endswith(path)]


def test_every_record_has_what_is_mandatory_once(nights: list[Record]) -> None:
    for record in nights:
        names = [name for name, _ in record.header.headers]
        assert len(names) == len(set(names))
        assert {"WARC-Record-ID", "WARC-Type", "WARC-Date", "Content-Length"} <= set(names)
        assert record.kind == "warcinfo" or "WARC-Target-URI" in names
        assert record["Content-Length"] == str(len(record.block))


def test_no_two_records_have_one_id(nights: list[Record]) -> None:
    assert len({record["WARC-Record-ID"] for record in nights}) == len(nights)


def test_requests_and_facts_stand_beside_an_answer_that_is_there(nights: list[Record]) -> None:
    answers = {record["WARC-Record-ID"] for record in nights if record.kind in ("response", "revisit")}
    beside = [one for one in nights if one.kind == "request" or one["WARC-Concurrent-To"]]
    assert beside
    assert {one["WARC-Concurrent-To"] for one in beside} <= answers


def test_only_what_has_a_payload_has_a_payload_digest(nights: list[Record]) -> None:
    """Section 5.9: it shall not be used on records without a well-defined payload."""
    assert {one.kind for one in nights if one["WARC-Payload-Digest"]} == {"request", "response", "revisit"}


def test_a_revisit_names_the_record_that_it_repeats_as_that_names_itself(nights: list[Record]) -> None:
    first = {record["WARC-Record-ID"]: record for record in nights}
    for revisit in _of(nights, "revisit"):
        original = first[revisit["WARC-Refers-To"]]
        assert original.kind == "response"
        assert revisit["WARC-Refers-To-Target-URI"] == original["WARC-Target-URI"]
        assert revisit["WARC-Refers-To-Date"] == original["WARC-Date"]


def test_a_revisit_of_the_same_payload_has_its_digest(nights: list[Record]) -> None:
    """Section 6.7.2; a replay finds the payload by it."""
    revisit, original = _of(nights, "revisit", "/same.html")[0], _of(nights, "response", "/same.html")[0]
    assert (revisit["WARC-Profile"] or "").endswith("/revisit/identical-payload-digest")
    assert revisit["WARC-Payload-Digest"] == original["WARC-Payload-Digest"]


def test_an_answer_without_a_body_is_a_revisit_of_its_own_kind(nights: list[Record]) -> None:
    (revisit,) = _of(nights, "revisit", "/tagged.html")
    assert (revisit["WARC-Profile"] or "").endswith("/revisit/server-not-modified")
    assert revisit["WARC-Payload-Digest"] is None


def test_a_revisit_keeps_the_header_as_the_wire_carried_it(nights: list[Record]) -> None:
    (revisit,) = _of(nights, "revisit", "/odd.html")
    assert revisit.block == ODD_HEAD


def test_the_same_content_in_other_bytes_is_no_revisit(nights: list[Record]) -> None:
    """A replay would put this night's header before the bytes of that night, and read one coding as another."""
    assert _of(nights, "revisit", "/recoded.html") == []
    packed, plain = (one.block.partition(b"\r\n\r\n")[2] for one in _of(nights, "response", "/recoded.html"))
    assert gzip.decompress(packed) == plain == PAGE


def test_a_file_says_its_name(nights: list[Record]) -> None:
    assert [one["WARC-Filename"] for one in _of(nights, "warcinfo")] == [one.file for one in _of(nights, "warcinfo")]
