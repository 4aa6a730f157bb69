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
    end_doctors_promise,
    forget_case,
    hand_over,
    keep_promise,
    last_hand_over,
    make_promise,
    mark_read,
    merge_cases,
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
    take_back,
    take_over,
    undo_take,
    unlink_policy,
    unmerge,
    wait_for,
    withdraw_promise,
)
from pharos.cases.actions.loading import lock_survivor
from pharos.cases.hearing import follow_approval, follow_refusal
from pharos.cases.messages import sentences
from pharos.cases.offers import (
    CaseCard,
    CaseHeader,
    NamedClock,
    card,
    card_url,
    case_header,
    hits_of,
    panels,
    search_hits,
    shown_row,
    timeline,
    what_next,
)
from pharos.cases.queries.desk import CallBack, Handed, Lateness, call_backs, handed_to, lateness
from pharos.cases.queries.finding import case_by_number, late_of, open_cases_for, search
from pharos.cases.queries.keys import key_of
from pharos.cases.queries.left import Left, left_cases
from pharos.cases.queries.lines import CaseLine
from pharos.cases.queries.lines import in_order as case_lines
from pharos.cases.queries.merging import Away, merged_away, merged_into, survivor_of, survivors
from pharos.cases.queries.queue import COUNT_UP_TO, Counts, Cursor, QueueFilter, QueuePage, QueueRow, Tab, counts, queue
from pharos.cases.queries.snapshot import CaseSnapshot, case, notes
from pharos.cases.rules.clocks import Escalation
from pharos.cases.rules.holds import HoldKind
from pharos.cases.rules.lifecycle import CancelReason, Outcome, ReopenReason, Status, WaitsFor
from pharos.cases.rules.merging import Keep, Topic
from pharos.cases.rules.promises import PauseReason, PromiseKind, WithdrawReason
from pharos.cases.rules.registration import PartyFacts, PartyRole, PlaceFacts, PolicyState, PolicyTold, Registration
from pharos.cases.rules.search import name_words, phone_tail
from pharos.cases.rules.urgency import LowerReason

__all__ = [
    "COUNT_UP_TO", "Away", "CallBack", "CancelReason", "CaseCard", "CaseHeader", "CaseLine", "CaseSnapshot", "Counts",
    "Cursor", "Escalation", "Handed", "HoldKind", "Keep", "Lateness", "Left", "LowerReason", "NamedClock", "Outcome",
    "PartyFacts", "PartyRole", "PauseReason", "PlaceFacts", "PolicyState", "PolicyTold", "PromiseKind", "QueueFilter",
    "QueuePage", "QueueRow", "RegisteredCase", "Registration", "ReopenReason", "Status", "Tab", "Topic", "WaitsFor",
    "WithdrawReason", "add_note", "add_party", "call_backs", "cancel", "card", "card_url", "case", "case_by_number",
    "case_header", "case_lines", "change_details", "change_party", "claim", "claim_next", "close", "confirm_policy",
    "counts", "end_doctors_promise", "follow_approval", "follow_refusal", "forget_case", "hand_over", "handed_to",
    "hits_of", "keep_promise", "key_of", "last_hand_over", "late_of", "lateness", "left_cases", "lock_survivor",
    "make_promise", "mark_read", "merge_cases", "merged_away", "merged_into", "move_promise", "name_words", "notes",
    "open_cases_for", "panels", "pause_promise", "phone_tail", "place_hold", "queue", "register_case", "release",
    "release_hold", "reopen", "resume", "resume_promise", "search", "search_hits", "sentences", "set_place",
    "set_urgency", "shown_row", "start_work", "survivor_of", "survivors", "take", "take_back", "take_over", "timeline",
    "undo_take", "unlink_policy", "unmerge", "wait_for", "what_next", "withdraw_promise",
]  # fmt: skip
