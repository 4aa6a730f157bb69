"""The pick of a provider at a case: the offers worded, the map, the form that chooses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pharos.core.card import PanelView, Viewer
from pharos.network.offers.figures import quality_words, taken_words
from pharos.network.offers.saying import missing_words, way_words
from pharos.network.offers.sketch import sketch
from pharos.network.queries.searching import Answer, Offer, Question, search
from pharos.network.rules.hours import Opened
from pharos.network.rules.reaching import Reach, Way
from pharos.network.rules.scoring import About, Part
from pharos.network.rules.supply import Standing
from pharos.network.wording import ABOUT, CAPABILITIES, KINDS, PURPOSES, WHY_NOT_FIRST
from pharos.places import api as places

SHOWN_IN_TAB = 3
DIALLED = ("ambulance", "general")
Chip = tuple[str, str, str | Promise]


@dataclass(frozen=True, kw_only=True)
class Doors:
    """Where the forms of a pick lead, given by the frame that shows it. `case` is given to whoever may agree with a
    provider for this case alone."""

    page: str
    choose: str
    letter: Callable[[UUID], str] | None = None
    case: str = ""


@dataclass(frozen=True, kw_only=True)
class PartView:
    title: str | Promise
    percent: int
    weight: int
    words: str
    unknown: bool


@dataclass(frozen=True, kw_only=True)
class OfferView:
    """An offer as it is drawn; `key` is the single key that chooses it."""

    id: UUID
    rank: int
    key: str
    name: str
    kind: str | Promise
    source: str
    is_provider: bool
    total: int
    way: str
    way_status: str
    chips: tuple[Chip, ...]
    parts: tuple[PartView, ...]
    phones: tuple[tuple[str | Promise, str, str], ...]
    address: str
    terms: str
    email: str
    letter: str
    about: str
    no_contract: bool


def pick_context(question: Question, doors: Doors, viewer: Viewer) -> dict[str, object]:
    """Everything the pick shows for this question."""
    answer = search(question, screen=viewer.language)
    return {
        "answer": answer,
        "offers": [_offer(at, one, answer, doors, viewer.language) for at, one in enumerate(answer.offers, start=1)],
        "sketch": sketch(question.latitude, question.longitude, answer.offers, viewer.language),
        "wanted": CAPABILITIES[question.capability],
        "around": answer.here.title(viewer.language),
        "numbers": _dialled(answer),
        "missing": missing_words(answer, viewer.language),
        "doors": doors,
        "may_write": doors.letter is not None,
        "reasons": WHY_NOT_FIRST.items(),
        "shown_in_tab": SHOWN_IN_TAB,
    }


def _dialled(answer: Answer) -> list[places.EmergencyView]:
    """The ambulance's number first, each number once."""
    once = {one.number: one for one in reversed(answer.numbers) if one.service in DIALLED}
    return list(reversed(once.values()))


def pick_panel(question: Question, doors: Doors, viewer: Viewer) -> PanelView:
    """The tab of a case: the first few, and the way to all of them beside the map."""
    context = pick_context(question, doors, viewer)
    return PanelView(
        code="providers", title=_("Provider"), template="network/pick/tab.html", context=context,
        count=len(context["offers"]),  # type: ignore[arg-type]  # a list, as one line above
    )  # fmt: skip


def pick_page(question: Question, doors: Doors, viewer: Viewer, refused: Mapping[str, str]) -> PanelView:
    """The whole list, and the map beside it. `refused` holds a refusal and the rank (`refused_rank`) it is about."""
    rank = refused.get("refused_rank", "")
    context = pick_context(question, doors, viewer) | {
        "refused": refused.get("refused", ""),
        "refused_rank": int(rank) if rank.isascii() and rank.isdigit() and len(rank) < 4 else 0,
    }
    return PanelView(code="providers", title=_("Provider"), template="network/pick/list.html", context=context)


def capability_choices() -> list[tuple[str, str]]:
    """What can be asked for, by its word."""
    return sorted(((str(code), str(word)) for code, word in CAPABILITIES.items()), key=lambda one: one[1])


def _offer(rank: int, offer: Offer, answer: Answer, doors: Doors, language: str) -> OfferView:
    subject = offer.subject
    mail = subject.mails[0][0] if subject.mails else ""
    phones = [(PURPOSES.get(why, why), number, extension) for why, number, extension in subject.phones]
    return OfferView(
        id=subject.id, rank=rank, key=str(rank) if rank <= 4 else "", name=subject.title(language),
        kind=KINDS.get(subject.kind, subject.kind), source=subject.source, is_provider=subject.is_provider,
        total=offer.score.total, way=way_words(offer.reach, language, rough=subject.rough),
        way_status=_way_status(offer.reach),
        chips=tuple(_chips(offer, answer.question)),
        parts=tuple(_part(one, offer, language) for one in offer.score.parts),
        phones=tuple(phones), address=subject.address, terms=_terms(offer), email=mail,
        letter=doors.letter(subject.id) if doors.letter and mail else "", about=_about(offer),
        no_contract=offer.standing is Standing.KNOWN and not subject.suspended,
    )  # fmt: skip


