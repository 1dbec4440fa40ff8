"""Pieces → a scan: the pages of a PDF as pictures, with what scanners and telephones do to them, in a PDF without text."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.accuracy.formats.pdf import as_pdf
from tests.accuracy.pieces import Piece

_DPI = 150
_WHITE = (255, 255, 255)
_SEAL_RED = (214, 40, 40)

Damage = Callable[[Image.Image], Image.Image]


def _turned(degrees: float) -> Damage:
    return lambda page: page.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=_WHITE)


def _coarse(page: Image.Image) -> Image.Image:
    """Scanned at 96 dots an inch."""
    return page.resize((page.width * 96 // _DPI, page.height * 96 // _DPI), Image.Resampling.LANCZOS)


def _noisy(page: Image.Image) -> Image.Image:
    # Pillow's own noise has no seed: the same scan would be another one every time.
    grain = np.random.default_rng(page.width).normal(128, 60, (page.height, page.width)).clip(0, 255)
    return Image.blend(page, Image.fromarray(grain.astype(np.uint8)).convert("RGB"), 0.22)


def _squeezed(page: Image.Image) -> Image.Image:
    """A JPEG of low quality."""
    file = io.BytesIO()
    page.save(file, "JPEG", quality=18)
    return Image.open(file).convert("RGB")


def _stamped(page: Image.Image) -> Image.Image:
    """A red seal over the middle of the page and one at its foot, the ink shining through."""
    seals = Image.new("RGB", page.size, _WHITE)
    draw = ImageDraw.Draw(seals)
    for x, y in ((0.62, 0.38), (0.42, 0.72)):
        left, top, side = int(page.width * x), int(page.height * y), int(page.width * 0.2)
        draw.ellipse((left, top, left + side, top + side), outline=_SEAL_RED, width=7)
        middle = (left + side // 2, top + side // 2)
        star = side // 6
        draw.regular_polygon((*middle, star), 5, fill=_SEAL_RED)
    return ImageChops.multiply(page, Image.blend(Image.new("RGB", page.size, _WHITE), seals, 0.8))


def _greyed(page: Image.Image) -> Image.Image:
    """Recycled paper under a lamp: a grey that darkens to one side."""
    shade = Image.linear_gradient("L").rotate(90).resize(page.size).point(lambda v: 150 + v * 80 // 255)
    return Image.merge("RGB", [Image.composite(band, Image.new("L", page.size, 0), shade) for band in page.split()])


def _photographed(page: Image.Image) -> Image.Image:
    """Held at an angle: the upper edge is shorter than the lower one, the focus is soft."""
    width, height = page.size
    corners = (-0.05 * width, -0.02 * height, -0.01 * width, height * 1.02, width * 1.01, height, width * 1.04, 9.0)
    tilted = page.transform(page.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=_WHITE)
    return _greyed(tilted.filter(ImageFilter.GaussianBlur(0.7)))


def _faint(page: Image.Image) -> Image.Image:
    """The last of the toner."""
    return page.point(lambda v: 255 - (255 - v) * 30 // 100)


def _copied(page: Image.Image) -> Image.Image:
    """A copy of a copy: askew, coarse, black or white."""
    worn = _turned(-0.8)(page).filter(ImageFilter.GaussianBlur(0.8)).convert("L")
    return worn.point(lambda v: 255 * (v > 150)).convert("RGB")


def _shining(page: Image.Image) -> Image.Image:
    """Thin paper printed on both sides: the back shines through, mirrored and soft."""
    back = ImageOps.mirror(page).filter(ImageFilter.GaussianBlur(1.6)).point(lambda v: 255 - (255 - v) * 28 // 100)
    return ImageChops.multiply(page, back)


def _streaked(page: Image.Image) -> Image.Image:
    """Dust on the glass of a sheet feeder: lines down the whole sheet."""
    dusty = page.copy()
    draw = ImageDraw.Draw(dusty)
    for x, shade in ((0.36, 130), (0.63, 80), (0.87, 150)):
        draw.line([(page.width * x, 0), (page.width * x, page.height)], fill=(shade,) * 3, width=1)
    return dusty


def _creased(page: Image.Image) -> Image.Image:
    """A letter unfolded: a dark crease with a soft shadow across and down the middle of the tables."""
    width, height = page.size
    creases = [(0, height * 0.45, width, height * 0.46), (width * 0.7, 0, width * 0.7, height)]
    shade = Image.new("L", page.size, 255)
    for crease in creases:
        ImageDraw.Draw(shade).line(crease, fill=190, width=26)
    shade = shade.filter(ImageFilter.GaussianBlur(14))
    for crease in creases:
        ImageDraw.Draw(shade).line(crease, fill=150, width=2)
    return ImageChops.multiply(page, Image.merge("RGB", [shade] * 3))


def _sealed_grey(page: Image.Image) -> Image.Image:
    """A sealed paper scanned without colour."""
    return _stamped(page).convert("L").convert("RGB")


def _on_a_desk(page: Image.Image) -> Image.Image:
    """Photographed with the desk around it, a little askew, the light from one side."""
    desk = Image.new("RGB", (page.width * 12 // 10, page.height * 11 // 10), (70, 58, 48))
    desk.paste(_greyed(page), (page.width // 10, page.height // 20))
    return desk.rotate(-1.4, resample=Image.Resampling.BICUBIC, fillcolor=(70, 58, 48))


def _worn(page: Image.Image) -> Image.Image:
    """Everything at once: a sealed paper, scanned askew at 120 dots an inch and sent on as a small JPEG."""
    askew = _turned(1.7)(_stamped(page))
    small = askew.resize((page.width * 120 // _DPI, page.height * 120 // _DPI), Image.Resampling.LANCZOS)
    return _squeezed(_noisy(small))


_DAMAGE: dict[str, Damage] = {
    "straight": lambda page: page,
    "askew": _turned(1.2),
    "askew_more": _turned(-2.6),
    "coarse": _coarse,
    "noisy": _noisy,
    "jpeg": _squeezed,
    "stamped": _stamped,
    "greyed": _greyed,
    "photographed": _photographed,
    "faint": _faint,
    "copied": _copied,
    "shining": _shining,
    "streaked": _streaked,
    "creased": _creased,
    "sealed_grey": _sealed_grey,
    "on_a_desk": _on_a_desk,
    "sideways": lambda page: page.transpose(Image.Transpose.ROTATE_90),
    "worn": _worn,
}
QUIRKS = tuple(_DAMAGE)


def as_scan(pieces: Sequence[Piece], quirk: str = "straight") -> bytes:
    """The PDF of the scanned pages."""
    file = io.BytesIO()
    canvas = Canvas(file)
    for picture, size in pictures_of(pieces, quirk):
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(picture), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def pictures_of(pieces: Sequence[Piece], quirk: str = "straight") -> list[tuple[Image.Image, tuple[float, float]]]:
    """Each page as a picture, and its size on paper in points."""
    source = pdfium.PdfDocument(as_pdf(pieces))
    pages = [(_DAMAGE[quirk](page.render(scale=_DPI / 72).to_pil().convert("RGB")), page.get_size()) for page in source]
    source.close()
    return [(picture, size[::-1] if picture.width > picture.height else size) for picture, size in pages]
