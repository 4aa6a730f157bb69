"""The authored knowledge, read once from its data files."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pharos.clinical.rules import Danger, DangerQuestion, Question, Source, Wording, danger_in, questions_for

FILE = Path(__file__).parent / "data" / "danger_questions.toml"
LANGUAGES = ("ru", "en")


@dataclass(frozen=True)
class Library:
    """The danger questions of one version, and who reviewed them; nobody yet while `reviewed_by` is empty."""

    version: str
    written: date
    reviewed_by: str
    questions: tuple[Question, ...]


@cache
def library() -> Library:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    sources = {code: Source(code, row["title"], row["url"]) for code, row in data["source"].items()}
    questions = tuple(_question(row, sources) for row in data["question"])
    return Library(data["version"], data["written"], data["reviewed_by"], questions)


def danger_questions(language: str, complaint: str | None = None, age: int | None = None) -> list[DangerQuestion]:
    """The questions that open a call, in order, worded in Russian or English (any other language gets English)."""
    chosen = language if language in LANGUAGES else "en"
    asked = questions_for(library().questions, complaint=complaint, age=age)
    return [_worded(question, chosen) for question in asked]


def danger_found(answers: Mapping[str, str]) -> Danger | None:
    """What the answers (question code to `yes`, `no` or `unknown`) say of danger; see `rules.danger_in`."""
    asked = [question for question in library().questions if question.code in answers]
    return danger_in(asked, answers)


def danger_asked(answers: Mapping[str, str]) -> bool:
    """Whether each question that opens every call has an answer, "not known" too."""
    asked = questions_for(library().questions, complaint=None, age=None)
    return all(answers.get(question.code) for question in asked)


def first_words(code: str, language: str) -> str:
    """What to say and do at once when this question was answered with danger. Raises KeyError for an unknown code."""
    questions = {question.code: question for question in library().questions}
    return questions[code].wording[language if language in LANGUAGES else "en"].say


def _worded(question: Question, language: str) -> DangerQuestion:
    wording = question.wording[language]
    return DangerQuestion(
        code=question.code,
        text=wording.text,
        easier=wording.easier,
        hint=wording.hint,
        say=wording.say,
        danger_answer=question.danger_answer,
        source="; ".join(source.title for source in question.sources),
        sources=question.sources,
        reviewed_by=library().reviewed_by,
        written=library().written,
    )


def _question(row: dict[str, Any], sources: Mapping[str, Source]) -> Question:
    return Question(
        code=row["code"],
        wording={one: _wording(row, one) for one in LANGUAGES},
        danger_answer=row["danger_answer"],
        unknown_is_danger=row.get("unknown_is_danger", False),
        sources=tuple(sources[code] for code in row["sources"]),
        youngest=row.get("youngest"),
        oldest=row.get("oldest"),
        complaints=tuple(row.get("complaints", ())),
    )


def _wording(row: dict[str, Any], language: str) -> Wording:
    return Wording(row[language], row[f"{language}_easier"], row[f"{language}_hint"], row[f"{language}_say"])
