"""A package of XML from outside, opened within bounds: nothing is expanded, fetched, or larger than a form can be."""

from __future__ import annotations

import zipfile

from lxml import etree

MOST_BYTES, MOST_ROWS = 20_000_000, 2_000
Rows = list[list[str]]


def part(package: zipfile.ZipFile, name: str) -> etree._Element:
    """A part of a package as XML.

    Raises `ValueError` where it is beyond the bounds whatever the package says of it, `KeyError` where it is missing.
    """
    with package.open(name) as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError("a part is too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)
