"""How soon somebody must act. Ordered: a greater value is more urgent; software may raise it, never lower it."""

from enum import IntEnum


class Urgency(IntEnum):
    SELF_CARE = 1
    ROUTINE = 2
    URGENT = 3
    EMERGENCY = 4
    AMBULANCE = 5

    @property
    def code(self) -> str:
        return self.name.lower()
