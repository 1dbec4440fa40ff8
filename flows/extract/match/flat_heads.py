"""The head of table 3 in running text, its names broken over lines → one line of its names, if it has them in the form's order.

No name is whole in any line: 商业 科研 社会 法律 其他 over 企业 机构 公益 服务. But all letters of the form's head are there and
no others, so no column is lost or added, and letters that stand in one name only say from left to right which comes first.
Names of one line and of three lines stand at different heights: then each line tells of its own names.
That the total is last is for the rows to say. The name of the group of rows may have come into the head from below.
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

_RANKS, _OWNER = "自商科社律其总", "法人或其他组织"
"""A letter of each column's name that stands in no other, in their order, but for the owner's 其."""
_BY_HEIGHT = (["自然人", "总计", "其他"], "自总其商科社律")
"""Names of one line, where those of two lines come after them, and then the letters of all in that order."""
_FEWEST_ACROSS = 3
"""Names in one line that tell from left to right which come first."""
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
    told = [_told(text) for text in texts]
    across = all(list(places) == sorted(places) for places in told) and max(map(len, told)) >= _FEWEST_ACROSS
    return across or _run_in_order("".join(texts)) or _run_by_height(texts)


def _told(text: str) -> list[int]:
    """The places in the form of the names that a line tells, from left to right; names set at other heights say nothing of these."""
    ranks = [_RANKS.find(letter) for letter in text.replace(_OWNER, "")]
    return [rank for rank in ranks if rank >= 0]


def _run_in_order(words: str) -> bool:
    """Whether names in pieces come in the form's order, each by a letter that stands in it only; 其 is the last one's too."""
    places = [words.find(letter) for letter in _RANKS[:-2]]
    return places == sorted(places) and places[-1] < words.rfind(_RANKS[-2])


def _run_by_height(texts: Sequence[str]) -> bool:
    """Whether the names of one line come first, the total, which rows prove to be last, among them, and then those of two lines.

    Of names of one height the text still has the one on the left first.
    """
    whole, letters = _BY_HEIGHT
    told = "".join(_RANKS[rank] for text in texts for rank in _told(text))
    return told == letters and [text for text in texts if text in whole] == whole


@cache
def _letters() -> tuple[Counter[str], ...]:
    heads: list[Counter[str]] = []
    for form in forms().values():
        owner = next(column.group for column in form.t3_columns if column.group)
        names = [column.label for column in form.t3_columns]
        rows = next(row.group for row in form.t3_rows if row.group)
        head = letters_of("".join([form.head_note, _APPLICANTS, owner, *names]))
        heads += [Counter(head), Counter(head + letters_of(rows))]
    return tuple(heads)


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
