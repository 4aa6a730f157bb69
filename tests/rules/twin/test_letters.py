"""Every letter that is written can be read again, by the reader that reads real ones."""

from datetime import UTC, date, datetime

import pytest

from pharos.insurers.rules import compile_pattern, find_numbers
from pharos.mailroom.parsing import Automatic, parse_letter
from pharos.twin.letters.composing import first_letter, sender
from pharos.twin.letters.mime import to_bytes
from pharos.twin.letters.papers import pdf, png
from pharos.twin.letters.replying import HEADS, quoted, reply
from pharos.twin.letters.shapes import Heard, Letter, Paper
from pharos.twin.letters.strangers import KINDS, away, bounce, strangers_letter
from pharos.twin.letters.wording import WHO, age_in_words
from pharos.twin.population.dice import dice
from pharos.twin.population.homes import HOMES
from pharos.twin.population.stories import Population, Story, draw_story, hero_story

NOW = datetime(2026, 7, 14, 0, 12, tzinfo=UTC)
TODAY = date(2026, 7, 14)
WORLD = Population(seed=5, policies=4_000, today=TODAY)
STORIES = [draw_story(dice("letters", number), WORLD) for number in range(240)]
HEARD = Heard(
    message_id="ours.1@assist-sz.example",
    subject="Страховой случай [PH-26-000123]",
    text="Здравствуйте!\n\nКакая сейчас температура?\n\nС уважением,\nАнна",
    sender="pomosch@assist-sz.example",
    to="o.vedernikova@pochta.example",
)
PATTERNS = [(code, compile_pattern(home.number)) for code, home in HOMES.items()]


def letter_of(story: Story) -> Letter:
    return first_letter(story, to="pomosch@assist-sz.example", date=NOW, message_id="first@pochta.example")


def test_a_letter_is_read_as_it_was_meant():
    for story in STORIES:
        letter = letter_of(story)
        parsed = parse_letter(to_bytes(letter))
        assert parsed.sender is not None
        assert parsed.sender.email == sender(story)
        assert parsed.sender.name == letter.sender_name
        assert parsed.subject == letter.subject
        assert (parsed.visible_text + parsed.signature).split()[:8] == _as_sent(letter.text).split()[:8]
        assert [one.name for one in parsed.attachments] == [paper.name for paper in letter.papers]
        assert [one.type for one in parsed.attachments] == [paper.type for paper in letter.papers]
        assert parsed.automatic is None
        assert parsed.message_id == "<first@pochta.example>" or parsed.message_id == "first@pochta.example"


def _as_sent(text: str) -> str:
    return text.replace("«", '"').replace("»", '"')


def test_every_encoding_manner_and_form_occurs():
    letters = [letter_of(story) for story in STORIES]
    assert {letter.charset for letter in letters} == {"utf-8", "koi8-r", "windows-1251"}
    assert {letter.transfer for letter in letters} == {"8bit", "base64", "quoted-printable"}
    assert {letter.form for letter in letters} == {"plain", "html", "both"}
    assert {story.behaviour.manner for story in STORIES} == {"calm", "terse", "frightened", "capitals"}
    assert {story.language for story in STORIES} == {"ru", "en"}


def test_the_policy_is_found_in_the_letter_unless_it_was_forgotten():
    with_number = forgotten = 0
    for story in STORIES:
        letter = letter_of(story)
        names = " ".join(paper.name for paper in letter.papers)
        found = find_numbers(f"{letter.subject}\n{letter.text}\n{names}", PATTERNS)
        if story.behaviour.forgets_policy and story.channel != "clinic":
            forgotten += 1
        elif found:
            assert found[0].insurer_id == story.policy.insurer
            with_number += 1
    assert with_number > (len(STORIES) - forgotten) * 0.9
    assert forgotten > 10


def test_the_hero_writes_in_koi8_about_a_fever_in_hurghada():
    raw = to_bytes(letter_of(hero_story(TODAY)))
    parsed = parse_letter(raw)
    assert b'charset="koi8-r"' in raw
    assert b"=?koi8-r?" in raw
    assert "температура 39,2" in parsed.visible_text
    assert "в Хургаде" in parsed.visible_text
    assert "SZ-2018-004512" in parsed.visible_text


@pytest.mark.parametrize("program", HEADS)
def test_a_reply_shows_only_what_is_new(program):
    words = "Спасибо, температура 38,3."
    letter = Letter(
        sender=HEARD.to, to=HEARD.sender, subject=f"Re: {HEARD.subject}", date=NOW, message_id="r@pochta.example",
        text=f"{words}\n\n{quoted(HEARD, program, NOW)}", in_reply_to=HEARD.message_id, references=(HEARD.message_id,),
    )  # fmt: skip
    parsed = parse_letter(to_bytes(letter))
    assert parsed.visible_text == words
    assert "Какая сейчас температура?" in parsed.quoted_text
    assert [reference.strip("<>") for reference in parsed.references] == [HEARD.message_id]


@pytest.mark.parametrize("kind", ["given", "thanks", "worse"])
def test_travellers_answer_in_the_thread(kind):
    for story in STORIES[:60]:
        letter = reply(story, HEARD, kind, date=NOW, message_id="r@pochta.example")
        parsed = parse_letter(to_bytes(letter))
        assert parsed.visible_text.split() == letter.text.split("\n\n")[0].split()
        assert parsed.in_reply_to[0].strip("<>") == HEARD.message_id


@pytest.mark.parametrize("kind", KINDS)
def test_strangers_letters_are_read_too(kind):
    letter = strangers_letter(
        kind, STORIES[0], to=HEARD.sender, date=NOW, message_id=f"{kind}@x.example", case="PH-26-000123"
    )
    parsed = parse_letter(to_bytes(letter))
    assert parsed.subject == letter.subject
    assert bool(parsed.spam) == (kind == "spam")
    assert "{" not in parsed.visible_text + parsed.subject


def test_machines_are_known_as_machines():
    parsed = parse_letter(to_bytes(away(STORIES[0], HEARD, date=NOW, message_id="a@x.example")))
    assert parsed.automatic is Automatic.REPLIED
    parsed = parse_letter(to_bytes(bounce(HEARD, date=NOW, message_id="b@x.example")))
    assert parsed.bounce is not None
    assert parsed.bounce.permanent
    assert parsed.bounce.original_message_id.strip("<>") == HEARD.message_id
    assert parsed.bounce.recipients == (HEARD.to,)


@pytest.mark.parametrize("naming", ["rfc2231", "rfc2231_split", "rfc2047"])
def test_a_long_russian_file_name_survives_each_way_of_sending_it(naming):
    paper = Paper(name="Страховой полис путешественника Ведерникова Ольга Сергеевна.pdf", type="application/pdf",
                  content=pdf(["SZ-2018-004512"]), naming=naming)  # fmt: skip
    letter = Letter(
        sender="a@x.example",
        to="b@x.example",
        subject="полис",
        text="вот",
        date=NOW,
        message_id="n@x.example",
        papers=(paper,),
    )
    (attachment,) = parse_letter(to_bytes(letter)).attachments
    assert attachment.name == paper.name
    assert attachment.type == "application/pdf"
    assert not attachment.dangerous


def test_a_picture_is_a_picture():
    picture = png(["SZ-2018-004512", "OLGA"], dice(1))
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 30_000


def test_ages_are_said_in_good_russian():
    assert [age_in_words(age) for age in (1, 3, 5, 11, 14, 21)] == [
        "1 год",
        "3 года",
        "5 лет",
        "11 лет",
        "14 лет",
        "21 год",
    ]
    assert set(WHO) >= {story.relation for story in STORIES}
