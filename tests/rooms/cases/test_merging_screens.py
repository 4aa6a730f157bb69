"""The pages of merging: two cases side by side, choices, old links, and undo."""

from uuid import UUID

import pytest
from django.urls import reverse
from time_machine import TimeMachineFixture

from pharos.cases import api as cases
from tests.cast import ANNA, NOW, OLEG, VERA
from tests.rooms.cases.stage import register, registered_to, row
from tests.rooms.cases.test_screens import act, browser, send

pytestmark = pytest.mark.django_db
PLACES = cases.PlaceFacts(heard="Дахаб", country="EG"), cases.PlaceFacts(heard="Кемер", country="TR")


@pytest.fixture(autouse=True)
def _at_night(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)


def card(case_id: UUID, who: dict[str, object] = ANNA, **asked: str) -> str:
    return browser(who).get(reverse("case", args=[case_id]), asked, follow=True).content.decode()


def test_the_card_says_which_open_case_may_be_the_same_and_merges_nothing_by_itself() -> None:
    one, other = registered_to(ANNA), register()
    assert row(other).number in card(one)
    assert "merge/" not in card(one, VERA)
    assert row(other).merged_into_id is None
    found = browser(ANNA).get(act("merge", one)).content.decode()
    assert act("merge-look", one, other) in found


def test_both_cases_stand_side_by_side_and_what_differs_must_be_chosen() -> None:
    survivor, gone = registered_to(ANNA, place=PLACES[0]), register(place=PLACES[1], complaint="Шум в ушах")
    look = act("merge-look", survivor, gone)
    page = browser(ANNA).get(look).content.decode()
    for text in ("Дахаб", "Кемер", "Шум в ушах", 'name="keep-place"', 'name="keep-complaint"'):
        assert text in page, text
    assert 'name="keep-name"' not in page
    refused = send(ANNA, look)
    assert refused.status_code == 422
    assert row(gone).merged_into_id is None
    done = send(ANNA, look, **{"keep-place": "theirs", "keep-complaint": "ours"})
    assert done.status_code == 302
    assert (row(survivor).place_heard, row(gone).merged_into_id) == ("Кемер", survivor)


def test_old_links_lead_to_the_survivor_and_the_merged_case_can_still_be_read() -> None:
    survivor, gone = registered_to(ANNA), register()
    number = row(gone).number
    send(ANNA, act("merge-look", survivor, gone))
    for url in (reverse("case", args=[gone]), reverse("case_by_number", args=[number])):
        answer = browser(ANNA).get(url, follow=True)
        assert answer.redirect_chain[-1][0] == reverse("case", args=[survivor])
    page = card(survivor)
    assert f"{number}" in page
    assert page.count("Обращение зарегистрировано") == 2, "one timeline for both"
    asis = card(gone, **{"as-it-was": ""})
    assert row(survivor).number in asis
    assert act("details", gone) not in asis
    head = browser(ANNA).get(reverse("case_part", args=[gone, "head"])).content.decode()
    assert reverse("case", args=[survivor]) in head, "a tab left open says where to go"


def test_a_form_of_a_merged_case_keeps_what_was_typed_and_says_where_to_go() -> None:
    survivor, gone = registered_to(ANNA), register()
    send(ANNA, act("merge-look", survivor, gone))
    answer = send(ANNA, act("note", gone), text="Просила перезвонить утром")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Просила перезвонить утром" in page
    assert row(survivor).number in page


def test_undoing_from_the_card_sets_the_two_apart_and_says_when_it_is_too_late(
    time_machine: TimeMachineFixture,
) -> None:
    survivor, gone = registered_to(ANNA), register()
    send(ANNA, act("merge-look", survivor, gone))
    merging = cases.merged_away(gone)
    assert merging is not None
    undo = act("unmerge", survivor, merging.merging)
    assert undo in card(survivor)
    assert send(ANNA, undo).status_code == 302
    assert row(gone).merged_into_id is None
    refused = send(ANNA, undo)
    assert refused.status_code == 422


def test_a_colleagues_open_case_is_not_merged_away_and_a_stale_page_merges_nothing() -> None:
    mine, his = registered_to(ANNA), registered_to(OLEG)
    refused = send(ANNA, act("merge-look", mine, his))
    assert "Олег Панин" in refused.content.decode()
    stale = send(ANNA, act("merge-look", his, mine), seen="0" * 32)
    assert stale.status_code == 422
    assert (row(mine).merged_into_id, row(his).merged_into_id) == (None, None)
