"""What a person types to search with stands in no address: addresses go to logs, histories and proxies.

A search form posts; the words are kept in the session, on the server, and the page is asked for again with a mark
that says "what I typed here". Everything else about a list (tab, filter, page) stays in its address.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict

MARK, FIELD = "typed", "q"
LONGEST = 200
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "request_key", FIELD, MARK})
View = Callable[..., HttpResponseBase]


def typed(list_name: str) -> Callable[[View], View]:
    """For the pages of a list one can search: its words (`q`) come by POST, are kept in this person's session under the
    list's name, and are read by the view from `request.GET` as if they stood in the address. Links are built with
    `without_typed`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def searching(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            place = f"{MARK}:{list_name}"
            if request.method == "POST":
                return _keep(request, place)
            if MARK in request.GET:
                asked = request.GET.copy()
                asked[FIELD] = request.session.get(place, "")
                request.GET = asked  # type: ignore[assignment]
            return view(request, *args, **kwargs)

        # It changes nothing but what this person's own session remembers.
        searching.repeatable = True  # type: ignore[attr-defined]
        return searching

    return decorate


def without_typed(asked: QueryDict) -> QueryDict:
    """The query of a link to the same list: the mark stands for what was typed."""
    kept = asked.copy()
    kept.pop(FIELD, None)
    return kept


def words_of(request: HttpRequest, list_name: str) -> str:
    """What this person last typed on a list, for what is done with the shown list as a whole."""
    words: str = request.session.get(f"{MARK}:{list_name}", "")
    return words


def _keep(request: HttpRequest, place: str) -> HttpResponseBase:
    words = request.POST.get(FIELD, "")[:LONGEST].replace("\x00", "").strip()
    request.session[place] = words
    rest = QueryDict(mutable=True)
    for name, value in request.POST.items():
        if name not in NOT_KEPT and isinstance(value, str) and value:
            rest[name] = value
    if words:
        rest[MARK] = "1"
    query = rest.urlencode()
    return HttpResponseRedirect(f"{request.path}?{query}" if query else request.path)
