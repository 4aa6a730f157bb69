"""The door of cases."""

from pharos.cases.actions import (
    RegisteredCase,
    add_note,
    add_party,
    cancel,
    change_details,
    change_party,
    claim,
    claim_next,
    close,
    confirm_policy,
    hand_over,
    keep_promise,
    make_promise,
    move_promise,
    pause_promise,
    place_hold,
    register_case,
    release,
    release_hold,
    reopen,
    resume,
    resume_promise,
    set_place,
    set_urgency,
    start_work,
    take,
    unlink_policy,
    wait_for,
    withdraw_promise,
)
from pharos.cases.queries.finding import case_by_number, open_cases_for, search
from pharos.cases.queries.lines import CaseLine
from pharos.cases.rules.holds import HoldKind
from pharos.cases.rules.lifecycle import CancelReason, Outcome, ReopenReason, Status, WaitsFor
from pharos.cases.rules.promises import PauseReason, PromiseKind, WithdrawReason
from pharos.cases.rules.registration import PartyFacts, PartyRole, PlaceFacts, PolicyState, PolicyTold, Registration
from pharos.cases.rules.search import name_words, phone_tail
from pharos.cases.rules.urgency import LowerReason

__all__ = [
    "CancelReason", "CaseLine", "HoldKind", "LowerReason", "Outcome", "PartyFacts", "PartyRole", "PauseReason",
    "PlaceFacts", "PolicyState", "PolicyTold", "PromiseKind", "RegisteredCase", "Registration", "ReopenReason",
    "Status", "WaitsFor", "WithdrawReason", "add_note", "add_party", "cancel", "case_by_number", "change_details",
    "change_party", "claim", "claim_next", "close", "confirm_policy", "hand_over", "keep_promise", "make_promise",
    "move_promise", "name_words", "open_cases_for", "pause_promise", "phone_tail", "place_hold", "register_case",
    "release", "release_hold", "reopen", "resume", "resume_promise", "search", "set_place", "set_urgency",
    "start_work", "take", "unlink_policy", "wait_for", "withdraw_promise",
]  # fmt: skip
