"""Text made calm: no invisible characters, no trailing spaces, at most one blank line in a row."""

import re

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200c\u2060\u2066-\u2069\u202a-\u202e\ufeff\ufff9-\ufffb]"
)
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
_TRAILING = re.compile("[ \t\u00a0]+(?=\n|\\Z)")
_BLANKS = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """The same text without what nobody can see; direction overrides go too, they make text lie."""
    text = _LINE_BREAKS.sub("\n", text)
    if not text.isascii() or _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    text = _TRAILING.sub("", text)
    return _BLANKS.sub("\n\n", text).strip("\n")
