"""Letters. What a person wrote is sealed; what threads and lists need stays open and says little."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from pharos.core.ids import new_id
from pharos.mailroom.rules.states import LetterState, Source
from pharos.vault import api as vault

STATES = [(state.value, state.value) for state in LetterState]
SOURCES = [(source.value, source.value) for source in Source]


class Letter(models.Model):
    """One letter, in or out. `identity` makes a second delivery the same row; `thread` is its first letter's id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+")
    key = vault.key_field()
    source = models.CharField(max_length=10, choices=SOURCES)
    state = models.CharField(max_length=12, choices=STATES, default=LetterState.RECEIVED)
    received_at = models.DateTimeField()
    envelope_from = models.CharField(max_length=320, null=True)
    envelope_to: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=320), default=list)
    identity = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    copies = models.PositiveIntegerField(default=1)
    message_id = models.CharField(max_length=520, db_index=True)
    conflicting = models.BooleanField(default=False)
    # how often a worker began to read it: one that brings workers down is found by this
    tries = models.PositiveSmallIntegerField(default=0)

    thread = models.UUIDField(null=True, db_index=True)
    parent = models.UUIDField(null=True)
    refers_to: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=520), default=list)
    correspondents: "ArrayField[list[int], list[int]]" = ArrayField(models.BigIntegerField(), default=list)
    stranger = models.BooleanField(default=False)

    sent_at = models.DateTimeField(null=True)
    sender_email = models.CharField(max_length=320, default="", db_index=True)
    people = vault.SealedTextField(key="key", null=True)
    subject = vault.SealedTextField(key="key", null=True)
    visible_text = vault.SealedTextField(key="key", null=True)
    quoted_text = vault.SealedTextField(key="key", null=True)
    signature = vault.SealedTextField(key="key", null=True)
    html = vault.SealedTextField(key="key", null=True)
    language = models.CharField(max_length=5, default="")
    automatic = models.CharField(max_length=10, default="")
    answerable = models.BooleanField(default=False)
    mailing_list = models.BooleanField(default=False)
    forwarded = models.BooleanField(default=False)
    # permanent or delayed, for a bounce
    bounced = models.CharField(max_length=10, default="")
    bounced_message_id = models.CharField(max_length=520, default="")
    spam: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=20), default=list)
    defects: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=30), default=list)
    remote_images = models.PositiveIntegerField(default=0)

    failure = models.CharField(max_length=40, default="")
    failure_detail = models.CharField(max_length=80, default="")
    failed_at = models.DateTimeField(null=True)
    discard_reason = vault.SealedTextField(key="key", null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["-failed_at", "-id"],
                name="mailroom_quarantine",
                condition=Q(state=LetterState.QUARANTINED),
            ),
            models.Index(fields=["id"], name="mailroom_unread", condition=Q(state=LetterState.RECEIVED)),
        ]

    def __str__(self) -> str:
        return f"letter {self.id}"


class RawLetter(models.Model):
    """The bytes exactly as they came, or as they went out."""

    letter = models.OneToOneField(Letter, models.CASCADE, primary_key=True, related_name="raw")
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+")
    key = vault.key_field()
    content = vault.SealedBinaryField(key="key", null=True)

    def __str__(self) -> str:
        return f"bytes of letter {self.letter_id}"


class Awaited(models.Model):
    """A letter points at one that has not come (yet): when it comes, the thread is mended."""

    message_id = models.CharField(max_length=520, db_index=True)
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="awaits")

    def __str__(self) -> str:
        return f"letter {self.letter_id} awaits another"


class Attachment(models.Model):
    """One file of a letter, sealed with the letter's key. `type` was told from the content."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="attachments")
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+")
    key = vault.key_field()
    place = models.PositiveSmallIntegerField()
    name = vault.SealedTextField(key="key", null=True)
    original_name = vault.SealedTextField(key="key", null=True)
    type = models.CharField(max_length=120)
    declared_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    inline = models.BooleanField(default=False)
    dangerous = models.BooleanField(default=False)
    content = vault.SealedBinaryField(key="key", null=True)

    class Meta:
        ordering = ["letter", "place"]
        constraints = [models.UniqueConstraint(fields=["letter", "place"], name="mailroom_attachment_place")]

    def __str__(self) -> str:
        return f"file {self.place} of letter {self.letter_id}"
