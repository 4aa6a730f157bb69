"""Reading what a telephone system posts. A wrong field is named, never guessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import StrEnum

from pharos.contact.rules.calls import CallEvent, Direction, Signal
from pharos.core.objections import Objection
from pharos.core.phones import e164

NEEDED = ("call", "kind", "at", "direction")
FIELDS = (*NEEDED, "from", "to", "extension")
LONGEST = {"call": 120, "from": 60, "to": 60, "extension": 20}
DIRECTIONS = {
    "in": Direction.INCOMING,
    "inbound": Direction.INCOMING,
    "incoming": Direction.INCOMING,
    "out": Direction.OUTGOING,
    "outbound": Direction.OUTGOING,
    "outgoing": Direction.OUTGOING,
}
HOME_REGION = "RU"
_NUMBER_COLUMN = 32


class Wrong(StrEnum):
    """What is wrong with a posting, or with one of its fields."""

    NOT_AN_OBJECT = "not_an_object"
    MISSING = "missing"
    NOT_TEXT = "not_text"
    TOO_LONG = "too_long"
    UNKNOWN_VALUE = "unknown_value"
    NOT_A_TIME = "not_a_time"
    CONTROL_CHARACTERS = "control_characters"


@dataclass(frozen=True)
class Posting:
    """One call event with the telephone system's own name of the call."""

    call: str
    event: CallEvent


def read_posting(body: object, *, zone: tzinfo, region: str | None = None) -> Posting | Objection:
    """The posting, or an Objection with the field at fault in its facts (`field` empty for the whole body).

    `from`, `to` and `extension` may be empty or absent (a withheld number, a queue that rings nobody yet). `zone` is
    where a time without one was taken, `region` reads numbers written without a country code. Numbers in JSON are
    taken for the text they stand for, since switchboards write extensions and numbers either way.
    """
    if not isinstance(body, Mapping):
        return Objection(Wrong.NOT_AN_OBJECT, {"field": ""})
    fields = {str(field): _as_text(value) for field, value in body.items()}
    wrong = _wrong_field(fields)
    if wrong:
        return wrong
    said = {field: str(fields.get(field) or "").strip() for field in FIELDS}
    at = _moment(said["at"], zone)
    if isinstance(at, Objection):
        return at
    return Posting(
        call=said["call"],
        event=CallEvent(
            at=at,
            kind=Signal(said["kind"]),
            direction=DIRECTIONS[said["direction"]],
            from_number=_number(said["from"], region),
            to_number=_number(said["to"], region),
            extension=said["extension"],
        ),
    )


def _wrong_field(fields: Mapping[str, object]) -> Objection | None:
    for field in NEEDED:
        value = fields.get(field)
        if value is None or (isinstance(value, str) and not value.strip()):
            return _wrong(Wrong.MISSING, field)
    for field in FIELDS:
        objection = _wrong_text(field, fields.get(field))
        if objection:
            return objection
    if fields["kind"] not in set(Signal):
        return _wrong(Wrong.UNKNOWN_VALUE, "kind", allowed=tuple(Signal))
    if fields["direction"] not in DIRECTIONS:
        return _wrong(Wrong.UNKNOWN_VALUE, "direction", allowed=tuple(Direction))
    return None


def _wrong_text(field: str, value: object) -> Objection | None:
    if value is None:
        return None
    if not isinstance(value, str):
        return _wrong(Wrong.NOT_TEXT, field)
    if len(value) > LONGEST.get(field, 60):
        return _wrong(Wrong.TOO_LONG, field, longest=LONGEST.get(field, 60))
    if any(ord(sign) < 32 or 0xD800 <= ord(sign) <= 0xDFFF for sign in value):
        return _wrong(Wrong.CONTROL_CHARACTERS, field)
    return None


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _moment(text: str, zone: tzinfo) -> datetime | Objection:
    try:
        at = datetime.fromisoformat(text)
        at = (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return _wrong(Wrong.NOT_A_TIME, "at")
    return at


def _number(text: str, region: str | None) -> str:
    if not text or text.lower() in {"anonymous", "unknown", "restricted", "unavailable", "private"}:
        return ""
    return e164(text, region) or text[:_NUMBER_COLUMN]


def _wrong(code: Wrong, field: str, **facts: object) -> Objection:
    return Objection(code, {"field": field, **facts})
