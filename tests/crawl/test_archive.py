"""Evidence is exactly what was served, other WARC tools read it, and a kill costs at most the record being written."""

from __future__ import annotations

import errno
import gzip
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from warcio.archiveiterator import ArchiveIterator

from flows.crawl import Archive, Outcome
from flows.crawl.evidence.answered import Kept
from flows.crawl.evidence.archive import Passed
from flows.crawl.evidence.evidence_file import EvidenceFile
from flows.crawl.evidence.index import CLOSED
from flows.crawl.manners.session import Session
from flows.crawl.manners.validators import MemoryValidators
from flows.errors import OutputError
from flows.settings import Settings
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer

NOON = datetime(2024, 2, 1, 12, 0, 0, 5, tzinfo=UTC)
HEAD = b"HTTP/1.1 200 OK\r\ncontent-TYPE:  text/html \r\n"
REQUEST = b"GET /a HTTP/1.1\r\nHost: x.gov.cn\r\n\r\n"


def keep(archive: Archive, response: bytes, url: str = "http://x.gov.cn/a") -> Kept:
    return archive.record(Passed(url, REQUEST, response, NOON, "1.2.3.4", {"outcome": "found"}))


def records(folder: Path) -> list[tuple[str, str, bytes]]:
    """Kind, address, and status with payload of every record, as another tool reads them; wrong digests raise."""
    found = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                uri = record.rec_headers.get_header("WARC-Target-URI") or ""
                status = record.http_headers.statusline.encode() if record.http_headers else b""
                found.append((record.rec_type, uri, status + record.raw_stream.read()))
    return found


def test_a_record_is_read_back_byte_for_byte(archive: Archive) -> None:
    raw = HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    kept = keep(archive, raw)
    served = archive.read(kept.record_id)
    assert served is not None
    assert (served.block, served.content, served.status) == (raw, b"hello", 200)
    assert served.date == "2024-02-01T12:00:00.000005Z"


def test_compressed_content_is_kept_compressed_and_handed_on_plain(archive: Archive) -> None:
    packed = gzip.compress("公开".encode())
    raw = HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed
    served = archive.read(keep(archive, raw).record_id)
    assert served is not None
    assert served.block == raw
    assert served.content.decode() == "公开"


def test_request_response_and_metadata_stand_together(archive: Archive, tmp_path: Path) -> None:
    keep(archive, HEAD + b"\r\nx")
    archive.close()
    kinds = [kind for kind, _, _ in records(tmp_path / "evidence")]
    assert kinds == ["warcinfo", "request", "response", "metadata"]


def test_other_tools_find_the_digests_right(
    server: BadServer, session: Session, archive: Archive, tmp_path: Path
) -> None:
    session.fetch(server.page("/a", "<p>第一页</p>"))
    session.fetch(server.serve("/b", lambda ask: bad.answer(ask, gzip.compress(b"<p>b</p>"), Content_Encoding="gzip")))
    session.fetch(server.serve("/c", bad.drop))
    archive.close()
    kinds = [kind for kind, _, _ in records(tmp_path / "evidence")]
    assert kinds.count("response") == 3
    assert kinds.count("request") == 3


def test_what_is_archived_is_what_the_wire_carried(server: BadServer, session: Session, archive: Archive) -> None:
    raw = b"HTTP/1.0 200 Fine\nX-odd :  spaced \nContent-Type: text/html\n\n<p>bare line feeds</p>"
    fetched = session.fetch(server.serve("/", lambda ask: bad.raw(ask, raw)))
    assert fetched.snapshot is not None
    served = archive.read(fetched.snapshot.record_id, fetched.snapshot.warc)
    assert served is not None
    assert served.block == raw
    assert sha256(served.content).hexdigest() == fetched.snapshot.sha256


def test_redirects_errors_and_failures_are_evidence_too(
    server: BadServer, session: Session, archive: Archive, tmp_path: Path
) -> None:
    server.serve("/from", bad.moved("/to"))
    session.fetch(server.url("/from"))
    session.fetch(server.serve("/dead", bad.drop))
    archive.close()
    kept = records(tmp_path / "evidence")
    answered = [uri.removeprefix(server.url("")) for kind, uri, _ in kept if kind == "response"]
    assert answered == ["/robots.txt", "/from", "/to"]
    assert any(kind == "metadata" and uri.endswith("/dead") and b"outcome: reset" in block for kind, uri, block in kept)


