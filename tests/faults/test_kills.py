"""Every process is killed under load, again and again, and nothing acknowledged is lost or doubled."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pharos.site.database import roles, server
from pharos.site.database.layout import layout
from tests.faults.loads import Calls, Claims, Letters, Load, Notes, Registrations
from tests.faults.world import PASSWORD, World, made
from tests.furnished import WITHOUT_INSURERS, lay
from tests.stacks import Stack, Visitor, until

pytestmark = pytest.mark.faults

TIMES = int(os.environ.get("PHAROS_FAULTS") or 5)
BACKLOG = 240.0  # what the load left behind is worked off by one worker that was killed many times; nothing may be lost
NAMES = ("web", "worker", "mail", "database", "supervisor")


class Ledger:
    """What was acknowledged, and what the database says of it."""

    def __init__(self, stack: Stack, world: World) -> None:
        anna, oleg = Visitor(stack), Visitor(stack)
        anna.sign_in("anna", PASSWORD)
        oleg.sign_in("oleg", PASSWORD)
        self.stack = stack
        self.world = world
        self.letters = Letters(stack, "letters")
        self.calls = Calls(stack, world.token)
        self.notes = Notes(stack, anna, world.noted)
        self.registrations = Registrations(stack, oleg)
        self.claims = [Claims(stack, name, who, world.contested) for name, who in (("anna", anna), ("oleg", oleg))]
        self.loads: list[Load] = [self.letters, self.calls, self.notes, self.registrations, *self.claims]

    def everybody_goes_on(self) -> None:
        """Wait until each sender has been answered again."""
        counts = {load: len(load.acknowledged) for load in self.loads}
        until(lambda: not [load.name for load in self.loads if load.waits(counts[load])], "everybody is answered")

    def finished(self) -> None:
        """Let every sender finish what it has begun."""
        for load in self.loads:
            load.stopping.set()
        for load in self.loads:
            load.join(60)
            assert not load.is_alive(), f"{load.name} is still waiting for an answer"

    def rows(self, query: str) -> list[tuple[str, object]]:
        """What a query finds."""
        with server.connect(layout(self.stack.front), roles.APP, roles.DATABASE) as connection:
            return connection.execute(query.encode()).fetchall()

    def counted(self, query: str) -> Counter[str]:
        """How often each first column occurs."""
        return Counter(str(row[0]) for row in self.rows(query))


@pytest.fixture
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A stack under load."""
    settings = {"PHAROS_MAIL_DOMAINS": "faults.example", **WITHOUT_INSURERS, "PHAROS_LOG_LEVEL": "ERROR"}
    stack = Stack(Path(tmp_path_factory.mktemp("faults")) / "var", settings)
    try:
        lay(stack.var)
        stack.start()
        yield Ledger(stack, made(stack))
    finally:
        stack.clear()


def kill(stack: Stack, name: str) -> None:
    """Kill one process and see it come back; the supervisor is started again by hand, as a person would."""
    former = stack.kill(name)
    if name == "supervisor":
        assert stack.process is not None
        stack.process.wait()
        stack.start()
    stack.comes_back(name, former)


def test_nothing_acknowledged_is_lost_or_doubled(ledger: Ledger) -> None:
    for load in ledger.loads:
        load.start()
    ledger.everybody_goes_on()
    for _round in range(TIMES):
        for name in NAMES:
            kill(ledger.stack, name)
            ledger.everybody_goes_on()
    ledger.finished()
    assert [surprise for load in ledger.loads for surprise in load.surprises] == []
    settled(ledger)
    letters_are_there_once(ledger)
    calls_are_there_once(ledger)
    notes_are_there_once(ledger)
    cases_are_there_once(ledger)
    no_case_was_claimed_twice(ledger)
    verified = ledger.stack.pharos("journal", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert ledger.stack.stop() <= 5
    print(", ".join(f"{len(load.acknowledged)} {load.name} ({load.failures} tries failed)" for load in ledger.loads))


def settled(ledger: Ledger) -> None:
    """Wait until no job is left behind: those of killed workers are done too, or stand in line with what can wait."""
    unread = "SELECT id FROM mailroom_letter WHERE state = 'received'"
    doing = "SELECT id FROM procrastinate_jobs WHERE status = 'doing'"
    put_back = "SELECT id FROM procrastinate_jobs WHERE status = 'todo' AND attempts > 0 AND priority >= 0"
    until(lambda: not ledger.counted(unread), "every letter is read", patience=BACKLOG)
    begun = set(ledger.counted(doing))
    until(lambda: not begun & set(ledger.counted(doing)), "every job begun comes to an end", patience=BACKLOG)
    until(lambda: not ledger.counted(put_back), "no job is left behind", patience=BACKLOG)


def letters_are_there_once(ledger: Ledger) -> None:
    """By the Message-ID, which the sender gave once."""
    stored = ledger.counted("SELECT trim(both '<>' from message_id) FROM mailroom_letter")
    acknowledged = [name.strip("<>") for name in ledger.letters.acknowledged]
    assert {name: stored[name] for name in acknowledged} == dict.fromkeys(acknowledged, 1)
    assert set(stored.values()) == {1}


def calls_are_there_once(ledger: Ledger) -> None:
    """By the switchboard's name, each with its three events and at its end."""
    stored = ledger.counted("SELECT pbx_id FROM contact_call")
    assert stored == dict.fromkeys(ledger.calls.acknowledged, 1)
    unfinished = ledger.counted("SELECT pbx_id FROM contact_call WHERE ended_at IS NULL OR answered_at IS NULL")
    assert not unfinished


def cases_are_there_once(ledger: Ledger) -> None:
    """Each registered case has one beginning, and nothing was registered that nobody was told of."""
    begun = ledger.counted("SELECT stream::text FROM journal_entry WHERE type = 'cases.CaseRegistered'")
    for known in (ledger.world.noted, *ledger.world.contested):
        del begun[known]
    assert begun == dict.fromkeys(ledger.registrations.registered, 1)
    assert len(ledger.registrations.registered) == len(ledger.registrations.acknowledged)


def notes_are_there_once(ledger: Ledger) -> None:
    """As many as were acknowledged, none of them twice."""
    rows = ledger.rows(f"SELECT count(*), '' FROM cases_note WHERE case_id = '{ledger.world.noted}'")
    assert rows[0][0] == len(ledger.notes.acknowledged)
    events = f"SELECT type FROM journal_entry WHERE stream = '{ledger.world.noted}' AND type LIKE 'cases.Note%'"
    assert sum(ledger.counted(events).values()) == len(ledger.notes.acknowledged)


def no_case_was_claimed_twice(ledger: Ledger) -> None:
    """Each tried case has one claim, and its winner is the one who was told so."""
    claimed = "SELECT stream::text, actor FROM journal_entry WHERE type = 'cases.CaseClaimed'"
    claims = dict(ledger.rows(claimed))
    assert set(ledger.counted(claimed).values()) == {1}
    anna, oleg = (set(load.won) for load in ledger.claims)
    assert not anna & oleg
    tried = set(ledger.claims[0].acknowledged) | set(ledger.claims[1].acknowledged)
    assert set(claims) == tried == anna | oleg
    assert len({claims[case] for case in anna}) <= 1
    assert len({claims[case] for case in oleg}) <= 1
