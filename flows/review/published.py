"""The run's own pages on their way through the console: a way back on each, and from a finding's card to its decision."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote as quoted

from markupsafe import Markup

from flows.publish.pieces import both
from flows.wild import anchor

_NAV = '<nav aria-label="页面 Pages">'
_CARD = re.compile(r'(<article class="card[^>]* id="(f-[^"]+)">\s*<header>)')


def with_ways_back(html: str, finding_ids: Iterable[str]) -> str:
    """A page of the run with a link to the console, and one from each finding's card to where it is decided."""
    ids = {anchor(finding_id): finding_id for finding_id in finding_ids}
    back = Markup('<a href="/">← {}</a>').format(both("核查台", "Console"))
    return _CARD.sub(_decision_link(ids), html.replace(_NAV, f"{_NAV}{back}", 1))


def _decision_link(ids: dict[str, str]) -> Callable[[re.Match[str]], str]:
    def linked(found: re.Match[str]) -> str:
        if found[2] not in ids:
            return found[0]
        link = Markup('<a class="chip" href="/finding?id={}">{}</a>').format(
            quoted(ids[found[2]]), both("去处理", "decide")
        )
        return f"{found[1]}{link}"

    return linked
