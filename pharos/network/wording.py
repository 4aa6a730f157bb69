"""Codes of providers and of the search in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pharos.core.capabilities import Capability
from pharos.core.objections import Objection
from pharos.network.messages import FAULTS, FIELDS, REMARKS
from pharos.network.messages import OBJECTIONS as FILE_OBJECTIONS
from pharos.network.rules.kinds import Kind
from pharos.network.rules.naming import Alike
from pharos.network.rules.scoring import About

Text = str | Promise
C = Capability

CAPABILITIES: Mapping[str, Text] = {
    C.THERAPIST: _("general practitioner"), C.PAEDIATRICIAN: _("paediatrician"),
    C.ENT: _("ear, nose and throat doctor"), C.OPHTHALMOLOGIST: _("eye doctor"), C.DENTIST: _("dentist"),
    C.DERMATOLOGIST: _("skin doctor"), C.GASTROENTEROLOGIST: _("gastroenterologist"),
    C.INFECTIOUS: _("infectious diseases doctor"), C.SURGEON: _("surgeon"), C.TRAUMA: _("trauma doctor"),
    C.GYNAECOLOGIST: _("gynaecologist"), C.MATERNITY: _("maternity hospital"), C.UROLOGIST: _("urologist"),
    C.CARDIOLOGIST: _("cardiologist"), C.NEUROLOGIST: _("neurologist"), C.PSYCHIATRIST: _("psychiatrist"),
    C.RABIES_CLINIC: _("rabies vaccine"), C.HYPERBARIC: _("hyperbaric chamber"),
    C.EMERGENCY_ROOM: _("emergency department"), C.AMBULANCE: _("ambulance"), C.INPATIENT: _("beds for the night"),
    C.INTENSIVE_CARE: _("intensive care"), C.OPERATING_ROOM: _("operating theatre"),
    C.CATH_LAB: _("heart catheter laboratory"), C.STROKE_UNIT: _("stroke unit"),
    C.NEONATAL_CARE: _("care of newborns"), C.BURNS_UNIT: _("burns unit"), C.DIALYSIS: _("dialysis"),
    C.X_RAY: _("X-ray"), C.CT: _("CT"), C.MRI: _("MRI"), C.ULTRASOUND: _("ultrasound"),
    C.LABORATORY: _("laboratory"), C.BLOOD_BANK: _("blood bank"), C.PHARMACY: _("pharmacy"),
    C.HOUSE_CALL: _("house calls"), C.AIR_AMBULANCE: _("air ambulance"), C.MEDICAL_ESCORT: _("medical escort"),
    C.MORTUARY: _("mortuary"), C.PARTNER_ASSISTANCE: _("partner assistance"),
}  # fmt: skip
KINDS: Mapping[str, Text] = {
    Kind.HOSPITAL: _("hospital"), Kind.CLINIC: _("clinic"), Kind.DOCTOR: _("doctor's practice"),
    Kind.DENTIST: _("dental clinic"), Kind.PHARMACY: _("pharmacy"), Kind.LABORATORY: _("laboratory"),
    Kind.POST: _("health post"), Kind.AMBULANCE: _("ambulance"), Kind.PARTNER: _("partner company"),
    Kind.OTHER: pgettext_lazy("kind of provider", "other"),
}  # fmt: skip
PURPOSES: Mapping[str, Text] = {
    "reception": _("reception"), "around_the_clock": _("day and night"), "emergency": _("emergency department"),
    "guarantee": _("guarantee desk"), "foreigners": _("foreign patients"), "doctor": _("the doctor"),
    "billing": _("billing"),
}  # fmt: skip
SPOKEN_BY: Mapping[str, Text] = {
    "staff": _("by the staff"), "interpreter": _("by an interpreter"), "telephone": _("by telephone"),
}  # fmt: skip
STATUSES: Mapping[str, Text] = {
    "prospect": _("prospect"), "negotiating": _("negotiating"), "active": _("active"), "suspended": _("suspended"),
    "ended": _("ended"),
}  # fmt: skip
CREDENTIALS: Mapping[str, Text] = {
    "licence": _("licence"), "accreditation": _("accreditation"), "insurance": _("liability insurance"),
    "lead_doctor": _("lead doctor"), "site_visit": _("site visit"), "sanctions_check": _("sanctions check"),
    "data_protection": _("data protection terms"),
}  # fmt: skip
SERVICES: Mapping[str, Text] = {
    "visit": _("visit"), "house_call": _("house call"), "emergency": _("emergency visit"),
    "night": _("night in the ward"), "intensive_night": _("night in intensive care"),
}  # fmt: skip
SUSPENSIONS: Mapping[str, Text] = {
    "overcharging": _("bills above the tariff"), "quality": _("quality of treatment"),
    "refusals": _("refuses patients"), "payment": _("a dispute about payment"), "papers": _("papers have run out"),
}  # fmt: skip
SEEN: Mapping[str, Text] = {
    "accepted": _("took the patient"), "refused": _("refused"), "medical_finding": _("finding of our doctor"),
    "rating": _("rated"), "complaint": _("complaint"),
}  # fmt: skip
OBSERVED: Mapping[str, Text] = {
    "no_beds": _("no beds"), "no_specialist": _("no specialist"), "payer": _("does not accept the payer"),
    "closed": _("closed"), "overtreatment": _("more treatment than needed"), "medicine": _("needless medicine"),
    "delay": _("came too late"), "operator": _("by an operator"), "traveller": _("by a traveller"),
}  # fmt: skip
PARTS: Mapping[str, Text] = {
    "phone": _("Telephone"), "language": _("Language"), "capability": _("Capability"), "credential": _("Credential"),
    "contract": _("Contract"), "block": _("Billing block"), "price": _("Price"),
}  # fmt: skip
ABOUT: Mapping[str, Text] = {
    About.REACH: _("way there"), About.OPEN: _("open now"),
    About.LANGUAGE: pgettext_lazy("part of a score", "language"),
    About.FIT: _("can do it"), About.TERMS: _("terms"), About.COST: _("cost"), About.QUALITY: _("quality"),
    About.ACCEPTANCE: _("takes patients"),
}  # fmt: skip
WHY_NOT_FIRST: Mapping[str, Text] = {
    "no_answer": _("nobody answered"), "refused": _("they refused"), "busy": _("no free appointment"),
    "traveller": _("the traveller prefers it"), "insurer": _("the insurer asked for it"),
    "closer": _("easier to get to"), "language": _("speaks the language"), "doctor": _("our doctor decided"),
    "other": pgettext_lazy("reason", "other"),
}  # fmt: skip
MODES: Mapping[str, Text] = {
    "road": pgettext_lazy("way", "road"), "ferry": _("ferry"), "boat": _("boat"), "air": _("flight"),
}  # fmt: skip
ALIKE: Mapping[str, Text] = {
    Alike.NAME: _("sounds the same"), Alike.PHONE: _("same telephone"), Alike.SPOT: _("same spot"),
}  # fmt: skip
ROW_FAULTS: Mapping[str, Text] = {
    **{str(code): text for code, text in FAULTS.items()},
    **{str(code): text for code, text in REMARKS.items()},
    "hours_in_words": _("hours cannot be read: write them like Mo-Fr 08:00-20:00, or 24/7"),
    "email_unreadable": _("not a mail address"),
    "licence_expired": _("the licence has run out: ask for the new one"),
    "dates_turned": _("the last day is before the first"),
    "contracts_overlap": _("its contract overlaps with that of the same clinic in row"),
    "other_country": _("the point lies outside the country that is given"),
    "hours_unreadable": _("hours cannot be read from this letter on"),
    "capability_unknown": _("no capability we know: use the codes of the form"),
    "phone_unreadable": _("not a telephone number: digits only, with + and the country code"),
    "day_unreadable": _("not a day: write 2027-03-31"),
}
OBJECTIONS: Mapping[str, Text] = {
    **FILE_OBJECTIONS,
    "too_many_rows": _("More than %(most)s rows: split the file."),
    "faults_left": _("%(rows)s rows have faults: nothing was taken."),
    "hours_unreadable": _(
        "The hours cannot be read from letter %(at)s on, at “%(piece)s”. Write them like Mo-Fr 08:00-20:00; PH off."
    ),
    "nowhere": _("0, 0 is no place: give the true coordinates."),
    "swapped": _("Latitude and longitude look exchanged: the other way round the point lies in the country."),
    "other_country": _("The point lies outside the country that is given."),
    "closed": _("The provider is closed."),
    "facility_taken": _("This facility is another provider already."),
    "already_there": _("This is already there."),
    "dates_turned": _("The last day is before the first."),
    "contract_overlaps": _("The days overlap with contract %(number)s, which is in force from %(first)s to %(last)s."),
    "price_kept": _("A price is never changed: add a new one with the day it begins."),
    "kept_for_good": _("Contracts and prices are kept: end the contract, or add a new price."),
    "not_offered": _("The list has changed meanwhile: look again."),
    "why_not_first": _("Say why it is not the first of the list."),
}


def field_text(field: str) -> str:
    """The name of a column in words."""
    return str(FIELDS.get(field, field or _("row")))


def objection_text(objection: Objection) -> str:
    """A refusal in the language of the person."""
    return objection_words(objection.code, objection.facts)


def objection_words(code: str, facts: Mapping[str, object]) -> str:
    """The same of one that was kept."""
    told = {name: "—" if value is None else value for name, value in facts.items()}
    return str(OBJECTIONS[code]) % ({"number": "—", "first": "—", "last": "—"} | told)
