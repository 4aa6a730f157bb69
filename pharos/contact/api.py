"""The door of contact: conversations of a case for the frames, acts for the demonstration world."""

from pharos.contact.actions.answering import answer_letter
from pharos.contact.actions.attaching import attach_conversation, decide_held, detach_conversation, join_conversations
from pharos.contact.actions.calls import CallByHand, take_call_event, write_down_call
from pharos.contact.actions.destinations import request_destination
from pharos.contact.actions.ending import end_conversation, mark_seen, reopen_case_of, reopen_conversation
from pharos.contact.actions.filing import FiledLetter, file_letters
from pharos.contact.actions.forgetting import forget_person
from pharos.contact.actions.intake import Intake, register
from pharos.contact.actions.tokens import make_token, revoke_token
from pharos.contact.actions.unmatched import leave_unmatched
from pharos.contact.actions.writing import CaseLetter, write_about_case
from pharos.contact.hearing import (
    file_arrived,
    file_request_letter,
    follow_case,
    follow_cover,
    follow_merged,
    note_not_sent,
)
from pharos.contact.messages import DRAFTS
from pharos.contact.offers import (
    conversation_panel,
    cover_panel,
    forgetting_panel,
    hits_of,
    interview_panel,
    search_hits,
    streams_of_case,
    timeline,
    unread_count,
)
from pharos.contact.queries.answering import Answer
from pharos.contact.queries.calls import ringing_for
from pharos.contact.queries.cover import cover_of_case
from pharos.contact.queries.doors import Door, doors_of_case
from pharos.contact.queries.interviews import subjects_of_case
from pharos.contact.queries.threads import contacts_of_case
from pharos.contact.rules.calls import CallEvent, CallState, Direction, Signal
from pharos.contact.rules.kinds import LetterKind
from pharos.contact.rules.states import ConversationState, EndReason, Unmatched

__all__ = [
    "DRAFTS",
    "Answer",
    "CallByHand",
    "CallEvent",
    "CallState",
    "CaseLetter",
    "ConversationState",
    "Direction",
    "Door",
    "EndReason",
    "FiledLetter",
    "Intake",
    "LetterKind",
    "Signal",
    "Unmatched",
    "answer_letter",
    "attach_conversation",
    "contacts_of_case",
    "conversation_panel",
    "cover_of_case",
    "cover_panel",
    "decide_held",
    "detach_conversation",
    "doors_of_case",
    "end_conversation",
    "file_arrived",
    "file_letters",
    "file_request_letter",
    "follow_case",
    "follow_cover",
    "follow_merged",
    "forget_person",
    "forgetting_panel",
    "hits_of",
    "interview_panel",
    "join_conversations",
    "leave_unmatched",
    "make_token",
    "mark_seen",
    "note_not_sent",
    "register",
    "reopen_case_of",
    "reopen_conversation",
    "request_destination",
    "revoke_token",
    "ringing_for",
    "search_hits",
    "streams_of_case",
    "subjects_of_case",
    "take_call_event",
    "timeline",
    "unread_count",
    "write_about_case",
    "write_down_call",
]
