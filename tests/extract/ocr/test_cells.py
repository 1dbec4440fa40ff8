"""A cell that a pen's stroke or a seal meets is told from one that holds print alone."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
cv2 = pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")
pytest.importorskip("rapidocr", reason="text recognition is not installed: make setup-ocr")

from flows.extract.ocr import cells  # noqa: E402  (what needs the extra comes after the question for it)
from flows.extract.ocr.cells import Sight, read_cells  # noqa: E402  (what needs the extra comes after the question for it)
from flows.extract.ocr.picture import dark_parts  # noqa: E402
from flows.extract.ocr.seals import without_seals  # noqa: E402
from flows.extract.ocr.strokes import enters  # noqa: E402

CELL = (20.0, 10.0, 140.0, 70.0)


def printed(text: str = "395") -> Any:
    page = np.full((240, 600, 3), 255, np.uint8)
    cv2.putText(page, text, (50, 52), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2)
    return page


def sure(page: Any) -> float:
    """How sure the one cell of a page is; what the page look saw is left out."""
    clean = without_seals(page)
    sight = Sight(clean.image, dark_parts(clean.image), clean.taken, clean.taken)
    (seen,) = read_cells(sight, [CELL], [], 1.0)
    return seen.confidence if seen.text else 0.0


def test_a_figure_with_a_ring_around_it_is_less_sure_than_one_that_stands_alone() -> None:
    ringed = printed()
    cv2.ellipse(ringed, (78, 42), (64, 36), 0, 0, 360, (90, 40, 20), 2)
    assert sure(ringed) <= 0.7 < sure(printed())


def test_a_figure_under_a_seal_is_less_sure_than_one_that_stands_alone() -> None:
    sealed = printed()
    cv2.circle(sealed, (120, 90), 70, (40, 40, 222), 8)
    sealed = np.minimum(sealed, printed())
    assert sure(sealed) <= 0.7


def test_a_cell_of_which_only_a_seal_was_taken_off_is_not_blank() -> None:
    page = printed("")
    assert sure(page) == 0.0
    cv2.circle(page, (120, 90), 70, (40, 40, 222), 8)
    clean = without_seals(page)
    assert clean.image.min() > 200
    sight = Sight(clean.image, dark_parts(clean.image), clean.taken, clean.taken)
    (seen,) = read_cells(sight, [CELL], [], 1.0)
    assert seen.text


def test_a_figure_that_fills_its_cell_is_met_by_nothing() -> None:
    cell = np.zeros((60, 88), np.uint8)
    cv2.putText(cell, "11384", (1, 44), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (255,), 2)
    assert cell[:, [0, -1]].any()
    assert not enters(cell)
    for start, end in (((60, 0), (40, 59)), ((87, 10), (60, 12)), ((0, 0), (87, 59))):
        assert enters(cv2.line(cell.copy(), start, end, (255,), 2)), (start, end)


def test_a_figure_among_specks_is_read_and_open_to_doubt() -> None:
    page = printed()
    for x, y in ((36, 49), (40, 30), (118, 50), (124, 34)):
        page[y : y + 4, x : x + 4] = 0
    sight = Sight(page, dark_parts(page), np.zeros((240, 600), np.uint8), np.zeros((240, 600), np.uint8))
    (seen,) = read_cells(sight, [CELL], [], 1.0)
    assert (seen.text, seen.readings) == ("395", ())
    assert seen.confidence == 0.7


def test_a_nought_is_borne_out_by_its_shape_and_the_recogniser_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(cells, "texts_of", lambda crops: asked.append(len(crops)) or [("0", 0.98)] * len(crops))
    page = np.full((240, 600, 3), 255, np.uint8)
    cv2.ellipse(page, (80, 40), (9, 13), 0, 0, 360, (0, 0, 0), 2)
    sight = Sight(page, dark_parts(page), np.zeros((240, 600), np.uint8), np.zeros((240, 600), np.uint8))
    (seen,) = read_cells(sight, [CELL], [], 1.0)
    assert (seen.text, seen.confidence, asked) == ("0", 0.98, [1, 0])
