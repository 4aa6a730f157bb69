"""Codes of the register in words: what is wrong, and what to do about it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pharos.core.objections import Objection

Text = str | Promise

OBJECTIONS: Mapping[str, Text] = {
    "cover_gate": _("%(set)s has errors: %(errors)s. 'pharos coverage check' shows them."),
    "version_taken": _("%(set)s is published already, with another text. Give this one a version of its own."),
    "other_set_applies": _(
        "%(set)s decides for the same insurer, product and days. Give one of them other products or other days."
    ),
    "draft_not_ready": _("This rule set is not waiting for that step."),
    "past_not_tried": _("Try it on the past cases first: somebody must see which of them would come out otherwise."),
    "no_limit_columns": _("No row names the columns policy and currency. Columns that are understood: %(columns)s."),
    "rows_at_fault": _("Rows are at fault, so nothing was taken in: %(count)s."),
    "limit_overdrawn": _("More would be held and paid under the limit %(code)s than it allows."),
    "limit_differs": _("The limit %(code)s was opened with another amount."),
    "other_currency": _("This limit is kept in %(currency)s."),
    "reason_missing": _("Say why the earlier decision is replaced."),
    "replaced_already": _("The earlier decision has been replaced already."),
    "other_case": _("The earlier decision belongs to another case."),
    "nothing_told": _("Nothing was told. Choose an answer."),
    "value_unreadable": _("This is no answer to that question. Nothing was written down; look at what is allowed."),
    "answered_meanwhile": _("A colleague has written down the answer to this meanwhile. Here is how it stands now."),
    "nothing_to_take_back": _("This was taken back already."),
    "not_yours_to_take_back": _("Only whoever may write down the words of this source can take them back."),
    "nothing_to_pick": _("This source says nothing of it any more."),
    "source_not_asked": _("Nobody can be written down as having told this."),
    "file_empty": _("The file is empty."),
    "file_too_big": _("The file has %(megabytes)s MB, more than %(limit)s MB. Split it, or send it as CSV."),
    "file_old_xls": _("This is an old Excel file (.xls). Save it as .xlsx or CSV and send it again."),
    "file_encrypted": _("The file is protected with a password. Remove the password and send it again."),
    "file_pdf": _("This is a PDF. Ask the insurer for the table itself, as .xlsx or CSV."),
    "file_html": _("This is a web page, whatever its name says. Open it in Excel and save it as .xlsx."),
    "file_xml": _("This is XML, not a table. Save it as .xlsx or CSV."),
    "file_ods": _("This is an OpenDocument table. Save it as .xlsx or CSV."),
    "file_xlsb": _("This is a binary Excel file (.xlsb). Save it as .xlsx or CSV."),
    "file_word": _("This is a Word document. Ask for the table as .xlsx or CSV."),
    "file_archive": _("This is an archive. Unpack it and send the table inside."),
    "file_picture": _("This is a picture. Ask the insurer for the table itself, as .xlsx or CSV."),
    "file_rtf": _("This is an RTF document. Ask for the table as .xlsx or CSV."),
    "file_binary": _("This is neither .xlsx nor CSV."),
    "file_broken": _("The file is damaged or cut short. Ask for it again."),
    "file_bomb": _("The file unpacks to far more than a table holds and was not opened."),
    "file_xml_entities": _("The file declares XML entities, which no table does, and was not opened."),
    "no_header": _("No row with column headings was found. One row must name the columns, such as “policy number”."),
    "no_number_column": _("No column holds the policy number. Columns found: %(headings)s. Say which one it is."),
    "no_person_column": _("No column names the insured person. Columns found: %(headings)s. Say which one it is."),
    "no_such_sheet": _("There is no sheet of this name. Sheets: %(sheets)s."),
    "no_such_encoding": _("There is no encoding called “%(encoding)s”."),
    "no_rows": _("There are headings, but no rows under them."),
    "too_many_rows": _("The table has more than %(limit)s rows. Split the file."),
    "too_many_columns": _("The table has %(columns)s columns, more than %(limit)s. This is no register of policies."),
    "date_order_ambiguous": _(
        "Dates in “%(columns)s” can be read day first or month first, and no row decides it. "
        "Say which: on the command line --date-order dmy or mdy."
    ),
    "dates_half_converted": _(
        "In “%(columns)s” some dates are text with the day first, and the rest were turned into dates by a program "
        "that reads the month first, so days and months may be swapped. Ask for the file again with dates as text."
    ),
    "insurer_unknown": _("The policy numbers follow no insurer's pattern. Say whose file it is: %(codes)s."),
    "insurer_mixed": _(
        "The file holds numbers of several insurers: %(codes)s. Import one insurer's policies at a time."
    ),
    "no_such_insurer": _("There is no insurer with the code “%(code)s”. Codes: %(codes)s."),
    "import_running": _("Another file of this insurer is being imported. Wait until it is done."),
    "nothing_to_import": _("None of the %(rows)s rows can be imported. The first reasons are listed below."),
    "too_many_vanish": _(
        "%(count)s of %(in_force)s policies in force are not in this full file, more than %(guard_percent)s %%. "
        "If they are really cancelled, confirm it (--allow-cancel); else the file is not whole."
    ),
    "mapping_unreadable": _("The mapping cannot be read: %(what)s."),
    "file_missing": _("There is no such file: %(name)s."),
    "run_not_ready": _("This file is not waiting for that step."),
    "file_forgotten": _("The file itself is no longer kept. Upload it again."),
    "discarded": _("Somebody put this file aside."),
    "interrupted": _("The work was interrupted and nothing was imported. Start it again."),
    "failed": _("Something failed on our side and nothing was imported. The fault is listed among the failures."),
}

PROBLEMS: Mapping[str, tuple[Text, Text]] = {
    "missing_number": (_("no policy number"), _("fill in the number")),
    "missing_name": (_("no insured person"), _("fill in the name")),
    "missing_valid_from": (_("no first day of cover"), _("fill in the date")),
    "missing_valid_to": (_("no last day of cover"), _("fill in the date")),
    "bad_number": (_("this is no policy number"), _("check the cell")),
    "number_digits_lost": (_("the spreadsheet has rounded the number and lost digits"), _("format the column as text")),
    "bad_name": (_("this is no name"), _("check whether the columns are shifted")),
    "bad_date": (_("this is no date"), _("write dates as 31.12.2026")),
    "dates_reversed": (_("cover ends before it begins"), _("check both dates")),
    "birth_date_in_future": (_("born in the future"), _("check the date")),
    "birth_date_too_early": (_("born before 1900"), _("check the date")),
    "year_out_of_range": (_("the year cannot be right"), _("check the date")),
    "bad_amount": (_("this is no single sum"), _("write one number")),
    "cell_error": (_("the cell holds a spreadsheet's error"), _("mend the formula")),
    "row_too_short": (_("the row breaks off before its last column"), _("ask for the file again")),
    "row_too_long": (_("the row has more cells than the header"), _("put text with the delimiter in quotes")),
    "unclosed_quote": (_("a quotation mark is not closed"), _("close or double it")),
    "broken_characters": (_("some letters cannot be read"), _("save the file in UTF-8")),
    "text_too_long": (_("the text is too long"), _("check whether the columns are shifted")),
    "conflicts_with_earlier_row": (
        _("says otherwise than row %(other_row)s with the same number"),
        _("make the rows agree or mend the number"),
    ),
    "number_of_other_insurer": (
        _("the number follows another insurer's pattern"),
        _("import it with that insurer's file"),
    ),
    "status_not_understood": (_("this status is not known; taken as not told"), _("write active or cancelled")),
    "option_not_understood": (_("neither yes nor no; taken as not known"), _("write yes or no")),
    "phone_not_understood": (_("this is no telephone number; left out"), _("write it with the country code")),
    "currency_not_understood": (_("this currency is not known; left out"), _("write its three letters")),
    "currency_missing": (_("a sum without a currency"), _("name the currency")),
    "birth_date_missing": (_("no birth date: the person is harder to find"), _("fill in the date")),
    "duplicate_row": (_("the same person as in row %(other_row)s"), _("nothing, it was taken once")),
    "totals_row_skipped": (_("totals or a signature, not a policy"), _("nothing")),
    "repeated_header_skipped": (_("the headings once more"), _("nothing")),
}

TARGETS: Mapping[str, Text] = {
    "number": _("policy number"),
    "series": _("series of the number"),
    "programme": _("programme"),
    "holder": _("policyholder"),
    "valid_from": _("valid from"),
    "valid_to": _("valid to"),
    "validity": _("valid from and to in one cell"),
    "issued_on": _("issued on"),
    "territory": _("territory"),
    "sum_insured": _("sum insured"),
    "currency": _("currency"),
    "status": _("status"),
    "cancelled_on": _("cancelled on"),
    "options": _("list of options"),
    "name": _("name of the insured person"),
    "name_latin": _("name in Latin letters"),
    "surname": _("surname"),
    "given": _("given name"),
    "patronymic": _("patronymic"),
    "birth_date": _("birth date"),
    "sex": _("sex"),
    "phone": _("telephone"),
    "email": _("e-mail"),
    "not_kept": _("known, not kept"),
    "ignore": _("leave out"),
    "full_name": _("name"),
    "other_name": _("name in other letters"),
    "active": _("insured"),
    "added": _("person added"),
    "options_own": _("own options"),
    "gone_from_file": _("gone from the file"),
}

OPTION_NAMES: Mapping[str, Text] = {
    "diving": _("diving"),
    "active_rest": _("active rest"),
    "sport": _("sport"),
    "winter_sport": _("winter sport"),
    "extreme_sport": _("extreme sport"),
    "motorbike": _("motorbike"),
    "pregnancy": _("pregnancy"),
    "chronic": _("chronic disease"),
    "oncology": _("oncology"),
    "sunburn": _("sunburn"),
    "alcohol": _("alcohol"),
    "work": _("manual work"),
    "baggage": _("baggage"),
    "accident": _("accident"),
    "trip_cancellation": _("trip cancellation"),
    "liability": _("liability"),
    "evacuation": _("evacuation"),
    "search_rescue": _("search and rescue"),
    "dental": _("dental"),
    "covid": _("Covid-19"),
    "flight_delay": _("flight delay"),
    "legal": _("legal help"),
}

FACTS: Mapping[str, Text] = {
    "number": _("number"),
    "name": _("name"),
    "birth_date": _("birth date"),
    "phone": _("telephone"),
    "insurer": _("insurer"),
}

CAUTIONS: Mapping[str, Text] = {
    "cancelled": _("cancelled"),
    "expired": _("expired"),
    "not_started": _("not started yet"),
    "dates_unknown": _("dates not known"),
    "person_left": _("this person is no longer insured"),
}

VALIDITY: Mapping[str, Text] = {
    "valid": _("valid"),
    "not_started": _("not started yet"),
    "expired": _("expired"),
    "cancelled": _("cancelled"),
    "unknown": _("dates not known"),
}

RUN_STATUS: Mapping[str, Text] = {
    "uploaded": _("waits for the columns"),
    "checking": _("being checked"),
    "checked": _("checked, waits for a decision"),
    "importing": _("being imported"),
    "imported": _("imported"),
    "refused": _("not imported"),
}

STAGES: Mapping[str, Text] = {
    "reading": _("reading the file"),
    "checking": _("checking the rows"),
    "writing": _("writing to the register"),
}


def objection_text(objection: Objection) -> str:
    """The sentence of an objection; an unknown code stands for itself."""
    return said(objection.code, objection.facts)


def said(code: str, facts: Mapping[str, object]) -> str:
    """The sentence of an objection's code and facts, as they are kept on a run."""
    text = OBJECTIONS.get(str(code))
    return str(text) % dict(facts) if text is not None else str(code)


def problem_text(code: str, column: str, other_row: int | None) -> str:
    """`Дата рождения: this is no date; write dates as 31.12.2026`."""
    wrong, cure = PROBLEMS[code]
    facts = {"other_row": other_row}
    text = f"{str(wrong) % facts}; {str(cure) % facts}"
    return f"{column}: {text}" if column else text


def target_text(target: str) -> str:
    """A target in words: `person.2.name` is “name of the insured person 2”."""
    head, _dot, rest = target.partition(".")
    if head == "option":
        return str(OPTION_NAMES.get(rest, rest))
    parts = target.split(".")
    text = str(TARGETS.get(parts[-1], parts[-1]))
    return f"{text} ({parts[1]})" if len(parts) == 3 else text
