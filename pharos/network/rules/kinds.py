"""What sort of place it is, from the many words of the lists."""

from enum import StrEnum

from pharos.core.spelling import fold


class Kind(StrEnum):
    """A facility's kind, as far as it decides what one goes there for."""

    HOSPITAL = "hospital"
    CLINIC = "clinic"
    DOCTOR = "doctor"
    DENTIST = "dentist"
    PHARMACY = "pharmacy"
    LABORATORY = "laboratory"
    POST = "post"
    AMBULANCE = "ambulance"
    PARTNER = "partner"
    OTHER = "other"


# The first word found decides, so the telling ones stand first.
_WORDS = (
    (Kind.DENTIST, ("dent", "стомат", "зуб")),
    (Kind.PHARMACY, ("pharmac", "drug", "аптек", "farmac")),
    (Kind.LABORATORY, ("laborat", "diagnos", "лаборат", "imaging")),
    (Kind.HOSPITAL, ("hospital", "hopital", "больниц", "госпитал", "medical centre", "medical center")),
    (Kind.POST, ("health post", "posto", "poste de", "dispensary", "dispensaire", "community health", "health station",
                 "first aid", "фельдшер", "пункт", "case de sante")),
    (Kind.CLINIC, ("clinic", "clinique", "health cent", "centre de sante", "centro de saude", "polyclinic", "клиник",
                   "поликлин", "health unit", "medical", "cabinet", "maternity", "sanatorium")),
    (Kind.DOCTOR, ("doctor", "medecin", "physician", "врач", "practice", "surgery")),
)  # fmt: skip


def kind_of(text: str) -> Kind:
    """`Posto de Saúde` is a post, `Hospital Municipal` a hospital; what nobody knows is `other`."""
    words = fold(text)
    return next((kind for kind, starts in _WORDS if any(one in words for one in starts)), Kind.OTHER)
