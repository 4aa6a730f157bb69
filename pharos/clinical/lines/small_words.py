"""Yes, no and don't know as people say them: "да нет", "ну есть немного", "хз", "не мерила", "ага", "net"."""

import re

from pharos.clinical.interview.evidence import Answer

_WORDS = {
    Answer.YES: "yes y yeah yep yup sure true 1 + да ага угу агась есть было была были бывает бывало конечно верно "
    "правильно именно точно естественно разумеется безусловно ужасно жутко адски капец пипец сильно очень "
    "немного немножко чуть чуть-чуть слегка иногда периодически постоянно часто временами местами da aga est 👍 ✅",
    Answer.NO: "no n nope nah false 0 - нет неа не-а не-не нету нетути нет-нет ничего никак никаких никакого никогда "
    "никакой ничто отсутствует отсутствуют net netu nea none nothing neither never 👎 ❌",
    Answer.UNKNOWN: "unknown ? ?? ??? unsure dont_know незнаю неизвестно непонятно хз фз idk без_понятия",
}
SAID = {word: answer for answer, words in _WORDS.items() for word in words.split()}
_FILLERS = frozenset(
    "ну ой ох эм э ээ эээ мм ммм а и так вот как бы типа короче блин бля ладно слушайте слушай знаете знаешь доктор "
    "доченька девушка милая миленькая вообще общем в общем-то то уж же ведь прям прямо просто пока сейчас щас сегодня "
    "больше такого я у меня него нее нас well so um uh er like just oh hm хм".split()
)
_HEDGES = frozenset(
    "вроде кажется похоже наверное наверно скорее думаю возможно может быть вероятно maybe perhaps probably".split()
)
_LOOKED = (
    "знаю знаем уверен уверена помню помним мерил мерял меряю измерял замерял понятно понял поняла пойму поймешь скажу "
    "смотрел смотрю проверял проверить считал следил обращал пробовал спрашивал видел видно ясно"
)
_SHRUGS = (
    r"не (?:могу сказать|в курсе|" + "|".join(_LOOKED.split()) + ")",
    r"(?:трудно|сложно|тяжело) сказать|затрудня",
    r"(?:без понятия|понятия не имею|откуда (?:я|мне)|кто (?:ж )?(?:его|ее|знает)|как (?:это )?понять)",
    r"(?:бог|фиг|хрен|черт|хер) (?:его |ее )?знает",
    r"нечем (?:мерить|измерить|померить)",
    r"ne zna|don'?t know|do not know|not sure|no idea|unsure|dunno",
)
_UNSURE = re.compile(r"(?:(?:да|вот|тут|честно|сам[аи]?|я|мы|ну|точно|\w+) )?(?:" + "|".join(_SHRUGS) + ")")
_YES_NO = re.compile(
    r"да (?:вроде |кажется |наверное? )?(?:(?:нет|неа|ничего|никак\w*|ни)\b|не(?=$|[,.!]| очень| особо))"
)
_SO_TO_SAY = re.compile(
    r"(?:можно (?:и )?так сказать|(?:типа|вроде|что-то вроде) того|что-то такое|похоже на то|еще как)"
)
NOUNS = {
    "belly": "живот", "head": "голова", "chest": "грудь", "eye": "глаз", "ear": "ухо", "skin": "кожа", "limbs": "нога",
    "urine": "моча", "mouth": "зуб", "back": "спина", "nose_throat": "горло",
}  # fmt: skip
"""What the questions of a topic are about, by the topic's code: callers leave it out of their answers."""
_AS_EVER = re.compile(r"\b(?:нормал|обычн|как всегда|хорош|порядк|fine|normal|usual)")
_WORD = re.compile(r"[a-zа-я0-9'_]+(?:-[a-zа-я]+)*|[?+\-👍👎✅❌]+")


def folded(said: str) -> str:
    """Small letters, `ё` as `е`, no letter drawn out: "Неееет" as "нет"."""
    return re.sub(r"(.)\1{2,}", r"\1", " ".join(said.lower().replace("ё", "е").split()))


def plain_answer(said: str) -> Answer | None:
    """What a sentence answers by its first words that mean anything; None where they are no answer by themselves."""
    text = folded(said)
    if text in SAID:
        return SAID[text]
    if _SO_TO_SAY.match(text):
        return Answer.YES
    words = _WORD.findall(text)
    hedged = False
    while words and words[0] not in SAID and (words[0] in _FILLERS or words[0] in _HEDGES):
        hedged = hedged or words[0] in _HEDGES
        words = words[1:]
    if not words:
        return Answer.UNKNOWN if hedged else None
    rest = text[text.find(words[0]) :]
    if _UNSURE.match(rest):
        return Answer.UNKNOWN
    if _YES_NO.match(rest):
        return Answer.NO
    if rest.startswith("да не "):
        return None  # "да не болит", "да не ест": whoever knows what was asked
    return _of_not(words, rest) or _of_first(words, rest) or _of_last(words)


def _of_first(words: list[str], rest: str) -> Answer | None:
    first = SAID.get(words[0])
    if first is Answer.NO and words[0] in ("ничего", "никак") and words[1:2] and words[1] in ("не", "себе"):
        return Answer.YES if words[1] == "себе" else None
    if first is Answer.YES and words[0] != "да" and _ends_in_no(rest):
        return None  # "было, но сейчас нет"
    return first


def _of_not(words: list[str], rest: str) -> Answer | None:
    """ "Не", "не не", "не, ничего" and "не особо" are no; "не болит" is for whoever knows what was asked."""
    if words[0] in ("ни", "ne") and len(words) > 1:
        return Answer.NO
    if words[0] in ("не", "ne"):
        return Answer.NO if words[1:2] in ([], ["не"], ["особо"], ["очень"]) or re.match(r"н?не[,.!]", rest) else None
    return None


def _of_last(words: list[str]) -> Answer | None:
    """ "Резко да", "слабость есть, да"."""
    short = len(words) <= 4 and not {"не", "нет", "ни"} & set(words)
    return Answer.YES if short and words[-1] in ("да", "ага", "угу", "yes") else None


def _ends_in_no(rest: str) -> bool:
    words = _WORD.findall(rest)
    return len(words) > 1 and words[-1] in ("нет", "нету", "прошло", "прошла", "прошел")


def is_as_ever(said: str) -> bool:
    """Whether it says that something is as it should be: no sentence to look for signs of illness in."""
    return _AS_EVER.search(folded(said)) is not None
