"""A long picture cut into strips is one picture again, so that a row cut in two is no row of blanks."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
cv2 = pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")

from flows.extract.ocr.strips import goes_on, put_together  # noqa: E402  (what needs the extra comes after the question)


def table(rows: int = 10) -> Any:
    """A ruled table 600 pixels wide, its rows 40 high, with figures in them and a margin around."""
    image = np.full((rows * 40 + 80, 600, 3), 255, np.uint8)
    for x in range(50, 551, 100):
        cv2.line(image, (x, 40), (x, rows * 40 + 40), (0, 0, 0), 2)
    for row in range(rows + 1):
        cv2.line(image, (50, row * 40 + 40), (550, row * 40 + 40), (0, 0, 0), 2)
    for row in range(rows):
        for x in range(80, 551, 100):
            cv2.putText(image, "0", (x, row * 40 + 70), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2)
    return image


@pytest.mark.parametrize("cut", [220, 212, 236, 204])
def test_a_picture_goes_on_where_its_lines_were_cut_off(cut: int) -> None:
    whole = table()
    assert goes_on([whole[:cut]], whole[cut:])
    assert (put_together([whole[:cut], whole[cut:]]) == whole).all()


def test_pages_with_margins_are_pages() -> None:
    assert not goes_on([table()], table())


def test_a_picture_of_another_width_is_another_one() -> None:
    whole = table()
    assert not goes_on([whole[:220]], whole[220:, :590])


def test_a_table_does_not_go_on_in_another_one_below_a_cut() -> None:
    moved = np.roll(table(), 31, axis=1)
    assert not goes_on([table()[:220]], moved[220:])
