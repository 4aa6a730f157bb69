"""From one stretch of words to the places and countries that bear such a name, each with how it was found."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from pharos.core.spelling import latin, sound_key
from pharos.places.atlas import Atlas
from pharos.places.atlas import atlas as _book
from pharos.places.countries import CountryWord, country_words
from pharos.places.hearing import (
    SHORT,
    asked_ears,
    bent,
    ear_key,
    evened,
    likeness,
    near_keys,
    rooted_ears,
    stem,
    stems_asked,
)
from pharos.places.rules import KNOWN, Reason, score

LEAST_ALIKE, LEAST_LATIN, MUCH_ALIKE = 0.6, 0.4, 0.75
BUCKET = 400
LONGEST_SLIP = 14
"""Sounds of a name; a longer one is looked for by its likeness only."""
SHORTEST_BEGINNING = 3
SHORTEST_GUESS = 4
COUNTRY_WEIGHT = 110
OWN_NAME = 45
"""How likely a place must be for its very name to be heard before another place that is called so as well."""
WRITTEN_SO = 0.85
BY_ANOTHER, BY_EAR, HALF_READ = 0.95, 0.9, 0.69


@dataclass(frozen=True, slots=True)
class Found:
    """A place (a number of the atlas) or a country (its code) with the way that led to it."""

    place: int
    country: str
    reason: Reason
    weight: int
    likeness: float = 1.0
    gone: bool = False
    part: bool = False

    @property
    def score(self) -> int:
        return score(self.reason, self.weight, self.likeness)


NOTHING = Found(-1, "", Reason.MISSPELT, 0)


def strictly(key: str, atlas: Atlas) -> list[Found]:
    """Places and countries that bear this name, or are said so in some case."""
    found = [*country_called(key), *exactly(key, atlas)]
    return [*found, *in_a_case(key, atlas, {-1, *(atlas.place[name] for name in atlas.named(key))})]


def exactly(key: str, atlas: Atlas) -> list[Found]:
    found = [
        Found(place, "", Reason.EXACT if atlas.main[name] else Reason.ALIAS, atlas.weight[place])
        for name in atlas.named(key)
        for place in (atlas.place[name],)
    ]
    # Brooklyn is its own place before it is another word for New York.
    own = {atlas.country[one.place] for one in found if one.reason is Reason.EXACT and one.weight >= OWN_NAME}
    return [one for one in found if one.reason is Reason.EXACT or atlas.country[one.place] not in own]


def in_a_case(key: str, atlas: Atlas, known: set[int]) -> list[Found]:
    """Places of whose name these words are a Russian case."""
    if key.isascii():
        return []
    found: dict[int, Found] = {}
    even = evened(stem(key))
    lands = {atlas.word("country", place) for place in known if place >= 0}
    for count, name in enumerate(atlas.sounding(asked_ears(key))):
        if count > BUCKET:
            break
        place, weight, other = atlas.place[name], atlas.weight[atlas.place[name]], atlas.key(name)
        if place in known or found.get(place, NOTHING).reason is Reason.CASE:
            continue
        if bent(key, other):
            one_word = key.count(" ") != other.count(" ")
            other_name = not atlas.main[name] and weight < KNOWN
            alike = 0.97 if one_word else BY_ANOTHER if other_name else 1.0
            found[place] = Found(place, "", Reason.SOUND if one_word else Reason.CASE, weight, alike)
        elif weight >= KNOWN and len(key) > SHORT and evened(stem(other)) == even:
            found.setdefault(place, Found(place, "", Reason.SOUND, weight, 0.95))
        elif other.isascii() and lands and atlas.word("country", place) in lands and sound_key(other) == sound_key(key):
            # The second Паралия: its name is in the data in Latin letters only.
            found.setdefault(place, Found(place, "", Reason.TRANSLITERATION, weight))
    return list(found.values())


def country_called(key: str) -> list[Found]:
    """Countries of this name or a case of it; a word that means several gives them all."""
    words = country_words().get(key) or _countries_in_a_case(key)
    found: list[Found] = []
    for word in words:
        reason = (Reason.EXACT if word.formal else Reason.ALIAS) if word.key == key else Reason.CASE
        if word.gone is not None:
            reason = Reason.WITHDRAWN
        elif len(word.codes) > 1:
            reason = Reason.CHOICE
        found += [
            Found(-1, code, reason, COUNTRY_WEIGHT - at, gone=word.gone is not None)
            for at, code in enumerate(word.codes)
        ]
    return found


def guessed(key: str, atlas: Atlas, lands: frozenset[str], *, part: bool = False) -> list[Found]:
    """Names that sound alike, are one slip away or look much alike; those of `lands` even where little known. For a
    mere part of what was said less is looked through."""
    if len(key) < SHORTEST_GUESS:
        return []
    found = [_alike(key, name, atlas) for name in _sounding(key, atlas, lands, slips=not part)]
    found += [_alike(key, name, atlas) for name in _famous_alike(key, atlas, lands, anywhere=not part)]
    if key.isascii():
        found += _famous_transliterated(key, atlas, lands)
    best: dict[int, Found] = {}
    for one in sorted((one for one in found if one), key=lambda one: -one.score):
        best.setdefault(one.place, one)
    return [*best.values(), *_countries_alike(key)]


def begun(key: str, atlas: Atlas) -> list[Found]:
    """Places and countries whose name begins so, for a field that is being typed into."""
    if len(key) < 2:
        return []
    places: dict[int, int] = {}
    for name in atlas.beginning(key):
        places.setdefault(atlas.place[name], name)
    found = [
        Found(place, "", Reason.PREFIX, atlas.weight[place], len(key) / len(atlas.key(name)))
        for place, name in places.items()
    ]
    if len(key) >= SHORTEST_BEGINNING:
        for other, words in country_words().items():
            if other.startswith(key) and other != key and len(words[0].codes) == 1 and words[0].gone is None:
                found.append(Found(-1, words[0].codes[0], Reason.PREFIX, COUNTRY_WEIGHT, len(key) / len(other)))
    return sorted(found, key=lambda one: -one.weight)[:60]


def _sounding(key: str, atlas: Atlas, lands: frozenset[str], *, slips: bool) -> list[int]:
    """Names of the same sound, and one slip of it away; far-off ones only where they are well known."""
    ears = asked_ears(key)
    names = list(atlas.sounding(ears))[:BUCKET]
    short = min(ears, key=len, default="")
    if slips and 3 < len(short) <= LONGEST_SLIP:
        names += atlas.sounding(near_keys(short))
    places = atlas.place
    if lands:
        codes = atlas.countries(lands)
        inside = [one for one in names if atlas.country[places[one]] in codes]
        return [*inside[:BUCKET], *(one for one in names if atlas.fame[places[one]])][:BUCKET]
    if len(names) > BUCKET:
        names = sorted(names, key=lambda one: -atlas.weight[places[one]])[:BUCKET]
    return names


def _famous_alike(key: str, atlas: Atlas, lands: frozenset[str], *, anywhere: bool) -> list[int]:
    """Well-known names that look much alike: in the countries expected, else anywhere."""
    for where in dict.fromkeys((lands, frozenset[str]()) if anywhere or not lands else (lands,)):
        keys, names = atlas.famous(latin=key.isascii(), lands=where)
        found = extract(key, keys, scorer=OSA.normalized_similarity, score_cutoff=LEAST_ALIKE, limit=8)
        if found and (found[0][1] >= MUCH_ALIKE or not where):
            return [names[at] for _, _, at in found]
    return []


def _famous_transliterated(key: str, atlas: Atlas, lands: frozenset[str]) -> list[Found]:
    """Well-known places whose Russian name somebody has written in Latin letters: Changu, Yalta, Gagry."""
    keys, names = _transliterated(lands)
    found = extract(key, keys, scorer=OSA.normalized_similarity, score_cutoff=MUCH_ALIKE, limit=5)
    return [
        Found(atlas.place[names[at]], "", Reason.SOUND, atlas.weight[atlas.place[names[at]]], round(alike, 2))
        for _, alike, at in found
        if alike >= WRITTEN_SO or _sound(keys[at]) == _sound(key)
    ]


@lru_cache(maxsize=64)
def _transliterated(lands: frozenset[str]) -> tuple[list[str], list[int]]:
    keys, names = _book().famous(latin=False, lands=lands)
    return [latin(key) for key in keys], names


def _alike(key: str, name: int, atlas: Atlas) -> Found | None:
    """How the name is like what was said: spelt in the other alphabet, of one sound, or with some slips."""
    other, place = atlas.key(name), atlas.place[name]
    if other.isascii() != key.isascii():
        return None if key.isascii() else _alike_in_latin(key, other, place, atlas.weight[place])
    alike = max(likeness(one, other if at == 0 else _rooted(other)) for at, one in enumerate(_roots(key)))
    if key.isascii() and alike < BY_EAR and key.replace("h", "") == other.replace("h", ""):
        alike = BY_EAR  # Pukhet
    if alike < LEAST_ALIKE:
        return None
    same = alike >= 0.75 and not _ears(key).isdisjoint(rooted_ears(other))
    reason = Reason.SOUND if same else Reason.MISSPELT
    return Found(place, "", reason, atlas.weight[place], round(alike, 2))


def _alike_in_latin(key: str, other: str, place: int, weight: int) -> Found | None:
    """A name the data have in Latin letters only, beside a Russian word."""
    ours = _in_latin(key)
    alike = max(likeness(ours, other), likeness(_in_latin(_rooted(key)), _rooted(other)))
    if alike < LEAST_LATIN:
        return None
    if _sound(ours) == _sound(other) or _sound(_in_latin(_rooted(key))) == _sound(_rooted(other)):
        return Found(place, "", Reason.TRANSLITERATION, weight)
    return Found(place, "", Reason.MISSPELT, weight, round(alike, 2)) if alike >= LEAST_ALIKE else None


_in_latin = lru_cache(maxsize=512)(latin)
_sound = lru_cache(maxsize=4096)(sound_key)


@lru_cache(maxsize=512)
def _ears(key: str) -> frozenset[str]:
    return frozenset(asked_ears(key))


@lru_cache(maxsize=512)
def _roots(key: str) -> tuple[str, ...]:
    """What was said, then its stems."""
    head, _, last = key.rpartition(" ")
    return (key, *(f"{head} {one}".strip() for one in stems_asked(last)))


def _rooted(key: str) -> str:
    return key.rstrip("аеёиоуыэюяйьaeiouy") or key


@cache
def _country_roots() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key in country_words():
        if len(key) > 3 and not key.isascii():
            for ear in rooted_ears(key):
                found[ear].append(key)
    return {ear: tuple(keys) for ear, keys in found.items()}


def _countries_in_a_case(key: str) -> tuple[CountryWord, ...]:
    if key.isascii() or len(key) < SHORTEST_GUESS:
        return ()
    even = evened(stem(key))
    for ear in asked_ears(key):
        for other in _country_roots().get(ear, ()):
            if bent(key, other) or (len(even) > 4 and even == evened(stem(other))):
                return country_words()[other]
    return ()


@cache
def _country_keys() -> dict[str, str]:
    """Words for one country each, also as Russian is written in Latin letters, and its code."""
    found = {
        key: words[0].codes[0] for key, words in country_words().items() if len(key) > 4 and len(words[0].codes) == 1
    }
    return {latin(key): code for key, code in found.items() if not key.isascii()} | found


def _countries_alike(key: str) -> list[Found]:
    found = extract(key, tuple(_country_keys()), scorer=OSA.normalized_similarity, score_cutoff=0.7, limit=3)
    ear = ear_key(key)
    best: dict[str, Found] = {}
    for other, alike, _ in found:
        code = _country_keys()[other]
        reason = Reason.SOUND if ear_key(other) == ear else Reason.MISSPELT
        best.setdefault(code, Found(-1, code, reason, COUNTRY_WEIGHT - 20, round(alike, 2)))
    return list(best.values())
