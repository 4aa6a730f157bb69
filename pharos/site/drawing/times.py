"""Moments: how far away, what the clock says, and what it says where the traveller is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pharos.site.drawing.spans import coarse


def when(at: datetime, now: datetime) -> str:
    """Distance first, then the clock: `8 min ago, 14:20`; on another day the date: `18 July, 14:20`."""
    local, today = timezone.localtime(at), timezone.localtime(now)
    clock = local.strftime("%H:%M")
    if local.date() != today.date():
        return f"{day(at, now)}, {clock}"
    if abs((now - at).total_seconds()) < 60:
        return _("now, %(clock)s") % {"clock": clock}
    words = {"time": coarse(now - at), "clock": clock}
    return (_("%(time)s ago, %(clock)s") if at < now else _("in %(time)s, %(clock)s")) % words


def day(at: datetime, now: datetime) -> str:
    """`18 July`, with the year when it is another one."""
    local = timezone.localtime(at)
    same_year = local.year == timezone.localtime(now).year
    return date_format(local, "j E" if same_year else "j E Y")


def day_name(value: date, today: date) -> str:
    """`Today, 18 July`, `Yesterday, 17 July`, `3 July`; the year when it is another one."""
    spelled = date_format(value, "j E" if value.year == today.year else "j E Y")
    if value == today:
        return _("Today, %(day)s") % {"day": spelled}
    if value == today - timedelta(days=1):
        return _("Yesterday, %(day)s") % {"day": spelled}
    return spelled


def clock_time(at: datetime) -> str:
    """`14:20` on our own clock."""
    return timezone.localtime(at).strftime("%H:%M")


def drawn(at: datetime, text: str = "") -> SafeString:
    """A moment as an element that tells all of it when asked; only the clock where no other text is given."""
    local = timezone.localtime(at)
    shown = escape(text) if text else f"{local:%H:%M}"
    return mark_safe(f'<time datetime="{at.isoformat()}" title="{local:%d.%m.%Y %H:%M:%S %Z}">{shown}</time>')


@dataclass(frozen=True)
class LocalTime:
    """The clock at a place: `night` picks moon or sun, `shift` is the difference to our own clock in words."""

    clock: str
    night: bool
    shift: str
    zone: str


def local_time(zone: ZoneInfo, now: datetime) -> LocalTime:
    """What the clock says in this zone at `now`; between 22 and 7 it is night there: think before you call."""
    there, here = now.astimezone(zone), timezone.localtime(now)
    minutes = round(((there.utcoffset() or here - here) - (here.utcoffset() or here - here)).total_seconds() / 60)
    return LocalTime(
        clock=there.strftime("%H:%M"), night=there.hour >= 22 or there.hour < 7, shift=_shift(minutes), zone=zone.key
    )


def _shift(minutes: int) -> str:
    if not minutes:
        return _("as here")
    hours, rest = divmod(abs(minutes), 60)
    amount = f"{hours}:{rest:02}" if rest else str(hours)
    return (_("%(hours)s h ahead") if minutes > 0 else _("%(hours)s h behind")) % {"hours": amount}
