"""What may go of the evidence of old nights: everything but the records that something still rests on.

The records that stay are copied byte for byte. What was done is told in `pruned.json` of the newest night, which its
seal covers, so that a later look can tell this from tampering. Which records must stay is for the flow to say.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from flows.crawl.evidence.index import CLOSED, Line, read_lines
from flows.crawl.evidence.manifest import PRUNED, Pruned, Sealed, read_manifest, sealed_file
from flows.crawl.evidence.torn import whole_records
from flows.durable import settle, write_whole
from flows.errors import OutputError
from flows.os_fault import why

_BELONGS_TO = re.compile(rb"^WARC-Concurrent-To:\s*(<[^>\r\n]{1,100}>)", re.I | re.M)
_HEAD_BYTES = 4_096
_GZIP = 31


def prune(tonight: Path, nights: Sequence[Path], keep: Collection[str]) -> int:
    """Takes out of sealed nights every record that is not in `keep`; returns how many bytes that freed.

    Raises `OutputError` where the disk refuses. A kill within it is made good by doing it again.
    """
    try:
        return sum(
            _prune_file(tonight, manifest.night, path, keep)
            for folder in nights
            if (manifest := read_manifest(folder))
            for path in sorted(folder.glob("*.warc.gz"))
        )
    except OSError as fault:
        raise OutputError(f"{tonight / PRUNED}: 无法写入，{why(fault)} (evidence cannot be pruned)") from None


def pruned(folders: Sequence[Path]) -> Pruned:
    """What the `pruned.json` of these folders tell, the later the truer."""
    return {(night, name): left for folder in folders for night, name, left in _told(folder)}


def _prune_file(tonight: Path, night: str, path: Path, keep: Collection[str]) -> int:
    index = path.with_suffix("").with_suffix(".idx")
    before = path.stat().st_size
    left = _compacted(path, index, keep)
    for new in filter(None, left.values()):
        # What is about to stand in the place of evidence must outlive a power cut.
        settle(new)
    told = [(night, name, _sealed(aside)) for name, aside in left.items()]
    _tell(tonight, [*_told(tonight), *told])
    for name, aside in left.items():
        if aside:
            aside.replace(path.parent / name)
        else:
            (path.parent / name).unlink(missing_ok=True)
    return before - (path.stat().st_size if path.exists() else 0)


def _compacted(path: Path, index: Path, keep: Collection[str]) -> dict[str, Path | None]:
    """The file and its index anew beside the old ones, by name; None for a file of which nothing stays."""
    lines = _lines(path, index)
    kept: list[Line] = []
    with path.open("rb") as old, (path.parent / f".{path.name}").open("wb") as new:
        new.write(old.read(min((line.offset for line in lines), default=0)))
        for line in lines:
            old.seek(line.offset)
            member = old.read(line.length)
            if line.record_id in keep or _belongs_to(member) in keep:
                kept.append(replace(line, offset=new.tell()))
                new.write(member)
    aside = path.parent / f".{index.name}"
    aside.write_text("".join(line.written() for line in kept) + CLOSED, "utf-8")
    if kept:
        return {path.name: path.parent / f".{path.name}", index.name: aside}
    for left in (path.parent / f".{path.name}", aside):
        left.unlink()
    return {path.name: None, index.name: None}


def _lines(path: Path, index: Path) -> list[Line]:
    """The index, or where a kill left it older than its file, the file read again."""
    lines = list(read_lines(index)) if index.is_file() else []
    is_whole = bool(lines) and max(line.offset + line.length for line in lines) == path.stat().st_size
    return lines if is_whole else whole_records(path)[0]


def _belongs_to(member: bytes) -> str:
    """The record that a request or metadata record goes with."""
    found = _BELONGS_TO.search(zlib.decompressobj(_GZIP).decompress(member, _HEAD_BYTES))
    return found[1].decode("ascii", "replace") if found else ""


def _sealed(aside: Path | None) -> Sealed | None:
    return replace(sealed_file(aside), name=aside.name.removeprefix(".")) if aside else None


def _told(folder: Path) -> Iterator[tuple[str, str, Sealed | None]]:
    try:
        told = json.loads((folder / PRUNED).read_text("utf-8"))
        for one in told["pruned"]:
            left = one["left"]
            yield str(one["night"]), str(one["name"]), Sealed(**left) if left else None
    except (OSError, ValueError, KeyError, TypeError):
        return


def _tell(folder: Path, told: Sequence[tuple[str, str, Sealed | None]]) -> None:
    rows = [{"night": night, "name": name, "left": asdict(left) if left else None} for night, name, left in told]
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / PRUNED, json.dumps({"format": 1, "pruned": rows}, ensure_ascii=False, indent=1))
