"""The night's pure parts: what comes how often, what a call is, who answers, and that nothing leaves this machine."""

from datetime import UTC, date, datetime

import pytest

from pharos.contact.rules.postings import Posting, read_posting
from pharos.mailroom.parsing import Address
from pharos.mailroom.rules.composing import Draft, compose
from pharos.twin.letters.composing import first_letter
from pharos.twin.letters.shapes import Heard
from pharos.twin.night import calls
from pharos.twin.night.agenda import Agenda
from pharos.twin.night.arrivals import KINDS, MEAN_SECONDS, draw_arrival
from pharos.twin.night.loopback import NotThisMachine, host_and_port, loopback
from pharos.twin.night.posting import Post, Telephone
from pharos.twin.night.reactions import CALLS_AFTER_ANSWER, to_answer, to_closing
from pharos.twin.night.shift import Shift
from pharos.twin.night.sink import Sink, hear
from pharos.twin.population.dice import dice
from pharos.twin.population.stories import Population, draw_story, hero_story

TODAY = date(2026, 7, 14)
NOW = datetime(2026, 7, 14, 0, 12, tzinfo=UTC)
WORLD = Population(seed=5, policies=3_000, today=TODAY)


def arrivals(seed, count):
    rng = dice("night", seed)
    return [draw_arrival(rng, WORLD) for _ in range(count)]


def test_the_same_seed_gives_the_same_night():
    assert arrivals(1, 60) == arrivals(1, 60)
    assert arrivals(1, 60) != arrivals(2, 60)


def test_something_comes_about_every_three_quarters_of_a_minute():
    pauses = [one.pause for one in arrivals(3, 1_500)]
    mean = sum(pauses) / len(pauses)
    spread = (sum((pause - mean) ** 2 for pause in pauses) / len(pauses)) ** 0.5
    assert mean == pytest.approx(MEAN_SECONDS, rel=0.08)
    assert spread == pytest.approx(mean, rel=0.12), "a Poisson stream spreads as much as it waits"


def test_every_kind_of_letter_and_call_comes():
    seen = [one.kind for one in arrivals(4, 1_500)]
    assert set(seen) == set(KINDS)
    assert seen.count("letter") > seen.count("call") > seen.count("clinic") > seen.count("spam")


def test_the_agenda_goes_by_the_night_and_people_by_the_wall():
    wall = [100.0]
    agenda, done = Agenda(5.0, wall=lambda: wall[0]), []
    agenda.after(10.0, lambda: done.append("night"))
    agenda.after_human(10.0, lambda: done.append("wall"))
    for seconds, expected in ((1.9, []), (2.1, ["night"]), (9.9, ["night"]), (10.1, ["night", "wall"])):
        wall[0] = 100.0 + seconds
        while act := agenda.due():
            act()
        assert done == expected
    assert agenda.pause(1.0) == 1.0


def test_a_call_is_what_any_switchboard_would_post():
    story = hero_story(TODAY)
    steps = list(calls.steps(dice(1), desks=("201", "204"), taken_by="201"))
    assert [step.kind for step in steps] == ["ringing", "ringing", "answered", "hung_up"]
    assert steps == sorted(steps, key=lambda step: step.seconds)
    for step in steps:
        posting = read_posting(calls.event(step, call="a.1@demo.example", story=story, at=NOW), zone=UTC)
        assert isinstance(posting, Posting), posting
        assert posting.event.from_number == story.policy.phone


def test_nobody_takes_a_call_of_somebody_who_hangs_up():
    steps = list(calls.steps(dice(1), desks=("201",), taken_by=None))
    assert [step.kind for step in steps] == ["ringing", "hung_up"]


def test_the_hero_calls_after_the_first_answer_and_thanks_after_the_end():
    story, rng = hero_story(TODAY), dice(1)
    reaction = to_answer(rng, story, 0)
    assert reaction is not None
    assert (reaction.kind, reaction.seconds) == ("call", CALLS_AFTER_ANSWER)
    assert to_answer(rng, story, 1) is None
    closing = to_closing(rng, story)
    assert closing is not None
    assert closing.kind == "thanks"


def test_travellers_answer_some_of_our_letters_and_never_for_ever():
    rng = dice("reactions")
    stories = [draw_story(dice(number), WORLD) for number in range(300)]
    kinds = [reaction.kind for story in stories if (reaction := to_answer(rng, story, 0))]
    assert set(kinds) == {"given", "away", "bounce"}
    assert 0.5 < len(kinds) / len(stories) < 0.75
    assert not any(to_answer(rng, story, 3) for story in stories)


def test_a_traveller_met_by_his_address_is_the_holder_of_that_policy():
    shift = Shift(WORLD, "run", dice(1))
    story = draw_story(dice(7), WORLD)
    met = shift.who(story.policy.mail.upper())
    assert met is not None
    assert met.policy == story.policy
    shift.meet(story)
    assert shift.who("reception@nobody.example") is None
    assert shift.who(hero_story(TODAY).policy.mail) == hero_story(TODAY)


def test_ids_of_a_run_are_unlike_each_other_and_those_of_other_runs():
    one, other = Shift(WORLD, "a", dice(1)), Shift(WORLD, "b", dice(1))
    ids = [shift.new_id(hero_story(TODAY)) for shift in (one, other) for _ in range(20)]
    assert len(set(ids)) == 40
    assert all(name.endswith("@pochta.example") for name in ids)


def ours(*, automatic=False):
    draft = Draft(
        to=(Address("o.vedernikova@pochta.example", "Ольга"),), subject="Ваше обращение · 26-000001",
        text="Ждите врача.", language="ru", automatic=automatic,
    )  # fmt: skip
    sender = Address("pomosch@assist-sz.example", "Северная Звезда")
    return compose(draft, sender, message_id="<x.1@assist-sz.example>", references=("<f@pochta.example>",), now=NOW)


def test_a_letter_of_ours_is_heard_with_its_thread():
    heard = hear(ours(), "O.Vedernikova@pochta.example")
    assert heard == Heard(
        message_id="x.1@assist-sz.example", subject="Ваше обращение · 26-000001", text="Ждите врача.\n",
        sender="pomosch@assist-sz.example", to="o.vedernikova@pochta.example", references=("f@pochta.example",),
    )  # fmt: skip


def test_nobody_answers_a_machine():
    assert hear(ours(automatic=True), "o.vedernikova@pochta.example") is None


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.8.7", "::1", "[::1]", "localhost"])
def test_this_machine_is_this_machine(host):
    assert loopback(host) == host.strip("[]")


@pytest.mark.parametrize(
    "host", ["10.0.0.5", "8.8.8.8", "0.0.0.0", "::", "mail.pharos.example", "localhost.example", ""]
)
def test_any_other_address_is_refused(host, tmp_path):
    with pytest.raises(NotThisMachine):
        loopback(host)
    with pytest.raises(NotThisMachine):
        host_and_port(f"http://[{host}]:80/" if ":" in host else f"http://{host}:80/", 80)
    address = f"[{host}]:25" if ":" in host else f"{host}:25"
    letter = first_letter(hero_story(TODAY), to="pomosch@assist-sz.example", date=NOW, message_id="a@x.example")
    with pytest.raises(NotThisMachine):
        Post(address).send(letter)
    with pytest.raises(NotThisMachine):
        Telephone(f"http://{address}/", "token").post({"call": "1"})
    with pytest.raises(NotThisMachine):
        Sink(host, 0, tmp_path)
