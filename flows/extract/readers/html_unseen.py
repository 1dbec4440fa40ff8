"""Which parts of a page nobody sees, and which figures no one could read: they are taken out of the tree or put in doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from flows.extract.layout.page import TORN
from flows.extract.readers.html_article import REPORT_WORDS, TABLE_WORDS
from flows.extract.readers.html_effects import Effect
from flows.extract.readers.html_fields import write_fields
from flows.extract.readers.html_ground import Grounds
from flows.extract.readers.html_nodes import INLINE, Elements, cell_of, hides, is_hidden
from flows.extract.readers.html_styles import effects_in, inline_styles, is_of_figures

_RAISED = ("sup", "sub", "small")
_SHOWN_IN_DRAWINGS = "text,image,foreignobject"
_SPOKEN = ".katex-mathml,.MJX_Assistive_MathML"
"""Formulas once more, for those who listen to the page."""
_FOR_LISTENERS = ".sr-only,.visually-hidden,.screen-reader-text"
"""What is read out and not shown: in a cell the name of its column, say."""
_TO_NOTES = "a[href^='#']"
_MARK = re.compile(r"(?:[备附]?注)?[\d\u2460-\u2473*※]{1,3}")
_NOTE = re.compile(rf"[\[(（【]?{_MARK.pattern}[\])）】]?")
_FIGURE = re.compile(r"\s*[-+]?[\d.,，．]*\d[\d.,，．]*\s*(?:[件条项宗起例份次个]|万?元)?\s*")
_BROKEN = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]+")
"""What editors break words with, seen or not."""
_SENTENCE, _REPORT = 20, 3
"""Characters, of which a title has hardly more; parts, of which only another report has so many."""
_LONGEST_CELL = 60
"""Characters; more is a part of the page that a table lays out."""
_STRUCK = ("del", "s", "strike")
_CHILDLESS = frozenset(("script", "style"))
_UNSEEN = (
    *("script", "style", "noscript", "template", "select", "textarea", "button", "svg"),
    *("iframe", "frame", "object", "embed", *_STRUCK, "rt", "rp", "annotation"),
)
_CLOSED = "gouji-closed"
"""Marks a part of the page that its style sheets hide."""


def drop_unseen(body: LexborNode, elements: Elements) -> bool:
    """Takes out of the tree what a browser does not show as text, and what is struck through.

    `elements` are the tree's; whether others went than scripts, which hold none themselves.
    """
    _write_out(body, elements)
    if elements["a"]:
        _set_apart(filter(_leads_to_note, body.css(_TO_NOTES)))
    styles = inline_styles(body)
    styled = list(effects_in(body, styles, fonts=bool(elements["font"])))
    grounds = Grounds(body) if any(effect is Effect.PALE for effect, _ in styled) else None
    for effect, node in styled:
        if grounds and effect is Effect.PALE:
            _hide_pale(node, grounds)
        elif effect is Effect.CLOSED:
            node.attrs[_CLOSED] = ""
        else:
            _apply(effect, node)
    unseen = [tag for tag in _UNSEEN if elements[tag]]
    # The inner ones first: what is taken out takes its children along.
    for node in reversed(body.css(",".join(unseen))) if unseen else ():
        _strike(node) if node.tag in _STRUCK else node.decompose()
    may_be_hidden = f"{_FOR_LISTENERS},[hidden],[{_CLOSED}]{',[style]' if any(map(hides, styles)) else ''}"
    hidden = {node.mem_id: node for node in body.css(may_be_hidden) if _is_hidden(node)}
    if hidden:
        _drop_hidden(list(hidden.values()), body)
    return bool(hidden or styled) or not _CHILDLESS.issuperset(unseen)


def _apply(effect: Effect, node: LexborNode) -> None:
    """Does to an element of a cell what its style does to it on the page."""
    match effect:
        case Effect.RAISED:
            _set_apart([node])
        case Effect.TURNED:
            node.replace_with(node.text()[::-1])
        case Effect.STRUCK:
            _strike(node)
        case Effect.TINY | Effect.MOVED:
            _doubt(node)
        case Effect.MIXED if _is_figure(node) and len(list(_innermost(node).iter())) > 1:
            node.replace_with(TORN)
        case Effect.ADDED:
            node.insert_child(TORN)
        case Effect.UNSEEN | Effect.SHUT:
            node.decompose()


def _hide_pale(node: LexborNode, grounds: Grounds) -> None:
    """Puts figures in doubt that are as white as what they stand on, and white digits beside others whatever they stand on."""
    if is_of_figures(Effect.PALE, node):
        for cell in _figures_in(node):
            if grounds.hide(_innermost(cell)):
                cell.insert_child(TORN)
    elif not _is_all(node):
        _doubt(node)
    elif _is_figure(node) and grounds.hide(_innermost(node)):
        node.replace_with(TORN)


def _figures_in(node: LexborNode) -> Iterator[LexborNode]:
    """The cells in a row, or the cell itself, that hold a figure and nothing more."""
    cells = [node] if node.tag in ("td", "th") else node.css("td,th")
    return filter(_is_figure, cells)


def _innermost(node: LexborNode) -> LexborNode:
    """The innermost element that shows all that an element shows."""
    text = node.text().strip()
    while (inner := next((child for child in node.iter() if child.text().strip() == text), None)) is not None:
        node = inner
    return node


def _is_figure(node: LexborNode) -> bool:
    return _FIGURE.fullmatch(node.text()) is not None


def _is_all(node: LexborNode) -> bool:
    """Whether an element's text is all that its cell says."""
    cell = cell_of(node)
    return cell is not None and cell.text().strip() == node.text().strip()


