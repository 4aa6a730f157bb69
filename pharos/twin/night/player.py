"""Playing the night: arrivals, reactions and the guided tour's story, until told to stop."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from threading import Event

from django.db import InterfaceError, OperationalError, close_old_connections

from pharos.twin.letters.composing import first_letter
from pharos.twin.letters.replying import reply
from pharos.twin.letters.shapes import Heard, Letter
from pharos.twin.letters.strangers import away, bounce, strangers_letter
from pharos.twin.night import calls
from pharos.twin.night.agenda import Act, Agenda
from pharos.twin.night.arrivals import FIRST_ARRIVAL, FIRST_LETTER, Arrival, draw_arrival
from pharos.twin.night.loopback import Unreachable
from pharos.twin.night.posting import Post, Refused, Telephone
from pharos.twin.night.reactions import Reaction, is_hero, to_answer, to_closing
from pharos.twin.night.shift import Shift
from pharos.twin.night.sink import Sink
from pharos.twin.night.watching import Watch, case_numbers, desks, visitors_desk
from pharos.twin.population.dice import chance, one_of
from pharos.twin.population.stories import Story, hero_story

AGAIN = 2.0
LOOK = 1.0
VISITOR_SHARE = 0.45
PATIENCE_OF_HERO = 300.0


@dataclass(frozen=True, kw_only=True)
class Ways:
    """How the night reaches Pharos and hears from it. `desks_mail` is our address for an insurer and a language."""

    post: Post
    telephone: Telephone
    sink: Sink
    desks_mail: Mapping[tuple[str, str], str]


@dataclass
class Player:
    """`say` tells the terminal; `told` is called once the guided tour's letter is on its way."""

    shift: Shift
    ways: Ways
    agenda: Agenda
    watch: Watch
    say: Callable[[str], None]
    told: Callable[[], None]
    stopping: Event = field(default_factory=Event)
    silent: bool = False
    hero_called: bool = False
    looked_at: float = 0.0
    sent: int = 0
    called: int = 0

    def play(self, *, with_tour: bool, until: float | None) -> None:
        """Play until stopped, or for so many seconds of the night."""
        if with_tour:
            self.agenda.after_human(FIRST_LETTER, self._tour)
        self.agenda.after_human(FIRST_ARRIVAL if with_tour else FIRST_LETTER, self._next_arrival)
        while not self.stopping.is_set() and (until is None or self.agenda.now() < until):
            act = self.agenda.due()
            if act:
                self._try(act)
            else:
                self._listen(self.agenda.pause(LOOK))

    def _listen(self, seconds: float) -> None:
        heard = self.ways.sink.next_letter(seconds)
        if heard:
            self._try(partial(self._react, heard))
        elif self.agenda.wall() - self.looked_at >= LOOK:
            self.looked_at = self.agenda.wall()
            self._try(self._look_for_closed, again=False)

    def _try(self, act: Act, *, again: bool = True) -> None:
        """Do it; where Pharos is down, wait and do it later, saying so once."""
        try:
            close_old_connections()
            act()
        except (Unreachable, OperationalError, InterfaceError):
            if not self.silent:
                self.say("waiting")
            self.silent = True
            self.stopping.wait(LOOK)
            if again:
                self.agenda.after(AGAIN * self.agenda.speed, act)
        except Refused as refusal:
            self.say(f"refused:{refusal}")

    # What comes by itself

    def _next_arrival(self) -> None:
        arrival = draw_arrival(self.shift.rng, self.shift.world)
        self.agenda.after(arrival.pause, self._next_arrival)
        if arrival.kind == "call":
            self._later(partial(self._call, arrival.story))
        elif arrival.is_story:
            self.shift.meet(arrival.story)
            self._later(partial(self._first_letter, arrival.story, self.shift.new_id(arrival.story)))
        else:
            self._later(partial(self._strangers_letter, arrival, self.shift.new_id(arrival.story)))

    def _later(self, act: Act) -> None:
        """Do it as an act of its own: what fails is then done again without drawing anew."""
        self.agenda.after(0.0, act)

    def _tour(self) -> None:
        """The guided tour begins: its letter, and a call should nobody answer it."""
        story = hero_story(self.shift.world.today)
        self._first_letter(story, self.shift.new_id(story))
        self.told()
        self.agenda.after_human(PATIENCE_OF_HERO, partial(self._hero_calls, story))

    def _hero_calls(self, story: Story) -> None:
        if not self.hero_called:
            self.hero_called = True
            self._later(partial(self._call, story))

    def _first_letter(self, story: Story, message_id: str) -> None:
        self._send(first_letter(story, to=self._desk(story), date=_now(), message_id=message_id))

    def _strangers_letter(self, arrival: Arrival, message_id: str) -> None:
        numbers = case_numbers(_now()) if arrival.kind == "stranger" else []
        story = arrival.story
        kind = "question" if arrival.kind == "stranger" and not numbers else arrival.kind
        case = one_of(self.shift.rng, numbers) if numbers else ""
        letter = strangers_letter(kind, story, to=self._desk(story), date=_now(), message_id=message_id, case=case)
        self._send(letter)

    def _desk(self, story: Story) -> str:
        return self.ways.desks_mail[story.policy.insurer, story.language]

    def _send(self, letter: Letter) -> None:
        self.ways.post.send(letter)
        self.sent += 1
        self.silent = False

    # Calls

    def _call(self, story: Story) -> None:
        """A call rings. Who hangs up calls again."""
        rng, others = self.shift.rng, desks()
        visitor = visitors_desk()
        mine = is_hero(story) or chance(rng, VISITOR_SHARE)
        taken_by: str | None = visitor if mine else one_of(rng, [desk for desk in others if desk != visitor])
        if story.behaviour.hangs_up and not is_hero(story):
            taken_by = None
            again = replace(story, behaviour=replace(story.behaviour, hangs_up=False))
            low, high = calls.CALLS_AGAIN
            self.agenda.after_human(low + rng.random() * (high - low), partial(self._call, again))
        name = self.shift.new_id()
        rings_at = calls.desks_for(rng, visitor if mine else "", others)
        for step in calls.steps(rng, desks=rings_at, taken_by=taken_by):
            self.agenda.after_human(step.seconds, partial(self._signal, step, name, story))
        self.called += 1

    def _signal(self, step: calls.Step, name: str, story: Story) -> None:
        self.ways.telephone.post(calls.event(step, call=name, story=story, at=_now()))
        self.silent = False

    # Reactions

    def _react(self, heard: Heard) -> None:
        """Somebody reads our letter."""
        before = self.shift.hear(heard)
        story = self.shift.who(heard.to)
        reaction = to_answer(self.shift.rng, story, before) if story else None
        if story is None or reaction is None:
            return
        if reaction.kind == "call":
            self.agenda.after_human(reaction.seconds, partial(self._hero_calls, story))
        else:
            self._answer_after(story, heard, reaction)

    def _look_for_closed(self) -> None:
        for addresses in self.watch.closed():
            for address in sorted(addresses):
                story, heard = self.shift.who(address), self.shift.last_heard(address)
                reaction = to_closing(self.shift.rng, story) if story and heard else None
                if story and heard and reaction:
                    self._answer_after(story, heard, reaction)

    def _answer_after(self, story: Story, heard: Heard, reaction: Reaction) -> None:
        act = partial(self._answer, story, heard, reaction.kind, self.shift.new_id(story))
        self.agenda.after_human(reaction.seconds, act) if is_hero(story) else self.agenda.after(reaction.seconds, act)

    def _answer(self, story: Story, heard: Heard, kind: str, message_id: str) -> None:
        if kind == "away":
            self._send(away(story, heard, date=_now(), message_id=message_id))
        elif kind == "bounce":
            self._send(bounce(heard, date=_now(), message_id=message_id))
        else:
            self._send(reply(story, heard, kind, date=_now(), message_id=message_id))


def _now() -> datetime:
    return datetime.now(UTC)
