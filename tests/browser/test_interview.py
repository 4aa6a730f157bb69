"""The interview at the desk, in Russian and by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from pharos.cases import api as cases
from pharos.clinical.models import KeptInterview
from pharos.contact.models import Conversation
from pharos.core.urgency import Urgency
from tests.browser.conftest import Enter
from tests.browser.test_intake import world  # noqa: F401  the places and emergency numbers
from tests.browser.watching import barriers
from tests.cast import ANNA
from tests.rooms.contact.letters import contact_of, deliver, letter, registered

FIXED = ("Опасность для жизни", "Повторяем услышанное", "Опасности")


@pytest.fixture
def talk(world: None) -> Conversation:  # noqa: F811
    return contact_of(deliver(letter("Здравствуйте, позвоните мне", subject="Нужен врач"))).conversation


def begin(page: Page, subject: object, **facts: str) -> None:
    """Fill in what the caller says, and begin."""
    page.goto(f"/interview/conversation/{subject}/")
    expect(page.locator("#id_opening")).to_be_focused()
    begin_here(page, **facts)


def begin_here(page: Page, **facts: str) -> None:
    for name in ("opening", "age", "place"):
        page.fill(f"#id_{name}", facts.get(name, ""))
    page.locator(f"input[name=sex][value={facts['sex']}]").check()
    page.locator(".ask-box").get_by_role("button", name="Начать опрос").click()
    expect(page.locator("#aloud")).to_be_visible()


def press(page: Page, key: str) -> None:
    """One key, and the next question or the end is there."""
    seen = page.locator("input[name=seen]").first.get_attribute("value")
    page.keyboard.press(key)
    expect(page.locator("input[name=seen]").first).not_to_have_value(seen or "")


def answer(page: Page, knows: dict[str, str]) -> tuple[int, int]:
    """Answer to the end: what the caller knows by the words of the answer or question, everything else no. Returns how
    many questions were asked in all, and how many of them were no fixed ones."""
    asked = counted = 0
    while page.locator("#aloud").count():
        asked += 1
        counted += not page.locator(".ask-box .label").first.inner_text().split("·")[1].strip().startswith(FIXED)
        assert asked < 40
        press(page, key_for(page, knows))
    return asked, counted


def key_for(page: Page, knows: dict[str, str]) -> str:
    """The key of the answer this caller gives."""
    options = page.locator(".ask-keys button")
    words = {one.inner_text().split("\n")[-1].strip().lower(): one.get_attribute("data-key") for one in options.all()}
    question = page.locator("#aloud").inner_text().lower()
    listed = page.locator(".ask-keys.listed").count()
    for told, said in knows.items():
        match = next((key for word, key in words.items() if told in word), None) if listed else None
        if match and said == "да":
            return match
        if not listed and told in question:
            return words[said]
    none = next((key for word, key in words.items() if word in ("нет", "ничего из этого", "другое")), None)
    return none or "1"


def test_a_mother_about_a_feverish_child_in_kemer(enter: Enter, talk: Conversation):
    page = enter(ANNA)
    begin(page, talk.id, opening="у сына температура 39, болит ухо", age="3", sex="male", place="Кемер")
    expect(page.locator("aside")).to_contain_text("112")
    knows = {"в сознании": "да", "всё верно": "да", "насморк": "да", "пьёт": "да"}
    asked, counted = answer(page, knows)
    assert counted < 12, (asked, counted)
    expect(page.locator(".ask-box .aloud")).to_contain_text("едиатр")
    expect(page.locator("aside .hyp h3").nth(1)).to_contain_text("отит")
    with page.expect_response("**/finish"):
        page.keyboard.press("Enter")
    expect(page.locator(".ask-box")).to_contain_text("Зарегистрировать")
    assert KeptInterview.objects.get().finished_at is not None


def test_nausea_and_jaw_ache_bring_the_ambulance_whatever_is_answered_next(enter: Enter, talk: Conversation):
    page = enter(ANNA)
    begin(page, talk.id, opening="тошнит и ноет челюсть", age="58", sex="female", place="Анталья")
    while not page.locator(".redflag").count():
        press(page, key_for(page, {"в сознании": "да", "всё верно": "да", "тошн": "да", "челюст": "да"}))
    expect(page.locator(".redflag")).to_contain_text("112")
    for _ in range(5):
        if not page.locator("#aloud").count():
            break
        press(page, key_for(page, {}))
        expect(page.locator(".redflag")).to_be_visible()
        expect(page.locator("aside .mass")).to_contain_text("скорая")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "tel:112"


def test_the_operator_is_interrupted_comes_back_and_goes_on(enter: Enter, talk: Conversation):
    page = enter(ANNA)
    begin(page, talk.id, opening="у сына температура 39, болит ухо", age="3", sex="male", place="Кемер")
    for _ in range(3):
        press(page, key_for(page, {"в сознании": "да"}))
    question = page.locator("#aloud").inner_text()
    page.goto("/cases/")
    page.goto(f"/intake/?conversation={talk.id}")
    expect(page.locator(".steps")).to_contain_text("Вопрос 4")
    expect(page.locator("[data-live-state]")).to_be_visible()
    with page.expect_navigation(url="**/interview/**"):
        page.keyboard.press("i")
    expect(page.locator("#aloud")).to_have_text(question)
    expect(page.locator(".answered li")).to_have_count(3)
    page.keyboard.press("Backspace")
    expect(page.locator(".answered li")).to_have_count(2)


def test_a_red_flag_raises_the_case_and_the_card_shows_what_came_of_it(enter: Enter, world: None):  # noqa: F811
    case = registered(place=cases.PlaceFacts(country="TR", heard="Кемер"), complaint="без сознания")
    page = enter(ANNA)
    page.goto(f"/cases/{case.id}/?tab=interview")
    page.keyboard.press("i")
    expect(page.locator("#id_place")).to_have_value("Кемер")
    page.locator(".ask-box").get_by_role("button", name="Начать опрос").click()
    expect(page.locator("#aloud")).to_be_visible()
    press(page, "2")
    assert cases.case(case.id, medical=False).line.urgency == Urgency.AMBULANCE
    page.get_by_role("button", name="Достаточно").click()
    expect(page.locator(".ask-box")).to_contain_text("К обращению")
    page.goto(f"/cases/{case.id}/?tab=interview")
    expect(page.locator("#work")).to_contain_text("скорая")
    assert barriers(page) == []


def test_what_cannot_be_is_said_no_number_is_guessed_and_it_goes_on(enter: Enter, talk: Conversation):
    page = enter(ANNA)
    page.goto(f"/interview/conversation/{talk.id}/")
    page.locator("#id_pregnant").check()
    begin_here(page, opening="болит живот", age="130", sex="male", place="Тридевятое царство")
    said = page.locator(".notice")
    for words in ("130", "мужчина не может быть беременным", "Тридевятое царство"):
        expect(said.filter(has_text=words)).to_have_count(1)
    assert page.locator("a[href^='tel:']").count() == 0
    press(page, "1")
    page.locator("summary", has_text="Кто болен и где").click()
    page.locator("#id_pregnant").uncheck()
    page.fill("#id_age", "30")
    page.fill("#id_place", "Кемер")
    page.get_by_role("button", name="Исправить").click()
    expect(said).to_have_count(0)
    expect(page.locator(".answered li")).to_have_count(1)
    expect(page.locator("a[href='tel:112']").first).to_be_visible()


def test_two_windows_do_not_answer_over_each_other(enter: Enter, talk: Conversation, forgive):
    one, other = enter(ANNA), enter(ANNA)
    forgive("409")
    begin(one, talk.id, opening="болит ухо", age="3", sex="male", place="Кемер")
    other.goto(one.url)
    expect(other.locator("#aloud")).to_be_visible()
    press(one, "1")
    other.keyboard.press("2")
    expect(other.locator("[role=alert]")).to_contain_text("в другом окне")
    expect(other.locator(".answered li b")).to_have_text(["да"])
    press(other, "4" if other.locator("[data-key='6']").count() else "1")


def test_it_is_whole_without_scripts(enter: Enter, talk: Conversation, forgive):
    page = enter(ANNA)
    forgive("Failed to load resource")
    page.route("**/*.js", lambda route: route.abort())
    begin(page, talk.id, opening="болит ухо", age="3", sex="male", place="Кемер")
    page.locator(".ask-keys button").first.click()
    expect(page.locator(".answered li")).to_have_count(1)


@pytest.mark.parametrize(("language", "theme"), [("ru", "light"), ("en", "dark")])
def test_no_screen_of_it_has_a_barrier_or_scrolls_sideways(enter: Enter, talk: Conversation, language: str, theme: str):
    page = enter(ANNA, language=language, theme=theme)
    page.goto(f"/interview/conversation/{talk.id}/")
    held(page)
    page.fill("#id_opening", "у сына температура 39, болит ухо")
    page.fill("#id_age", "3")
    page.locator(".ask-box form button").click()
    for _ in range(5):
        expect(page.locator("#aloud")).to_be_visible()
        press(page, "1")
    held(page)


def held(page: Page) -> None:
    """No barrier and nothing off the side, as wide as a desk has it and as narrow as a telephone."""
    for width, height in ((1280, 800), (1920, 1080), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert barriers(page) == [], width
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
