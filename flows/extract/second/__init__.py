"""The second reading: before anybody is accused on a cell, it is read again by a route that shares no parser with the first.

One module a format; every module here is found and loaded by itself. A format without a second route has none: the
first reading then stands alone and says nothing more than it did.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache

from checks.report import Cell
from flows.errors import SourceError
from flows.extract.bilingual import in_chinese
from flows.extract.document import Document
from flows.extract.match.tables import match_tables
from flows.extract.readers import Source
from flows.extract.several import wanted_report
from flows.settings import Settings, load_settings

Recognises = Callable[[bytes], bool]
Route = Callable[[Source], Document]

_ROUTES: list[tuple[Recognises, Route]] = []


def route(recognises: Recognises) -> Callable[[Route], Route]:
    """Registers the other way of reading the formats whose bytes are recognised."""

    def register(read: Route) -> Route:
        _ROUTES.append((recognises, read))
        return read

    return register


def second_reading(
    content: bytes,
    source: str,
    *,
    content_type: str | None = None,
    settings: Settings | None = None,
    year: int | None = None,
) -> Mapping[str, Cell]:
    """The cells of the mandated tables as the other route reads them; empty where there is no other route.

    What that route cannot read is simply not in its answer: it can contradict the first reading, never replace it.
    """
    given = Source(content, source, content_type, settings or load_settings())
    read = next((read for recognises, read in _routes() if recognises(content)), None)
    if read is None:
        return {}
    try:
        document = wanted_report(in_chinese(read(given)), year)
        return match_tables(document, source, year).cells
    except SourceError:
        return {}


@cache
def _routes() -> tuple[tuple[Recognises, Route], ...]:
    for module in sorted(found.name for found in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}")
    return tuple(_ROUTES)
