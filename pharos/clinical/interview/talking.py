"""The interview as a value: who is ill, what was said, what is asked next. The same answers give the same interview,
so it can be stopped anywhere and taken up again from its answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from pharos.clinical.interview import asking, fixed
from pharos.clinical.interview.beliefs import evidence_for, exposures, posterior
from pharos.clinical.interview.evidence import Answer, Contradiction, Evidence, with_answers
from pharos.clinical.interview.flags import completes, nearly, raised
from pharos.clinical.interview.people import Caller, may_have
from pharos.clinical.interview.priors import bound_to_place, prior
from pharos.clinical.interview.questions import COUNTED, VOLUNTEERED, Question, Stage, of_choice, of_finding
from pharos.clinical.interview.tables import Floats, Tables, tables
from pharos.clinical.interview.urgency import Verdict, verdict
from pharos.clinical.knowledge.values import FREQUENCY, Effort, Knowledge, RedFlag, Text
from pharos.core.urgency import Urgency

MOST_QUESTIONS = 15
MOST_AFTER_AMBULANCE = 8
FLOOR = 0.02
"""A question worth less than this (nats by price) is not asked any more."""
SETTLED, EXCLUDED = 0.92, 0.03
"""Settled: one condition this likely, while all that would be more urgent is together this unlikely."""
LONG, NEARLY = 5, 0.60
"""After so many questions this chance is enough."""


ENOUGH, NAMED, DECIDED = 3, 0.3, 0.015
"""After so many questions it ends, where one condition is this likely, when the best question left tells less than this
(nats) of urgency and specialist."""
LAST_LOOK = 0.15
"""A danger this likely to be there is asked for before the end, if it alone would raise urgency."""
CARDINAL = 0.3
"""A condition this likely is not named before the finding it is never without was asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was put, and what was answered: yes, no, unknown or the id of an option."""

    question: Question
    answer: str


@dataclass(frozen=True)
class Interview:
    """One moment of an interview. `heard`: findings suggested by the caller's own words, not yet counted."""

    base: Knowledge
    caller: Caller
    heard: Mapping[str, Answer] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    asked: tuple[Asked, ...] = ()
    alarmed_at: int | None = None

    @cached_property
    def tables(self) -> Tables:
        return tables(self.base)

    @cached_property
    def prior(self) -> Floats:
        return prior(self.tables, self.caller)

    @cached_property
    def chances(self) -> Floats:
        """Chances of the conditions, in the order of `tables.conditions`."""
        return posterior(self.prior, evidence_for(self.tables, self.caller, self.evidence))

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(self.tables, self.caller, self.evidence, self.prior)

    @cached_property
    def red_flags(self) -> list[RedFlag]:
        return raised(self.base, self.caller, self.evidence)

    @cached_property
    def question(self) -> Question | None:
        """What is asked next; None when the interview is over."""
        return fixed.first(self) or self._likely()

    @property
    def counted(self) -> int:
        """Questions asked so far that count against the limit."""
        return sum(one.question.stage in COUNTED for one in self.asked)

    def answered(self, answer: str) -> tuple["Interview", list[Contradiction]]:
        """The interview after the answer to its question: yes, no, unknown, or an option's id."""
        question = self.question
        if question is None:
            raise ValueError("the interview is over: there is no question to answer")
        told = fixed.meaning(self, question, answer)
        own = question.stage in VOLUNTEERED
        evidence, against = with_answers(self.base, self.evidence, told, volunteered=own)
        complaints = (*self.complaints, *fixed.complaint_said(question, answer))
        after = replace(self, evidence=evidence, asked=(*self.asked, Asked(question, answer)), complaints=complaints)
        if self.alarmed_at is None and after.verdict.urgency is Urgency.AMBULANCE:
            after = replace(after, alarmed_at=after.counted)
        return after, against

    def listened(self, findings: Mapping[str, Answer]) -> "Interview":
        """The interview after more was heard in the caller's words: to be confirmed, like the first words."""
        fresh = {code: said for code, said in findings.items() if not self.evidence.settled(code)}
        return replace(self, heard={**fresh, **self.heard}) if fresh else self

    def told(self, findings: Mapping[str, Answer]) -> tuple["Interview", list[Contradiction]]:
        """The interview after somebody said more than was asked; contradictions come back and change nothing."""
        evidence, against = with_answers(self.base, self.evidence, findings)
        return replace(self, evidence=evidence), against

    def _likely(self) -> Question | None:
        if self.counted >= MOST_QUESTIONS:
            return None
        if caught := self._caught_by():
            return self._put(caught)
        if self._settled() or self._decided():
            return self._cardinal() or self._last_look()
        if self.alarmed_at is not None and self.counted - self.alarmed_at >= MOST_AFTER_AMBULANCE:
            return None
        topic = self.asked[-1].question.topic if self.asked else ""
        found = asking.best(
            self.tables, self.caller, self.evidence, self.chances, topic=topic, completing=self._completing()
        )
        if found is None or found.worth < FLOOR:
            return self._cardinal() or self._last_look()
        return self._put(found.code)

    def _caught_by(self) -> str:
        """What a red flag suspects and cannot be caught where the caller is: was he where it can? Chances alone would
        never ask, and without the answer the suspicion stays a matter of geography."""
        suspected = {code for flag in self.red_flags if flag.urgency >= Urgency.EMERGENCY for code in flag.suspects}
        bound = bound_to_place(self.base, self.caller)
        met = exposures(self.base)
        open_ = [one for code in met if code in suspected and bound.get(code, 0.0) > 0 for one in met[code]]
        return next((one for one in open_ if asking.can_ask(self.tables, self.caller, self.evidence, one)), "")

    def _last_look(self) -> Question | None:
        """Before it ends: what would by itself raise a graver red flag, and is not too unlikely to be there."""
        if self.alarmed_at is not None:
            return None
        likely = self.chances @ self.tables.said_yes
        open_ = {
            code: float(likely[self.tables.finding_at[code]])
            for flag in nearly(self.base, self.caller, self.evidence)
            if flag.urgency > self.verdict.urgency
            for code in completes(flag, self.evidence)
            if asking.can_ask(self.tables, self.caller, self.evidence, code)
        }
        best = max(open_, key=lambda code: open_[code], default="")
        return self._put(best) if best and open_[best] >= LAST_LOOK else None

    def _cardinal(self) -> Question | None:
        """Before it ends: what the likeliest condition is never without, if nobody has asked for it yet."""
        top = self.base.conditions[self.tables.conditions[int(self.chances.argmax())]]
        if self.alarmed_at is not None or float(self.chances.max()) < CARDINAL:
            return None
        for code, often in top.frequencies.items():
            plain = self.base.findings[code].effort in (Effort.EASY, Effort.LOOK)
            if often >= FREQUENCY["always"] and plain and asking.can_ask(self.tables, self.caller, self.evidence, code):
                return self._put(code)
        return None

    def _settled(self) -> bool:
        """One condition likely enough, what is graver unlikely enough, and what the red flags suspect too."""
        enough = NEARLY if self.counted >= LONG else SETTLED
        return float(self.chances.max()) >= enough and self._graver() <= EXCLUDED

    def _decided(self) -> bool:
        """What is left to ask hardly changes how soon somebody must act or who: names of what is alike can wait."""
        if self.counted < ENOUGH or self._graver() > EXCLUDED or float(self.chances.max()) < NAMED:
            return False
        left = asking.most_for_decision(
            self.tables, self.caller, self.evidence, self.chances, completing=self._completing()
        )
        return left < DECIDED

    def _graver(self) -> float:
        """The summed chance of what would be more urgent than what is said now."""
        top = int(self.chances.argmax())
        floor = max(min(int(self.verdict.urgency), int(self.tables.urgency[top])), int(Urgency.ROUTINE))
        return float(self.chances[self.tables.urgency > floor].sum())

    def _completing(self) -> frozenset[str]:
        now = self.verdict.urgency
        flags = [one for one in nearly(self.base, self.caller, self.evidence) if one.urgency > now]
        return frozenset(code for one in flags for code in one.named)

    def _put(self, code: str) -> Question:
        why = self._why(code)
        if code in self.base.choices:
            options = asking.open_options(self.tables, self.caller, self.evidence, code)
            return of_choice(self.base, self.base.choices[code], options, Stage.LIKELY, why)
        return of_finding(self.base.findings[code], Stage.LIKELY, why)

    def _why(self, code: str) -> Text:
        """Which of the likely conditions the question speaks for, and which against."""
        order = (-self.chances).argsort()[:4]
        names = [self.base.conditions[self.tables.conditions[at]].name for at in order]
        if code in self.base.choices:
            ru, en = ", ".join(name.ru for name in names[:3]), ", ".join(name.en for name in names[:3])
            return Text(f"Помогает выбрать: {ru}", f"Helps to choose: {en}")
        said = self.tables.said_yes[order, self.tables.finding_at[code]]
        middle = float(self.chances @ self.tables.said_yes[:, self.tables.finding_at[code]])
        more = [name for name, often in zip(names, said, strict=True) if often > middle][:2]
        less = [name for name, often in zip(names, said, strict=True) if often <= middle][:2]
        for_ru, for_en = ", ".join(name.ru for name in more), ", ".join(name.en for name in more)
        not_ru, not_en = ", ".join(name.ru for name in less), ", ".join(name.en for name in less)
        reasons_ru = [f"«да» за: {for_ru}"] * bool(more) + [f"«нет» за: {not_ru}"] * bool(less)
        reasons_en = [f"yes speaks for {for_en}"] * bool(more) + [f"no for {not_en}"] * bool(less)
        return Text("; ".join(reasons_ru), "; ".join(reasons_en))


def begun(
    base: Knowledge, caller: Caller, heard: Mapping[str, Answer] | None = None, complaints: tuple[str, ...] = ()
) -> Interview:
    """An interview before its first question. `heard` and `complaints`: what the caller's own words suggest."""
    known = {
        code: answer
        for code, answer in (heard or {}).items()
        if code in base.findings and may_have(caller, base.findings[code])
    }
    given = {one.code: Answer.YES for one in base.findings.values() if one.given == "pregnant" and caller.pregnant}
    evidence, _none = with_answers(base, Evidence(), given)
    named = tuple(one for one in complaints if one in base.complaints)
    return Interview(base, caller, known, named, evidence)
