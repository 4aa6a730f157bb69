"""Search and the palette: one question to every room the viewer may enter."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pharos.core.keyboards import in_other_layout
from pharos.people.api import Permission, allow, typed, viewer_of
from pharos.site.search import RECENT, Group, acts, find, recent

TEXT = 120
IN_PALETTE, ON_PAGE = 6, 40


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_OWN_PROFILE)
def palette(request: HttpRequest) -> HttpResponse:
    """Options for the dialog; with nothing typed what one looked at last, what one can do and where one can go. What is
    typed comes by POST, and so do the things looked at, which the browser keeps as bare ids."""
    viewer = viewer_of(request)
    texts = _texts(request)
    if texts:
        groups = find(texts, viewer, limit=IN_PALETTE)
    else:
        groups = [*recent(_things(request), viewer), Group("", "arrow", acts(viewer))]
    return render(request, "site/palette.html", {"groups": groups, "asked": texts[0] if texts else ""})


# It only reads: a name typed letter by letter stands in no address.
palette.repeatable = True  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_OWN_PROFILE)
@typed("search")
def search(request: HttpRequest) -> HttpResponse:
    """The same as a page, for those without scripts and for longer lists. A single exact case opens at once."""
    texts = _texts(request)
    groups = find(texts, viewer_of(request), limit=ON_PAGE)
    hits = [hit for group in groups for hit in group.hits if hit.kind != "action"]
    if len(hits) == 1 and hits[0].exact and hits[0].url:
        return redirect(hits[0].url)
    return render(request, "site/search.html", {"groups": groups, "asked": texts[0] if texts else ""})


def _texts(request: HttpRequest) -> list[str]:
    """What was typed, and what the same keys would have typed in the other keyboard layout; empty when nothing was."""
    asked = request.POST if request.method == "POST" else request.GET
    text = asked.get("q", "")[:TEXT].strip()
    return [text, in_other_layout(text)] if text else []


def _things(request: HttpRequest) -> list[tuple[str, UUID]]:
    """`case:<id> conversation:<id>`, as the browser remembers them, the newest first. What is no such thing is left."""
    things = []
    for word in request.POST.get("recent", "").split()[:RECENT]:
        kind, _, text = word.partition(":")
        try:
            things.append((kind, UUID(text)))
        except ValueError:
            continue
    return things
