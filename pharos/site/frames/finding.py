"""Search and the palette: one question to every room the viewer may enter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pharos.people.api import Permission, allow, typed
from pharos.site.frames.viewing import viewer_of
from pharos.site.search import Group, acts, find

TEXT = 120
IN_PALETTE, ON_PAGE = 6, 40


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_OWN_PROFILE)
def palette(request: HttpRequest) -> HttpResponse:
    """Options for the dialog; with nothing typed what one can do and where one can go. What is typed comes by POST."""
    viewer = viewer_of(request)
    texts = _texts(request)
    groups = find(texts, viewer, limit=IN_PALETTE) if any(texts) else [Group("", "arrow", acts(viewer))]
    return render(request, "site/palette.html", {"groups": groups, "asked": texts[0]})


# It only reads: a name typed letter by letter stands in no address.
palette.repeatable = True  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_OWN_PROFILE)
@typed("search")
def search(request: HttpRequest) -> HttpResponse:
    """The same as a page, for those without scripts and for longer lists. A single exact case opens at once."""
    texts = _texts(request)
    groups = find(texts, viewer_of(request), limit=ON_PAGE) if any(texts) else []
    hits = [hit for group in groups for hit in group.hits if hit.kind != "action"]
    if len(hits) == 1 and hits[0].exact and hits[0].url:
        return redirect(hits[0].url)
    return render(request, "site/search.html", {"groups": groups, "asked": texts[0]})


def _texts(request: HttpRequest) -> list[str]:
    asked = request.POST if request.method == "POST" else request.GET
    return [asked.get(name, "")[:TEXT].strip() for name in ("q", "alt")]
