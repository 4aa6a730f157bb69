"""One case of the bench world: its rows and what the journal tells of it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from bench.world import people
from bench.world.rows import Sheet
from pharos.cases import models
from pharos.cases.api import phone_tail
from pharos.core.spelling import person_key
from pharos.events import cases as events
from pharos.events.base import Event
from pharos.vault.api import Key, prepare_key, seal

ACTOR = "system:bench"
BUSY_NOTES = 300
SHEETS = {
    name: Sheet(model)
    for name, model in {
        "key": Key,
        "case": models.Case,
        "party": models.Party,
        "hold": models.Hold,
        "promise": models.Promise,
        "note": models.Note,
        "word": models.SearchWord,
    }.items()
}


@dataclass
class Chunk:
    """Rows by sheet, and what was told, until they are written."""

    rows: dict[str, list[list[Any]]] = field(default_factory=lambda: defaultdict(list))
    told: list[tuple[datetime, Event, str]] = field(default_factory=list)

    def add(self, sheet: str, **values: Any) -> None:
        self.rows[sheet].append(SHEETS[sheet].row(**values))

    def tell(self, at: datetime, event: Event) -> None:
        self.told.append((at, event, ACTOR))


@dataclass(frozen=True)
class Plan:
    """What is decided about a case before its rows are made."""

    number: int
    opened: datetime
    open: bool
    busy: bool
    insurer: UUID
    staff: int


def id_at(at: datetime, number: int) -> UUID:
    """A version 7 id of a moment in the past; the number tells apart those of one millisecond."""
    stamp = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    return UUID(int=stamp << 80 | 0x7 << 76 | (number >> 62 & 0xFFF) << 64 | 0b10 << 62 | number & ((1 << 62) - 1))


def make(plan: Plan, chunk: Chunk, dice: Random) -> UUID:
    """Add one case's rows and events; returns its id."""
    case = id_at(plan.opened, dice.getrandbits(74))
    key, _ = prepare_key()
    chunk.add("key", id=key.id, wrapped=key.wrapped, made_at=plan.opened)
    person = people.name(dice)
    _case_row(plan, chunk, dice, case, key.id, person)
    party = id_at(plan.opened, dice.getrandbits(74))
    phone = people.phone(plan.number)
    chunk.add(
        "party", id=party, insurer_id=plan.insurer, case_id=case, role="insured", name=person, phone=phone,
        phone_tail=phone_tail(phone), language="ru", added_at=plan.opened,
    )  # fmt: skip
    for word in set(person_key(person).split()):
        chunk.add("word", case_id=case, insurer_id=plan.insurer, word=word)
    _life(plan, chunk, dice, case, key.id)
    return case


def _case_row(plan: Plan, chunk: Chunk, dice: Random, case: UUID, key: UUID, person: str) -> None:
    phone, country = people.phone(plan.number), dice.choice(people.COUNTRIES)
    waiting = plan.open and dice.random() < 0.3
    due = plan.opened + timedelta(minutes=dice.randrange(15, 600)) if plan.open else None
    status = ("waiting" if waiting else dice.choice(("registered", "in_work"))) if plan.open else "closed"
    mine = plan.staff if status == "in_work" or waiting else None
    told = f"SZ-2018-{plan.number:06d}"
    chunk.add(
        "case", id=case, number=number_of(plan), insurer_id=plan.insurer, status=status,
        urgency=dice.choice((2, 2, 3, 4)),
        owner_id=mine, claimed_at=plan.opened if mine else None, person_name=person, person_key=person_key(person),
        phone=phone, phone_tail=phone_tail(phone), policy_state="as_told", policy_number=told,
        policy_key=told.replace("-", ""),
        told_number=told, place_heard=dice.choice(people.HEARD), country=country, key_id=key,
        complaint=seal(key, dice.choice(people.COMPLAINTS).encode()), next_due_at=due, opened_at=plan.opened,
        waits_for="clinic" if waiting else "", waiting_until=due if waiting else None,
        outcome="" if plan.open else "help_given", closed_at=None if plan.open else plan.opened + timedelta(hours=20),
    )  # fmt: skip


def number_of(plan: Plan) -> str:
    return f"{plan.opened:%y}-{plan.number:06d}"


def _life(plan: Plan, chunk: Chunk, dice: Random, case: UUID, key: UUID) -> None:
    at = plan.opened
    hold, promise = id_at(at, dice.getrandbits(74)), id_at(at, dice.getrandbits(74))
    due = at + timedelta(minutes=15)
    ended = {} if plan.open else {"released_at": at + timedelta(hours=4), "released_by": ACTOR}
    of = {"insurer_id": plan.insurer, "case_id": case}
    chunk.add("hold", id=hold, kind="medical_review", placed_at=at, placed_by=ACTOR, **of, **ended)
    chunk.add(
        "promise", id=promise, kind="call_back", rule="call_back", rule_version=1, started_at=at, due_at=due,
        heard_at=at,
        stopped_at=None if plan.open else at + timedelta(minutes=12), **of,
    )  # fmt: skip
    number = number_of(plan)
    chunk.tell(at, events.CaseRegistered(case=case, number=number, insurer=plan.insurer, policy_state="as_told"))
    chunk.tell(at, events.HoldPlaced(case=case, hold=hold, kind="medical_review"))
    made = events.PromiseMade(
        case=case, promise=promise, kind="call_back", due_at=due, rule="call_back", rule_version=1
    )
    chunk.tell(at, made)
    chunk.tell(at + timedelta(minutes=1), events.CaseClaimed(case=case, staff=plan.staff))
    for number_of_note in range(BUSY_NOTES if plan.busy else 1):
        _note(plan, chunk, dice, case, key, at + timedelta(minutes=2 + number_of_note))
    if not plan.open:
        chunk.tell(at + timedelta(minutes=12), events.PromiseKept(case=case, promise=promise))
        chunk.tell(at + timedelta(hours=4), events.HoldReleased(case=case, hold=hold, kind="medical_review"))
        chunk.tell(at + timedelta(hours=20), events.CaseClosed(case=case, outcome="help_given"))


def _note(plan: Plan, chunk: Chunk, dice: Random, case: UUID, key: UUID, at: datetime) -> None:
    note = id_at(at, dice.getrandbits(74))
    text = "Перезвонили, врач в пути, состояние без перемен.".encode()
    chunk.add(
        "note", id=note, insurer_id=plan.insurer, case_id=case, author_id=plan.staff, key_id=key,
        text=seal(key, text), written_at=at,
    )  # fmt: skip
    chunk.tell(at, events.NoteAdded(case=case, note=note))
