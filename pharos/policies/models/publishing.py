"""Wordings on their way to being published, and past decisions made again by another set."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pharos.core.ids import new_id
from pharos.policies.models.cover import CoverDecision, RuleSet
from pharos.policies.models.register import INSURER


class RuleDraft(models.Model):
    """A rule set somebody uploaded. `text` is the set as it would be published; empty until it could be read."""

    class Status(models.TextChoices):
        CHECKING = "checking"
        UNREADABLE = "unreadable"
        CHECKED = "checked"
        PUBLISHED = "published"
        PUT_ASIDE = "put_aside"

    id = models.UUIDField(primary_key=True, default=new_id)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField(null=True)
    text = models.TextField(blank=True)
    name = models.CharField(max_length=80, blank=True)
    version = models.CharField(max_length=40, blank=True)
    hash = models.CharField(max_length=71, blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.CHECKING)
    faults = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    situations = models.JSONField(default=list)
    published = models.ForeignKey(RuleSet, models.PROTECT, null=True, related_name="+")
    progress = models.UUIDField(null=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["-uploaded_at", "-id"], name="policies_draft_newest")]

    def __str__(self) -> str:
        return f"{self.file_name} {self.status}"


class Redecision(models.Model):
    """One run in which past decisions are made again by another set. It changes none of them.

    Of `rule_set` where the set is published, else of `draft`; `text` is the set either way.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        STOPPED = "stopped"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=new_id)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+")
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, null=True, related_name="+")
    draft = models.ForeignKey(RuleDraft, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=80)
    label = models.CharField(max_length=121)
    hash = models.CharField(max_length=71)
    text = models.TextField()
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    total = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    progress = models.UUIDField(null=True)
    actor = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-started_at", "-id"], name="policies_redecision_newest")]

    def __str__(self) -> str:
        return f"{self.label} {self.status}"


class RedecisionPart(models.Model):
    """A stretch of decisions by id, done as a whole or not at all: whoever takes the run up again goes on behind it."""

    run = models.ForeignKey(Redecision, models.CASCADE, related_name="parts")
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+", db_index=False)
    first = models.UUIDField()
    last = models.UUIDField()
    size = models.IntegerField()
    done_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "first"], name="policies_redecisionpart_once")]

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


class OutcomeChange(models.Model):
    """A past decision that would come out otherwise: what was answered, and what would be. Codes and money only."""

    run = models.ForeignKey(Redecision, models.CASCADE, related_name="changes", db_index=False)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+", db_index=False)
    decision = models.ForeignKey(CoverDecision, models.PROTECT, related_name="+", db_index=False)
    case_id = models.UUIDField()
    set_label = models.CharField(max_length=121)
    turn = models.CharField(max_length=10)
    about = ArrayField(models.CharField(max_length=140), default=list)
    changes = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "decision"], name="policies_outcomechange_once")]
        indexes = [models.Index(fields=["run", "turn", "id"], name="policies_outcomechange_turn")]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.turn}"


class CaseKnown(models.Model):
    """What `cases` told of a case by its events: its number, and whether its decisions are still open."""

    class State(models.TextChoices):
        OPEN = "open"
        SETTLED = "settled"
        MERGED = "merged"

    case_id = models.UUIDField(primary_key=True)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+", db_index=False)
    number = models.CharField(max_length=40, blank=True, db_index=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "cases known"

    def __str__(self) -> str:
        return self.number or str(self.case_id)
