"""From what a sentence names to ranked answers and the questions a careful person would ask."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from pharos.places.atlas import Atlas, atlas
from pharos.places.countries import countries
from pharos.places.hearing import other_layout, word_key
from pharos.places.resolving.dictionary import mere_words
from pharos.places.resolving.doubting import by_chance, names_a_region, on_the_way, torn, unread
from pharos.places.resolving.finding import Found, begun, guessed
from pharos.places.resolving.hints import Hints, hints
from pharos.places.resolving.hotels import hotels_named
from pharos.places.resolving.matching import country_of, match_of
from pharos.places.resolving.points import by_point, held_against, point_told, without_links, words_beside
from pharos.places.resolving.relating import WIDE, around, close, inside_of, lies_in, placed
from pharos.places.resolving.sentences import Hit, Token, hits, left_over, tokens
from pharos.places.resolving.words import ISLANDS
from pharos.places.rules import (
    CONVINCING,
    KNOWN,
    NAMED,
    Doubt,
    Note,
    PlaceMatch,
    Reason,
    Resolution,
    asked,
    ranked,
    with_countries_said,
    with_expectation,
    within,
)

SHORTEST, LONGEST, SHORTEST_LAYOUT, WEAK = 2, 200, 4, 55
MENTIONED, MENTIONED_BESIDE, OBSCURE, OUTGROWS = 12, 60, 40, 60
AWAY = 200
"""Taken off a place somebody has come from, where another one is said."""
COUNTRY_FIRST, TORN = 250, 100
GUESSED = (Reason.MISSPELT, Reason.PREFIX, Reason.SOUND)


def resolve(
    text: str, *, language: str, country: str | Collection[str] | None = None, limit: int = 8
) -> list[PlaceMatch]:
    """What a typed or heard text may mean, best first: towns, resorts, countries; for type-ahead and for letters.

    `country` is what we expect of the caller (the policy's territory, the SIM's country): it ranks, never decides.
    Every match says how it was found and what is doubtful; only `PlaceMatch.sure` may be taken without asking.
    """
    return list(answer(text, language=language, country=country, limit=limit).candidates)


def answer(
    text: str,
    *,
    language: str,
    country: str | Collection[str] | None = None,
    hinted: Collection[str] = (),
    told: Iterable[str] = (),
    limit: int = 8,
) -> Resolution:
    """The same for a whole sentence, with what a careful person would ask. `hinted` are countries something merely
    points to; `told` further hints in words: the policy's territory, what the insurer wrote, the caller's number."""
    book = atlas()
    if (point := point_told(text)) is not None:
        there, said = by_point(point, hints(country, hinted, told, book), book, language), words_beside(text)
        return held_against(there, text, answer(said, language=language, limit=1).candidates if said else ())
    text = without_links(text).replace("\0", " ").strip()[:LONGEST]
    words = tokens(text)
    if not words or len(word_key(text)) < SHORTEST:
        return Resolution((), ())
    known = hints(country, hinted, told, book)
    taken = hits(words, book)
    found, questions = _answered(words, taken, known, book, language)
    if not any(match.reason in NAMED for match in found) and not taken:
        found += _other_keyboard(text, known, book, language)
    found += _typed(words, known, book, language)
    if not found:
        pointed = tuple(_pointed_to(known, language))
        return Resolution(pointed, (Doubt.GUESS,) if pointed else ())
    rows = ranked([with_expectation(match, known.expected, known.hinted) for match in found], limit)
    rows = [_neighboured(match, book, language) for match in rows]
    if rows and on_the_way(text):
        questions.append(Doubt.ON_THE_WAY)
    asks = [*asked(rows), *questions]
    if rows and not asks and mere_words(rows[0], words):
        asks.append(Doubt.GUESS)
    return Resolution(tuple(rows), tuple(dict.fromkeys(asks)))


def _answered(
    words: list[Token], taken: list[Hit], known: Hints, book: Atlas, language: str
) -> tuple[list[PlaceMatch], list[Doubt]]:
    """The places of the sentence, beside the countries said with them."""
    placed = [hit for hit in taken if hit.places]
    said = [hit for hit in taken if hit.countries and (not hit.places or len(placed) > 1 or _country_first(hit))]
    said = [hit for hit in said if not names_a_region(hit, placed, book)]
    spots = [hit for hit in placed if hit not in said]
    lands = {one.country for hit in said for one in hit.countries}
    few = MENTIONED if len(spots) < 2 else MENTIONED_BESIDE
    found = [match for hit in spots for match in _matches(hit, book, language, few, torn=torn(hit, words, taken))]
    found = _with_hotels(found, hotels_named(words, book, language))
    wanted = frozenset(lands or known.expected)
    weak = [hit for hit in spots if hit.weight < WEAK and (torn(hit, words, taken) or not hit.literal)]
    if not found or all(match.weight < WEAK for match in found):
        found += _guesses(words, [hit for hit in taken if hit not in weak], wanted, book, language)
    known_elsewhere = any(match.reason in NAMED and match.weight >= OUTGROWS for match in found)
    if found and wanted and not known_elsewhere and not any(within(match, wanted) for match in found):
        found += _known_there(_guesses(words, said, wanted, book, language), wanted)
    countries = [match for hit in said for match in _matches(hit, book, language)]
    questions: list[Doubt] = [Doubt.UNREAD] if countries and unread(words, taken) else []
    if not found:
        return countries, questions
    gone = len(lands) > 1 and any(one.gone for hit in said for one in hit.countries)
    found = _beside(found, lands, gone=gone)
    if countries and not any(_holds(match, lands) for match in found):
        return [*_first(countries), *found], questions or [Doubt.UNREAD] * bool(spots)
    found, questions = _related(spots, found, words, book, language)
    return _closer(found, words, taken, book, language), questions


def _with_hotels(found: list[PlaceMatch], hotels: list[PlaceMatch]) -> list[PlaceMatch]:
    """The hotels that were named; of a chain those by the place that was named with it."""
    if not found or not hotels:
        return [*found, *hotels]
    best = max(found, key=lambda match: match.score)
    there = [one for one in hotels if one.id == best.id] or [one for one in hotels if close(one, best)]
    return [*found, *(there or (hotels if len(hotels) == 1 else []))]


def _country_first(hit: Hit) -> bool:
    """A word that is a country's name before it is a village's."""
    best = max(hit.places, key=lambda one: one.score)
    return best.weight < WEAK


def _holds(match: PlaceMatch, lands: Collection[str]) -> bool:
    """Whether this is more than the country that was said with it: named there, or so well known elsewhere that the
    two contradict each other."""
    if not within(match, lands):
        return match.reason in NAMED and match.weight >= OUTGROWS
    return match.reason not in GUESSED or match.likeness >= CONVINCING


def _first(countries: list[PlaceMatch]) -> list[PlaceMatch]:
    return [replace(match, score=match.score + COUNTRY_FIRST, notes=(Note.COUNTRY_SAID,)) for match in countries]


def _closer(
    found: list[PlaceMatch], words: list[Token], taken: list[Hit], book: Atlas, language: str
) -> list[PlaceMatch]:
    """With an island or a region what resembles the rest of the sentence and lies there: Bali, Changu."""
    best = max(found, key=lambda match: match.score)
    if best.kind not in WIDE or best.weight < KNOWN or any(Note.WITHIN in match.notes for match in found):
        return found
    guesses = _guesses(words, taken, frozenset({best.country}), book, language)
    near = [match for match in guesses if match.likeness >= CONVINCING and lies_in(match, best)]
    return [*found, *(replace(placed(match, best), score=best.score + round(20 * match.likeness)) for match in near)]


def _matches(hit: Hit, book: Atlas, language: str, most: int = MENTIONED, *, torn: bool = False) -> list[PlaceMatch]:
    best = sorted(hit.found, key=lambda one: -one.score)[:most]
    notes, doubts = (Note.NEAR,) if hit.near else (), (Doubt.GUESS,) if torn else ()
    rows = [match_of(one, book, language) for one in best]
    return [
        replace(row, score=row.score - TORN * torn, notes=notes, doubts=doubts, words=(hit.first, hit.last))
        for row in rows
    ]


def _guesses(
    words: list[Token], taken: list[Hit], lands: frozenset[str], book: Atlas, language: str
) -> list[PlaceMatch]:
    found: dict[tuple[int, str], Found] = {}
    for key, part in left_over(words, taken):
        if part and any(one.reason is Reason.TRANSLITERATION for one in found.values()):
            break  # Баия-Маре was understood whole: it is no Баия
        for one in guessed(key, book, lands, part=part):
            one = replace(one, part=part)  # where the rest of it is not understood a guess is no more than that
            known = found.get((one.place, one.country))
            if known is None or known.score < one.score:
                found[one.place, one.country] = one
    best = sorted(found.values(), key=lambda one: -_likely(one, lands, book))[:MENTIONED]
    return [match_of(one, book, language) for one in best]


def _known_there(guesses: list[PlaceMatch], lands: frozenset[str]) -> list[PlaceMatch]:
    """Of guesses the well-known places in the countries that were said: Antaliya in Turkey is no village in India."""
    return [
        replace(match, score=match.score + 150)
        for match in guesses
        if within(match, lands) and match.weight >= KNOWN and match.likeness >= CONVINCING
    ]


def _likely(found: Found, lands: frozenset[str], book: Atlas) -> int:
    country = found.country or book.word("country", found.place)
    return found.score + (200 if country in lands else 0)


def _beside(found: list[PlaceMatch], lands: set[str], *, gone: bool) -> list[PlaceMatch]:
    """Places beside the countries that were said: those within, and a far better known one elsewhere as a conflict."""
    if not lands:
        return found
    told = [with_countries_said(match, lands, gone=gone) for match in found]
    inside = [match for match in told if within(match, lands)]
    best = max((match.weight for match in inside if match.reason in NAMED), default=0)
    outside = [match for match in told if match not in inside]
    grown = [
        replace(match, score=match.score + 250)
        for match in outside
        if match.reason in NAMED and match.weight >= OUTGROWS and best < OBSCURE
    ]
    return [*inside, *grown, *(match for match in outside if match.reason in NAMED and match.weight < OUTGROWS)] or told


def _related(
    spots: Sequence[Hit], found: list[PlaceMatch], words: list[Token], book: Atlas, language: str
) -> tuple[list[PlaceMatch], list[Doubt]]:
    """One place within another that was said too; where somebody comes from; islands around the place that was said."""
    questions: list[Doubt] = []
    here = [hit for hit in spots if not hit.away] or list(spots)
    if len(here) > 1:
        chance = by_chance(here, book)
        here = [hit for hit in here if hit not in chance]
        if any(hit.capital and hit.literal for hit in chance) and _wide(here, found):
            questions.append(Doubt.UNREAD)
    if len(here) < len(spots):
        left = frozenset[object]().union(*(_ids(hit, book) for hit in spots if hit not in here))
        found = [replace(one, score=one.score - AWAY) if one.id in left else one for one in found]
    if len(here) > 1:
        found, related = inside_of(found, [_ids(hit, book) for hit in here])
        if not related:
            questions.append(Doubt.TWO_PLACES)
    islands = any(word.key in ISLANDS for at, word in enumerate(words) if not _covered(at, spots))
    if islands and found and any(hit.near for hit in here):
        best = max(found, key=lambda match: match.score)
        found = [*found, *(match_of(one, book, language) for one in around(best, book))]
        questions.append(Doubt.WHICH_ISLAND)
    return found, questions


def _wide(here: Sequence[Hit], found: list[PlaceMatch]) -> bool:
    """Whether no more is known than an island or a region."""
    spans = {(hit.first, hit.last) for hit in here}
    best = max((match for match in found if match.words in spans), key=lambda match: match.score, default=None)
    return best is not None and best.kind in WIDE


def _covered(at: int, spots: Sequence[Hit]) -> bool:
    return any(hit.first <= at <= hit.last for hit in spots)


def _ids(hit: Hit, book: Atlas) -> frozenset[object]:
    return frozenset(book.id(one.place) for one in hit.places)


def _other_keyboard(text: str, known: Hints, book: Atlas, language: str) -> list[PlaceMatch]:
    """What was meant when the keyboard was left in the other language."""
    found: list[PlaceMatch] = []
    for hit in hits(tokens(other_layout(text)), book):
        best = sorted(hit.found, key=lambda one: -one.score)[:3]
        found += [
            match_of(replace(one, reason=Reason.LAYOUT), book, language)
            for one in best
            if one.reason is not Reason.CASE and one.weight >= OBSCURE and hit.letters >= SHORTEST_LAYOUT
        ]
    return found


def _typed(words: list[Token], known: Hints, book: Atlas, language: str) -> list[PlaceMatch]:
    """Places whose name begins with what has been typed so far; a sentence is not being typed as a name."""
    if len(words) > 4:
        return []
    found = begun(" ".join(word.key for word in words), book)
    lands = known.expected | known.hinted
    best = sorted(found, key=lambda one: -_likely(one, lands, book))[:MENTIONED]
    return [match_of(one, book, language) for one in best]


def _pointed_to(known: Hints, language: str) -> list[PlaceMatch]:
    """Where nothing was understood, the one country the policy or the telephone points to, to begin asking from."""
    lands = known.expected or known.hinted
    found = [country_of(code, Reason.HINT, language) for code in lands if len(lands) == 1 and code in countries()]
    return [replace(match, doubts=(Doubt.GUESS,)) for match in found]


def _neighboured(match: PlaceMatch, book: Atlas, language: str) -> PlaceMatch:
    """Places of one name told apart by the nearest bigger town and its distance."""
    if Doubt.SEVERAL not in match.doubts or match.id is None:
        return match
    place = book.numbered(match.id)
    beside = book.neighbour(place, max(20_000, match.population * 2)) if place is not None else None
    if beside is None:
        return match
    name, russian = book.titles(beside[0])
    return replace(match, near=(russian if language == "ru" else "") or name, near_km=round(beside[1]))
