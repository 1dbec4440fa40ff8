"""Pictures of pages against those that were looked at and kept under `tests/golden`, compared in the browser itself.

After a wanted change: `GOUJI_GOLDEN=write pytest FILE`, then look at every picture before it is kept.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

GOLDEN = Path(__file__).resolve().parent / "golden"
SIZES = {"": (1366, 900), "-phone": (390, 844)}
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


def need_the_face() -> None:
    """Skip where the face is not installed that the kept pictures are set in."""
    listed = shutil.which("fc-list")
    faces = (
        subprocess.run([listed, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
        if listed
        else None
    )
    if faces is None or "Noto Sans CJK SC" not in faces.stdout:
        pytest.skip("the pictures are set in Noto Sans CJK SC; on Debian: apt install fonts-noto-cjk fontconfig")


def share_differing(bench: Page, one: bytes, other: bytes) -> float:
    """The share of blocks in which two PNG pictures differ; 1 where their sizes do. `bench` is any empty page."""
    share: float = bench.evaluate(COMPARE, [_source(one), _source(other)])
    return share


def is_as_kept(bench: Page, picture: bytes, golden: Path) -> bool:
    """Whether a PNG picture looks like the kept one."""
    if os.environ.get("GOUJI_GOLDEN") == "write":
        smaller = picture if golden.suffix == ".png" else base64.b64decode(bench.evaluate(AS_WEBP, _source(picture)))
        golden.write_bytes(smaller)
    known = _source(golden.read_bytes(), golden.suffix[1:])
    share: float = bench.evaluate(COMPARE, [_source(picture), known])
    return share <= MOST_BLOCKS


def _source(picture: bytes, kind: str = "png") -> str:
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"
