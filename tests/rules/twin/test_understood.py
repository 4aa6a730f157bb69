"""What the travellers write is understood as it was meant by the rooms that read it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pharos.clinical.phrases import spot_danger
from pharos.contact.rules.kinds import LetterKind, LetterSigns, letter_kind
from pharos.mailroom.parsing import parse_letter
from pharos.policies.rules.territory import countries_in
from pharos.twin.demo.registers import COUNTRIES
from pharos.twin.letters.composing import first_letter
from pharos.twin.letters.mime import to_bytes
from pharos.twin.letters.strangers import strangers_letter
from pharos.twin.letters.wording import WHO, told
from pharos.twin.population import data
from pharos.twin.population.ailments import ailments
from pharos.twin.population.dice import dice
from pharos.twin.population.stories import Population, draw_story, hero_story

NOW = datetime(2026, 7, 14, 0, 12, tzinfo=UTC)
WORLD = Population(seed=9, policies=3_000, today=date(2026, 7, 14))


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("code", ailments())
def test_words_of_danger_raise_the_alarm_and_others_do_not(code, language):
    ailment = ailments()[code]
    for relation in WHO:
        for wording in range(len(ailment.told[language])):
            story = replace(
                hero_story(WORLD.today), ailment=ailment, relation=relation, language=language, wording=wording, age=7
            )
            assert bool(spot_danger(told(story), language)) == ailment.danger, told(story)


def kind_of(letter, **signs):
    parsed = parse_letter(to_bytes(letter))
    return letter_kind(
        LetterSigns(
            subject=parsed.subject,
            visible_text=parsed.visible_text,
            from_address=letter.sender,
            from_name=letter.sender_name,
            file_names=tuple(one.name for one in parsed.attachments),
            marked_spam=bool(parsed.spam),
            **signs,
        )
    ).kind


def test_most_letters_are_taken_for_what_they_are():
    right = wrong = 0
    for number in range(200):
        story = replace(draw_story(dice("kinds", number), WORLD), channel=("letter", "letter", "clinic")[number % 3])
        letter = first_letter(story, to="desk@assist-sz.example", date=NOW, message_id=f"{number}@x.example")
        expected = {"self": LetterKind.TRAVELLER}.get(story.relation, LetterKind.RELATIVE)
        expected = LetterKind.CLINIC if story.channel == "clinic" else expected
        found = kind_of(letter)
        assert found is not LetterKind.SPAM
        right, wrong = right + (found is expected), wrong + (found is not expected)
    assert right / (right + wrong) > 0.8


def test_advertising_is_advertising():
    for number in range(12):
        story = draw_story(dice("spam", number), WORLD)
        letter = strangers_letter("spam", story, to="d@x.example", date=NOW, message_id=f"{number}@x.example")
        assert kind_of(letter) is LetterKind.SPAM


def test_countries_of_travel_are_read_back_from_the_registers_words():
    assert set(COUNTRIES) == set(data.read("towns"))
    for code, names in COUNTRIES.items():
        for name in names:
            assert countries_in(name) == (code,), name
