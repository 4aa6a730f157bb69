"""A heart attack in Kemer, in a real browser: the ambulance first, the nearest hospital whatever the contract, one key;
and no barrier on the screens of providers."""

import os
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from pharos.cases import api as cases
from pharos.network.actions.demo import load_demo_providers
from pharos.network.models import Provider, Steerage
from pharos.places import emergencies
from pharos.places.models import Place
from tests.browser.conftest import Enter
from tests.browser.test_every_screen import sideways
from tests.browser.watching import barriers
from tests.cast import ANNA, SVETA, actor

NINA = {"username": "nina", "display_name": "Нина Сетевая", "roles": ["network_developer"]}


def look(page: Page, name: str) -> None:
    """No barrier, nothing off the side; a picture where somebody wants to see it."""
    assert barriers(page) == [], name
    assert sideways(page) <= 0, name
    if folder := os.environ.get("PHAROS_PICTURES"):
        page.screenshot(path=Path(folder) / f"providers-{name}.png")


def case_at(place: str, country: str, urgency: int) -> cases.RegisteredCase:
    where = Place.objects.filter(country=country, name=place).order_by("-weight")[0]
    insured = cases.PartyFacts(role="insured", name="Ковалёв Артём", phone="+79165554218")
    told = cases.Registration(
        insured=insured, complaint="Боль в груди", urgency=urgency,
        place=cases.PlaceFacts(place=where.id, country=country),
    )  # fmt: skip
    return cases.register_case(actor=actor(ANNA), now=timezone.now(), registration=told)


@pytest.fixture(autouse=True)
def _world() -> None:
    emergencies.load(force=True)
    load_demo_providers(actor=actor(SVETA), now=timezone.now())


@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [("ru", "light", (1280, 800)), ("en", "dark", (1280, 800)), ("ru", "light", (390, 844))],
)
def test_a_heart_attack_in_kemer_is_one_key_from_the_nearest_hospital(
    enter: Enter, language: str, theme: str, size: tuple[int, int]
) -> None:
    mark = f"{language}-{theme}-{size[0]}"
    case, calm = case_at("Kemer", "TR", 5), case_at("La Digue", "SC", 3)
    page = enter(ANNA, language=language, theme=theme, size=size)
    page.goto(f"/cases/{calm.id}/providers/")
    look(page, f"la-digue-{mark}")
    clinic = Provider.objects.get(name_latin="Lighthouse Clinic Kemer")
    page.goto(f"/cases/{calm.id}/clinics/{clinic.id}/letter/")
    look(page, f"letter-{mark}")
    page.goto(f"/cases/{case.id}/?tab=providers")
    look(page, f"tab-{mark}")
    page.goto(f"/cases/{case.id}/providers/")
    expect(page.get_by_role("alert").locator("a[href='tel:112']")).to_be_visible()
    hospital = Provider.objects.get(name_latin="Kemer State Shore Hospital")
    expect(page.locator(".offer h2").first).to_have_text(hospital.title(language))
    look(page, f"kemer-{mark}")
    if size[0] > 1000:
        page.keyboard.press("1")
    else:
        page.locator(".offer .choose button").first.click()
    expect(page).to_have_url(f"{page.url.split('/cases/')[0]}/cases/{case.id}/?tab=providers")
    expect(page.locator("#thread")).to_contain_text(hospital.title(language))
    assert Steerage.objects.get(case_id=case.id).chosen == hospital.id


@pytest.mark.parametrize(("language", "theme", "size"), [("ru", "dark", (1280, 800)), ("en", "light", (390, 844))])
def test_screens_of_providers_have_no_barriers(enter: Enter, language: str, theme: str, size: tuple[int, int]) -> None:
    mark = f"{language}-{theme}-{size[0]}"
    clinic = Provider.objects.get(name_latin="Lighthouse Clinic Kemer")
    page = enter(NINA, language=language, theme=theme, size=size)
    page.goto("/providers/")
    look(page, f"list-{mark}")
    for tab in ("card", "contracts", "papers", "quality", "same"):
        page.goto(f"/providers/{clinic.id}/?tab={tab}")
        look(page, f"{tab}-{mark}")
    for address in ("add/", "import/", f"{clinic.id}/contract/new/"):
        page.goto(f"/providers/{address}")
        look(page, f"{address.rstrip('/').rpartition('/')[2]}-{mark}")
