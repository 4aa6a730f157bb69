"""What a provider can do: doctors as the interview names them, and what a hospital has. One list for every room."""

from collections.abc import Iterable
from enum import IntFlag, StrEnum


class Capability(StrEnum):
    """A doctor's speciality, a department, a piece of equipment or a service."""

    THERAPIST = "therapist"
    PAEDIATRICIAN = "paediatrician"
    ENT = "ent"
    OPHTHALMOLOGIST = "ophthalmologist"
    DENTIST = "dentist"
    DERMATOLOGIST = "dermatologist"
    GASTROENTEROLOGIST = "gastroenterologist"
    INFECTIOUS = "infectious"
    SURGEON = "surgeon"
    TRAUMA = "trauma"
    GYNAECOLOGIST = "gynaecologist"
    MATERNITY = "maternity"
    UROLOGIST = "urologist"
    CARDIOLOGIST = "cardiologist"
    NEUROLOGIST = "neurologist"
    PSYCHIATRIST = "psychiatrist"
    RABIES_CLINIC = "rabies_clinic"
    HYPERBARIC = "hyperbaric"
    EMERGENCY_ROOM = "emergency_room"
    AMBULANCE = "ambulance"
    INPATIENT = "inpatient"
    INTENSIVE_CARE = "intensive_care"
    OPERATING_ROOM = "operating_room"
    CATH_LAB = "cath_lab"
    STROKE_UNIT = "stroke_unit"
    NEONATAL_CARE = "neonatal_care"
    BURNS_UNIT = "burns_unit"
    DIALYSIS = "dialysis"
    X_RAY = "x_ray"
    CT = "ct"
    MRI = "mri"
    ULTRASOUND = "ultrasound"
    LABORATORY = "laboratory"
    BLOOD_BANK = "blood_bank"
    PHARMACY = "pharmacy"
    HOUSE_CALL = "house_call"
    AIR_AMBULANCE = "air_ambulance"
    MEDICAL_ESCORT = "medical_escort"
    MORTUARY = "mortuary"
    PARTNER_ASSISTANCE = "partner_assistance"


NUMBERS = {capability: number for number, capability in enumerate(Capability, start=1)}
"""The number of a capability in the index of supply. New ones are added at the end only."""

ANSWERED_BY = {
    Capability.THERAPIST: (Capability.EMERGENCY_ROOM,),
    Capability.PAEDIATRICIAN: (Capability.THERAPIST, Capability.EMERGENCY_ROOM),
    Capability.ENT: (Capability.THERAPIST, Capability.EMERGENCY_ROOM),
    Capability.OPHTHALMOLOGIST: (Capability.EMERGENCY_ROOM, Capability.THERAPIST),
    Capability.DENTIST: (Capability.EMERGENCY_ROOM, Capability.THERAPIST),
    Capability.DERMATOLOGIST: (Capability.THERAPIST,),
    Capability.GASTROENTEROLOGIST: (Capability.THERAPIST, Capability.EMERGENCY_ROOM),
    Capability.INFECTIOUS: (Capability.THERAPIST, Capability.EMERGENCY_ROOM),
    Capability.SURGEON: (Capability.EMERGENCY_ROOM,),
    Capability.TRAUMA: (Capability.SURGEON, Capability.EMERGENCY_ROOM),
    Capability.GYNAECOLOGIST: (Capability.EMERGENCY_ROOM, Capability.THERAPIST),
    Capability.MATERNITY: (Capability.GYNAECOLOGIST, Capability.EMERGENCY_ROOM),
    Capability.UROLOGIST: (Capability.SURGEON, Capability.EMERGENCY_ROOM),
    Capability.CARDIOLOGIST: (Capability.EMERGENCY_ROOM, Capability.THERAPIST),
    Capability.NEUROLOGIST: (Capability.EMERGENCY_ROOM, Capability.THERAPIST),
    Capability.PSYCHIATRIST: (Capability.EMERGENCY_ROOM, Capability.THERAPIST),
    Capability.RABIES_CLINIC: (Capability.EMERGENCY_ROOM, Capability.SURGEON),
    Capability.HYPERBARIC: (Capability.EMERGENCY_ROOM,),
    Capability.EMERGENCY_ROOM: (Capability.THERAPIST,),
    Capability.AMBULANCE: (Capability.EMERGENCY_ROOM,),
}
"""Who is asked where there is none: the `without` of the interview's specialists, so that both say the same."""

TIERS = {
    "gp": (Capability.THERAPIST,),
    "emergency": (Capability.EMERGENCY_ROOM,),
    "dental": (Capability.DENTIST,),
    "paediatric": (Capability.PAEDIATRICIAN,),
    "hospital": (Capability.INPATIENT,),
}
"""The kinds of help a place is judged by."""


class Ages(IntFlag):
    """Whom a provider takes: under one year, under eighteen, adults."""

    INFANT = 1
    CHILD = 2
    ADULT = 4

    @classmethod
    def of(cls, years: float | None) -> "Ages":
        """The group of an age in years; an unknown age is an adult's, the commonest and never a provider's lack."""
        if years is None or years >= 18:
            return cls.ADULT
        return cls.INFANT if years < 1 else cls.CHILD


ALL_AGES = Ages.INFANT | Ages.CHILD | Ages.ADULT


def known(codes: Iterable[str]) -> list[Capability]:
    """The capabilities among these codes, in their order; others are left out."""
    everything = {one.value for one in Capability}
    return [Capability(code) for code in codes if code in everything]
