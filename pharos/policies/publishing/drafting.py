"""A rule set on its way: uploaded, read and checked by a job, published or put aside by a person."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.core.tables.archive import inspect
from pharos.core.tables.limits import Limits, Unreadable
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.policies import rulesets
from pharos.policies.actions.publishing import keep, others_applying, version_taken
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.checking.findings import Finding, Level
from pharos.policies.cover.checking.gate import checked
from pharos.policies.cover.faults import Fault, Faulty
from pharos.policies.cover.sheets.importing import read_workbook
from pharos.policies.cover.writing import set_text
from pharos.policies.models import CoverDecision, Redecision, RuleDraft, RuleSet
from pharos.policies.publishing.kept import kept_fault, kept_finding, kept_situation
from pharos.policies.publishing.scanning import hashes_of

MOST_BYTES = 20_000_000
_ZIP = b"PK\x03\x04"


def upload(*, actor: Actor, now: datetime, file_name: str, data: bytes) -> RuleDraft:
    """Keep the file and have it read and checked by a job."""
    with journal.transaction(actor=actor, now=now):
        draft = RuleDraft(file_name=file_name[:200], content=data, uploaded_at=now, uploaded_by=str(actor))
        draft.progress = journal.progress_started(kind="policies.draft", total=None, actor=actor, now=now).id
        draft.save(force_insert=True)
        _defer(draft.id)
    return draft


def check(draft_id: UUID, *, now: datetime) -> None:
    """The job behind `upload`: read it, then the whole gate. Does nothing where the draft has moved on."""
    draft = RuleDraft.objects.get(pk=draft_id)
    if draft.status != RuleDraft.Status.CHECKING or draft.content is None:
        return
    try:
        draft.text = text_of(bytes(draft.content))
        found = rulesets.from_text(draft.text)
    except Faulty as faulty:
        draft.status, draft.text = RuleDraft.Status.UNREADABLE, ""
        draft.faults = [kept_fault(fault) for fault in faulty.faults]
    else:
        _checked(draft, found)
    draft.content = None
    draft.save()
    _ended(draft, now)


def failed(draft_id: UUID, *, now: datetime) -> None:
    """The job gave up: say so on the draft."""
    draft = RuleDraft.objects.get(pk=draft_id)
    if draft.status == RuleDraft.Status.CHECKING:
        draft.status, draft.content = RuleDraft.Status.UNREADABLE, None
        draft.faults = [kept_fault(Fault("check_failed"))]
        draft.save()
        _ended(draft, now)


def publish_draft(*, actor: Actor, now: datetime, draft_id: UUID) -> UUID:
    """Publish what was checked, as it was checked.

    Objects: `draft_not_ready`, `past_not_tried` where past decisions were made by other versions and no whole run
    over them was made with this very set, and what `keep` objects to.
    """
    with journal.transaction(actor=actor, now=now):
        draft = _locked(draft_id)
        if draft.status != RuleDraft.Status.CHECKED or errors(draft):
            raise Objected(Objection("draft_not_ready"))
        if must_try(draft) and not tried(draft):
            raise Objected(Objection("past_not_tried"))
        made = keep(actor=actor, now=now, found=rulesets.from_text(draft.text), text=draft.text)
        draft.status, draft.published_id = RuleDraft.Status.PUBLISHED, made
        draft.save(update_fields=["status", "published"])
    return made


def put_aside(*, actor: Actor, now: datetime, draft_id: UUID) -> None:
    """Not this one after all. Objects: `draft_not_ready`."""
    with journal.transaction(actor=actor, now=now):
        draft = _locked(draft_id)
        if draft.status not in (RuleDraft.Status.CHECKED, RuleDraft.Status.UNREADABLE):
            raise Objected(Objection("draft_not_ready"))
        draft.status = RuleDraft.Status.PUT_ASIDE
        draft.save(update_fields=["status"])


def errors(draft: RuleDraft) -> int:
    """Findings that forbid publishing."""
    return sum(finding["level"] == Level.ERROR for finding in draft.findings)


def must_try(draft: RuleDraft) -> bool:
    """Whether past decisions could come out otherwise."""
    return CoverDecision.objects.filter(set_hash__in=hashes_of(draft.name, draft.hash)).exists()


def tried(draft: RuleDraft) -> bool:
    return Redecision.objects.filter(hash=draft.hash, status=Redecision.Status.DONE).exists()


def text_of(data: bytes) -> str:
    """The text of the set in a workbook, or the file itself. Raises Faulty."""
    if not data:
        raise Faulty([Fault("empty_file")])
    if data.startswith(_ZIP):
        try:
            inspect(BytesIO(data), Limits())
        except Unreadable as error:
            raise Faulty([Fault("not_a_workbook")]) from error
        written = read_workbook(data, catalogue())
        return set_text(written.rules, written.situations, written.usual)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Faulty([Fault("neither_workbook_nor_text")]) from error


def _checked(draft: RuleDraft, found: rulesets.Found) -> None:
    rules = found.engine.rules
    codes = {insurer.code: insurer.id for insurer in insurers.insurers(active_only=False)}
    draft.name, draft.version, draft.hash = rules.name, rules.version, found.engine.hash
    draft.insurer_id = codes.get(rules.insurer)
    result = checked(found.engine, found.situations, catalogue())
    findings = [*_standing(draft, found), *result.findings]
    draft.findings = [kept_finding(finding) for finding in findings]
    draft.situations = [kept_situation(one) for one in result.situations]
    draft.status = RuleDraft.Status.CHECKED


def _standing(draft: RuleDraft, found: rulesets.Found) -> Iterator[Finding]:
    """What the sets that are published already have against it."""
    rules = found.engine.rules
    if draft.insurer_id is None:
        yield Finding(code="insurer_unknown", level=Level.WARNING, facts={"insurer": rules.insurer})
    if version_taken(found):
        yield Finding(code="version_taken", level=Level.ERROR, facts={"set": rules.label})
    for row in others_applying(found, draft.insurer_id):
        yield Finding(code="other_set_applies", level=Level.ERROR, facts={"set": f"{row.name}@{row.version}"})
    if RuleSet.objects.filter(hash=draft.hash).exists():
        yield Finding(code="published_already", level=Level.WARNING)


def _locked(draft_id: UUID) -> RuleDraft:
    return RuleDraft.objects.select_for_update(of=("self",)).get(pk=draft_id)


def _ended(draft: RuleDraft, now: datetime) -> None:
    if draft.progress:
        journal.progress_finished(draft.progress, outcome="done", now=now)


def _defer(draft_id: UUID) -> None:
    from pharos.policies import jobs

    jobs.check_draft.defer(draft=str(draft_id))
