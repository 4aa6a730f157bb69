"""The door to the register: finding policies and persons, what they say on a day, files taken in."""

from pharos.policies.actions.files import Request, Taken, import_file
from pharos.policies.actions.importing import Counts, Outcome
from pharos.policies.actions.mapping import save_mapping
from pharos.policies.models import Policy
from pharos.policies.panels import policy_panel
from pharos.policies.queries.finding import by_number, by_phone, find, registered
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
from pharos.policies.queries.searching import search_hits
from pharos.policies.rules.matching import Candidate, Caution, Fact, PolicyMatch, PolicyQuery
from pharos.policies.rules.settings import Settings

PolicyMissing = Policy.DoesNotExist

__all__ = [
    "Candidate",
    "Caution",
    "Counts",
    "Fact",
    "Outcome",
    "PersonView",
    "PolicyMatch",
    "PolicyMissing",
    "PolicyQuery",
    "PolicyView",
    "Request",
    "Settings",
    "Taken",
    "ValidityCode",
    "by_number",
    "by_phone",
    "changed_by",
    "find",
    "import_file",
    "insured_person",
    "options",
    "policy",
    "policy_panel",
    "registered",
    "save_mapping",
    "search_hits",
    "validity",
]
