"""A line of a prescription as the rules see it: substances, way of giving, milligrams in one dose and in a day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pharos.clinical.plain import Medicine, Recognised, Text, form_of, plain, recognise
from pharos.medical.precheck.bases import Bases
from pharos.medical.precheck.sayings import Fact, notice
from pharos.medical.precheck.values import Notice, Prescription

LOCAL = frozenset({"eye", "ear", "nasal", "topical", "throat", "inhaled", "vaginal"})
SYSTEMIC_TWINS = frozenset({"oral", "iv", "im", "sc", "injection"})
MASS = {"mg": 1.0, "мг": 1.0, "g": 1000.0, "г": 1000.0, "гр": 1000.0, "gr": 1000.0, "mcg": 0.001, "ug": 0.001,
        "µg": 0.001, "μg": 0.001, "мкг": 0.001, "milligram": 1.0, "milligrams": 1.0, "gram": 1000.0, "grams": 1000.0,
        "миллиграмм": 1.0, "грамм": 1000.0}  # fmt: skip
VOLUME = {"ml": 1.0, "мл": 1.0, "cc": 1.0, "l": 1000.0, "л": 1000.0, "spoon": 5.0, "tsp": 5.0, "чл": 5.0,
          "ложка": 5.0,
          "мерная ложка": 5.0, "tbsp": 15.0, "стл": 15.0, "scoop": 5.0, "ложки": 5.0}  # fmt: skip
PIECES = ("tab", "таб", "табл", "pill", "cap", "капс", "sachet", "саше", "пакет", "amp", "амп", "vial", "фл", "флак",
          "supp", "свеч", "супп", "dose", "доз", "piece", "шт", "ampoule", "lozenge", "patch", "пластыр", "puff",
          "вдох",
          "drop", "кап", "gtt", "damla", "пак", "spray", "впрыск", "штук", "unit dose", "driedragee", "драже",
          "bag", "application",
          "аппликац", "нанес", "inhal", "ингал", "пшик", "пилюл", "уколов", "укол", "neb", "небул", "inj", "ovule",
          "таблет", "sobre", "sase", "puf")  # fmt: skip
INTERNATIONAL = ("iu", "ме", "ед", "u", "units", "unit", "мe", "ie", "miu", "млн ед", "тыс ед")
LOW_ASPIRIN = 160.0
"""Milligrams of one dose up to which aspirin is taken against clots."""
SPOON, MOST_IN_SPOON = 5.0, 650.0
LIQUID = ("syr", "susp", "сироп", "сусп", "şurup", "surup", "jarabe", "sciroppo", "saft", "sirop")
COUNTED = 10.0
"""A dose without a unit up to this many is a number of pieces, above it milligrams."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line. `mg`: milligrams of each substance in one dose, missing where it cannot be told."""

    place: int
    written: Prescription
    recognised: Recognised
    substances: tuple[Medicine, ...]
    route: str
    mg: Mapping[str, float]

    @property
    def local(self) -> bool:
        """Given to a place, not to the whole body."""
        return self.route in LOCAL

    @property
    def injected(self) -> bool:
        return self.route in ("iv", "im", "injection")

    def day(self, code: str) -> float | None:
        """Milligrams of a substance in a day."""
        mg, times = self.mg.get(code), self.written.per_day
        return None if mg is None or times is None else mg * times

    def classes(self, medicine: Medicine) -> tuple[str, ...]:
        """Its classes; what is given to a place is no systemic antibiotic, steroid or NSAID."""
        if not self.local:
            return medicine.classes
        return tuple(_LOCAL_CLASSES.get(one, one) for one in medicine.classes)


