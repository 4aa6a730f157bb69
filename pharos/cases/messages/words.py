"""Names of statuses, promises, holds, reasons and fields."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Mapping[str, Any]

STATUSES: Words = {
    "registered": _("registered"),
    "in_work": _("in work"),
    "waiting": _("waiting"),
    "closed": pgettext_lazy("case", "closed"),
    "reopened": _("reopened"),
    "cancelled": pgettext_lazy("case", "cancelled"),
}
PROMISES: Words = {
    "call_back": _("call back"),
    "arrange_doctor": _("arrange a doctor"),
    "medical_review": _("medical review"),
    "confirm_policy": _("confirm the policy"),
    "answer_letter": _("answer the letter"),
    "guarantee": _("guarantee to the clinic"),
    "look_again": _("look at the reopened case"),
    "insurer_answer": _("have the insurer's answer"),
    "doctors_question": _("answer the doctor's question"),
    "doctors_order": _("carry out the doctor's order"),
    "other": _("other promise"),
}
HOLDS: Words = {
    "medical_review": _("medical review"),
    "quality": _("quality inspection"),
    "bill_unsettled": _("unsettled bill"),
}
OUTCOMES: Words = {
    "help_given": _("help was given"),
    "advice_given": _("advice was enough"),
    "paid_themselves": _("paid by the traveller"),
    "not_covered": _("not covered by the policy"),
    "help_declined": _("the traveller declined help"),
    "unreachable": _("the traveller could not be reached"),
}
CANCEL_REASONS: Words = {
    "mistake": _("registered by mistake"),
    "duplicate": _("the same as another case"),
    "not_ours": _("not our insurer"),
    "trial": _("a trial or a practice"),
}
REOPEN_REASONS: Words = {
    "new_contact": _("a new call or letter"),
    "help_again": _("help is needed again"),
    "bill": _("a bill has come"),
    "mistake": _("closed by mistake"),
    "quality": _("quality asks for it"),
}
WAITS_FOR: Words = {
    "insurer": _("the insurer"),
    "clinic": _("the clinic"),
    "traveller": _("the traveller"),
    "carrier": _("the airline"),
    "document": _("a document"),
    "other": _("something else"),
}
PAUSE_REASONS: Words = {
    "traveller_asked": _("the traveller asked to wait"),
    "clinic": _("the clinic has to act"),
    "insurer": _("the insurer has to act"),
    "no_line": _("no line to the traveller"),
    "waiting": _("the case waits"),
}
WITHDRAW_REASONS: Words = {
    "not_needed": _("no longer needed"),
    "made_by_mistake": _("promised by mistake"),
    "other_way": _("done in another way"),
    "case_cancelled": _("the case was cancelled"),
    "merged": _("promised on both of two merged cases"),
}
LOWER_REASONS: Words = {
    "reassessed": _("reassessed with the traveller"),
    "doctor_said": _("a doctor said so"),
    "mistake": _("set by mistake"),
}
URGENCIES: Words = {
    "ambulance": _("ambulance"),
    "emergency": _("emergency"),
    "urgent": _("urgent"),
    "routine": _("routine"),
    "self_care": _("self-care"),
}
ROLES: Words = {
    "insured": _("insured person"),
    "caller": _("caller"),
    "clinic": _("clinic"),
    "relative": _("relative"),
    "insurer": _("insurer"),
    "other": _("somebody else"),
}
POLICY_STATES: Words = {
    "confirmed": _("policy in the register"),
    "as_told": _("policy as told"),
    "none": _("policy not named"),
}
POLICY_FACTS: Words = {
    "number": _("number"),
    "name": _("name"),
    "birth_date": _("date of birth"),
    "phone": _("telephone"),
    "insurer": _("insurer"),
}
POLICY_CAUTIONS: Words = {
    "cancelled": _("the policy is cancelled"),
    "expired": _("the policy has ended"),
    "not_started": _("the policy has not begun"),
    "dates_unknown": _("the dates are unknown"),
    "person_left": _("the person was taken off the policy"),
}
TABS: Words = {
    "open": _("All open"),
    "mine": _("Mine"),
    "unclaimed": _("Nobody has"),
    "waiting": _("Waiting"),
    "overdue": _("Late"),
}
TOPICS: Words = {
    "name": _("Name"),
    "birth_date": _("Date of birth"),
    "phone": _("Call back on"),
    "policy": _("Policy"),
    "place": _("Place"),
    "complaint": _("Complaint"),
    "circumstances": _("Circumstances"),
}
ALIKE: Words = {"phone": _("telephone"), "name": _("name"), "policy": _("policy")}
CAME_OVER: Words = {
    "promises": _("promises"),
    "holds": pgettext_lazy("several", "holds"),
    "parties": _("people around the case"),
    "notes": _("notes"),
}
GROUPS: Words = {
    "overdue": _("Late"),
    "quarter": _("In the next 15 minutes"),
    "hour": _("Within the hour"),
    "later": _("Later"),
    "standing": _("The clock stands: waiting for others"),
}
LANGUAGES: Words = {"ru": _("Russian"), "en": _("English")}
FIELDS: Words = {
    "person_name": _("Name"),
    "birth_date": _("Date of birth"),
    "phone": _("Call back on"),
    "language": _("Language of the case"),
    "complaint": _("Complaint"),
    "circumstances": _("Circumstances"),
    "told_number": _("Policy number as told"),
    "told_insurer": _("Insurer as told"),
    "told_holder": _("Policyholder as told"),
    "insurer_id": _("Insurer"),
    "place_id": _("Place"),
    "place_heard": _("Place"),
    "country": _("Country"),
    "hotel": _("Hotel"),
    "address": _("Address"),
    "room": _("Room"),
    "reception_phone": _("Reception"),
    "person_key": _("Name"),
    "policy_id": _("Policy"),
    "policy_state": _("Policy"),
    "policy_number": _("Policy"),
    "policy_key": _("Policy"),
    "phone_tail": _("Call back on"),
    "urgency": _("Urgency"),
    "role": _("Role"),
    "name": _("Name"),
    "mail": _("Mail"),
    "relation": _("Relation"),
}


def word(words: Words, code: str) -> str:
    """The word of a code; the code itself for one that came later than this version."""
    return str(words.get(code, code))
