"""Letters for tests, written byte by byte where the standard library would be too polite."""

# ruff: noqa: E501  a line of a letter is a line here

from base64 import b64encode
from email.message import EmailMessage
from itertools import count

_numbers = count(1)

TRAVELLER = "Иван Петров <ivan.petrov@mail.example>"
DESK = "help@sz.example"


def letter(
    text: str = "Здравствуйте! У ребёнка температура 39,5, отель Sunrise в Хургаде. Что делать?",
    *,
    subject: str = "Температура у ребёнка",
    sender: str = TRAVELLER,
    to: str = DESK,
    charset: str = "utf-8",
    message_id: str | None = None,
    **headers: str,
) -> bytes:
    """An ordinary letter. Keyword headers: `In_Reply_To="<…>"`. `message_id=""` leaves it out."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = "Sat, 18 Jul 2026 03:12:00 +0300"
    if message_id != "":
        message["Message-ID"] = message_id or f"<{next(_numbers)}@mail.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text, charset=charset)
    return message.as_bytes()


def raw(headers: str | bytes, body: str | bytes = b"") -> bytes:
    """A letter from its very bytes; text is UTF-8."""
    head = headers.encode() if isinstance(headers, str) else headers
    rest = body.encode() if isinstance(body, str) else body
    return head.strip(b"\n") + b"\n\n" + rest


def with_file(
    content: bytes, disposition: str, *, kind: str = "application/octet-stream", text: str = "См. файл"
) -> bytes:
    """A letter with one file, its disposition header written by hand."""
    return raw(
        "From: a@mail.example\nTo: help@sz.example\nSubject: file\nMessage-ID: <file@mail.example>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="edge"',
        f"--edge\nContent-Type: text/plain; charset=utf-8\n\n{text}\n--edge\nContent-Type: {kind}\n"
        f"Content-Transfer-Encoding: base64\nContent-Disposition: {disposition}\n\n{b64encode(content).decode()}\n--edge--\n",
    )
