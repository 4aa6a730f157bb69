"""Codes of interviews as words of the screen."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pharos.clinical.rules import Refused
from pharos.core.objections import Objection

Words = Mapping[str, str | Promise]

REFUSED: Words = {
    Refused.INTERVIEW_BEGUN: _("An interview is going on already. It is shown here; nothing was begun anew."),
    Refused.INTERVIEW_FINISHED: _("This interview is finished. Nothing was changed."),
    Refused.INTERVIEW_MOVED_ON: _(
        "It was answered in another window meanwhile. This is how it stands; your last answer was not counted."
    ),
    Refused.QUESTION_NOT_PENDING: _("This question is not asked now. Nothing was changed."),
    Refused.ANSWER_NOT_UNDERSTOOD: _("This is no answer to the question. Choose one of those below."),
    Refused.NOTHING_HEARD: _("No finding was recognised in these words. Nothing was changed; go on with the question."),
    Refused.NOTHING_TO_TAKE_BACK: _("There is no answer to take back."),
}

RULES: Words = {
    "red_flag": _("set by a red flag"),
    "chances": _("set by the chances added up"),
    "likely": _("set by what is likely"),
    "nothing_found": _("nothing speaks for more so far"),
}

LIKELINESS: Words = {
    "likely": _("likely"),
    "possible": _("possible"),
    "unlikely": _("unlikely"),
    "must_exclude": _("must be excluded"),
}

STAGES: Words = {
    "screen": _("Danger to life"),
    "read_back": _("Read back"),
    "confirm": _("Read back"),
    "complaint": _("The complaint"),
    "danger": _("Dangers"),
    "likely": _("Question"),
}


def refusals(objections: Iterable[Objection]) -> list[str]:
    """Objections of this room as sentences; a code of another room as it is."""
    return [str(REFUSED.get(one.code, one.code)) for one in objections]


def rule_words(rule: str) -> str:
    """By which rule the urgency was set: `red_flag:stroke+vulnerable:infant`."""
    kind, _separator, more = rule.partition(":")
    told = str(RULES.get(kind, kind))
    return gettext("%(rule)s, one step up for the vulnerable") % {"rule": told} if "+vulnerable:" in more else told


def place_unknown(said: str) -> str:
    """A place nobody knows stops nothing; what is missing without it."""
    told = gettext("“%(place)s” is not known: no local number. 112 answers in most countries. Ask which country it is.")
    return told % {"place": said}
