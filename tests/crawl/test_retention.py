"""What retention takes out of old nights, what it leaves, and that tampering still shows beside it."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from flows.crawl import Archive
from flows.crawl.evidence.answered import Kept
from flows.crawl.evidence.archive import Passed
from flows.crawl.evidence.manifest import seal, verify
from flows.crawl.evidence.retention import prune, pruned
from flows.errors import OutputError

NIGHTS = 3


@pytest.fixture
def nights(tmp_path: Path) -> dict[Path, list[Kept]]:
    """Three sealed nights with three pages each, and a fourth, tonight's, which is still to be sealed."""
    made: dict[Path, list[Kept]] = {}
    for number in range(NIGHTS + 1):
        folder = tmp_path / f"night {number}" / "evidence"
        with Archive(folder) as archive:
            made[folder] = [
                archive.record(
                    Passed(
                        f"http://x/{page}",
                        b"GET / HTTP/1.1\r\n\r\n",
                        b"HTTP/1.1 200 OK\r\n\r\nnight %d page %d" % (number, page),
                        datetime(2024, 1, number + 1, tzinfo=UTC),
                        facts={"outcome": "found"},
                    )
                )
                for page in range(3)
            ]
        if number < NIGHTS:
            seal(folder, f"night {number}", list(made)[-2] if number else None)
    return made


def sealed(nights: dict[Path, list[Kept]]) -> list[Path]:
    """Tonight sealed too: all nights, oldest first."""
    folders = list(nights)
    seal(folders[-1], f"night {NIGHTS}", folders[-2])
    return folders


def test_what_is_cited_stays_byte_for_byte_and_the_rest_goes(nights: dict[Path, list[Kept]]) -> None:
    first, second, _, tonight = nights
    cited = nights[first][1]
    before = Archive(first).read(cited.record_id)
    freed = prune(tonight, [first, second], {cited.record_id})
    assert freed > 0
    assert Archive(first).read(cited.record_id, cited.warc) == before
    assert Archive(first).read(nights[first][0].record_id) is None
    assert not list(second.glob("*.warc.gz"))
    with next(first.glob("*.warc.gz")).open("rb") as file:
        kinds = [
            record.rec_type
            for record in ArchiveIterator(file, check_digests="raise")
            if record.raw_stream.read() or True
        ]
    assert kinds == ["warcinfo", "request", "response", "metadata"]


def test_pruned_nights_hold_and_tampering_with_them_shows(nights: dict[Path, list[Kept]]) -> None:
    first, second, _, tonight = nights
    prune(tonight, [first, second], {nights[first][1].record_id})
    folders = sealed(nights)
    told = pruned(folders)
    assert verify(folders, pruned=told) == []
    path = next(first.glob("*.warc.gz"))
    path.write_bytes(path.read_bytes()[:-1])
    assert verify(folders, pruned=told) == [f"{path}: 封存后被改动 (changed since it was sealed)"]


def test_a_file_that_nobody_pruned_is_missing(nights: dict[Path, list[Kept]]) -> None:
    first, second, _, tonight = nights
    prune(tonight, [first], {nights[first][1].record_id})
    folders = sealed(nights)
    path = next(second.glob("*.warc.gz"))
    path.unlink()
    assert verify(folders, pruned=pruned(folders)) == [f"{path}: 缺失 (missing)"]


def test_pruning_cut_off_by_a_kill_is_done_again(
    nights: dict[Path, list[Kept]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _, _, tonight = nights
    cited = nights[first][2]
    put = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if target.suffix == ".idx":
            raise KeyboardInterrupt
        return put(self, target)

    with monkeypatch.context() as kill:
        kill.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            prune(tonight, [first], {cited.record_id})
    prune(tonight, [first], {cited.record_id})
    served = Archive(first).read(cited.record_id)
    assert served is not None
    assert served.content == b"night 0 page 2"
    folders = sealed(nights)
    assert verify(folders, pruned=pruned(folders)) == []


def test_a_disk_that_does_not_keep_the_new_file_leaves_the_old_evidence(
    nights: dict[Path, list[Kept]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _, _, tonight = nights
    before = {path: path.read_bytes() for path in first.glob("[!.]*")}

    def refuse(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", refuse)
        with pytest.raises(OutputError):
            prune(tonight, [first], {nights[first][2].record_id})
    assert {path: path.read_bytes() for path in first.glob("[!.]*")} == before
