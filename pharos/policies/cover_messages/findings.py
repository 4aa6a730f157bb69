"""What a check found, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pharos.policies.cover.cells import plain
from pharos.policies.cover.checking.findings import Finding

FINDINGS: Mapping[str, object] = {
    "contradiction": gettext_lazy("contradiction: %(rows)s are both in force and no edge joins them"),
    "contradiction_not_ruled_out": gettext_lazy("too tangled to tell whether %(rows)s can contradict each other"),
    "gap": gettext_lazy("gap: no clause decides"),
    "gap_not_ruled_out": gettext_lazy("too tangled to tell whether some clause always decides"),
    "insurer_unknown": gettext_lazy("there is no insurer with the code %(insurer)s: no policy falls under this set"),
    "version_taken": gettext_lazy("%(set)s is published already with another text: give this one a version of its own"),
    "other_set_applies": gettext_lazy("%(set)s decides for the same insurer, product and days"),
    "published_already": gettext_lazy("this very set is published already"),
    "never_true": gettext_lazy("shadowed: the conditions of %(rows)s can never be true together"),
    "always_silenced": gettext_lazy("shadowed: %(rows)s is always silenced by other rows"),
    "changes_nothing": gettext_lazy("shadowed: without %(rows)s every answer would be the same"),
    "shadow_not_ruled_out": gettext_lazy("too tangled to tell whether %(rows)s changes any answer"),
    "idle_edge": gettext_lazy("the edge between %(rows)s silences nothing: they share no item"),
    "text_missing": gettext_lazy("%(rows)s has no text in this language: %(language)s"),
    "question_missing": gettext_lazy("no question in both languages for these facts: %(facts)s"),
    "no_situations": gettext_lazy("the set has no situations of its own"),
    "situation_differs": gettext_lazy("situation %(situation)s is not green"),
    "lines_without_situation": gettext_lazy("no situation rests on these lines of the table %(rows)s: %(lines)s"),
    "rows_without_situation": gettext_lazy("no situation rests on these rows: %(rows)s"),
}


def said(finding: Finding) -> str:
    """One finding with the items and the case that show it."""
    text = str(FINDINGS[finding.code]) % {"rows": ", ".join(finding.rows), **finding.facts}
    items = finding.items or ((finding.item,) if finding.item else ())
    if items:
        text += "; " + _("items: %s") % ", ".join(items)
    if finding.case is not None:
        shown = ", ".join(f"{name} {plain(value)}" for name, value in finding.case.items())
        text += "; " + _("shown by the case: %s") % (shown or _("any"))
    return text
