"""Travellers' stories played over the interview's lines of JSON: `python -m bench stories`.

The caller answers from the facts of the story and sees only what a line says. STORIES=first, second, later, last,
strangers, strangers_last or unseen takes a part of them; STORIES_TOLD=path writes what was said, to be read.
"""

import hashlib
import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pharos.clinical.evaluation import telling
from pharos.clinical.evaluation.figures import figures
from pharos.clinical.evaluation.playing import Played
from pharos.clinical.evaluation.vignettes import Vignette
from pharos.clinical.interview.evidence import Answer
from pharos.clinical.interview.people import Caller
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.knowledge.parts import URGENCIES
from pharos.clinical.knowledge.values import Knowledge, Text
from pharos.clinical.lines.serving import Conversation
from pharos.clinical.opening.hearing import hear
from pharos.site.command_line.plainly import place_of

FOLDER = Path(__file__).parents[1] / "tests" / "rulebook" / "stories"
DOCTORS = {
    "скорая": "ambulance emergency_room", "терапевт": "therapist", "педиатр": "paediatrician", "лор": "ent",
    "окулист": "ophthalmologist", "стоматолог": "dentist", "дерматолог": "dermatologist",
    "гастроэнтеролог": "gastroenterologist", "инфекционист": "infectious rabies_clinic",
    "хирург": "surgeon emergency_room", "травматолог": "trauma emergency_room", "гинеколог": "gynaecologist maternity",
    "уролог": "urologist", "кардиолог": "cardiologist", "невролог": "neurologist", "психиатр": "psychiatrist",
    "психолог": "psychiatrist", "барокамера": "hyperbaric", "нейрохирург": "neurologist emergency_room",
    "сосудистый": "surgeon emergency_room", "проктолог": "surgeon", "ревматолог": "therapist",
    "аллерголог": "therapist dermatologist", "эндокринолог": "therapist", "пульмонолог": "therapist",
    "токсиколог": "ambulance emergency_room", "реаниматолог": "ambulance emergency_room", "акушер": "maternity",
    "баротерапевт": "hyperbaric", "офтальмолог": "ophthalmologist", "оториноларинголог": "ent",
    "колопроктолог": "surgeon", "ортопед": "trauma", "психотерапевт": "psychiatrist", "паразитолог": "infectious",
    "эндоскопист": "gastroenterologist surgeon emergency_room",
}  # fmt: skip


@dataclass(frozen=True)
class Story:
    """A caller: what the line `start` says, what is answered, and what nobody tells the interview."""

    code: str
    part: str
    start: Mapping[str, Any]
    yes: tuple[str, ...]
    no: frozenset[str]
    unknown: frozenset[str]
    icd10: tuple[str, ...]
    urgencies: tuple[str, ...]
    doctors: frozenset[str]

    def says(self, code: str, others: Answer) -> Answer:
        if code in self.yes:
            return Answer.YES
        return Answer.NO if code in self.no else Answer.UNKNOWN if code in self.unknown else others


def run() -> None:
    base, part = knowledge(), os.environ.get("STORIES", "")
    stories = [one for one in all_stories() if not part or one.part == part]
    told: list[str] = []
    for others in (Answer.NO, Answer.UNKNOWN):
        played = [play_over_lines(base, one, others, told) for one in stories]
        print(f'\n## Stories {part or "all"}, what they do not tell answered "{others}"; base {base.version}')
        grave = {"all": played, "emergencies": [one for one in played if one.vignette.emergency]}
        print("\n".join(telling.table({name: figures(rows) for name, rows in grave.items()})))
        print("\n".join(telling.misses(played)))
        print("\n".join(_wrong_doctors(stories, played)))
    if path := os.environ.get("STORIES_TOLD"):
        Path(path).write_text("\n".join(told), encoding="utf-8")


def _part(code: str, file: str) -> str:
    """The first stories are parted by the digest of their code, those written later by their file."""
    if file in ("later", "last", "strangers", "strangers_last", "unseen"):
        return file
    return "second" if hashlib.sha256(code.encode()).digest()[0] % 3 == 0 else "first"


