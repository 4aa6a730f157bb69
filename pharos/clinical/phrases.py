"""Spotting words of danger in free text, Russian and English, with what is denied left out.

Built to miss little: only a denial that clearly belongs to the words ("болей в груди нет", "denies chest pain") is
taken for one. "Не проходит боль в груди" is no denial, "не дышит" is danger itself, and what has stopped is still
told: a fit, a chest pain or a bleeding that is over needs somebody the same hour.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "danger_phrases.toml"
LETTERS = 3
SHORT_LINE = 55
REACH = 14

# Replacing one sign after another is some ten times faster than `translate` on such text.
_FOLD = (("ё", "е"), ("’", " "), ("'", " "), ("\u00a0", " "), ("\u00ad", ""), ("—", ","), ("–", ","), ("…", "."))
_WORDS = re.compile(r"\w+")
_TOKENS = re.compile(r"\w+|[,:()]")
_SENTENCE = re.compile(r"[^.!?;]+")
_BULLET = re.compile(r"[-*•+>]|$")
_GAP = r"[ -]+(?:\w+[ -]+){0,3}?"

_NOMINATIVE = re.compile(
    r"(?:боль|жжение|тяжесть|давление|кр[оа]вотечение|судорог[аиу]|одышк[ау]|потер[яю]|отеки?|инсульты?|инфаркты?|"
    r"паралич|парез|приступы?|рвот[ау]|кровь|удушье|травм[ау]|авари[яю]|обморок|анафилакс\w*ия|сепсис|менингит|"
    r"падение|онемение|слабость|затруднение|нарушение|коллапс|суицид|передозировк[ау]|укус|выкидыш|перелом)"
)
_ADRIFT = re.compile(r"боли|судороги|травмы|аварии|тяжести|слабости")
_DENIES = re.compile(r"отрица\w+|исключ[аие]\w*|den(?:y|ies|ied|ying)|negative|опроверг\w*|не подтвер\w*")
_DENIES_ALL = re.compile(r"отрица\w+|den(?:y|ies|ied|ying)")
_NONE = {"none", "no", "нет", "negative", "отсутствует", "отсутствуют", "nil"}
_GENITIVE = {
    "нет",
    "без",
    "ни",
    "отсутствие",
    "отсутствии",
    "отсутствуют",
    "отсутствует",
    "отсутствовали",
    "net",
    "bez",
}
_ENGLISH = {"no", "not", "without", "never", "nor", "neither", "none", "absent", "hasnt", "didnt"}
_NEGATED_VERB = re.compile(
    r"было|была|были|будет|имеет\w*|имеем|имею|наблюда\w+|отмеча\w+|испытыва\w+|чувству\w+|ощуща\w+|жалу\w+|"
    r"беспоко\w+|возник\w+|появ\w+|случал\w+|выяв\w+|обнаруж\w+|подтверд\w+|зафиксир\w+|предъявля\w+|диагност\w+|попад\w+|попал\w*|"
    r"bylo|bylo"
)
_FILLERS = re.compile(
    r"жалоб\w*|на|признак\w*|симптом\w*|никак\w+|каких|либо|сильн\w+|выраженн\w+|остр\w+|у|нее|него|меня|нас|ребенка|"
    r"мужа|жены|больше|сейчас|пока|даже|эпизод\w*|явн\w*|активн\w*|наружн\w*|внутренн\w*|ощущени\w*|чувств\w*|"
    r"приступ\w*|мысл\w*|в|какой|то|он|она|я|все|еще|вообще|совсем|абсолютно|тоже|уже|никогда|сам\w*|"
    r"any|of|signs?|symptoms?|complaints?|evidence|history|significant|severe|acute|current|the|a|an|his|her|my|have|"
    r"has|had|having|been|experienc\w+|reports?|feel\w*|further|more|active|obvious|major|visible|episodes?|there|is|"
    r"was|are|were|did|does|do|for|longer|there|complain\w*|suffer\w*|show\w*|he|she|they|patient|other|ever"
)
_LISTING = {",", "и", "или", "ни", "or", "and", "nor", "либо", "i"}
_CONTRAST = {
    "но",
    "а",
    "однако",
    "зато",
    "хотя",
    "кроме",
    "but",
    "however",
    "although",
    "except",
    ":",
    "(",
    ")",
    "only",
}
_VERB = re.compile(r"\w{2,}(?:ет|ит|ют|ят|ут|ал|ала|ался|алась|ился|илась|ил|ила|ело|ало|ился|ется|ится|ёт)")
_LONG_AGO = re.compile(
    r"(?:лет|года?|месяц\w*) (?:тому )?назад|в анамнезе|в (?:19|20)\d\d|перенесенн\w+|после (?:перенесенн\w+ )?инфаркт|"
    r"после инсульт|years? ago|months ago|history of|in (?:19|20)\d\d|previous|past medical"
)


@dataclass(frozen=True)
class _Danger:
    code: str
    inherent: re.Pattern[str] | None
    noun: re.Pattern[str] | None
    verb: re.Pattern[str] | None
    history: bool


def spot_danger(text: str, language: str | None = None) -> list[str]:
    """Codes of the dangers a text tells of, the most urgent first; empty when it tells of none.

    Both languages are always tried, since people mix them; `language` is taken for the sake of callers that know it.
    Quoted letters and hypothetical talk are for the caller to leave out beforehand.
    """
    text = text.lower()
    for sign, plain in _FOLD:
        text = text.replace(sign, plain)
    hits = _hits(text)
    if not hits:
        return []
    order, found = _order(), set[str]()
    for sentence in _sentences(text):
        for stem, code in hits:
            if code not in found and stem in sentence and _tells(order[code][stem.isascii()], sentence):
                found.add(code)
    return [code for code in order if code in found]


def danger_codes() -> tuple[str, ...]:
    """Every code `spot_danger` may give, the most urgent first."""
    return tuple(_order())


def _hits(text: str) -> set[tuple[str, str]]:
    """Stems that words of the text begin with; for most letters that is none, and the rest is not tried."""
    stems = _stems()
    words = {word for word in _WORDS.findall(text) if word[:LETTERS] in stems}
    return {(stem, code) for word in words for stem, code in stems[word[:LETTERS]] if word.startswith(stem)}


def _sentences(text: str) -> Iterator[str]:
    """Split at full stops and at the ends of short lines; a long line is a wrapped one and goes on."""
    lines = [line.strip() for line in text.split("\n")]
    ends = [". " if len(line) < SHORT_LINE or _BULLET.match(after) else " " for line, after in pairwise([*lines, ""])]
    whole = "".join(line + end for line, end in zip(lines, ends, strict=True))
    return (found[0] for found in _SENTENCE.finditer(whole))


def _tells(danger: _Danger, sentence: str) -> bool:
    if danger.inherent is not None and danger.inherent.search(sentence):
        return True
    if danger.history and _LONG_AGO.search(sentence):
        return False
    nouns = danger.noun.finditer(sentence) if danger.noun is not None else ()
    if any(not _noun_denied(sentence, found) for found in nouns):
        return True
    verbs = danger.verb.finditer(sentence) if danger.verb is not None else ()
    return any(not _verb_denied(sentence, found) for found in verbs)


def _noun_denied(sentence: str, found: re.Match[str]) -> bool:
    noun = next(value for name, value in found.groupdict().items() if name.startswith("n") and value)
    standing = bool(_NOMINATIVE.fullmatch(noun))
    sure = not standing and not _ADRIFT.fullmatch(noun)
    before = _TOKENS.findall(sentence[: found.start()])[-REACH:]
    after = _TOKENS.findall(sentence[found.end() :])[:REACH]
    if after[:1] == [":"] and after[1:2] and after[1] in _NONE:
        return True
    either = bool({"or", "nor"} & {*before, *after[:8]})
    return _denied_before(before, standing=standing, sure=sure, either=either) or _denied_after(
        after, standing=standing, sure=sure
    )


def _verb_denied(sentence: str, found: re.Match[str]) -> bool:
    if any(value for name, value in found.groupdict().items() if name.startswith("no") and value):
        return True
    before = _TOKENS.findall(sentence[: found.start()])[-REACH:]
    if before and before[-1] in {"не", "ne", "ни", "not", "never", "t", "без"}:
        return True
    if len(before) > 1 and before[-2] in {"не", "not", "never"} and _FILLERS.fullmatch(before[-1]):
        return True
    return any(_DENIES.fullmatch(word) for word in before[-4:]) and not _CONTRAST & set(before[-4:])


def _denied_before(words: list[str], *, standing: bool, sure: bool, either: bool) -> bool:
    """Walk back from the noun to a denial it belongs to: "не было ни рвоты, ни судорог", "no signs of bleeding"."""
    listing, content = False, 0
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word in _CONTRAST:
            return False
        if _DENIES.fullmatch(word):
            return not content or bool(_DENIES_ALL.fullmatch(word))
        if (denial := _denial(words, at)) is not None:
            reaches = not content or (listing and (either if denial == "english" else sure))
            return reaches and (denial != "genitive" or not standing)
        if word in _LISTING:
            listing = listing or word != "," or sure
            content += word == "," and not sure
        elif not _FILLERS.fullmatch(word) and not _NEGATED_VERB.fullmatch(word):
            content += 1
            if not listing or _VERB.fullmatch(word):
                return _denied_with_all(words[:at])
    return False


def _denied_with_all(words: list[str]) -> bool:
    """Whether somebody denies the whole list that began before: "отрицает обмороки, боли в сердце"."""
    last = max((at for at, word in enumerate(words) if _DENIES_ALL.fullmatch(word)), default=None)
    return last is not None and not any(word in _CONTRAST or _VERB.fullmatch(word) for word in words[last + 1 :])


def _denial(words: list[str], at: int) -> str | None:
    word, following = words[at], words[at + 1 : at + 2]
    if word in {"не", "ne"}:
        if following and following[0] == "только":
            return None
        if not following:
            return "plain"
        return "genitive" if _NEGATED_VERB.fullmatch(following[0]) else None
    if word in _GENITIVE:
        return None if following == [","] else "genitive"
    if word in _ENGLISH or (word == "t" and at and words[at - 1] in {"don", "doesn", "didn", "hasn", "haven", "isn"}):
        return None if following in ([","], ["only"]) else "english"
    return None


def _denied_after(words: list[str], *, standing: bool, sure: bool) -> bool:
    """Walk on from the noun: "болей в груди нет", "судорог, потери сознания не было", "chest pain was ruled out"."""
    listing = False
    for at, word in enumerate(words):
        following = words[at + 1 : at + 2]
        if word in _CONTRAST:
            return False
        if _DENIES.fullmatch(word) or word in {"отсутствует", "отсутствуют", "отсутствовали", "absent"}:
            return not listing or sure
        if word in {"нет", "net"}:
            return not standing and (not following or not following[0].isalpha() or following[0] in _LISTING
                                     or bool(_FILLERS.fullmatch(following[0])))  # fmt: skip
        if word in {"не", "ne"}:
            denied = bool(following and _NEGATED_VERB.fullmatch(following[0]))
            return denied and not (standing and following[0] == "было") and (not listing or sure)
        if word == "ruled" and following == ["out"]:
            return True
        if word in _LISTING:
            if not sure:
                return False
            listing = True
        elif not _FILLERS.fullmatch(word) and not listing:
            return False
    return False


@cache
def _order() -> dict[str, tuple[_Danger, _Danger]]:
    """Each danger's expressions, the Russian ones and those in Latin letters, the most urgent danger first."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["danger"]
    return {row["code"]: (_danger(row, latin=False), _danger(row, latin=True)) for row in rows}


def _danger(row: dict[str, Any], *, latin: bool) -> _Danger:
    inherent, noun, verb = (_compiled(row.get(kind, []), latin=latin) for kind in ("inherent", "noun", "verb"))
    return _Danger(row["code"], inherent, noun, verb, bool(row.get("history")))


@cache
def _stems() -> dict[str, tuple[tuple[str, str], ...]]:
    """Stems and their dangers by their first letters, so that most words cost one look-up."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["danger"]:
        for stem in row["stems"]:
            found[stem[:LETTERS]].append((stem, row["code"]))
    return {letters: tuple(pairs) for letters, pairs in found.items()}


def _compiled(patterns: list[str], *, latin: bool) -> re.Pattern[str] | None:
    """One expression of all; groups are numbered, since a name may stand in it only once."""
    pieces = []
    for at, pattern in enumerate(patterns):
        if latin != bool(re.search("[а-я]", pattern)):
            plain = re.sub(r"_\??", r"\\w*", pattern.replace("~", _GAP))
            pieces.append(plain.replace("(?P<n>", f"(?P<n{at}>").replace("(?P<no>", f"(?P<no{at}>"))
    return re.compile(r"\b(?:" + "|".join(pieces) + r")\b") if pieces else None
