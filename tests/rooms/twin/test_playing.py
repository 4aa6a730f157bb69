"""The night is played for real: letters through an SMTP server, calls over HTTP, answers heard by the sink."""

import asyncio
import smtplib
import threading
import time
from contextlib import contextmanager

import pytest
from django.utils import timezone

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.contact.models import Call
from pharos.insurers import api as insurers
from pharos.mailroom.intake.running import Doors, Intake
from pharos.mailroom.models import Letter
from pharos.mailroom.rules.states import Source
from pharos.twin.demo import building
from pharos.twin.demo.building import Ground
from pharos.twin.demo.marking import mark_as_demo, population
from pharos.twin.demo.past.scene import desks_mail
from pharos.twin.night.agenda import Agenda
from pharos.twin.night.player import Player, Ways
from pharos.twin.night.posting import Post, Telephone
from pharos.twin.night.shift import Shift
from pharos.twin.night.sink import Sink
from pharos.twin.night.watching import Watch
from pharos.twin.population.dice import dice
from pharos.twin.population.stories import hero_story
from tests.cast import ANNA, actor

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30.0


@contextmanager
def intake():
    """The mail room's own SMTP door on an event loop of its own."""
    loop = asyncio.new_event_loop()
    doors = Intake(Doors(smtp=0, lmtp=None, poll=False))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(doors.start(), loop).result(10)
    try:
        yield doors.ports[Source.SMTP]
    finally:
        asyncio.run_coroutine_threadsafe(doors.stop(), loop).result(15)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@pytest.fixture
def world(tmp_path):
    now = timezone.now()
    mark = mark_as_demo(now=now, today=timezone.localdate(now), seed=3, policies=400, allowed=True)
    ground = Ground(mark, now, tmp_path, processes=1)
    for step in (building._insurers, building._staff):
        list(step(ground))
    return population(mark)


@contextmanager
def night(world, sink, smtp, address, *, speed, tour=True):
    """A player in a thread of its own, as it has a process of its own in the demonstration."""
    token = contact.make_token(name="demonstration", now=timezone.now())
    ways = Ways(post=Post(f"127.0.0.1:{smtp}"), telephone=Telephone(address, token), sink=sink, desks_mail=desks_mail())
    said = []
    shift = Shift(world, "test", dice("night", 1))
    player = Player(shift, ways, Agenda(speed), Watch.from_now(), said.append, lambda: said.append("told"))
    thread = threading.Thread(target=_play, args=(player, tour))
    thread.start()
    try:
        yield player, said
    finally:
        player.stopping.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def _play(player, tour):
    from django.db import connections

    try:
        player.play(with_tour=tour, until=None)
    finally:
        connections.close_all()


def until(condition, what):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.05)
    pytest.fail(f"waited in vain: {what}")


def test_letters_and_calls_of_the_night_really_arrive(world, tmp_path, live_server):
    with (
        intake() as smtp,
        Sink("127.0.0.1", 0, tmp_path) as sink,
        night(world, sink, smtp, live_server.url, speed=400) as (player, said),
    ):
        until(lambda: Letter.objects.filter(source="smtp").count() >= 12, "twelve letters")
        until(lambda: Call.objects.filter(state__in=["ended", "missed"]).count() >= 3, "three calls that ended")
        assert player.sent >= 12
    assert "told" in said
    assert not [line for line in said if line.startswith("refused")]
    assert not Letter.objects.exclude(envelope_from__endswith=".example").exclude(envelope_from="").exists()


def test_the_hero_writes_calls_after_our_answer_and_thanks_when_the_case_is_closed(world, tmp_path, live_server):
    story = hero_story(world.today)
    with (
        intake() as smtp,
        Sink("127.0.0.1", 0, tmp_path) as sink,
        night(world, sink, smtp, live_server.url, speed=60) as (_player, _said),
    ):
        first = until(lambda: Letter.objects.filter(envelope_from=story.policy.mail).first(), "the hero's letter")
        assert "SZ-2018-004512" not in first.message_id
        answer(sink, first, story)
        until(lambda: Call.objects.filter(peer=story.policy.phone).exists(), "the hero's call")
        case = closed_case(story)
        late = until(
            lambda: Letter.objects.filter(envelope_from=story.policy.mail).exclude(pk=first.pk).first(), "thanks"
        )
        assert case
        assert late.source == "smtp"


def answer(sink, letter, story):
    """What the outbox does with an operator's answer."""
    text = (
        f"From: pomosch@assist-sz.example\r\nTo: {story.policy.mail}\r\nSubject: Re: fever\r\n"
        f"Message-ID: <ours.1@assist-sz.example>\r\nReferences: {letter.message_id}\r\n\r\nWe are on it.\r\n"
    )
    with smtplib.SMTP("127.0.0.1", sink.port, timeout=10) as server:
        server.sendmail("pomosch@assist-sz.example", [story.policy.mail], text.encode())
    assert len(list(sink.folder.glob("*.eml"))) == 1


def closed_case(story):
    """The hero's case, worked and closed by the usual actions."""
    now, by = timezone.now(), actor(ANNA)
    facts = cases.PartyFacts(role=cases.PartyRole.INSURED, name=story.policy.holder.name.full, mail=story.policy.mail)
    insurer = insurers.insurer("SZ").id
    case = cases.register_case(
        actor=by, now=now, registration=cases.Registration(insured=facts, insurer=insurer, owner=int(by.id))
    ).id
    found = cases.case(case, medical=False)
    cases.start_work(actor=by, now=now, case_id=case)
    for hold in found.open_holds:
        cases.release_hold(actor=by, now=now, hold_id=hold.id, permissions=["release_medical_hold"])
    for promise in found.open_promises:
        if promise.kind != cases.PromiseKind.MEDICAL_REVIEW:
            cases.keep_promise(actor=by, now=now, promise_id=promise.id)
    cases.close(actor=by, now=now, case_id=case, outcome=cases.Outcome.HELP_GIVEN)
    return case


def test_the_night_waits_while_pharos_is_down_and_says_so_once(world, tmp_path):
    with Sink("127.0.0.1", 0, tmp_path) as sink:
        with intake() as smtp:
            port = smtp
        with night(world, sink, port, "http://127.0.0.1:9/", speed=60) as (player, said):
            until(lambda: "waiting" in said, "the night noticed")
            time.sleep(4.0)
            assert said.count("waiting") == 1
            assert player.sent == 0
