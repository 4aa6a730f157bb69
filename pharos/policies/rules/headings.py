"""What the heading of a column means. Insurers word them freely, in Russian, English and their own languages."""

# ruff: noqa: E501  (tables of wordings read across)

import re
from collections.abc import Mapping, Sequence

from pharos.core.spelling import fold
from pharos.policies.rules.targets import IGNORE, NOT_KEPT

_WORDS = re.compile(r"[^0-9a-zа-яёіїєґ№#@%&]+")
_SERIES_AND_NUMBER = re.compile(r"^(сери[яи]( и)? (номер|№)|series( and)? (number|no))( полиса| договора)?$")
_PLACE = re.compile(r"(?:^|\s)(?:№|no)?\s?([1-9]|1[0-9])$")

# First match wins, so the narrower wording stands above the wider one.
_OPTION_PATTERNS: tuple[tuple[str, str], ...] = (
    ("diving", r"дайвинг|\bdiv(e|ing|er)|подв\w* плав|подводн|scuba|гмуркан|nirsan|scufund"),
    ("winter_sport", r"горнолыж|зимни[ей] (вид|спорт)|лыж|сноуборд|\bski\b|skiing|snowboard|winter sport|ски спорт"),
    ("extreme_sport", r"экстрим|extreme"),
    (
        "active_rest",
        r"акт\w* (отдых|тур|почив)|\bактив\b|\bopt\w* active|active (rest|leisure|holiday)|leisure activit|\bао\b",
    ),
    ("motorbike", r"мотоцикл|мото\b|мопед|скутер|motor ?(bike|cycle)|moped|scooter"),
    ("pregnancy", r"беременн|pregnan|бременн|grutniec|sarcin"),
    ("chronic", r"хронич|обострен|chronic|pre ?existing"),
    ("oncology", r"онколог|oncolog|cancer (cover|option)"),
    ("sunburn", r"солнечн\w* ожог|sunburn"),
    ("alcohol", r"алкогол|alcohol"),
    ("trip_cancellation", r"отмен\w* поездк|невыезд|trip cancel|cancellation (cover|option)|\bотп\b"),
    ("flight_delay", r"задержк\w* (рейс|вылет)|flight delay"),
    ("liability", r"гражданск\w* ответств|\bго\b|liability"),
    ("legal", r"юридич|legal"),
    ("baggage", r"багаж|baggage|luggage"),
    ("accident", r"несчастн|\bнс\b|accident"),
    ("search_rescue", r"поисков|спасател|search (and )?rescue|rescue"),
    ("evacuation", r"эвакуаци|evacuation"),
    ("dental", r"стоматолог|dental"),
    ("covid", r"covid|ковид|коронавирус|\bквд\b"),
    ("work", r"работ\w* по найму|физическ\w* труд|manual work|work abroad"),
    ("sport", r"\bспорт|\bsports?\b"),
)
_FIELD_PATTERNS: tuple[tuple[str, str], ...] = (
    (IGNORE, r"^(№|#|no|n|nr|пп|п п|(№|no|номер) ?п ?п|row|row no|строка|порядковый номер|id|index|(№|no) строки)$"),
    ("cancelled_on", r"(дата|date|когда).*(аннул|отмен|расторж|прекращ|cancel|terminat)|cancell?ed (on|at)|cancellation date"),
    ("status", r"статус|status|состояние|аннулирован|расторгнут|отменен|cancell?ed|вид операции|тип операции|операция|\baction\b|^действие$|state$"),
    (NOT_KEPT, r"премия|premium|взнос|тариф ставка|цена|price|стоимость|оплачен|комисси|commission|агент|agent|брокер|broker|"
               r"менеджер|manager|паспорт|passport|документ|document|серия и номер|загран|инн\b|снилс|\bтурфирм|филиал|branch|"
               r"персональн\w* код|personas kods|\bегн\b|idnp|адрес|address|индекс$"),
    ("person.birth_date", r"рожд|birth|\bд\s?р\b|\bдр\b|\bdob\b|birth|born|\bb day\b|bday|раждан|dzim|naster"),
    ("person.email", r"e ?mail|@|почт|имейл|мейл|epast"),
    ("person.phone", r"телефон|\bтел\b|phone|mobile|моб\b|мобильн|\bcell\b|contact (no|number)|контактн\w* номер|talr|telef|^контакт$|^контакты$"),
    ("person.sex", r"^пол$|^пол застрахованного$|\bsex\b|gender|^м ж$"),
    ("validity", r"(^|\s)[сc]\s.*\b(по|до)$|\bfrom\b.*\b(to|till|until)$"),
    ("valid_from", r"(срок|период|действ|страхован)\w*.*\b[сc]$|(period|validity|insurance|cover).*\bfrom$"),
    ("valid_to", r"(срок|период|действ|страхован)\w*.*\b(по|до)$|(period|validity|insurance|cover).*\b(to|until|till)$"),
    ("validity", r"^(срок|период|сроки) |(срок|период|даты?|сроки) (действия|страхования|поездки|пребывания|договора|полиса)$|^(срок|период)$|period|"
                 r"validity$|dates of (travel|trip|cover)|travel dates|\bс\b.*\bпо\b|"
                 r"from to$|срок действия"),
    ("issued_on", r"дат\w* (оформл|выдач|выпис|заключ|продаж|договор|полис|выпуск|издан)|issue|(date of )?(sale|purchase)|sold on|"
                  r"выдан|оформлен|заключен|booking date|contract date|дата на издаване"),
    ("valid_from", r"начал|действ\w* с$|действ\w* с\b|valid from|start|effective|inception|\bfrom\b|дата с$|^[сc]$|\bс$|departure|"
                   r"вступл|begin|вылет|выезд|commence|no datuma|sakum|de la"),
    ("valid_to", r"оконч|конец|конч|истеч|заверш|действ\w* (по|до)\b|valid (to|till|until|thru|through)|\bend\b|ends|expir|until|\btill?\b|"
                 r"дата (по|до)$|^(по|до|to)$|\b(по|до)$|\bto$|return|возвращ|^возврат$|прилет|край|lidz|beigu|pana la"),
    ("programme", r"программ|program|вариант|тариф|\bплан\b|\bplan\b|продукт|product|вид полиса|тип полиса|класс|package|пакет|tier"),
    ("currency", r"валют|валут|currenc|\bccy\b|\bcur\b|\bвал\b|valut"),
    ("sum_insured", r"сумм|\bсс\b|лимит|покрыт|sum|limit|coverage|max\w* cover|^cover$|cover amount|amount|ответственн|summa"),
    ("territory", r"территор|страна|страны|country|countries|territor|destination|регион|region|\bзона|\bzone|направлен|geograph|"
                  r"куда|место (поездки|пребывания)|държав|^tara\b|valst|тур$"),
    ("options", r"^(опци[ия]|доп\w*( |$)(риск|опци|услови|покрыт)\w*|доп риски|риски|options?|extras?|additional (risks?|cover|options?)|"
                r"особые условия|add ons?)$"),
    ("sum_insured", r"застраховател\w* сума"),
    ("holder", r"страховател|policy ?holder|holder|покупател|плательщик|buyer|застраховащ"),
    ("person.name_latin", r"(фио|имя|name|застрахован\w*|турист\w*).*(лат|latin|по загран|as in passport|транслит|англ)|latin name"),
    ("person.name", r"фамилия.*(имя|и о)|имя.*фамили|surname.*name|name.*surname|first.*last|last.*first|\bфио\b|\bф и о\b|full name|"
                    r"vards uzvards|три имена|nume prenume|^име презиме|^име и фамилия"),
    ("person.surname", r"фамили|surname|last ?name|family ?name|uzvards|^nume$"),
    ("person.patronymic", r"отчеств|patronym|middle ?name|second ?name|презиме|father"),
    ("person.given", r"^имя\b|\bимя$|given|first ?name|forename|vards|^име$|^prenume$"),
    ("series", r"^сери[яи]( полиса| договора)?$|^series$|policy series"),
    ("number", r"полис|polic|polis|polit|полиц|договор|contract|сертификат|certificate|insurance (no|number|nr|id)|voucher|ваучер|"
               r"страховк|^бланк|бланка|^(номер|number|numurs|№ документа)$"),
    ("person.name", r"застрахован|insured|турист|tourist|travell?er|passenger|пассажир|участник|клиент|client|customer|\bname\b|"
                    r"путешественник|лицо|apdrosinat|person|assured|beneficiary|^имена$"),
)  # fmt: skip
_OPTIONS = tuple((code, re.compile(pattern)) for code, pattern in _OPTION_PATTERNS)
_FIELDS = tuple((target, re.compile(pattern)) for target, pattern in _FIELD_PATTERNS)
_CURRENCIES = {"eur": "EUR", "евро": "EUR", "euro": "EUR", "€": "EUR", "usd": "USD", "$": "USD", "долл": "USD",
               "rub": "RUB", "rur": "RUB", "руб": "RUB", "₽": "RUB", "gbp": "GBP", "chf": "CHF", "byn": "BYN",
               "kzt": "KZT", "тенге": "KZT", "bgn": "BGN", "mdl": "MDL"}  # fmt: skip


