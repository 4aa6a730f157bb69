"""Telephone numbers that can be dialled by nobody.

None of the six countries keeps a block of numbers for fiction, so these come from mobile codes their plans have not
given out. They look right, are unlike each other, and lead nowhere.
"""

from pharos.twin.population.dice import shuffled

# country -> prefix, how many digits follow
CODES = {
    "RU": ("+7907", 7), "BY": ("+375290", 6), "KZ": ("+7709", 7), "MD": ("+37363", 6), "BG": ("+359980", 6),
    "LV": ("+37124", 6),
}  # fmt: skip


def phone(country: str, serial: int) -> str:
    """The number of the holder with this running number, in E.164; unlike all others of the country."""
    prefix, digits = CODES[country]
    return f"{prefix}{shuffled(serial, digits=digits, salt=ord(country[0])):0{digits}d}"


def is_invented(number: str) -> bool:
    """Whether a number is one of ours: the player dials and answers no other."""
    return number.startswith(tuple(prefix for prefix, _digits in CODES.values()))


def as_written(number: str, style: int) -> str:
    """The number as people write it: with spaces, with brackets, or bare."""
    if style % 3 == 0:
        return number
    plan = "+7" if number.startswith("+7") else number[:4]
    rest = number[len(plan) :]
    code, tail = rest[:-6], rest[-6:]
    if style % 3 == 1:
        return f"{plan} {code} {tail[:2]}-{tail[2:4]}-{tail[4:]}"
    return f"{plan} ({code}) {tail[:3]} {tail[3:]}"
