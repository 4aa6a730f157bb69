"""The post office where letters of ours arrive in the demonstration: kept in a folder, heard by the player."""

import hashlib
import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller

from pharos.twin.letters.shapes import Heard
from pharos.twin.night.loopback import loopback

MOST_BYTES = 40 * 1024 * 1024


class Sink:
    """An SMTP server on a loopback address; port 0 takes a free one, named in `port`.

    Every letter is one file, whoever it is for and however often it comes.
    """

    def __init__(self, host: str, port: int, folder: Path) -> None:
        """Raises NotThisMachine."""
        self.folder = folder
        self.letters: SimpleQueue[Heard] = SimpleQueue()
        here = loopback(host)
        self.port = port or _free_port(here)
        self.controller = Controller(
            self, hostname=here, port=self.port, data_size_limit=MOST_BYTES, decode_data=False, ident="demo"
        )

    def __enter__(self) -> Self:
        """Raises OSError where the port is taken."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.controller.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.controller.stop()

    def next_letter(self, seconds: float) -> Heard | None:
        """The next letter that arrived, waiting so long for one."""
        try:
            return self.letters.get(timeout=max(seconds, 0.0)) if seconds > 0 else self.letters.get_nowait()
        except Empty:
            return None

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name
        raw = bytes(envelope.content)
        name = hashlib.sha256(raw).hexdigest()[:24]
        part = self.folder / f".{name}"
        part.write_bytes(raw)
        part.replace(self.folder / f"{name}.eml")
        for recipient in envelope.rcpt_tos:
            heard = hear(raw, recipient)
            if heard:
                self.letters.put(heard)
        return "250 OK"


def _free_port(host: str) -> int:
    """aiosmtpd tries its own port before it knows a free one, so one is found for it."""
    with socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as found:
        return int(found.getsockname()[1])


def hear(raw: bytes, recipient: str) -> Heard | None:
    """What a traveller sees of a letter of ours; None for one that no person wrote, which nobody answers."""
    message = message_from_bytes(raw, policy=policy.default)
    if not isinstance(message, EmailMessage) or message.get("Auto-Submitted", "no") != "no":
        return None
    body = message.get_body(("plain",))
    sender = str(message.get("From", ""))
    addresses = message["From"].addresses if message["From"] else ()
    return Heard(
        message_id=str(message.get("Message-ID", "")).strip("<> \r\n"),
        subject=str(message.get("Subject", "")),
        text=str(body.get_content()).replace("\r\n", "\n") if body else "",
        sender=addresses[0].addr_spec if addresses else sender,
        to=recipient.lower(),
        references=tuple(one.strip("<>") for one in str(message.get("References", "")).split()),
    )
