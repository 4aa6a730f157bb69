"""A policy of the register, as a case keeps it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class RegisteredPolicy:
    insurer_id: UUID
    number: str


def registered_policy(policy_id: UUID) -> RegisteredPolicy:
    from pharos.policies import api as policies

    policy = policies.policy(policy_id)
    return RegisteredPolicy(policy.insurer_id, policy.number)
