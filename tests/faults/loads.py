"""Work sent in without pause: letters by SMTP, calls and case work by HTTP. Each piece is tried until acknowledged.

This is what the world does: a mail server keeps a letter until it is taken, a telephone system and a browser send
again when no answer came. Whatever was acknowledged is written down and must be found afterwards, once.
"""

import http.client
import json
import random
import smtplib
import threading
from abc import abstractmethod
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from urllib.parse import urlencode
from uuid import uuid4

from tests.stacks import Stack, Visitor

REST = 0.05
PAUSE_AFTER_FAILURE = 0.15
STARTED = datetime(2026, 7, 18, 0, 12, tzinfo=UTC)


class Load(threading.Thread):
    """One sender. `acknowledged` grows; `surprises` are answers that should never come."""

    def __init__(self, stack: Stack, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.stack = stack
        self.acknowledged: list[str] = []
        self.surprises: list[str] = []
        self.failures = 0
        self.stopping = threading.Event()

    def run(self) -> None:
        """Send one piece after another; the last one is finished before the end."""
        number = 0
        while not self.stopping.is_set() and (piece := self.piece(number)) is not None:
            number += 1
            while not self._sent(piece):
                self.failures += 1
                threading.Event().wait(PAUSE_AFTER_FAILURE)
            self.acknowledged.append(piece)
            self.stopping.wait(REST)

    def waits(self, count: int) -> bool:
        """Whether nothing was acknowledged since there were `count`."""
        return self.is_alive() and len(self.acknowledged) == count

    def _sent(self, piece: str) -> bool:
        try:
            return self.send(piece)
        except (OSError, http.client.HTTPException, smtplib.SMTPException) as error:
            self._look_at(error)
            return False

    def _look_at(self, error: Exception) -> None:
        code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0
        if 500 <= code < 600:
            self.surprises.append(f"{self.name}: {error}")

    def answered(self, what: str, status: int, expected: tuple[int, ...]) -> bool:
        """Whether an answer acknowledges; 5xx and 429 mean later, anything else is a surprise."""
        if status in expected:
            return True
        if status < 500 and status != 429:
            self.surprises.append(f"{self.name}: {status} for {what}")
        return False

    @abstractmethod
    def piece(self, number: int) -> str | None:
        """The name of the next piece of work, None when there is no more."""

    @abstractmethod
    def send(self, piece: str) -> bool:
        """Send it; True when it was acknowledged."""


class Letters(Load):
    """A mail server with letters for us."""

    def piece(self, number: int) -> str:
        """A Message-ID."""
        return f"<{number}.{uuid4().hex}@clinic.example>"

    def send(self, piece: str) -> bool:
        """One session a letter; a session that breaks before the answer is repeated whole."""
        letter = EmailMessage()
        letter["From"], letter["To"] = "reception@clinic.example", "help@faults.example"
        letter["Subject"], letter["Message-ID"] = "Пациент 38,9", piece
        letter["Date"] = "Sat, 18 Jul 2026 03:12:00 +0300"
        letter.set_content(f"Температура третий день. {piece[1:9]}\n")
        with smtplib.SMTP("127.0.0.1", self.stack.smtp_port, timeout=20) as session:
            return session.send_message(letter) == {}


class Calls(Load):
    """A telephone system that posts the three events of each call."""

    def __init__(self, stack: Stack, token: str) -> None:
        super().__init__(stack, "calls")
        self.token = token
        self.dice = random.Random(7)

    def piece(self, number: int) -> str:
        """The call's name on the switchboard."""
        return f"call-{number}-{uuid4().hex}"

    def send(self, piece: str) -> bool:
        """All three, in any order, some twice; acknowledged when each was."""
        kinds = [("ringing", 0), ("answered", 9), ("hung_up", 80)]
        self.dice.shuffle(kinds)
        kinds.append(self.dice.choice(kinds))
        return all(self._post(piece, kind, seconds) for kind, seconds in kinds)

    def _post(self, call: str, kind: str, seconds: int) -> bool:
        event = {"call": call, "kind": kind, "at": (STARTED + timedelta(seconds=seconds)).isoformat()}
        event |= {"direction": "in", "from": "+79990001122", "to": "+74950000000", "extension": "101"}
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        visit = http.client.HTTPConnection("127.0.0.1", self.stack.port, timeout=20)
        try:
            visit.request("POST", "/api/calls/events", json.dumps(event), headers)
            answer = visit.getresponse()
            answer.read()
            return self.answered(kind, answer.status, (200,))
        finally:
            visit.close()


class Forms(Load):
    """Somebody who signed in and sends a form, again with the same key when no answer came."""

    def __init__(self, stack: Stack, name: str, visitor: Visitor) -> None:
        super().__init__(stack, name)
        self.cookies = {cookie.name: cookie.value or "" for cookie in visitor.jar}
        self.last_status, self.last_location = 0, ""

    def posted(self, path: str, key: str, fields: dict[str, str], expected: tuple[int, ...]) -> bool:
        """Send the form; True when it was acknowledged."""
        hidden = {"csrfmiddlewaretoken": self.cookies["csrftoken"], "request_key": key}
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "Host": "localhost",
        }
        visit = http.client.HTTPConnection("127.0.0.1", self.stack.port, timeout=20)
        try:
            visit.request("POST", path, urlencode(hidden | fields), headers)
            answer = visit.getresponse()
            answer.read()
            self.last_status, self.last_location = answer.status, answer.headers.get("Location", "")
            return self.answered(path, answer.status, expected)
        finally:
            visit.close()


class Registrations(Forms):
    """An operator who registers one case after another."""

    def __init__(self, stack: Stack, visitor: Visitor) -> None:
        super().__init__(stack, "registrations", visitor)
        self.registered: list[str] = []

    def piece(self, number: int) -> str:
        """The form's key."""
        return str(uuid4())

    def send(self, piece: str) -> bool:
        """A redirect to the new case acknowledges; asked again, the same case must be named."""
        fields = {"act": "register", "name": "Лидия Ветрова", "complaint": f"fever {piece}", "language": "ru"}
        done = self.posted("/intake/", piece, fields, (302,))
        if done:
            self.registered.append(self.last_location.strip("/").rpartition("/")[2])
        return done


class Notes(Forms):
    """An operator who writes one note after another into a case."""

    def __init__(self, stack: Stack, visitor: Visitor, case: str) -> None:
        super().__init__(stack, "notes", visitor)
        self.case = case

    def piece(self, number: int) -> str:
        """The form's key."""
        return str(uuid4())

    def send(self, piece: str) -> bool:
        """A redirect acknowledges."""
        return self.posted(f"/cases/{self.case}/note", piece, {"text": f"note {piece}"}, (302,))


class Claims(Forms):
    """An operator who claims one case after another, against somebody else who does the same."""

    def __init__(self, stack: Stack, name: str, visitor: Visitor, cases: list[str]) -> None:
        super().__init__(stack, name, visitor)
        self.cases = cases
        self.won: list[str] = []
        self.keys: dict[str, str] = {}

    def piece(self, number: int) -> str | None:
        """The next case nobody of this pair has tried."""
        return self.cases[number] if number < len(self.cases) else None

    def send(self, piece: str) -> bool:
        """A redirect means ours; 422 means the other was first."""
        key = self.keys.setdefault(piece, str(uuid4()))
        done = self.posted(f"/cases/{piece}/take", key, {}, (302, 422))
        if done and self.last_status == http.client.FOUND:
            self.won.append(piece)
        return done