def heading_key(text: object) -> str:
    """A heading as it is compared and saved: folded, punctuation as single spaces."""
    return _WORDS.sub(" ", fold(str(text))).strip()


def option_in(text: str) -> str | None:
    """The option a wording names: `Опция: дайвинг` is diving."""
    key = heading_key(text)
    return next((code for code, pattern in _OPTIONS if pattern.search(key)), None)


def meaning(text: object) -> str | None:
    """The target a heading names by itself, or None. `Застрахованный 2` is the second person's name."""
    key = heading_key(text)
    if not key or len(key) > 160:
        return None
    place = _PLACE.search(key)
    bare = key[: place.start()].strip() if place else key
    found = _field(bare) if bare else None
    if found is None:
        option = option_in(bare)
        found = f"option.{option}" if option else None
    if found and place and found.startswith("person."):
        return f"person.{place[1]}.{found.partition('.')[2]}" if place[1] != "1" else found
    return found


def _field(key: str) -> str | None:
    option = option_in(key)
    found = next((target for target, pattern in _FIELDS if pattern.search(key)), None)
    # "Лимит по дайвингу" is no sum insured of the policy, and "Дата рождения" is no option.
    if option and (
        found in (None, "sum_insured", "status", "programme", "number", "territory", "options", "validity", NOT_KEPT)
    ):
        return f"option.{option}" if found != "sum_insured" else None
    return found


