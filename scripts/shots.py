"""Pictures of every screen of the demonstration: both languages, both themes, two sizes; some on a phone.

Each is also asked for barriers (axe) and for sideways scroll in each look; what is found is printed, and is an error.

`make shots` starts a demonstration of its own, waits until letters and calls have come, and writes to `var/shots/`;
the few pictures of the README go to `docs/pictures/`. With `--address http://localhost:8000` a running one is used;
`--only queue` takes one screen, `--look ru-light-1280` one look.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from smaller import smaller

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.browser.watching import barriers

ROOT = Path(__file__).resolve().parents[1]
SHOTS, PICTURES, WORLD = ROOT / "var" / "shots", ROOT / "docs" / "pictures", ROOT / "var" / "shots-world"
SIZES = {"1280": (1280, 800), "1920": (1920, 1080), "390": (390, 844)}
ON_PHONE = {"sign-in", "desk", "queue", "case", "notes", "letters", "profile"}
LANGUAGES, THEMES = ("ru", "en"), ("light", "dark")
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"
SPEED, PATIENCE = "40", 600


@dataclass(frozen=True)
class Screen:
    """A screen: its name, who looks, where it is.

    `follow` is a row to open from there, `query` what is added to its address, `link` a link to go on with; `then` is a
    key to press and `after` words to type, `typed` what is typed where, `pressed` keys pressed outside fields.
    """

    name: str
    person: str
    path: str
    follow: str = ""
    query: str = ""
    link: str = ""
    then: str = ""
    after: str = ""
    pressed: str = ""
    typed: tuple[tuple[str, str], ...] = ()


SCREENS = (
    Screen("sign-in", "", "/accounts/login/"),
    Screen("desk", "anna", "/desk/"),
    Screen("queue", "anna", "/cases/"),
    Screen("case", "anna", "/cases/", follow="tr[data-href]"),
    Screen("notes", "anna", "/cases/", follow="tr[data-href]", query="?tab=notes"),
    Screen("case-letters", "anna", "/cases/", follow="tr[data-href]", query="?tab=conversation"),
    Screen("hand-over", "anna", "/cases/hand-over"),
    Screen("merge", "anna", "/cases/", follow="tr[data-href]", query="merge"),
    Screen("drafts", "anna", "/drafts/"),
    Screen("case-doctor", "pavel", "/cases/", follow="tr[data-href]"),
    Screen("letters", "anna", "/letters/"),
    Screen("letters-ended", "anna", "/letters/?list=ended"),
    Screen("wordings", "marina", "/letters/wordings/"),
    Screen("wording", "marina", "/letters/wordings/one/?like=clinic"),
    Screen("reply", "anna", "/letters/", follow="tr[data-href]", link="a[href$='/reply']"),
    Screen("conversation", "anna", "/letters/", follow="tr[data-href]"),
    Screen("calls", "anna", "/calls/"),
    Screen(
        "intake",
        "anna",
        "/intake/",
        pressed="1122",
        typed=(("#id_phone", "+79161234567"), ("#id_place", "Хургада"), ("#id_name", "Ковалёв Артём")),
    ),
    Screen("policies", "anna", "/policies/"),
    Screen("policy", "anna", "/policies/", follow="tr[data-href]"),
    Screen("quarantine", "marina", "/quarantine/"),
    Screen("mailboxes", "oleg", "/mailboxes/"),
    Screen("mailbox", "oleg", "/mailboxes/add/"),
    Screen("imports", "oleg", "/policies/imports/"),
    Screen("insurers", "anna", "/insurers/"),
    Screen("insurer", "anna", "/insurers/SZ/"),
    Screen("places", "anna", "/places/"),
    Screen("country", "anna", "/places/TR/"),
    Screen("palette", "anna", "/cases/", then="Control+k", after="ва"),
    Screen("search", "anna", "/search/?q=%D0%B8%D0%B2%D0%B0%D0%BD"),
    Screen("keys", "anna", "/cases/", then="?"),
    Screen("profile", "anna", "/profile/"),
    Screen("staff", "oleg", "/staff/"),
    Screen("new-person", "oleg", "/staff/add/"),
    Screen("person", "oleg", "/staff/", follow="tr[data-href]"),
    Screen("journal", "oleg", "/journal/"),
    Screen("failures", "oleg", "/failures/"),
)

# Those of the README: screen, size, language, theme.
OF_README = (
    ("queue", "1280", "ru", "light"),
    ("case", "1280", "ru", "light"),
    ("intake", "1280", "ru", "dark"),
    ("conversation", "1280", "en", "light"),
)


def main() -> int:
    """Take the pictures asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", help="a running demonstration; otherwise one is started")
    parser.add_argument("--only", action="append", help="take only this screen (may be repeated)")
    parser.add_argument("--look", action="append", help="take only this look, such as ru-light-1280 (may be repeated)")
    chosen = parser.parse_args()
    looks = [(language, theme, size) for language in LANGUAGES for theme in THEMES for size in SIZES]
    looks = [look for look in looks if not chosen.look or "-".join(look) in chosen.look]
    screens = [screen for screen in SCREENS if not chosen.only or screen.name in chosen.only]
    with world(chosen.address) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS.split())
        found = 0
        for language, theme, size in looks:
            here = [screen for screen in screens if size != "390" or screen.name in ON_PHONE]
            found += take(browser, address, here, language, theme, size)
        publish(browser)
        browser.close()
    print(f"{len(screens)} screens in {len(looks)} looks, {found} faults")
    return 1 if found else 0


