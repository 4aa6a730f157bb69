"""The catalogues: what is found, what is missed, and that nothing is missing now."""

from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from pharos.site.messages import catalogues
from pharos.site.messages.checking import _of_catalogue, check_all
from pharos.site.messages.extracting import Marked, _marked, template_as_code
from pharos.site.messages.scanning import unmarked


def texts(source: str) -> list[str]:
    return [one.text for one in unmarked(source)]


def marked_in_template(source: str) -> list[tuple[str, str, str]]:
    found = _marked(template_as_code(source), catalogues.HOUSE)
    return [(one.text, one.plural, one.context) for one in found]


def test_every_text_of_the_interface_is_there_in_both_languages():
    assert [str(one) for one in check_all()] == []


def test_text_between_tags_is_found_and_marked_text_is_not():
    assert texts("<p>Hello there</p>") == ["Hello there"]
    assert texts("<p>{% translate 'Hello' %} {{ name }} · 12:30</p>") == []
    assert texts("{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}") == []


def test_spoken_attributes_are_found():
    assert texts('<input placeholder="Find a case" class="wide">') == ["Find a case"]
    assert texts('<button aria-label="Close it"></button><img alt="A map">') == ["Close it", "A map"]
    assert texts('<input placeholder="{% translate \'Find\' %}" data-key="Enter">') == []


def test_arguments_of_tags_and_filters_are_found():
    assert texts('{% empty title="Nothing here" icon="mail" %}') == ["Nothing here"]
    assert texts('{% chip "covered" "ok" "Covered" %}') == ["Covered"]
    assert texts('{% chip "covered" "ok" _("Covered") %}{% empty title=_("Nothing") %}') == []
    assert texts('{{ name|default:"nobody" }}') == ["nobody"]
    assert texts('{{ name|default:"—" }}') == []


def test_what_is_no_language_is_left_alone():
    assert texts("<script src='x.js'>const word = 1;</script><code>SZ-2018</code>") == []
    assert texts('<b translate="no">Русский</b><p>Pharos &amp; UTC</p>') == []
    assert texts("{# a comment #}{% comment %}words{% endcomment %}") == []


def test_the_line_of_a_finding_is_the_line_of_the_text():
    (found,) = unmarked("<div>\n{% if x %}\n  <p>Hello\n  there</p>\n{% endif %}</div>")
    assert found.line == 3


def test_templates_are_read_whatever_their_indentation_and_quotes():
    source = "<div>\n      {% translate \"It's here\" %}\n  (((\n {% hint 'J' text=_('down') %}"
    assert [text for text, _plural, _context in marked_in_template(source)] == ["It's here", "down"]


def test_plurals_contexts_and_variables_are_read():
    source = (
        "{% blocktranslate count n=cases %}{{ n }} case{% plural %}{{ n }} cases{% endblocktranslate %}"
        "{% translate 'open' context 'state' %}"
    )
    assert marked_in_template(source) == [("%(n)s case", "%(n)s cases", ""), ("open", "", "state")]


def wrong(msgid: str | tuple[str, str], translation: str | tuple[str, ...], *, fuzzy: bool = False) -> list[str]:
    catalogue = Catalog(locale="ru")
    catalogue.add(msgid, translation, flags=["fuzzy"] if fuzzy else [])
    text, plural = (msgid, "") if isinstance(msgid, str) else msgid
    one = Marked(text=text, plural=plural, context="", path="x.py", line=1)
    return [found.what for found in _of_catalogue(catalogues.HOUSE / "site", catalogue, [one])]


def test_a_missing_or_guessed_translation_is_wrong():
    assert wrong("Case", "Обращение") == []
    assert wrong("Case", "") == ["no Russian for 'Case'"]
    assert wrong("Case", "Обращение", fuzzy=True) == ["a guess nobody confirmed (fuzzy): 'Case'"]


def test_variables_must_agree():
    assert wrong("in %(time)s", "через %(time)s") == []
    assert len(wrong("in %(time)s", "через %(times)s")) == 1
    assert len(wrong("in {time}", "через время")) == 1


def test_russian_counts_in_three_forms():
    case = ("%(n)s case", "%(n)s cases")
    assert wrong(case, ("%(n)s обращение", "%(n)s обращения", "%(n)s обращений")) == []
    assert len(wrong(case, ("%(n)s обращение", "%(n)s обращения"))) == 1
    assert len(wrong(case, ("одно обращение", "%(n)s обращения", "много обращений"))) == 1


def test_a_text_in_the_code_is_english():
    assert len(wrong("Обращение", "Обращение")) == 1


def test_a_catalogue_is_written_the_same_way_every_time():
    first = catalogues.written(catalogues.updated(catalogues.HOUSE / "people"))
    again = catalogues.written(read_po(BytesIO(first.encode()), locale="ru"))
    assert first == again
    assert "#:" not in first, "places would make every diff about lines"