def test_the_place_is_relative_to_the_run(archive: Archive, tmp_path: Path) -> None:
    kept = keep(archive, HEAD + b"\r\nx")
    assert kept.warc.startswith("evidence/")
    assert (tmp_path / kept.warc).is_file()


def test_a_file_is_called_closed_only_when_its_records_are_on_the_disk(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed_at: list[bool] = []

    def sync(handle: int) -> None:
        closed_at.append(any(index.read_text().endswith(CLOSED) for index in (tmp_path / "evidence").glob("*.idx")))
        honest(handle)

    honest = os.fsync
    monkeypatch.setattr(os, "fsync", sync)
    keep(archive, HEAD + b"\r\nx")
    archive.close()
    assert closed_at == [False, True, True]


def test_no_crawled_text_forges_a_header(archive: Archive, tmp_path: Path) -> None:
    archive.note(
        "http://x.gov.cn/\r\nWARC-Type: response", NOON, {"detail": "a\r\n\r\nWARC/1.1\r\nWARC-Type: response"}
    )
    archive.close()
    assert [kind for kind, _, _ in records(tmp_path / "evidence")] == ["warcinfo", "metadata"]


def test_threads_do_not_mix_their_records(archive: Archive) -> None:
    kept: dict[int, Kept] = {}

    def work(number: int) -> None:
        for step in range(10):
            kept[number * 10 + step] = keep(archive, HEAD + b"\r\n%d" % (number * 10 + step))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, place in kept.items():
        served = archive.read(place.record_id, place.warc)
        assert served is not None
        assert served.content == b"%d" % number


def test_a_torn_end_harms_only_itself(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    with Archive(folder) as first:
        kept = [keep(first, HEAD + b"\r\n%d" % number) for number in range(3)]
    path = next(folder.glob("*.warc.gz"))
    path.write_bytes(path.read_bytes()[:-150])
    index = next(folder.glob("*.idx"))
    index.write_text(index.read_text().replace("#closed\n", "<urn:uuid:torn>\t12"))
    with Archive(folder) as second:
        fresh = keep(second, HEAD + b"\r\nnew")
        assert second.read("<urn:uuid:torn>") is None
        contents = [served.content if (served := second.read(one.record_id)) else None for one in (*kept, fresh)]
    assert contents[:2] == [b"0", b"1"]
    assert contents[3] == b"new"
    assert len(list(folder.glob("*.warc.gz"))) == 2


def test_an_idle_archive_leaves_nothing(tmp_path: Path) -> None:
    with Archive(tmp_path / "evidence"):
        pass
    assert not (tmp_path / "evidence").exists()


def test_a_full_disk_is_one_clear_line(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(archive, HEAD + b"\r\nx")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(EvidenceFile, "append", full)
    with pytest.raises(OutputError, match="No space left on device"):
        keep(archive, HEAD + b"\r\ny")
    monkeypatch.undo()


def test_an_unknown_record_reads_as_nothing(archive: Archive) -> None:
    keep(archive, HEAD + b"\r\nx")
    assert archive.read("<urn:uuid:0>") is None


def test_an_unchanged_page_is_a_revisit_of_the_first_record(
    server: BadServer, settings: Settings, tmp_path: Path
) -> None:
    def conditional(ask: bad.BaseHTTPRequestHandler) -> None:
        if ask.headers.get("If-None-Match") == '"v1"':
            ask.send_response(304)
            ask.send_header("ETag", '"v1"')
            ask.end_headers()
        else:
            bad.answer(ask, "<p>年报</p>".encode(), ETag='"v1"')

    url, validators = server.serve("/", conditional), MemoryValidators()
    with Archive(tmp_path / "one" / "evidence") as first_night:
        first = Session(settings, first_night, validators).fetch(url)
    with Archive(tmp_path / "two" / "evidence", earlier=[tmp_path / "one" / "evidence"]) as second_night:
        second = Session(settings, second_night, validators).fetch(url)
    assert (first.outcome, second.outcome) == (Outcome.FOUND, Outcome.UNCHANGED)
    assert first.snapshot is not None
    assert second.snapshot is not None
    assert second.snapshot.content == first.snapshot.content
    assert second.snapshot.content_type == first.snapshot.content_type
    assert second.snapshot.sha256 == first.snapshot.sha256
    revisits = [block for kind, _, block in records(tmp_path / "two" / "evidence") if kind == "revisit"]
    assert len(revisits) == 1
    assert revisits[0].startswith(b"304")


def test_the_same_content_without_an_etag_is_a_revisit_too(
    server: BadServer, settings: Settings, tmp_path: Path
) -> None:
    url, validators = server.page("/", "<p>年报</p>"), MemoryValidators()
    nights = [tmp_path / night for night in ("one", "two", "three")]
    for number, night in enumerate(nights):
        with Archive(night, earlier=nights[:number]) as archive:
            fetched = Session(settings, archive, validators).fetch(url)
    assert fetched.outcome is Outcome.UNCHANGED
    kinds = [kind for kind, uri, _ in records(tmp_path / "three") if uri == url]
    assert kinds == ["request", "revisit", "metadata"]


def test_lost_evidence_is_made_good_by_a_site_that_sends_all_every_night(
    server: BadServer, settings: Settings, tmp_path: Path
) -> None:
    """As where retention has pruned a page that nobody cites: one whole record, and revisits of it from then on."""
    url, validators = server.page("/", "<p>年报</p>"), MemoryValidators()
    nights = [tmp_path / night for night in ("pruned", "two", "three")]
    for number, night in enumerate(nights):
        with Archive(night, earlier=nights[1:number]) as archive:
            fetched = Session(settings, archive, validators).fetch(url)
    assert fetched.outcome is Outcome.UNCHANGED
    assert [[kind for kind, uri, _ in records(night) if uri == url][1] for night in nights[1:]] == [
        "response",
        "revisit",
    ]


def test_changed_content_is_a_whole_record_again(server: BadServer, settings: Settings, tmp_path: Path) -> None:
    validators = MemoryValidators()
    with Archive(tmp_path / "one") as archive:
        Session(settings, archive, validators).fetch(server.page("/", "<p>旧</p>"))
    with Archive(tmp_path / "two") as archive:
        fetched = Session(settings, archive, validators).fetch(server.page("/", "<p>新</p>"))
        assert fetched.outcome is Outcome.FOUND
        assert fetched.snapshot is not None
        served = archive.read(fetched.snapshot.record_id)
    assert served is not None
    assert served.kind == "response"


def _cut(whole: bytes, chance: Random) -> bytes:
    return whole[: chance.randrange(len(whole))]


def _blotted(whole: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(whole))
    return whole[:start] + bytes(300) + whole[start + 300 :]


def _noise(whole: bytes, chance: Random) -> bytes:
    return chance.randbytes(len(whole))


@pytest.mark.parametrize("damage", [_cut, _blotted, _noise])
def test_a_damaged_record_is_lost_and_never_other_content(
    damage: Callable[[bytes, Random], bytes], tmp_path: Path
) -> None:
    chance = Random(7)
    contents = [chance.randbytes(20).hex().encode() * chance.randrange(1, 60) for _ in range(12)]
    with Archive(tmp_path / "evidence") as archive:
        kept = [keep(archive, HEAD + b"\r\n" + content) for content in contents]
    path = next((tmp_path / "evidence").glob("*.warc.gz"))
    whole = path.read_bytes()
    for _ in range(60):
        path.write_bytes(damage(whole, chance))
        later = Archive(tmp_path / "later", earlier=[tmp_path / "evidence"])
        for one, content in zip(kept, contents, strict=True):
            served = later.read(one.record_id, one.warc)
            assert served is None or served.content == content


@pytest.mark.parametrize("earlier", [False, True])
def test_lost_evidence_is_fetched_whole_again(
    earlier: bool, server: BadServer, settings: Settings, tmp_path: Path
) -> None:
    def conditional(ask: bad.BaseHTTPRequestHandler) -> None:
        known = ask.headers.get("If-None-Match")
        bad.answer(ask, b"" if known else "<p>年报</p>".encode(), status=304 if known else 200, ETag='"v1"')

    url, validators = server.serve("/", conditional), MemoryValidators()
    with Archive(tmp_path / "one") as archive:
        Session(settings, archive, validators).fetch(url)
    path = next((tmp_path / "one").glob("*.warc.gz"))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with Archive(tmp_path / "two", earlier=[tmp_path / "one"] if earlier else []) as archive:
        fetched = Session(settings, archive, validators).fetch(url)
    assert fetched.outcome is Outcome.FOUND
    assert fetched.snapshot is not None
    assert "年报" in fetched.snapshot.content.decode()
