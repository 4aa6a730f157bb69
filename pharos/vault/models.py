"""Keys, each wrapped by the master key. Destroying one makes everything sealed with it unreadable for ever."""

from django.db import models

from pharos.core.ids import new_id


class Key(models.Model):
    """A data key (AES-256). `wrapped` is None once it is destroyed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    wrapped = models.BinaryField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    destroyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"key {self.id}"
