"""Letters find their thread by what they point at, in whatever order they come."""

from itertools import permutations

import pytest

from pharos.core.actor import Actor
from pharos.mailroom import api as mailroom
from pharos.mailroom.models import Letter
from tests.cast import NOW
from tests.letters import letter

pytestmark = pytest.mark.django_db

ROOT, SECOND, THIRD = "<root@mail.example>", "<second@mail.example>", "<third@mail.example>"


def arrive(content):
    received = mailroom.receive(content, now=NOW, envelope_to=["help@sz.example"], envelope_from=None, source="smtp")
    mailroom.parse(received.id, now=NOW)
    return received.id


def chain():
    return {
        ROOT: letter("one", message_id=ROOT),
        SECOND: letter("two", message_id=SECOND, In_Reply_To=ROOT),
        THIRD: letter("three", message_id=THIRD, References=f"{ROOT} {SECOND}"),
    }


@pytest.mark.parametrize("order", list(permutations([ROOT, SECOND, THIRD])))
def test_a_thread_comes_together_in_any_order(order):
    letters = chain()
    for message_id in order:
        arrive(letters[message_id])
    root = mailroom.by_message_id(ROOT)
    assert set(Letter.objects.values_list("thread", flat=True)) == {root}


@pytest.mark.parametrize("order", list(permutations([ROOT, SECOND, THIRD])))
def test_an_import_threads_like_single_deliveries(order):
    letters = chain()
    deliveries = [mailroom.RawDelivery(letters[message_id]) for message_id in order]
    results = mailroom.receive_and_parse_many(deliveries, now=NOW, actor=Actor.system("import"))
    root = mailroom.by_message_id(ROOT)
    assert {result.letter.thread for result in results} == {root}
    assert set(Letter.objects.values_list("thread", flat=True)) == {root}


def test_an_import_mends_what_came_before():
    letters = chain()
    arrive(letters[THIRD])
    mailroom.receive_and_parse_many(
        [mailroom.RawDelivery(letters[ROOT]), mailroom.RawDelivery(letters[SECOND])],
        now=NOW,
        actor=Actor.system("import"),
    )
    assert set(Letter.objects.values_list("thread", flat=True)) == {mailroom.by_message_id(ROOT)}


def test_references_alone_are_enough():
    root = arrive(letter(message_id=ROOT))
    answer = arrive(letter(References=f"<unknown@mail.example> {ROOT} <lost@mail.example>"))
    assert mailroom.thread_root(answer) == root
    assert mailroom.letter(answer).parent == root


def test_a_letter_that_points_at_nothing_begins_a_thread():
    arrive(letter(message_id=ROOT))
    other = arrive(letter())
    assert mailroom.thread_root(other) == other


def test_a_stranger_who_quotes_a_known_identifier_is_threaded_and_flagged():
    root = arrive(letter(message_id=ROOT))
    answer = arrive(letter(sender="Некто <stranger@else.example>", In_Reply_To=ROOT))
    view = mailroom.letter(answer)
    assert (view.thread, view.stranger) == (root, True)
    assert not mailroom.letter(arrive(letter(In_Reply_To=ROOT))).stranger


def test_a_second_letter_with_a_taken_message_id_takes_over_no_thread():
    root = arrive(letter("mine", message_id=ROOT))
    thief = arrive(letter("thief", message_id=ROOT, sender="thief@else.example"))
    answer = arrive(letter(In_Reply_To=ROOT))
    assert mailroom.thread_root(answer) == root
    assert mailroom.thread_root(thief) == thief
    assert mailroom.letter(thief).conflicting


def test_an_import_files_duplicates_once_also_within_itself():
    first, other = letter("one", message_id=ROOT), letter("two")
    arrive(first)
    deliveries = [mailroom.RawDelivery(one) for one in (first, other, other)]
    results = mailroom.receive_and_parse_many(deliveries, now=NOW, actor=Actor.system("import"))
    assert [result.duplicate for result in results] == [True, False, True]
    assert results[1].letter.id == results[2].letter.id
    assert Letter.objects.count() == 2


def test_an_import_keeps_unreadable_letters_in_quarantine_and_goes_on():
    deliveries = [mailroom.RawDelivery(one) for one in (b"\x00", letter("fine"), b"")]
    results = mailroom.receive_and_parse_many(deliveries, now=NOW, actor=Actor.system("import"))
    assert [result.letter.state for result in results] == ["quarantined", "parsed", "quarantined"]
