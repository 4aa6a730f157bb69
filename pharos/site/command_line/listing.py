"""The list of commands, one line each, by room."""

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from pharos.site.command_line import catalogue


def translated(text: str) -> str:
    """A command's own words in the language of the person; gettext of nothing would be a catalogue's header."""
    return gettext(text) if text else ""


def everything() -> str:
    """What `pharos help` prints."""
    lines = [(catalogue.Call(name, []).words, _summary(name)) for name in catalogue.ours()]
    width = max(len(words) for words, _line in lines)
    return "\n".join(
        [
            _("Pharos: the operating platform of a travel-medical assistance company"),
            "",
            _("Usage: pharos COMMAND [options] [--language ru|en] [--traceback]"),
            "",
            *(f"  {words:<{width}}  {summary}".rstrip() for words, summary in lines),
            "",
            _("'pharos help COMMAND' tells more about one. Django's own commands work too."),
        ]
    )


def _summary(name: str) -> str:
    text = translated(str(catalogue.loaded(name).help))
    return text.strip().partition("\n")[0].rstrip(".")
