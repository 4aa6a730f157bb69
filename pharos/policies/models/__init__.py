"""The room's tables: the register, and what decides cover."""

from pharos.policies.models.cover import CoverDecision, Limit, LimitEntry, RuleSet
from pharos.policies.models.inquiries import CoverInquiry, ToldFact
from pharos.policies.models.publishing import CaseKnown, OutcomeChange, Redecision, RedecisionPart, RuleDraft
from pharos.policies.models.refusals import InsurerApproval, Refusal, RefusalStep, SigningDuty
from pharos.policies.models.register import (
    ImportMapping,
    ImportRun,
    InsuredPerson,
    Policy,
    PolicyChange,
    Product,
)

__all__ = [
    "CaseKnown",
    "CoverDecision",
    "CoverInquiry",
    "ImportMapping",
    "ImportRun",
    "InsuredPerson",
    "InsurerApproval",
    "Limit",
    "LimitEntry",
    "OutcomeChange",
    "Policy",
    "PolicyChange",
    "Product",
    "Redecision",
    "RedecisionPart",
    "Refusal",
    "RefusalStep",
    "RuleDraft",
    "RuleSet",
    "SigningDuty",
    "ToldFact",
]
