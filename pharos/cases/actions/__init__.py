"""What is done to a case: each function one use, in one transaction, with its event."""

from pharos.cases.actions.changing import (
    change_details,
    confirm_policy,
    set_place,
    set_urgency,
    unlink_policy,
)
from pharos.cases.actions.claiming import claim, claim_next, release, take, take_over, undo_take
from pharos.cases.actions.forgetting import forget_case
from pharos.cases.actions.handing import hand_over, last_hand_over, mark_read, take_back
from pharos.cases.actions.holding import place_hold, release_hold
from pharos.cases.actions.merging import merge_cases
from pharos.cases.actions.moving import cancel, close, reopen, resume, start_work, wait_for
from pharos.cases.actions.noting import add_note
from pharos.cases.actions.parties import add_party, change_party
from pharos.cases.actions.promising import (
    end_doctors_promise,
    keep_promise,
    make_promise,
    move_promise,
    pause_promise,
    resume_promise,
    withdraw_promise,
)
from pharos.cases.actions.registering import RegisteredCase, register_case
from pharos.cases.actions.unmerging import unmerge

__all__ = [
    "RegisteredCase", "add_note", "add_party", "cancel", "change_details", "change_party", "claim", "claim_next",
    "close", "confirm_policy", "end_doctors_promise", "forget_case", "hand_over", "keep_promise", "last_hand_over",
    "make_promise",
    "mark_read", "merge_cases", "move_promise", "pause_promise", "place_hold", "register_case", "release",
    "release_hold", "reopen", "resume", "resume_promise", "set_place", "set_urgency", "start_work", "take",
    "take_back", "take_over", "undo_take", "unlink_policy", "unmerge", "wait_for", "withdraw_promise",
]  # fmt: skip
