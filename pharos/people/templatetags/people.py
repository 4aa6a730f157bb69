"""Codes of people in words."""

from django import template

from pharos.people.messages import DEPARTMENTS, ROLES, SPOKEN

register = template.Library()


@register.filter
def role_name(code: str) -> str:
    """`Shift supervisor`; an unknown code stays as it is."""
    return str(ROLES.get(code, code))


@register.filter
def department_name(code: str) -> str:
    return str(DEPARTMENTS.get(code, code))


@register.filter
def spoken(code: str) -> str:
    """A language a person speaks with travellers."""
    return str(SPOKEN.get(code, code))
