"""Opening hours as clinics write them, in the words of OpenStreetMap: days in Russian, English, Spanish, French."""

# ruff: noqa: E501  (tables of wordings read across)

import re

from pharos.core.spelling import fold
from pharos.network.rules import hours

_ALWAYS = re.compile(
    r"^(круглосуточно|24 ?/ ?7|24 ?/ ?24|24 ?(часа|ч|h|ч\.|стунд\w*|stunden|小时|часов|hours|horas|hrs|saat|heures)( (в сутки|a day|al dia))?|24/365|non ?stop|"
    r"around the clock|always open|open 24 ?h\w*|24x7|7/24|las 24 horas|jour et nuit|24h/24)"
    r"[,; ]*(без выходных|ежедневно|7 ?/ ?7|7 days( a week)?|7j/7|daily)?$"
)
_UNKNOWN = re.compile(r"^(-+|—|нет данных|n/?a|unknown|not known|по записи|by appointment|sur rendez-vous)$")
_WORDS = (
    (r"\b(ежедневно|каждый день|без выходных|daily|every ?day|todos los dias|tous les jours|her gun)\b", "Mo-Su"),
    (r"\b(по будням|будни|будние дни|weekdays|рабочие дни|working days|hafta ici)\b", "Mo-Fr"),
    (r"\b(выходные|weekends?|hafta sonu)\b(?! *(-|—|–)? *(день|closed))", "Sa-Su"),
    (r"\b(понедельник\w*|пон|пн|monday|mon|lunes|lundi)\b\.?", "Mo"), (r"\b(вторник\w*|вт|tuesday|tues?|martes|mardi)\b\.?", "Tu"),
    (r"\b(сред[аыу]|ср|wednesday|wed|miercoles|mercredi)\b\.?", "We"), (r"\b(четверг\w*|чт|thursday|thurs?|jueves|jeudi)\b\.?", "Th"),
    (r"\b(пятниц[аыу]|пт|friday|fri|viernes|vendredi)\b\.?", "Fr"), (r"\b(суббот[аыу]|сб|saturday|sat|sabado|samedi)\b\.?", "Sa"),
    (r"\b(воскресень[ея]|вс|sunday|sun|domingo|dimanche)\b\.?", "Su"),
    (r"\b(montag|mo|lun|pazartesi|pzt|segunda|δευτερα|δευ)\b\.?", "Mo"), (r"\b(dienstag|di|tu|mar|sali|sal|terca|τριτη|τρι)\b\.?", "Tu"),
    (r"\b(mittwoch|mi|we|mer|mie|carsamba|car|quarta|τεταρτη|τετ)\b\.?", "We"),
    (r"\b(donnerstag|do|th|jeu|jue|gio|persembe|per|quinta|πεμπτη|πεμ)\b\.?", "Th"), (r"\b(freitag|fr|ven|vie|cuma|cum|sexta|παρασκευη|παρ)\b\.?", "Fr"),
    (r"\b(samstag|sa|sam|sab|sonnabend|cumartesi|cmt|σαββατο|σαβ)\b\.?", "Sa"), (r"\b(sonntag|so|su|dom|dim|pazar|paz|κυριακη|κυρ)\b\.?", "Su"),
    (r"\b(uhr|hrs?|hours|каждый|open)\b", " "), (r"(周一|星期一)", "Mo"), (r"(周二|星期二)", "Tu"), (r"(周三|星期三)", "We"),
    (r"(周四|星期四)", "Th"), (r"(周五|星期五)", "Fr"), (r"(周六|星期六)", "Sa"), (r"(周日|星期日|周天)", "Su"), (r"(至|到)", "-"),
    (r"\b(выходной|выходные|закрыто|closed|cerrado|ferme|kapali)\b", "off"),
)  # fmt: skip
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_TIME = re.compile(
    r"(?:\b(?:с|from|de|desde las|a partir de)\s+)?\b(\d{1,2})(?:[:.h-](\d{2}))?\s*(am|pm|ч|h|час\w*|часов)?\s*"
    r"(?:-|–|—|до|to|till|until|a las|a|à)\s*(\d{1,2})(?:[:.h-](\d{2}))?\s*(am|pm|ч|h|час\w*|часов)?(?!\d)"
)  # fmt: skip


def in_osm(text: str) -> str | None:
    """The hours in the words of OpenStreetMap; empty where nothing is said, None where nobody can tell what is."""
    told = " ".join(text.split())
    if not told or _UNKNOWN.match(fold(told)):
        return ""
    if hours.fault(told) is None:
        return told
    plain = fold(told).strip(" .")
    if _ALWAYS.match(plain):
        return hours.ALWAYS
    for pattern, word in _WORDS:
        plain = re.sub(pattern, word, plain)
    plain = _TIME.sub(_time, plain)
    plain = re.sub(rf"({_DAY})\s*(?:-|–|—|по|до|to|a|au|al)\s*(?=Mo|Tu|We|Th|Fr|Sa|Su)", r"\1-", plain)
    plain = re.sub(r"\b(с|from|de|du|и|and|y|et|часы|hours|работы|open)\b", " ", plain)
    plain = re.sub(rf"(?<=\d)(?={_DAY})|,?\s+(?={_DAY})", "; ", plain)
    plain = (
        re.sub(r"[\s:]+(?=\d\d:\d\d)", " ", re.sub(r"\s*[-–—:]\s*off", " off", plain)).replace(";;", ";").strip(" ;,.")
    )
    plain = re.sub(r"\s+", " ", re.sub(r"\s*;[;\s]*", "; ", plain))
    return plain if re.search(r"\d\d:\d\d-\d\d:\d\d", plain) and hours.fault(plain) is None else None


def _time(found: re.Match[str]) -> str:
    begin, end = _hour(found[1], found[3] or ""), _hour(found[4], found[6] or "")
    return f"{begin:02}:{found[2] or '00'}-{end:02}:{found[5] or '00'}"


def _hour(told: str, half: str) -> int:
    hour = int(told)
    return hour % 12 + (12 if half == "pm" else 0) if half in ("am", "pm") else hour
