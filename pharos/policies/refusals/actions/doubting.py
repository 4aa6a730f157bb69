"""What the system finds by itself: a newer decision no longer refuses what was refused, or by other clauses."""

from datetime import datetime
from uuid import UUID

from pharos.core.actor import Actor
from pharos.journal import api as journal
from pharos.policies.models import CoverDecision, Refusal, RefusalStep
from pharos.policies.refusals.actions.acting import EVENTS, Done, settle, standing_of, step
from pharos.policies.refusals.actions.loading import locked
from pharos.policies.refusals.queries.decisions import Forgotten, Kept, kept, newest, opened
from pharos.policies.refusals.rules.changes import changed, fact_changes, from_register
from pharos.policies.refusals.rules.states import LIVE, Act, objections_to

FINDER = Actor.system("cover")


def look_again(*, case_id: UUID, now: datetime, actor: Actor = FINDER) -> int:
    """Compare the newest decision of a case with its live refusals; how many were doubted, or are no longer.

    Looking twice finds nothing more. A decision that says what a person has upheld the refusal against says nothing
    new.
    """
    ids = Refusal.objects.filter(case_id=case_id, state__in=LIVE).order_by("id").values_list("id", flat=True)
    with journal.transaction(actor=actor, now=now) as record:
        found = 0
        for refusal_id in ids:
            refusal = locked(refusal_id)
            latest = newest([refusal.case_id, *refusal.way])
            act = _act(refusal, latest) if latest and refusal.state in LIVE else None
            if act is None or latest is None:
                continue
            standing = standing_of(refusal, None)
            assert not objections_to(act, standing), "the system finds only what the table knows"
            cause = _cause(refusal, latest) if act is Act.DOUBT else ""
            step(refusal, Done(act=act, actor=actor, now=now, decision=latest, cause=cause))
            refusal.doubt = latest
            settle(refusal, act, standing, now)
            record(EVENTS[act](case=refusal.case_id, refusal=refusal.id))
            found += 1
    return found


def _act(refusal: Refusal, latest: CoverDecision) -> Act | None:
    try:
        basis, now = opened(refusal.signed_on or refusal.decision), opened(latest)
    except Forgotten:
        return None
    changes = changed(refusal.items, basis.items, now.items)
    if not changes:
        return Act.LAPSE if refusal.doubt_id else None
    if refusal.doubt_id == latest.id or _upheld(refusal, now):
        return None
    if refusal.doubt and not changed_from(refusal.items, opened(refusal.doubt), now):
        return None
    return Act.DOUBT


def _upheld(refusal: Refusal, now: Kept) -> bool:
    last = RefusalStep.objects.filter(refusal=refusal, act=Act.UPHOLD).order_by("-id").first()
    return last is not None and not changed_from(refusal.items, kept(last.decision_id), now)


def changed_from(items: list[str], before: Kept, now: Kept) -> bool:
    """Whether any of these items is answered otherwise."""
    keys = ("answer", "clauses", "amount")
    return any(
        [before.items.get(item, {}).get(key) for key in keys] != [now.items.get(item, {}).get(key) for key in keys]
        for item in items
    )


def _cause(refusal: Refusal, latest: CoverDecision) -> str:
    """`register` where what changed was told by the register alone, else `facts`; `set` where no fact changed."""
    before, now = opened(refusal.signed_on or refusal.decision).facts, opened(latest).facts
    names = [one.fact for one in fact_changes(before, now)]
    return "set" if not names else "register" if from_register(names, now) else "facts"
