"""The mark of a draft in its form: which draft, at which version, and a line for what became of it."""

from datetime import datetime

from django.forms import BoundField
from django.forms.forms import BaseForm
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pharos.people.api import OpenDraft
from pharos.site.drawing import times
from pharos.site.drawing.marks import icon

MARK = """<input type="hidden" name="draft" value="{id}"><input type="hidden" name="draft_version" value="{version}">\
<input type="hidden" name="draft_page" value="{page}">{carried}\
<div class="draft" data-draft="{id}" data-form="{form}" data-about="{subject}" data-staff="{staff}"\
 data-version="{version}" data-changed="{changed}" data-page="{page}" data-url="{url}"{more}>\
<p class="line sub" data-said role="status">{line}</p>{drop}</div>"""
DROP = """<details class="draft-drop"><summary class="link">{ask}</summary>\
<button class="btn" formaction="{url}" formnovalidate>{icon}{sure}</button></details>"""


def draft_mark(form: BaseForm, page: str, now: datetime) -> SafeString:
    """Nothing where the form has no draft."""
    draft: OpenDraft | None = getattr(form, "draft", None)
    if draft is None:
        return mark_safe("")
    carried, aside = getattr(form, "draft_carried", ""), getattr(form, "draft_aside", False)
    more = [
        " data-unsaved" if getattr(form, "draft_unsaved", False) else "",
        "" if draft.subject else " data-moves",
    ]
    return format_html(
        MARK,
        id=draft.id, version=draft.version, page=page, form=draft.form, subject=draft.subject or "", staff=draft.staff,
        changed=" ".join(draft.changed), url=reverse("people:save_draft", args=[draft.id]),
        more=mark_safe("".join(more)),
        carried=format_html('<input type="hidden" name="draft_carried" value="{}">', carried) if carried else "",
        line="" if aside else _line(draft, now), drop="" if aside or not draft.typed else _drop(),
    )  # fmt: skip


def row_state(field: BoundField) -> str:
    """What became of this answer, as the page is drawn: saved in the draft, not asked yet, or nothing to say."""
    draft: OpenDraft | None = getattr(field.form, "draft", None)
    if draft is None or getattr(field.form, "draft_unsaved", False) or getattr(field.form, "draft_aside", False):
        return ""
    if field.html_name in draft.changed:
        return "saved"
    return "ask" if field.name in getattr(field.form, "asks", ()) and field.value() in (None, "", []) else ""


def _line(draft: OpenDraft, now: datetime) -> str:
    if draft.saved_at is None:
        return ""
    told = _("Your draft, saved %(when)s and not sent. Kept until %(day)s.") % {
        "when": times.when(draft.saved_at, now),
        "day": times.day(timezone.localtime(draft.kept_until), now),
    }
    return format_html("{}<span>{}</span>", icon("note"), told)


def _drop() -> SafeString:
    url, ask, sure = reverse("people:drop_draft"), _("Throw away"), _("Yes, throw the draft away")
    return format_html(DROP, url=url, ask=ask, sure=sure, icon=icon("x"))
