"""HTML bodies: cleaned by a strict allow-list, and turned into text that keeps who quoted whom."""

import re
from functools import cache
from html import unescape

import nh3

from pharos.mailroom.parsing.limits import Limits

_TAGS = frozenset(
    "a abbr b blockquote br caption code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li ol p pre q s small span "
    "strike strong sub sup table tbody td tfoot th thead tr u ul".split()
)
_DROP_WITH_CONTENT = frozenset({"script", "style", "title", "head", "noscript", "template", "svg", "math", "iframe"})
_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_REMOTE_IMAGE = re.compile(
    r"<(?:img|input|source|video|v:imagedata)\b[^>]{0,2000}?\b(?:src|srcset|poster)\s*=\s*[\"']?\s*(?:https?:)?//", re.I
)
_REMOTE_BACKGROUND = re.compile(r"(?:url\(\s*[\"']?|\bbackground\s*=\s*[\"']?)(?:https?:)?//", re.I)
_CID = re.compile(r"cid:([^\s\"'>)]{1,300})", re.I)
_OPENING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr p li td th tr dd dt option".split())
_TOKEN = re.compile(r"(<(?:\"[^\"]*\"|[^>\"])*>)")
_TAG_NAME = re.compile(r"<(/?)([a-z0-9]+)")
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_BLOCKS = frozenset("div dl dt dd h1 h2 h3 h4 h5 h6 ol ul li pre table tr caption hr".split())


def clean_html(html: str, limits: Limits) -> str | None:
    """HTML that cannot run, load or hide anything; None when it is too large or too deep to be cleaned safely."""
    if len(html) > limits.html_characters or _too_deep(html, limits.html_depth):
        return None
    return _cleaner().clean(html)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_TAGS),
        clean_content_tags=set(_DROP_WITH_CONTENT),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes=set(_SCHEMES),
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )


def _too_deep(html: str, depth_cap: int) -> bool:
    """Nesting counted roughly, never too low: tags that need no closing are left out."""
    if html.count("<") <= depth_cap:
        return False
    depth = 0
    for closing, name in _OPENING.findall(html):
        if name.lower() in _VOID:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > depth_cap:
            return True
    return False


def remote_images(html: str) -> int:
    """How many pictures the letter wanted to fetch from outside; none ever is."""
    if "//" not in html:
        return 0
    return len(_REMOTE_IMAGE.findall(html)) + len(_REMOTE_BACKGROUND.findall(html))


def referenced_ids(html: str) -> frozenset[str]:
    """Content identifiers that the HTML shows in place."""
    return frozenset(_CID.findall(html)) if "cid:" in html or "CID:" in html else frozenset()


class _Text:
    """Lines under construction, each knowing how deep it is quoted."""

    __slots__ = ("depth", "line", "lines", "pre")

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.depth = 0
        self.pre = 0

    def add(self, text: str) -> None:
        if self.pre:
            first, *rest = text.split("\n")
            self.line.append(first)
            for more in rest:
                self.flush()
                self.line.append(more)
            return
        text = _SPACES.sub(" ", text)
        if text != " " or self.line:
            self.line.append(text)

    def flush(self, *, always: bool = False) -> None:
        text = "".join(self.line).rstrip() if self.pre else "".join(self.line).strip()
        if text or always:
            self.lines.append("> " * self.depth + text)
        self.line = []

    def blank(self) -> None:
        self.flush()
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append("> " * self.depth)


def html_to_text(cleaned: str) -> str:
    """The text of HTML that `clean_html` returned; a quotation becomes lines with `>`."""
    text = _Text()
    for token in _TOKEN.split(cleaned):
        if token[:1] == "<":
            match = _TAG_NAME.match(token)
            if match:
                _tag(text, match[2], closing=bool(match[1]))
        elif token:
            text.add(unescape(token))
    text.flush()
    return "\n".join(text.lines)


def _tag(text: _Text, name: str, *, closing: bool) -> None:
    if name == "br":
        text.flush(always=True)
    elif name == "p":
        text.blank()
    elif name == "blockquote":
        text.flush()
        text.depth = max(0, text.depth + (-1 if closing else 1))
    elif name in ("td", "th"):
        if closing:
            text.line.append(" ")
    elif name in _BLOCKS:
        text.flush()
        if name == "pre":
            text.pre = max(0, text.pre + (-1 if closing else 1))
        elif name == "li" and not closing:
            text.line.append("• ")


def strip_tags(html: str, limits: Limits) -> str:
    """The words of HTML that is too large or too deep to be cleaned: for reading only."""
    words = re.sub(r"(?is)<(script|style)\b.*?(?:</\1\s*>|$)", " ", html[: limits.html_characters])
    words = re.sub(r"(?i)<(?:br|/p|/div|/tr|/li)\b[^<>]{0,500}>", "\n", words)
    lines = (_SPACES.sub(" ", line).strip() for line in unescape(re.sub(r"<[^<>]{0,5000}>", " ", words)).split("\n"))
    return "\n".join(line for line in lines if line)
