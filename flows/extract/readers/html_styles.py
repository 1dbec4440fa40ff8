"""What styles do to the few characters in a table's cell that would otherwise be read as part of its figure.

An element may be hidden, struck through or raised by its own style or by its class in the page's own style sheets; whole
hidden parts of a page are for `html_article`. Sheets of other addresses are never asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache

from selectolax.lexbor import LexborNode


class Effect(StrEnum):
    """What a style makes of an element's text."""

    UNSEEN = "unseen"
    STRUCK = "struck"
    RAISED = "raised"
    TURNED = "turned"
    FAINT = "faint"


_ZERO = r"0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
_DECLARED = {
    Effect.UNSEEN: re.compile(
        rf"display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity|(?<!-)width)\s*:\s*{_ZERO}"
        r"|clip\s*:\s*rect\(\s*[01](?:px)?\b|(?:left|top|text-indent)\s*:\s*-\d{3,}",
        re.IGNORECASE,
    ),
    Effect.STRUCK: re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE),
    Effect.RAISED: re.compile(
        r"vertical-align\s*:\s*(?:super|sub|text-top|text-bottom)|mso-text-raise\s*:\s*-?[1-9.]"
        r"|position\s*:\s*relative[^{}]*(?:top|bottom)\s*:\s*-?[1-9]",
        re.IGNORECASE,
    ),
    Effect.TURNED: re.compile(
        r"(?=.*unicode-bidi\s*:\s*\S*override)(?=.*direction\s*:\s*rtl)", re.IGNORECASE | re.DOTALL
    ),
    Effect.FAINT: re.compile(
        r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\b)"
        r"|font-size\s*:\s*(?:[1-6](?:\.\d+)?pt|[1-8](?:\.\d+)?px)",
        re.IGNORECASE,
    ),
}
_ASIDE = re.compile(r"/\*.*?\*/|<!--|-->|@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_OF_CLASS = re.compile(r"[a-z]*\.([A-Za-z_][\w-]*)")
_IN_CELLS = "td [style],th [style],td [class],th [class],tr[class],td[class],th[class]"
_ROWS_AND_CELLS = ("tr", "td", "th")
_LONGEST_UNSEEN = 120
"""Characters of a hidden row of a table; more is a part of the page."""


def inline_styles(body: LexborNode) -> frozenset[str]:
    """The different styles that elements have of their own: a dozen, though a page pasted from Word says them a thousand times."""
    return frozenset([node.attributes.get("style") or "" for node in body.css("[style]")])


def effects_in(body: LexborNode, styles: Collection[str]) -> Iterator[tuple[Effect, LexborNode]]:
    """The outermost elements of the cells that a style tells on; struck ones of the prose too.

    `styles` are those that the page's elements have of their own.
    """
    classes = _classes(body)
    telling = {style: effect for style in styles if (effect := effect_of(style))}
    if not classes and not telling:
        return
    struck = Effect.STRUCK in (*telling.values(), *classes.values())
    carriers = {node.mem_id for node in body.css(",".join(f".{name}" for name in classes))} if classes else set()
    if telling:
        carriers |= {node.mem_id for node in body.css("[style]") if node.attributes.get("style") in telling}
    found: dict[int, tuple[Effect, LexborNode]] = {}
    for node in body.css(f"[style],{_IN_CELLS}" if struck else _IN_CELLS) if carriers else ():
        if node.mem_id in carriers and (effect := _effect(node, classes)):
            found[node.mem_id] = effect, node
    yield from ((effect, node) for effect, node in found.values() if not _is_inside(node, found))


def _effect(node: LexborNode, classes: Mapping[str, Effect]) -> Effect | None:
    attributes = node.attributes
    effect = effect_of(attributes.get("style") or "")
    for name in (attributes.get("class") or "").split() if classes and effect is None else ():
        effect = classes.get(name, effect)
    if node.tag in _ROWS_AND_CELLS and effect is not Effect.UNSEEN:
        return None
    return None if effect is Effect.UNSEEN and _is_wrapper(node) else effect


def _is_wrapper(node: LexborNode) -> bool:
    """Whether an element lays out a part of the page: scripts show what is hidden there, and inner sizes differ."""
    return len(node.text()) > _LONGEST_UNSEEN or any("font-size" in (inner.html or "") for inner in node.iter())


@lru_cache(maxsize=4096)
def effect_of(declarations: str) -> Effect | None:
    """What these declarations do to a text; a page says the same few hundreds of times."""
    return next((effect for effect, pattern in _DECLARED.items() if pattern.search(declarations)), None)


def _classes(body: LexborNode) -> dict[str, Effect]:
    """Class → what the page's own style sheets make of it; rules for other media than a wide screen do not count."""
    found: dict[str, Effect] = {}
    for sheet in (body.parent or body).css("style"):
        for selectors, declarations in _RULE.findall(_ASIDE.sub(" ", sheet.text())):
            if effect := effect_of(declarations):
                for selector in selectors.split(","):
                    if name := _OF_CLASS.fullmatch(selector.strip()):
                        found[name[1]] = effect
    return found


def _is_inside(node: LexborNode, found: Mapping[int, object]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.mem_id in found:
            return True
        parent = parent.parent
    return False
