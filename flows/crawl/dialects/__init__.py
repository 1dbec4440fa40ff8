"""The families of site software, one module each; a new file here is a new dialect, nothing else is edited."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

from flows.crawl.dialects.dialect import Dialect, Entry, Request
from flows.crawl.pages.page import Page

__all__ = ["Dialect", "Entry", "Request", "dialects", "dialects_of"]


@cache
def dialects() -> tuple[Dialect, ...]:
    """One of every dialect, by name; the generic one last."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return tuple(sorted((kind() for kind in Dialect.__subclasses__()), key=lambda one: (one.name == "通用", one.name)))


def dialects_of(page: Page) -> Iterator[Dialect]:
    """The dialects that recognise a page."""
    return (dialect for dialect in dialects() if dialect.recognises(page))
