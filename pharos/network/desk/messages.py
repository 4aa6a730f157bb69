"""Codes of the desk in words."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pharos.core.objections import Objection
from pharos.network.rules.coverage import Cover
from pharos.network.rules.proofs import State
from pharos.network.rules.requests import Answer, Origin, Purpose, Result, Step

Text = str | Promise

STEPS: Mapping[str, Text] = {
    Step.RECEIVED: _("Which place is meant"),
    Step.CLARIFYING: _("The insurer is asked"),
    Step.REGISTER: _("What we have there"),
    Step.SCOUTING: _("Looking for candidates"),
    Step.CONTACTING: _("Asking candidates"),
    Step.CREDENTIALING: _("Proofs"),
    Step.AGREEING: _("Agreement"),
    Step.REPLYING: _("The answer"),
    Step.DONE: _("Worked and closed"),
    Step.WITHDRAWN: _("Withdrawn"),
}
MOVES: Mapping[str, Text] = {
    Step.RECEIVED: _("Back to the place"),
    Step.CLARIFYING: _("Ask the insurer"),
    Step.REGISTER: _("Look at our register"),
    Step.SCOUTING: _("Look for candidates"),
    Step.CONTACTING: _("Ask them"),
    Step.CREDENTIALING: _("Check the proofs"),
    Step.AGREEING: _("Agree"),
    Step.REPLYING: _("Answer"),
    Step.DONE: _("Close as worked"),
    Step.WITHDRAWN: _("Withdraw"),
}
NEXT: Mapping[str, Text] = {
    "say_place": _("Say which place is meant: choose one of those found, or type it again."),
    "ask_insurer": _("If the letter does not tell, ask the insurer: the clock stands until the answer."),
    "look_at_register": _("The place is known. Look whether we have somebody there."),
    "answer_have": _("We have what is needed there: write the answer."),
    "answer_thin": _("There is something: answer now, or look for more first."),
    "scout": _("Nobody of ours is there: look for candidates."),
    "find_candidates": _("Find at least two candidates: one of two answers."),
    "contact": _("There are candidates enough: ask them."),
    "give_up": _("If nobody is there, say so: the insurer hears of the nearest and of evacuation."),
    "write_next": _("Write to the next candidate, or call."),
    "wait_or_call": _("All have been asked: call those who are silent."),
    "find_more": _("Or go back and find more candidates."),
    "choose": _("Somebody is interested: choose with whom to agree."),
    "check_proofs": _("Somebody is chosen: check the proofs."),
    "make_provider": _("Keep the chosen candidate as a provider."),
    "collect_proofs": _("Collect the proofs that are missing."),
    "agree": _("Every proof is there: agree."),
    "conclude": _("Write down what was agreed."),
    "reply": _("It is agreed: answer."),
    "send_reply": _("Read the answer through and send it."),
    "close": _("Nothing is left to do: close it."),
}
ORIGINS: Mapping[str, Text] = {
    Origin.INSURER: _("an insurer asks"),
    Origin.OWN: _("our own prospect"),
    Origin.CASE: _("a case is running"),
}
PURPOSES: Mapping[str, Text] = {
    Purpose.TOURISM: _("tourism"),
    Purpose.BUSINESS: _("business trip"),
    Purpose.WORK: _("work on site"),
    Purpose.STUDY: _("study"),
    Purpose.EXPEDITION: _("expedition"),
    Purpose.HUMANITARIAN: _("humanitarian work"),
    Purpose.OTHER: _("other"),
}
ANSWERS: Mapping[str, tuple[str, str, Text]] = {
    Answer.HAVE: ("covered", "ok", _("we have enough there")),
    Answer.THIN: ("waiting", "half", _("we have little there")),
    Answer.NONE: ("ask", "ask", _("we have nobody there")),
}
RESULTS: Mapping[str, Text] = {
    Result.HAVE: _("answered from the register"),
    Result.CONTRACTED: _("a contract was made"),
    Result.JOURNEY: _("agreed for this journey"),
    Result.NOBODY: _("nobody was found"),
}
GIVEN_UP: Mapping[str, Text] = {
    "nobody_there": _("nobody is there"),
    "nobody_willing": _("nobody is willing"),
    "no_licence": _("those there have no licence"),
    "no_time": _("no time is left before the departure"),
    "dangerous": _("nobody can be sent there safely"),
    "told_enough": _("the insurer has heard enough"),
}
AIMS: Mapping[str, Text] = {"contracted": _("a contract"), "journey": _("an agreement for this journey")}
MISSIONS: Mapping[str, Text] = {"embassy": _("Embassy of Russia"), "consulate": _("Consulate of Russia")}
MISSION_SOURCES: Mapping[bool, Text] = {
    True: _("database of embassies (Wikidata), August 2024"),
    False: _("general knowledge: look its telephone up first"),
}
CANDIDATE_KINDS: Mapping[str, Text] = {
    "facility": _("facility of a list"),
    "provider": _("provider of ours"),
    "mission": _("embassy or consulate"),
    "embassy": _("told by an embassy"),
    "partner": _("told by a partner"),
    "other": _("found otherwise"),
}
CANDIDATE_STATES: Mapping[str, tuple[str, str, Text]] = {
    "found": ("idle", "disc", _("not approached yet")),
    "asked": ("waiting", "mail", _("asked")),
    "interested": ("covered", "ok", _("interested")),
    "refused": ("refused", "no", _("refused")),
    "silent": ("idle", "no", _("wrong contact")),
    "chosen": ("beam", "check", _("chosen")),
}
WAYS: Mapping[str, Text] = {
    "letter": _("letter"),
    "phone": _("telephone call made"),
    "message": _("message"),
    "visit": _("visit"),
}
OUTCOMES: Mapping[str, Text] = {
    "sent": _("sent"),
    "no_answer": _("no answer"),
    "later": _("asked to come back later"),
    "wrong_contact": _("wrong number or address"),
    "interested": _("interested"),
    "refused": _("refused"),
}
PROOFS: Mapping[str, Text] = {
    "licence": _("Licence"),
    "insurance": _("Liability insurance"),
    "lead_doctor": _("Lead doctor"),
    "sanctions_check": _("Sanctions check"),
    "data_protection": _("Terms of data protection"),
    "accreditation": _("Accreditation"),
    "site_visit": _("Visit on site"),
}
PROOF_STATES: Mapping[str, tuple[str, str, Text]] = {
    State.SHOWN: ("covered", "ok", _("shown")),
    State.NO_EVIDENCE: ("waiting", "half", _("nobody saw it")),
    State.ENDS_BEFORE: ("late", "late", _("ends before the departure")),
    State.MISSING: ("ask", "ask", _("missing")),
}
TIER_WORDS: Mapping[str, Text] = {
    "gp": _("General doctor"),
    "emergency": _("Emergency room"),
    "dental": _("Dentist"),
    "paediatric": _("Paediatrician"),
    "hospital": _("Hospital"),
}
COVERS: Mapping[str, tuple[str, str, Text]] = {
    Cover.SERVED: ("covered", "ok", _("served")),
    Cover.THIN: ("waiting", "half", _("thin: one provider")),
    Cover.EXPIRING: ("late", "hour", _("ends within two months")),
    Cover.UNREACHABLE: ("insurer", "moon", _("not reached at night")),
    Cover.GAP: ("ask", "ask", _("gap: nobody")),
}
PROVIDER_KINDS: Mapping[str, Text] = {
    "hospital": _("hospital"),
    "clinic": _("clinic"),
    "doctor": _("doctor"),
    "dentist": _("dentist"),
    "ambulance": _("ambulance"),
    "partner": _("partner assistance"),
}
CAPABILITIES: Mapping[str, Text] = {
    "therapist": _("general doctor"),
    "paediatrician": _("paediatrician"),
    "dentist": _("dentist"),
    "surgeon": _("surgeon"),
    "trauma": _("trauma doctor"),
    "gynaecologist": _("gynaecologist"),
    "emergency_room": _("emergency room"),
    "ambulance": _("ambulance"),
    "inpatient": _("ward"),
    "intensive_care": _("intensive care"),
    "laboratory": _("laboratory"),
    "x_ray": _("X-ray"),
    "house_call": _("calls at the hotel"),
}
"""What is asked of a new provider first; the rest is told on its own page."""
OBJECTIONS: Mapping[str, Text] = {
    "insurer_needed": _("Say which insurer asks."),
    "nothing_asked": _("Say which place is asked about."),
    "dates_crossed": _("The return is before the departure."),
    "travellers_unlikely": _("The number of travellers is from 1 to %(most)s."),
    "purpose_unknown": _("Choose the purpose."),
    "request_closed": _("This request is closed. Open it again to change it."),
    "place_unknown": _("There is no such place. Choose one of those found."),
    "place_open": _("First say which place is meant."),
    "no_candidate": _("There is no candidate yet. Add one."),
    "nobody_chosen": _("Nobody is chosen. Choose a candidate who is interested."),
    "not_interested": _("Only somebody who is interested can be chosen."),
    "not_a_clinic": _("An embassy is not a clinic: write down whom it told you of, and choose that one."),
    "not_chosen": _("Only the chosen candidate becomes a provider."),
    "no_provider": _("The chosen candidate is not kept as a provider yet."),
    "nowhere_told": _("Say where it is: latitude and longitude."),
    "proof_missing": _("Still missing: %(kinds)s."),
    "no_agreement": _("No agreement is in force on the day of the first departure."),
    "nobody_yet": _("There is nobody yet. Go on, or say why the search ends."),
    "nothing_to_offer": _("We have nobody there: look for candidates first."),
    "not_answered": _("The insurer has not been answered."),
    "reason_unknown": _("Say why the search ends."),
    "not_from_here": _("That step does not follow this one."),
    "moved_meanwhile": _("Somebody has moved this request meanwhile. Look at it again."),
    "unreachable_candidate": _("Write down a telephone, an address or a page: how is it reached?"),
    "already_named": _("A candidate of this name is there already."),
    "no_address": _("There is no mail address. Call, or write the address down."),
    "no_sender_address": _("There is no address of ours for this letter to go out from."),
    "not_at_reply": _("The answer goes out at the last step."),
    "no_recipient": _("Say to whom the letter goes."),
    "bad_address": _("This mail address cannot be written to."),
    "text_missing": _("The letter is empty."),
    "last_day_needed": _("An agreement for a journey has a last day."),
    "begins_after_departure": _("It begins after the first departure."),
    "dates_turned": _("The last day is before the first."),
    "contract_overlaps": _("Another contract of this provider holds on these days."),
    "already_there": _("This is already there."),
    "hours_unreadable": _("The hours cannot be read. They are written like Mo-Fr 09:00-18:00."),
    "nowhere": _("Coordinates are 0, 0: a form left empty."),
    "swapped": _("Latitude and longitude look exchanged."),
    "other_country": _("The point does not lie in the country."),
}


def objections_text(objections: Iterable[Objection]) -> list[str]:
    """Why an act was refused, each as a sentence with its facts."""
    return [_worded(one) for one in objections]


def _worded(objection: Objection) -> str:
    facts = dict(objection.facts)
    if isinstance(kinds := facts.get("kinds"), list | tuple):
        facts["kinds"] = ", ".join(str(PROOFS[str(kind)]).lower() for kind in kinds)
    text = OBJECTIONS.get(objection.code)
    if text is None:
        return gettext("This is not possible now (%(code)s).") % {"code": objection.code}
    return str(text) % facts if facts else str(text)
