"""Words of a caller's sentence that name no place but say something of it; they stand in a data file."""

import re
import tomllib

from pharos.places.gazetteer import DATA

WORD = re.compile(r"[^\W_]+(?:[’'`][^\W_]+)*|[\[\];'{}<>]+[^\s]*")
BETWEEN_PARTS = re.compile(r"[,;:()/|]|\s[-–—]\s|\n")

_WORDS = tomllib.loads((DATA / "sentence_words.toml").read_text(encoding="utf-8"))
PREPOSITIONS, NEARNESS, DEPARTURES, ISLANDS, TYPES, FILLERS = (
    frozenset(_WORDS[name].split())
    for name in ("prepositions", "nearness", "departures", "islands", "types", "fillers")
)
