"""Templates keep to their room, carry nothing inline, and every form that writes carries its key."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "pharos").glob("*/templates/**/*.html"))
# Folders a room's own templates may lie in; people also dresses the pages of the sign-in library.
OWN = {"people": {"people", "account", "mfa"}}
NAMED = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
LOADED = re.compile(r"{%\s*load\s+([^%]+?)\s*%}")
COMMENT = re.compile(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}|{#.*?#}", re.DOTALL)
COMMON = {"i18n", "static", "pharos", "work", "l10n", "tz", "humanize"}


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "pharos").parts[0]


def source(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


def ids(path: Path) -> str:
    return path.relative_to(ROOT / "pharos").as_posix()


class Inline(HTMLParser):
    """What the content policy would refuse: scripts and styles in the page, handlers and styles in attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        names = {name for name, _value in attrs}
        if tag == "script" and "src" not in names and dict(attrs).get("type") not in {"application/json"}:
            self.found.append("<script> without src")
        if tag == "style" or "style" in names:
            self.found.append(f"a style in <{tag}>")
        self.found += [f"{name} in <{tag}>" for name in names if re.fullmatch(r"on[a-z]+|hx-on.*", name)]
        links = [value or "" for name, value in attrs if name in {"href", "src", "action"}]
        self.found += [f"{link} from outside" for link in links if tag in {"link", "script"} and "//" in link]


def test_there_are_templates_to_check():
    assert len(TEMPLATES) > 10


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_a_template_includes_only_its_own_room_or_the_frame(path):
    own = OWN.get(room_of(path), {room_of(path)}) | {"site"}
    strangers = [name for name in NAMED.findall(source(path)) if name.split("/")[0] not in own]
    assert strangers == []


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_a_template_speaks_only_the_words_of_its_own_room_and_the_frame(path):
    words = {word for line in LOADED.findall(source(path)) for word in line.split()}
    assert words <= COMMON | {room_of(path)}


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_a_template_carries_nothing_inline(path):
    reader = Inline()
    reader.feed(re.sub(r"{%.*?%}", " ", source(path)))
    assert reader.found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_a_form_that_writes_carries_its_key(path):
    forms = re.findall(r"<form\b[^>]*>.*?(?=<form\b|</form>|\Z)", source(path), re.DOTALL)
    bare = [form[:80] for form in forms if 'method="post"' in form.lower() and "{% request_key %}" not in form]
    assert bare == []


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_a_template_of_a_room_lies_in_a_folder_of_its_name(path):
    folder = path.relative_to(ROOT / "pharos" / room_of(path) / "templates").parts[0]
    bare = {"429.html"}
    assert folder in OWN.get(room_of(path), {room_of(path)}) | bare
