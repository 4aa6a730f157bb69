"""The room's tables: the register, and what decides cover."""

from pharos.policies.models.cover import CoverDecision, Limit, LimitEntry, RuleSet
from pharos.policies.models.inquiries import CoverInquiry, ToldFact
from pharos.policies.models.register import (
    ImportMapping,
    ImportRun,
    InsuredPerson,
    Policy,
    PolicyChange,
    Product,
)

__all__ = [
    "CoverDecision",
    "CoverInquiry",
    "ImportMapping",
    "ImportRun",
    "InsuredPerson",
    "Limit",
    "LimitEntry",
    "Policy",
    "PolicyChange",
    "Product",
    "RuleSet",
    "ToldFact",
]
