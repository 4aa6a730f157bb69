"""Tables of the contact room."""

from pharos.contact.models.calls import Call, CallSignal, CallToken
from pharos.contact.models.conversations import Contact, Conversation
from pharos.contact.models.following import Followed
from pharos.contact.models.intake import DangerScreen
from pharos.contact.models.wordings import LetterWording

__all__ = ["Call", "CallSignal", "CallToken", "Contact", "Conversation", "DangerScreen", "Followed", "LetterWording"]
