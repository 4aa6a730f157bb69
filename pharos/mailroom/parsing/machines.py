"""Letters that no person wrote to us just now: automatic replies, receipts, mailing lists, advertising."""

import re

from pharos.mailroom.parsing.advertising import reads_like_advertising
from pharos.mailroom.parsing.headers import Headers
from pharos.mailroom.parsing.shapes import Automatic, SpamSign
from pharos.mailroom.parsing.tree import Part

_PREFIX = r"^\s*(?:(?:re|aw|sv|fw|fwd|ответ|отв|на)\s*:\s*){0,3}"
_AUTO_SUBJECT = re.compile(
    _PREFIX
    + r"(?:\[?авто(?:матический\s+)?[\s-]?ответ(?:чик)?\b|автоматическ(?:ий|ое)\s+(?:ответ|уведомление|сообщение)"
    r"|вне\s+офиса|нет\s+на\s+(?:рабочем\s+)?месте|(?:я\s+)?в\s+отпуске?\s*(?:$|[:.!-]|до\b|с\b)|отсутствую\b"
    r"|automatic\s+reply|auto[\s-]?reply|autoreply|auto[\s-]?response|automatische\s+antwort|abwesenheit(?:snotiz)?\b"
    r"|out\s+of\s+(?:the\s+)?office|ooo\s*:|on\s+vacation|vacation\s+(?:reply|message)"
    r"|away\s+from\s+(?:the\s+)?office"
    r"|автоматичен\s+отговор|извън\s+офиса|автоматична\s+відповідь|réponse\s+automatique|respuesta\s+automática"
    r"|risposta\s+automatica|răspuns\s+automat|automātiskā\s+atbilde|autosvar)",
    re.I,
)
_RECEIPT_SUBJECT = re.compile(
    r"^\s*(?:прочтено|прочитано|read|not read|не прочитано|gelesen|уведомление о прочтении)\s*:", re.I
)
_REPLY_HEADERS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-vacation", "x-mail-autoreply")
_SPAM_STATUS = re.compile(r"^\s*yes\b", re.I)
_STARS = re.compile(r"\*{7,}|^\s*(?:[7-9]|\d{2})(?:\.\d+)?\s*$")
_SCL = re.compile(r"\bSCL:([5-9])\b", re.I)


def value(headers: Headers, name: str) -> str:
    """A header as lower-case text, for comparing."""
    return headers.first(name).decode("ascii", "replace").strip().lower()


def automatic(root: Part, subject: str) -> Automatic | None:
    """What kind of machine wrote it; None for people."""
    headers = root.headers
    if root.type == "multipart/report" and "disposition" in root.parameters.get("report-type", "").lower():
        return Automatic.RECEIPT
    submitted = value(headers, "auto-submitted").partition(";")[0].strip()
    if submitted.startswith("auto-replied") or _AUTO_SUBJECT.match(subject):
        return Automatic.REPLIED
    if any(_says_yes(headers, name) for name in _REPLY_HEADERS) or value(headers, "precedence") == "auto_reply":
        return Automatic.REPLIED
    if value(headers, "x-auto-response-suppress") == "all" and "in-reply-to" in headers:
        return Automatic.REPLIED
    if submitted not in ("", "no"):
        return Automatic.REPLIED if "in-reply-to" in headers else Automatic.GENERATED
    if "x-ms-exchange-inbox-rules-loop" in headers and value(headers, "x-auto-response-suppress"):
        return Automatic.REPLIED
    return Automatic.RECEIPT if _RECEIPT_SUBJECT.match(subject) and "in-reply-to" in headers else None


def _says_yes(headers: Headers, name: str) -> bool:
    return name in headers and value(headers, name) not in ("no", "false", "0")


def mailing_list(headers: Headers) -> bool:
    """Sent to many at once."""
    if "list-id" in headers or "list-post" in headers or "list-unsubscribe" in headers:
        return True
    return value(headers, "precedence") in ("bulk", "list", "junk")


def answerable(headers: Headers) -> bool:
    """Whether an automatic answer may be sent at all (RFC 3834, section 2)."""
    if value(headers, "return-path") == "<>" or value(headers, "x-auto-response-suppress"):
        return False
    sender = value(headers, "from")
    return not re.search(r"(?:^|[<\s])(?:mailer-daemon|no-?reply|do-?not-?reply|noresponse|bounces?)[@+.-]", sender)


def spam_signs(headers: Headers, subject: str, text: str, *, bulk: bool) -> tuple[SpamSign, ...]:
    """Why this is thought to be spam. Our own guess is conservative: a sick traveller in spam is worse than spam."""
    signs: list[SpamSign] = []
    if _SPAM_STATUS.match(value(headers, "x-spam-flag")) or _SPAM_STATUS.match(value(headers, "x-spam")):
        signs.append(SpamSign.FLAGGED)
    elif _SPAM_STATUS.match(value(headers, "x-spam-status")) or _scored(headers):
        signs.append(SpamSign.SCORED)
    if reads_like_advertising(f"{subject}\n{text}", bulk=bulk):
        signs.append(SpamSign.ADVERTISING)
    return tuple(signs)


def _scored(headers: Headers) -> bool:
    if _STARS.search(value(headers, "x-spam-level")) or _SCL.search(value(headers, "x-forefront-antispam-report")):
        return True
    return value(headers, "x-ms-exchange-organization-scl") in ("5", "6", "7", "8", "9")
