"""`pharos mail import`: letters from files, one line each, nothing twice, nothing lost."""

import json
from io import StringIO
from random import Random

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pharos.contact.models import Contact, Conversation
from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from tests.cast import NOW
from tests.rooms.contact.letters import deliver, hear, letter, registered

pytestmark = pytest.mark.django_db
FIELDS = [
    "file", "conversation", "case", "new_conversation", "thread_of", "policy", "policy_registered", "language",
    "urgent", "attachments", "visible_text", "kind",
]  # fmt: skip


@pytest.fixture(autouse=True)
def demo_insurers(db):
    insurers.load_demo_insurers(actor=Actor.system("test"), now=NOW)


def run(*paths, said=None):
    out, err = StringIO(), StringIO()
    call_command("mail_import", *map(str, paths), "--json", stdout=out, stderr=err)
    if said is not None:
        said.append(err.getvalue())
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    return {row["file"].rpartition("/")[2]: row for row in rows}


def write(folder, **files):
    for name, raw in files.items():
        (folder / f"{name.replace('_', '-')}.eml").write_bytes(raw)
    return folder


def test_a_line_has_exactly_the_promised_fields(tmp_path):
    raw = letter("У меня температура 39. Полис SZ-2018-004512", subject="Болею", message_id="<1@x.example>")
    row = run(write(tmp_path, one=raw))["one.eml"]
    assert list(row) == FIELDS
    assert row["kind"] == "traveller"
    assert row["new_conversation"] is True
    assert (row["case"], row["thread_of"]) == (None, "<1@x.example>")
    assert (row["policy"], row["policy_registered"]) == ("SZ-2018-004512", False)
    assert (row["language"], row["urgent"]) == ("ru", False)
    assert row["visible_text"] == "У меня температура 39. Полис SZ-2018-004512"


def test_an_answer_read_before_its_parent_is_in_its_thread_all_the_same(tmp_path):
    rows = run(
        write(
            tmp_path,
            a_answer=letter("Хуже", message_id="<2@x.example>", In_Reply_To="<1@x.example>"),
            b_root=letter(message_id="<1@x.example>"),
            c_by_references=letter("Ещё", subject="Иное", References="<1@x.example> <2@x.example>"),
        )
    )
    assert len({row["conversation"] for row in rows.values()}) == 1
    assert [rows[name]["thread_of"] for name in sorted(rows)] == ["<1@x.example>"] * 3
    assert [rows[name]["new_conversation"] for name in sorted(rows)] == [False, True, False]


def test_the_same_letter_again_is_a_duplicate_of_the_same_conversation(tmp_path):
    raw = letter(message_id="<1@x.example>")
    rows = run(write(tmp_path, a=raw, b=b"Received: from elsewhere\r\n" + raw))
    assert (rows["a.eml"]["kind"], rows["b.eml"]["kind"]) == ("traveller", "duplicate")
    assert rows["a.eml"]["conversation"] == rows["b.eml"]["conversation"]
    assert rows["b.eml"]["new_conversation"] is False
    again = run(tmp_path)
    assert {row["kind"] for row in again.values()} == {"duplicate"}
    assert Contact.objects.count() == 1


def test_the_same_message_id_with_other_words_is_another_letter(tmp_path):
    rows = run(
        write(tmp_path, a=letter("раз", message_id="<1@x.example>"), b=letter("два", message_id="<1@x.example>"))
    )
    assert rows["b.eml"]["kind"] != "duplicate"
    assert Contact.objects.count() == 2


def test_broken_letters_are_kept_apart_and_stop_nothing(tmp_path):
    said = []
    write(tmp_path, a_broken=b"\x00\xff\xfe\x00", b_empty=b"", c_good=letter())
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\x00")
    rows = run(tmp_path, said=said)
    assert rows["a-broken.eml"]["kind"] == rows["b-empty.eml"]["kind"] == "quarantine"
    assert rows["a-broken.eml"]["conversation"] is None
    assert rows["c-good.eml"]["kind"] == "traveller"
    assert "photo.png" in said[0]
    assert "photo.png" not in rows


