"""The subject of an answer."""

import re

from pharos.core.languages import Language

_REPLY = re.compile(r"^\s*(?:(?:re|fw|fwd|aw|sv|ha|отв|ответ|пересл)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_LONGEST_SUBJECT = 200


def answer_subject(subject: str, language: str) -> str:
    """`Re: ` once, on one line, of a decent length."""
    bare = " ".join(_REPLY.sub("", " ".join(subject.split())).split())
    nothing = "Ваше письмо" if language == Language.RU else "Your letter"
    return f"Re: {bare or nothing}"[:_LONGEST_SUBJECT]
