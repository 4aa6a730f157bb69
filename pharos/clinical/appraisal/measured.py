"""What a doctor has measured and seen, in his own shorthand: `АД 75/40`, `SpO2 93%`, `глюкоза 2.0`, `GCS 15`.

Numbers become the findings that the interview asks for in words; what is told to be normal is a no.
"""

import re
from collections.abc import Callable, Container, Mapping

from pharos.clinical.interview.evidence import Answer

Answers = dict[str, Answer]
_PRESSURE = re.compile(r"(?<![\d/.,])(\d{2,3})\s*(?:/|\bна\b|over|x)\s*(\d{2,3})(?![\d/.,])", re.I)
_ABOUT_PRESSURE = re.compile(
    r"\bад\b|а/д|\bbp\b|\bp\.?a\.?\b|\bta\b|\brr\b|давлен|pressure|tensi|blutdruck|tansiyon", re.I
)
_OXYGEN = re.compile(r"(?:sp\s?o\s?2|sa\s?o\s?2|\bsat\w*|сатурац\w*|кислород\w*|oxygen)\D{0,10}(\d{2,3})(?!\d)", re.I)
_SUGAR = re.compile(
    r"(?:глюкоз\w*|сахар\w*|гликем\w*|gluco[sz]\w*|glycaem\w*|glycem\w*|glicemi\w*|\brbs\b|\bbgl\b|\bhgt\b|sugar|şeker)"
    r"\D{0,20}(\d{1,3}(?:[.,]\d{1,2})?)\s*(mg|мг)?",
    re.I,
)
_PULSE = re.compile(r"(?:пульс\w*|\bчсс\b|\bhr\b|pulse|heart rate|\bfc\b|nabız)\D{0,10}(\d{2,3})(?!\d)", re.I)
_HEIGHT = re.compile(r"(?<![\d.,])([2-8][ .,]?\d{3})\s*(?:м|m|метр\w*|met\w+|masl|m\.?s\.?n\.?m)(?![\w²])", re.I)
_MG_IN_MMOL, _MOST_MMOL = 18.0, 40.0
"""Milligrams in 100 ml of one millimole a litre; above so many millimoles the number is in milligrams."""

_NORMAL = (
    (r"созна\w+ (?:ясн|не нару|сохран)|в (?:ясном )?сознании|\balert\b|\bgcs\D{0,3}15|fully conscious|oriented x",
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
    (r"(?:пь[её]т|drinks?) (?:охотн|хорош|воду|well|eagerly|normally)", "feeds_poorly vomits_all"),
    (r"(?:давлени\w+|bp|pressure)(?: и пульс\w*)? (?:в норм|нормальн|is normal|normal)|vitals? (?:stable|normal)"
     r"|пульс\w* и давлени\w+ (?:в норм|нормальн)|гемодинамик\w+ стабильн", "bp_low bp_high pulse_over_130"),
    (r"кров\w+ (?:в (?:стуле|кале) )?(?:нет|не было)|без (?:примес\w+ )?крови|non.?bloody|\bno blood",
     "stool_blood constipation"),
    (r"в пах|в промежность|groin|inguin|(?:ужал|укус)\w* в |\bstung|\bbitten", "pain_to_jaw_or_arm"),
    (r"черв\w+ в (?:стуле|кале)|worms? in (?:the )?stool", "dark_urine_pale_stool"),
    (r"(?:нажать|нажатии|пальпации) (?:на \w+ )?(?:не больно|безболезнен)|no bony tenderness",
     "chest_wall bone_tender"),
    (r"сердц\w+ (?:колот|стуч|бь)", "seizure"),
    (r"тест на беременность отриц|pregnancy test neg|b-?hcg neg|хгч отриц", "period_late pregnant_20w"),
    (r"живот мягк|abdomen soft|belly soft|безболезнен\w+ живот", "belly_rigid"),
    (r"менингеальн\w+ (?:знак|симптом)\w* (?:нет|отриц)|no meningism|neck supple", "neck_stiff"),
)  # fmt: skip
_TOLD_NORMAL = tuple((re.compile(words, re.I), codes.split()) for words, codes in _NORMAL)


def measured(text: str, known: Container[str]) -> Answers:
    """Findings that numbers and normal findings in one phrase mean; only those `known` to the base."""
    found: Answers = {}
    for pattern, codes in _TOLD_NORMAL:
        if pattern.search(text):
            found |= dict.fromkeys(codes, Answer.NO)
    for read in (_pressure, _oxygen, _sugar, _pulse, _height):
        found |= read(text)
    return {code: answer for code, answer in found.items() if code in known}


def only_measured(text: str) -> bool:
    """Whether the phrase is a reading and nothing besides, so that no complaint is looked for in its words."""
    reads: tuple[Callable[[str], Mapping[str, Answer]], ...] = (_pressure, _oxygen, _sugar, _pulse)
    return any(read(text) for read in reads) and len(re.findall(r"[^\W\d_]{3,}", text)) <= _FEW_WORDS


_FEW_WORDS = 2


def _pressure(text: str) -> Answers:
    found = _PRESSURE.search(text)
    if found is None:
        return {}
    upper, lower = int(found[1]), int(found[2])
    told = bool(_ABOUT_PRESSURE.search(text)) or text.strip() == found[0]
    if not told or not (50 <= upper <= 280 and 20 <= lower < upper):
        return {}
    high = upper >= 180 or lower >= 110
    return _answers(bp_low=upper < 90, bp_high=high, bp_raised=not high and upper >= 140)


def _oxygen(text: str) -> Answers:
    found = _OXYGEN.search(text)
    return _answers(oxygen_low=int(found[1]) < 92) if found and 40 <= int(found[1]) <= 100 else {}


def _sugar(text: str) -> Answers:
    found = _SUGAR.search(text)
    if found is None:
        return {}
    sugar = float(found[1].replace(",", "."))
    sugar = sugar / _MG_IN_MMOL if found[2] or sugar > _MOST_MMOL else sugar
    return _answers(sugar_low=sugar < 3.9, sugar_high=sugar > 14) if 0.5 <= sugar <= 80 else {}


def _pulse(text: str) -> Answers:
    found = _PULSE.search(text)
    return _answers(pulse_over_130=int(found[1]) > 130) if found and 25 <= int(found[1]) <= 260 else {}


def _height(text: str) -> Answers:
    found = _HEIGHT.search(text)
    metres = int(re.sub(r"\D", "", found[1])) if found else 0
    return _answers(altitude=True) if 2500 <= metres <= 8848 else {}


def _answers(**there: bool) -> Answers:
    return {code: Answer.YES if yes else Answer.NO for code, yes in there.items()}
