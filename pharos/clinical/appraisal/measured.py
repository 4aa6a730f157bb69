"""What a doctor has measured and seen, in his own shorthand: `АД 75/40`, `SpO2 93%`, `глюкоза 2.0`, `GCS 15`.

Numbers become the findings that the interview asks for in words; what is told to be normal is a no.
"""

import re
from collections.abc import Callable, Container, Mapping

from pharos.clinical.interview.evidence import Answer

Answers = dict[str, Answer]
_THEN = r"(?:\s*%?,?\s*(?:[/→>–-]+|потом|затем|сейчас|теперь|then|now|до|to)\s*(\d{2,3})(?![\d.,/]))?"
"""The second of two readings told one after the other: `SpO2 98, потом 84`."""
_PRESSURE = re.compile(r"(?<![\d/.,])(\d{2,3})\s*(?:/|\bна\b|over|x)\s*(\d{2,3}|0)(?![\d/.,])", re.I)
_ABOUT_PRESSURE = re.compile(
    r"\bад\b|а/д|\bbp\b|\bp\.?a\.?\b|\bta\b|\brr\b|давлен|pressure|tensi|blutdruck|tansiyon", re.I
)
_NO_PRESSURE = re.compile(
    r"(?:\bад|давлени\w*|\bbp|pressure)\s+(?:is\s+|was\s+)?(?:не определя\w*|unrecordable|undetectable|not recordable)",
    re.I,
)
_OXYGEN = re.compile(
    r"(?:sp\s?o\s?2|sa\s?o\s?2|\bsat\w*|сатурац\w*|пульсоксим\w*|pulse\s?ox\w*|кислород\w*|oxygen)\D{0,10}"
    r"(\d{2,3})(?!\d)" + _THEN, re.I,
)  # fmt: skip
_SUGAR = re.compile(
    r"(?:глюкоз\w*|сахар(?!н)\w*|гликем\w*|gluco[sz]\w*|glycaem\w*|glycem\w*|glicemi\w*|\brbs\b|\bbgl\b|\bhgt\b|sugar"
    r"|şeker)(?:(?!диабет|diabet|тип|typ|моч|urin|idrar)\D){0,20}(\d{1,3}(?:[.,]\d{1,2})?)(?![\d+]|[.,]\d)"
    r"(?!\s*(?:\+|%|раз|д[не]|нед|мес|год|лет|час|тип|times|day|week|month|year|hour|type))\s*(mg|мг)?",
    re.I,
)
_PULSE = re.compile(
    r"(?:пульс(?!окс)\w*|\bчсс\b|\bhr\b|pulse(?!\s?ox)|heart rate|\bfc\b|nabız)\D{0,10}(\d{2,3})(?!\d)" + _THEN, re.I
)
_COMA = re.compile(
    r"(?:\bgcs\b|\bшкг\b|\bglasgow\b|глазго|ком глазго)\D{0,12}(\d{1,2})(?!\d)"
    r"(?:\s*(?:[→>–-]+|потом|затем|then|now|до|to)\s*(\d{1,2})(?!\d))?", re.I,
)  # fmt: skip
_HEIGHT = re.compile(r"(?<![\d.,])([2-8][ .,]?\d{3})\s*(?:м|m|метр\w*|met\w+|masl|m\.?s\.?n\.?m)(?![\w²])", re.I)
_MG_IN_MMOL, _MOST_MMOL = 18.0, 40.0
"""Milligrams in 100 ml of one millimole a litre; above so many millimoles the number is in milligrams."""

