"""What was seen of a provider in words: every share with its n and its interval."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pharos.network.rules.quality import Figures


def taken_words(figures: Figures) -> str:
    """Of how many asked in half a year how many were taken, with the interval, and how soon."""
    if not figures.asked:
        return _("not asked in half a year")
    low, high = (round(100 * end) for end in figures.taken.interval)
    facts = {"k": figures.accepted, "n": figures.asked, "low": low, "high": high}
    said = _("%(k)d of %(n)d taken (%(low)d–%(high)d %%)") % facts
    median = figures.median_minutes
    return said if median is None else said + ", " + _("after %(minutes)d min") % {"minutes": median}


def quality_words(figures: Figures) -> str:
    """The rating with n and its interval, then what our doctors found."""
    if not figures.seen:
        return _("nothing seen yet")
    said = []
    if figures.rating is not None:
        low, high = figures.rating_interval
        said.append(
            _("%(mean)s of 5, n = %(n)d (%(low)s–%(high)s)")
            % {"mean": _tenths(figures.rating), "n": len(figures.ratings), "low": _tenths(low), "high": _tenths(high)}
        )
    if figures.findings:
        said.append(ngettext("%(n)d finding", "%(n)d findings", figures.findings) % {"n": figures.findings})
    return ", ".join(said)


def _tenths(value: float) -> str:
    return number_format(value, decimal_pos=1)
