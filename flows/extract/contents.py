"""Lists of contents: titles of parts one below the other that open no part.

How a line is told to be a title is for `flows.extract.headings`.
"""

from __future__ import annotations

from collections.abc import Sequence

_SHORTEST = 3


def contents_in(alone: Sequence[str | None], named: Sequence[str | None]) -> range:
    """Where in a text its list of contents stands: titles of parts each of which comes again after the list.

    `alone` is for every line the part whose title is all that it says, `named` the part whose title it begins with.
    Some sites show the list floating beside a text, so that it stands behind all parts.
    """
    start = 0
    while start < len(alone):
        run = _run_of_titles(alone[start:])
        end = start + len(run)
        if len(run) >= _SHORTEST:
            before, after = set(named[:start]), set(named[end:]) - {None}
            if after.issuperset(run) or (not after and before.issuperset(run)):
                return range(start, end)
        start = max(end, start + 1)
    return range(0)


def _run_of_titles(alone: Sequence[str | None]) -> list[str]:
    """The different parts whose titles alone stand one below the other at the beginning."""
    run: list[str] = []
    for section in alone:
        if section is None or section in run:
            break
        run.append(section)
    return run
