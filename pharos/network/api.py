"""The door to the network: facilities that exist in the world, providers, the search, gaps."""

from pharos.network.actions.choosing import Choice, choose, note_gap
from pharos.network.actions.demo import load_demo_facilities, load_demo_providers
from pharos.network.actions.gaps import Lacking, close_gap, open_gap
from pharos.network.actions.importing import List, Taken, import_facilities
from pharos.network.actions.observing import observe
from pharos.network.desk.actions.opening import Asked, Journey, open_prospect, open_request
from pharos.network.desk.demo import load_demo_requests
from pharos.network.desk.hearing import count_case
from pharos.network.desk.messages import objections_text as request_refusals
from pharos.network.desk.queries.lists import of_conversation as requests_of_conversation
from pharos.network.desk.queries.lists import open_count as requests_waiting
from pharos.network.models import Gap, Provider
from pharos.network.offers.hits import provider_hits
from pharos.network.offers.pick import Doors, capability_choices, pick_page, pick_panel
from pharos.network.offers.timeline import timeline
from pharos.network.queries.addressing import addressee
from pharos.network.queries.knowing import Subject
from pharos.network.queries.searching import Answer, Offer, Question, search
from pharos.network.rules.kinds import Kind
from pharos.network.rules.requests import Origin, Purpose
from pharos.network.rules.row_faults import Fault, Remark
from pharos.network.wording import objection_text as provider_objection_text

__all__ = [
    "Answer", "Asked", "Choice", "Doors", "Fault", "Gap", "Journey", "Kind", "Lacking", "List", "Offer", "Origin",
    "Provider", "Purpose", "Question", "Remark", "Subject", "Taken", "addressee", "capability_choices",
    "choose", "close_gap", "count_case", "import_facilities", "load_demo_facilities",
    "load_demo_providers", "load_demo_requests", "note_gap", "observe", "open_gap",
    "open_prospect", "open_request", "pick_page", "pick_panel", "provider_hits", "provider_objection_text",
    "request_refusals", "requests_of_conversation", "requests_waiting", "search", "timeline",
]  # fmt: skip
