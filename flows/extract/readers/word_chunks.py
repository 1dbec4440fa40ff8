"""Documents that a Word file takes in whole: pages, texts and Word files left for Word to convert, sheets and texts edited in it."""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath

from flows.extract.package import Package

_READ = frozenset({".htm", ".html", ".xhtml", ".mht", ".mhtml", ".txt", ".docx", ".docm", ".rtf", ".doc"})
_OBJECTS = frozenset({".xlsx", ".xlsm", ".docx", ".docm"})
_MOST_CHUNKS = 20


def chunks_by_relation(package: Package, main: str) -> dict[str, tuple[str, bytes]]:
    """Relation id → name and bytes of the parts that the main one may take in.

    Source: ECMA-376 part 1, clauses 11.3.1 (alternative format import part) and 15.2.11 (embedded package part).
    """
    folder, name = posixpath.split(main)
    part = f"{folder}/_rels/{name}.rels"
    if part not in package:
        return {}
    chunks: dict[str, tuple[str, bytes]] = {}
    for relation in package.xml(part):
        target = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", ""))).lstrip("/")
        kind, suffix = relation.get("Type", "").rpartition("/")[2], PurePosixPath(target).suffix.lower()
        taken_in = suffix in {"aFChunk": _READ, "package": _OBJECTS}.get(kind, ())
        if taken_in and target in package and len(chunks) < _MOST_CHUNKS:
            chunks[relation.get("Id", "")] = PurePosixPath(target).name, package.read(target)
    return chunks
