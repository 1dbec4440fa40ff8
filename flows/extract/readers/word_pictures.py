"""The pictures that a Word file holds, by the relations through which its text shows them."""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath

from flows.errors import SourceError
from flows.extract.document import Picture
from flows.extract.package import Package

_MOST_PICTURES = 60


def pictures_by_relation(package: Package, main: str) -> dict[str, Picture]:
    """Relation id → picture, for the pictures that the main part may show; none that stands outside the package.

    A picture that is damaged or outgrows the package's limits is there without content. Source: ECMA-376 part 2,
    clause 6.5 (relationships).
    """
    folder, name = posixpath.split(main)
    part = f"{folder}/_rels/{name}.rels"
    if part not in package:
        return {}
    pictures: dict[str, Picture] = {}
    for relation in package.xml(part):
        target = relation.get("Target", "")
        if relation.get("Type", "").endswith("/image") and len(pictures) < _MOST_PICTURES:
            outside = relation.get("TargetMode") == "External"
            held = None if outside else _content(package, posixpath.normpath(posixpath.join("/" + folder, target)))
            pictures[relation.get("Id", "")] = Picture(PurePosixPath(target).name, held)
    return pictures


def _content(package: Package, path: str) -> bytes | None:
    try:
        return package.read(path.lstrip("/"))
    except SourceError:
        return None