def take(browser: Browser, address: str, screens: list[Screen], language: str, theme: str, size: str) -> int:
    """Every screen in one language, theme and size; one sign-in a person. Returns how many faults were found."""
    found = 0
    contexts: dict[str, BrowserContext] = {}
    for screen in screens:
        if screen.person not in contexts:
            contexts[screen.person] = entered(browser, address, screen.person, language, theme, size)
        page = contexts[screen.person].new_page()
        try:
            shown(page, screen, language)
            path = SHOTS / f"{screen.name}-{size}-{language}-{theme}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=path)
            found += told(screen, f"{language} {theme} {size}", faults(page))
        except Exception as error:  # noqa: BLE001  one screen that cannot be shown must not cost the others
            found += told(screen, f"{language} {theme} {size}", [str(error).splitlines()[0]])
        finally:
            page.close()
    for context in contexts.values():
        context.close()
    return found


def faults(page: Page) -> list[str]:
    """Barriers of the page as it stands, and whether it scrolls sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*barriers(page), *([f"scrolls sideways by {wide} px"] if wide > 0 else [])]


def told(screen: Screen, look: str, found: list[str]) -> int:
    for fault in found:
        print(f"{screen.name} {look}: {fault}", file=sys.stderr)
    return len(found)


def entered(browser: Browser, address: str, person: str, language: str, theme: str, size: str) -> BrowserContext:
    """A browser of this look with the person signed in."""
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        locale=language,
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    if person:
        page = context.new_page()
        page.goto(f"/accounts/login/?language={language}")
        page.fill("#id_login", person)
        page.fill("#id_password", password(person))
        page.click("form.sheet button.go")
        page.wait_for_selector(".app")
        if page.locator(".tour button[value=away]").count():
            page.locator(".tour button[value=away]").click()
            page.wait_for_load_state()
        page.close()
    return context


def password(person: str) -> str:
    """The demonstration's people sign in with what it prints at its start."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pharos.site.settings")
    django.setup()
    from pharos.twin.api import demo_sign_ins

    return next(one.password for one in demo_sign_ins() if one.username == person)


def shown(page: Page, screen: Screen, language: str) -> None:
    """Bring the screen before the camera."""
    page.goto(screen.path + ("?language=" + language if not screen.person else ""))
    if screen.follow:
        target = page.locator(screen.follow).first.get_attribute("data-href")
        page.goto(f"{target or screen.path}{screen.query}")
    if screen.link:
        page.locator(screen.link).first.click()
        page.wait_for_load_state()
    for key in screen.pressed:
        page.keyboard.press(key)
    for field, text in screen.typed:
        if page.locator(field).count():
            page.locator(field).press_sequentially(text, delay=20)
            page.wait_for_timeout(500)
            page.keyboard.press("Enter" if page.locator("[role=option]:visible").count() else "Tab")
            page.wait_for_timeout(700)
    if screen.typed:
        page.evaluate(
            "document.activeElement.blur(); document.querySelectorAll('.pane-body').forEach((p) => p.scrollTo(0, 0))"
        )
    if screen.then:
        page.keyboard.press(screen.then)
        page.wait_for_timeout(400)
        page.keyboard.type(screen.after)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)


@contextmanager
def world(address: str | None) -> Iterator[str]:
    """The demonstration to photograph: the one named, or one of our own that is taken down afterwards."""
    if address:
        yield address.rstrip("/")
        return
    WORLD.mkdir(parents=True, exist_ok=True)
    said = WORLD / "said"
    command = [sys.executable, "-m", "pharos.site.cli", "demo", "--speed", SPEED]
    with said.open("wb") as output:
        running = subprocess.Popen(
            command, env={**os.environ, "PHAROS_VAR": str(WORLD)}, stdout=output, stderr=output, cwd=ROOT
        )
    try:
        address = ready(running, said)
        print(f"photographing {address}, waiting for the night to begin")
        time.sleep(45)
        yield address
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(30)


def ready(running: "subprocess.Popen[bytes]", said: Path) -> str:
    """The address, once the first page is served."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := re.search(r"http://\S+", said.read_text("utf-8", "replace")):
            return found[0].rstrip("/.")
        if running.poll() is not None:
            break
        time.sleep(0.5)
    sys.exit(f"the demonstration did not start:\n{said.read_text('utf-8', 'replace')}")


def publish(browser: Browser) -> None:
    """Copy the few pictures of the README, with as many colours as they need."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, size, language, theme in OF_README:
        source = SHOTS / f"{name}-{size}-{language}-{theme}.png"
        if source.exists():
            smaller(browser, source, PICTURES / f"{name}-{language}-{theme}.png")


def chromium() -> str | None:
    """The system's Chromium; None leaves the choice to Playwright."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("PHAROS_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


if __name__ == "__main__":
    sys.exit(main())
