"""The country as a choice of a form: the same 250 for everybody, so they are drawn once in each language and kept."""

from functools import cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from pharos.places.countries import countries


@cache
def country_choices(language: str) -> tuple[tuple[str, str], ...]:
    """Codes and names in the order of the names."""
    named = sorted((country.name(language), code) for code, country in countries().items())
    return tuple((code, name) for name, code in named)


def country_options(language: str, chosen: str) -> SafeString:
    """All countries as options, one of them chosen where `chosen` is one."""
    drawn = _options(language)
    if chosen not in countries():
        return drawn
    return mark_safe(drawn.replace(f'value="{chosen}"', f'value="{chosen}" selected', 1))


class CountrySelect(forms.Select):
    """A select of countries and of none."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        return format_html(
            '<select name="{}"{}><option value=""{}>—</option>{}</select>',
            name,
            flatatt(self.build_attrs(self.attrs, attrs)),
            mark_safe("") if chosen else mark_safe(" selected"),
            country_options(get_language() or "ru", chosen),
        )


@cache
def _options(language: str) -> SafeString:
    return format_html_join("", '<option value="{}">{}</option>', country_choices(language))
