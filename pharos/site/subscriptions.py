"""Who hears whose events. One table, so that the whole traffic between rooms can be read in one place."""

from pharos.journal.api import Subscription

SUBSCRIPTIONS: tuple[Subscription, ...] = ()