def _strike(node: LexborNode) -> None:
    """Takes out what is struck through; a cell of whose figure nothing is left without it is not blank."""
    if is_of_figures(Effect.STRUCK, node):
        for cell in _figures_in(node):
            cell.insert_child(TORN)
    elif _is_figure(node) and _is_all(node):
        node.replace_with(TORN)
    else:
        node.decompose()


def _doubt(node: LexborNode) -> None:
    """Calls digits unreadable that are white, tiny or moved beside others."""
    cell = cell_of(node)
    if cell is not None and _is_figure(node) and not _is_all(node) and len(cell.text()) <= _LONGEST_CELL:
        node.replace_with(TORN)


def _write_out(body: LexborNode, elements: Elements) -> None:
    """Writes what a page shows where its text does not say it, a raised note as one, lest 5¹ be read as 51, and 21 shown as 12."""
    for holder in elements["foreignObject"]:
        _take_out(holder)
    write_fields(body, elements)
    _set_apart(node for tag in _RAISED for node in elements[tag])
    for spoken in body.css(_SPOKEN) if elements["math"] else ():
        spoken.decompose()
    for turned in elements["bdo"]:
        if (turned.attributes.get("dir") or "").lower() == "rtl":
            turned.replace_with(turned.text()[::-1])


def _take_out(holder: LexborNode) -> None:
    """Takes an article out of a drawing that shows nothing else, as editors for articles on phones make them."""
    around = [holder]
    while around[-1].tag != "svg" and around[-1].parent is not None:
        around.append(around[-1].parent)
    if holder.css_first("p,table") is not None and len(around[-1].css(_SHOWN_IN_DRAWINGS)) == 1:
        for node in around:
            node.unwrap()


def _leads_to_note(link: LexborNode) -> bool:
    """Whether a link is the mark of a note further down: 1, [2], 注3."""
    href = link.attributes.get("href") or ""
    return len(href) > 1 and href.startswith("#") and _NOTE.fullmatch(link.text().strip()) is not None


def _set_apart(notes: Iterable[LexborNode]) -> None:
    """Puts the notes in brackets that are not all that their cell says; in prose only marks of notes that touch a figure."""
    for note in notes:
        words = note.text().strip()
        cell = cell_of(note)
        if cell.text().strip() != words if cell is not None else _MARK.fullmatch(words) and _touches_figure(note):
            note.insert_before("(")
            note.insert_after(")")


def _touches_figure(node: LexborNode) -> bool:
    """Whether the character before or behind a node, in its line, is a digit."""
    return _beside(node, "prev")[-1:].isdigit() or _beside(node, "next")[:1].isdigit()


def _beside(node: LexborNode, side: str) -> str:
    """The text of what stands next to a node in its line, whatever inline elements it is in; empty where nothing does."""
    while (neighbour := getattr(node, side)) is None:
        if node.parent is None or node.parent.tag not in INLINE:
            return ""
        node = node.parent
    return neighbour.text() if neighbour.tag in (*INLINE, "-text") else ""


def _drop_hidden(hidden: list[LexborNode], body: LexborNode) -> None:
    """Drops what is hidden, but for what a click on 阅读全文 or a tab shows: parts of a report that the page shows nowhere else."""
    words = _report_words(body)
    for node in reversed(hidden):
        own = _report_words(node)
        may_open = _tells_more(node, own, body) if own else _CLOSED in node.attributes
        if not may_open and all(words[word] > count for word, count in own.items()):
            words -= own
            node.decompose()


def _tells_more(node: LexborNode, own: Counter[str], body: LexborNode) -> bool:
    """Whether a part of a report in words says what the page says nowhere else, though a tab or a menu says its title."""
    if len(own) >= _REPORT or TABLE_WORDS.search("".join(own)):
        return False
    longest = max(node.text(separator="\n").splitlines(), key=len, default="").strip()
    return len(longest) >= _SENTENCE and body.text().count(longest) == 1


def _report_words(node: LexborNode) -> Counter[str]:
    """How often a part of the page says each word of a report, whatever editors broke it with."""
    return Counter(REPORT_WORDS.findall(_BROKEN.sub("", node.text())))


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return is_hidden(attributes) or _CLOSED in attributes or _is_read_out(node)


def _is_read_out(node: LexborNode) -> bool:
    """Whether words of a cell are for listeners alone; digits only where the cell says the same to those who look."""
    named = (node.attributes.get("class") or "").split()
    cell = cell_of(node) if any(f".{name}" in _FOR_LISTENERS.split(",") for name in named) else None
    return cell is not None and (not (digits := _digits(node)) or _digits(cell) == digits * 2)


def _digits(node: LexborNode) -> str:
    return "".join(filter(str.isdigit, node.text()))
