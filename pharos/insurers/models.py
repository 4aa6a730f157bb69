"""Insurance companies as the contact centre needs them."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from pharos.core.ids import new_id

LANGUAGES = [("ru", "Русский"), ("en", "English")]


class Insurer(models.Model):
    """An insurance company we work for. Its code ("SZ") is how staff name it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(max_length=8, unique=True)
    name_ru = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="ru")
    time_zone = models.CharField(max_length=64)
    greeting_ru = models.TextField(blank=True)
    greeting_en = models.TextField(blank=True)
    rules_ru = models.TextField(blank=True, help_text="one rule of the conversation a line")
    rules_en = models.TextField(blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    def name(self, language: str) -> str:
        return self.name_ru if language == "ru" else self.name_en

    def greeting(self, language: str) -> str:
        return self.greeting_ru if language == "ru" else self.greeting_en

    def conversation_rules(self, language: str) -> list[str]:
        """The insurer's rules of a conversation, each one to be read aloud or kept in mind."""
        text = self.rules_ru if language == "ru" else self.rules_en
        return [line.strip() for line in text.splitlines() if line.strip()]


class Contact(models.Model):
    """A person or desk at the insurer. `after_hours` is whom to call when nobody's hours cover the moment."""

    insurer = models.ForeignKey(Insurer, models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=120)
    duty = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    mail = models.EmailField(blank=True)
    languages = models.JSONField(default=list)
    after_hours = models.BooleanField(default=False)

    class Meta:
        ordering = ["insurer", "name"]
        constraints = [
            models.UniqueConstraint(fields=["insurer", "name"], name="insurers_contact_once"),
            models.CheckConstraint(condition=~Q(phone="") | ~Q(mail=""), name="insurers_contact_reachable"),
        ]

    def __str__(self) -> str:
        return self.name


class ContactHours(models.Model):
    """A stretch of the week, in the insurer's time, in which a contact answers. Monday is 0."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint(fields=["contact", "weekday", "opens"], name="insurers_hours_once"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="insurers_hours_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}-{self.closes:%H:%M}"


class SenderAddress(models.Model):
    """The address our letters for this insurer go out from, one for each language."""

    insurer = models.ForeignKey(Insurer, models.CASCADE, related_name="senders")
    language = models.CharField(max_length=2, choices=LANGUAGES)
    address = models.EmailField(unique=True)
    display_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["insurer", "language"]
        constraints = [models.UniqueConstraint(fields=["insurer", "language"], name="insurers_sender_once")]

    def __str__(self) -> str:
        return self.address


class KnownAddress(models.Model):
    """An address (`claims@x.example`) or domain (`x.example`) by which a letter *from* the insurer is known."""

    insurer = models.ForeignKey(Insurer, models.CASCADE, related_name="known_addresses")
    address = models.CharField(max_length=254, unique=True)

    class Meta:
        ordering = ["insurer", "address"]
        constraints = [models.CheckConstraint(condition=Q(address=Lower(F("address"))), name="insurers_address_lower")]

    def __str__(self) -> str:
        return self.address


class NumberPattern(models.Model):
    """How the insurer prints its policy numbers; see `rules` for the notation."""

    insurer = models.ForeignKey(Insurer, models.CASCADE, related_name="patterns")
    pattern = models.CharField(max_length=60)
    example = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["insurer", "pattern"]
        constraints = [models.UniqueConstraint(fields=["insurer", "pattern"], name="insurers_pattern_once")]

    def __str__(self) -> str:
        return self.pattern


class AuthorityLimit(models.Model):
    """Up to this sum of one case we decide alone; above it the insurer does. Empty country: everywhere else."""

    insurer = models.ForeignKey(Insurer, models.CASCADE, related_name="limits")
    country = models.CharField(max_length=2, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)

    class Meta:
        ordering = ["insurer", "country"]
        constraints = [
            models.UniqueConstraint(fields=["insurer", "country"], name="insurers_limit_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="insurers_limit_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.country or '*'} {self.amount} {self.currency}"


class ServiceTarget(models.Model):
    """What we promised this insurer, in minutes; where a row is absent `rules.TARGETS` holds."""

    insurer = models.ForeignKey(Insurer, models.CASCADE, related_name="targets")
    service = models.CharField(max_length=32)
    minutes = models.PositiveIntegerField()

    class Meta:
        ordering = ["insurer", "service"]
        constraints = [models.UniqueConstraint(fields=["insurer", "service"], name="insurers_target_once")]

    def __str__(self) -> str:
        return f"{self.service}: {self.minutes}"
