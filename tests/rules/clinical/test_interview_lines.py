"""The interview over lines of JSON: whatever comes in is answered, and the interview goes on."""

import json

import pytest

from pharos.clinical.interview.people import Number, Place
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.lines.ages import years_said
from pharos.clinical.lines.serving import Conversation, interview_lines
from pharos.clinical.opening.hearing import hear

TURKEY = Place(country="TR", name="Кемер", numbers=(Number("ambulance", "112"),))


def place_of(said: str, country: str) -> Place | None:
    if said == "Гоа":
        return Place(country="IN", name=said, assumed=True)
    return TURKEY if said == "Кемер" or country == "TR" else None


def spoken(*lines):
    """Everything said to these lines; objects are written as JSON, text goes as it is."""
    raw = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    return [json.loads(told) for told in interview_lines(raw, place_of=place_of)]


def start(**facts):
    return {"start": {"age": 30, "sex": "female", "place": "Кемер", **facts}}


def to_the_end(first, answer="no"):
    told = spoken(first, *[{"answer": answer}] * 40)
    return next(line["result"] for line in told if "result" in line)


def test_a_start_is_answered_by_the_first_danger_question_in_both_languages():
    (told,) = spoken(start())
    assert {"id", "ru", "en", "why"} <= told["question"].keys()
    assert told["urgency"] in ("ambulance", "emergency", "urgent", "routine", "selfcare")


def test_unconscious_is_an_alert_at_once_with_the_local_number():
    told = spoken(start(), {"answer": "нет"})
    alert = told[1]["alert"]
    assert alert["urgency"] == "ambulance"
    assert alert["emergency_numbers"][0]["number"] == "112"
    assert told[2]["urgency"] == "ambulance"


def test_the_result_has_everything_that_is_handed_on():
    result = to_the_end(start())
    wanted = {"differential", "urgency", "urgency_rule", "specialist", "red_flags", "must_exclude", "advice", "asked"}
    assert wanted <= result.keys()
    assert {"icd10", "name", "name_ru", "p", "for", "against"} <= result["differential"][0].keys()
    assert result["reviewed_by_doctor"] is False
    assert result["version"].startswith("2026")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"age": 130}, "age_impossible"),
        ({"age": 0}, "age_zero"),
        ({"age": -1}, "age_impossible"),
        ({"sex": "male", "pregnant": True}, "pregnant_man"),
        ({"age": 70, "pregnant": True}, "pregnant_age"),
        ({"age": "сто", "place": 5}, "age_impossible"),
        ({"age": [3]}, "age_impossible"),
        ({"pregnant": "кто знает"}, "pregnant_unclear"),
        ({"opening": "Me duele la cabeza"}, "opening_foreign"),
        ({"opening": "😭🤢"}, "opening_foreign"),
        ({"place": "Кукуево"}, "place_unknown"),
        ({"place": "Гоа"}, "place_assumed"),
        ({"day_of_trip": "позавчера"}, "day_of_trip_wrong"),
        ({"opening": 5}, "opening_no_text"),
        ({"colour": "red"}, "unknown_field"),
    ],
)
def test_what_cannot_be_is_said_and_the_interview_goes_on(facts, code):
    (told,) = spoken(start(**facts))
    assert told["error"]["code"] == code
    assert told["error"]["ru"]
    assert told["question"]["id"]


@pytest.mark.parametrize("line", ["no json", "[]", '{"hello": 1}', "\udcff", '{"start": 5}', "[" * 100_000])
def test_a_bad_line_is_an_error_and_the_question_stands(line):
    before, after = spoken(start(), line)
    assert after["error"]["ru"]
    assert after["question"] == before["question"]


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("полгода", 0.5), ("1,5 года", 1.5), ("полтора года", 1.5), ("год и два месяца", 1.17), ("8 мес.", 0.67),
        ("3 недели", 0.06), ("новорождённый", 0.04), ("два с половиной года", 2.5), ("тридцать пять", 35),
        ("за 60", 60), ("лет сорок", 40), ("two years", 2), ("-3", None), ("сто", None), ("1e5", None), ("0", 0),
    ],
)  # fmt: skip
def test_ages_are_understood_as_they_are_said(said, years):
    found = years_said(said)
    assert found == (years if years is None else pytest.approx(years, abs=0.01))


