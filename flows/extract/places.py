"""Parts known by their place: a heading in other words that counts with the numeral of the one part missing there.

Headings known by their titles are `flows.extract.headings`' affair; that a title was altered is said by `FMT-SEC-TITLE`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.extract.headings import Heading

_LEAST_KNOWN = 3
# A word of the part's own matter must be in the title: 五、工作亮点 is a part added, 五、存在的不足及改进情况 is part five.
_MATTER = {
    "S1": re.compile(r"情况|概况|概述|总述|综述|工作"),
    "S2": re.compile(r"公开|公布|发布"),
    "S3": re.compile(r"申请"),
    "S4": re.compile(r"复议|诉讼"),
    "S5": re.compile(r"问题|不足|困难|薄弱|短板|差距|改进|整改|建议|打算|下一步|对策"),
    "S6": re.compile(r"其[他它]|说明|报告"),
}


def parts_by_place(foreign: Mapping[int, Heading], opening: Mapping[int, str]) -> dict[int, str]:
    """Index of each piece that opens a part by its place → its section id; `opening` are those known by their titles."""
    if len(opening) < _LEAST_KNOWN:
        return {}
    placed: dict[int, str] = {}
    for index, heading in foreign.items():
        section = f"S{heading.number}"
        if section not in _MATTER or section in (*opening.values(), *placed.values()):
            continue
        if _MATTER[section].search(heading.text) and _stands_between(index, section, opening):
            placed[index] = section
    return placed


def _stands_between(index: int, section: str, opening: Mapping[int, str]) -> bool:
    return all((at < index) == (name < section) for at, name in opening.items())
