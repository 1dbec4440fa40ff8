"""The run's own pages on their way through the console: a way back on each, and from a finding's card to its decision.

The archived copies pass here too: a frame does not follow an address that names a sentence, so the sentence gets a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote as quoted

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from flows.publish.pieces import both
from flows.publish.wild import anchor

SENTENCE = "gouji-sentence"
_NAV = '<nav aria-label="页面 Pages">'
_CARD = re.compile(r'(<article class="card[^>]* id="(f-[^"]+)">\s*<header>)')
# As much of a sentence as tells its place; what follows may run over into the next block.
_TELLING_LETTERS = 40


def with_ways_back(html: str, finding_ids: Iterable[str]) -> str:
    """A page of the run with a link to the console, and one from each finding's card to where it is decided."""
    ids = {anchor(finding_id): finding_id for finding_id in finding_ids}
    back = Markup('<a href="/">← {}</a>').format(both("核查台", "Console"))
    return _CARD.sub(_decision_link(ids), html.replace(_NAV, f"{_NAV}{back}", 1))


def with_sentence(html: str, sentence: str) -> str:
    """An archived copy with the smallest element around a sentence boxed and named; the same where it is not found."""
    tree = LexborHTMLParser(html)
    wanted = _bare(sentence)[:_TELLING_LETTERS]
    place = _smallest(tree.body, wanted) if tree.body and wanted else None
    if place is None:
        return html
    attributes = place.attrs
    attributes["id"], attributes["data-gouji"] = SENTENCE, "原文"
    return "<!doctype html>\n" + (tree.html or html)


def _decision_link(ids: dict[str, str]) -> Callable[[re.Match[str]], str]:
    def linked(found: re.Match[str]) -> str:
        if found[2] not in ids:
            return found[0]
        link = Markup('<a class="chip" href="/finding?id={}">{}</a>').format(
            quoted(ids[found[2]]), both("去处理", "decide")
        )
        return f"{found[1]}{link}"

    return linked


def _smallest(body: LexborNode, wanted: str) -> LexborNode | None:
    node = body if wanted in _bare(body.text()) else None
    while node is not None:
        inner = next((child for child in node.iter() if wanted in _bare(child.text())), None)
        if inner is None:
            return None if node.mem_id == body.mem_id else node
        node = inner
    return None


def _bare(text: str) -> str:
    return "".join(text.split())
