"""Ways and what is lacking, in words."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pharos.network.queries.knowing import Subject
from pharos.network.queries.searching import Answer
from pharos.network.rules.reaching import Reach, Way
from pharos.network.wording import CAPABILITIES, MODES
from pharos.places import api as places

ROUGH_KM = 5
"""How far from the middle of its town a clinic may be: nothing finer is said or drawn of it."""


def missing_words(answer: Answer, language: str) -> list[str]:
    """None found: what there is instead. Empty where somebody of ours can do it."""
    missing, said = answer.missing, []
    if missing is None:
        return []
    what = CAPABILITIES[answer.question.capability]
    said.append(_("Nobody of ours in reach now: %(what)s.") % {"what": what})
    if missing.nearest is not None and missing.nearest_km is not None:
        way = _way_to(missing.nearest, missing.nearest_km, answer, language)
        facts = {"name": missing.nearest.title(language), "way": way}
        said.append(_("The nearest there is: %(name)s: %(way)s.") % facts)
    if missing.hub is not None and missing.hub_km is not None and missing.hub_place is not None:
        facts = {
            "name": missing.hub.title(language),
            "place": missing.hub_place.title(language),
            "way": _way_to(missing.hub, missing.hub_km, answer, language),
        }
        said.append(_("To be moved to: %(name)s, %(place)s: %(way)s.") % facts)
    return said


def _way_to(subject: Subject, kilometres: float, answer: Answer, language: str) -> str:
    """The way as the list says it, where it stands there: across water there is more to say than kilometres."""
    offered = next((one for one in answer.offers if one.subject.id == subject.id), None)
    if offered is not None:
        return way_words(offered.reach, language, rough=subject.rough)
    return _rough_km(kilometres) if subject.rough else _km(kilometres)


def way_words(reach: Reach, language: str, *, rough: bool = False) -> str:
    """`2 km, about 9 min`, or by which boat, and from when. A `rough` way has no exact number."""
    km = _rough_km(reach.kilometres) if rough else _km(reach.kilometres)
    if reach.way is Way.NO_WAY:
        said = _("other land, %(km)s in a straight line: no way known") % {"km": km}
    elif reach.way in (Way.LINK, Way.LINK_LATER):
        lands = places.landmasses()
        legs = ", ".join(
            pgettext("crossing", "%(mode)s to %(land)s %(minutes)s min")
            % {"mode": MODES[step.mode], "land": lands[step.to].name(language) if step.to in lands else "—",
               "minutes": step.minutes or "?"}
            for step in reach.steps
        )  # fmt: skip
        said = _("other land: %(legs)s") % {"legs": legs}
        if reach.way is Way.LINK_LATER:
            said += "; " + _("not now, from %(hour)s") % {"hour": reach.opens}
    elif rough:
        said = km
    else:
        said = _("%(km)s, about %(minutes)s min") % {"km": km, "minutes": reach.minutes}
    if reach.way is Way.UNKNOWN:
        said += "; " + _("whether by land is not known")
    return said + ("; " + _("across the border") if reach.border else "")


def _rough_km(kilometres: float) -> str:
    """A town is some kilometres wide: nothing finer than five is said."""
    if kilometres < ROUGH_KM:
        return _("within about %(km)s km") % {"km": ROUGH_KM}
    return _("about %(km)s km") % {"km": number_format(ROUGH_KM * round(kilometres / ROUGH_KM), decimal_pos=0)}


def _km(kilometres: float) -> str:
    return _("%(km)s km") % {"km": number_format(kilometres, decimal_pos=1 if kilometres < 10 else 0)}
