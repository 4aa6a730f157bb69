"""Amounts as prescriptions write them: `1/2 tab`, `1,000 mg`, `2x1`, `1-0-1`, `every 8 hours`, `2 weeks`.

None where nothing can be read; whether a number makes sense is judged by the caller.
"""

import re

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_HALF = re.compile(r"^\s*(?:(\d+)\s+)?(\d+)\s*/\s*([1-9]\d*)(?![\d.,])(.*)$", re.S)
_SIGNS = {"\N{VULGAR FRACTION ONE HALF}": "1/2", "\N{VULGAR FRACTION ONE QUARTER}": "1/4"}
_THOUSANDS = re.compile(r"^\s*(\d{1,3}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+)(?![\d.,])(.*)$", re.S)
_EVERY = re.compile(
    r"(?:каждые|every|each|cada|ogni|toutes les|alle|q|на всеки|через)\s*(\d+)\s*(?:-?\s*\d+\s*)?(?:ч|h|st|or|sa|$)",
    re.I,
)
_HOURLY = re.compile(r"(\d+)\s*(?:-|\s)?hourly|(\d+)\s*saatte", re.I)
_CROSS = re.compile(r"(\d+(?:[.,]\d+)?)\s*[x\N{MULTIPLICATION SIGN}х*]\s*(\d+(?:[.,]\d+)?)", re.I)
_SERIES = re.compile(r"^\s*(\d+(?:[.,]\d+)?(?:\s*[-+\N{EN DASH}]\s*\d+(?:[.,]\d+)?){2,3})(?![\d.])")
_PAIR = re.compile(r"^\s*(\d+)\s*[-\N{EN DASH}]\s*(\d+)")
_WEEKLY = re.compile(r"weekly|в неделю|per week|a week|semana|settiman|haftada|par semaine", re.I)
_WORDS = {
    1: "od qd o.d. once daily stat однократно nocte hs h.s. sos prn mane ежедневно утром вечером bedtime",
    2: "bd bid b.i.d. b.d. twice дважды два",
    3: "tid tds t.i.d. t.d.s. thrice трижды три",
    4: "qid qds q.i.d. q.d.s. четыре",
}
_TIMES = {word: times for times, said in _WORDS.items() for word in said.split()}
_LONG = (("нед", 7), ("week", 7), ("wk", 7), ("seman", 7), ("settim", 7), ("semain", 7), ("hafta", 7), ("woche", 7),
         ("седм", 7), ("мес", 30), ("month", 30), ("mes", 30), ("mois", 30), ("monat", 30), ("ay", 30))  # fmt: skip


def amount_of(text: str) -> tuple[float, str] | None:
    """The number a text begins with and the unit after it; of `1-2 tab` the greater, which is what the limit sees."""
    said = text.strip()
    for sign, meant in _SIGNS.items():
        said = said.replace(sign, f" {meant}")
    if half := _HALF.match(said):
        return float(half[1] or 0) + float(half[2]) / float(half[3]), half[4].strip()
    if thousands := _THOUSANDS.match(said):
        return float(re.sub(r"[ ,]", "", thousands[1])), thousands[2].strip()
    if pair := _PAIR.match(said):
        return max(float(pair[1]), float(pair[2])), said[pair.end() :].strip()
    found = _NUMBER.match(said)
    return (_float(found[0]), said[found.end() :].strip()) if found else None


def times_of(text: str) -> float | None:
    """How many times a day."""
    low = text.strip().lower()
    if every := _EVERY.search(low):
        return 24 / max(float(every[1]), 0.5)
    if hourly := _HOURLY.search(low):
        return 24 / max(float(hourly[1] or hourly[2]), 0.5)
    week = 7.0 if _WEEKLY.search(low) else 1.0
    if cross := _CROSS.search(low):
        one, other = _float(cross[1]), _float(cross[2])
        return (one * other if 1 in (one, other) else one) / week
    if series := _SERIES.match(low):
        return sum(_float(one) for one in re.findall(r"\d+(?:[.,]\d+)?", series[1]))
    if pair := _PAIR.match(low):
        return max(float(pair[1]), float(pair[2])) / week
    if found := _NUMBER.search(low):
        return _float(found[0]) / week
    told = [_TIMES[word] for word in re.findall(r"[^\s,;]+", low) if word in _TIMES]
    return max(told) / week if told else None


def days_of(text: str) -> float | None:
    """How many days: weeks and months are counted out."""
    low = text.strip().lower()
    found = _NUMBER.search(low)
    if found is None:
        return None
    pair = _PAIR.match(low)
    number = float(pair[2]) if pair else _float(found[0])
    unit = low[pair.end() if pair else found.end() :].strip()
    return number * next((days for word, days in _LONG if unit.startswith(word)), 1)


def _float(text: str) -> float:
    return float(text.replace(",", "."))
