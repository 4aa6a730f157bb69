"""Drafts in the database: whose, which version, how long, and gone with the action that used them."""

import threading
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction

from pharos.core.ids import new_id
from pharos.insurers.api import as_insurer
from pharos.people import drafts
from pharos.people.models import Draft
from pharos.people.rules import Keeping
from pharos.vault import api as vault
from tests.cast import ANNA, NOW, OLEG, hire

pytestmark = pytest.mark.django_db
ABOUT = UUID(int=5)
NOTE = "cases.note"


def typed(
    text: str, *, version: int = 1, base: int = 0, writer: str = "page", ident: UUID | None = None
) -> drafts.Typed:
    ident = ident or drafts.draft_id(staff=hire(ANNA).pk, form=NOTE, subject=ABOUT)
    return drafts.Typed(
        id=ident, form=NOTE, subject=ABOUT, page="/cases/x/", version=version, base=base, writer=writer,
        fields=(("text", text),), changed=("text",), words=("text",),
    )  # fmt: skip


def save(text: str, **how: object) -> drafts.Saved:
    return drafts.save_draft(staff=hire(ANNA).pk, now=NOW, typed=typed(text, **how))  # type: ignore[arg-type]


def annas() -> drafts.OpenDraft:
    return drafts.draft_for(staff=hire(ANNA).pk, form=NOTE, subject=ABOUT)


def test_what_was_typed_is_there_when_the_form_is_opened_again():
    save("Мама просит")
    save("Мама просит врача", version=2)
    assert annas().fields == {"text": ["Мама просит врача"]}
    assert annas().version == 2


def test_a_form_nobody_typed_into_has_no_row():
    assert not annas().typed
    assert not Draft.objects.exists()


def test_a_late_save_changes_nothing():
    save("новое", version=4)
    assert save("старое", version=3).outcome is Keeping.LATE
    assert annas().fields["text"] == ["новое"]


def test_a_save_from_another_window_brings_back_what_stands_there():
    save("здесь", version=1, writer="first")
    answer = save("там", version=1, writer="second")
    assert answer.outcome is Keeping.ELSEWHERE
    assert answer.draft.fields["text"] == ["здесь"]
    assert save("там", version=2, base=1, writer="second").outcome is Keeping.KEEP


def test_two_windows_that_say_the_same_have_nothing_to_choose():
    save("одно", writer="first")
    answer = save("одно", writer="second")
    assert (answer.outcome, answer.draft.version) == (Keeping.THERE, 1)


def test_each_intake_is_a_draft_of_its_own():
    """Several forms of one kind at once (zammad 2786)."""
    staff = hire(ANNA).pk
    for name in ("Серова", "Ковалёв", "Минаева"):
        fields = (("name", name), ("phone", "+7"))
        one = drafts.Typed(
            id=new_id(), form="contact.intake", subject=None, page="/intake/", version=1, base=0, writer="w",
            fields=fields, changed=("urgency", "name"), words=("name",),
        )  # fmt: skip
        drafts.save_draft(staff=staff, now=NOW, typed=one)
    assert {one.gist for one in drafts.unfinished(staff)} == {"Серова", "Ковалёв", "Минаева"}
    assert [one.gist for one in drafts.unfinished(staff, form="cases.note")] == []


def test_nobody_sees_or_overwrites_the_draft_of_a_colleague():
    save("только моё")
    oleg = hire(OLEG).pk
    assert drafts.unfinished(oleg) == []
    ident = annas().id
    assert drafts.draft_for(staff=oleg, form=NOTE, ident=ident).id != ident
    with pytest.raises(PermissionError):
        drafts.save_draft(staff=oleg, now=NOW, typed=typed("чужое", version=9))
    drafts.drop_draft(staff=oleg, now=NOW, ident=ident)
    assert annas().fields["text"] == ["только моё"]


def test_a_used_draft_leaves_its_number_and_no_words():
    save("сказано", version=3)
    key = Draft.objects.get().key_id
    drafts.drop_draft(staff=hire(ANNA).pk, now=NOW, ident=annas().id, version=4)
    assert vault.Key.objects.get(pk=key).wrapped is None
    assert Draft.objects.get().body is None
    assert save("сказано ещё", version=4, base=3).outcome is Keeping.USED
    assert drafts.unfinished(hire(ANNA).pk) == []
    assert not annas().typed
    assert save("следующее", version=annas().version + 1, base=annas().version).outcome is Keeping.KEEP
    assert annas().fields["text"] == ["следующее"]


def test_a_form_sent_before_its_first_save_arrived_stays_sent():
    ident = drafts.draft_id(staff=hire(ANNA).pk, form=NOTE, subject=ABOUT)
    drafts.drop_draft(staff=hire(ANNA).pk, now=NOW, ident=ident, version=1)
    assert save("опоздало").outcome is Keeping.USED
    assert not annas().typed


def test_a_failed_act_keeps_the_draft():
    save("не пропадёт")
    with pytest.raises(RuntimeError), transaction.atomic():
        drafts.drop_draft(staff=hire(ANNA).pk, now=NOW, ident=annas().id, version=1)
        raise RuntimeError
    assert annas().fields["text"] == ["не пропадёт"]


def test_drafts_run_out_after_fourteen_days_and_their_numbers_after_two():
    save("старое")
    key = Draft.objects.get().key_id
    assert drafts.expire_drafts(now=NOW + drafts.KEPT) == 0
    assert drafts.expire_drafts(now=NOW + drafts.KEPT + timedelta(seconds=1)) == 1
    assert vault.Key.objects.get(pk=key).wrapped is None
    save("сказано")
    drafts.drop_draft(staff=hire(ANNA).pk, now=NOW, ident=annas().id)
    assert drafts.expire_drafts(now=NOW + drafts.NUMBER_KEPT + timedelta(seconds=1)) == 0
    assert not Draft.objects.exists()


def test_what_is_forgotten_is_forgotten_in_drafts_too():
    save("о больном")
    assert drafts.drop_drafts_about(now=NOW, subjects=[ABOUT]) == 1
    assert not annas().typed


def test_the_words_lie_sealed_in_the_database():
    save("ни слова открытым текстом")
    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(d)::text from people_draft d")
        row = cursor.fetchone()[0]
    assert "слова" not in row
    assert "ни слова".encode().hex() not in row


def test_an_insurer_has_no_way_to_the_drafts():
    save("не для страховщика")
    with pytest.raises(ProgrammingError, match="permission denied"), as_insurer(ABOUT), connection.cursor() as cursor:
        cursor.execute("select count(*) from people_draft")


def test_more_than_any_form_takes_is_refused():
    with pytest.raises(drafts.DraftTooLong):
        save("щ" * (drafts.LONGEST + 1))


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_begin_at_once_lose_nothing():
    hire(ANNA)
    ready, outcomes = threading.Barrier(2), []

    def begin(writer: str) -> None:
        ready.wait()
        outcomes.append(save(f"из окна {writer}", writer=writer).outcome)
        connection.close()

    windows = [threading.Thread(target=begin, args=(writer,)) for writer in ("a", "b")]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert sorted(outcomes) == [Keeping.ELSEWHERE, Keeping.KEEP]
