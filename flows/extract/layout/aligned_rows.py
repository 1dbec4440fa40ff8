"""Whose figures are whose in a table without ruled lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median

from flows.extract.layout.aligned_labels import Label

# In characters: how far figures stand from their label.
_REACH = 0.8
# In characters: labels set alike in their cells stand alike from their figures, give or take this.
_ALIKE = 0.35
# In characters: figures set to the other edge of their cell than the labels stand no further from them.
_FURTHEST = 2.0
_FEWEST = 4


def assign(labels: Sequence[Label], heights: dict[int, float], size: float) -> list[int]:
    """Give every line of figures to its label, the one nearest to the figures; the lines that have none come back.

    A line close to a label is its own only where the label has no line beside it. Where that leaves some without the other,
    and labels stand as far from the figures in their order all down the table, the order tells.
    """
    rows = [label for label in labels if not _is_group(label, labels)]
    loose = _nearest(rows, labels, heights, size)
    if loose or any(len(label.anchors) != 1 for label in rows):
        in_order = sorted(heights, key=lambda line: heights[line])
        if len(rows) == len(in_order) >= _FEWEST and _stand_alike(rows, [heights[line] for line in in_order], size):
            for label in labels:
                label.anchors.clear()
            for label, line in zip(sorted(rows, key=lambda label: label.pieces[0].middle), in_order, strict=True):
                label.anchors.append(line)
            return []
    return loose


def _is_group(label: Label, labels: Sequence[Label]) -> bool:
    """Whether another label stands beside it, behind it: then it names several rows."""
    box = label.word.box
    return any(
        other.column > label.column
        and other.word.box[0] > box[2] - 1
        and box[1] < other.word.box[3]
        and other.word.box[1] < box[3]
        for other in labels
        if other is not label
    )


def _stand_alike(rows: Sequence[Label], heights: Sequence[float], size: float) -> bool:
    """Whether labels in their order stand alike to figures in theirs: all by their first lines, middles, or last lines."""
    places: list[Callable[[Label], float]] = [
        lambda label: label.pieces[0].middle,
        lambda label: (label.pieces[0].middle + label.pieces[-1].middle) / 2,
        lambda label: label.pieces[-1].middle,
    ]
    ordered = sorted(rows, key=lambda label: label.pieces[0].middle)
    for place in places:
        apart = [height - place(label) for label, height in zip(ordered, heights, strict=True)]
        usual = median(apart)
        if abs(usual) < _FURTHEST * size and all(abs(one - usual) < _ALIKE * size for one in apart):
            return True
    return False


def _nearest(rows: Sequence[Label], labels: Sequence[Label], heights: Mapping[int, float], size: float) -> list[int]:
    """Give every line of figures to the label nearest to it, to one of `rows` where it can be; the lines that have none come back."""
    waiting = {}
    for line, height in heights.items():
        if holding := [label for label in rows if label.holds(height, 0.0)]:
            max(holding, key=lambda label: label.column).anchors.append(line)
        else:
            waiting[line] = height
    loose = []
    for line, height in waiting.items():
        near = [label for label in rows if label.holds(height, _REACH * size) and not label.anchors]
        if near := near or [label for label in labels if label.holds(height, 0.0)]:
            max(near, key=lambda label: label.column).anchors.append(line)
        else:
            loose.append(line)
    return loose
