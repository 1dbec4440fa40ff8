"""What people see, against pictures that were looked at: index, list and agency page, desktop and phone, light and dark.

After a wanted change: `GOUJI_GOLDEN=write pytest tests/publish/test_golden.py`, then look at every picture before it is kept.
`index.png` is the one that the README shows.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checks.forms import Form
from flows.publish import publish
from tests.publish.build import HOSTILE, night

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
GOLDEN = Path(__file__).resolve().parents[1] / "golden"
PAGES = {"index": "index.html", "list": "findings.html#life=open", "agency": "agencies/yunhe-hjj.html"}
SIZES = {"": (1366, 900), "-phone": (390, 844)}
SHOTS = [f"{page}{size}{scheme}" for page, size, scheme in product(PAGES, SIZES, ("", "-dark"))]
# In blocks of 4 × 4 pixels: smoothing of letters differs from machine to machine and vanishes, a moved line does not.
MOST_BLOCKS = 0.003
COMPARE = """async ([one, other]) => {
  const pixels = async (source) => {
    const image = await createImageBitmap(await (await fetch(source)).blob());
    const canvas = new OffscreenCanvas(Math.ceil(image.width / 4), Math.ceil(image.height / 4));
    const paper = canvas.getContext("2d");
    paper.imageSmoothingQuality = "high";
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
    return {size: image.width + "x" + image.height, data: paper.getImageData(0, 0, canvas.width, canvas.height).data};
  };
  const [left, right] = [await pixels(one), await pixels(other)];
  if (left.size !== right.size) { return 1; }
  let differing = 0;
  for (let at = 0; at < left.data.length; at += 4) {
    const apart = Math.max(...[0, 1, 2].map(channel => Math.abs(left.data[at + channel] - right.data[at + channel])));
    differing += apart > 40;
  }
  return differing / (left.data.length / 4);
}"""
AS_WEBP = """async (source) => {
  const image = await createImageBitmap(await (await fetch(source)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({type: "image/webp", quality: 0.6})).arrayBuffer());
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
}"""


@pytest.fixture(scope="module")
def folder(forms: Mapping[str, Form], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented night without the agency whose name is an attack: the picture is for readers."""
    _need_the_face()
    agencies = tuple(result for result in night(forms).agencies if HOSTILE not in result.agency.name)
    return publish(night(forms, agencies), tmp_path_factory.mktemp("golden")).parent


def _need_the_face() -> None:
    listed = shutil.which("fc-list")
    faces = (
        subprocess.run([listed, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
        if listed
        else None
    )
    if faces is None or "Noto Sans CJK SC" not in faces.stdout:
        pytest.skip("the pictures are set in Noto Sans CJK SC; on Debian: apt install fonts-noto-cjk fontconfig")


@pytest.fixture(scope="module")
def bench(browser: Browser) -> Iterator[Page]:
    """An empty page to compare pictures on."""
    page = browser.new_page()
    yield page
    page.close()


def shot(browser: Browser, folder: Path, name: str, style: str = "") -> bytes:
    page_name, *marks = name.split("-")
    context = browser.new_context(
        viewport=dict(zip(("width", "height"), SIZES["-phone" if "phone" in marks else ""], strict=True)),
        color_scheme="dark" if "dark" in marks else "light",
        reduced_motion="reduce",
        locale="zh-CN",
        bypass_csp=bool(style),
    )
    page = context.new_page()
    page.goto(f"{folder.as_uri()}/{PAGES[page_name]}")
    if style:
        page.add_style_tag(content=style)
    page.evaluate("scrollTo(0, 0)")
    picture = page.screenshot()
    context.close()
    return picture


def source(picture: bytes, kind: str = "png") -> str:
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"


def kept(name: str) -> Path:
    return GOLDEN / (f"{name}.png" if name == "index" else f"{name}.webp")


@pytest.mark.parametrize("name", SHOTS)
def test_the_page_looks_as_it_was_looked_at(browser: Browser, bench: Page, folder: Path, name: str) -> None:
    picture, golden = shot(browser, folder, name), kept(name)
    if os.environ.get("GOUJI_GOLDEN") == "write":
        smaller = picture if golden.suffix == ".png" else base64.b64decode(bench.evaluate(AS_WEBP, source(picture)))
        golden.write_bytes(smaller)
    known = source(golden.read_bytes(), golden.suffix[1:])
    assert bench.evaluate(COMPARE, [source(picture), known]) <= MOST_BLOCKS


@pytest.mark.parametrize(
    "change",
    [
        ".tiles { display: none !important }",
        ".badge { background: #000 !important }",
        "main { padding-top: 8px !important }",
    ],
)
def test_a_page_that_looks_otherwise_is_told_apart(browser: Browser, bench: Page, folder: Path, change: str) -> None:
    pictures = [source(shot(browser, folder, "index", style)) for style in ("", change)]
    assert bench.evaluate(COMPARE, pictures) > MOST_BLOCKS
