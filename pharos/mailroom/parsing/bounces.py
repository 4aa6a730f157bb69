"""Letters of ours that came back, in the standard form (RFC 3464) and in the forms servers made up."""

import re

from pharos.mailroom.parsing.headers import read_headers
from pharos.mailroom.parsing.identifiers import read_ids
from pharos.mailroom.parsing.limits import Limits
from pharos.mailroom.parsing.machines import value
from pharos.mailroom.parsing.shapes import Bounce
from pharos.mailroom.parsing.tree import Part

_DAEMON = re.compile(
    r"(?:^|[<\s\"])(?:mailer[-_.]?daemon|postmaster|mail-?daemon|mailerdaemon|mdaemon"
    r"|mail delivery (?:sub)?system)\b",
    re.I,
)
_SUBJECT = re.compile(
    r"^\s*(?:undeliver(?:ed|able)|undelivered mail returned|delivery (?:status notification|failure"
    r"|has failed|notification)"
    r"|mail delivery (?:failed|failure|system|subsystem)|failure notice|returned mail"
    r"|message (?:undeliverable|not delivered)"
    r"|mail (?:system error|could not be delivered)|warning: could not send|delayed mail"
    r"|delivery (?:delayed|incomplete)"
    r"|недоставлен|не\s?доставлено|не удалось доставить|сообщение не доставлено|письмо не доставлено|ошибка доставки"
    r"|невозможно доставить|отчет о недоставке|отчёт о недоставке|возврат письма"
    r"|уведомление о (?:состоянии|недоставке|статусе) доставк"
    r"|unzustellbar|недоставено|неуспешна доставка|не може да бъде доставен)",
    re.I,
)
_ABOUT_DELIVERY = re.compile(
    r"undeliver|deliver\w* (?:status|fail|delay|has|notif)|delivery|not delivered|fail(?:ed|ure)|returned"
    r"|could not|delayed"
    r"|недостав|не доставл|доставк|доставить|возврат|unzustellbar|недоставен",
    re.I,
)
_DELAY = re.compile(
    r"delayed|будет доставлено позже|will (?:keep|continue) (?:on )?trying|warning: could not send|повторн\w+ попытк",
    re.I,
)
_ORIGINAL_ID = re.compile(rb"(?im)^[ \t>]*message-id:\s*(<[^<>\x00-\x20\x7f]{3,400}>)")
_RECIPIENT = re.compile(
    rb"(?im)^(?:final|original)-recipient:[ \t]*(?:[a-z0-9-]+[ \t]*;)?[ \t]*"
    rb"<?([^\x00-\x20\x7f<>;]{1,250}@[^\x00-\x20\x7f<>;]{1,250})>?"
)
_ACTION = re.compile(rb"(?im)^action:[ \t]*([a-z]+)")
_STATUS = re.compile(rb"(?im)^status:[ \t]*([245])\.")
_STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")
_MOST = 200_000


def read_bounce(root: Part, subject: str, text: str, envelope_from: str | None, limits: Limits) -> Bounce | None:
    """What came back, or None when the letter is no bounce."""
    report = _delivery_report(root)
    if not report and not _looks_like_one(root, subject, envelope_from):
        return None
    status = b"\n".join(part.content()[0][:_MOST] for part in root.children if part.type in _STATUS_TYPES)
    actions = {action.lower() for action in _ACTION.findall(status)}
    codes = set(_STATUS.findall(status))
    delayed = (actions == {b"delayed"}) if actions else bool(_DELAY.search(f"{subject}\n{text[:2000]}"))
    if report and (actions & {b"delivered", b"relayed", b"expanded"}) and not actions & {b"failed", b"delayed"}:
        return None
    return Bounce(
        original_message_id=_original_id(root, limits),
        recipients=_recipients(root, status),
        permanent=not delayed and codes != {b"4"},
    )


def _delivery_report(root: Part) -> bool:
    if root.type != "multipart/report":
        return False
    kind = root.parameters.get("report-type", "").lower()
    return kind.startswith("delivery-status") or (
        not kind and any(part.type == "message/delivery-status" for part in root.children)
    )


def _looks_like_one(root: Part, subject: str, envelope_from: str | None) -> bool:
    headers = root.headers
    if "x-failed-recipients" in headers:
        return True
    daemon = bool(_DAEMON.search(value(headers, "from")))
    null_path = envelope_from == "" or value(headers, "return-path") == "<>"
    if daemon and _ABOUT_DELIVERY.search(subject):
        return True
    return null_path and bool(_SUBJECT.match(subject))


def _original_id(root: Part, limits: Limits) -> str:
    """The identifier of the letter that came back: from its copy, its headers, a quotation, or the references."""
    for part in root.children:
        if part.nested and part.children:
            ids = read_ids(part.children[0].headers.first("message-id"), 1)
            if ids:
                return ids[0]
        if part.type in ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers"):
            content = part.content()[0]
            ids = read_ids(read_headers(content, 0, len(content), limits)[0].first("message-id"), 1)
            if ids:
                return ids[0]
    own = root.headers.first("message-id").strip()
    for found in _ORIGINAL_ID.findall(root.body()[:_MOST]):
        if found != own:
            return str(found.decode("ascii", "replace"))
    return _referred(root)


def _referred(root: Part) -> str:
    for name in ("in-reply-to", "references"):
        ids = read_ids(root.headers.first(name), 50)
        if ids:
            return ids[-1]
    return ""


def _recipients(root: Part, status: bytes) -> tuple[str, ...]:
    found = [one.decode("ascii", "replace").lower() for one in _RECIPIENT.findall(status)]
    if not found:
        listed = root.headers.first("x-failed-recipients").decode("ascii", "replace")
        found = [one.strip().lower() for one in listed.split(",") if "@" in one]
    return tuple(dict.fromkeys(found))[:50]
