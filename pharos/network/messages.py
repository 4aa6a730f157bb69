"""Codes of the network in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pharos.core.objections import Objection
from pharos.network.rules.rows import Fault, Remark

Text = str | Promise

FAULTS: Mapping[Fault, Text] = {
    Fault.NO_NAME: _("no name: add one, or leave the row out"),
    Fault.NO_PLACE: _("no coordinates: add latitude and longitude"),
    Fault.NOT_A_NUMBER: _("coordinates are not numbers: write degrees such as 27.257"),
    Fault.ZERO: _("coordinates are 0, 0: a form left empty; add the true ones"),
    Fault.SWAPPED: _("latitude and longitude look exchanged: the point would lie in the country the other way round"),
    Fault.OUT_OF_RANGE: _("coordinates lie off the globe: latitude is at most 90, longitude at most 180"),
    Fault.COUNTRY_UNKNOWN: _("no country we know: add a column with it, or give one for the whole file"),
    Fault.TWICE: _("the same facility stands in the file more than once: the first row is kept"),
}
REMARKS: Mapping[Remark, Text] = {
    Remark.PHONE_UNREADABLE: _("telephone left out: it has letters or too few digits"),
    Remark.BEDS_UNREADABLE: _("number of beds left out: not a number"),
    Remark.ELSEWHERE: _("taken, but the point lies outside the country that is told"),
}
OBJECTIONS: Mapping[str, Text] = {
    "file_unreadable": _("%(file)s cannot be read (%(reason)s)"),
    "file_empty": _("%(file)s has no row of headings"),
    "file_kind_unknown": _("%(file)s is no file we read: CSV, XLSX or GeoJSON, also with .gz"),
    "column_unknown": _("there is no column or field called %(column)s"),
    "columns_missing": _("no column for %(columns)s; name it with --column FIELD=HEADING (perhaps: %(perhaps)s)"),
}


def objection_text(objection: Objection) -> str:
    """A refusal in the language of the person."""
    return str(OBJECTIONS[objection.code]) % objection.facts
