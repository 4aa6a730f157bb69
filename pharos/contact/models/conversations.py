"""Conversations and the contacts they are made of."""

from django.db import models
from django.db.models import F, Q

from pharos.contact.models.calls import Call
from pharos.contact.rules.kinds import LetterKind
from pharos.contact.rules.states import ContactKind, ConversationState, EndReason, HeldReason, Unmatched
from pharos.core.ids import new_id
from pharos.vault.api import SealedTextField, key_field

CORRESPONDENTS = (LetterKind.TRAVELLER, LetterKind.CLINIC, LetterKind.INSURER, LetterKind.RELATIVE, LetterKind.OTHER)


class Conversation(models.Model):
    """What one correspondent and we say to each other about one matter, by letter and by telephone.

    A conversation belongs to a case or to none yet. `waiting_since` orders the lists: the moment of the oldest
    contact nobody has seen, or of the newest one. A conversation that proved to be part of another's thread keeps
    its row and points to it in `joined_to`, so that old links still lead somewhere.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    key = key_field(db_index=False)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+", db_index=False)
    policy = models.ForeignKey("policies.Policy", models.SET_NULL, null=True, related_name="+", db_index=False)
    policy_number = models.CharField(max_length=60, blank=True)
    state = models.CharField(
        max_length=5, default=ConversationState.OPEN.value, choices=[(s.value, s.value) for s in ConversationState]
    )
    end_reason = models.CharField(max_length=14, blank=True, choices=[(r.value, r.value) for r in EndReason])
    ended_at = models.DateTimeField(null=True)
    held_reason = models.CharField(max_length=24, blank=True, choices=[(r.value, r.value) for r in HeldReason])
    claimed_case = models.ForeignKey("cases.Case", models.SET_NULL, null=True, related_name="+", db_index=False)
    unmatched = models.CharField(max_length=16, blank=True, choices=[(r.value, r.value) for r in Unmatched])
    unmatched_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    last_contact_at = models.DateTimeField()
    waiting_since = models.DateTimeField()
    unread = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    language = models.CharField(max_length=3, blank=True)
    correspondent = models.CharField(max_length=10, default=LetterKind.OTHER.value)
    subject = SealedTextField(null=True)
    name = SealedTextField(null=True)
    snippet = SealedTextField(null=True)
    address = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="ended", end_reason__gt="") | (~Q(state="ended") & Q(end_reason="")),
                name="contact_ended_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(case=None) | ~Q(joined_to=None), name="contact_ended_has_no_case"
            ),
            models.CheckConstraint(
                condition=Q(joined_to=None) | ~Q(joined_to=F("id")), name="contact_not_joined_to_itself"
            ),
        ]
        indexes = [
            models.Index(
                F("urgent").desc(),
                "waiting_since",
                "id",
                name="contact_unread",
                condition=Q(unread=True, joined_to=None),
            ),
            models.Index(
                F("urgent").desc(),
                "waiting_since",
                "id",
                name="contact_open",
                condition=Q(state="open", case=None, joined_to=None),
            ),
            models.Index(
                F("urgent").desc(),
                "waiting_since",
                "id",
                name="contact_held",
                condition=Q(state="held", joined_to=None),
            ),
            models.Index(
                F("urgent").desc(),
                "waiting_since",
                "id",
                name="contact_unmatched",
                condition=Q(unmatched_at__isnull=False, case=None, state="open", joined_to=None),
            ),
            models.Index(
                F("ended_at").desc(), F("id").desc(), name="contact_ended", condition=Q(state="ended", joined_to=None)
            ),
            models.Index(
                fields=["case", "-last_contact_at", "-id"], name="contact_of_case", condition=Q(case__isnull=False)
            ),
            models.Index(fields=["joined_to"], name="contact_joined", condition=Q(joined_to__isnull=False)),
            models.Index(fields=["address", "-last_contact_at"], name="contact_address", condition=~Q(address="")),
            models.Index(fields=["phone", "-last_contact_at"], name="contact_phone", condition=~Q(phone="")),
        ]

    def __str__(self) -> str:
        return f"conversation {self.id}"


class Contact(models.Model):
    """One letter or call in a conversation. `failed_at`: a letter of ours did not arrive, `bounce` says so."""

    id = models.UUIDField(primary_key=True, default=new_id)
    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="contacts", db_index=False)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ContactKind])
    at = models.DateTimeField()
    filed_at = models.DateTimeField()
    letter = models.OneToOneField("mailroom.Letter", models.PROTECT, null=True, related_name="+")
    call = models.OneToOneField(Call, models.PROTECT, null=True, related_name="contact")
    correspondent = models.CharField(max_length=10)
    reason = models.CharField(max_length=20, blank=True)
    urgent = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    new_address = models.BooleanField(default=False)
    failed_at = models.DateTimeField(null=True)
    bounce = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(letter=None, call__isnull=False) | Q(letter__isnull=False, call=None),
                name="contact_letter_or_call",
            )
        ]
        indexes = [models.Index(fields=["conversation", "-at", "-id"], name="contact_of_conversation")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
