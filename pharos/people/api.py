"""The door of people."""

from pharos.people.actions import add_staff, set_tour_step
from pharos.people.allowing import allow, permits, public
from pharos.people.asking import actor, found, language, me, number, uuid, viewer_of
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
from pharos.people.messages import WORKING as WORKING_WORDS
from pharos.people.models import Staff
from pharos.people.presence import CHANNEL as PRESENCE
from pharos.people.presence import (
    Held,
    Present,
    be_present,
    held_fields,
    hold_field,
    leave,
    present,
    release_field,
    sweep,
)
from pharos.people.queries import holders, staff, staff_by_extension, staff_named, staff_names
from pharos.people.rules import PERMISSIONS, Department, Permission, Role, Working, permissions_of
from pharos.people.saved_views import TooManyViews, View, drop_view, move_view, save_view, views_of
from pharos.people.searching import typed, without_typed, words_of
from pharos.people.working import at_work, on_shift, set_state, state_of

__all__ = [
    "PERMISSIONS", "PRESENCE", "ROLE_WORDS", "WORKING_WORDS", "Department", "Held", "OpenDraft", "Permission",
    "Present", "Role", "Staff", "TooManyViews", "Unfinished", "View", "Working", "actor", "add_staff", "allow",
    "as_sent", "at_work", "be_present", "draft_for", "drafted", "drafts_about", "drop_draft", "drop_drafts_about",
    "drop_view", "found", "held_fields", "hold_field", "holders", "language", "leave", "me", "move_view", "number",
    "on_shift", "permissions_of", "permits", "present", "public", "release_field", "save_draft", "save_view",
    "set_state", "set_tour_step", "staff", "staff_by_extension", "staff_named", "staff_names", "state_of", "sweep",
    "take_up", "typed", "unfinished", "uuid", "viewer_of", "views_of", "without_typed", "words_of",
]  # fmt: skip
