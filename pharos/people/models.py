"""Members of staff. A person who leaves is deactivated, never deleted: the journal names him."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from pharos.core.ids import new_id
from pharos.people.rules import Department, Permission, permissions_of

LANGUAGES = [("ru", "Русский"), ("en", "English")]


class Staff(AbstractUser):
    """One person who works here. `languages` are spoken with travellers (ISO 639-1); `language` is the screen's."""

    person = models.UUIDField(default=new_id, unique=True, editable=False)
    display_name = models.CharField(max_length=120, blank=True)
    department = models.CharField(max_length=40, choices=[(d.value, d.value) for d in Department], blank=True)
    roles: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    languages: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="ru")
    extension = models.CharField(max_length=20, blank=True, db_index=True)
    theme = models.CharField(max_length=5, blank=True, choices=[("", "system"), ("light", "light"), ("dark", "dark")])
    single_keys = models.BooleanField(default=True)

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
