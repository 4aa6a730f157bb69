"""Lines by which mail programs announce that somebody else's words follow. Russian and English first.

Forms were collected from what the programs write: Gmail, mail.ru, Yandex, Apple Mail, Thunderbird, Outlook, The Bat!.
"""

import re

_ATTRIBUTION_LENGTH = 400
_AFTER_VERB = 80

_VERB = re.compile(
    r"\b(?:написал(?:а|\(а\)|и)?|пишет|писал(?:а|\(а\)|и)?|писали|сообщил(?:а|\(а\))?|отправил(?:а|\(а\))?"
    r"|написа|пише|напісаў|піша|жазды|wrote|writes|schrieb|a écrit|écrit|escribió|escribio|ha scritto|scrisse|a scris"
    r"|rakstīja|rašė|kirjutas|napisał(?:\(a\)|a)?|napsal(?:\(a\)|a)?|escreveu|yazdı|schreef|skrev"
    r"|wrote the following)\b",
    re.I,
)
_MOMENT = re.compile(r"\d{1,2}[:.]\d{2}|\b(?:19|20)\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_ENDS_WITH_ADDRESS = re.compile(r"[<(\[]\s*(?:mailto:)?[^\s<>()\[\]]+@[^\s<>()\[\]]+\s*[>)\]][\"»]?\s*:$")
_FROM_SOMEBODY = re.compile(r"\bот\s+[^\n]{1,120}:$", re.I)
_YOU_WROTE = re.compile(r"^(?:Здравствуйте,[^\n]{0,60}\.\s*)?(?:Вы писали|Вы написали|You wrote)\b[^\n]{0,80}:$", re.I)
_LABELS = (
    r"От кого|Отправитель|От|From|Von|De la|De|Da|Від|Ад|Кімнен|No|Expéditeur"
    r"|Отправлено|Послано|Изпратено|Надіслано|Sent|Gesendet|Envoyé|Enviado|Inviato|Trimis|Nosūtīts|Дата"
    r"|Date|Datum|Data|Fecha"
    r"|Кому|До|Каму|To|An|À|Para|A|Către|Kam|Получатель|Копия|Копие|Копія|Cc|Kopie"
    r"|Тема|Относно|Subject|Betreff|Objet|Asunto|Oggetto|Subiect|Temats|Важность|Importance|Ответить|Reply-To"
)
_LABEL = re.compile(rf"^[*_\s]{{0,4}}({_LABELS})\s*[*_]?\s*:[*_]?(?:\s|$)", re.I)
_FIRST_LABEL = re.compile(
    r"^[*_\s]{0,4}(?:От кого|Отправитель|От|From|Von|De la|De|Da|Від|Ад|Кімнен|No|Expéditeur|Кому|Дата"
    r"|Date|Тема|Subject|To)"
    r"\s*[*_]?\s*:[*_]?(?:\s|$)",
    re.I,
)
_RULED_ORIGINAL = re.compile(
    r"^[\s*>]{0,6}(?:-{2,}|—{2,}|_{5,}|={2,})\s*"
    r"(Исходное сообщение|Исходное письмо|Оригинальное сообщение|Original Message|Original-Nachricht"
    r"|Ursprüngliche Nachricht|Оригинално съобщение|Message d'origine|Mensaje original|Mesaj original|Reply message"
    r"|Ответ на сообщение|Повідомлення|Oorspronkelijk bericht)\s*(?:-{2,}|—{2,}|_{5,}|={2,})?\s*$",
    re.I,
)
_RULED_FORWARD = re.compile(
    r"^[\s*>]{0,6}(?:(?:-{2,}|—{2,}|_{5,}|={2,})\s*"
    r"(?:Forwarded (?:message|by)|Begin forwarded|Пересылаемое сообщение|Пересланное сообщение"
    r"|Перенаправленное сообщение"
    r"|Переадресованное сообщение|Пересылаемое письмо|Weitergeleitete Nachricht|Препратено съобщение"
    r"|Message transféré|Mensaje reenviado|Messaggio inoltrato|Mesaj redirecționat)[^\n]{0,80}"
    r"|(?:Begin forwarded message|Начало переадресованного сообщения|Начало пересылаемого сообщения"
    r"|Пересылаемое сообщение"
    r"|Пересланное сообщение|Anfang der weitergeleiteten (?:Nachricht|E-Mail)|Препратено съобщение"
    r"|Forwarded message)\s*:)\s*$",
    re.I,
)
_RULE = re.compile(r"^\s*(?:_{10,}|-{20,}|={20,}|—{10,})\s*$")
FORWARDING_SUBJECT = re.compile(
    r"^\s*(?:(?:re|ответ|отв)\s*:\s*)?(?:fwd?|fw|пер|пересл|wg|tr|rv|i|hinw|препр)\s*(?:\[\d+\])?\s*:", re.I
)


def quote_depth(line: str) -> int:
    """How many `>` a line begins with; an escaped `>From` of the old mailbox format is no quotation."""
    if not line or line[0] not in "> \t" or line.startswith(">From "):
        return 0
    depth = 0
    for character in line[:200]:
        if character == ">":
            depth += 1
        elif character not in " \t":
            break
    return depth


def unquoted(line: str) -> str:
    """The line without the marks of quotation."""
    return line.lstrip("> \t") if quote_depth(line) else line


def attribution_start(lines: list[str], at: int) -> int:
    """The first line of an attribution (`… wrote:`) that ends at this line; -1 when there is none."""
    last = unquoted(lines[at]).rstrip(" \t\u00a0*_")
    if not last.endswith(":") or len(last) > _ATTRIBUTION_LENGTH:
        return -1
    joined = last
    for start in range(at, max(-1, at - 4), -1):
        if start < at:
            above = unquoted(lines[start]).strip()
            if not above or (above.endswith((":", ".", "!", "?")) and not above.endswith("г.")):
                return -1
            joined = f"{above} {joined}"
        if _is_attribution(joined):
            return start
    return -1


def _is_attribution(text: str) -> bool:
    if len(text) > _ATTRIBUTION_LENGTH:
        return False
    if _YOU_WROTE.match(text.strip()):
        return True
    if not _MOMENT.search(text):
        return False
    if _ENDS_WITH_ADDRESS.search(text):
        return True
    if any(len(text) - verb.end() <= _AFTER_VERB for verb in _VERB.finditer(text)):
        return True
    return bool(_FROM_SOMEBODY.search(text)) and bool(re.search(r"\b(?:19|20)\d{2}\b", text))


def bare_attribution(line: str) -> bool:
    """`Ivan wrote:` without a moment: only an attribution when a quotation follows."""
    text = unquoted(line).rstrip(" \t\u00a0*_")
    return text.endswith(":") and len(text) <= 160 and bool(_VERB.search(text[-100:]))


def header_block(lines: list[str], at: int) -> bool:
    """A printed letter head begins here: From, Sent, To, Subject in any order, at least three of them."""
    if not _FIRST_LABEL.match(unquoted(lines[at])):
        return False
    labels: set[str] = set()
    misses = 0
    for line in lines[at : at + 10]:
        text = unquoted(line)
        match = _LABEL.match(text)
        if match:
            labels.add(match[1].lower())
        elif text.strip():
            misses += 1
            if misses > 2:
                break
        elif len(labels) >= 2:
            break
    return len(labels) >= 3


def forward_mark(line: str) -> bool:
    return ("-" in line or ":" in line or "—" in line or "=" in line or "_" in line) and bool(
        _RULED_FORWARD.match(line)
    )


def original_mark(line: str) -> bool:
    return ("-" in line or "—" in line or "_" in line or "=" in line) and bool(_RULED_ORIGINAL.match(line))


def rule(line: str) -> bool:
    return bool(_RULE.match(line))
