"""One conversation over lines: a line in, the lines out. Whatever comes in, the interview can go on."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pharos.clinical.interview.evidence import Answer, Contradiction, Evidence, with_answers
from pharos.clinical.interview.outcome import outcome
from pharos.clinical.interview.people import Place
from pharos.clinical.interview.questions import COMPLAINT, Question, Stage
from pharos.clinical.interview.talking import Interview, begun
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.knowledge.values import Knowledge, Text
from pharos.clinical.lines import showing
from pharos.clinical.lines.answering import allowed, read_answer
from pharos.clinical.lines.reading_back import following, wrong_ones
from pharos.clinical.lines.small_words import NOUNS, is_as_ever, plain_answer
from pharos.clinical.lines.starting import Notice, Start, read_start
from pharos.clinical.opening.hearing import Heard, hear
from pharos.clinical.opening.latin import is_foreign

Line = dict[str, Any]
SHOWN = 120
"""So much of a wrong answer is given back."""
PlaceOf = Callable[[str, str], Place | None]
"""From what the caller says of the place, and a country's code if one was given, to what is known of it."""
HearingOf = Callable[[Knowledge, str], Heard]


@dataclass
class Conversation:
    """Reads lines and answers them; holds the interview that is going on. Several may follow each other."""

    base: Knowledge
    place_of: PlaceOf
    hear: HearingOf
    talk: Interview | None = None
    alerted: set[str] = field(default_factory=set)

    def take(self, text: str) -> list[Line]:
        """What to say to one line, bad ones included; nothing to an empty one."""
        text = text.strip().removeprefix("\ufeff")
        if not text:
            return []
        try:
            line = json.loads(text)
        except RecursionError:
            return self._refused("not_json", "это не JSON: скобок вложено слишком много", "not JSON: nested too deep")
        except ValueError as broken:
            at = getattr(broken, "pos", 0) + 1
            return self._refused("not_json", f"это не JSON: ошибка в знаке {at}", f"this is not JSON: {broken}")
        if not isinstance(line, dict):
            return self._refused("not_object", "нужен объект: {…}", "an object is wanted: {...}")
        if isinstance(line.get("start"), dict):
            return self._start(read_start(line["start"]))
        if "start" in line:
            return self._refused("start_no_object", "start должен быть объектом: {…}", "start must be an object: {...}")
        if "answer" in line:
            return self._answer(line)
        return self._refused("unknown_line", "нужна строка start или answer", "a start or an answer line is wanted")

    def _start(self, start: Start) -> list[Line]:
        notices = list(start.notices)
        place = self.place_of(start.place, start.country) if start.place or start.country else Place()
        if place is None:
            place = Place(name=start.place)
            notices.append(_unknown_place(start.place or start.country))
        if place.assumed:
            notices.append(_assumed_place(place))
        heard = self.hear(self.base, start.opening)
        if not heard.findings and is_foreign(start.opening):
            notices.append(_foreign())
        if self.talk is not None and self.talk.question is not None:
            notices.append(_dropped(len(self.talk.asked)))
        self.talk = begun(self.base, start.caller(place), heard.findings, heard.complaints)
        self.alerted = set()
        return self._go_on(notices)

    def _answer(self, line: Mapping[str, Any]) -> list[Line]:
        if self.talk is None:
            return self._refused("no_start", "сначала строка start", "a start line comes first")
        question = self.talk.question
        if question is None:
            return self._refused("over", "опрос окончен; новый начинается строкой start", "it is over; start a new one")
        asked_for = line.get("id", question.id)
        if asked_for != question.id:
            return self._go_on([self._not_asked(str(asked_for), question.id)])
        answers, more = self._understood(question, line["answer"])
        if not answers:
            before = self.talk.heard
            self.talk = self.talk.listened(more)
            fresh = [code for code in more if code not in before]
            problem = self._noted(fresh, question) if fresh else _bad_answer(question, line["answer"])
            return self._go_on([problem])
        self.talk, against = self.talk.answered(answers[0])
        for further in answers[1:]:
            fitting = following(self.talk, further)
            if fitting is not None:
                self.talk, also = self.talk.answered(fitting)
                against = [*against, *also]
        self.talk = self.talk.listened(more)
        return self._go_on([self._contradiction(one) for one in against])

    def _understood(self, question: Question, said: object) -> tuple[list[str], dict[str, Answer]]:
        """The answers in the words, and what else they suggest is there: that will be asked back."""
        assert self.talk is not None
        ids = {option.id for option in question.options}
        if isinstance(said, list) and said and all(isinstance(one, str) and one in ids for one in said):
            return said, {code: Answer.YES for code in said[1:] if code in self.base.findings}
        if not isinstance(said, str) or said in ids:
            answer = read_answer(question, said)
            return ([answer] if answer else []), {}
        heard = self.hear(self.base, said).findings
        if wrong := wrong_ones(
            question, self.talk.heard, heard, lambda words: self.hear(self.base, words).findings, said
        ):
            return wrong, {}
        implied = {code: told for code, told in with_answers(self.base, Evidence(), heard)[0].follows.items()}
        answer = read_answer(question, said, {**implied, **heard}) or self._troubles(question, heard)
        answer = answer or self._of_its_topic(question, said)
        chosen = {answer, *(question.findings if not question.options else ())}
        more: dict[str, Answer] = {
            code: told for code, told in heard.items() if told is Answer.YES and code not in chosen
        }
        return ([answer] if answer else []), more

    def _of_its_topic(self, question: Question, said: str) -> str | None:
        """A sentence that leaves out what the question named: "как доска" of a belly, "розовая" of the urine."""
        noun = NOUNS.get(question.topic)
        if noun is None or question.options or question.stage is Stage.SCREEN or is_as_ever(said) or plain_answer(said):
            return None
        asked = question.findings[0]
        return None if asked in self._heard(noun) else self._heard(f"{noun} {said}").get(asked)

    def _heard(self, said: str) -> Mapping[str, Answer]:
        return self.hear(self.base, said).findings

    def _troubles(self, question: Question, heard: Mapping[str, Answer]) -> str | None:
        """What the call is about, from the findings in the words."""
        if question.id != COMPLAINT:
            return None
        there = [code for code, told in heard.items() if told is Answer.YES]
        about = [one for one in self.base.complaints.values() for code in there if code in (one.lead, *one.signs)]
        return min(about, key=lambda one: one.lead not in there).code if about else None

    def _go_on(self, notices: Iterable[Notice]) -> list[Line]:
        """New alerts at once, then the next question or the result, with what was wrong said in the same line."""
        assert self.talk is not None
        fresh = [flag for flag in self.talk.red_flags if flag.code not in self.alerted]
        self.alerted |= {flag.code for flag in fresh}
        lines = [showing.alert(flag, self.talk.caller.place.numbers) for flag in fresh]
        question = self.talk.question
        last = (
            showing.result(self.talk, outcome(self.talk)) if question is None else showing.question(self.talk, question)
        )
        told = [showing.notice(one) for one in notices]
        if told:
            last = {"error": told[0], **({"errors": told} if len(told) > 1 else {}), **last}
        return [*lines, last]

    def _refused(self, code: str, ru: str, en: str) -> list[Line]:
        problem = _notice(code, ru, en)
        if self.talk is None or self.talk.question is None:
            return [{"error": showing.notice(problem)}]
        return self._go_on([problem])

    def _not_asked(self, said: str, pending: str) -> Notice:
        assert self.talk is not None
        before = next((one.answer for one in self.talk.asked if one.question.id == said), None)
        if before is not None:
            ru = f"на вопрос {said} уже отвечено «{before}»; ничего не изменено, сейчас вопрос {pending}"
            return _notice("already_answered", ru, f"{said} was answered {before!r}; nothing changed, now: {pending}")
        ru = f"вопрос {said} не задан; ничего не изменено, сейчас вопрос {pending}"
        return _notice("not_asked", ru, f"{said} was not asked; nothing changed, now: {pending}")

    def _noted(self, more: list[str], question: Question) -> Notice:
        ru = ", ".join(self.base.findings[code].name.ru for code in more)
        en = ", ".join(self.base.findings[code].name.en for code in more)
        ru, en = (
            f"услышано и будет уточнено: {ru}; на вопрос {question.id} это не ответ",
            f"heard, to be confirmed: {en}",
        )
        return _notice("no_answer_but_heard", ru, f"{en}; it does not answer {question.id}")

    def _contradiction(self, one: Contradiction) -> Notice:
        name = self.base.findings[one.finding].name
        ru = f"противоречие: «{name.ru}» раньше {_RU[one.stands]}, теперь {_RU[one.said]}; оставлено прежнее, уточните"
        en = f"contradiction: '{name.en}' was {one.stands}, now {one.said}; the first stands, please clear up"
        return _notice("contradiction", ru, en)


