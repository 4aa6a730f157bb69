"""What is written around a medicine's name: strength, form, way of giving; in Russian, English, and label shorthand."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pharos.clinical.pharmacy.spelling import words

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_UNITS = {
    "mg": 1.0, "мг": 1.0, "milligram": 1.0, "g": 1000.0, "г": 1000.0, "гр": 1000.0, "gr": 1000.0, "gram": 1000.0,
    "mcg": 0.001, "µg": 0.001, "μg": 0.001, "ug": 0.001, "мкг": 0.001, "microgram": 0.001,
}  # fmt: skip
_LIQUID = {"ml": 1.0, "мл": 1.0, "cc": 1.0, "l": 1000.0, "л": 1000.0}
_MASS = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_PER = re.compile(rf"{_NUMBER}\s*({_MASS})\s*(?:/|в|in|per|на)\s*{_NUMBER}?\s*(ml|мл)", re.I)
_TRIPLE = re.compile(rf"{_NUMBER}\s*({_MASS})?\s*[/+]\s*{_NUMBER}\s*({_MASS})\s*/\s*{_NUMBER}?\s*(ml|мл)", re.I)
_PAIR = re.compile(rf"{_NUMBER}\s*(?:{_MASS})?\s*[/+]\s*{_NUMBER}(?:\s*({_MASS}))?(?![\d.,]*\s*(?:ml|мл))", re.I)
_STRENGTH = re.compile(rf"{_NUMBER}\s*({_MASS})(?![a-zа-я])", re.I)
_PERCENT = re.compile(rf"{_NUMBER}\s*%")
_PACK = re.compile(r"(?:№|n°|\bno\.?|#)\s*\d+|\bx\s*\d+\b|\(\s*\d+\s*\)", re.I)
_BARE = re.compile(r"(?<![\w.,])(\d{2,4}|0[.,]\d+)(?![\w.,%])")
_AMOUNT = re.compile(rf"{_NUMBER}\s*(?:ml|мл|iu|ме|ед|u)\b", re.I)

FORMS = {
    "eye": ("eye", "eyes", "ophth", "глаз", "oftal", "goz", "göz", "collyr", "augen"),
    "ear": ("ear", "otic", "ушные", "ушной", "в ухо", "otik", "kulak"),
    "nasal": ("nasal", "nose", "назал", "носа", "в нос", "burun", "intranas", "интраназ", "nazal"),
    "inhaled": ("inhal", "ингал", "nebul", "небул", "puff", "evohaler", "turbuhaler", "аэрозол", "inhaler"),
    "vaginal": ("vagin", "вагин", "ovul", "pessar"),
    "rectal": ("rectal", "ректал", "supp", "свеч", "супп", "enema", "клизм", "microlax"),
    "topical": ("cream", "крем", "gel", "гель", "мазь", "мази", "ointm", "krem", "pomad", "lotion", "лосьон", "topical",
                "местно", "наружно", "наруж", "пластыр", "plaster", "ung", "merhem", "jel", "creme", "крема"),
    "throat": ("lozenge", "throat", "рассас", "пастил", "gargle", "полоск", "mouthwash", "gargara", "pastil",
               "mucos", "слизист", "gingiv"),
    "iv": ("iv", "i/v", "i.v.", "в/в", "infusion", "капельн", "внутривенн", "intraven", "drip", "serum", "инфуз"),
    "im": ("im", "i/m", "i.m.", "в/м", "внутримыш", "intramusc"),
    "injection": ("инфильтр", "infiltr", "вокруг раны", "внутрисуст", "intraart", "intra-art", "внутрикожн", "amp",
                  "амп", "ampou", "ampul", "ампул", "vial", "фл", "флак", "inj", "инъекц", "укол", "flakon"),
    "sc": ("sc", "s/c", "s.c.", "п/к", "подкожн", "subcut"),
    "sublingual": ("subling", "под язык", "сублингв"),
    "oral": ("tab", "таб", "cap", "капс", "syr", "сироп", "susp", "сусп", "sachet", "саше", "пакет", "oral", "внутрь",
             "per os", "po", "surup", "şurup", "efferv", "шипуч", "драже", "dispers", "powder", "порош", "granul",
             "гран", "solutab", "солютаб", "drops", "капли", "peros", "перорал"),
}  # fmt: skip
"""Beginnings of words that tell how a medicine is given; a short one (iv, im, po, фл) must be the whole word."""
_SHORT = 4
_NOT_SHORT = ("tab", "cap", "таб", "syr", "капс", "сусп", "susp", "supp", "свеч", "глаз", "инга", "inha", "саше")

LEFT_OUT = frozenset(
    "and und et with plus c с и в на для the of acid acide acido kislota кислота "
    "sodium potassium hydrochloride hcl chlorhydrate axetil proxetil trometamol tromethamine maleate phosphate sulfate "
    "sulphate succinate tartrate besylate mesylate fumarate trihydrate monohydrate dihydrate citrate acetate natrium "
    "натрия калия гидрохлорид аксетил трометамол малеат фосфат сульфат сукцинат тартрат тригидрат моногидрат ацетат "
    "forte fort форте retard ретард sr xr mr er cr lp ld bid ultra kids детский детская для детей baby junior "
    "tab tabs tablet tablets таб табл таблетки таблетка caps cap capsule capsules капс капсулы капсула film coated "
    "syrup сироп syr susp suspension суспензия сусп sachet sachets саше порошок powder granules amp ampoule ampule "
    "ampul ампулы ампула амп фл флакон vial inj injection раствор р-р solution sol flakon drops drop капли кап damla "
    "cream крем gel гель мазь ointment krem jel pomad lotion лосьон spray спрей sprey supp suppository suppositories "
    "свечи свеча суппозитории oral peroral nasal назальный назальная eye ear ophthalmic otic topical inhaler inhaled "
    "inhalation ингаляции ингалятор nebul nebules iv im po sc внутрь местно наружно внутривенно внутримышечно infusion "
    "vaginal вагинальные rectal effervescent шипучие шипучий dispersible mg ml мг мл mcg мкг generic препарат "
    "medicine lozenges lozenge пастилки throat глазные ушные глазная ушная for in per drip капельница".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """`strength` in milligrams of one unit, `per_ml` of one millilitre, both 0 where not written; `form`: see FORMS.

    `second`: the other number of a combination (500/125); `bare`: a number without a unit (Augmentin 1000).
    """

    strength: float = 0.0
    per_ml: float = 0.0
    percent: float = 0.0
    second: float = 0.0
    bare: bool = False
    form: str = ""


def read(text: str) -> tuple[Written, str]:
    """What is written, and the words that remain for the name."""
    rest = _PACK.sub(" ", text.replace("\N{NO-BREAK SPACE}", " "))
    per_ml = strength = second = percent = 0.0
    bare = False
    if found := _TRIPLE.search(rest):
        unit = _UNITS[(found[2] or found[4]).lower()]
        per_ml = number(found[1]) * unit / ((number(found[5]) if found[5] else 1.0) or 1.0)
        rest = rest.replace(found[0], " ")
    elif found := _PER.search(rest):
        per_ml = number(found[1]) * _UNITS[found[2].lower()] / ((number(found[3]) if found[3] else 1.0) or 1.0)
        rest = rest.replace(found[0], " ")
    elif found := _PAIR.search(rest):
        scale = _UNITS[found[3].lower()] if found[3] else 1.0
        strength, second = number(found[1]) * scale, number(found[2]) * scale
        rest = rest.replace(found[0], " ")
    elif found := _STRENGTH.search(rest):
        strength = number(found[1]) * _UNITS[found[2].lower()]
        rest = rest.replace(found[0], " ")
    if found := _PERCENT.search(rest):
        percent = number(found[1])
        rest = rest.replace(found[0], " ")
    rest = _AMOUNT.sub(" ", rest)
    if not strength and not per_ml and not percent and (found := _BARE.search(rest)):
        strength, bare = number(found[1]), True
        rest = rest.replace(found[0], " ", 1)
    per_ml = per_ml or percent * 10
    made = Written(strength=strength, per_ml=per_ml, percent=percent, second=second, bare=bare, form=form_of(text))
    return made, rest


def number(text: str) -> float:
    """`0,5` and `0.5` are the same."""
    return float(text.replace(",", "."))


@lru_cache(maxsize=16384)
def form_of(text: str) -> str:
    """The way of giving that the words tell, the most particular first; empty where they tell none."""
    said = words(text)
    joined = f" {' '.join(said)} "
    for form, starts in FORMS.items():
        for start in starts:
            parts = words(start)
            short = len(parts) > 1 or (len(start) <= _SHORT and start not in _NOT_SHORT)
            if short and f" {' '.join(parts)} " in joined:
                return form
            if not short and any(word.startswith(parts[0]) for word in said):
                return form
    return ""