_LOCAL_CLASSES = {
    "antibiotic": "topical_antibiotic", "steroid": "topical_steroid", "nsaid": "topical_nsaid",
    "fluoroquinolone": "topical_antibiotic", "aminoglycoside": "topical_antibiotic", "macrolide": "topical_antibiotic",
    "antihistamine": "topical_antihistamine", "sedating": "topical_antihistamine", "antifungal": "topical_antifungal",
    "antiviral": "topical_antiviral", "nitroimidazole": "topical_antibiotic", "cephalosporin": "topical_antibiotic",
    "penicillin": "topical_antibiotic", "tetracycline": "topical_antibiotic", "lincosamide": "topical_antibiotic",
    "anticoagulant": "topical_heparin", "heparin_group": "topical_heparin", "amphenicol": "topical_antibiotic",
    "qt": "local", "cyp3a4_inhibitor": "local", "serotonergic": "local", "anticholinergic": "local",
}  # fmt: skip


_LOCAL_TWINS = {("sodium_chloride", "nasal"): "sea_water_nasal"}
"""What is given to a place under the name of another entry: salt water is an infusion by vein, a rinse in the nose."""


def item_of(bases: Bases, place: int, written: Prescription, country: str = "") -> tuple[Item, list[Notice]]:
    """The line understood as far as it can be, and what was not; trade names as in the country of the clinic."""
    notices: list[Notice] = []
    recognised = recognise(bases.pharmacy, written.name, country.upper())
    where = f"medicines[{place}]"
    route = _route(written, recognised)
    if written.route.strip() and not form_of(written.route):
        notices.append(notice(f"{where}.route", "route_unknown", text=written.route))
    found = [_given_so(bases, code, route) for code in recognised.contains]
    substances = tuple(dict.fromkeys(found)) if not found else tuple({one.code: one for one in found}.values())
    route = route or _only_route(substances)
    if not recognised.known:
        code, facts = unclear(bases, written, recognised)
        notices.append(notice(f"{where}.name", code, **facts))
    elif recognised.read_as:
        notices.append(notice(f"{where}.name", "read_as", text=written.name, known=recognised.read_as))
    mg = _milligrams(where, written, recognised, substances, notices)
    if written.per_day is None and route not in LOCAL and any(one.adult_day and one.code in mg for one in substances):
        notices.append(notice(f"{where}.per_day", "frequency_missing"))
    substances = tuple(against_clots(one, mg.get(one.code, 0.0)) for one in substances)
    return Item(place=place, written=written, recognised=recognised, substances=substances, route=route, mg=mg), notices


def unclear(bases: Bases, written: Prescription, recognised: Recognised) -> tuple[str, dict[str, Fact]]:
    """Why a name tells no substance, with its facts: it is not known, or differs by country."""
    if not recognised.may_be:
        return "medicine_unknown", {"text": written.name}
    names = [[bases.pharmacy.medicines[code].name for code in codes] for codes in recognised.may_be]
    either = Text(
        " / ".join(" + ".join(one.ru for one in each) for each in names),
        " / ".join(" + ".join(one.en for one in each) for each in names),
    )
    return "medicine_several", {"text": written.name, "known": either}


def against_clots(medicine: Medicine, mg: float) -> Medicine:
    """Aspirin in a small dose is against clots, not against pain: it is no NSAID beside another one."""
    if medicine.code != "aspirin" or not 0 < mg <= LOW_ASPIRIN:
        return medicine
    return replace(medicine, classes=("antiplatelet", "salicylate"), adult_dose=0.0, most_days=0.0)


def _route(written: Prescription, recognised: Recognised) -> str:
    said = form_of(written.route) or recognised.route
    form = recognised.written.form
    if not said or (said == "oral" and form in ("throat", "sublingual")):
        said = form or said
    if not said and plain(written.unit).startswith(("amp", "амп", "vial", "фл")):
        return "injection"
    return said


def _only_route(substances: tuple[Medicine, ...]) -> str:
    """The way a substance is given where there is only one, or only local ones."""
    ways = {way for one in substances for way in one.routes}
    if len(ways) == 1:
        return next(iter(ways))
    return next((way for way in sorted(ways)), "") if ways and ways <= LOCAL else ""


