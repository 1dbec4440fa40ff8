"""Tabs by twos between the cells of a row, as resiliparse sets them → one between two cells."""

from __future__ import annotations

import re

_TABS = re.compile(r"\t+")
_FEWEST = 20
"""Runs of tabs in a text; a single one of odd length says that each tab is a cell's edge."""


def undoubled(text: str) -> str:
    """The text with half the tabs where they all come by twos: a blank cell between two others is four of them."""
    tabs = _TABS.findall(text)
    if len(tabs) < _FEWEST or any(len(run) % 2 for run in tabs):
        return text
    return text.replace("\t\t", "\t")
