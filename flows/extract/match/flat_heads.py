"""The head of table 3 in running text, its names broken over lines → one line of its names, if it has them in the form's order.

No name is whole in any line: 商业 科研 社会 法律 其他 over 企业 机构 公益 服务. But all letters of the form's head are there and
no others, so no column is lost or added, and letters that stand in one name only say from left to right which comes first.
That the total is last is for the rows to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from flows.extract.document import Block, Paragraph
from flows.extract.forms import forms
from flows.extract.labels import letters_of

_OWNED, _LAST = "商科社律", "其"
"""A letter of each kind of legal person, in their order; the last one's stands elsewhere in the head too."""
_OWNER, _FIRST, _TOTAL = "法人", "自", "总"
_APPLICANTS = "申请人情况"
_ROW = "本年新收"
_TALLEST = 30
_MOST_BELOW = 200
_FIGURES = re.compile(r"(?:[ \t]+(?:\d{1,9}|[/—–-]))+$")


def with_whole_heads(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in which such a head is a line of the form's names over the first row."""
    found = [*blocks]
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and _ROW in block.text[: len(_ROW) + 3]:
            above = [*takewhile(lambda one: isinstance(one, Paragraph), reversed(blocks[max(at - _TALLEST, 0) : at]))]
            height = _height([one.text for one in above if isinstance(one, Paragraph)])
            if height and _total_is_last(blocks[at : at + _MOST_BELOW]):
                names = " ".join(column.label for column in forms()["2021"].t3_columns)
                found[at - height : at] = [replace(block, text=names)]
                break
    return tuple(found)


def _height(above: Sequence[str]) -> int:
    """How many lines, from the nearest upwards, are the head; 0 where none are."""
    texts: list[str] = []
    for text in above:
        texts = [letters_of(text), *texts]
        if _is_head(texts):
            return len(texts)
    return 0


def _is_head(texts: Sequence[str]) -> bool:
    if Counter("".join(texts)) not in _letters():
        return False
    if all(run in "".join(texts) for run in _in_turn()):
        return True
    owned = next((text for text in texts if _OWNED[0] in text), "")
    top = next((text for text in texts if _OWNER in text), "")
    places = [owned.find(letter) for letter in _OWNED]
    kinds = -1 not in places and places == sorted(places) and _LAST not in owned[places[0] : places[-1]]
    first, total = top.find(_FIRST), top.find(_TOTAL)
    stands_first = 0 <= first < top.find(_OWNER) and (total < 0 or total > top.find(_OWNER))
    return kinds and places[-1] < owned.rfind(_LAST) and stands_first


@cache
def _letters() -> tuple[Counter[str], ...]:
    heads = []
    for form in forms().values():
        owner = next(column.group for column in form.t3_columns if column.group)
        names = [column.label for column in form.t3_columns]
        heads.append(Counter(letters_of("".join([form.head_note, _APPLICANTS, owner, *names]))))
    return tuple(heads)


@cache
def _in_turn() -> tuple[str, str]:
    """What a head that is written name by name says: the upper row's names, and below them those of the owner's kinds."""
    columns = forms()["2021"].t3_columns
    first, *_, last = [column.label for column in columns]
    owned = [column for column in columns if column.group]
    return letters_of(f"{first}{owned[0].group}{last}"), letters_of("".join(column.label for column in owned))


def _total_is_last(blocks: Iterable[Block]) -> bool:
    """Whether the last of a row's figures is the sum of the others in most rows that have any."""
    width = len(forms()["2021"].t3_columns)
    sums = []
    for block in blocks:
        tail = _FIGURES.search(block.text) if isinstance(block, Paragraph) else None
        figures = [int(word) if word.isdigit() else 0 for word in tail[0].split()] if tail else []
        if len(figures) == width and any(figures):
            sums.append(sum(figures[:-1]) == figures[-1])
    return 2 * sum(sums) > len(sums)
