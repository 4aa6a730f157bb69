"""File names as they may be shown and offered: one line, no path, nothing that hides the true ending."""

import re
import unicodedata

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_PATH = re.compile(r"[/\\]")
_SPACES = re.compile(r"\s+")
_LAST_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))})


def safe_name(original: str, limit: int) -> str:
    """The last path part, without controls, direction marks, leading or trailing dots; empty if nothing is left."""
    name = unicodedata.normalize("NFC", original[:4_000])
    name = _SPACES.sub(" ", _UNSAFE.sub("", name.replace("\r", " ").replace("\n", " ").replace("\t", " ")))
    parts = [part.strip(" .") for part in _PATH.split(name)]
    name = next((part for part in reversed(parts) if part), "")
    if name.partition(".")[0].lower() in _RESERVED:
        name = f"_{name}"
    return _shortened(name, limit)


def ending(name: str) -> str:
    """The file name ending in lower case, without the dot; empty when there is none."""
    match = _LAST_ENDING.search(name)
    return match[0][1:].lower() if match else ""


def _shortened(name: str, limit: int) -> str:
    if len(name) <= limit:
        return name
    match = _LAST_ENDING.search(name)
    tail = match[0] if match else ""
    return name[: limit - len(tail)].rstrip(" .") + tail
