"""Which migrations a database has, told in one query: a fingerprint kept as the schema's comment."""

import hashlib
from pathlib import Path

from django.apps import apps
from django.db import connection

from pharos.site.database import roles

MARK = "pharos schema "


def expected() -> str:
    """The fingerprint of the migrations and grants this code would apply."""
    digest = hashlib.sha256(roles.GRANTS.encode())
    for name in sorted(_names()):
        digest.update(f"{name}\n".encode())
    return digest.hexdigest()[:20]


def applied() -> str | None:
    """The fingerprint the database bears, or None before its first migration has ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('public'::regnamespace, 'pg_namespace')")
        (comment,) = cursor.fetchone()
    return str(comment).removeprefix(MARK) if comment and comment.startswith(MARK) else None


def finish() -> None:
    """After migrations, as the owner: grant, then mark. A crash before the mark makes the next start repeat both."""
    mark = MARK + expected()
    with connection.cursor() as cursor:
        cursor.execute(roles.GRANTS)
        cursor.execute(f"COMMENT ON SCHEMA public IS '{mark}'")


def _names() -> list[str]:
    return [
        f"{config.label}.{path.stem}"
        for config in apps.get_app_configs()
        for path in Path(config.path).glob("migrations/*.py")
    ]
