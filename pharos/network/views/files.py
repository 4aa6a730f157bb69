"""Taking in a file of providers: first a look, then all of it."""

import tempfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from django.contrib import messages as toasts
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.network.actions.importing_providers import Look, import_providers, look_at_providers
from pharos.network.forms import FileForm
from pharos.network.rules.provider_rows import RowFault
from pharos.network.wording import ROW_FAULTS, field_text, objection_text
from pharos.people.api import Permission, allow

LARGEST = 20_000_000
SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.CHANGE_NETWORK)
@journal.takes_files(LARGEST)
@journal.once
def import_file(request: HttpRequest) -> HttpResponse:
    """A look tells faults and likenesses; `take` takes the file when it has no fault, leaving out what is there."""
    form = FileForm(request.POST or None, request.FILES or None)
    look, said = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            look = _looked(form.cleaned_data["file"])
            if request.POST.get("take") == "yes":
                skip = frozenset(line for line, _twin in look.twins) | frozenset(
                    line for line, _one in look.same_as_line
                )
                left_out = skip if request.POST.get("twins") != "yes" else frozenset()
                actor = Actor.staff(request.user.pk)
                added = import_providers(actor=actor, now=timezone.now(), look=look, skip=left_out)
                toasts.success(request, _("%(added)d providers added") % {"added": added})
                return redirect("network:list")
        except Objected as objected:
            said = " ".join(map(objection_text, objected.objections))
    context = {
        "form": form,
        "look": look,
        "said": said,
        "faults": _faults(look),
        "notes": _worded(look.notes) if look else [],
    }
    return render(request, "network/providers/import.html", context, status=422 if said or form.errors else 200)


def _looked(upload: "UploadedFile[bytes]") -> Look:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{Path(upload.name or '').suffix.lower()}"
        path.write_bytes(upload.read(LARGEST))
        return look_at_providers(path, timezone.localdate())


def _faults(look: Look | None) -> list[tuple[str, list[str]]]:
    if look is None:
        return []
    return _worded(look.faults)


def _worded(rows: Iterable[tuple[str, Iterable[RowFault]]]) -> list[tuple[str, list[str]]]:
    found = []
    for where, told in islice(rows, SHOWN):
        words = [
            f"{field_text(one.field)}: {ROW_FAULTS[one.code]}" + (f" ({one.piece})" if one.piece else "")
            for one in told
        ]
        found.append((where, words))
    return found
