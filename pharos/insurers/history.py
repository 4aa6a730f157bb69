"""An insurer's history in words, from the journal."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from pharos.insurers.forms import FORMS, InsurerForm
from pharos.insurers.messages import CHANGES, PARTS
from pharos.journal.api import Entry


@dataclass(frozen=True)
class HistoryLine:
    text: str
    at: datetime


def history_line(entry: Entry) -> HistoryLine:
    """One entry as a sentence: what was done, and to which fields."""
    part = str(entry.data.get("part", ""))
    done = _("Insurer added") if entry.type.endswith("Added") else _("Insurer changed")
    if part:
        done = f"{PARTS.get(part, part)}: {CHANGES.get(str(entry.data.get('change')), '')}"
    names = [_label(part, str(name)) for name in entry.data.get("fields") or ()]
    return HistoryLine(f"{done} ({', '.join(names)})" if names else done, entry.recorded_at)


def _label(part: str, name: str) -> str:
    if part in FORMS:
        field = FORMS[part][0].base_fields.get(name)
        return str(field.label) if field is not None else name
    return str(InsurerForm.Meta.labels.get(name, name))
