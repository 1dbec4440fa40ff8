"""Rows without ruled lines that hold a figure which nobody reads: cut off by a window or an edge, painted over, or a picture."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.layout.page import Box
from flows.extract.layout.words import Word

# In characters: how far from the middle of a row what stands in it may stand.
_LEVEL = 0.8
# In characters: what is broader is no digit.
_FIGURE = 1.5


def goes_on_unseen(words: Sequence[Word], height: float, marks: Sequence[Box]) -> bool:
    """Whether one of the marks, places of figures that nobody sees, stands in a row beside the words that are printed in it.

    One under a printed word is what that replaced. `height` is that of the row's middle. In which column a mark stands is
    no matter: of a table that is cut nobody knows how its columns go on.
    """
    size = max((word.size for word in words), default=0.0)
    near = _LEVEL * size
    level = [mark for mark in marks if mark[1] - near < height < mark[3] + near]
    return any(not any(_stands_on(word, mark) for word in words) for mark in level)


def _stands_on(word: Word, mark: Box) -> bool:
    """Whether a word is printed on a larger mark, or right where a figure's was: another is broader or narrower."""
    if mark[2] - mark[0] > _FIGURE * word.size:
        return mark[0] < (word.box[0] + word.box[2]) / 2 < mark[2]
    return word.box[0] - word.size <= mark[2] and mark[0] <= word.box[2] + word.size
