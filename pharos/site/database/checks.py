"""System checks: what is wrong with the database settings, and how to mend it."""

import os
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from pharos.site.database import connections, roles

TAG: Final = "pharos"
OLDEST: Final = 150000

FACTS: Final = """
SELECT current_setting('server_version_num')::int,
       pg_encoding_to_char(encoding),
       lower('ЁЛКА') = 'ёлка' AND upper('ж') = 'Ж',
       r.rolsuper, r.rolbypassrls,
       EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p')
               AND c.relnamespace = 'public'::regnamespace),
       EXISTS (SELECT FROM pg_roles i WHERE i.rolname = %s AND pg_has_role(r.oid, i.oid, 'MEMBER'))
FROM pg_database d, pg_roles r
WHERE d.datname = current_database() AND r.rolname = current_user
"""


@register(TAG)
def addresses(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The environment's addresses make sense together."""
    if connections.embedded():
        if os.environ.get(connections.OWNER_URL):
            return [
                Caution(
                    _("DATABASE_OWNER_URL is set but DATABASE_URL is not, so the embedded database is used."),
                    hint=_("Set both for a server of your own, or neither."),
                    id="pharos.W001",
                )
            ]
        return []
    if not os.environ.get(connections.OWNER_URL):
        return [
            Caution(
                _("One address only: the application works as the owner of its tables."),
                hint=_(
                    "It could then switch off the journal's triggers. Make the roles shown by "
                    "'pharos database roles', put pharos_app into DATABASE_URL and pharos_owner into "
                    "DATABASE_OWNER_URL, and run 'pharos migrate'."
                ),
                id="pharos.W002",
            )
        ]
    return []


@register(Tags.database)
def server(
    app_configs: Sequence[AppConfig] | None, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """The server itself, asked over a real connection; only where the caller allows one."""
    if "default" not in (databases or ()):
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute(FACTS, [roles.INSURER])
            version, encoding, folds, superuser, bypasses, owns, member = cursor.fetchone()
    except OperationalError as error:
        hint = _("Is the server up, and DATABASE_URL right? 'pharos database status' tells about the embedded one.")
        return [Error(_("No connection to the database: %s") % str(error).strip(), hint=hint, id="pharos.E001")]
    wrong = _of_server(version, encoding, folds=folds)
    return wrong if connections.role() == connections.OWNER else wrong + _of_role(superuser or bypasses, owns, member)


def _of_server(version: int, encoding: str, *, folds: bool) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if version < OLDEST:
        hint = _("Use PostgreSQL 15 or newer, or unset DATABASE_URL for the embedded one.")
        found.append(Error(_("The server is too old."), hint=hint, id="pharos.E002"))
    if encoding != "UTF8":
        hint = _("Create it anew with ENCODING 'UTF8'.")
        found.append(Error(_("The database is not encoded in UTF-8."), hint=hint, id="pharos.E003"))
    if not folds:
        hint = _("Create it anew with a locale that does, such as C.UTF-8; names are not found otherwise.")
        found.append(Error(_("The database does not fold Cyrillic letters."), hint=hint, id="pharos.E004"))
    return found


def _of_role(mighty: bool, owns: bool, member: bool) -> list[CheckMessage]:  # noqa: FBT001
    found: list[CheckMessage] = []
    if mighty:
        hint = _("Row-level security and the journal's triggers do not bind it. Connect as pharos_app instead.")
        found.append(Error(_("The application connects as a superuser."), hint=hint, id="pharos.E005"))
    elif owns and os.environ.get(connections.OWNER_URL):
        hint = _("DATABASE_URL and DATABASE_OWNER_URL name the same role; give the application pharos_app.")
        found.append(Caution(_("The application owns its tables."), hint=hint, id="pharos.W003"))
    if not member and not mighty:
        hint = _("As a superuser: GRANT pharos_insurer TO the application's role. Insurers' pages fail until then.")
        found.append(Error(_("The application may not act for an insurer."), hint=hint, id="pharos.E006"))
    return found
