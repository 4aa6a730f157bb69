"""What a stack holds before the load, made by the rooms' own actions in one `pharos shell`."""

import json
from dataclasses import dataclass

from tests.stacks import Stack

PASSWORD = "lantern-at-night-7"
CASES = 600

SCRIPT = f"""
import json
from datetime import UTC, datetime
from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.core.actor import Actor
from pharos.people.api import Role, Staff

now = datetime.now(UTC)
for name in ("anna", "oleg"):
    roles = [Role.OPERATOR, Role.DOCTOR]
    Staff.objects.create_user(username=name, display_name=name, roles=roles, password="{PASSWORD}")
actor = Actor.staff(Staff.objects.get(username="anna").pk)
registered = [
    str(cases.register_case(actor=actor, now=now, registration=cases.Registration(complaint="fever")).id)
    for _ in range({CASES})
]
print(json.dumps({{"token": contact.make_token(name="faults", now=now), "cases": registered}}))
"""


@dataclass(frozen=True)
class World:
    """What the loads need to know."""

    token: str
    noted: str
    contested: list[str]


def made(stack: Stack) -> World:
    """Fill the stack's empty database."""
    done = stack.pharos("shell", "-v", "0", "-c", SCRIPT)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return World(found["token"], found["cases"][0], found["cases"][1:])
