"""The door to the register and to cover: policies found, files taken in, cover decided, limits kept."""

from pharos.policies.actions.asking import (
    Told,
    forget_cover,
    know_around,
    move_facts,
    pick_fact,
    take_back_facts,
    tell_facts,
)
from pharos.policies.actions.deciding import Asked, Reversal, decide
from pharos.policies.actions.files import Request, Taken, import_file
from pharos.policies.actions.importing import Counts, Outcome
from pharos.policies.actions.limits import Movement, change, consume, move, open_limit, release, reserve
from pharos.policies.actions.mapping import save_mapping
from pharos.policies.actions.publishing import publish
from pharos.policies.actions.renewing import renew
from pharos.policies.cover.engine import Decided
from pharos.policies.cover.words import Source
from pharos.policies.desk.history import timeline
from pharos.policies.desk.offers import cover_body, cover_panel, cover_texts, cover_why
from pharos.policies.desk.panel import Looking, Viewing, may_tell
from pharos.policies.hearing import follow_register
from pharos.policies.messages import objection_text
from pharos.policies.models import InsurerApproval, Policy
from pharos.policies.panels import policy_panel
from pharos.policies.publishing.hearing import CASE_EVENTS, know_case
from pharos.policies.queries.finding import by_number, by_phone, find, registered
from pharos.policies.queries.inquiries import Standing, kept_about, latest_decision, standing_of, subjects_of_policies
from pharos.policies.queries.register import (
    PersonView,
    PolicyView,
    ValidityCode,
    changed_by,
    insured_person,
    options,
    policy,
    validity,
)
from pharos.policies.queries.rulesets import Chosen, again, applying, published
from pharos.policies.queries.searching import search_hits
from pharos.policies.refusals.actions.acting import ask_back, decline, reverse, sign, uphold
from pharos.policies.refusals.actions.approving import (
    Wanted,
    approval_sent,
    prepare_approval,
    record_answer,
    withdraw_approval,
)
from pharos.policies.refusals.actions.duty import be_on_call
from pharos.policies.refusals.actions.proposing import propose
from pharos.policies.refusals.hearing import follow_merged, look_for_reversals
from pharos.policies.refusals.queries.approvals import ApprovalLetter, ApprovalRow, approval, approval_letter
from pharos.policies.refusals.queries.lists import RefusalRow, waiting_refusals
from pharos.policies.refusals.queries.part import refusals_of
from pharos.policies.refusals.timeline import refusal_timeline
from pharos.policies.rules.desk.knowing import About, Around, Heard
from pharos.policies.rules.matching import Candidate, Caution, Fact, PolicyMatch, PolicyQuery
from pharos.policies.rules.settings import Settings
from pharos.policies.rulesets import shipped_text

ApprovalMissing = InsurerApproval.DoesNotExist
PolicyMissing = Policy.DoesNotExist

__all__ = [
    "CASE_EVENTS",
    "About",
    "ApprovalLetter",
    "ApprovalMissing",
    "ApprovalRow",
    "Around",
    "Asked",
    "Candidate",
    "Caution",
    "Chosen",
    "Counts",
    "Decided",
    "Fact",
    "Heard",
    "Looking",
    "Movement",
    "Outcome",
    "PersonView",
    "PolicyMatch",
    "PolicyMissing",
    "PolicyQuery",
    "PolicyView",
    "RefusalRow",
    "Request",
    "Reversal",
    "Settings",
    "Source",
    "Standing",
    "Taken",
    "Told",
    "ValidityCode",
    "Viewing",
    "Wanted",
    "again",
    "applying",
    "approval",
    "approval_letter",
    "approval_sent",
    "ask_back",
    "be_on_call",
    "by_number",
    "by_phone",
    "change",
    "changed_by",
    "consume",
    "cover_body",
    "cover_panel",
    "cover_texts",
    "cover_why",
    "decide",
    "decline",
    "find",
    "follow_merged",
    "follow_register",
    "forget_cover",
    "import_file",
    "insured_person",
    "kept_about",
    "know_around",
    "know_case",
    "latest_decision",
    "look_for_reversals",
    "may_tell",
    "move",
    "move_facts",
    "objection_text",
    "open_limit",
    "options",
    "pick_fact",
    "policy",
    "policy_panel",
    "prepare_approval",
    "propose",
    "publish",
    "published",
    "record_answer",
    "refusal_timeline",
    "refusals_of",
    "registered",
    "release",
    "renew",
    "reserve",
    "reverse",
    "save_mapping",
    "search_hits",
    "shipped_text",
    "sign",
    "standing_of",
    "subjects_of_policies",
    "take_back_facts",
    "tell_facts",
    "timeline",
    "uphold",
    "validity",
    "waiting_refusals",
    "withdraw_approval",
]
