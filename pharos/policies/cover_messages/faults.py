"""What is wrong with a rule set, a case or a spreadsheet, and what may stand there instead."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pharos.policies.cover.faults import Fault

FAULTS: Mapping[str, object] = {
    "alias": gettext_lazy("References (& and *) are not understood here; write the value out"),
    "amount_or_percent": gettext_lazy("Give either an amount or a percentage"),
    "bounds_in_wrong_order": gettext_lazy("The most (%(high)s) is less than the least (%(low)s)"),
    "bounds_of_no_number": gettext_lazy("Only numbers, amounts and dates have a least and a most"),
    "cell_without_heading": gettext_lazy("The cell stands in a column without a heading"),
    "check_failed": gettext_lazy("The check failed on our side; the fault is listed among the failures"),
    "circle": gettext_lazy("These rows override each other in a circle: %(rows)s"),
    "common_item": gettext_lazy("%(value)s is a common item; list it under items"),
    "computed_from_itself": gettext_lazy("%(value)s is computed from itself"),
    "computed_twice": gettext_lazy("It is computed already, by %(first)s"),
    "currency_is_the_policys": gettext_lazy("%(value)s: the set's currency is the policy's, so write the figure alone"),
    "dates_in_wrong_order": gettext_lazy("%(last)s lies before %(first)s"),
    "empty_cell": gettext_lazy("The cell is empty; leave the fact out, or write a condition"),
    "empty_file": gettext_lazy("The file is empty"),
    "empty_interval": gettext_lazy("No value lies in %(value)s"),
    "error_cell": gettext_lazy("The cell holds an error: %(value)s"),
    "formula": gettext_lazy("Formulas are not carried out; write the value itself (%(value)s)"),
    "file_too_long": gettext_lazy("The file is longer than %(longest)s characters"),
    "full_caps_nothing": gettext_lazy("'full' limits nothing; leave the cell empty"),
    "id_twice": gettext_lazy("%(value)s is used twice"),
    "list_of_the_policy": gettext_lazy("%(value)s: this must be a list the policy holds, such as policy.countries"),
    "merged_cells": gettext_lazy("Merged cells (%(value)s) cannot be read; unmerge them"),
    "missing": gettext_lazy("It must be given"),
    "name_taken": gettext_lazy("%(value)s is the name of something else already"),
    "negative": gettext_lazy("%(value)s: it cannot be less than zero"),
    "neither_workbook_nor_text": gettext_lazy("The file is neither an XLSX workbook nor a text in UTF-8"),
    "no_currency": gettext_lazy("%(value)s: name the currency, such as 500 EUR"),
    "no_such_file": gettext_lazy("There is no file %(value)s"),
    "no_such_set": gettext_lazy("There is no rule set %(value)s"),
    "no_such_version": gettext_lazy("There is no version %(value)s"),
    "no_version_then": gettext_lazy("No version of %(value)s applies on that day"),
    "not_a_cell": gettext_lazy("A condition is a text or a list of values"),
    "not_a_code": gettext_lazy("%(value)s: use small Latin letters, digits and underscores, a letter first"),
    "not_a_count": gettext_lazy("%(value)s: a whole number of at least %(least)s is wanted"),
    "not_a_currency": gettext_lazy("%(value)s: write three capital letters such as EUR, or 'policy'"),
    "not_a_date": gettext_lazy("%(value)s is no date; write 2026-08-31"),
    "not_a_list": gettext_lazy("A list is wanted"),
    "not_a_mapping": gettext_lazy("Columns with values are wanted, not a list or a text"),
    "not_a_money_fact": gettext_lazy("%(value)s is not a money fact of this set"),
    "not_a_name": gettext_lazy("%(value)s: use Latin letters, digits and hyphens"),
    "not_a_number": gettext_lazy("%(value)s is no number; write 1200 or 12.5"),
    "not_a_percentage": gettext_lazy("%(value)s: a percentage lies between 0 and %(most)s"),
    "not_a_text_file": gettext_lazy("%(value)s is not a text file in UTF-8"),
    "not_a_workbook": gettext_lazy("The file is not an XLSX workbook"),
    "not_a_yes_no_fact": gettext_lazy("%(value)s is not a yes_no fact of this set"),
    "not_an_amount": gettext_lazy("%(value)s is no amount; write 500 or 500 EUR"),
    "not_an_id": gettext_lazy("%(value)s cannot name a row: no commas or slashes, and not the name of a part"),
    "not_an_interval": gettext_lazy("%(value)s: write <= 30, > 18, 18..30 or > 18 and <= 30"),
    "not_in_catalogue": gettext_lazy("%(value)s is not in the catalogue; declare it with its type"),
    "not_text": gettext_lazy("A text is wanted"),
    "not_whole": gettext_lazy("%(value)s: a whole number is wanted"),
    "not_yaml": gettext_lazy("The file cannot be read: %(problem)s"),
    "not_yes_no": gettext_lazy("%(value)s: write yes or no"),
    "of_an_amount": gettext_lazy("This belongs to an amount that is borne, and to no percentage or unit"),
    "of_first_without_percent": gettext_lazy("'%(column)s' belongs to a percentage"),
    "operands_do_not_fit": gettext_lazy("%(value)s cannot be reckoned with here"),
    "order_lacks": gettext_lazy("The order does not say when the step '%(value)s' is applied"),
    "order_missing": gettext_lazy("Say in which order deductible, coinsurance and cap apply: it changes the money"),
    "order_names_each_once": gettext_lazy("Name each step once"),
    "other_currency": gettext_lazy("%(value)s: amounts here are in %(currency)s, and currencies are never mixed"),
    "out_of_bounds": gettext_lazy("%(value)s lies outside what is possible: %(low)s to %(high)s"),
    "overrides_itself": gettext_lazy("%(value)s cannot override itself"),
    "policy_currency_missing": gettext_lazy("Amounts of this set are in the policy's currency; name it"),
    "quote_in_braces": gettext_lazy("Inside braces, quote texts with a comma, colon or bracket (%(problem)s)"),
    "quote_the_cell": gettext_lazy("Put the cell into quotes, such as \"> 30\" (%(problem)s)"),
    "reserved_name": gettext_lazy("%(value)s has a meaning of its own and cannot be declared"),
    "restores_nothing": gettext_lazy("An exception must say which rows it overrides"),
    "said_twice": gettext_lazy("%(name)s stands here twice"),
    "shared_or_each": gettext_lazy("Say whether the items share one amount (yes) or each has its own (no)"),
    "sheet_missing": gettext_lazy("The workbook has no sheet %(value)s"),
    "table_grants_or_caps": gettext_lazy("A table grants or caps, it cannot be %(value)s"),
    "times_of_no_unit": gettext_lazy("'%(column)s' counts units; set 'per' to one"),
    "too_deep": gettext_lazy("The file is nested too deeply"),
    "too_few_values": gettext_lazy("A choice needs at least two values"),
    "two_operands": gettext_lazy("Two operands are wanted, such as [policy.born, loss_date]"),
    "unknown_column": gettext_lazy("There is no column %(value)s"),
    "unknown_column_of_comma": gettext_lazy("There is no column %(value)s. Inside braces, quote texts with a comma"),
    "unknown_fact": gettext_lazy("There is no fact %(value)s"),
    "unknown_item": gettext_lazy("There is no item %(value)s"),
    "unknown_part": gettext_lazy("There is no part %(value)s"),
    "unknown_row": gettext_lazy("There is no row, table or part %(value)s"),
    "unknown_value": gettext_lazy("%(value)s is not among the values"),
    "values_of_no_choice": gettext_lazy("Only a choice has values"),
    "which_version": gettext_lazy("%(value)s has several versions; give the date that picks one, or name@version"),
    "words_need_quotes": gettext_lazy("Write {en: ..., ru: ...}; put a text that has a comma into quotes (%(value)s)"),
    "wrong_type_for_operation": gettext_lazy("A fact of this type cannot be computed so"),
}  # fmt: skip


def said(fault: Fault) -> str:
    """What is wrong, what was perhaps meant, what is allowed."""
    facts = {"low": "", "high": "", **{name: _plain(value) for name, value in fault.facts.items()}}
    text = str(FAULTS[fault.code]) % facts
    if fault.facts.get("meant"):
        text += ". " + _("Did you mean %s?") % fault.facts["meant"]
    allowed = fault.facts.get("allowed")
    if isinstance(allowed, Iterable) and not isinstance(allowed, str) and allowed:
        text += ". " + _("Allowed: %s") % _some([str(one) for one in allowed])
    return text


def placed(fault: Fault) -> str:
    """With row, column and line before it."""
    line = _("line %d") % fault.line if fault.line else ""
    row = _("row %s") % fault.row if fault.row else ""
    column = _("column %s") % fault.column if fault.column else ""
    place = ", ".join(filter(None, (row, column, line)))
    return f"{place}: {said(fault)}" if place else said(fault)


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)


def _some(words: list[str], most: int = 30) -> str:
    return ", ".join(words[:most]) + (", ..." if len(words) > most else "")
