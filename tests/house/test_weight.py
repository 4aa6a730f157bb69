"""What a browser loads before a page works stays small, and none of it comes from elsewhere."""

import gzip
from pathlib import Path

import django_htmx

STATIC = Path(__file__).resolve().parents[2] / "pharos" / "site" / "static" / "site"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
LIMIT = 50_000


def compressed(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_scripts_stay_under_fifty_kilobytes_compressed():
    assert compressed(HTMX, *STATIC.glob("js/*.js")) < LIMIT


def test_styles_stay_under_fifty_kilobytes_compressed():
    rooms = STATIC.parents[2].parent.glob("*/static/*/*.css")
    assert compressed(*STATIC.glob("css/*.css"), *rooms) < LIMIT


def test_scripts_carry_no_text_a_reader_would_see():
    cyrillic = [
        path.name
        for path in STATIC.glob("js/*.js")
        for line in path.read_text().splitlines()
        if any("а" <= sign.lower() <= "я" for sign in line.split("//")[0])
    ]
    assert cyrillic == []


def test_no_colour_is_spelt_outside_the_tokens():
    words = ("oklch(", "rgb(", "hsl(", "#fff", "#000")
    spelt = [
        path.name
        for path in STATIC.glob("css/*.css")
        if path.name != "tokens.css" and any(w in path.read_text() for w in words)
    ]
    assert spelt == []


def test_the_font_ships_with_its_licence():
    assert (STATIC / "fonts" / "OFL.txt").read_text().count("SIL OPEN FONT LICENSE") >= 1