@pytest.mark.parametrize(
    ("said", "asked"), [("да, 20 недель", True), ("12 недель", True), (True, True), ("нет", False)]
)
def test_pregnancy_is_understood_as_it_is_said(said, asked):
    told = spoken(start(pregnant=said), *[{"answer": "no"}] * 3)
    assert any(line["question"]["id"] == "danger_pregnant" for line in told if "question" in line) == asked


def test_an_opening_of_five_thousand_letters_is_heard_to_its_end():
    opening = "Гуляли по городу, смотрели музеи и фотографировали всё подряд. " * 90 + "Болит ухо."
    told = spoken(start(opening=opening), {"answer": "yes"}, {"answer": "none"}, {"answer": "none"})
    assert told[-1]["question"]["id"] == "ear_pain"


def test_an_answer_before_any_start_is_an_error():
    (told,) = spoken({"answer": "yes"})
    assert told["error"]["code"] == "no_start"


def test_an_answer_that_is_none_says_what_may_be_answered():
    told = spoken(start(), {"answer": "синий"})[-1]
    assert "yes" in told["error"]["ru"]
    assert told["question"]


def test_an_answer_to_a_question_not_asked_changes_nothing():
    before, after = spoken(start(), {"answer": "yes", "id": "ear_pain"})
    assert after["error"]["code"] == "not_asked"
    assert after["question"] == before["question"]


def test_an_answer_to_an_earlier_question_is_not_overwritten():
    first = spoken(start())[0]["question"]["id"]
    told = spoken(start(), {"answer": "yes"}, {"answer": "no", "id": first})[-1]
    assert told["error"]["code"] == "already_answered"
    assert told["urgency"] != "ambulance"


def test_several_interviews_follow_each_other():
    told = spoken(start(), {"answer": "no"}, start(age=5))
    assert told[-1]["error"]["code"] == "interview_dropped"
    assert told[-1]["question"]["id"] == told[0]["question"]["id"]
    assert told[-1]["urgency"] != "ambulance"


def test_after_the_end_a_new_one_has_to_be_started():
    told = spoken(start(), *[{"answer": "no"}] * 60)
    assert told[-1]["error"]["code"] == "over"


@pytest.mark.parametrize(("said", "understood"), [("да", "yes"), ("Нет.", "no"), ("не знаю", "unknown"), (True, "yes")])
def test_answers_may_be_in_the_words_people_use(said, understood):
    result_of = spoken(start(), {"answer": "yes"}, *[{"answer": said}] * 60)
    results = [line["result"] for line in result_of if "result" in line]
    assert all("error" not in line for line in result_of[:2])
    assert not results or understood in {one["answer"] for one in results[0]["answers"]}


def test_an_answer_in_a_sentence_is_understood_and_the_rest_is_asked_back():
    first, then, *_rest = spoken(start(), {"answer": "да, в сознании, но температура 39"}, *[{"answer": "no"}] * 6)
    assert "error" not in then
    asked = [line["question"]["id"] for line in (first, then, *_rest) if "question" in line]
    assert {"high_fever", "read_back"} & set(asked)


def test_a_bare_yes_to_a_list_of_dangers_is_asked_one_by_one():
    told = spoken(start(), {"answer": "yes"}, {"answer": "yes"}, *[{"answer": "no"}] * 8)
    asked = [line["question"]["id"] for line in told if "question" in line]
    assert asked[1] == "danger_now"
    assert {"seizure", "bleeding_heavy"} <= set(asked)
    assert all("error" not in line for line in told[:9])


def test_what_was_heard_wrongly_can_be_marked_and_the_rest_counts():
    told = spoken(
        start(age=30, opening="болит горло, кашель, насморк"),
        {"answer": "yes"},
        {"answer": "none"},
        {"answer": "none"},
        {"answer": "wrong:cough"},
        {"answer": "yes"},
        *[{"answer": "no"}] * 30,
    )
    result = next(line["result"] for line in told if "result" in line)
    reasons = {one["id"]: one["answer"] for top in result["differential"] for one in top["for"] + top["against"]}
    assert reasons.get("sore_throat") == "yes"
    assert reasons.get("cough", "no") == "no"


def test_nausea_and_an_aching_jaw_raise_a_woman_of_58_to_ambulance_whatever_follows():
    begin = start(age=58, opening="тошнит и челюсть ноет")
    screen = [{"answer": "yes"}, {"answer": "none"}, {"answer": "none"}]
    for after in ("no", "unknown", "none"):
        told = spoken(begin, *screen, {"answer": "yes"}, *[{"answer": after}] * 30)
        raised = next(at for at, line in enumerate(told) if "alert" in line)
        assert all(line.get("urgency", "ambulance") == "ambulance" for line in told[raised:] if "question" in line)
        assert next(line["result"] for line in told if "result" in line)["urgency"] == "ambulance"


