"""Small pictures without another tool: the browser decodes a PNG, 256 colours are kept, and it is packed again."""

import base64
import struct
import zlib
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser

COLOURS = 256
ALIKE = 700
_PIXELS = """async (url) => {
  const image = await createImageBitmap(await (await fetch(url)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const bytes = context.getImageData(0, 0, image.width, image.height).data;
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return [image.width, image.height, btoa(text)];
}"""
type Colour = tuple[int, int, int]


def smaller(browser: Browser, source: Path, target: Path) -> None:
    """Write the picture with the colours that are in it most and unlike each other; the others become the nearest."""
    page = browser.new_page()
    url = "data:image/png;base64," + base64.b64encode(source.read_bytes()).decode()
    width, height, text = page.evaluate(_PIXELS, url)
    page.close()
    raw = base64.b64decode(text)
    pixels = list(zip(raw[::4], raw[1::4], raw[2::4], strict=True))
    counted = Counter(pixels)
    palette = _palette([colour for colour, _ in counted.most_common()])
    place = {colour: palette.index(nearest(colour, palette)) for colour in counted}
    rows = (bytes([0, *(place[one] for one in pixels[at : at + width])]) for at in range(0, width * height, width))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    packed = zlib.compress(b"".join(rows), 9)
    parts = (
        _part(b"IHDR", header),
        _part(b"PLTE", bytes(sum(palette, ()))),
        _part(b"IDAT", packed),
        _part(b"IEND", b""),
    )
    target.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))


def _palette(often: list[Colour]) -> list[Colour]:
    """The frequent colours, without those next to one already there, so that a rare hue keeps its place."""
    chosen = often[:32]
    for colour in often[32:]:
        if len(chosen) == COLOURS:
            break
        if _apart(colour, nearest(colour, chosen)) > ALIKE:
            chosen.append(colour)
    return chosen


def nearest(colour: Colour, palette: list[Colour]) -> Colour:
    return min(palette, key=lambda one: _apart(one, colour))


def _apart(one: Colour, other: Colour) -> int:
    """How far two colours are from each other, as the eye weighs it."""
    return 3 * (one[0] - other[0]) ** 2 + 6 * (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2


def _part(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
