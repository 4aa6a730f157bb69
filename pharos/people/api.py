"""The door of people."""

from pharos.people.actions import add_staff
from pharos.people.allowing import allow, permits, public
from pharos.people.drafted import as_sent, drafted, take_up
from pharos.people.drafts import (
    OpenDraft,
    Unfinished,
    draft_for,
    drafts_about,
    drop_draft,
    drop_drafts_about,
    save_draft,
    unfinished,
)
from pharos.people.messages import ROLES as ROLE_WORDS
from pharos.people.models import Staff
from pharos.people.queries import staff, staff_by_extension, staff_named, staff_names
from pharos.people.rules import PERMISSIONS, Department, Permission, Role, permissions_of
from pharos.people.searching import typed, without_typed

__all__ = [
    "PERMISSIONS", "ROLE_WORDS", "Department", "OpenDraft", "Permission", "Role", "Staff", "Unfinished", "add_staff",
    "allow", "as_sent", "draft_for", "drafted", "drafts_about", "drop_draft", "drop_drafts_about", "permissions_of",
    "permits", "public", "save_draft", "staff", "staff_by_extension", "staff_named", "staff_names", "take_up", "typed",
    "unfinished", "without_typed",
]  # fmt: skip
