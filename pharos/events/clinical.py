"""Symptom interviews: that one was begun and ended. Nothing of what was asked, answered or concluded."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from pharos.events.base import Event


@dataclass(frozen=True, kw_only=True)
class InterviewEvent(Event):
    """Anything about one interview. `subject` orders it: the case, the conversation, or a call not yet registered."""

    stream: ClassVar[str] = "subject"
    subject: UUID
    interview: UUID


@dataclass(frozen=True, kw_only=True)
class InterviewStarted(InterviewEvent):
    """Somebody began to ask about symptoms."""


@dataclass(frozen=True, kw_only=True)
class InterviewFinished(InterviewEvent):
    """The interview was ended and its result kept. `asked`: how many questions were put."""

    asked: int
