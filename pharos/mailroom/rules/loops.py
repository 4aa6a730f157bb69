"""When a letter may be answered by a machine of ours: almost never twice, and never a machine."""

from pharos.core.objections import Objection
from pharos.mailroom.rules.codes import Code

MOST_A_DAY = 3


def automatic_objection(
    *, answerable: bool, automatic: str, bounced: str, spam: bool, sent_today: int
) -> Objection | None:
    """Why an automatic answer must not be sent; None when it may."""
    if not answerable or automatic or bounced or spam:
        return Objection(Code.NEVER_ANSWER_MACHINES)
    if sent_today >= MOST_A_DAY:
        return Objection(Code.ENOUGH_AUTOMATIC_ANSWERS, {"limit": MOST_A_DAY})
    return None
