"""Codes of the review as words of the screen."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pharos.core.objections import Objection
from pharos.mailroom import api as mailroom
from pharos.medical.rules.outliers import Measure
from pharos.medical.rules.stages import Fault, ItemKind, Judgement, Lead, Override, Refused, Stage, Whom

Words = Mapping[str, str | Promise]

STAGES: Words = {Stage.COMPLAINT: _("complaint and diagnosis"), Stage.TREATMENT: _("treatment")}
KINDS: Words = {
    ItemKind.DIAGNOSIS: _("Diagnosis"), ItemKind.URGENCY: _("Urgency and route"), ItemKind.MEDICINE: _("Medicines"),
    ItemKind.TEST: _("Tests"), ItemKind.STAY: _("Days in hospital"),
}  # fmt: skip
MACHINE: Mapping[str, tuple[str, str, str | Promise]] = {
    "needed": ("covered", "ok", pgettext_lazy("of a treatment", "needed")),
    "optional": ("covered", "ok", _("may be given")),
    "not_needed": ("refused", "no", _("not needed")),
    "contraindicated": ("danger", "octa", _("harmful")),
    "unknown": ("ask", "ask", _("cannot say")),
    "fits": ("covered", "ok", _("fits")),
    "doubtful": ("waiting", "alert", _("doubtful")),
    "contradicted": ("refused", "no", _("does not fit")),
    "met": ("covered", "ok", _("in time")),
    "missed": ("late", "alert", _("too low or too late")),
}
JUDGEMENTS: Mapping[str, Words] = {
    ItemKind.DIAGNOSIS: {
        Judgement.RIGHT: _("fits"), Judgement.NEEDLESS: _("does not fit"), Judgement.ASK: _("ask"),
        Judgement.HARMFUL: _("dangerous mistake"),
    },
    ItemKind.URGENCY: {
        Judgement.RIGHT: _("as it should be"), Judgement.NEEDLESS: _("not right"), Judgement.ASK: _("ask"),
        Judgement.HARMFUL: _("dangerous"),
    },
}  # fmt: skip
USUAL: Words = {
    Judgement.RIGHT: pgettext_lazy("of a treatment", "needed"),
    Judgement.NEEDLESS: _("not needed"), Judgement.ASK: _("ask the clinic"),
    Judgement.HARMFUL: _("harmful"),
}  # fmt: skip
OVERRIDES: Words = {
    Override.IN_THE_REPORT: _("the report says why"),
    Override.OF_THE_PATIENT: _("known of this patient"),
    Override.LOCAL_PRACTICE: _("usual and sound there"),
    Override.CHECK_IS_WRONG: _("the pre-check is wrong"),
}
MEASURES: Words = {
    Measure.MEDICINES: _("medicines"), Measure.TESTS: _("tests"), Measure.DAYS: _("days in hospital"),
}  # fmt: skip
WHOM: Words = {
    Whom.OPERATOR: pgettext_lazy("is asked", "the operator"), Whom.CLINIC: pgettext_lazy("is asked", "the clinic"),
}  # fmt: skip
FAULTS: Words = {
    Fault.URGENCY_TOO_LOW: _("urgency set too low"), Fault.TOO_LATE: _("a doctor came too late"),
    Fault.NOT_ASKED: _("something important was not asked"), Fault.WRONG_SPECIALIST: _("the wrong specialist"),
}  # fmt: skip
RELATIONS: Words = {
    "same": _("the clinic says the same as we did"), "refined": _("the clinic made it more exact"),
    "different": _("the clinic found something else"),
}  # fmt: skip
REFUSED: Words = {
    Refused.REVIEW_NOT_OPEN: _("This review is signed or no longer owed. Nothing was changed."),
    Refused.REVIEW_MOVED_ON: _("It was changed in another window or checked anew meanwhile. It stands as shown now."),
    Refused.REASON_NEEDED: _("You see it otherwise than the pre-check. Choose why."),
    Refused.NOT_LOW_RISK: _("The pre-check found something to look at. Judge these items one by one."),
    Refused.OWN_REVIEW: _("You read this case first. A second reading is another doctor's."),
    Refused.NOT_SIGNED: _("Only a signed first review can be disputed."),
    Refused.SECOND_EXISTS: _("A second doctor is looking at it already."),
    Refused.NO_SUCH_ITEM: _("There is no such item any more. This is how the review stands now."),
    Refused.TEXT_NEEDED: _("Write what is meant, and by when. Nothing was sent."),
    Refused.QUESTION_CLOSED: _("This question was answered already. Nothing was changed."),
    Refused.QUESTION_SENT: _("A colleague has sent this question already. Yours was not sent."),
    Refused.NOT_AN_ANSWER: _("This letter cannot be the answer: it came before the question or is another case's."),
    Refused.CASE_ENDED: _("The case has ended. Reopen it first."),
    Refused.REPORT_MOVED_ON: _("Another report was filed meanwhile. Look at it, then file yours as its correction."),
    Refused.CALL_OPEN: _("No doctor has given an order yet."),
    Refused.CALL_CLOSED: _("An order was given on this call already. Call again for another."),
    Refused.CALL_TAKEN: _("A colleague has taken this call."),
}


def refusals(objections: Iterable[Objection]) -> list[str]:
    """Each objection as a sentence."""
    return [_sentence(one.code, one.facts) for one in objections]


def lead_words(lead: str, n: int) -> tuple[str, str, str]:
    """The chip of a worklist's line: colour, icon, words."""
    looks = {
        Lead.URGENCY: ("danger", "octa", gettext("urgency too low or too late")),
        Lead.DANGER: ("danger", "octa", ngettext("%(n)d danger not excluded", "%(n)d dangers not excluded", n)),
        Lead.HARMFUL: ("danger", "octa", ngettext("%(n)d item harmful", "%(n)d items harmful", n)),
        Lead.DIAGNOSIS: ("late", "alert", gettext("diagnosis does not fit")),
        Lead.NEEDLESS: ("late", "no", ngettext("%(n)d item without grounds", "%(n)d items without grounds", n)),
        Lead.DAYS: ("waiting", "hour", ngettext("%(n)d day more than usual", "%(n)d days more than usual", n)),
        Lead.UNKNOWN: ("ask", "ask", ngettext("%(n)d item not recognised", "%(n)d items not recognised", n)),
    }
    idle = ("idle", "check", gettext("nothing unusual"))
    colour, icon, words = looks[Lead(lead)] if lead in set(Lead) else idle
    return colour, icon, words % {"n": n} if "%(n)d" in words else words


def judgement_words(kind: str) -> Words:
    """The four words for this kind of item, in the order of their keys."""
    return JUDGEMENTS.get(kind, USUAL)


def _sentence(code: str, facts: Mapping[str, Any]) -> str:
    if code == Refused.OTHER_PERSON:
        if facts.get("sure"):
            return gettext("It cannot be told that the report is about this person. Compare, then file it as the same.")
        return gettext("The report names another person or birth date. It was not filed; find the case it belongs to.")
    if code == Refused.ITEMS_NOT_JUDGED:
        n = int(facts["n"])
        return ngettext("%(n)d item is not judged yet.", "%(n)d items are not judged yet.", n) % {"n": n}
    if code == Refused.QUESTIONS_OPEN:
        n = int(facts["n"])
        return ngettext("%(n)d question has no answer yet.", "%(n)d questions have no answer yet.", n) % {"n": n}
    if code in REFUSED:
        return str(REFUSED[code])
    return mailroom.objection_text(Objection(code, facts))
