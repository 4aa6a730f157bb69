"""A doctor's question as a letter to a clinic: the question, whose case, by when; nothing else of anybody's health."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Prepared:
    """A letter before a person has read it. The case's tag is put into the subject when it is sent."""

    subject: str
    text: str


@dataclass(frozen=True, kw_only=True)
class About:
    """What the letter says. `due` in the time zone of the desk; `insurer` and `patient` may be unknown."""

    question: str
    number: str
    patient: str
    insurer: str
    due: datetime


def question_letter(about: About, language: str) -> Prepared:
    """In Russian or English. The subject names nobody: subjects are read in passing."""
    return _russian(about) if language == "ru" else _english(about)


def other_script(text: str, language: str) -> bool:
    """Whether a question was written in the other of the two languages than its letter: a person translates it."""
    letters = [sign for sign in text.lower() if sign.isalpha()]
    cyrillic = any("а" <= sign <= "я" or sign == "ё" for sign in letters)  # names of medicines are Latin in both
    return bool(letters) and cyrillic != (language == "ru")


def _russian(about: About) -> Prepared:
    who = f" (пациент: {about.patient})" if about.patient else ""
    whose = f" по поручению страховой компании {about.insurer}" if about.insurer else ""
    text = (
        f"Здравствуйте!\n\nНаш врач рассматривает лечение по обращению {about.number}{who}{whose} и просит "
        f"ответить:\n\n{about.question}\n\nПросим ответить на это письмо, не меняя темы, до {_moment(about.due)}.\n\n"
        "Спасибо,\nмедицинский отдел\n"
    )
    return Prepared("Вопрос нашего врача", text)


def _english(about: About) -> Prepared:
    who = f" (patient: {about.patient})" if about.patient else ""
    whose = f" on behalf of {about.insurer}" if about.insurer else ""
    text = (
        f"Dear Sir or Madam,\n\nOur doctor is reviewing the treatment in case {about.number}{who}{whose} and would "
        f"like to know:\n\n{about.question}\n\nPlease answer this letter, keeping its subject, by "
        f"{_moment(about.due)}.\n\nThank you,\nMedical Department\n"
    )
    return Prepared("A question from our doctor", text)


def _moment(at: datetime) -> str:
    offset = at.strftime("%z")
    return f"{at:%d.%m.%Y %H:%M} (UTC{offset[:3]}:{offset[3:5]})" if offset else f"{at:%d.%m.%Y %H:%M}"
