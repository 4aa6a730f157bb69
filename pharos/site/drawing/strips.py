"""Where a ringing call appears: an empty place that follows the journal and asks once on opening."""

import re

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

_CONVERSATION = re.compile(r"conversations?[/=]([0-9a-f-]{36})")
_HEARS = "contact.Call contact.Conversation"


def place(path: str) -> SafeString:
    """The place on the page at this address; a page about a conversation is not told of its own call."""
    about = _CONVERSATION.search(path)
    url = reverse("contact:strip") + (f"?on={about[1]}" if about else "")
    return format_html('<div class="strip-slot" id="strip" data-live="{}" data-url="{}" data-first></div>', _HEARS, url)
