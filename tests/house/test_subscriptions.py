"""The traffic between rooms: readable, and without a circle."""

from graphlib import TopologicalSorter

from pharos.site.subscriptions import SUBSCRIPTIONS


def test_names_say_who_hears():
    for subscription in SUBSCRIPTIONS:
        room, _, wish = subscription.name.partition(".")
        assert room
        assert wish
        assert subscription.handler.__module__.startswith(f"pharos.{room}.")


def test_no_event_can_cause_itself():
    after: dict[str, set[str]] = {}
    for subscription in SUBSCRIPTIONS:
        for emitted in subscription.may_emit:
            after.setdefault(emitted.type_name(), set()).update(subscription.types)
    TopologicalSorter(after).prepare()
