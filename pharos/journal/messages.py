"""Words for the journal's codes."""

from django.utils.translation import gettext_lazy as _

from pharos.journal.verifying import Damage

DAMAGES = {
    Damage.MISSING: _("an entry is missing here"),
    Damage.CHANGED: _("this entry is not what was written"),
    Damage.HEAD_DIFFERS: _("the head does not fit the newest entry: entries were cut off or put in"),
    Damage.ANCHOR_DIFFERS: _("this entry is not the one that was noted in the anchor"),
}
