"""The seal on a night's evidence: a manifest of its files chained by hash to the manifest of the night before.

Whoever changes, adds or takes away a file later, or a whole night, breaks the chain. What a retention setting took out
of an old night is told in a later night's own sealed files (`flows.crawl.evidence.retention`) and breaks nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType

from flows.durable import write_whole
from flows.errors import OutputError
from flows.os_fault import why

NAME = "manifest.json"
PRUNED = "pruned.json"
_SEALED = (".warc.gz", ".idx", PRUNED)
_CHUNK_BYTES = 1 << 20
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Sealed:
    """One file of a night: name, size in bytes, sha256 in hex."""

    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A night's files by name, the hash of the manifest before it (empty for the first), and its own."""

    night: str
    previous: str
    files: tuple[Sealed, ...]
    sha256: str


# (night, file name) → what retention left of the file, None where nothing.
Pruned = Mapping[tuple[str, str], Sealed | None]


def seal(folder: Path, night: str, previous: Path | None = None) -> Manifest:
    """Writes the manifest of a folder of evidence; `previous` is the folder sealed before it.

    Raises `OutputError` where it cannot be written, or where `previous` has no manifest.
    """
    before = ""
    if previous:
        earlier = read_manifest(previous)
        if earlier is None:
            raise OutputError(f"{previous / NAME}: 前一夜的证据没有封存 (the night before is not sealed)")
        before = earlier.sha256
    files = tuple(sealed_file(path) for path in _files(folder))
    manifest = Manifest(night, before, files, _digest(night, before, files))
    try:
        write_whole(folder / NAME, _written(manifest))
    except OSError as fault:
        raise OutputError(f"{folder / NAME}: 无法写入，{why(fault)} (cannot be written)") from None
    return manifest


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder, or None where there is none that can be read."""
    try:
        told = json.loads((folder / NAME).read_text("utf-8"))
        files = tuple(Sealed(str(one["name"]), int(one["size_bytes"]), str(one["sha256"])) for one in told["files"])
        return Manifest(str(told["night"]), str(told["previous"]), files, str(told["sha256"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def in_chain(folders: Sequence[Path]) -> list[Path]:
    """The folders in the order in which they were sealed, as each seal names the one before; then those it does not reach.

    A night may be sealed after one that began later: it was killed, another year was audited, and it was gone on with.
    """
    after = {found.previous: (folder, found.sha256) for folder in reversed(folders) if (found := read_manifest(folder))}
    chain: list[Path] = []
    link = after.pop("", None)
    while link:
        chain.append(link[0])
        link = after.pop(link[1], None)
    return [*chain, *(folder for folder in folders if folder not in chain)]


def verify(
    folders: Sequence[Path], known: Mapping[Path, str] = MappingProxyType({}), pruned: Pruned = MappingProxyType({})
) -> list[str]:
    """What is wrong with all nights, given as they were sealed, a sentence each; empty where every seal holds.

    `known` are the seals that a ledger remembers by folder; `pruned` is what retention left of files of old nights.
    """
    broken: list[str] = []
    before: str | None = ""
    for folder in folders:
        manifest = read_manifest(folder)
        if manifest is None:
            broken.append(f"{folder}: 封条不在或无法读取 (no manifest, or one that cannot be read)")
            before = None
            continue
        broken += _broken_manifest(folder, manifest, before, known.get(folder))
        broken += _broken_files(folder, manifest, pruned)
        before = manifest.sha256
    return broken


def sealed_file(path: Path) -> Sealed:
    """A file as a manifest names it."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            total.update(chunk)
    return Sealed(path.name, path.stat().st_size, total.hexdigest())


def _broken_manifest(folder: Path, manifest: Manifest, before: str | None, known: str | None) -> Iterator[str]:
    is_as_written = (folder / NAME).read_bytes() == _written(manifest).encode()
    if not is_as_written or manifest.sha256 != _digest(manifest.night, manifest.previous, manifest.files):
        yield f"{folder / NAME}: 封条本身被改动 (the manifest itself was changed)"
    if known is not None and manifest.sha256 != known:
        yield f"{folder / NAME}: 与台账记下的封条不符 (not the seal that the ledger remembers)"
    if before is not None and manifest.previous != before:
        yield f"{folder / NAME}: 与前一夜的封条不相接 (does not follow the night before it)"


def _broken_files(folder: Path, manifest: Manifest, pruned: Pruned) -> Iterator[str]:
    expected = {one.name: one for one in manifest.files}
    present = {path.name: path for path in _files(folder)}
    for name, one in expected.items():
        left = pruned.get((manifest.night, name), one)
        if name not in present:
            if left is not None:
                yield f"{folder / name}: 缺失 (missing)"
        elif sealed_file(present[name]) not in (one, left):
            yield f"{folder / name}: 封存后被改动 (changed since it was sealed)"
    yield from (
        f"{folder / name}: 封存后添加 (added after the night was sealed)" for name in present if name not in expected
    )


def _written(manifest: Manifest) -> str:
    """The manifest as it stands in its file, always the same bytes for the same manifest."""
    return json.dumps({"format": _FORMAT, **asdict(manifest)}, ensure_ascii=False, indent=1)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_file() and path.name.endswith(_SEALED))


def _digest(night: str, previous: str, files: Sequence[Sealed]) -> str:
    lines = [night, previous, *(f"{one.name}\t{one.size_bytes}\t{one.sha256}" for one in files)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