def test_a_feverish_child_with_earache_in_kemer_goes_to_a_paediatrician_in_under_twelve_questions():
    begin = start(age=3, opening="У дочки ухо болит, всю ночь плакала, температура 38,5, сопли")
    screen = [{"answer": "yes"}, {"answer": "none"}, {"answer": "none"}]
    told = spoken(begin, *screen, {"answer": "yes"}, *[{"answer": "none"}] * 2, *[{"answer": "no"}] * 20)
    result = next(line["result"] for line in told if "result" in line)
    assert result["differential"][0]["code"] == "acute_otitis_media"
    assert result["specialist"] == "paediatrician"
    assert result["asked"] < 12
    assert result["emergency_numbers"][0]["number"] == "112"


@pytest.mark.parametrize("said", [None, [], {}, ["yes"], 1.5])
def test_an_answer_that_is_no_answer_at_all_alarms_nobody(said):
    told = spoken(start(), {"answer": said})
    assert told[-1]["error"]["code"] == "bad_answer"
    assert not any("alert" in line for line in told)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("вроде нет", "no"), ("наверное да", "yes"), ("может быть", "unknown"), ("понятия не имею", "unknown")],
)
def test_people_answer_in_their_own_words(said, meant):
    opening = start(opening="болит ухо")
    screen = [{"answer": "yes"}, {"answer": "none"}, {"answer": "none"}]
    in_words = spoken(opening, *screen, {"answer": "yes"}, {"answer": "none"}, {"answer": said})
    plainly = spoken(opening, *screen, {"answer": "yes"}, {"answer": "none"}, {"answer": meant})
    assert "error" not in in_words[-1]
    assert in_words[-1] == plainly[-1]


def test_no_advice_says_to_drink_and_to_take_nothing_at_once():
    opening = "живот болит внизу справа, началось у пупка, тошнит, рвёт, температура 38"
    screen = [{"answer": "yes"}, {"answer": "none"}, {"answer": "none"}]
    told = spoken(start(age=24, sex="male", opening=opening), *screen, {"answer": "yes"}, *[{"answer": "no"}] * 40)
    advice = {one["code"] for line in told if "result" in line for one in line["result"]["advice"]}
    assert "nothing_by_mouth" in advice
    assert not advice & {"pain_relief", "rest_drink", "small_drinks", "oral_rehydration"}


def test_who_does_not_answer_is_told_to_be_given_nothing_and_what_to_do_comes_first():
    told = spoken(start(opening="дочке плохо, рвёт, понос, температура"), *[{"answer": "no"}] * 40)
    advice = [one["code"] for line in told if "result" in line for one in line["result"]["advice"]]
    assert advice[0] == "no_answer"
    assert not set(advice) & {"pain_relief", "rest_drink", "small_drinks", "light_food", "oral_rehydration"}


def said_to(asked, opening, said):
    """What comes back when this is said to this question, the dangers of a list gone through one by one."""
    talk = Conversation(knowledge(), place_of, hear)
    line = talk.take(json.dumps(start(age=40, opening=opening)))[-1]
    for _step in range(40):
        question = line["question"]
        if question["id"] == asked:
            line = talk.take(json.dumps({"answer": said}))[-1]
            evidence = talk.talk.evidence
            return evidence.of(asked) or ("refused" if "error" in line else None)
        options = {one["id"] for one in question.get("options", [])}
        answer = "yes" if question["stage"] in ("read_back", "confirm") or question["id"] == "awake" else "no"
        answer = ("yes" if asked in options else "none") if options and question["stage"] != "read_back" else answer
        line = talk.take(json.dumps({"answer": answer}))[-1]
    raise AssertionError(f"{asked} was not asked")


@pytest.mark.parametrize(
    ("opening", "asked", "said", "meant"),
    [
        ("болит живот", "belly_rigid", "как доска", "yes"),
        ("болит живот", "belly_rigid", "мягкий", "refused"),
        ("болит живот", "belly_rigid", "как обычно, не как доска", "refused"),
        ("болит ухо", "ear_tragus", "больно дотронуться", "yes"),
    ],
)
def test_a_sentence_may_leave_out_what_the_question_named(opening, asked, said, meant):
    assert said_to(asked, opening, said) == meant
