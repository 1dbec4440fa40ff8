"""Zip packages (Word, OFD, archives of reports), opened within limits.

A package's directory is a claim, not a fact: sizes are counted while unpacking, in memory, and nothing is ever
written to a path that the package names.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import cast

from lxml import etree

from flows.errors import BrokenDocument, TooLarge

# A part that grows more than this many times while unpacking is a bomb, not a document.
_MOST_GROWTH = 200
_SMALL_BYTES = 1_000_000
_MOST_PARTS = 5_000
DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What the standard library raises where a zip file is damaged, torn, encrypted or of an unknown kind."""


def holds(content: bytes, *prefixes: str) -> bool:
    """Whether these bytes are a zip package with a part whose name begins so; its own directory decides, not the bytes
    of packages that it may hold in turn."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return any(name.replace("\\", "/").startswith(prefixes) for name in names)


class Package:
    """A zip file in memory whose parts are read by name, together never more than `max_bytes`."""

    def __init__(self, content: bytes, name: str, max_bytes: int) -> None:
        self._name = name
        self._left = max_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
            raise BrokenDocument(f"{name}: 压缩包损坏 (damaged package: {fault})") from None
        if len(parts) > _MOST_PARTS:
            raise TooLarge(f"{name}: 包内文件超过 {_MOST_PARTS} 个 (more than {_MOST_PARTS} parts in one package)")
        # Damage may leave a part without a name, which `is_dir` does not expect.
        self._parts = {p.filename.replace("\\", "/"): p for p in parts if p.filename and not p.is_dir()}
        # Software that does not tell `Content.xml` from `content.xml` writes packages that name a part in both ways.
        self._folded = {name.lower(): name for name in self._parts}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the package."""
        return tuple(self._parts)

    def __contains__(self, part: str) -> bool:
        return part in self._parts or part.lower() in self._folded

    def read(self, part: str) -> bytes:
        """The bytes of one part.

        Raises `BrokenDocument` where it is missing, encrypted or damaged, `TooLarge` where it outgrows the limits.
        """
        entry = self._entry(part)
        limit = min(self._left, max(entry.compress_size * _MOST_GROWTH, _SMALL_BYTES))
        content = self._unpacked(entry, limit + 1)
        if len(content) > limit:
            raise TooLarge(f"{self._name}: {part} 解压后超过 {limit} 字节 (unpacks to more than {limit} bytes)")
        self._left -= len(content)
        return content

    def head(self, part: str, size: int) -> bytes:
        """The first `size` bytes of one part; raises `BrokenDocument` as `read` does."""
        return self._unpacked(self._entry(part), size)

    def _entry(self, part: str) -> zipfile.ZipInfo:
        entry = self._parts.get(part) or self._parts.get(self._folded.get(part.lower(), ""))
        if entry is None:
            raise BrokenDocument(f"{self._name}: 包内缺少 {part} (the package lacks {part})")
        if entry.flag_bits & 1:
            raise BrokenDocument(f"{self._name}: 文件已加密 (the package is encrypted)")
        return entry

    def _unpacked(self, entry: zipfile.ZipInfo, size: int) -> bytes:
        try:
            with self._zip.open(entry) as stream:
                return stream.read(size)
        except DAMAGE as fault:
            raise BrokenDocument(f"{self._name}: {entry.filename} 已损坏 (is damaged: {fault})") from None

    def xml(self, part: str) -> etree._Element:
        """One part as XML; entities are not resolved and nothing outside the package is fetched."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(self.read(part), parser)
        except etree.XMLSyntaxError as fault:
            raise BrokenDocument(f"{self._name}: {part} 不是合格的 XML (is no well-formed XML: {fault})") from None
        if root is None:
            raise BrokenDocument(f"{self._name}: {part} 是空的 (is empty)")
        return cast(etree._Element, root)
