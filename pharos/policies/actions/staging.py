"""A file's rows in temporary tables, gone with the transaction. Nothing here touches the register."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection

from pharos.core.ids import new_id
from pharos.core.spelling import fold
from pharos.policies.rules.faults import Problem, RowFault, RowNote
from pharos.policies.rules.records import ToldPerson, ToldPolicy

_TABLES = """
drop table if exists pg_temp.staged_row, pg_temp.staged_person, pg_temp.staged_seen, pg_temp.staged_policy,
    pg_temp.target;
create temp table staged_row (
    line int, id uuid, number text, number_key text, programme text, code text, holder text,
    valid_from date, valid_to date, issued_on date, territory text, countries text,
    sum_insured numeric(14, 2), currency text, cancelled bool, cancelled_on date, options jsonb
) on commit drop;
create temp table staged_person (
    line int, place int, id uuid, number_key text, full_name text, other_name text, surname text, given text,
    patronymic text, person_key text, name_keys varchar(120)[], birth_date date, sex text, phone text, email text,
    own_options jsonb default '{}', found uuid
) on commit drop;
create temp table staged_seen (number_key text) on commit drop;
"""
_INDEXES = """
create index on staged_row (number_key);
create index on staged_person (number_key);
analyze staged_row; analyze staged_person;
"""
_ROW = (
    "line, id, number, number_key, programme, code, holder, valid_from, valid_to, issued_on, territory, countries, "
    "sum_insured, currency, cancelled, cancelled_on, options"
)
_PERSON = (
    "line, place, id, number_key, full_name, other_name, surname, given, patronymic, person_key, name_keys, "
    "birth_date, sex, phone, email"
)
# The first row of a number speaks for the policy; a later one that says otherwise is at fault.
_CONFLICTS = """
with first as (
    select number_key, min(line) as line,
           (array_agg(valid_from order by line) filter (where valid_from is not null))[1] as valid_from,
           (array_agg(valid_to order by line) filter (where valid_to is not null))[1] as valid_to,
           (array_agg(sum_insured order by line) filter (where sum_insured is not null))[1] as sum_insured,
           (array_agg(currency order by line) filter (where currency is not null))[1] as currency
    from staged_row group by number_key having count(*) > 1
)
select r.line, f.line,
       case when r.valid_from <> f.valid_from then 'valid_from' when r.valid_to <> f.valid_to then 'valid_to'
       when r.sum_insured <> f.sum_insured then 'sum_insured' else 'currency' end
from staged_row r join first f using (number_key)
where r.line > f.line and (r.valid_from <> f.valid_from or r.valid_to <> f.valid_to
      or r.sum_insured <> f.sum_insured or r.currency <> f.currency)
order by r.line
"""
_DUPLICATES = """
delete from staged_person d using staged_person k
where d.number_key = k.number_key and d.person_key = k.person_key
  and d.birth_date is not distinct from k.birth_date and (k.line, k.place) < (d.line, d.place)
returning d.line, k.line
"""


def make_tables() -> None:
    """Empty staging tables for this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)


def stage(policies: Iterable[ToldPolicy]) -> None:
    """Copy policies and their persons into the staging tables. The iterable is consumed once."""
    block: list[ToldPolicy] = []
    for policy in policies:
        block.append(policy)
        if len(block) >= 20_000:
            _copy(block)
            block = []
    _copy(block)
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES)


def seen(number_keys: Iterable[str]) -> None:
    """Numbers of rows at fault: their policies are in the file, whatever is wrong with the rows."""
    with _copying("staged_seen (number_key)") as copy:
        for key in number_keys:
            copy.write_row((key,))


def conflicts(columns: dict[str, str]) -> list[Problem]:
    """Take out rows that contradict the first row of their number; `columns` gives the headings by target."""
    with connection.cursor() as cursor:
        cursor.execute(_CONFLICTS)
        found = cursor.fetchall()
        if not found:
            return []
        lines = [line for line, _, _ in found]
        cursor.execute("insert into staged_seen select number_key from staged_row where line = any(%s)", [lines])
        cursor.execute("delete from staged_row where line = any(%s)", [lines])
        cursor.execute("delete from staged_person where line = any(%s)", [lines])
    return [Problem(line, columns.get(target, ""), RowFault.CONFLICT, other_row=first) for line, first, target in found]


def duplicates() -> list[Problem]:
    """Take out persons that stand twice under one number; the later row is noted."""
    with connection.cursor() as cursor:
        cursor.execute(_DUPLICATES)
        found = {line: first for line, first in cursor.fetchall() if line != first}
    return [Problem(line, "", RowNote.DUPLICATE, other_row=first) for line, first in sorted(found.items())]


@contextmanager
def _copying(target: str) -> Iterator[Any]:
    with connection.cursor() as cursor, cursor.copy(f"copy {target} from stdin") as copy:
        yield copy


def _copy(block: list[ToldPolicy]) -> None:
    ids = _ordered(len(block))
    with _copying(f"staged_row ({_ROW})") as copy:
        for policy in block:
            copy.write_row(_row(policy, next(ids)))
    ids = _ordered(sum(len(policy.persons) for policy in block))
    with _copying(f"staged_person ({_PERSON})") as copy:
        for policy in block:
            for place, person in enumerate(policy.persons):
                copy.write_row(_person(policy, place, person, next(ids)))


def _ordered(count: int) -> Iterator[UUID]:
    """Ids in the file's order, so that lists by id show what the insurer wrote first, first."""
    return iter(sorted(new_id() for _ in range(count)))


def _row(policy: ToldPolicy, ident: UUID) -> tuple[object, ...]:
    return (
        policy.row,
        ident,
        policy.number,
        policy.number_key,
        policy.programme or None,
        fold(policy.programme) or None,
        policy.holder or None,
        policy.valid_from,
        policy.valid_to,
        policy.issued_on,
        policy.territory or None,
        ",".join(policy.countries) or None,
        policy.sum_insured,
        policy.currency or None,
        policy.cancelled,
        policy.cancelled_on,
        json.dumps(policy.options),
    )


def _person(policy: ToldPolicy, place: int, person: ToldPerson, ident: UUID) -> tuple[object, ...]:
    return (
        policy.row,
        place,
        ident,
        policy.number_key,
        person.full_name,
        person.other_name,
        person.surname,
        person.given,
        person.patronymic,
        person.person_key[:250],
        [key[:120] for key in person.name_keys],
        person.birth_date,
        person.sex,
        person.phone,
        person.email,
    )
