"""The twin's door."""

from pharos.twin.demo.marking import FLAG, is_demo, is_marked
from pharos.twin.demo.staff import SignIn, demo_sign_ins

__all__ = ["FLAG", "SignIn", "demo_sign_ins", "is_demo", "is_marked"]
