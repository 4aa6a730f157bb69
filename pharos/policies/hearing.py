"""What the register's own news do to cover. Listed in `pharos/site/subscriptions.py`."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from pharos.core.actor import Actor
from pharos.events.policies import PoliciesImported
from pharos.journal import api as journal
from pharos.policies.actions.renewing import renew
from pharos.policies.queries.inquiries import kept_about, subjects_of_policies
from pharos.policies.queries.register import changed_by

REGISTER = Actor.system("register")
BATCH = 500


def follow_register(event: PoliciesImported, entry: journal.Entry) -> None:
    """A file changed policies: wherever cover under one of them was asked about, it is decided anew."""
    changed = changed_by(event.run)
    for start in range(0, len(changed), BATCH):
        _renew(changed[start : start + BATCH])


def _renew(policies: Sequence[UUID]) -> None:
    for subject in subjects_of_policies(policies):
        about = kept_about(subject)
        if about:
            renew(actor=REGISTER, now=timezone.now(), about=about)
