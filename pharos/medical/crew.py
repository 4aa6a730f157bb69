"""How a process of a run begins. Nothing of the room is imported before Django is set up."""

import django

from pharos.core.orphans import end_with


def ready(parent: int) -> None:
    """Set up, and end as soon as the run's own process is gone, however it went."""
    end_with(parent)
    django.setup()
