"""The words of refusals and of the insurer's approval: states, acts, rungs, objections."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pharos.core.objections import Objection
from pharos.policies.messages import objection_text
from pharos.policies.refusals.rules import approvals
from pharos.policies.refusals.rules.approvals import Asking, Why
from pharos.policies.refusals.rules.calling import Rung
from pharos.policies.refusals.rules.states import Act, Refused, State

Text = str | Promise
Look = tuple[str, str, Text]
"""Colour, icon, word: as a chip is drawn."""

STATES: Mapping[str, Look] = {
    State.PROPOSED: ("waiting", "hour", _("to be signed")),
    State.ASKED: ("ask", "ask", _("asked back")),
    State.SIGNED: ("refused", "no", _("refusal signed")),
    State.DECLINED: ("idle", "undo", _("not refused: declined")),
    State.WITHDRAWN: ("idle", "undo", _("proposal taken back")),
    State.REVERSED: ("covered", "undo", _("refusal reversed")),
}
DOUBTED: Look = ("ask", "again", _("reversal to be confirmed"))

ACTS: Mapping[str, Text] = {
    Act.SIGN: _("Refusal signed"),
    Act.DECLINE: _("Refusal declined"),
    Act.ASK: _("Asked before signing"),
    Act.ANSWER: _("The question was answered"),
    Act.WITHDRAW: _("Proposal taken back"),
    Act.DOUBT: _("A newer decision says otherwise"),
    Act.LAPSE: _("The decision refuses as before"),
    Act.REVERSE: _("Refusal reversed"),
    Act.UPHOLD: _("Refusal upheld"),
}
CAUSES: Mapping[str, Text] = {
    "register": _("The register says otherwise now."),
    "facts": _("Facts were told or picked since."),
    "set": _("Another wording decides now."),
}
RUNGS: Mapping[str, Text] = {
    Rung.SHIFT: _("somebody at work can sign"),
    Rung.ON_CALL: _("nobody at work has signed: call whoever is on call"),
    Rung.EVERYBODY: _("nobody has signed: call everybody who may sign, one after the other"),
    Rung.HEAD: _("nobody has signed for long: the director must know"),
}
RUNG_LOOKS: Mapping[str, tuple[str, str]] = {
    Rung.SHIFT: ("idle", "users"),
    Rung.ON_CALL: ("waiting", "phone"),
    Rung.EVERYBODY: ("late", "phone"),
    Rung.HEAD: ("late", "late"),
}

ASKINGS: Mapping[str, Look] = {
    Asking.PREPARED: ("insurer", "doc", _("letter prepared, not sent")),
    Asking.SENT: ("insurer", "insurer", _("the insurer is asked")),
    Asking.APPROVED: ("covered", "ok", _("approved by the insurer")),
    Asking.REFUSED: ("refused", "no", _("refused by the insurer")),
    Asking.ASKS: ("ask", "ask", _("the insurer asks")),
    Asking.WITHDRAWN: ("idle", "undo", _("not needed any more")),
}
WHYS: Mapping[str, Text] = {
    Why.AUTHORITY: _("More than we may decide alone."),
    Why.REFERRED: _("The wording leaves it to the insurer."),
}
ANSWERS: Mapping[str, Text] = {
    approvals.Step.APPROVE: pgettext_lazy("insurer's answer", "approved"),
    approvals.Step.REFUSE: pgettext_lazy("insurer's answer", "refused"),
    approvals.Step.ASK: pgettext_lazy("insurer's answer", "asks something"),
}

LABELS: Mapping[str, tuple[Text, Text]] = {
    Act.REVERSE: (_("Confirm the reversal"), _("Why the refusal does not hold")),
    Act.UPHOLD: (_("The refusal stands"), _("Why it stands all the same")),
    Act.ASK: (_("Ask before signing"), _("What must be known before signing")),
    Act.ANSWER: (_("Answer"), _("The answer")),
    Act.DECLINE: (_("Decline"), _("Why it is not refused")),
    Act.WITHDRAW: (_("Take the proposal back"), _("Why it is taken back")),
}
"""Acts that need words: the button, and what the words are."""
TOASTS: Mapping[str, Text] = {
    Act.SIGN: _("Refusal signed. Call the traveller back"),
    Act.DECLINE: _("Refusal declined"),
    Act.ASK: _("Asked back"),
    Act.ANSWER: _("Answered: it waits for the signature"),
    Act.WITHDRAW: _("Proposal taken back"),
    Act.REVERSE: _("Refusal reversed. Call the traveller back"),
    Act.UPHOLD: _("The refusal stands"),
}
SENTENCE_OF_DUTY: Text = _("Write both moments as day and time, and choose a colleague.")
ANSWERED: Mapping[str, Text] = {
    Asking.APPROVED: pgettext_lazy("insurer's answer", "approved"),
    Asking.REFUSED: pgettext_lazy("insurer's answer", "refused"),
    Asking.ASKS: pgettext_lazy("insurer's answer", "asks something"),
}

OBJECTIONS: Mapping[str, Text] = {
    Refused.NOT_NOW: _("This refusal has been decided already. Look at it again."),
    Refused.OWN_PROPOSAL: _("You proposed it. A second person signs."),
    Refused.REASON_MISSING: _("Say why, in a sentence."),
    Refused.QUESTION_OPEN: _("A question is still open. Wait for the answer, or decline."),
    Refused.DOUBTED: _("A newer decision says otherwise. Confirm the reversal, or decline."),
    Refused.NOT_DOUBTED: _("No newer decision says otherwise. There is nothing to reverse."),
    Refused.STALE: _("Something was decided since you opened the page. Read it as it is now."),
    Refused.CHANGED: _("It is refused for other reasons now. Propose it anew on the newest decision."),
    Refused.NOTHING_REFUSED: _("Choose at least one item, and only those the decision refuses."),
    Refused.ALREADY: _("One of these items is refused or proposed already."),
    Refused.NO_PERMISSION: _("You may not do this. A supervisor or a doctor signs."),
    approvals.Refused.NOT_NOW: _("This request has been settled already. Look at it again."),
    approvals.Refused.NOT_NEEDED: _(
        "This is within what we decide alone (%(authority)s). The insurer need not be asked."
    ),
    approvals.Refused.NO_ITEM: _("Choose at least one item of the decision."),
    approvals.Refused.AMOUNT: _("Name an amount, more than nothing."),
    approvals.Refused.CURRENCY: _("This policy is reckoned in %(currency)s."),
    approvals.Refused.NOTE_MISSING: _("Write down what the insurer said."),
    approvals.Refused.PAST: _("The hour by which an answer is asked for is over."),
    approvals.Refused.RUNNING: _("The insurer is asked about one of these items already."),
    "duty_no_signer": _("This colleague may not sign refusals."),
    "duty_period": _(
        "Say from when to when: it must end later than it begins, not be over, and last a fortnight at most."
    ),
    "duty_twice": _("This colleague is on call then already."),
}


def sentence(objection: Objection) -> str:
    """The sentence of an objection."""
    text = OBJECTIONS.get(str(objection.code))
    return str(text) % dict(objection.facts) if text is not None else objection_text(objection)


def sentences(objections: Iterable[Objection]) -> list[str]:
    return [sentence(one) for one in objections]
