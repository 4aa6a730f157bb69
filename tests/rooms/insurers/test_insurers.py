"""Insurers: whom to call now, whose letter it is, how numbers look, and a history of every change."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from pharos.core.objections import Objected
from pharos.events.insurers import InsurerChanged, InsurerPartChanged
from pharos.insurers import actions
from pharos.insurers.api import (
    Insurer,
    contacts_on_duty,
    insurer,
    insurer_by_address,
    insurer_by_sender,
    known_addresses,
    load_demo_insurers,
    recognise_numbers,
    sender_address,
    service_minutes,
)
from pharos.insurers.models import NumberPattern
from pharos.journal import api as journal
from tests.cast import ADA, ANNA, NOW, actor, hire

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo() -> list[Insurer]:
    return load_demo_insurers(actor=actor(ADA), now=NOW)


@pytest.fixture
def ada(client: Client) -> Client:
    client.force_login(hire(ADA))
    return client


def test_the_six_are_loaded_once(demo: list[Insurer]) -> None:
    again = load_demo_insurers(actor=actor(ADA), now=NOW)
    assert [row.code for row in again] == [row.code for row in demo]
    assert {row.country for row in demo} == {"RU", "BY", "KZ", "MD", "BG", "LV"}
    assert Insurer.objects.count() == 6


def test_every_printed_example_is_recognised_as_its_own_insurers_alone() -> None:
    for pattern in NumberPattern.objects.all():
        found = recognise_numbers([pattern.example])
        assert [(match.insurer_id, match.number) for match in found] == [(pattern.insurer_id, pattern.example)]


def test_a_number_is_found_in_subject_body_and_file_name_once() -> None:
    found = recognise_numbers(["Полис sz 2018 004512", "номер SZ-2018-004512", "SZ2018004512.pdf"])
    assert [(match.number, match.as_written) for match in found] == [("SZ-2018-004512", True)]


def test_a_letter_is_known_by_address_domain_and_subdomain() -> None:
    star = insurer("SZ")
    for address in ("a@sever-zvezda.example", "A@Claims.Sever-Zvezda.example", "uregulirovanie@sz-strahovanie.example"):
        assert insurer_by_address(address) == star
        assert insurer_by_address(address, known_addresses()) == star
    for address in (
        "x@sz-strahovanie.example",
        "a@notsever-zvezda.example",
        "",
        "sever-zvezda.example",
        "@",
        "a@example",
    ):
        assert insurer_by_address(address) is None


def test_letters_go_out_in_the_readers_language_or_the_other_one() -> None:
    star = insurer("SZ")
    english, turkish = sender_address(star.id, "en"), sender_address(star.id, "tr")
    assert english is not None
    assert english.address == "help@assist-sz.example"
    assert turkish is not None
    assert insurer_by_sender("Help@assist-sz.example") == star


def test_by_day_the_desk_answers_and_by_night_the_duty_expert() -> None:
    star = insurer("SZ")
    friday_noon_moscow = datetime(2026, 7, 17, 9, 0, tzinfo=UTC)
    assert [one.name for one in contacts_on_duty(star.id, friday_noon_moscow)] == ["Отдел урегулирования"]
    assert [one.name for one in contacts_on_duty(star.id, NOW)] == ["Дежурный эксперт"]


def test_a_promise_is_our_own_choice_until_agreed() -> None:
    star = insurer("SZ")
    assert service_minutes(star.id, "call_back") == 15
    values = {"service": "call_back", "minutes": 10}
    actions.save_part(actor=actor(ADA), now=NOW, insurer_id=star.id, part="target", values=values)
    assert service_minutes(star.id, "call_back") == 10
    assert service_minutes(None, "call_back") == 15


def test_a_change_is_recorded_by_the_names_of_what_changed() -> None:
    star = insurer("SZ")
    particulars = {"name_en": "North Star", "name_ru": star.name_ru}
    actions.change_insurer(actor=actor(ADA), now=NOW, insurer_id=star.id, particulars=particulars)
    assert journal.entries([star.id], limit=1)[0].event == InsurerChanged(insurer=star.id, fields=("name_en",))


def test_a_change_of_nothing_is_no_event() -> None:
    star = insurer("SZ")
    before = journal.position()
    actions.change_insurer(actor=actor(ADA), now=NOW, insurer_id=star.id, particulars={"name_en": star.name_en})
    assert journal.position() == before


def test_a_pattern_that_matches_anything_is_objected_to() -> None:
    with pytest.raises(Objected, match="pattern_too_wide"):
        actions.save_part(
            actor=actor(ADA), now=NOW, insurer_id=insurer("SZ").id, part="pattern", values={"pattern": "NNN"}
        )


def test_a_part_of_another_insurer_cannot_be_changed() -> None:
    row = NumberPattern.objects.get(insurer__code="DZ", pattern="DZ-YY-NNNNNN")
    with pytest.raises(NumberPattern.DoesNotExist):
        actions.save_part(
            actor=actor(ADA), now=NOW, insurer_id=insurer("SZ").id, part="pattern",
            values={"pattern": "QQ-NNNNNN", "example": ""}, row=row.pk,
        )  # fmt: skip


def test_operators_read_and_may_not_change(client: Client) -> None:
    client.force_login(hire(ANNA))
    assert client.get(reverse("insurers:list")).status_code == 200
    page = client.post(reverse("insurers:page", args=["SZ"]), {"text": "мой полис sz 2018 004512"})
    assert page.status_code == 200
    assert "SZ-2018-004512" in page.content.decode()
    assert client.get(reverse("insurers:change", args=["SZ"])).status_code == 403
    assert client.get(reverse("insurers:part-add", args=["SZ", "contact"])).status_code == 403


def test_the_administrator_adds_a_contact_with_hours(ada: Client) -> None:
    address = reverse("insurers:part-add", args=["SZ", "contact"])
    form = {"name": "Ночной стол", "phone": "+74950000199", "languages": "ru, en", "hours": "Пн–Вс 22:00–06:00"}
    answer = ada.post(address, form, headers={"Idempotency-Key": "k1"})
    assert answer.status_code == 302
    star = insurer("SZ")
    assert [one.name for one in contacts_on_duty(star.id, NOW)] == ["Ночной стол"]
    event = journal.entries([star.id], limit=1)[0].event
    assert isinstance(event, InsurerPartChanged)
    assert (event.part, event.change) == ("contact", "added")


@pytest.mark.parametrize(
    ("part", "form"),
    [
        ("contact", {"name": "Никто"}),
        ("contact", {"name": "Стол", "phone": "1", "hours": "когда-нибудь"}),
        ("pattern", {"pattern": "NNN"}),
        ("pattern", {"pattern": "SZ-YYYY-NNNNNN"}),
        ("address", {"address": "not an address"}),
        ("limit", {"amount": "-1", "currency": "EUR"}),
    ],
)
def test_a_bad_part_comes_back_with_what_is_wrong(ada: Client, part: str, form: dict[str, str]) -> None:
    answer = ada.post(reverse("insurers:part-add", args=["SZ", part]), form, headers={"Idempotency-Key": "k2"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode() or "note bad" in answer.content.decode()


def test_every_part_can_be_opened_changed_and_removed(ada: Client) -> None:
    star = insurer("SZ")
    row = star.contacts.get(after_hours=False)
    address = reverse("insurers:part", args=["SZ", "contact", row.pk])
    assert "Пн–Пт 09:00–18:00" in ada.get(address, headers={"Accept-Language": "ru"}).content.decode()
    removed = ada.post(reverse("insurers:remove", args=["SZ", "contact", row.pk]), {"request_key": "k3"})
    assert removed.status_code == 302
    assert not star.contacts.filter(pk=row.pk).exists()


def test_an_insurer_is_added_and_a_taken_code_is_refused(ada: Client) -> None:
    form = {"code": "nw", "name_ru": "Новая", "name_en": "New", "country": "ru", "language": "ru",
            "time_zone": "Europe/Moscow", "active": "on"}  # fmt: skip
    assert ada.post(reverse("insurers:add"), form, headers={"Idempotency-Key": "k4"}).status_code == 302
    assert insurer("NW").country == "RU"
    assert ada.post(reverse("insurers:add"), form, headers={"Idempotency-Key": "k5"}).status_code == 422
    form |= {"code": "nx", "time_zone": "Mars/Olympus"}
    assert ada.post(reverse("insurers:add"), form, headers={"Idempotency-Key": "k6"}).status_code == 422


def test_an_unknown_insurer_or_part_is_not_found(ada: Client) -> None:
    assert ada.get(reverse("insurers:page", args=["QQ"])).status_code == 404
    assert ada.get(reverse("insurers:part-add", args=["SZ", "moon"])).status_code == 404
