"""Pictures as sources: each page of a file that holds several is read."""

from __future__ import annotations

import io

import pytest

np = pytest.importorskip("numpy", reason="text recognition is not installed: make setup-ocr")
pytest.importorskip("cv2", reason="text recognition is not installed: make setup-ocr")

from PIL import Image  # noqa: E402  (what needs the extra comes after the question for it)

from flows.errors import BrokenDocument, TooLarge  # noqa: E402
from flows.extract.ocr.picture import sheets  # noqa: E402


def pages(shades: list[int], kind: str) -> bytes:
    """Pages of one shade each, in black and white in a TIFF as fax machines make it."""
    file = io.BytesIO()
    first, *others = [Image.new("L", (1200, 900), shade).convert("1" if kind == "TIFF" else "L") for shade in shades]
    more = {"save_all": True, "append_images": others, "compression": "group4"} if kind == "TIFF" else {}
    first.save(file, kind, **more)
    return file.getvalue()


def test_every_page_of_a_tiff_is_a_page() -> None:
    seen = list(sheets(pages([0, 255, 0], "TIFF"), "report.tif", 3))
    assert [int(page.mean()) for page in seen] == [0, 255, 0]
    assert {page.shape for page in seen} == {(900, 1200, 3)}


def test_another_picture_is_one_page() -> None:
    assert len(list(sheets(pages([0], "PNG"), "report.png", 1))) == 1


def test_a_tiff_of_too_many_pages_is_refused() -> None:
    with pytest.raises(TooLarge):
        list(sheets(pages([0, 255, 0], "TIFF"), "report.tif", 2))


@pytest.mark.parametrize("content", [b"II*\x00" + bytes(60), b"II*\x00"])
def test_a_tiff_of_nothing_is_damaged(content: bytes) -> None:
    with pytest.raises(BrokenDocument):
        list(sheets(content, "report.tif", 9))


def test_what_is_seen_through_is_seen_on_white() -> None:
    file = io.BytesIO()
    picture = Image.new("RGBA", (1200, 900), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (300, 300, 600, 600))
    picture.save(file, "PNG")
    (seen,) = sheets(file.getvalue(), "report.png", 1)
    assert (seen[100, 100] == 255).all()
    assert (seen[450, 450] == 0).all()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "BMP"])
def test_pictures_of_other_kinds_are_pages(kind: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (1200, 900), (200, 0, 0)).save(file, kind)
    assert [page.shape for page in sheets(file.getvalue(), "report", 1)] == [(900, 1200, 3)]


def test_a_fax_of_standard_resolution_is_as_high_as_its_paper() -> None:
    file = io.BytesIO()
    Image.new("1", (1728, 1143), 1).save(file, "TIFF", compression="group4", dpi=(204, 98))
    (seen,) = sheets(file.getvalue(), "fax.tif", 1)
    assert seen.shape[0] / seen.shape[1] == pytest.approx(1143 * 204 / 98 / 1728, rel=0.01)
