"""Everything else that comes to a public address at night: machines, advertising, the press, questions, strangers."""

from dataclasses import replace
from datetime import datetime
from random import Random

from pharos.twin.letters.shapes import Heard, Letter
from pharos.twin.letters.wording import filled
from pharos.twin.population import data
from pharos.twin.population.dice import dice, one_of
from pharos.twin.population.stories import Story

SENDERS = {
    "spam": "promo@vygoda-today.example",
    "press": "redakciya@poputny-veter.example",
    "stranger": "urist@pravo-prosto.example",
}
INSURERS = {
    "SZ": ("uregulirovanie@sz-strahovanie.example", "claims@sever-zvezda.example"),
    "BN": ("vyplaty@bely-aist.example",),
    "KT": ("help@keruen-polis.example",),
    "CD": ("daune@codru-asigurari.example",),
    "RZ": ("shteti@roza-zastrahovane.example",),
    "DZ": ("claims@dzintars-polis.example",),
}
BULK = (("List-Unsubscribe", "<https://promo.example/u>"), ("Precedence", "bulk"))
AUTOMATIC = ("Auto-Submitted", "auto-replied")
KINDS = ("spam", "press", "question", "wrong", "insurer", "stranger")


def strangers_letter(kind: str, story: Story, *, to: str, date: datetime, message_id: str, case: str = "") -> Letter:
    """A letter of one of KINDS. The story lends a name and a policy; `case` is the number a stranger quotes."""
    rng = dice(kind, message_id)
    rows = data.read("wording")["other"][kind]
    story = replace(story, language="ru")
    number = int(rng.random() * len(rows["body"]))
    subject = rows["subject"][number % len(rows["subject"])]
    return Letter(
        sender=_sender(kind, story, rng),
        sender_name="" if kind in ("spam", "insurer") else story.writer.short,
        to=to,
        subject=_filled(subject, story, rng, case),
        text=_filled(rows["body"][number], story, rng, case),
        date=date,
        message_id=message_id,
        charset=one_of(rng, ("utf-8", "windows-1251", "koi8-r")),
        transfer=one_of(rng, ("base64", "8bit")),
        headers=BULK if kind == "spam" else (),
    )


def away(story: Story, heard: Heard, *, date: datetime, message_id: str) -> Letter:
    """An automatic answer to a letter of ours."""
    text = data.read("wording")[story.language]["reply"]["away"][0]
    subject = f"Автоответ: {heard.subject}" if story.language == "ru" else f"Automatic reply: {heard.subject}"
    return Letter(
        sender=heard.to,
        to=heard.sender,
        subject=subject,
        text=text,
        date=date,
        message_id=message_id,
        in_reply_to=heard.message_id,
        references=(heard.message_id,),
        headers=(AUTOMATIC, ("X-Auto-Response-Suppress", "All")),
        envelope_from="",
    )


def bounce(heard: Heard, *, date: datetime, message_id: str) -> Letter:
    """A post office says that a letter of ours could not be delivered."""
    post = heard.to.rpartition("@")[2]
    fields = (
        f"Reporting-MTA: dns; mx.{post}\n\nFinal-Recipient: rfc822; {heard.to}\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such mailbox\n"
    )
    text = (
        f"This is the mail system at mx.{post}.\n\nYour message could not be delivered to {heard.to}: no such mailbox."
    )
    return Letter(
        sender=f"mailer-daemon@{post}",
        sender_name="Mail Delivery System",
        to=heard.sender,
        subject="Undelivered Mail Returned to Sender",
        text=text,
        date=date,
        message_id=message_id,
        in_reply_to=heard.message_id,
        report=fields,
        headers=(AUTOMATIC,),
        envelope_from="",
    )


def _sender(kind: str, story: Story, rng: Random) -> str:
    if kind == "insurer":
        return one_of(rng, INSURERS[story.policy.insurer])
    return SENDERS.get(kind, story.policy.mail)


def _filled(text: str, story: Story, rng: Random, case: str) -> str:
    return filled(text.replace("{case}", case), story, rng)
