"""Conversations that followed a case into another one."""

from django.db import models

from pharos.contact.models.conversations import Conversation
from pharos.core.ids import new_id


class Followed(models.Model):
    """This conversation went along when its case, `left`, became part of another one; gone again once that was undone.

    `merging` is the row of cases that says what came over.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    merging = models.UUIDField()
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="+", db_index=False)
    left = models.ForeignKey("cases.Case", models.CASCADE, related_name="+", db_index=False)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    followed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merging", "conversation"], name="contact_followed_once")]

    def __str__(self) -> str:
        return f"{self.conversation_id} from {self.left_id}"
