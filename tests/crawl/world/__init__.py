"""A world of sites as the real software writes them: each function builds one on a server and says what must come of it.

A module a family. `finds(path)`, `finds_absence` and `finds_nothing` register a site; `test_world` runs them all.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from checks.model import Agency
from tests.crawl.badserver import BadServer

Build = Callable[[BadServer], Agency]


@dataclass(frozen=True)
class Site:
    """`path` is where the report must be found; None where it must not. `is_absent`: the search must prove that."""

    name: str
    build: Build
    path: str | None
    is_absent: bool = False


SITES: list[Site] = []


def finds(path: str) -> Callable[[Build], Build]:
    """The report must be found at this path."""
    return lambda build: _registered(build, path)


def finds_absence(build: Build) -> Build:
    """The report is not there, and the search must prove it."""
    return _registered(build, None, is_absent=True)


def finds_nothing(build: Build) -> Build:
    """The report cannot be had, and that must never be taken for its absence."""
    return _registered(build, None)


def _registered(build: Build, path: str | None, is_absent: bool = False) -> Build:
    family = build.__module__.rpartition(".")[2]
    SITES.append(Site(f"{family}: {build.__name__.replace('_', ' ')}", build, path, is_absent))
    return build


def register_each(
    register: Callable[[Build], Build], told: Mapping[str, str], made: Callable[[BadServer, str], Agency]
) -> None:
    """A site for each piece of markup, made with it and named as it is."""
    for name, markup in told.items():

        def build(server: BadServer, markup: str = markup) -> Agency:
            return made(server, markup)

        build.__name__, build.__module__ = name.replace(" ", "_"), made.__module__
        register(build)


def all_sites() -> list[Site]:
    """The sites of every module of this package."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return SITES
