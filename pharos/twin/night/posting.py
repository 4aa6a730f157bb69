"""Letters by SMTP and call events by HTTP, to this machine."""

import json
import smtplib
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from pharos.twin.letters.mime import to_bytes
from pharos.twin.letters.shapes import Letter
from pharos.twin.night.loopback import Unreachable, host_and_port

PATIENCE = 20.0
REFUSED = 500


class Refused(Exception):
    """The other side understood and said no; trying again would change nothing."""


@dataclass(frozen=True)
class Post:
    """The way letters take."""

    address: str

    def send(self, letter: Letter) -> None:
        """Hand a letter to the intake. Raises Unreachable, Refused, NotThisMachine."""
        host, port = host_and_port(self.address, 25)
        try:
            with smtplib.SMTP(host, port, local_hostname="demo.example", timeout=PATIENCE) as server:
                server.sendmail(letter.envelope_sender, [letter.to], to_bytes(letter), mail_options=["BODY=8BITMIME"])
        except smtplib.SMTPRecipientsRefused as refusal:
            raise _said(max(code for code, _text in refusal.recipients.values())) from refusal
        except smtplib.SMTPResponseException as refusal:
            raise _said(refusal.smtp_code) from refusal
        except (OSError, smtplib.SMTPException) as failure:
            raise Unreachable(self.address) from failure


@dataclass(frozen=True)
class Telephone:
    """The switchboard of the demonstration: it posts what any telephone system would."""

    address: str
    token: str

    def post(self, event: dict[str, str]) -> None:
        """Post one call event. Raises Unreachable, Refused, NotThisMachine."""
        host, port = host_and_port(self.address, 80)
        heads = {
            "Host": f"localhost:{port}", "Content-Type": "application/json", "Authorization": f"Bearer {self.token}",
        }  # fmt: skip
        connection = HTTPConnection(host, port, timeout=PATIENCE)
        try:
            connection.request("POST", "/api/calls/events", json.dumps(event).encode(), heads)
            status = connection.getresponse().status
        except (OSError, HTTPException) as failure:
            raise Unreachable(self.address) from failure
        finally:
            connection.close()
        if status >= REFUSED:
            raise Unreachable(self.address)
        if status != 200:
            raise Refused(str(status))


def _said(code: int) -> Exception:
    return Refused(str(code)) if code >= REFUSED else Unreachable(str(code))
