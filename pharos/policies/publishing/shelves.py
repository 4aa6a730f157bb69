"""Published sets as they stand on their shelves: by insurer and name, each version with its days."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pharos.insurers import api as insurers
from pharos.policies import rulesets
from pharos.policies.cover.comparing import Change
from pharos.policies.cover.sets import RuleSet as Rules
from pharos.policies.cover.versions import Edition, standing
from pharos.policies.models import RuleDraft, RuleSet
from pharos.policies.wording import Look, period

SHEETS: Mapping[str, object] = {
    "facts": gettext_lazy("Fact"),
    "groups": gettext_lazy("Group of items"),
    "parts": gettext_lazy("Chapter"),
    "rows": gettext_lazy("Clause"),
    "tables": gettext_lazy("Table of limits"),
    "arrange_now": gettext_lazy("Arranged at once"),
    "own_items": gettext_lazy("Item of its own"),
    "title": gettext_lazy("Title"),
    "version": gettext_lazy("Version"),
    "from": gettext_lazy("First day"),
    "to": gettext_lazy("Last day"),
    "items": gettext_lazy("Items"),
    "products": gettext_lazy("Products"),
    "currency": gettext_lazy("Currency"),
    "order": gettext_lazy("Order of money"),
    "rounding": gettext_lazy("Rounding"),
    "exchange": gettext_lazy("Rate of exchange"),
    "authority": gettext_lazy("Our authority"),
    "source": gettext_lazy("Source"),
    "insurer": gettext_lazy("Insurer"),
    "basis": gettext_lazy("Which day counts"),
}
COLUMNS: Mapping[str, object] = {
    "text": gettext_lazy("text"),
    "when": gettext_lazy("conditions"),
    "items": gettext_lazy("items"),
    "effect": gettext_lazy("effect"),
    "amount": gettext_lazy("amount"),
    "overrides": gettext_lazy("instead of"),
    "clause": gettext_lazy("clause number"),
    "part": gettext_lazy("chapter"),
    "per": gettext_lazy("counted per"),
    "percent": gettext_lazy("per cent"),
    "title": gettext_lazy("title"),
    "ask": gettext_lazy("question"),
    "values": gettext_lazy("values"),
    "ceiling": gettext_lazy("ceiling"),
    "source": gettext_lazy("source"),
}


@dataclass(frozen=True)
class Version:
    """One version: its days, and whether it decides for a policy (or a loss) of today."""

    row: RuleSet
    days: str
    look: Look


@dataclass(frozen=True)
class Shelf:
    """All versions of one set, the newest first."""

    insurer: str
    title: str
    name: str
    products: Sequence[str]
    versions: Sequence[Version]


@dataclass(frozen=True)
class Told:
    """One difference of two versions."""

    sheet: str
    row: str
    context: str
    column: str
    old: str
    new: str


def shelves(*, today: date, tongue: str) -> list[Shelf]:
    names = {insurer.id: insurer.name(tongue) for insurer in insurers.insurers(active_only=False)}
    by_name: dict[str, list[RuleSet]] = {}
    for row in RuleSet.objects.select_related("insurer").order_by("published_at", "id"):
        by_name.setdefault(row.name, []).append(row)
    found = []
    for name, rows in by_name.items():
        last = rows[-1]
        title = rulesets.from_text(last.text).engine.rules.title.said(tongue)
        insurer = names.get(last.insurer_id, "") if last.insurer_id else ""
        found.append(Shelf(insurer, title, name, last.products, _versions(rows, today)))
    return sorted(found, key=lambda shelf: (shelf.insurer == "", shelf.insurer, shelf.title))


def versions_of(row: RuleSet, *, today: date) -> list[Version]:
    return _versions(list(RuleSet.objects.filter(name=row.name).defer("text").order_by("published_at", "id")), today)


def drafts() -> list[RuleDraft]:
    """Those on their way, the newest first."""
    gone = (RuleDraft.Status.PUBLISHED, RuleDraft.Status.PUT_ASIDE)
    rows = RuleDraft.objects.exclude(status__in=gone).select_related("insurer").defer("content", "text")
    return list(rows.order_by("-uploaded_at", "-id")[:50])


def standing_version(draft: RuleDraft) -> RuleSet | None:
    """The version it is to follow: the one published last."""
    return RuleSet.objects.filter(name=draft.name).order_by("-published_at", "-id").first()


def told(changes: Iterable[Change], sets: Sequence[Rules], tongue: str) -> Iterator[Told]:
    """With the clause's own number and text beside the row's id."""
    context = {row.id: f"{row.clause} · {row.text.said(tongue)}" for rules in sets for row in rules.rows}
    for change in changes:
        sheet = str(SHEETS.get(change.sheet, change.sheet))
        column = str(COLUMNS.get(change.column, change.column))
        about = context.get(change.row, "") if change.sheet == "rows" else ""
        yield Told(sheet, change.row, about, column, change.old, change.new)


def _versions(rows: Sequence[RuleSet], today: date) -> list[Version]:
    editions = [Edition(place, row.hash, row.first, row.last) for place, row in enumerate(rows)]
    now = standing(editions, today)
    found = []
    for edition, row in zip(editions, rows, strict=True):
        if now and edition.hash == now.hash:
            look = Look("covered", "ok", _("decides today"))
        elif edition.first and edition.first > today:
            look = Look("waiting", "half", _("from %s") % f"{edition.first:%d.%m.%Y}")
        else:
            look = Look("idle", "no", _("for earlier days"))
        found.append(Version(row, period(row.first, row.last), look))
    return found[::-1]
