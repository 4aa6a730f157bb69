"""The door: password, second factor, language; who is let in where, and who is turned away in words."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import make_password
from django.test import override_settings
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.watching import barriers
from tests.cast import ADA, ANNA, EGOR, OLEG, PASSWORD, hire

PBKDF2 = "django.contrib.auth.hashers.PBKDF2PasswordHasher"


def with_password(person: dict[str, object]) -> None:
    """A password in the form the server of this test reads."""
    staff = hire(person)
    with override_settings(PASSWORD_HASHERS=[PBKDF2]):
        staff.password = make_password(PASSWORD)
    staff.save()


def sign_in(page: Page, person: dict[str, object], password: str = PASSWORD) -> None:
    page.get_by_label(re.compile("User name|Имя для входа")).fill(str(person["username"]))
    page.get_by_label(re.compile("Password|Пароль")).fill(password)
    page.get_by_role("button", name=re.compile("Sign in|Войти")).click()


def test_one_comes_in_and_stands_at_the_queue(enter: Enter):
    with_password(ANNA)
    page = enter(None)
    page.goto("/cases/?tab=mine")
    sign_in(page, ANNA)
    expect(page).to_have_url(re.compile(r"/cases/\?tab=mine$"))


def test_the_way_back_never_leads_to_another_house(enter: Enter):
    with_password(ANNA)
    page = enter(None)
    page.goto("/accounts/login/?next=https://elsewhere.example/")
    sign_in(page, ANNA)
    expect(page).to_have_url(re.compile(r"^http://127\.0\.0\.1:\d+/desk/$"))


def test_a_wrong_password_is_said_in_the_page_and_after_five_one_waits(enter: Enter):
    with_password(OLEG)
    page = enter(None, language="en")
    page.goto("/accounts/login/")
    for _ in range(5):
        sign_in(page, OLEG, "not this one")
        expect(page.get_by_role("alert")).to_contain_text("not correct")
    sign_in(page, OLEG)
    expect(page.get_by_role("alert")).to_contain_text("Too many")


def test_the_language_chosen_at_the_door_stays(enter: Enter):
    with_password(ANNA)
    page = enter(None)
    page.goto("/accounts/login/")
    expect(page.get_by_role("heading")).to_have_text("Войти")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading")).to_have_text("Sign in")
    sign_in(page, ANNA)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/profile/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Profile")


def test_a_second_factor_is_set_up_and_then_asked_for(enter: Enter):
    with_password(ANNA)
    page = enter(None, language="en")
    page.goto("/accounts/login/?language=en")
    sign_in(page, ANNA)
    expect(page.get_by_role("heading", name="My desk")).to_be_visible()
    page.goto("/accounts/second-factor/add/")
    confirm(page)
    secret = page.locator("code").inner_text()
    assert barriers(page) == []
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.locator("ol.recovery li")).to_have_count(10)
    recovery = page.locator("ol.recovery li").first.inner_text()
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_in(page, ANNA)
    expect(page.get_by_role("heading", name="Code from your telephone")).to_be_visible()
    assert barriers(page) == []
    page.goto("/cases/")
    expect(page.get_by_role("heading", name="Queue")).to_have_count(0)
    page.goto("/accounts/code/")
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="My desk")).to_be_visible()


def confirm(page: Page) -> None:
    """What changes the way one signs in asks for the password once more."""
    expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
    assert barriers(page) == []
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="Turn on the second factor")).to_be_visible()


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_there_is_no_way_to_sign_up(enter: Enter, forgive):
    page = enter(None)
    forgive("404")
    page.goto("/accounts/signup/")
    expect(page.get_by_role("heading")).to_have_text("Такой страницы нет")


@pytest.mark.parametrize(("language", "said"), [("ru", "Эта страница вам закрыта"), ("en", "This door is not yours")])
def test_somebody_without_the_role_is_told_so(enter: Enter, forgive, language, said):
    page = enter(EGOR, language=language)
    forgive("403")
    page.goto("/staff/")
    expect(page.get_by_role("heading", level=1)).to_have_text(said)
    assert barriers(page) == []


def test_an_administrator_adds_a_colleague_and_closes_his_door(enter: Enter):
    page = enter(ADA, language="en")
    page.goto("/staff/")
    page.keyboard.press("n")
    page.get_by_label("User name").fill("Timur")
    page.get_by_label("Password").fill("a-lantern-for-timur")
    page.get_by_label("Name", exact=True).fill("Тимур Асанов")
    page.get_by_label("Operator").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("status").filter(has_text="Added: Тимур Асанов")).to_be_visible()
    page.get_by_role("link", name="Тимур Асанов").click()
    page.get_by_role("button", name="Deactivate").click()
    expect(page.get_by_role("row", name=re.compile("Тимур Асанов"))).to_contain_text("deactivated")


def test_signed_in_pages_are_kept_nowhere_and_framed_by_nobody(enter: Enter):
    page = enter(ANNA)
    answer = page.goto("/cases/")
    assert answer is not None
    assert answer.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
