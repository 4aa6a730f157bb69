"""Sides of the world in the languages of lists, as the one letter coordinates are read by: `Oeste` is W, `北纬` N."""

import re

from pharos.core.spelling import fold

_WORDS = {
    "n": ("nord", "north", "norte", "kuzey", "βορεια", "северной широты", "северная широта", "север", "北纬", "北緯",
          "شمال"),
    "s": ("sud", "south", "sur", "guney", "νοτια", "южной широты", "южная широта", "юг", "南纬", "南緯", "جنوب"),
    "e": ("east", "este", "est", "ost", "leste", "dogu", "ανατολικα", "восточной долготы", "восточная долгота",
          "восток", "东经", "東經", "شرق"),
    "w": ("west", "ouest", "oeste", "ovest", "bati", "δυτικα", "западной долготы", "западная долгота", "запад", "西经",
          "西經", "غرب"),
}  # fmt: skip
_LETTERS = {"k": "n", "β": "n", "g": "s", "ν": "s", "l": "e", "α": "e", "b": "w", "δ": "w"}
"""Kuzey, güney, leste, batı, and the Greek ones."""
_SIDE_OF = {word: side for side, words in _WORDS.items() for word in words}
_WORD = re.compile("|".join(sorted(map(re.escape, _SIDE_OF), key=len, reverse=True)))
_AFTER = re.compile(r"(?<=[\d°º'’′\"”″])\s*([okglbβναδ])(?=$|[\s,;/|)])")
_BEFORE = re.compile(r"(?:(?<=^)|(?<=[\s,;/(]))([okglbβναδ])(?=\s*\d)")
_OURS = re.compile(r"[^\d\s.,;:°º˚'’′`´\"”″“+\-−()/|nsewNSEW]")
_MARKS = str.maketrans({"度": "°", "分": "'", "秒": '"'})


def foreign(text: str) -> bool:
    """Whether there is a letter or a mark in it that degrees in our letters have not."""
    return _OURS.search(text) is not None


def in_letters(text: str, *, o_is_east: bool = False) -> str:
    """Coordinates with their sides as n, s, e, w. A lone O is west (oeste, ouest) but for German (Ost)."""
    told = _WORD.sub(lambda found: _SIDE_OF[found[0]], fold(text.translate(_MARKS).replace("º", "°").replace("˚", "°")))
    letters = {**_LETTERS, "o": "e" if o_is_east else "w"}
    for lone in (_AFTER, _BEFORE):
        told = lone.sub(lambda found: letters[found[1]], told)
    return told