def _bad_answer(question: Question, said: object) -> Notice:
    may, shown = ", ".join(allowed(question)), json.dumps(said, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"
    how = "; своими словами: «да» или что неверно" if question.stage is Stage.READ_BACK else ""
    how = how if question.options else " (да, нет, не знаю)"
    ru = f"ответ {shown} не понят; можно: {may}{how}"
    return _notice("bad_answer", ru, f"{shown} is no answer; allowed: {may}")


_RU = {"yes": "да", "no": "нет", "unknown": "неизвестно"}


def interview_lines(lines: Iterable[str], *, place_of: PlaceOf) -> Iterator[str]:
    """The answers to lines of JSON, as lines of JSON, until there are no more."""
    conversation = Conversation(knowledge(), place_of, hear)
    for text in lines:
        for line in conversation.take(text):
            yield json.dumps(line, ensure_ascii=False)


def _notice(code: str, ru: str, en: str) -> Notice:
    return Notice(code, Text(ru, en))


def _assumed_place(place: Place) -> Notice:
    ru = f"место «{place.name}» понято как {place.country}; такие названия есть и в других странах: уточните страну"
    en = f"place {place.name!r} is taken to be in {place.country}; other countries have places of this name: ask"
    return _notice("place_assumed", ru, en)


def _foreign() -> Notice:
    ru = "первые слова не по-русски и не по-английски: не разобраны, всё будет спрошено"
    return _notice(
        "opening_foreign", ru, "neither Russian nor English: the first words were not read, all will be asked"
    )


def _dropped(asked: int) -> Notice:
    ru = f"прежний опрос не окончен (отвечено: {asked}) и оставлен, начат новый"
    return _notice(
        "interview_dropped", ru, f"the interview before was not over ({asked} answered); it is left for a new one"
    )


def _unknown_place(said: str) -> Notice:
    said = said if len(said) <= SHOWN else f"{said[:SHOWN]}…"
    ru = f"место «{said}» не найдено: местный номер скорой неизвестен, почти везде отвечает 112; уточните страну"
    return _notice("place_unknown", ru, f"place {said!r} is not known: no local number; most countries answer 112; ask")
