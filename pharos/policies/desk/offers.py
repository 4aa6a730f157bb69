"""The panel, its sheets and pages as other rooms show them."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pharos.core.card import PanelView
from pharos.policies.desk.explaining import explanation
from pharos.policies.desk.history import history
from pharos.policies.desk.panel import Viewing, panel_context
from pharos.policies.desk.texts import texts
from pharos.policies.queries.inquiries import Standing


def cover_panel(standing: Standing, viewing: Viewing) -> PanelView:
    """The panel with its frame, for a page."""
    context = panel_context(standing, viewing)
    return PanelView(
        code="cover", title=pgettext("of a case", "Cover"), template="policies/cover/panel.html", context=context
    )


def cover_body(standing: Standing, viewing: Viewing) -> PanelView:
    """The panel drawn anew, without its frame."""
    context = panel_context(standing, viewing)
    return PanelView(
        code="cover", title=pgettext("of a case", "Cover"), template="policies/cover/body.html", context=context
    )


def cover_texts(standing: Standing) -> PanelView:
    """The three texts in both languages."""
    found = texts(standing.decided) if standing.decided else []
    return PanelView(
        code="texts", title=_("Texts to say and send"), template="policies/cover/texts.html", context={"texts": found}
    )


def cover_why(standing: Standing, cases: Iterable[UUID]) -> PanelView:
    """The whole explanation as things stand, and the decisions that were kept for these cases."""
    why = explanation(standing.decided) if standing.decided else None
    context = {"why": why, "decisions": history(cases)}
    return PanelView(code="why", title=_("How it came about"), template="policies/cover/why.html", context=context)
