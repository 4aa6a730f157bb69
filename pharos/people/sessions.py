"""Sessions as Django keeps them in its table, with the one statement that every request asks compiled once."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from pharos.journal.api import KeptStatement

BY_KEY = KeptStatement(lambda key: Session.objects.filter(pk=key).values_list(), stands_for="stands for a key")


class SessionStore(db.SessionStore):
    """Named in settings as SESSION_ENGINE."""

    def _get_session_from_db(self) -> Session | None:
        found = BY_KEY.rows(Session, self.session_key)
        if found and found[0].expire_date > timezone.now():
            return found[0]
        self._session_key = None
        return None
