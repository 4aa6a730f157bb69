"""Lists of work."""

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.safestring import SafeString

from pharos.core.card import WorkLine
from pharos.site.drawing import work_lines

register = template.Library()


@register.simple_tag(takes_context=True)
def work_line(context: Context, line: WorkLine) -> SafeString:
    """A line of a list of work; moments are told from the context's `now`."""
    return work_lines.work_line(line, context.get("now") or timezone.now())
