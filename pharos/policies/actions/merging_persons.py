"""Insured persons of staged policies matched with those the register has, so that a mended name or birth date is a
change of the same person and not a second one."""

from django.db import connection

from pharos.policies.actions.merging import Import

_SAME = """
update staged_person sp set found = ip.id
from staged_policy s join policies_insuredperson ip on ip.policy_id = s.policy
where s.number_key = sp.number_key and ip.person_key = sp.person_key
  and ip.birth_date is not distinct from sp.birth_date
"""


def _same_but_one(same: str) -> str:
    """Of those still alone: equal in one particular, and the only such on both sides."""
    return f"""
with told as (
    select s.policy, sp.{same}, (array_agg(sp.id))[1] as id
    from staged_person sp join staged_policy s using (number_key)
    where sp.found is null and s.policy is not null and sp.{same} is not null group by 1, 2 having count(*) = 1
), known as (
    select ip.policy_id, ip.{same}, (array_agg(ip.id))[1] as id from policies_insuredperson ip
    join staged_policy s on s.policy = ip.policy_id
    where exists (select from told t where t.policy = ip.policy_id)
      and not exists (select from staged_person f where f.number_key = s.number_key and f.found = ip.id)
    group by 1, 2 having count(*) = 1
)
update staged_person sp set found = k.id from told t join known k on k.policy_id = t.policy and k.{same} = t.{same}
where sp.id = t.id
"""


_FIELDS = ("full_name", "other_name", "surname", "given", "patronymic", "person_key", "sex", "phone", "email")
_SHOWN = ("full_name", "other_name", "birth_date", "sex", "phone", "email")
_NEW = ", ".join(f"coalesce(nullif(sp.{f}, ''), ip.{f}) as {f}" for f in _FIELDS)
_PERSON_TARGET = f"""
drop table if exists pg_temp.person_target;
create temp table person_target on commit drop as
select ip.id, ip.policy_id, sp.line, {_NEW}, coalesce(sp.birth_date, ip.birth_date) as birth_date,
       case when sp.full_name = ip.full_name and sp.other_name in ('', ip.other_name) then ip.name_keys
            else sp.name_keys end as name_keys,
       (ip.own_options - array(select jsonb_object_keys(s.options))) || sp.own_options as own_options, true as active
from staged_person sp join staged_policy s using (number_key)
join policies_insuredperson ip on ip.id = sp.found
where ip.policy_id = s.policy
"""
_HISTORY = f"""
insert into policies_policychange (insurer_id, policy_id, person_id, run_id, at, field, old, new)
select %(insurer)s, ip.policy_id, ip.id, %(run)s, %(now)s, 'person.' || v.field,
       coalesce(v.old, ''), coalesce(v.new, '')
from person_target t join policies_insuredperson ip using (id)
cross join lateral (values
    {", ".join(f"('{f}', ip.{f}::text, t.{f}::text)" for f in _SHOWN)},
    ('active', ip.active::text, t.active::text),
    ('options', ip.own_options::text, t.own_options::text)) as v (field, old, new)
where coalesce(v.old, '') <> coalesce(v.new, '')
order by t.line
"""
_SET = (*_FIELDS, "birth_date", "name_keys", "own_options", "active")
_UPDATE = f"""
update policies_insuredperson ip set {", ".join(f"{f} = t.{f}" for f in _SET)}
from person_target t where ip.id = t.id and ({" or ".join(f"ip.{f} is distinct from t.{f}" for f in _SET)})
"""
_ADDED = """
insert into policies_policychange (insurer_id, policy_id, run_id, at, field, old, new)
select %(insurer)s, s.policy, %(run)s, %(now)s, 'person.added', '', sp.full_name
from staged_person sp join staged_policy s using (number_key)
where sp.found is null and s.policy is not null order by sp.line
"""
_INSERT = """
insert into policies_insuredperson (id, insurer_id, policy_id, full_name, other_name, surname, given, patronymic,
    person_key, name_keys, birth_date, sex, phone, email, own_options, active)
select sp.id, %(insurer)s, coalesce(s.policy, s.id), sp.full_name, sp.other_name, sp.surname, sp.given, sp.patronymic,
       sp.person_key, sp.name_keys, sp.birth_date, sp.sex, sp.phone, sp.email, sp.own_options, true
from staged_person sp join staged_policy s using (number_key)
where sp.found is null order by sp.line, sp.place
"""
# Somebody the whole register's file no longer names under a policy it does name.
_LEFT = """
with gone as (
    update policies_insuredperson ip set active = false
    from staged_policy s
    where s.policy = ip.policy_id and ip.active and ip.insurer_id = %(insurer)s
      and exists (select from staged_person sp where sp.number_key = s.number_key)
      and not exists (
          select from staged_person sp where sp.number_key = s.number_key and (sp.found = ip.id or sp.id = ip.id))
      and not exists (select from staged_seen f where f.number_key = s.number_key)
    returning ip.id, ip.policy_id
)
insert into policies_policychange (insurer_id, policy_id, person_id, run_id, at, field, old, new)
select %(insurer)s, policy_id, id, %(run)s, %(now)s, 'person.active', 'true', 'false' from gone
"""


def merge_persons(work: Import, *, leavers: bool) -> None:
    """Match, change, add; with `leavers` those a full file no longer names stop being insured."""
    with connection.cursor() as cursor:
        for statement in (_SAME, _same_but_one("person_key"), _same_but_one("birth_date")):
            cursor.execute(statement)
        cursor.execute(_PERSON_TARGET)
        statements = (_HISTORY, _UPDATE, _ADDED, _INSERT, *((_LEFT,) if leavers else ()))
        for statement in statements:
            cursor.execute(statement, work.parameters())
