"""The twin's door."""

from pharos.twin.demo.marking import is_demo
from pharos.twin.demo.staff import SignIn, demo_sign_ins

__all__ = ["SignIn", "demo_sign_ins", "is_demo"]
