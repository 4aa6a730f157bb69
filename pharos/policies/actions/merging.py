"""Staged rows into the register, by statements over whole sets. One transaction; what changed becomes history.

The rule for everything: an empty cell says nothing. It never erases what the register knows.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

_TEXTS = ("programme", "holder", "territory", "currency")
_OTHERS = ("valid_from", "valid_to", "issued_on", "sum_insured")
_FIELDS = (*_TEXTS, *_OTHERS)


def _first(column: str) -> str:
    return f"(array_agg({column} order by line) filter (where {column} is not null))[1] as {column}"


# One line a policy. Cancelled: every row says so, or (one person, several rows) the last word does.
_POLICIES = f"""
create temp table staged_policy on commit drop as
select number_key, min(line) as line,
       (array_agg(id order by line))[1] as id, (array_agg(number order by line))[1] as number,
       {", ".join(_first(column) for column in (*_FIELDS, "code", "cancelled_on", "countries"))},
       (array_agg(options order by line))[1] as options, count(distinct options) > 1 as options_differ,
       case when count(cancelled) = 0 then null else bool_and(coalesce(cancelled, false)) end as cancelled,
       count(distinct coalesce(cancelled, false)) > 1 as cancelled_differ,
       (array_agg(cancelled order by line desc))[1] as last_word, null::uuid as policy
from staged_row group by number_key;
create unique index on staged_policy (number_key);
analyze staged_policy;
"""
_LAST_WORD = """
update staged_policy s set cancelled = last_word
where cancelled_differ
  and (select count(distinct person_key) from staged_person p where p.number_key = s.number_key) <= 1
"""
_COMMON_OPTIONS = """
with said as (
    select r.number_key, e.key, bool_and(e.value::bool) as yes, bool_or(e.value::bool) as any_yes
    from staged_row r join staged_policy s using (number_key), jsonb_each(r.options) e
    where s.options_differ group by 1, 2
), agreed as (
    select number_key, jsonb_object_agg(key, yes) filter (where yes = any_yes) as options from said group by 1
)
update staged_policy s set options = coalesce(a.options, '{}') from agreed a where a.number_key = s.number_key
"""
_OWN_OPTIONS = """
update staged_person p set own_options = r.options - array(select jsonb_object_keys(s.options))
from staged_policy s, staged_row r
where s.options_differ and p.number_key = s.number_key and r.line = p.line
"""
_PRODUCTS = """
insert into policies_product (id, insurer_id, code, name)
select (array_agg(id order by line))[1], %(insurer)s, code, (array_agg(programme order by line))[1]
from staged_policy where code is not null group by code
on conflict (insurer_id, code) do nothing
"""
_KNOWN = """
update staged_policy s set policy = p.id from policies_policy p
where p.insurer_id = %(insurer)s and p.number_key = s.number_key
"""
_TARGET = f"""
create temp table target on commit drop as
select p.id, s.line, {", ".join(f"coalesce(s.{f}, p.{f}) as {f}" for f in _FIELDS)},
       coalesce(pr.id, p.product_id) as product_id,
       case when s.territory is null then p.countries
            else string_to_array(coalesce(s.countries, ''), ',')::varchar(2)[] end as countries,
       p.options || s.options as options,
       case when s.cancelled then 'cancelled' when s.cancelled is false or p.gone_from_file or %(full)s then 'active'
            else p.status end as status,
       case when s.cancelled then coalesce(s.cancelled_on, p.cancelled_on, %(today)s)
            when s.cancelled is false or p.gone_from_file or %(full)s then null else p.cancelled_on end as cancelled_on
from staged_policy s join policies_policy p on p.id = s.policy
left join policies_product pr on pr.insurer_id = %(insurer)s and pr.code = s.code;
analyze target;
"""
_COMPARED = (*_FIELDS, "status", "cancelled_on")
_HISTORY = f"""
insert into policies_policychange (insurer_id, policy_id, run_id, at, field, old, new)
select %(insurer)s, p.id, %(run)s, %(now)s, v.field, coalesce(v.old, ''), coalesce(v.new, '')
from target t join policies_policy p using (id)
cross join lateral (values {", ".join(f"('{f}', p.{f}::text, t.{f}::text)" for f in _COMPARED)}) as v (field, old, new)
where coalesce(v.old, '') <> coalesce(v.new, '')
order by t.line
"""
_OPTION_HISTORY = """
insert into policies_policychange (insurer_id, policy_id, run_id, at, field, old, new)
select %(insurer)s, p.id, %(run)s, %(now)s, 'option.' || k.key, coalesce(p.options ->> k.key, ''), t.options ->> k.key
from target t join policies_policy p using (id) cross join lateral jsonb_object_keys(t.options) as k (key)
where p.options <> t.options and p.options ->> k.key is distinct from t.options ->> k.key
order by t.line, k.key
"""
_SET = (*_FIELDS, "product_id", "countries", "options", "status", "cancelled_on")
_UPDATE = f"""
update policies_policy p
set {", ".join(f"{f} = t.{f}" for f in _SET)}, gone_from_file = false, changed_at = %(now)s, source_id = %(run)s
from target t
where p.id = t.id and (p.gone_from_file or {" or ".join(f"p.{f} is distinct from t.{f}" for f in _SET)})
"""
_INSERT = """
insert into policies_policy (id, insurer_id, number, number_key, product_id, programme, holder,
    valid_from, valid_to, issued_on, territory, countries, sum_insured, currency, options, status,
    cancelled_on, gone_from_file, source_id, created_at, changed_at)
select s.id, %(insurer)s, s.number, s.number_key, pr.id, coalesce(s.programme, ''), coalesce(s.holder, ''),
       s.valid_from, s.valid_to, s.issued_on, coalesce(s.territory, ''),
       string_to_array(coalesce(s.countries, ''), ',')::varchar(2)[], s.sum_insured, coalesce(s.currency, ''),
       s.options,
       case when s.cancelled then 'cancelled' else 'active' end,
       case when s.cancelled then coalesce(s.cancelled_on, %(today)s) end, false, %(run)s, %(now)s, %(now)s
from staged_policy s left join policies_product pr on pr.insurer_id = %(insurer)s and pr.code = s.code
where s.policy is null order by s.line
"""


@dataclass(frozen=True, kw_only=True)
class Import:
    """The particulars every statement needs."""

    insurer: UUID
    run: UUID
    now: datetime
    today: date
    full: bool

    def parameters(self) -> dict[str, Any]:
        return {"insurer": self.insurer, "run": self.run, "now": self.now, "today": self.today, "full": self.full}


def gather(work: Import) -> None:
    """Rows of one number become one policy; options that differ between its persons become theirs."""
    _run(_POLICIES, _LAST_WORD, _COMMON_OPTIONS, _OWN_OPTIONS)
    _run(_PRODUCTS, _KNOWN, parameters=work.parameters())


def merge_policies(work: Import) -> int:
    """Update what differs, insert what is new; returns how many are new."""
    _run(_TARGET, _HISTORY, _OPTION_HISTORY, _UPDATE, parameters=work.parameters())
    return _run(_INSERT, parameters=work.parameters())


def _run(*statements: str, parameters: dict[str, Any] | None = None) -> int:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, parameters)
        return int(cursor.rowcount)