def currency_in(text: object) -> str:
    """The currency a heading mentions: `Страховая сумма, евро` says EUR; empty when none."""
    folded = fold(str(text))
    return next(
        (code for sign, code in _CURRENCIES.items() if re.search(rf"(?<![a-zа-я]){re.escape(sign)}", folded)), ""
    )


def keys(headings: Sequence[object]) -> tuple[str, ...]:
    """Keys of a header's cells, a repeated one told apart by its place: `фио`, `фио #2`."""
    seen: dict[str, int] = {}
    result = []
    for heading in headings:
        key = heading_key(heading) if heading is not None else ""
        seen[key] = seen.get(key, 0) + 1
        result.append(key if seen[key] == 1 or not key else f"{key} #{seen[key]}")
    return tuple(result)


def propose(headings: Sequence[object], saved: Mapping[str, str] | None = None) -> tuple[str | None, ...]:
    """A target per column: the saved mapping of the insurer first, then what the heading says by itself.

    A target is given once. A second `ФИО` or `Дата рождения` belongs to the next person of the row.
    """
    saved = saved or {}
    names = keys(headings)
    targets: list[str | None] = [saved.get(key) if key else None for key in names]
    taken = {target for target in targets if target and target not in (IGNORE, NOT_KEPT)}
    for column, heading in enumerate(headings):
        if targets[column] is not None or not names[column]:
            continue
        target = _next_free(meaning(heading), taken)
        targets[column] = target
        if target and target not in (IGNORE, NOT_KEPT):
            taken.add(target)
    return tuple(_untangled(_by_series_and_number(targets, names)))


def _by_series_and_number(targets: list[str | None], names: Sequence[str]) -> list[str | None]:
    """`Серия и номер` is a passport's beside a policy's number, and the policy's own where no other is given."""
    if "number" not in targets:
        alone = [n for n, key in enumerate(names) if _SERIES_AND_NUMBER.match(key) and targets[n] in (None, NOT_KEPT)]
        if len(alone) == 1:
            targets[alone[0]] = "number"
    return targets


def _next_free(target: str | None, taken: set[str]) -> str | None:
    if target is None or target not in taken:
        return target
    if not target.startswith("person.") or target.count(".") != 1:
        return None
    field = target.partition(".")[2]
    if field not in ("name", "birth_date", "phone", "surname", "given", "patronymic", "sex"):
        return None
    return next((free for n in range(2, 21) if (free := f"person.{n}.{field}") not in taken), None)


def _untangled(targets: list[str | None]) -> list[str | None]:
    """Readings that depend on the neighbours: `Name` beside `Surname` is the given name."""
    present = set(targets)
    if "person.surname" in present and "person.given" not in present and "person.name" in present:
        targets[targets.index("person.name")] = "person.given"
    return targets


def recognised(headings: Sequence[object], saved: Mapping[str, str] | None = None) -> int:
    """How many different cells of a row read like headings: the measure by which a header row is found.

    A title merged over many columns repeats itself and counts once.
    """
    targets = propose(headings, saved)
    return len({heading_key(heading) for heading, target in zip(headings, targets, strict=True) if target is not None})
