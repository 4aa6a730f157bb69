"""SET as people name it: a file, or a name with or without its version; published sets before those that come along."""

from datetime import date
from functools import lru_cache

from django.db import DatabaseError, connection

from pharos.policies import rulesets
from pharos.policies.cover.faults import Fault, Faulty
from pharos.policies.cover.reading.taking import near
from pharos.policies.cover.versions import Edition, standing
from pharos.policies.models import RuleSet
from pharos.policies.rulesets import SUFFIXES, Found


def named(name: str, *, issued: date | None = None, loss_date: date | None = None) -> Found:
    """A file is read as it stands. A name means the published set where a database is up and has one of that name,
    else the one that comes with Pharos. Without a version the dates pick it.

    Raises Faulty where there is none, or where the dates do not pick one.
    """
    if name.endswith(SUFFIXES) or "/" in name:
        return rulesets.named(name)
    wanted, _at, version = name.partition("@")
    rows = published(wanted)
    if not rows or (version and all(row.version != version for row in rows)):
        return _shipped(name, rows, (issued, loss_date))
    if version:
        return _ready(next(row.text for row in rows if row.version == version))
    day = issued if rows[-1].basis == "issued" else loss_date
    chosen = standing((Edition(place, row.hash, row.first, row.last) for place, row in enumerate(rows)), day)
    if chosen is None and len(rows) > 1:
        code = "which_version" if day is None else "no_version_then"
        labels = tuple(row.version for row in rows)
        raise Faulty([Fault(code, facts={"value": wanted, "basis": rows[-1].basis, "allowed": labels})])
    return _ready(next((row.text for row in rows if chosen and row.hash == chosen.hash), rows[-1].text))


def published(name: str) -> list[RuleSet]:
    """Published versions of a set, as they were published; none where no database is up."""
    try:
        connection.ensure_connection()
        return list(RuleSet.objects.filter(name=name).order_by("published_at", "id"))
    except DatabaseError:
        return []


def _shipped(name: str, rows: list[RuleSet], days: tuple[date | None, date | None]) -> Found:
    """What comes with Pharos; what is said of a name nobody knows names what is published as well."""
    try:
        return rulesets.named(name, issued=days[0], loss_date=days[1])
    except Faulty as faulty:
        if rows and faulty.faults[0].code in ("no_such_set", "no_such_version"):
            wanted, _at, version = name.partition("@")
            labels = tuple(row.version for row in rows)
            told = {"value": version or wanted, "meant": near(version, labels), "allowed": labels}
            raise Faulty([Fault("no_such_version", facts=told)]) from faulty
        raise


@lru_cache(maxsize=32)
def _ready(text: str) -> Found:
    return rulesets.from_text(text)
