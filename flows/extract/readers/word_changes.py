"""Tracked changes that reach beyond a run: the end of a paragraph that was deleted makes it one with the next."""

from __future__ import annotations

from lxml import etree

from flows.extract.readers.word_xml import name_of

_GONE = ("del", "moveFrom")


def join_paragraphs(root: etree._Element) -> None:
    """Put what a paragraph with a deleted end holds at the beginning of the one after it.

    Source: ECMA-376 part 1, 17.13.5.15 (deleted paragraph).
    """
    ending = [next(mark.iterancestors("{*}p")) for mark in root.iter("{*}del", "{*}moveFrom") if _ends_paragraph(mark)]
    carried: dict[etree._Element, list[etree._Element]] = {}
    endless = set(ending)
    for paragraph in ending:
        after, holder = paragraph.getnext(), paragraph.getparent()
        held = carried.pop(paragraph, [])
        if after is None or name_of(after) != "p" or holder is None:
            _begin_with(paragraph, held)
            continue
        held += [part for part in paragraph if name_of(part) != "pPr"]
        holder.remove(paragraph)
        if after in endless:
            carried[after] = held
        else:
            _begin_with(after, held)


def _begin_with(paragraph: etree._Element, parts: list[etree._Element]) -> None:
    start = 1 if len(paragraph) and name_of(paragraph[0]) == "pPr" else 0
    paragraph[start:start] = parts


def _ends_paragraph(mark: etree._Element) -> bool:
    """Whether a change is of the mark at the end of a paragraph, not of text in it."""
    run = mark.getparent()
    properties = run.getparent() if run is not None and name_of(run) == "rPr" else None
    return properties is not None and name_of(mark) in _GONE and name_of(properties) == "pPr"
