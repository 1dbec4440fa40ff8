"""Rows without ruled lines that hold a figure which nobody reads: cut off by a window or an edge, painted over, or a picture."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.layout.page import Box
from flows.extract.layout.words import Word

# In characters: how far from the middle of a row what stands in it may stand.
_LEVEL = 0.8


def goes_on_unseen(words: Sequence[Word], height: float, marks: Sequence[Box]) -> bool:
    """Whether one of the marks, places of figures that nobody sees, stands in a row beside the words that are printed in it.

    One under a printed word is what that replaced. `height` is that of the row's middle. In which column a mark stands is
    no matter: of a table that is cut nobody knows how its columns go on.
    """
    size = max((word.size for word in words), default=0.0)
    near = _LEVEL * size
    level = [mark for mark in marks if mark[1] - near < height < mark[3] + near]
    return any(all(word.box[2] + size < mark[0] or mark[2] + size < word.box[0] for word in words) for mark in level)
