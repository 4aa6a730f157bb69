"""Addresses we receive at, and how we fetch what waits there."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from pharos.core.ids import new_id
from pharos.vault import api as vault

SECURITY = [("tls", "TLS"), ("starttls", "STARTTLS"), ("none", "none")]
AFTER = [("seen", "seen"), ("move", "move")]


class Mailbox(models.Model):
    """One address. Without a host it is fed by SMTP only; with one it is also polled by IMAP."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=254, unique=True)
    enabled = models.BooleanField(default=True)
    host = models.CharField(max_length=253, blank=True)
    port = models.PositiveIntegerField(default=993)
    security = models.CharField(max_length=10, choices=SECURITY, default="tls")
    username = models.CharField(max_length=254, blank=True)
    key = vault.key_field(null=True)
    password = vault.SealedTextField(key="key", null=True)
    folder = models.CharField(max_length=120, default="INBOX")
    after_fetch = models.CharField(max_length=5, choices=AFTER, default="seen")
    moved_to = models.CharField(max_length=120, blank=True)
    uid_validity = models.BigIntegerField(null=True)
    last_uid = models.BigIntegerField(default=0)
    last_fetched_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=40, blank=True)
    last_error_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["address"]
        constraints = [
            models.CheckConstraint(condition=Q(address=Lower(F("address"))), name="mailroom_mailbox_lower"),
        ]

    def __str__(self) -> str:
        return self.address
