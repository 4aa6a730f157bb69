"""Who wrote a letter, told by the first sign that settles it."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.contact.rules.kinds import KindReason, LetterKind, LetterSigns, letter_kind

RULEBOOK = Path(__file__).resolve().parents[2] / "rulebook" / "letter_kinds.toml"
LETTERS = tomllib.loads(RULEBOOK.read_text(encoding="utf-8"))["letter"]


@pytest.mark.parametrize("situation", LETTERS, ids=[one["text"][:40] for one in LETTERS])
def test_a_letter_of_the_rulebook_is_told_for_what_it_is(situation):
    signs = {name: value for name, value in situation.items() if name not in ("kind", "text")}
    assert kind(situation["text"], **signs) == situation["kind"]


def kind(text="", **signs):
    return letter_kind(LetterSigns(visible_text=text, **signs)).kind


@pytest.mark.parametrize(
    "text",
    [
        "У меня температура 39 второй день, отель Sunrise, Хургада",
        "Второй день температура 39, озноб, кашель. Мы в отеле, номер 214. Со мной жена и сын.",
        "Мы с женой отдыхаем в Анталье, у меня болит зуб",
        "Моя жена ждёт в отеле. Я упал на экскурсии и сломал ногу",
        "Здравствуйте. Мой муж и я отравились, у меня рвота",
        "Подскажите, входит ли дайвинг в мой полис?",
        "Прилагаю счёт из больницы за лечение. Как получить возврат?",
        "Помогите, человек без сознания",
        "I attach the invoice from the clinic, I have a fever again",
        "I have a question about my policy",
        "No chest pain. I just need a doctor for my ear.",
    ],
)
def test_a_traveller_writes_of_himself_or_his_policy(text):
    assert kind(text) is LetterKind.TRAVELLER


@pytest.mark.parametrize(
    "text",
    [
        "Здравствуйте, моя мама упала и сломала руку",
        "Добрый день! У меня заболела мама, температура 39, мы в Хургаде",
        "Ребёнок 5 лет, рвота и понос, что делать?",
        "Жена сломала руку. Ждём врача в отеле",
        "Мой муж попал в больницу в Турции, я в Москве",
        "My son has a high fever and vomiting since yesterday. Please help!",
        "Hello, my husband is in hospital in Antalya",
        "I am writing about my wife. She fell down the stairs and broke her hip.",
    ],
)
def test_a_relative_writes_of_another(text):
    assert kind(text) is LetterKind.RELATIVE


@pytest.mark.parametrize(
    "text",
    [
        "Наш пациент Иванов обратился в нашу клинику. Просим гарантийное письмо",
        "Наша пациентка Петрова поступила к нам 12 июля",
        "К нам поступил ваш застрахованный Серов",
        "Dear colleagues, please find attached the medical report and invoice for our patient Ivanov",
        "Patient Name: Ivanov Ivan\nDiagnosis: otitis\nPlease send GOP",
        "Hastamız için ödeme garantisi rica ederiz",
    ],
)
def test_a_clinic_writes_of_its_patient(text):
    assert kind(text) is LetterKind.CLINIC


def test_a_clinic_is_known_by_its_own_address_too():
    verdict = letter_kind(LetterSigns(visible_text="See attached.", from_address="intl@antalya-hospital.example"))
    assert (verdict.kind, verdict.reason) == (LetterKind.CLINIC, KindReason.CLINIC_SENDER)


def test_a_patient_who_forwards_a_clinics_bill_stays_a_traveller():
    text = "Мне выставили счёт на оплату, прилагаю медицинский отчет. У меня болит ухо."
    assert kind(text) is LetterKind.TRAVELLER


def test_an_insurer_is_known_by_address_whatever_it_writes():
    assert kind("Наш пациент", from_insurer=True) is LetterKind.INSURER


def test_the_mail_rooms_word_comes_first():
    assert kind("У меня болит зуб", unreadable=True, bounce=True) is LetterKind.QUARANTINE
    assert kind("У меня болит зуб", seen_before=True) is LetterKind.DUPLICATE
    assert kind("У меня болит зуб", bounce=True, from_insurer=True) is LetterKind.BOUNCE
    assert kind("Я в отпуске", autoreply=True) is LetterKind.AUTOREPLY


@pytest.mark.parametrize(
    "text",
    [
        "Вы выиграли приз! Перейдите по ссылке, казино бонус",
        "Hello, SEO services: rank your website on first page of Google. Click here",
        "Dear friend, an inheritance of 4 million dollars awaits. You are the beneficiary.",
    ],
)
def test_several_phrases_of_advertising_are_spam(text):
    assert kind(text) is LetterKind.SPAM


def test_a_letter_with_any_sign_of_illness_is_never_spam():
    text = "Click here! You have won a casino jackpot. Help, my mother has chest pain and fell ill"
    assert kind(text) is not LetterKind.SPAM
    assert kind("Casino bonus, click here", marked_spam=True, danger=True) is not LetterKind.SPAM
    assert kind("click here, casino", policy_number=True) is LetterKind.TRAVELLER
    assert kind("click here, casino", in_thread=True) is LetterKind.TRAVELLER


def test_one_phrase_of_advertising_is_not_enough():
    assert kind("We wrote about a casino in Goa") is not LetterKind.SPAM


def test_somebody_known_in_the_conversation_stays_who_he_was():
    assert kind("Спасибо!", known_as=LetterKind.CLINIC, in_thread=True) is LetterKind.CLINIC
    assert kind("Спасибо!", known_as=LetterKind.AUTOREPLY, in_thread=True) is LetterKind.TRAVELLER


def test_nothing_told_is_other():
    assert kind("") is LetterKind.OTHER
    assert kind("Я журналист газеты, хотел бы взять интервью") is LetterKind.OTHER
    assert kind("Спасибо большое, всё хорошо") is LetterKind.OTHER


@given(st.text(max_size=400), st.text(max_size=60))
def test_any_letter_gets_a_kind_with_a_reason(text, subject):
    verdict = letter_kind(LetterSigns(subject=subject, visible_text=text))
    assert verdict.kind in LetterKind
    assert verdict.reason in KindReason


def test_a_letter_of_one_word_ten_thousand_times_is_judged_at_once():
    assert kind("мама болит " * 10_000) is LetterKind.RELATIVE
