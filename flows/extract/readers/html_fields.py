"""What cells of a page show without saying it as text: fields of forms, numbers of lists, drawings, figures that scripts count up to."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from flows.extract.layout.page import TORN
from flows.extract.readers.html_nodes import Elements, cell_of, is_hidden

_FIELDS = ("input", "textarea", "select", "button")
_COUNTS = ("data-to", "data-count", "data-end", "data-target", "data-value", "data-num", "data-number", "data-val")
_COUNTERS = ",".join(f"[{name}]" for name in _COUNTS)
"""Figures up to which a script counts on the page, from the 0 in its source."""
_END = re.compile(r"-?\d{1,9}(?:\.\d{1,6})?")
_CALLED_COUNTER = re.compile(r"count|timer|odometer|roll|num-?(?:run|grow|up|scroll)", re.IGNORECASE)
_NO_TEXT = frozenset({"hidden", "checkbox", "radio", "submit", "button", "reset", "image", "file"})
_DRAWN = ("svg", "canvas")
_COUNTED = "td ol>li,th ol>li"


def write_fields(body: LexborNode, elements: Elements) -> None:
    """Writes what fields of forms show into their cells, and a sign where what a cell shows is not known."""
    for field in (node for tag in _FIELDS for node in elements[tag]):
        if cell_of(field) is not None and not is_hidden(field.attributes):
            field.insert_before(_shown(field))
    _mark_unwritten(body, elements)
    for counter in body.css(_COUNTERS):
        if counter.text().strip() in ("", "0"):
            _count_up(counter)


def _count_up(counter: LexborNode) -> None:
    """Writes the figure that a counter ends with, or a sign where what holds it is not called a counter or is the cell itself."""
    attributes = counter.attributes
    ends = {end for name in _COUNTS if any(map(str.isdigit, end := (attributes.get(name) or "").strip()))}
    is_counter = "data-to" in attributes or _CALLED_COUNTER.search(attributes.get("class") or "") is not None
    is_told = len(ends) == 1 and all(map(_END.fullmatch, ends)) and counter.tag not in ("td", "th")
    if is_told and is_counter:
        counter.inner_html = ends.pop()
    elif ends - {"0"}:
        counter.inner_html = TORN


def _mark_unwritten(body: LexborNode, elements: Elements) -> None:
    """Puts a sign where a cell shows what its text does not say, a drawing or a list's number: it is not blank."""
    for item in body.css(_COUNTED) if elements["ol"] else ():
        if not item.text().strip():
            item.insert_before(TORN)
    drawn = [(node, cell) for tag in _DRAWN for node in elements[tag] if (cell := cell_of(node)) is not None]
    alone = [(drawing, cell.text().strip() == drawing.text().strip()) for drawing, cell in drawn]
    # What stands beside figures elsewhere is a button in a blank cell, too.
    buttons = {drawing.html for drawing, is_alone in alone if not is_alone}
    for drawing, is_alone in alone:
        if is_alone and drawing.html not in buttons:
            drawing.insert_before(TORN)


def _shown(field: LexborNode) -> str:
    """What a field of a form shows: its value, the option chosen, its text."""
    attributes = field.attributes
    if field.tag == "input":
        is_text = (attributes.get("type") or "").lower() not in _NO_TEXT
        # What is to be filled in stands in the field in grey, as if it were: a 0 that nobody wrote, but no blank.
        hint = TORN if any(map(str.isdigit, attributes.get("placeholder") or "")) else ""
        return (attributes.get("value") or hint) if is_text else ""
    if field.tag == "select":
        chosen = field.css_first("option[selected]") or field.css_first("option")
        return chosen.text() if chosen is not None else ""
    return field.text()
