"""The room's tables: facilities of the world, our providers, what supply there is where, gaps, what was offered."""

from pharos.network.models.contracts import BillingBlock, Contract, ContractInsurer, TariffLine
from pharos.network.models.credentials import Credential
from pharos.network.models.demand import Demand
from pharos.network.models.facilities import Facility, FacilitySource
from pharos.network.models.gaps import Gap
from pharos.network.models.providers import (
    Provider,
    ProviderCapability,
    ProviderFacility,
    ProviderLanguage,
    ProviderPhone,
)
from pharos.network.models.quality import Observation
from pharos.network.models.requests import Attempt, Candidate, DestinationRequest, RequestGap, RequestNumber
from pharos.network.models.runs import ListRun
from pharos.network.models.steerage import Steerage
from pharos.network.models.supply import Supply

__all__ = [
    "Attempt", "BillingBlock", "Candidate", "Contract", "ContractInsurer", "Credential", "Demand", "DestinationRequest",
    "Facility", "FacilitySource", "Gap", "ListRun", "Observation", "Provider", "ProviderCapability", "ProviderFacility",
    "ProviderLanguage", "ProviderPhone", "RequestGap", "RequestNumber", "Steerage", "Supply", "TariffLine",
]  # fmt: skip
