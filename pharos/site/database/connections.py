"""Django's DATABASES for each role. Reading it connects to nothing and starts nothing."""

import os
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict

from pharos.site.database import passwords, roles
from pharos.site.database.faults import DatabaseFault
from pharos.site.database.layout import layout

URL: Final = "DATABASE_URL"
OWNER_URL: Final = "DATABASE_OWNER_URL"
ROLE: Final = "PHAROS_DB_ROLE"
POOL: Final = "PHAROS_DB_POOL"
OWNER: Final = "owner"
APP: Final = "app"

NAMES: Final = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}


def embedded() -> bool:
    """Whether the embedded server is used rather than one's own."""
    return not os.environ.get(URL)


def role() -> str:
    """Whom this process works as: the application, or (in migrations) the owner of the tables."""
    return os.environ.get(ROLE) or APP


def databases() -> dict[str, dict[str, Any]]:
    """What `settings.DATABASES` is: one database, as the role this process has."""
    whom = role()
    found = _embedded(whom) if embedded() else _own(whom)
    pool = os.environ.get(POOL)
    if pool:
        found["OPTIONS"]["pool"] = {"min_size": 1, "max_size": int(pool), "timeout": 10}
    return {"default": found}


def _embedded(whom: str) -> dict[str, Any]:
    place = layout()
    secret = passwords.read(place)
    word = "" if secret is None else (secret.owner if whom == OWNER else secret.app)
    return _common() | {
        "HOST": str(place.socket),
        "USER": roles.OWNER if whom == OWNER else roles.APP,
        "PASSWORD": word,
        "NAME": roles.DATABASE,
    }


def _own(whom: str) -> dict[str, Any]:
    variable = OWNER_URL if whom == OWNER and os.environ.get(OWNER_URL) else URL
    return from_url(os.environ[variable], variable)


def from_url(url: str, variable: str = URL) -> dict[str, Any]:
    """A Django database from a postgresql:// address. Raises DatabaseFault; the message never holds the address."""
    try:
        parts = {name: value for name, value in conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError as error:
        raise DatabaseFault(
            f"{variable} is not a PostgreSQL address such as postgresql://user:word@host/name"
        ) from error
    found = _common()
    for name, setting in NAMES.items():
        found[setting] = str(parts.pop(name, ""))
    found["OPTIONS"].update(parts)
    return found


def _common() -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        # A connection that died with its server is replaced, not handed to the next request.
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0,
        "ATOMIC_REQUESTS": False,
        # Django switches preparing off: then a statement that asks to be prepared is planned anew each time.
        "OPTIONS": {"application_name": os.environ.get("PHAROS_PROCESS", "pharos"), "prepare_threshold": 5},
    }
