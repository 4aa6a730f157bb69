"""What a run over past reviews found otherwise, item by item: filtered, in order, page by page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from pharos.cases import api as cases
from pharos.clinical import api as clinical
from pharos.medical.models import Recheck
from pharos.medical.precheck.bases import bases
from pharos.medical.rules.stages import ItemKind

PAGE, MOST, COMMONEST = 50, 100_000, 12


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which of them and in which order; empty is any. `item`: kind, code, before and after of one commonest change.
    `staff`: who reads it; reviews that a second doctor is reading blind are shown to their own doctor alone."""

    staff: int
    kind: str = ""
    after: str = ""
    item: str = ""
    sort: str = "newest"
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class Change:
    """One item of one review; `before` and `after` are the pre-check's codes, empty where the item was not there."""

    review: UUID
    case: UUID
    number: str
    kind: str
    code: str
    name: str
    before: str
    after: str
    rule_before: str
    rule_after: str
    version_before: str
    signed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Common:
    """The same change in `n` reviews; `key` finds them again."""

    key: str
    kind: str
    name: str
    before: str
    after: str
    n: int


SORTS = {
    "newest": "r.signed_at desc, d.id, at",
    "oldest": "r.signed_at, d.id, at",
    "item": "e ->> 'kind', e ->> 'code', e ->> 'before', r.signed_at desc, d.id",
    "turn": "e ->> 'after', e ->> 'before', e ->> 'code', r.signed_at desc, d.id",
}
_KEY = "concat_ws('|', e ->> 'kind', e ->> 'code', e ->> 'before', e ->> 'after')"
_BLIND = "exists (select from medical_review s where s.second_of_id = d.review_id and s.state = 'open')"
_FROM = f"""
from medical_difference d join medical_review r on r.id = d.review_id
cross join lateral jsonb_array_elements(d.changes) with ordinality as c(e, at)
where d.run_id = %(run)s and (r.signed_by_id = %(staff)s or not {_BLIND}) and (%(kind)s = '' or e ->> 'kind' = %(kind)s)
    and (%(after)s = '' or e ->> 'after' = %(after)s)
"""
_ITEM = f" and (%(item)s = '' or {_KEY} = %(item)s)"


def differences(run: Recheck, wanted: Wanted, *, language: str, most: int = PAGE + 1) -> list[Change]:
    """A page of them and one more, which says that there is a next."""
    order = SORTS.get(wanted.sort, SORTS["newest"])
    query = f"select d.review_id, r.case_id, r.base_version, r.signed_at, e {_FROM}{_ITEM} order by {order}"
    told = _told(run, wanted) | {"most": most, "passed": (wanted.page - 1) * PAGE}
    with connection.cursor() as cursor:
        cursor.execute(f"{query} limit %(most)s offset %(passed)s", told)
        rows = cursor.fetchall()
    numbers = {line.id: line.number for line in cases.case_lines({row[1] for row in rows}, medical=False)}
    made = [(row, _read(row[4])) for row in rows]
    names = item_names([(one["kind"], one["code"]) for _, one in made], language)
    return [
        Change(
            review=row[0], case=row[1], version_before=row[2], signed_at=row[3], number=numbers.get(row[1], ""),
            kind=one["kind"], code=one["code"], name=names[one["kind"], one["code"]],
            before=one["before"], after=one["after"],
            rule_before=one.get("rule_before", ""), rule_after=one.get("rule_after", ""),
        )
        for row, one in made
    ]  # fmt: skip


def commonest(run: Recheck, wanted: Wanted, *, language: str) -> list[Common]:
    """The changes that occur most, as the rest of the filter leaves them."""
    query = f"select {_KEY}, count(*), min(e::text) {_FROM} group by 1 order by 2 desc, 1 limit %(most)s"
    with connection.cursor() as cursor:
        cursor.execute(query, _told(run, wanted) | {"most": COMMONEST})
        rows = [(key, n, _read(text)) for key, n, text in cursor.fetchall()]
    names = item_names([(one["kind"], one["code"]) for _, _, one in rows], language)
    return [
        Common(
            key=key, n=n, kind=one["kind"], name=names[one["kind"], one["code"]], before=one["before"],
            after=one["after"],
        )
        for key, n, one in rows
    ]  # fmt: skip


def left_out(run: Recheck, *, staff: int) -> int:
    """In how many reviews something differs that this person may not see before the second doctor has signed."""
    query = f"""select count(*) from medical_difference d join medical_review r on r.id = d.review_id
        where d.run_id = %s and r.signed_by_id is distinct from %s and {_BLIND}"""
    with connection.cursor() as cursor:
        cursor.execute(query, [run.id, staff])
        return int((cursor.fetchone() or (0,))[0])


def item_names(items: list[tuple[str, str]], language: str) -> dict[tuple[str, str], str]:
    """Items in words; a code nobody has a word for stands for itself."""
    conditions = clinical.condition_names([code for kind, code in items if kind == ItemKind.DIAGNOSIS], language)
    medicines = {code: _medicine(code, language) for kind, code in items if kind == ItemKind.MEDICINE}
    words: Mapping[str, Mapping[str, str]] = {ItemKind.DIAGNOSIS: conditions, ItemKind.MEDICINE: medicines}
    return {(kind, code): words.get(kind, {}).get(code, code) for kind, code in items}


def _medicine(code: str, language: str) -> str:
    """Substances joined as the item joins them."""
    known = bases().pharmacy.medicines
    names = [known[one].name if one in known else None for one in code.split("+")]
    parts = [(name.ru if language == "ru" else name.en) if name else code for name in names]
    return " + ".join(parts)


def _told(run: Recheck, wanted: Wanted) -> dict[str, Any]:
    return {"run": run.id, "staff": wanted.staff, "kind": wanted.kind, "after": wanted.after, "item": wanted.item}


def _read(value: Any) -> dict[str, str]:
    found: dict[str, str] = json.loads(value) if isinstance(value, str) else value
    return found
