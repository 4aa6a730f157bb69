"""The door of people."""

from pharos.people.allowing import allow, permits, public
from pharos.people.models import Staff
from pharos.people.queries import staff, staff_by_extension, staff_names
from pharos.people.rules import PERMISSIONS, Department, Permission, Role, permissions_of

__all__ = [
    "PERMISSIONS", "Department", "Permission", "Role", "Staff", "allow", "permissions_of", "permits", "public",
    "staff", "staff_by_extension", "staff_names",
]  # fmt: skip
