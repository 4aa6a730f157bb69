"""Tables of the contact room."""

from pharos.contact.models.calls import Call, CallSignal, CallToken
from pharos.contact.models.conversations import Contact, Conversation

__all__ = ["Call", "CallSignal", "CallToken", "Contact", "Conversation"]
