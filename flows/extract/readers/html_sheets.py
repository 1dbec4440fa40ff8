"""What a page's own style sheets do to the text of its elements, by the rules that tell on what is read.

Selectors are matched as browsers match them; which of two rules wins is told of those alone that hide and show. Rules for
other media than a wide screen do not count, and sheets of other addresses are never asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from selectolax.lexbor import LexborNode, SelectolaxError

from flows.extract.readers.html_effects import Effect, effect_of

_ASIDE = re.compile(r"<!--|-->|@(?:charset|import|namespace)\b[^;{}]{0,300};|@[^{};@]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_MEDIA = re.compile(r"@media\b([^{};@]*)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}", re.IGNORECASE)
_OTHER_MEDIA = re.compile(
    r"\b(?:print|not|speech|tty|tv|handheld|projection|braille|orientation|hover|pointer|prefers)\b"
)
_WIDTH = re.compile(r"(min|max)-width\s*:\s*(\d{1,5})(?:\.\d+)?px")
_NARROW, _WIDE = 1200, 1920
"""Pixels that a wide screen has at least, and at most."""
_SHOWN = re.compile(r"(?<![\w-])display\s*:\s*(?!none)\w|(?<![\w-])visibility\s*:\s*visible", re.IGNORECASE)
_WEIGHTS = (re.compile(r"#"), re.compile(r"[.\[]|(?<!:):(?!:)"), re.compile(r"(?<![\w.#\[:-])[a-z]", re.IGNORECASE))
"""What a selector's weight is counted by: ids, classes and their like, elements. Source: CSS Selectors 4, 17."""
_PART = re.compile(r"::?(?:before|after)$", re.IGNORECASE)
_CONTENT = re.compile(r"(?<![\w-])content\s*:([^;]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\battr\(\s*([\w-]+)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([0-9a-f]{1,5})\s?", re.IGNORECASE)
_MOST_SELECTORS = 500
_LONGEST_SELECTOR = 200

Telling = Mapping[tuple[Effect, str], Sequence[str]]
"""Effect, and the attribute whose text it shows if any → the selectors of the rules that have it."""

Weight = tuple[int, ...]
"""How many ids, classes and elements a rule's selector names, and the rule's place."""


def rules_of(body: LexborNode, dropped: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules for all media in a page's own style sheets.

    `dropped` are the texts of sheets that were taken out of its body.
    """
    for sheet in chain((sheet.text() for sheet in (body.parent or body).css("style")), dropped):
        yield from _rules(sheet)


def matched(body: LexborNode, selectors: Sequence[str]) -> Iterator[LexborNode]:
    """The elements that any of the selectors matches; one that is not understood matches none."""
    try:
        yield from body.css(",".join(selectors))
    except SelectolaxError:
        for selector in selectors if len(selectors) > 1 else ():
            yield from matched(body, [selector])


def effects_of_sheets(body: LexborNode) -> Iterator[tuple[Effect, LexborNode]]:
    """The elements of whose text the page's sheets make something, and what that is."""
    telling = _telling(body)
    shown = _shown_again(body) if (Effect.UNSEEN, "") in telling else set()
    for (effect, attribute), selectors in telling.items():
        for node in matched(body, selectors):
            if effect is Effect.UNSEEN and (node.mem_id in shown or _SHOWN.search(node.attributes.get("style") or "")):
                continue
            if not attribute or _may_be_figure(node.attributes.get(attribute) or "", node):
                yield effect, node


def _shown_again(body: LexborNode) -> set[int]:
    """The elements that a rule shows which outweighs those that hide them, or comes behind one as heavy."""
    ruled: dict[int, tuple[Weight, bool]] = {}
    left = _MOST_SELECTORS
    for order, (selectors, declarations) in enumerate(rules_of(body)):
        hides = effect_of(declarations) is Effect.UNSEEN
        if not hides and not _SHOWN.search(declarations):
            continue
        for selector in selectors.split(",")[:left]:
            left -= 1
            weight = (*(len(sign.findall(selector)) for sign in _WEIGHTS), order)
            for node in matched(body, [selector.strip()]) if len(selector) <= _LONGEST_SELECTOR else ():
                ruled[node.mem_id] = max(ruled.get(node.mem_id, (weight, hides)), (weight, hides))
    return {number for number, (_, hides) in ruled.items() if not hides}


def _may_be_figure(shown: str, node: LexborNode) -> bool:
    """Whether an attribute's text is more than a name set beside the element's own text: digits, or all that it shows."""
    return _holds_digit(shown) or (bool(shown.strip()) and not node.text().strip())


def _telling(body: LexborNode) -> Telling:
    telling: defaultdict[tuple[Effect, str], list[str]] = defaultdict(list)
    left = _MOST_SELECTORS
    for selectors, declarations in rules_of(body):
        effect, added = effect_of(declarations), _added(declarations)
        for selector in map(str.strip, selectors.split(",") if effect or added else ()):
            element = _PART.sub("", selector)
            told = (effect, "") if element == selector else added if effect is not Effect.UNSEEN else None
            if left and told and told[0] and len(element) <= _LONGEST_SELECTOR:
                telling[told[0], told[1]].append(element)
                left -= 1
    return telling


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules for all media."""
    first, *further = sheet.split("/*")
    written = " ".join((first, *(part.partition("*/")[2] for part in further)))
    for rule in _ASIDE.sub(" ", _MEDIA.sub(_for_wide_screens, written)).split("}"):
        selectors, _, declarations = rule.partition("{")
        yield selectors, declarations


def _for_wide_screens(rules: re.Match[str]) -> str:
    """The rules for some media without what they are for, if one of these is a wide screen."""
    return rules[2] if any(map(_is_wide, rules[1].lower().split(","))) else " "


def _is_wide(media: str) -> bool:
    widths = [(edge, int(width)) for edge, width in _WIDTH.findall(media)]
    fits = all(width <= _NARROW if edge == "min" else width >= _WIDE for edge, width in widths)
    return fits and not _OTHER_MEDIA.search(media) and media.count("(") == len(widths)


def _added(declarations: str) -> tuple[Effect, str] | None:
    """What a rule puts before or behind an element, if that may be a figure: digits, a count, an attribute's text."""
    content = _CONTENT.search(declarations)
    if content is None:
        return None
    if attribute := _ATTRIBUTE.search(content[1]):
        return Effect.ADDED, attribute[1].lower()
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), content[1])
    return (Effect.ADDED, "") if "counter" in text or _holds_digit(text) else None


def _holds_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
