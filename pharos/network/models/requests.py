"""Destination requests: places an insurer asks about, or that we go through of our own accord."""

from django.db import models
from django.db.models import F, Q

from pharos.core.ids import new_id
from pharos.network.models.contracts import Contract
from pharos.network.models.facilities import Facility
from pharos.network.models.gaps import Gap
from pharos.network.models.providers import Provider
from pharos.vault.api import SealedTextField, key_field

INSURER = "insurers.Insurer"
STAFF = "people.Staff"


class DestinationRequest(models.Model):
    """One place for one journey, or one prospect of ours; its steps are `rules.requests.Step`.

    `conversation` and `letter` are where it came from, ids of rooms elsewhere. `details` are the insurer's own words,
    sealed, because people put names there. `due_at` is when the answer is owed; a wait for the insurer (`paused_at`)
    moves it, the first departure never moves. `aim` is what we try for: a contract, or an agreement for this journey.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.CharField(max_length=12, unique=True)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=8)
    conversation = models.UUIDField(null=True, db_index=True)
    letter = models.UUIDField(null=True)
    reply_to = models.EmailField(blank=True)
    place_said = models.CharField(max_length=200, blank=True)
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    country = models.CharField(max_length=2, blank=True)
    purpose = models.CharField(max_length=12, blank=True)
    travellers = models.PositiveIntegerField(null=True)
    departs_on = models.DateField(null=True)
    returns_on = models.DateField(null=True)
    key = key_field()
    details = SealedTextField(key="key", null=True)
    aim = models.CharField(max_length=10, default="contracted")
    step = models.CharField(max_length=14, default="received")
    answer = models.CharField(max_length=6, blank=True)
    owner = models.ForeignKey(STAFF, models.SET_NULL, null=True, related_name="+")
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    paused_for = models.DurationField(null=True)
    given_up = models.CharField(max_length=24, blank=True)
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, related_name="+")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="+")
    clarification = models.UUIDField(null=True)
    reply = models.UUIDField(null=True)
    replied_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=12, blank=True)
    closed_at = models.DateTimeField(null=True)
    gaps = models.ManyToManyField(Gap, through="RequestGap", related_name="requests")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["letter"], condition=Q(letter__isnull=False), name="network_request_once_a_letter"
            ),
            models.CheckConstraint(
                condition=Q(origin="insurer", insurer__isnull=False) | ~Q(origin="insurer"),
                name="network_request_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(returns_on__isnull=True) | Q(departs_on__isnull=True) | Q(returns_on__gte=F("departs_on")),
                name="network_request_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="network_request_open", condition=Q(closed_at__isnull=True)),
            models.Index(fields=["-received_at", "-id"], name="network_request_newest"),
            models.Index(fields=["place", "received_at"], name="network_request_place"),
        ]

    def __str__(self) -> str:
        return self.number


class RequestNumber(models.Model):
    """The last number given out in a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class RequestGap(models.Model):
    """This request asks for what that gap lacks: those who ask again come to the same open gap."""

    request = models.ForeignKey(DestinationRequest, models.CASCADE, related_name="+")
    gap = models.ForeignKey(Gap, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "gap"], name="network_request_gap_once")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.gap_id}"


class Candidate(models.Model):
    """Somebody who might help there: a facility of a list, a partner, a provider of ours further off, somebody an
    embassy told of; or a mission (an embassy or a consulate itself) that may know one. `source` says where we know it
    from."""

    class Kind(models.TextChoices):
        FACILITY = "facility"
        PROVIDER = "provider"
        MISSION = "mission"
        EMBASSY = "embassy"
        PARTNER = "partner"
        OTHER = "other"

    class State(models.TextChoices):
        FOUND = "found"
        ASKED = "asked"
        INTERESTED = "interested"
        REFUSED = "refused"
        SILENT = "silent"
        CHOSEN = "chosen"

    id = models.UUIDField(primary_key=True, default=new_id)
    request = models.ForeignKey(DestinationRequest, models.CASCADE, related_name="candidates")
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=200)
    facility = models.ForeignKey(Facility, models.SET_NULL, null=True, related_name="+")
    provider = models.ForeignKey(Provider, models.SET_NULL, null=True, related_name="+")
    phone = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    website = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    km = models.FloatField(null=True)
    source = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.FOUND)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["km", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "facility"], condition=Q(facility__isnull=False), name="network_candidate_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Attempt(models.Model):
    """One try to reach a candidate and what came of it. `letter` is the letter, where it was one."""

    class Way(models.TextChoices):
        LETTER = "letter"
        PHONE = "phone"
        MESSAGE = "message"
        VISIT = "visit"

    class Outcome(models.TextChoices):
        SENT = "sent"
        NO_ANSWER = "no_answer"
        WRONG_CONTACT = "wrong_contact"
        LATER = "later"
        INTERESTED = "interested"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=new_id)
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="attempts")
    way = models.CharField(max_length=8, choices=Way)
    outcome = models.CharField(max_length=14, choices=Outcome)
    letter = models.UUIDField(null=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.way} {self.outcome}"