_NORMAL = (
    (r"созна\w+ (?:ясн|не нару|сохран)|в (?:ясном )?сознании|\balert\b|fully conscious|oriented x",
     "confusion drowsy unresponsive"),
    (r"дыш\w+ (?:свободн|ровн|спокойн)|дыхани\w+ (?:свободн|ровн|и пульс в норм|в норм|нормальн)"
     r"|breath\w+ (?:normal|freely|comfortabl)|no respiratory distress|chest clear", "breathless breathless_rest"),
    (r"зрени\w+ (?:не (?:сни|нару|изм)|в норм|прежн|сохран|норм)|vision (?:normal|intact|unchanged)|visus normal",
     "vision_blurred vision_loss eye_one_side"),
    (r"чувствительност\w+ (?:не нару|сохран|в норм)|sensation (?:normal|intact|preserved)|neurovascular\w* intact",
     "numb_patch limb_cold_numb back_saddle"),
    (r"слух (?:прежн|в норм|не (?:сни|нару)|сохран)|hearing (?:normal|intact|unchanged)", "hearing_sudden"),
    (r"стул (?:обычн|нормальн|в норм|оформл|регуляр|прежн)|stools? (?:normal|regular|formed)",
     "diarrhoea stool_blood constipation stool_black"),
    (r"походк\w+ (?:ровн|обычн|не нару|в норм|устойчив)|gait (?:normal|steady|stable)", "unsteady alt_stagger"),
    (r"(?:пь[её]т|drinks?) (?:охотн|хорош|вод\w+(?! (?:нехот|плох|мало|с труд|не ))|well|eagerly|normally)",
     "feeds_poorly vomits_all"),
    (r"(?:давлени\w+|bp|pressure)(?: и пульс\w*)? (?:в норм|нормальн|is normal|normal)|vitals? (?:stable|normal)"
     r"|пульс\w* и давлени\w+ (?:в норм|нормальн)|гемодинамик\w+ стабильн", "bp_low bp_high pulse_over_130"),
    (r"кров\w+ (?:в (?:стуле|кале) )?(?:нет|не было)|без (?:примес\w+ )?крови|non.?bloody|\bno blood",
     "stool_blood constipation"),
    (r"(?:(?:отда|ирради)\w+ )?(?:в пах|в промежность)"
     r"|(?:(?:radiat|spread|go)\w* )?(?:in)?(?:to )?(?:the )?(?:groin|inguin)"
     r"|(?:ужал|укус)\w* в |\bstung|\bbitten", "pain_to_jaw_or_arm"),
    (r"черв\w+ в (?:стуле|кале)|worms? in (?:the )?stool", "dark_urine_pale_stool"),
    (r"(?:нажать|нажатии|пальпации) (?:на \w+ )?(?:не больно|безболезнен)|no bony tenderness",
     "chest_wall bone_tender"),
    (r"сердц\w+ (?:колот|стуч|бь)", "seizure"),
    (r"тест на беременность отриц|pregnancy test neg|b-?hcg neg|хгч отриц", "period_late pregnant_20w"),
    (r"живот мягк|abdomen soft|belly soft|безболезнен\w+ живот", "belly_rigid"),
    (r"менингеальн\w+ (?:знак|симптом)\w* (?:нет|отриц)|no meningism|neck supple", "neck_stiff"),
)  # fmt: skip
_TOLD_NORMAL = tuple((re.compile(words, re.I), codes.split()) for words, codes in _NORMAL)


_DENIED_BEFORE = re.compile(r"(?:\b(?:не|ни|нет|not|no|never|cannot|unable|плохо)|n't)\s+(?:\w+\s+){0,2}$", re.I)
_DENIED_AFTER = re.compile(r"\s+(?:не был\w*|отсутств\w*|absent|lost)\b", re.I)
_WORD_END = re.compile(r"^\w+")
_VOMITS = re.compile(r"рвот|рв[её]т|vomit", re.I)
_OTHER_BLOOD = re.compile(r"рвот|рв[её]т|моч|мокрот|кашл|vomit|urin|sputum|cough|pressure", re.I)
_ELSEWHERE = {"vomits_all": _VOMITS, "stool_blood": _OTHER_BLOOD}
"""What a phrase speaks of where its normal finding may not be about this one: `рвота без крови` clears no stool."""


