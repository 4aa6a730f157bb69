"""Where a page saves what is typed, and where a person throws a draft away."""

import json
import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pharos.journal.api import once
from pharos.people.allowing import allow
from pharos.people.drafted import drop_sent
from pharos.people.drafts import DraftTooLong, Saved, Typed, save_draft
from pharos.people.models import Staff
from pharos.people.rules import Keeping, Permission

CODE = re.compile(r"[a-z_]{1,20}\.[a-z_-]{1,38}")
NUMBERS = range(0, 2**31 - 2)


class _Garbled(ValueError):
    """Not a save as our pages send it; the text says what is wrong with it."""


@require_POST
@allow(Permission.SEE_OWN_PROFILE)
def save(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Keep one save of a draft.

    200: it is on disk (`saved`), or the form was sent already (`used`); 409: another window came first; 403: somebody
    else has signed in since the page was opened; 413: longer than any form takes; 400: no save at all.
    """
    assert isinstance(request.user, Staff)
    try:
        told = _told(request.body)
        if told.get("staff") != request.user.pk:
            return _said("somebody", status=403)
        saved = save_draft(staff=request.user.pk, now=timezone.now(), typed=_typed(draft_id, told))
    except _Garbled as garbled:
        return JsonResponse({"said": "garbled", "what": str(garbled)}, status=400)
    except PermissionError:
        return _said("somebody", status=403)
    except DraftTooLong:
        return _said("long", status=413)
    return _answer(saved)


# A version counts once, however often it is sent.
save.repeatable = True  # type: ignore[attr-defined]


@require_POST
@allow(Permission.SEE_OWN_PROFILE)
@once
def drop(request: HttpRequest) -> HttpResponse:
    """Throw the draft of this form away, and show the page it stood on again."""
    drop_sent(request)
    messages.success(request, _("The draft is thrown away"))
    back = request.POST.get("draft_page", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/")


def _answer(saved: Saved) -> JsonResponse:
    draft = saved.draft
    if saved.outcome is Keeping.ELSEWHERE:
        return _said("elsewhere", status=409, version=draft.version, fields=draft.fields)
    if saved.outcome is Keeping.USED:
        return _said("used", version=draft.version)
    return _said("saved", version=draft.version)


def _said(word: str, *, status: int = 200, **more: Any) -> JsonResponse:
    return JsonResponse({"said": word, **more}, status=status)


def _told(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        raise _Garbled("the body is not JSON") from None
    if not isinstance(told, dict):
        raise _Garbled("the body is not an object")
    return told


def _typed(draft_id: UUID, told: dict[str, Any]) -> Typed:
    form, page, writer = told.get("form"), told.get("page", ""), told.get("writer")
    if not (isinstance(form, str) and CODE.fullmatch(form)):
        raise _Garbled("form: a code like cases.note")
    if not (isinstance(page, str) and len(page) <= 300 and re.match(r"/(?![/\\])", page)):
        raise _Garbled("page: an address of this site, up to 300 characters")
    if not (isinstance(writer, str) and 0 < len(writer) <= 40):
        raise _Garbled("writer: up to 40 characters")
    return Typed(
        id=draft_id, form=form, subject=_subject(told.get("subject")), page=page, writer=writer,
        version=_number(told, "version"), base=_number(told, "base"),
        fields=_fields(told.get("fields")), changed=_names(told, "changed"), words=_names(told, "words"),
    )  # fmt: skip


def _subject(text: object) -> UUID | None:
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        raise _Garbled("subject: a UUID, or nothing") from None


def _number(told: dict[str, Any], name: str) -> int:
    number = told.get(name)
    if type(number) is not int or number not in NUMBERS:
        raise _Garbled(f"{name}: a whole number from 0")
    return number


def _fields(pairs: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(pairs, list) or len(pairs) > 500:
        raise _Garbled("fields: up to 500 pairs of name and value")
    found = []
    for pair in pairs:
        match pair:
            case [str(name), str(value)] if len(name) <= 100:
                found.append((name, value.replace("\x00", "")))
            case _:
                raise _Garbled("fields: pairs of name and value")
    return tuple(found)


def _names(told: dict[str, Any], what: str) -> tuple[str, ...]:
    names = told.get(what, [])
    if not isinstance(names, list) or not all(isinstance(name, str) and len(name) <= 100 for name in names):
        raise _Garbled(f"{what}: names of fields")
    return tuple(names[:500])
