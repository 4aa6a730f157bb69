"""Form fields drawn without templates. Django renders every option of a select through two template includes; a list of
countries alone then costs more than the rest of its page. What is not here is drawn by Django's own templates."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]


def _escaped(value: Any) -> str:
    """As `conditional_escape`, which spends most of its time on asking whether a plain string is a lazy one."""
    return escape(value) if type(value) is str else conditional_escape(value)


def _attributes(values: Mapping[str, Any]) -> str:
    """No `maxlength`: a browser cuts off what is pasted beyond it without a word. The form says what is too long."""
    parts = [
        f" {_escaped(name)}" if value is True else f' {_escaped(name)}="{_escaped(value)}"'
        for name, value in values.items()
        if value is not False and name != "maxlength"
    ]
    return "".join(parts)


def _input(widget: Widget) -> SafeString:
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    attributes = mark_safe(_attributes(widget["attrs"]))
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attributes)


def _option(widget: Widget) -> SafeString:
    """One radio button or tick, inside its label where it is asked for."""
    if not widget.get("wrap_label"):
        return _input(widget)
    ident = widget["attrs"].get("id")
    start = format_html('<label for="{}">', ident) if ident else mark_safe("<label>")
    return format_html("{}{} {}</label>", start, _input(widget), widget["label"])


def _textarea(widget: Widget) -> SafeString:
    attributes = mark_safe(_attributes(widget["attrs"]))
    return format_html('<textarea name="{}"{}>\n{}</textarea>', widget["name"], attributes, widget["value"] or "")


def _select(widget: Widget) -> SafeString:
    parts = [f'<select name="{_escaped(widget["name"])}"{_attributes(widget["attrs"])}>']
    for title, options, _index in widget["optgroups"]:
        if title:
            parts.append(f'<optgroup label="{_escaped(title)}">')
        parts += [
            f'<option value="{_escaped(one["value"])}"{_attributes(one["attrs"])}>{_escaped(one["label"])}</option>'
            for one in options
        ]
        if title:
            parts.append("</optgroup>")
    return mark_safe("".join([*parts, "</select>"]))


INPUTS = ("text", "number", "email", "url", "password", "hidden", "date", "datetime", "time", "checkbox")
QUICK: dict[str, Callable[[Widget], SafeString]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in INPUTS},
    **{f"django/forms/widgets/{name}_option.html": _option for name in ("radio", "checkbox")},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}


class Renderer(DjangoTemplates):
    """Named in settings as FORM_RENDERER."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        draw = QUICK.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)