def _chips(offer: Offer, question: Question) -> Sequence[Chip]:
    chips: list[Chip] = []
    if offer.candidate.single_case:
        chips.append(("covered", "ok", _("single-case agreement")))
    elif offer.standing is Standing.CONTRACTED:
        chips.append(("covered", "ok", _("contract")))
    elif offer.subject.is_provider:
        chips.append(("waiting", "half", _("no contract")))
    else:
        chips.append(("idle", "ring", _("from a list, unknown to us")))
    if offer.subject.suspended:
        chips.append(("refused", "no", _("suspended")))
    if offer.candidate.billing_blocked:
        chips.append(("refused", "no", _("direct billing blocked")))
    if offer.capability is not question.capability and not question.life:
        chips.append(("ask", "ask", _("instead: %(what)s") % {"what": CAPABILITIES[offer.capability]}))
    if not offer.candidate.confirmed:
        chips.append(("ask", "ask", _("ask whether they take emergencies")))
    return chips


def _about(offer: Offer) -> str:
    return _("about, middle of the town") if offer.subject.rough else ""


def _way_status(reach: Reach) -> str:
    return {Way.LINK_LATER: "late", Way.NO_WAY: "refused", Way.LINK: "waiting"}.get(reach.way, "")


def _part(part: Part, offer: Offer, language: str) -> PartView:
    return PartView(
        title=ABOUT[part.about], percent=part.percent, weight=part.weight, words=_words(part, offer, language),
        unknown=part.points is None,
    )  # fmt: skip


def _words(part: Part, offer: Offer, language: str) -> str:
    """One short sentence for each part."""
    say: dict[About, Callable[[], str]] = {
        About.REACH: lambda: way_words(offer.reach, language, rough=offer.subject.rough),
        About.OPEN: lambda: _opened(offer),
        About.LANGUAGE: lambda: _spoken(offer, part.code),
        About.FIT: lambda: _fits(part.code),
        About.TERMS: lambda: _terms(offer) or (_("contract") if offer.terms else _("no contract")),
        About.COST: lambda: _price(offer),
        About.QUALITY: lambda: quality_words(offer.subject.figures),
        About.ACCEPTANCE: lambda: taken_words(offer.subject.figures),
    }
    return say[part.about]()


def _spoken(offer: Offer, code: str) -> str:
    words = {"staff": _("spoken by the staff"), "interpreter": _("an interpreter"), "telephone": _("by telephone"),
             "nobody": _("not spoken")}  # fmt: skip
    return _("not known") if offer.candidate.speaks is None else words[code]


def _fits(code: str) -> str:
    words = {"instead": _("in place of what is asked"), "unsure": _("only likely, nobody has told us"), "": _("yes")}
    return words[code]


def _price(offer: Offer) -> str:
    price = offer.subject.prices.get("visit")
    return _("not known") if price is None else f"{price[0].normalize():f} {price[1]}"


def _opened(offer: Offer) -> str:
    now = offer.now
    if now.opened is Opened.UNKNOWN:
        return _("hours not known")
    word = pgettext("hours", "open") if now.opened is Opened.OPEN else pgettext("hours", "closed")
    if now.until is None:
        return _("day and night") if now.opened is Opened.OPEN else word
    there = now.until.astimezone(ZoneInfo(offer.subject.time_zone))
    return f"{word}, " + _("until %(when)s there") % {"when": date_format(there, "D H:i")}


def _terms(offer: Offer) -> str:
    terms = offer.terms
    if terms is None:
        return ""
    said = [_("single-case agreement")] if terms.single_case else []
    if offer.candidate.billing_blocked:
        said.append(_("direct billing blocked"))
    elif terms.direct_billing:
        said.append(_("direct billing"))
    if terms.deposit:
        said.append(_("deposit %(sum)s") % {"sum": f"{terms.deposit.normalize():f} {terms.currency}"})
    if terms.guarantee_from is not None:
        zero = not terms.guarantee_from
        said.append(
            _("guarantee always needed") if zero
            else _("guarantee from %(sum)s") % {"sum": f"{terms.guarantee_from.normalize():f} {terms.currency}"}
        )  # fmt: skip
    return ", ".join(said)


def chosen_words(name: str, rank: int, offered: int) -> str:
    """The line of the timeline."""
    return _("Provider chosen: %(name)s (%(rank)d of %(offered)d offered)") % {
        "name": name, "rank": rank, "offered": offered,
    }  # fmt: skip
