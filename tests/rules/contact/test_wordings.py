"""Letters to begin with: whose wording is offered, and what is filled in."""

from uuid import uuid4

from pharos.contact.rules.wordings import Slot, Wording, chosen, filled, offered, shipped, slot_objections

SZ, BN = uuid4(), uuid4()


def wording(code: str, insurer=None) -> Wording:
    return Wording(code, {"ru": code, "en": code}, {"ru": "…", "en": "…"}, insurer=insurer, row=uuid4())


def test_the_insurers_own_wording_stands_before_the_companys_and_that_before_ours():
    general, own = wording("received"), wording("received", SZ)
    assert chosen(offered([], SZ), "received") == shipped()[0]
    assert chosen(offered([general, own], BN), "received") == general
    assert chosen(offered([own, general], SZ), "received") == own
    assert chosen(offered([own], None), "received") == shipped()[0]


def test_another_insurers_wording_is_not_offered():
    assert "flood" not in {one.code for one in offered([wording("flood", BN)], SZ)}
    assert "flood" in {one.code for one in offered([wording("flood", SZ)], SZ)}


def test_the_blank_one_is_last_and_stands_for_any_code_nobody_knows():
    known = offered([wording("zebra")], None)
    assert known[-1].code == "blank"
    assert chosen(known, "no such") is known[-1]


def test_a_sentence_whose_value_is_unknown_is_left_out():
    text = "{greeting}\n\nДежурим за {insurer}. Ваш номер {case}.\nСкорая: {ambulance}."
    assert filled(text, {"greeting": "Здравствуйте!", "case": "26-000007"}) == "Здравствуйте!\n\nВаш номер 26-000007.\n"


def test_a_slot_nobody_can_fill_is_named():
    (objection,) = slot_objections("{greeting} {caze} {caze}")
    assert objection.facts == {"slot": "caze"}
    assert slot_objections("{}")[0].facts == {"slot": ""}
    assert slot_objections("no braces, {case}") == []


def test_every_wording_we_ship_asks_only_for_what_can_be_filled():
    for one in shipped():
        for text in one.texts.values():
            assert slot_objections(text) == [], one.code
    assert {slot.value for slot in Slot} >= {"greeting", "case", "insurer"}
