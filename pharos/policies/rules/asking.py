"""One line typed by an operator as queries: a number, a telephone, a name, a birth date, in any mixture."""

import re
from datetime import date
from uuid import UUID

from pharos.core.phones import e164
from pharos.policies.rules.dates import read_date
from pharos.policies.rules.matching import PolicyQuery

_DATE = re.compile(r"(?<![\d\w-])(\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2})(?![\d\w])")
_PHONE = re.compile(r"^\+?[\d\s()\-]{10,20}$")


def queries_of(text: str, *, today: date, region: str = "RU", insurer: UUID | None = None) -> list[PolicyQuery]:
    """Every way the line can be meant. Eleven digits may be a telephone and may be a policy number: then it is both."""
    text = text.strip()[:200]
    dated = _DATE.search(text)
    born = read_date(dated[1], None, pivot=today.year) if dated else None
    rest = _DATE.sub(" ", text, count=1).strip(" ,;") if born else text
    if not rest:
        return []
    queries = []
    if _PHONE.match(rest) and (phone := e164(rest, region)):
        queries.append(PolicyQuery(phone=phone, birth_date=born, insurer=insurer, on=today))
    number, name = _parted(rest)
    if number or name:
        queries.append(PolicyQuery(number=number, name=name, birth_date=born, insurer=insurer, on=today))
    return queries


def _parted(text: str) -> tuple[str, str]:
    """Words with digits make the number, with the two or three letters right before them; the rest is a name."""
    words = re.split(r"[\s,;]+", text)
    number: list[str] = []
    name: list[str] = []
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        prefix = len(word) <= 4 and word.upper() == word and word.isalpha() and any(c.isdigit() for c in after)
        prefix = prefix or (len(word) <= 3 and place == 0 and len(after) >= 3 and after[0].isdigit())
        (number if any(letter.isdigit() for letter in word) or prefix else name).append(word)
    return " ".join(number), " ".join(name)