def all_stories() -> Iterator[Story]:
    answers = tomllib.loads((FOLDER / "answers.toml").read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name != "answers.toml":
            for code, told in tomllib.loads(path.read_text(encoding="utf-8")).items():
                yield _story(code, _part(code, path.stem), told, answers[code])


def _story(code: str, part: str, told: Mapping[str, str], said: Mapping[str, str]) -> Story:
    who = dict(pair.split("=") for pair in told["who"].replace(" day", "|day").replace(" place=", "|place=")
               .replace(" sex=", "|sex=").replace(" pregnant=", "|pregnant=").split("|"))  # fmt: skip
    start = {"age": float(who["age"]), "sex": who["sex"], "pregnant": who.get("pregnant") in ("true", "yes")}
    start |= {"place": who["place"], "day_of_trip": int(who["day"]), "opening": told["opening"]}
    doctors = {code for word in told["doctor"].replace("(", " ").replace("/", " ").replace(",", " ").split()
               for code in DOCTORS.get(word, "").split()}  # fmt: skip
    return Story(
        code, part, start, tuple(said["yes"].split()), frozenset(said.get("no", "").split()),
        frozenset(said.get("unknown", "").split()), tuple(told["icd10"].split()), tuple(told["urgency"].split()),
        frozenset(doctors),
    )  # fmt: skip


def play_over_lines(base: Knowledge, story: Story, others: Answer, told: list[str]) -> Played:
    talk = Conversation(base, place_of, hear)
    lines = talk.take(json.dumps({"start": story.start}, ensure_ascii=False))
    told.append(f"\n=== {story.code} ({others}) {json.dumps(story.start, ensure_ascii=False)}")
    while "result" not in lines[-1]:
        told += [f"   !! {line['alert']['ru']} | {line['alert']['say_ru']}" for line in lines if "alert" in line]
        question = lines[-1]["question"]
        answer = _answer(base, story, question, others)
        options = "; ".join(one["ru"] for one in question.get("options", []))
        error = f" !{lines[-1]['error']['ru']}" if "error" in lines[-1] else ""
        told.append(
            f"  {question['stage']:<9} {question['ru']} {'[' + options + ']' if options else ''} -> {answer}{error}"
        )
        lines = talk.take(json.dumps({"answer": answer, "id": question["id"]}))
    told += [f"   !! {line['alert']['ru']} | {line['alert']['say_ru']}" for line in lines if "alert" in line]
    end = lines[-1]["result"]
    told.append(_ending(story, end))
    return Played(
        vignette=_vignette(base, story),
        ranked=tuple(one["code"] for one in end["differential"] if one["code"] != "other"),
        chance=end["differential"][0]["p"],
        urgency=URGENCIES[end["urgency"]],
        rule=end["urgency_rule"],
        specialist=end["specialist"],
        asked=end["asked"],
        counted=end["counted"],
    )  # fmt: skip


def _ending(story: Story, end: Mapping[str, Any]) -> str:
    named = "; ".join(f"{one['name_ru']} {one['p']:.2f}" for one in end["differential"])
    advice = " ".join(one["ru"] for one in end["advice"])
    came = f"{end['urgency']} by {end['urgency_rule']}, {end['specialist']}"
    return f"  = {came}; wanted {'/'.join(story.urgencies)} {' '.join(story.icd10)}\n    {named}\n    {advice}"


def _answer(base: Knowledge, story: Story, question: Mapping[str, Any], others: Answer) -> str:
    code, stage = question["id"], question["stage"]
    options = [one["id"] for one in question.get("options", [])]
    if stage == "read_back":
        return _to_read_back(story, question, others)
    if code == "complaint":
        return _complaint(base, story)
    if options:
        chosen = [one for one in story.yes if one in options]
        if chosen:
            return chosen[0]
        unknown = all(story.says(one, others) is Answer.UNKNOWN for one in options if one != "none")
        return Answer.UNKNOWN if unknown and stage != "screen" else "none"
    if code == "awake":
        return Answer.NO if "unresponsive" in story.yes else Answer.YES
    return story.says(code, others)


def _to_read_back(story: Story, question: Mapping[str, Any], others: Answer) -> str:
    """Whatever was not said, or is otherwise. A denial of what nothing is known of is let stand."""
    for option in question["options"]:
        code = option["id"].removeprefix("wrong:")
        if code == option["id"]:
            continue
        denied = option["en"].startswith("it is there")
        truth = story.says(code, others)
        if (truth is Answer.YES) is denied and not (denied and truth is Answer.UNKNOWN) and code not in story.unknown:
            return str(option["id"])
    return Answer.YES


def _complaint(base: Knowledge, story: Story) -> str:
    """The complaint that the first of the facts belongs to."""
    for code in story.yes:
        for one in base.complaints.values():
            if code in (one.lead, *one.signs):
                return one.code
    return "none"


def _vignette(base: Knowledge, story: Story) -> Vignette:
    """The story's truth in the terms of the figures: any condition whose code begins as wanted is a hit."""
    right = tuple(one.code for one in base.conditions.values() if one.icd10.startswith(story.icd10))
    wanted = sorted(URGENCIES[one] for one in story.urgencies)
    return Vignette(
        code=story.code, kind="ordinary", caller=Caller(), place=str(story.start["place"]), opening=Text("", ""),
        diagnosis="", also=right, urgency=wanted[0], urgency_high=wanted[-1], specialist="", answers={}, yes=story.yes,
        others=Answer.NO,
    )  # fmt: skip


def _wrong_doctors(stories: list[Story], played: list[Played]) -> Iterator[str]:
    wrong = [
        (story.code, one.specialist)
        for story, one in zip(stories, played, strict=True)
        if one.specialist not in story.doctors and not (one.vignette.emergency and one.specialist == "ambulance")
    ]
    yield f"right doctor or department: {len(played) - len(wrong)}/{len(played)}; not: {wrong}"
