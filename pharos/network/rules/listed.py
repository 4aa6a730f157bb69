"""What a facility of somebody's list can probably do: by its kind, the specialities it names, its emergency mark."""

from collections.abc import Iterable, Mapping

from pharos.core.capabilities import Capability
from pharos.core.spelling import fold
from pharos.network.rules.kinds import Kind

C = Capability
_OF_KIND: Mapping[Kind, tuple[Capability, ...]] = {
    Kind.HOSPITAL: (C.EMERGENCY_ROOM, C.INPATIENT, C.THERAPIST),
    Kind.CLINIC: (C.THERAPIST,),
    Kind.DOCTOR: (C.THERAPIST,),
    Kind.DENTIST: (C.DENTIST,),
    Kind.PHARMACY: (C.PHARMACY,),
    Kind.LABORATORY: (C.LABORATORY,),
}
_CERTAIN = frozenset({C.DENTIST, C.PHARMACY, C.LABORATORY})
"""The kind of house is what it does; a hospital's emergency department is only likely."""
_WORDS: Mapping[str, Capability] = {
    "general": C.THERAPIST, "family": C.THERAPIST, "internal": C.THERAPIST, "pediatr": C.PAEDIATRICIAN,
    "paediatr": C.PAEDIATRICIAN, "otolaryng": C.ENT, "ophthalm": C.OPHTHALMOLOGIST, "dent": C.DENTIST,
    "dermat": C.DERMATOLOGIST, "gastro": C.GASTROENTEROLOGIST, "infect": C.INFECTIOUS, "surg": C.SURGEON,
    "trauma": C.TRAUMA, "ortho": C.TRAUMA, "gyn": C.GYNAECOLOGIST, "obstet": C.MATERNITY, "matern": C.MATERNITY,
    "urolog": C.UROLOGIST, "cardiol": C.CARDIOLOGIST, "neurol": C.NEUROLOGIST, "psychiat": C.PSYCHIATRIST,
    "emergency": C.EMERGENCY_ROOM, "intensive": C.INTENSIVE_CARE, "dialys": C.DIALYSIS, "radiol": C.X_RAY,
    "hyperbar": C.HYPERBARIC, "gp": C.THERAPIST, "терап": C.THERAPIST, "общ": C.THERAPIST, "семейн": C.THERAPIST,
    "педиатр": C.PAEDIATRICIAN, "детск": C.PAEDIATRICIAN, "лор": C.ENT, "отолар": C.ENT, "ent": C.ENT,
    "окул": C.OPHTHALMOLOGIST, "офтальм": C.OPHTHALMOLOGIST, "стомат": C.DENTIST, "зуб": C.DENTIST,
    "дермат": C.DERMATOLOGIST, "гастро": C.GASTROENTEROLOGIST, "инфекц": C.INFECTIOUS, "хирург": C.SURGEON,
    "травм": C.TRAUMA, "ортопед": C.TRAUMA, "гинек": C.GYNAECOLOGIST, "акушер": C.MATERNITY, "род": C.MATERNITY,
    "уролог": C.UROLOGIST, "кардио": C.CARDIOLOGIST, "невро": C.NEUROLOGIST, "психиатр": C.PSYCHIATRIST,
    "реаним": C.INTENSIVE_CARE, "интенсив": C.INTENSIVE_CARE, "диализ": C.DIALYSIS, "рентген": C.X_RAY,
    "барокам": C.HYPERBARIC, "скор": C.EMERGENCY_ROOM, "неотлож": C.EMERGENCY_ROOM, "приемн": C.EMERGENCY_ROOM,
    "стационар": C.INPATIENT, "inpatient": C.INPATIENT,
}  # fmt: skip


def capability_of(word: str) -> Capability | None:
    """What a word of a list says a house can do."""
    told = fold(word)
    return next((capability for start, capability in _WORDS.items() if told.startswith(start)), None)


def capabilities(kind: Kind, specialities: Iterable[str], *, emergency: bool | None) -> dict[Capability, bool]:
    """What it does, and whether somebody said so. A hospital that says it has no emergency department has none; a
    health post has no doctor and does nothing here."""
    found = {one: one in _CERTAIN for one in _OF_KIND.get(kind, ())}
    for word in map(fold, specialities):
        found |= {capability: True for start, capability in _WORDS.items() if word.startswith(start)}
    if emergency is False:
        found.pop(C.EMERGENCY_ROOM, None)
    elif emergency:
        found[C.EMERGENCY_ROOM] = True
    return found
