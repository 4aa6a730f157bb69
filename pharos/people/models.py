"""Members of staff, who are deactivated when they leave, never deleted: the journal names them. And what they have
typed and not sent."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from pharos.core.ids import new_id
from pharos.people.rules import Department, Permission, Working, permissions_of
from pharos.vault import api as vault

LANGUAGES = [("ru", "Русский"), ("en", "English")]


class Staff(AbstractUser):
    """One person who works here. `languages` are spoken with travellers (ISO 639-1); `language` is the screen's.
    `tour_step` is where the demonstration's guide stands, None once put away."""

    person = models.UUIDField(default=new_id, unique=True, editable=False)
    display_name = models.CharField(max_length=120, blank=True)
    department = models.CharField(max_length=40, choices=[(d.value, d.value) for d in Department], blank=True)
    roles: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    languages: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="ru")
    extension = models.CharField(max_length=20, blank=True, db_index=True)
    theme = models.CharField(max_length=5, blank=True, choices=[("", "system"), ("light", "light"), ("dark", "dark")])
    single_keys = models.BooleanField(default=True)
    notify_calls = models.BooleanField(default=False)
    notify_promises = models.BooleanField(default=False)
    notify_sound = models.BooleanField(default=False)
    tour_step = models.SmallIntegerField(null=True, default=0)

    objects: ClassVar[UserManager[Any]] = UserManager()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.display_name or self.get_full_name() or self.username

    @property
    def initials(self) -> str:
        """Two letters for the round mark: of the surname and given name as they are displayed."""
        return "".join(word[0] for word in self.name.split()[:2]).upper()

    @property
    def permissions(self) -> frozenset[Permission]:
        return permissions_of(self.roles) if self.is_active else frozenset()

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions


class Draft(models.Model):
    """What one person has typed into one form and not sent. `version` counts saves and goes on after the draft was used
    (`dropped_at`): the row then holds no words, and only keeps a late save from bringing them back."""

    id = models.UUIDField(primary_key=True, editable=False)
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+", db_index=False)
    form = models.CharField(max_length=60)
    subject = models.UUIDField(null=True)
    page = models.CharField(max_length=300, blank=True)
    key = vault.key_field(null=True, db_index=False)
    body = vault.SealedTextField(null=True)
    version = models.IntegerField()
    writer = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["staff", "subject"], name="people_draft_of")]

    def __str__(self) -> str:
        return f"{self.form} {self.id}"


class Presence(models.Model):
    """An open tab on a page about `subject`; with a `field`, that this field is about to be changed in it.

    The table is unlogged: see `presence.py`.
    """

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+", db_index=False)
    tab = models.UUIDField()
    subject = models.UUIDField(db_index=True)
    field = models.CharField(max_length=40, blank=True)
    typing = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "tab", "subject", "field"], name="people_presence_once")
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} at {self.subject}"


class WorkState(models.Model):
    """What a member of staff is doing now, as he says himself; no row while he has not said."""

    staff = models.OneToOneField(Staff, models.CASCADE, primary_key=True, related_name="+")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Working])
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.staff_id}: {self.state}"


class SavedView(models.Model):
    """A list as somebody likes it: its name, its filter as the query of an address (never what was typed to search),
    and its place among his own. `department` is who else sees it; empty: nobody."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+", db_index=False)
    department = models.CharField(max_length=40, blank=True)
    list = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=400, blank=True)
    position = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "list", "name"], name="people_savedview_once")]
        indexes = [
            models.Index(
                fields=["department", "list"], name="people_savedview_shared", condition=models.Q(department__gt="")
            )
        ]

    def __str__(self) -> str:
        return self.name
