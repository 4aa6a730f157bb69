"""The door to the network: facilities that exist in the world."""

from pharos.network.actions.importing import List, Taken, import_facilities
from pharos.network.desk.actions.opening import Asked, Journey, open_prospect, open_request
from pharos.network.desk.hearing import count_case
from pharos.network.desk.messages import objections_text as request_refusals
from pharos.network.desk.queries.lists import of_conversation as requests_of_conversation
from pharos.network.desk.queries.lists import open_count as requests_waiting
from pharos.network.rules.kinds import Kind
from pharos.network.rules.requests import Origin, Purpose
from pharos.network.rules.rows import Fault, Remark

__all__ = [
    "Asked", "Fault", "Journey", "Kind", "List", "Origin", "Purpose", "Remark", "Taken", "count_case",
    "import_facilities", "open_prospect", "open_request", "request_refusals", "requests_of_conversation",
    "requests_waiting",
]  # fmt: skip
