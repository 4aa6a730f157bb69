"""A length of time in the shortest words that are still exact enough to act on."""

from datetime import timedelta

from django.utils.translation import gettext as _

TEN_MINUTES, HOUR, DAY = 600, 3600, 86400


def span(length: timedelta) -> str:
    """`8:05` up to ten minutes, then `11 min`, `1 h 19`, `3 d`. The sign is left to the sentence around it."""
    seconds = abs(int(length.total_seconds()))
    if seconds < TEN_MINUTES:
        return f"{seconds // 60}:{seconds % 60:02}"
    return coarse(timedelta(seconds=seconds))


def coarse(length: timedelta) -> str:
    """The same without seconds: `0 min`, `11 min`, `1 h 19`, `3 d`."""
    minutes = abs(int(length.total_seconds())) // 60
    if minutes < 60:
        return _("%(minutes)d min") % {"minutes": minutes}
    if minutes < 48 * 60:
        return _("%(hours)d h %(minutes)02d") % {"hours": minutes // 60, "minutes": minutes % 60}
    return _("%(days)d d") % {"days": minutes // (24 * 60)}