def _given_so(bases: Bases, code: str, route: str) -> Medicine:
    """The entry for this way of giving: hydrocortisone as a cream is another medicine than by vein."""
    medicines = bases.pharmacy.medicines
    base = next((code.removesuffix(f"_{way}") for way in sorted(LOCAL) if code.endswith(f"_{way}")), code)
    if route in LOCAL:
        tries = [
            f"{base}_{route}",
            _LOCAL_TWINS.get((base, route), ""),
            f"{base}_eye" if route == "ear" else "",
            code,
            base,
        ]
        return next(medicines[one] for one in tries if one in medicines)
    if route in SYSTEMIC_TWINS and route not in medicines[code].routes and base in medicines:
        return medicines[base]
    return medicines[code]


def _milligrams(
    where: str,
    written: Prescription,
    recognised: Recognised,
    substances: tuple[Medicine, ...],
    notices: list[Notice],
) -> dict[str, float]:
    pieces = _pieces(where, written, recognised, notices)
    if pieces is None or not substances:
        return {}
    spoon = _in_spoon(written, recognised, substances)
    if pieces[0] == "ml" and spoon:
        notices.append(notice(f"{where}.dose", "strength_of_spoon", strength=spoon))
        return {substances[0].code: pieces[1] * spoon / SPOON}
    made = _counted(pieces, recognised, substances)
    if not made and any(one.adult_dose or one.child_dose_kg for one in substances):
        notices.append(notice(f"{where}.dose", "strength_missing", dose=written.dose or 0.0, unit=written.unit))
    return made


def _in_spoon(written: Prescription, recognised: Recognised, substances: tuple[Medicine, ...]) -> float:
    """Milligrams in five millilitres, as boxes of suspensions count them: `400/57`, `200 syrup`; 0 where unlikely."""
    label = recognised.written
    if (
        label.per_ml
        or not label.strength
        or label.strength > MOST_IN_SPOON
        or form_of(written.route) not in ("", "oral")
    ):
        return 0.0
    liquid = any(word.startswith(LIQUID) for word in plain(written.name).split())
    suspended = "antibiotic" in substances[0].classes and form_of(written.route) == "oral"
    return label.strength if liquid or suspended else 0.0


def _counted(pieces: tuple[str, float], recognised: Recognised, substances: tuple[Medicine, ...]) -> dict[str, float]:
    """Milligrams of so many milligrams, millilitres or pieces; nothing where the strength is not known."""
    kind, amount = pieces
    fixed = list(recognised.contains.values())
    label = recognised.written
    main = substances[0].code
    if kind == "mg":
        return {main: amount}
    if kind == "ml":
        return {main: amount * label.per_ml} if label.per_ml else {}
    if label.strength and len(substances) == 1:
        return {main: amount * label.strength}
    if label.strength and not fixed[0]:
        return {main: amount * label.strength}
    return {one.code: amount * mg for one, mg in zip(substances, fixed, strict=False) if mg}


def _pieces(
    where: str, written: Prescription, recognised: Recognised, notices: list[Notice]
) -> tuple[str, float] | None:
    """What the dose counts (mg, ml, pieces) and how much; None where it cannot be told."""
    unit = plain(written.unit).strip(" .")
    dose = written.dose
    label = recognised.written
    if dose is None:
        if label.strength:
            notices.append(notice(f"{where}.dose", "dose_missing_one", strength=label.strength))
            return ("piece", 1.0)
        return None
    if not unit:
        if label.strength and dose <= COUNTED:
            return ("piece", dose)
        notices.append(notice(f"{where}.unit", "unit_missing", dose=dose))
        return ("mg", dose) if dose > COUNTED else None
    if unit in MASS:
        return ("mg", dose * MASS[unit])
    if unit.replace(".", "") in VOLUME:
        return ("ml", dose * VOLUME[unit.replace(".", "")])
    if unit in INTERNATIONAL:
        return None
    if unit.startswith(PIECES):
        return ("piece", dose)
    notices.append(notice(f"{where}.unit", "unit_unknown", text=written.unit))
    return None
