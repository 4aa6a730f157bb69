"""Which key on the keyboard gives which answer."""

KEYS = "123456789" + "ABCDGHIJKLMNOPQRSTUVXYZ"
"""The keys of answers in their order; E (ambulance), F and W (more was said) have other work."""


def keys_for(answers: int) -> list[str]:
    """A key for each answer. Where there are more answers than keys, the last two ("something else", "does not know")
    keep theirs, and those before them have none: they are pressed with the mouse or by Tab."""
    over = answers - len(KEYS)
    return list(KEYS[:answers]) if over <= 0 else [*KEYS[:-2], *[""] * over, *KEYS[-2:]]