def measured(text: str, known: Container[str]) -> Answers:
    """Findings that the numbers of one phrase mean; only those `known` to the base. Of several readings the worst."""
    found: Answers = {}
    for read in (_pressure, _oxygen, _sugar, _pulse, _height, _coma):
        found |= read(text)
    return {code: answer for code, answer in found.items() if code in known}


def told_normal(text: str, known: Container[str]) -> dict[str, str]:
    """Findings that are told to be normal, and what the phrase says besides: another part of it may have them still,
    as `кровь в стуле, в моче крови нет`. What is denied (`не в сознании`) is not normal."""
    found: dict[str, str] = {}
    for pattern, codes in _TOLD_NORMAL:
        for told in pattern.finditer(text):
            before, after = text[: told.start()], _WORD_END.sub("", text[told.end() :])
            if not _DENIED_BEFORE.search(before) and not _DENIED_AFTER.match(after):
                found |= dict.fromkeys(codes, f"{before} , {after}")
    return {
        code: rest for code, rest in found.items()
        if code in known and not (code in _ELSEWHERE and _ELSEWHERE[code].search(rest))
    }  # fmt: skip


def only_measured(text: str) -> bool:
    """Whether the phrase is a reading and nothing besides, so that no complaint is looked for in its words."""
    reads: tuple[Callable[[str], Mapping[str, Answer]], ...] = (_pressure, _oxygen, _sugar, _pulse, _coma)
    return any(read(text) for read in reads) and len(re.findall(r"[^\W\d_]{3,}", text)) <= _FEW_WORDS


_FEW_WORDS = 2


def _pressure(text: str) -> Answers:
    if _NO_PRESSURE.search(text):
        return _answers(bp_low=True)
    about = bool(_ABOUT_PRESSURE.search(text))
    told = [(int(one[1]), int(one[2])) for one in _PRESSURE.finditer(text) if about or text.strip() == one[0]]
    told = [(upper, lower) for upper, lower in told if 50 <= upper <= 280 and lower < upper]
    if not told:
        return {}
    high = any(upper >= 180 or lower >= 110 for upper, lower in told)
    raised = not high and any(upper >= 140 for upper, _lower in told)
    return _answers(bp_low=any(upper < 90 for upper, _lower in told), bp_high=high, bp_raised=raised)


def _numbers(pattern: re.Pattern[str], text: str, least: int, most: int) -> list[int]:
    every = [int(one) for found in pattern.finditer(text) for one in found.groups() if one]
    return [one for one in every if least <= one <= most]


def _oxygen(text: str) -> Answers:
    shares = _numbers(_OXYGEN, text, 40, 100)
    return _answers(oxygen_low=min(shares) < 92) if shares else {}


def _sugar(text: str) -> Answers:
    told = [(float(one[1].replace(",", ".")), one[2]) for one in _SUGAR.finditer(text)]
    sugars = [sugar / _MG_IN_MMOL if in_mg or sugar > _MOST_MMOL else sugar for sugar, in_mg in told]
    sugars = [sugar for sugar in sugars if 0.5 <= sugar <= 80]
    return _answers(sugar_low=min(sugars) < 3.9, sugar_high=max(sugars) > 14) if sugars else {}


def _pulse(text: str) -> Answers:
    rates = _numbers(_PULSE, text, 25, 260)
    return _answers(pulse_over_130=max(rates) > 130) if rates else {}


def _coma(text: str) -> Answers:
    """The Glasgow scale: 15 is fully awake, 8 and less is a coma."""
    points = _numbers(_COMA, text, 3, 15)
    if not points:
        return {}
    lowest = min(points)
    return _answers(confusion=lowest < 15, drowsy=lowest < 15, unresponsive=lowest <= 8)


def _height(text: str) -> Answers:
    found = _HEIGHT.search(text)
    metres = int(re.sub(r"\D", "", found[1])) if found else 0
    return _answers(altitude=True) if 2500 <= metres <= 8848 else {}


def _answers(**there: bool) -> Answers:
    return {code: Answer.YES if yes else Answer.NO for code, yes in there.items()}
