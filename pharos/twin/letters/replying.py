"""Answers of travellers in the thread of a letter of ours, quoted as Russian and English mail programs do it."""

from datetime import datetime, timedelta, timezone

from pharos.twin.letters.composing import sender
from pharos.twin.letters.shapes import Heard, Letter
from pharos.twin.letters.wording import filled, phrases
from pharos.twin.population.dice import dice, one_of
from pharos.twin.population.stories import Story

MOSCOW = timezone(timedelta(hours=3))
MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
DAYS = ("Понедельник", "Вторник", "Среда", "Четверг", "Пятница", "Суббота", "Воскресенье")
PROGRAMS = {"ru": ("mail.ru", "yandex", "outlook", "original", "phone"), "en": ("gmail", "outlook_en", "phone_en")}
BARE = {"original", "outlook", "outlook_en"}
HEADS = {
    "mail.ru": "{long} +03:00 от {us} <{us}>:",
    "yandex": "{short}, {clock}, {us} <{us}>:",
    "original": (
        "-------- Исходное сообщение --------\nОт: {us}\nДата: {short} {clock}\nКому: {them}\nТема: {subject}\n"
    ),
    "outlook": "От: {us}\nОтправлено: {moment}\nКому: {them}\nТема: {subject}\n",
    "phone": "Отправлено с телефона\n\n{moment}, {us} написал(а):",
    "gmail": "On {gmail} <{us}> wrote:\n",
    "outlook_en": "From: {us}\nSent: {english} {clock}\nTo: {them}\nSubject: {subject}\n",
    "phone_en": "Sent from my phone\n\nOn {english}, at {clock}, {us} wrote:\n",
}
QUOTED = 1200


def reply(story: Story, heard: Heard, kind: str, *, date: datetime, message_id: str) -> Letter:
    """The traveller's answer to a letter of ours. `kind`: "given" (what was asked), "thanks" or "worse"."""
    rng = dice("reply", story.policy.insurer, story.policy.serial, story.wording, heard.message_id, kind)
    capitals = story.behaviour.manner == "capitals" and kind == "given"
    words = filled(one_of(rng, phrases(story.language, "reply", "capitals" if capitals else kind)), story, rng)
    quotation = quoted(heard, one_of(rng, PROGRAMS[story.language]), date)
    return Letter(
        sender=sender(story),
        sender_name=story.writer.short if story.language == "ru" else story.writer.latin,
        to=heard.sender,
        subject=answer_subject(heard.subject),
        text=f"{words.upper() if capitals else words}\n\n{quotation}",
        date=date,
        message_id=message_id,
        in_reply_to=heard.message_id,
        references=(*heard.references, heard.message_id),
        charset=story.behaviour.charset,
        transfer=one_of(rng, ("base64", "8bit", "quoted-printable")),
    )


def answer_subject(subject: str) -> str:
    return subject if subject.lower().startswith("re:") else f"Re: {subject}"


def quoted(heard: Heard, program: str, date: datetime) -> str:
    """Our letter below the answer, as this mail program would put it."""
    at = date.astimezone(MOSCOW)
    lines = [line for line in heard.text[:QUOTED].strip().splitlines() if not line.startswith("-- ")]
    body = "\n".join(lines) if program in BARE else "\n".join(f"> {line}" if line else ">" for line in lines)
    day = f"{at.day} {MONTHS[at.month - 1]} {at.year}"
    facts = {
        "us": heard.sender,
        "them": heard.to,
        "subject": heard.subject,
        "moment": f"{day} г., {at:%H:%M}",
        "long": f"{DAYS[at.weekday()]}, {day}, {at:%H:%M}",
        "short": f"{at:%d.%m.%Y}",
        "clock": f"{at:%H:%M}",
        "english": f"{at:%d %B %Y}",
        "gmail": f"{at:%a, %b %d, %Y at %I:%M %p}",
    }
    return f"{HEADS[program].format_map(facts)}\n{body}"
