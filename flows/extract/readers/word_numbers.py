"""The numbers that Word writes before the paragraphs of its lists, as far as it prints any."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from lxml import etree

from flows.errors import BrokenDocument
from flows.extract.package import Package
from flows.extract.readers.word_xml import attribute_of, name_of, value_of

_MOST_LEVELS = 9
_SILENT = frozenset({"none", "bullet"})


def drop_silent_lists(root: etree._Element, package: Package, main: str) -> None:
    """Take the lists from paragraphs before which no number is printed: bullets, levels without a text.

    All lists stay where the package does not tell how they are numbered. Source: ECMA-376 part 1, 17.9 (numbering).
    """
    part = main.rpartition("/")[0] + "/numbering.xml"
    try:
        listed = package.xml(part) if part in package else None
    except BrokenDocument:
        listed = None
    if listed is None:
        return
    silent = _silent_levels(listed)
    for numbering in list(root.iter("{*}numPr")):
        parts = {name_of(child): value_of(child) for child in numbering}
        holder = numbering.getparent()
        if holder is not None and (parts.get("numId", ""), parts.get("ilvl", "0")) in silent:
            holder.remove(numbering)


def _silent_levels(listed: etree._Element) -> frozenset[tuple[str, str]]:
    """(list, level) of the levels that print no number."""
    kinds = {attribute_of(kind, "abstractNumId"): _levels(kind) for kind in listed if name_of(kind) == "abstractNum"}
    silent = set()
    for one in (child for child in listed if name_of(child) == "num"):
        kind = next((value_of(part) for part in one if name_of(part) == "abstractNumId"), "")
        told = {**kinds.get(kind, {}), **_levels(one)}
        silent |= {(attribute_of(one, "numId"), level) for level, is_silent in told.items() if is_silent}
    return frozenset(silent)


def _levels(holder: etree._Element) -> Mapping[str, bool]:
    """Level → whether it prints no number, as a kind of list tells or as a list tells otherwise."""
    levels = islice(holder.iter("{*}lvl"), _MOST_LEVELS)
    return {attribute_of(level, "ilvl"): _is_silent(level) for level in levels}


def _is_silent(level: etree._Element) -> bool:
    parts = {name_of(part): value_of(part) for part in level}
    return parts.get("numFmt") in _SILENT or "%" not in parts.get("lvlText", "%")
