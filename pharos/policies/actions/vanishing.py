"""Policies that a full file no longer names. They are cancelled only where the insurer's mapping says so, and not
when so many vanish that the file is more likely cut short."""

from dataclasses import dataclass

from django.db import connection

from pharos.core.objections import Objection
from pharos.policies.actions.merging import Import

# Over already, or named by a row at fault: neither has vanished.
_VANISHED = """
from policies_policy p
where p.insurer_id = %(insurer)s and p.status = 'active' and (p.valid_to is null or p.valid_to >= %(today)s)
  and not exists (select from staged_policy s where s.number_key = p.number_key)
  and not exists (select from staged_seen f where f.number_key = p.number_key)
  and (not %(scoped)s or p.product_id in (select pr.id from policies_product pr join staged_policy s on s.code = pr.code
       where pr.insurer_id = %(insurer)s))
"""
_IN_FORCE = """
select count(*) from policies_policy p where p.insurer_id = %(insurer)s and p.status = 'active'
  and (p.valid_to is null or p.valid_to >= %(today)s)
  and (p.source_id is distinct from %(run)s or p.created_at <> %(now)s)
"""
_CANCEL = f"""
with gone as (
    update policies_policy
    set status = 'cancelled', cancelled_on = %(today)s, gone_from_file = true, changed_at = %(now)s, source_id = %(run)s
    where id in (select p.id {_VANISHED}) returning id
)
insert into policies_policychange (insurer_id, policy_id, run_id, at, field, old, new)
select %(insurer)s, id, %(run)s, %(now)s, 'status', 'active', 'gone' from gone
"""


@dataclass(frozen=True)
class Vanished:
    """How many policies in force the file does not name, of how many."""

    count: int
    in_force: int

    def objection(self, guard_percent: int) -> Objection | None:
        """`too_many_vanish` when more than the agreed share does; a handful is never too many."""
        if self.count <= 5 or self.count * 100 <= self.in_force * guard_percent:
            return None
        return Objection(
            "too_many_vanish", {"count": self.count, "in_force": self.in_force, "guard_percent": guard_percent}
        )


def vanished(work: Import, *, scoped: bool) -> Vanished:
    """Count them, before anything is decided."""
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) {_VANISHED}", {**work.parameters(), "scoped": scoped})
        (count,) = cursor.fetchone()
        cursor.execute(_IN_FORCE, work.parameters())
        (in_force,) = cursor.fetchone()
    return Vanished(count, in_force)


def cancel_vanished(work: Import, *, scoped: bool) -> int:
    """Cancel them, each with its line of history; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(_CANCEL, {**work.parameters(), "scoped": scoped})
        return int(cursor.rowcount)