def test_a_letter_that_breaks_the_reader_is_kept_apart_and_the_others_are_filed(tmp_path, monkeypatch):
    from pharos.mailroom.actions import importing, reading

    def poison(raw, **options):
        if b"POISON" in raw:
            raise RuntimeError("the reader broke")
        return honest(raw, **options)

    honest = importing.parse_letter
    monkeypatch.setattr(importing, "parse_letter", poison)
    monkeypatch.setattr(reading, "parse_letter", poison)
    rows = run(write(tmp_path, a=letter(), b=letter("POISON"), c=letter("Болит зуб")))
    assert [rows[name]["kind"] for name in sorted(rows)] == ["traveller", "quarantine", "traveller"]


def test_nothing_found_is_one_clear_refusal(tmp_path):
    with pytest.raises(CommandError):
        run(tmp_path)
    with pytest.raises(CommandError, match="nowhere"):
        run(tmp_path / "nowhere", write(tmp_path, a=letter()))


def test_a_thread_of_a_case_names_the_case(tmp_path):
    case = registered()
    subject = mailroom.tagged_subject("Re: помощь", case.number)
    rows = run(
        write(
            tmp_path,
            a=letter("Спасибо", subject=subject),
            b=letter(subject=f"Дело {case.number}", sender="x@y.example"),
        )
    )
    assert rows["a.eml"]["case"] == case.number
    assert rows["b.eml"]["case"] is None


def test_names_of_files_leave_out_what_is_shown_in_the_text(tmp_path):
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["From"], message["Subject"], message["Message-ID"] = "a@b.example", "Отчёт", "<f@b.example>"
    message.set_content("Во вложении")
    message.add_alternative('<p>Во вложении <img src="cid:logo"></p>', subtype="html")
    message.get_payload()[1].add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<logo>", filename="logo.png")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="SZ-2018-004512.pdf")
    row = run(write(tmp_path, a=message.as_bytes()))["a.eml"]
    assert row["attachments"] == ["SZ-2018-004512.pdf"]
    assert row["policy"] == "SZ-2018-004512"


def test_subscribers_that_hear_of_the_import_file_nothing_twice(tmp_path):
    run(write(tmp_path, a=letter(), b=letter("Болит ухо")))
    before = journal.position()
    hear()
    assert Contact.objects.count() == 2
    assert journal.position() == before


def test_an_import_and_the_door_agree_on_one_thread(tmp_path):
    first = deliver(letter(message_id="<1@x.example>"))
    row = run(write(tmp_path, a=letter("Ещё", In_Reply_To="<1@x.example>")))["a.eml"]
    assert row["conversation"] == str(Contact.objects.get(letter=first).conversation_id)


def test_many_letters_take_few_statements(tmp_path, django_assert_max_num_queries):
    write(tmp_path, **{f"n{number:03}": letter(f"Болит зуб {number}") for number in range(60)})
    with django_assert_max_num_queries(60):
        rows = run(tmp_path)
    assert len(rows) == 60


TREE = st.lists(st.integers(0, 5), min_size=1, max_size=7)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parents=TREE,
    copies=st.lists(st.integers(1, 3), min_size=8, max_size=8),
    seed=st.integers(0, 10_000),
    cut=st.booleans(),
)
def test_any_order_and_one_to_three_deliveries_make_one_conversation(parents, copies, seed, cut):
    """A tree of answers, each delivered one to three times, in any order, by import or at the door."""
    chance = Random(seed)
    mark = f"{seed}-{chance.random()}"
    raws = [letter("начало", message_id=f"<{mark}-0@x.example>")]
    for number, parent in enumerate(parents, start=1):
        answered = f"<{mark}-{min(parent, number - 1)}@x.example>"
        header = {"In_Reply_To": answered} if chance.random() < 0.5 else {"References": answered}
        raws.append(letter(f"ответ {number}", message_id=f"<{mark}-{number}@x.example>", **header))
    road = [raw for raw, times in zip(raws, copies, strict=False) for _ in range(times)]
    chance.shuffle(road)
    ids = {deliver(raw) for raw in road}
    assert len(ids) == len(raws)
    homes = set(Contact.objects.filter(letter__in=ids).values_list("conversation_id", flat=True))
    assert len(homes) == 1
    assert Conversation.objects.filter(pk__in=homes, joined_to=None).count() == 1
