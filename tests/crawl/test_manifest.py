"""Sealed evidence shows every later change."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.crawl import Archive
from flows.crawl.evidence.archive import Passed
from flows.crawl.evidence.manifest import NAME, read_manifest, seal, verify
from flows.errors import OutputError


@pytest.fixture
def nights(tmp_path: Path) -> list[Path]:
    folders: list[Path] = []
    for number in range(3):
        folder = tmp_path / str(number) / "evidence"
        with Archive(folder) as archive:
            for page in range(3):
                response = b"HTTP/1.1 200 OK\r\n\r\n%d" % page
                archive.record(Passed(f"http://x/{page}", b"", response, datetime(2024, 1, number + 1, tzinfo=UTC)))
        seal(folder, f"night {number}", folders[-1] if folders else None)
        folders.append(folder)
    return folders


def test_untouched_nights_hold(nights: list[Path]) -> None:
    assert verify(nights) == []


def test_one_changed_byte_shows(nights: list[Path]) -> None:
    path = next(nights[1].glob("*.warc.gz"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert verify(nights) == [f"{path}: 封存后被改动 (changed since it was sealed)"]


def test_a_missing_and_an_added_file_show(nights: list[Path]) -> None:
    path = next(nights[0].glob("*.warc.gz"))
    path.rename(path.with_name("other.warc.gz"))
    told = verify(nights)
    assert any("missing" in line for line in told)
    assert any("added after" in line for line in told)


def test_a_night_sealed_anew_no_longer_fits_the_next(nights: list[Path]) -> None:
    (nights[0] / "zz.idx").write_text("")
    seal(nights[0], "night 0")
    assert verify(nights) == [f"{nights[1] / NAME}: 与前一夜的封条不相接 (does not follow the night before it)"]


def test_a_night_taken_out_shows(nights: list[Path]) -> None:
    assert verify([nights[0], nights[2]]) == [
        f"{nights[2] / NAME}: 与前一夜的封条不相接 (does not follow the night before it)"
    ]


def test_a_manifest_rewritten_by_hand_shows(nights: list[Path]) -> None:
    told = json.loads((nights[2] / NAME).read_text())
    told["files"][0]["size_bytes"] += 1
    (nights[2] / NAME).write_text(json.dumps(told))
    assert f"{nights[2] / NAME}: 封条本身被改动 (the manifest itself was changed)" in verify(nights)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"files": 3}'])
def test_a_manifest_that_is_none_shows(text: str, nights: list[Path]) -> None:
    (nights[2] / NAME).write_text(text)
    assert verify(nights) == [f"{nights[2]}: 封条不在或无法读取 (no manifest, or one that cannot be read)"]


def test_a_chain_cannot_hang_on_a_night_that_is_not_sealed(tmp_path: Path) -> None:
    tmp_path.joinpath("new").mkdir()
    with pytest.raises(OutputError, match="not sealed"):
        seal(tmp_path / "new", "n", previous=tmp_path)


@pytest.mark.parametrize("space", [b" ", b"\n", b"\t"])
def test_even_white_space_in_a_manifest_shows(space: bytes, nights: list[Path]) -> None:
    path = nights[1] / NAME
    path.write_bytes(path.read_bytes() + space)
    assert verify(nights) == [f"{path}: 封条本身被改动 (the manifest itself was changed)"]


def test_the_first_night_taken_out_shows(nights: list[Path]) -> None:
    assert verify(nights[1:]) == [f"{nights[1] / NAME}: 与前一夜的封条不相接 (does not follow the night before it)"]


def test_the_newest_night_sealed_anew_is_not_the_one_that_was_remembered(nights: list[Path]) -> None:
    remembered = read_manifest(nights[2])
    assert remembered
    known = {nights[2]: remembered.sha256}
    assert verify(nights, known) == []
    next(nights[2].glob("*.warc.gz")).write_bytes(b"another")
    seal(nights[2], "night 2", nights[1])
    assert verify(nights) == []
    assert verify(nights, known) == [
        f"{nights[2] / NAME}: 与台账记下的封条不符 (not the seal that the ledger remembers)"
    ]
