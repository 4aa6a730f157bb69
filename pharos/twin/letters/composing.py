"""The letter with which a traveller, a relative or a clinic turns to us."""

from dataclasses import replace
from datetime import datetime
from random import Random

from pharos.twin.letters.papers import pdf, png, policy_lines, report_lines
from pharos.twin.letters.shapes import Letter, Paper
from pharos.twin.letters.wording import filled, say, told
from pharos.twin.population import data
from pharos.twin.population.dice import chance, dice, one_of, weighted
from pharos.twin.population.places import domain
from pharos.twin.population.policies import HERO_NUMBER, ascii_letters
from pharos.twin.population.stories import Story

NAMINGS = {"rfc2231": 40.0, "rfc2231_split": 30.0, "rfc2047": 30.0}
TRANSFERS = {"base64": 50.0, "8bit": 30.0, "quoted-printable": 20.0}
SHOUTED = "capitals"


def first_letter(story: Story, *, to: str, date: datetime, message_id: str) -> Letter:
    """The first letter of a story; a clinic's where the story says that the clinic writes first."""
    rng = dice("letter", story.policy.insurer, story.policy.serial, story.wording, story.ailment.code)
    if story.channel == "clinic":
        return _of_clinic(story, rng, to=to, date=date, message_id=message_id)
    papers = _papers(story, rng)
    return Letter(
        sender=sender(story),
        sender_name=_sender_name(story, rng),
        to=to,
        subject=_subject(story, rng),
        text=_text(story, rng, attached=bool(papers)),
        date=date,
        message_id=message_id,
        charset=story.behaviour.charset,
        form=story.behaviour.form,
        transfer=weighted(rng, TRANSFERS),
        papers=papers,
    )


def sender(story: Story) -> str:
    """The address the story's letters come from: the holder's own, a relative's, the hotel's or the clinic's."""
    if story.channel == "clinic":
        return f"insurance@{domain(story.clinic)}"
    if story.behaviour.from_hotel:
        return f"reception@{domain(story.policy.hotel)}"
    if story.relation in ("mother", "father"):
        local, _, post = story.policy.mail.partition("@")
        return f"{ascii_letters(story.writer.latin_given[:1])}.{local.partition('.')[2]}@{post}"
    return story.policy.mail


def _sender_name(story: Story, rng: Random) -> str:
    if story.behaviour.from_hotel:
        return f"{story.policy.hotel} Reception"
    if chance(rng, 0.15):
        return ""
    return story.writer.short if story.language == "ru" else story.writer.latin


def _subject(story: Story, rng: Random) -> str:
    numbered = story.behaviour.number_in_subject and not story.behaviour.forgets_policy
    subject = say(rng, story, "subject", "numbered" if numbered else "")
    return subject.upper() if story.behaviour.manner == SHOUTED and not numbered else subject


def _text(story: Story, rng: Random, *, attached: bool) -> str:
    manner = story.behaviour.manner
    parts = {part: say(rng, story, part) for part in ("greeting", "place", "wish", "sign")}
    parts |= {"told": told(story), "policy": _policy(story, rng, attached=attached), "phone": ""}
    if story.policy.number == HERO_NUMBER or chance(rng, 0.7):
        parts["phone"] = say(rng, story, "phone")
    if manner == "terse":
        return _terse(parts)
    shape: tuple[str, ...] = ("{greeting}", "{told}", "{place} {policy}", "{wish} {phone}", "{sign}")
    if manner == "frightened":
        shape = ("{greeting}", "{told} {wish}", "{place} {policy} {phone}", "{sign}")
    text = "\n\n".join(filter(None, (paragraph.format_map(parts).strip() for paragraph in shape)))
    return text.upper() if manner == SHOUTED else text


def _policy(story: Story, rng: Random, *, attached: bool) -> str:
    if story.behaviour.forgets_policy:
        return say(rng, story, "policy", "forgot")
    return say(rng, story, "policy", "attached" if attached and story.behaviour.manner != "terse" else "")


def _terse(parts: dict[str, str]) -> str:
    lines = [parts[part] for part in ("greeting", "told", "place", "policy", "phone", "wish")]
    lines[1] = lines[1].lower().rstrip(".")
    return "\n".join(filter(None, lines))


def _papers(story: Story, rng: Random) -> tuple[Paper, ...]:
    kind = story.behaviour.paper
    if not kind or (story.behaviour.forgets_policy and chance(rng, 0.7)):
        return ()
    naming = weighted(rng, NAMINGS)
    if kind == "pdf":
        content = pdf(policy_lines(story))
        return (Paper(name=_paper_name(story, rng, kind), type="application/pdf", content=content, naming=naming),)
    content = png(policy_lines(story), rng)
    return (Paper(name=_paper_name(story, rng, kind), type="image/png", content=content, naming=naming),)


def _paper_name(story: Story, rng: Random, kind: str) -> str:
    camera = f"IMG_{2000 + story.wording}.png"
    if story.language == "ru":
        surname, printed = story.patient.name.surname, story.policy.number.replace("/", "-")
        pdfs = [f"Полис ВЗР {surname}.pdf", "Страховой полис.pdf", f"Страховой полис путешественника {printed}.pdf"]
        return one_of(rng, pdfs if kind == "pdf" else ["Фото полиса.png", camera])
    return one_of(rng, [f"Policy {story.patient.name.latin_surname}.pdf", "policy.pdf"] if kind == "pdf" else [camera])


def _of_clinic(story: Story, rng: Random, *, to: str, date: datetime, message_id: str) -> Letter:
    """Clinics abroad write English, whoever the patient is."""
    rows = data.read("wording")["other"]["clinic"]
    english = replace(story, language="en")
    surname = story.patient.name.latin_surname
    report = Paper(name=f"Medical report {surname}.pdf", type="application/pdf", content=pdf(report_lines(story)))
    return Letter(
        sender=sender(story),
        sender_name=f"{story.clinic} Insurance Department",
        to=to,
        subject=filled(one_of(rng, rows["subject"]), english, rng),
        text=filled(rows["body"][0], english, rng).strip(),
        date=date,
        message_id=message_id,
        form=weighted(rng, {"plain": 1.0, "both": 1.0}),
        transfer="quoted-printable",
        papers=(report,),
    )
