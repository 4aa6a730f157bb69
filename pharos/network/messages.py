"""Codes of the network in words."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pharos.core.objections import Objection
from pharos.network.rules.row_faults import Fault, Remark
from pharos.network.rules.rows import Faulty

Text = str | Promise

FAULTS: Mapping[Fault, Text] = {
    Fault.NO_NAME: _("no name: add one, or leave the row out"),
    Fault.NO_PLACE: _("no coordinates: add latitude and longitude"),
    Fault.NOT_A_NUMBER: _("coordinates are not numbers: write degrees such as 27.257"),
    Fault.MINUTES: _("coordinates have minutes or seconds of 60 and more: there is a slip in them"),
    Fault.ZERO: _("coordinates are 0, 0: a form left empty; add the true ones"),
    Fault.SWAPPED: _("latitude and longitude look exchanged: the point would lie in the country the other way round"),
    Fault.OUT_OF_RANGE: _("coordinates lie off the globe: latitude is at most 90, longitude at most 180"),
    Fault.NO_ZONE: _("coordinates are metres of a grid without their zone: add the UTM zone, or write degrees"),
    Fault.FAR: _("the point lies far from the country or the town that is told: one of them is wrong"),
    Fault.COUNTRY_UNKNOWN: _("no country we know: add a column with it, or give one for the whole file"),
    Fault.PLACE_UNKNOWN: _("no coordinates, and the town is not certain: add coordinates, or write the town otherwise"),
    Fault.FORMULA: _("the name is a formula of a spreadsheet: save the list with values"),
    Fault.BROKEN: _("the row is broken: a quotation mark that does not close, or far too long a cell"),
    Fault.SHIFTED: _("the row has more cells than there are headings: a stray separator has shifted it"),
    Fault.EXPIRED: _("the licence or the contract has run out: leave the row out, or write the new date"),
    Fault.CLOSED: _("the facility is closed or out of use"),
    Fault.NOT_FOR_PATIENTS: _("not a place for patients: a veterinary practice, a boundary"),
    Fault.TWICE: _("the same facility stands in the file more than once: the first row is kept"),
}
REMARKS: Mapping[Remark, Text] = {
    Remark.PHONE_UNREADABLE: _("telephone left out: it has letters or too few digits"),
    Remark.BEDS_UNREADABLE: _("number of beds left out: not a number"),
    Remark.WEBSITE_UNREADABLE: _("website left out: not an address"),
    Remark.HOURS_UNREADABLE: _("hours kept as written, but not understood"),
    Remark.UNTIL_UNREADABLE: _("until when it holds could not be read: write a date such as 31.12.2027"),
    Remark.NAME_CUT: _("the name was cut at 200 letters"),
    Remark.ELSEWHERE: _("taken, but the point lies outside the country that is told"),
    Remark.EXCHANGED: _("latitude and longitude were exchanged"),
    Remark.METRES: _("coordinates were metres of a map (EPSG:3857) and turned into degrees"),
    Remark.GRID: _("coordinates were metres of the UTM grid and turned into degrees"),
    Remark.ROUGH: _("no coordinates: set at the middle of the town"),
    Remark.NEAREST_COUNTRY: _("no country told: taken from the nearest town"),
    Remark.COUNTRY_LEARNT: _("a word for a country that we do not know: read as the country its rows lie in"),
    Remark.ALIKE: _("perhaps the same as a row before"),
}
FIELDS: Mapping[str, Text] = {
    "name": _("Name of the clinic or doctor"), "name_latin": _("Name in Latin letters"), "kind": _("Kind"),
    "country": _("Country"),
    "region": _("Region"), "place": _("Town"), "address": _("Address"), "latitude": _("Latitude"),
    "longitude": _("Longitude"), "coordinates": _("Coordinates in one cell"), "phone": _("Telephone"),
    "website": _("Website"), "email": _("Mail"), "hours": _("Opening hours"), "specialities": _("Specialities"),
    "ownership": _("Ownership"), "emergency": _("Emergency department"), "beds": _("Beds"),
    "reference": _("Its number in the list"), "valid_until": _("Licence or contract until"),
    "zone": _("Zone of the UTM grid"), "status": _("Whether it still works"),
    "capabilities": _("Capabilities"), "licence_until": _("Licence until"),
    "contract_from": _("Contract from"), "contract_until": _("Contract until"),
}  # fmt: skip
OBJECTIONS: Mapping[str, Text] = {
    "file_unreadable": _("%(file)s cannot be read (%(reason)s)"),
    "file_empty": _("The file is empty."),
    "file_too_big": _("The file has %(megabytes)s MB, more than %(limit)s MB. Split it, or send it as CSV."),
    "file_old_xls": _("This is an old Excel file (.xls). Save it as .xlsx or CSV and send it again."),
    "file_encrypted": _("The file is protected with a password. Remove the password and send it again."),
    "file_pdf": _("This is a PDF. Ask for the table itself, as .xlsx or CSV."),
    "file_html": _("This is a web page, whatever its name says. Open it in Excel and save it as .xlsx."),
    "file_xml": _("This is XML, not a table. Save it as .xlsx or CSV."),
    "file_ods": _("This is an OpenDocument table. Save it as .xlsx or CSV."),
    "file_xlsb": _("This is a binary Excel file (.xlsb). Save it as .xlsx or CSV."),
    "file_word": _("This is a Word document. Ask for the table as .xlsx or CSV."),
    "file_archive": _("This is an archive with no table in it, or with several. Unpack it and send one."),
    "file_picture": _("This is a picture. Ask for the table itself, as .xlsx or CSV."),
    "file_rtf": _("This is an RTF document. Ask for the table as .xlsx or CSV."),
    "file_binary": _("This is neither CSV, XLSX nor GeoJSON."),
    "file_broken": _("The file is damaged or cut short. Ask for it again."),
    "file_bomb": _("The file unpacks to far more than a table holds and was not opened."),
    "file_xml_entities": _("The file declares XML entities, which no table does, and was not opened."),
    "too_many_columns": _("The table has %(columns)s columns, more than %(limit)s. This is no list of clinics."),
    "no_rows": _("There are headings, but no rows under them."),
    "json_broken": _("This is JSON, but it breaks off or has a mistake in line %(line)s, letter %(column)s."),
    "json_no_list": _("This is JSON, but no list of places is in it. GeoJSON with features is read."),
    "crs_unknown": _("The coordinates are in the system %(crs)s. Ask for degrees (WGS 84, EPSG:4326)."),
    "run_not_ready": _("This file is not waiting for that step."),
    "file_forgotten": _("The file itself is no longer kept. Upload it again."),
    "discarded": _("Somebody put this file aside."),
    "failed": _("Something failed on our side and nothing was taken in. The fault is listed among the failures."),
    "column_unknown": _("there is no column or field called %(column)s"),
    "columns_missing": _("no column for %(columns)s; name it with --column FIELD=HEADING (perhaps: %(perhaps)s)"),
}
HINTED: Mapping[str, Text] = {
    Fault.TWICE: _("row %(hint)s"), Remark.ALIKE: _("row %(hint)s"), Fault.PLACE_UNKNOWN: _("perhaps %(hint)s"),
    Fault.SWAPPED: _("perhaps %(hint)s"), Fault.NOT_A_NUMBER: _("perhaps %(hint)s"),
    Fault.COUNTRY_UNKNOWN: _("perhaps %(hint)s"), Fault.FAR: _("perhaps %(hint)s"),
    Fault.NO_ZONE: _("perhaps %(hint)s"), Remark.EXCHANGED: _("now %(hint)s"),
    Remark.NEAREST_COUNTRY: "%(hint)s", Remark.COUNTRY_LEARNT: "%(hint)s",
}  # fmt: skip


_TEXTS: Mapping[str, Text] = {str(code): text for words in (FAULTS, REMARKS) for code, text in words.items()}


LIST_STATUS: Mapping[str, Text] = {
    "uploaded": _("waits for its columns"), "checking": _("is rehearsed"), "checked": _("waits for a decision"),
    "importing": _("is taken in"), "imported": _("is in"), "refused": _("not taken"),
}  # fmt: skip


def said_of(one: Faulty) -> list[str]:
    """What is said of a row: each fault and remark, with what may have been meant."""
    return said_in([str(code) for code in (*one.faults, *one.remarks)], one.hint)


def said_in(codes: Iterable[str], hint: str) -> list[str]:
    """The same of codes that were kept."""
    found: list[str] = []
    for code in codes:
        text = str(_TEXTS[code])
        hint = str(HINTED[code]) % {"hint": hint} if hint and code in HINTED else ""
        found.append(f"{text} ({hint})" if hint else text)
    return found


def objection_text(objection: Objection) -> str:
    """A refusal in the language of the person."""
    return str(OBJECTIONS[objection.code]) % objection.facts
