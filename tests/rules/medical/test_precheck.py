"""The pre-check, rule by rule, over the base that ships. Each case is one patient and one question."""

import pytest

from pharos.medical.precheck.checking import precheck
from pharos.medical.precheck.reading import case_of
from pharos.medical.precheck.values import Fit, Precheck, Relation, Verdict, Weight


def checked(**case: object) -> Precheck:
    return precheck(case_of({"age": 30, "sex": "male", "findings": [], "medicines": [], **case}))


def verdict(name: str, diagnosis: str, *, dose: float | None = None, unit: str = "mg", **case: object) -> Verdict:
    line = {"name": name, "dose": dose, "unit": unit if dose else "", "per_day": 2, "days": 3}
    return checked(diagnosis=diagnosis, medicines=[line], **case).medicines[0].verdict


def codes(found: Precheck, place: int = 0) -> set[str]:
    return {one.code for one in found.medicines[place].problems}


def test_a_cold_needs_no_antibiotic_and_the_reason_names_its_source():
    found = checked(diagnosis="ОРВИ", findings=["насморк"], medicines=[{"name": "амоксициллин"}]).medicines[0]
    assert found.verdict is Verdict.NOT_NEEDED
    assert "антибиотик не нужен" in found.why.ru
    assert {one.code for one in found.sources} >= {"ng120"}
    assert found.rule == "treatment:common_cold"


def test_of_two_antibiotics_the_better_one_stays():
    lines = [{"name": "азитромицин"}, {"name": "амоксициллин"}]
    found = checked(age=4, weight=16, diagnosis="отит", findings=["болит ухо"], medicines=lines)
    assert found.medicines[0].verdict is Verdict.NOT_NEEDED
    assert found.medicines[1].verdict is Verdict.OPTIONAL
    assert "second_antibiotic" in codes(found, 0)
    assert "antibiotics_two" in {one.code for one in found.problems}


def test_antibiotics_that_belong_together_are_left_alone():
    lines = [{"name": name} for name in ("цефтриаксон", "доксициклин", "метронидазол")]
    found = checked(sex="female", diagnosis="аднексит", medicines=lines)
    assert [one.verdict for one in found.medicines] == [Verdict.NEEDED] * 3


@pytest.mark.parametrize(
    ("name", "case"),
    [
        ("аугментин", {"allergies": ["пенициллин"], "diagnosis": "ангина"}),
        ("цефалексин", {"allergies": ["амоксициллин: анафилаксия"], "diagnosis": "рожа"}),
        ("кеторол", {"chronic": ["язва желудка"], "diagnosis": "люмбаго"}),
        ("пропранолол", {"chronic": ["бронхиальная астма"], "diagnosis": "паническая атака"}),
        ("нитрофурантоин", {"chronic": ["дефицит Г6ФД"], "diagnosis": "цистит"}),
        ("ибупрофен", {"own_medicines": ["варфарин"], "diagnosis": "люмбаго"}),
        ("нитроглицерин", {"own_medicines": ["Cialis"], "diagnosis": "стенокардия"}),
        ("ибупрофен", {"diagnosis": "денге"}),
        ("доксициклин", {"sex": "female", "pregnant": True, "diagnosis": "грипп"}),
        ("кодеин", {"age": 5, "diagnosis": "ОРВИ", "findings": ["кашель"]}),
        ("аспирин", {"age": 9, "diagnosis": "ОРВИ", "findings": ["температура 39"]}),
        ("лоперамид", {"diagnosis": "дизентерия", "findings": ["понос с кровью"]}),
        ("суматриптан", {"chronic": ["ИБС"], "diagnosis": "мигрень"}),
        ("тобрадекс", {"diagnosis": "вирусный конъюнктивит"}),
    ],
)
def test_what_would_harm_is_contraindicated(name, case):
    diagnosis = case["diagnosis"]
    assert verdict(name, str(diagnosis), **{key: value for key, value in case.items() if key != "diagnosis"}) is (
        Verdict.CONTRAINDICATED
    )


@pytest.mark.parametrize(
    "name", ["поливитамины", "иммунал", "мексидол", "эссенциале", "кагоцел", "линекс", "дексаметазон", "физраствор"]
)
def test_what_helps_nobody_is_not_needed_in_a_cold(name):
    assert verdict(name, "ОРВИ", findings=["насморк", "кашель"]) is Verdict.NOT_NEEDED


@pytest.mark.parametrize(
    ("name", "diagnosis"),
    [("адреналин", "анафилаксия"), ("регидрон", "ротавирус"), ("верораб", "укус собаки"), ("перметрин", "чесотка")],
)
def test_what_a_guideline_wants_is_needed(name, diagnosis):
    assert verdict(name, diagnosis) is Verdict.NEEDED


def test_what_is_needed_and_missing_is_told():
    found = checked(diagnosis="анафилаксия", medicines=[{"name": "цетиризин"}])
    assert [one.code for one in found.missing] == ["adrenaline"]


def test_a_drip_is_justified_by_dehydration_and_by_nothing_else():
    assert verdict("физраствор", "гастроэнтерит", findings=["понос"]) is Verdict.NOT_NEEDED
    assert verdict("физраствор", "гастроэнтерит", findings=["vomits_all", "little_urine"]) is Verdict.OPTIONAL


def test_a_tenfold_dose_is_called_by_its_name():
    line = {"name": "парацетамол", "dose": 2100, "unit": "мг", "per_day": 4}
    found = checked(age=3, weight=14, diagnosis="ОРВИ", findings=["температура 39"], medicines=[line])
    assert codes(found) == {"dose_tenfold"}
    assert "десятикратную" in found.medicines[0].why.ru
    assert found.medicines[0].verdict is Verdict.CONTRAINDICATED


def test_a_syrup_is_counted_by_its_strength():
    line = {"name": "Ibuprofen susp 100mg/5ml", "dose": 7.5, "unit": "ml", "per_day": 3}
    case = {"age": 5, "weight": 18, "diagnosis": "отит", "findings": ["болит ухо"]}
    assert checked(**case, medicines=[line]).medicines[0].problems == ()
    over = checked(**case, medicines=[{**line, "dose": 30}])
    assert codes(over) == {"dose_over"}


def test_the_weight_of_a_child_is_estimated_by_age_and_said_so():
    line = {"name": "парацетамол", "dose": 1000, "unit": "мг", "per_day": 4}
    found = checked(age=4, diagnosis="ОРВИ", findings=["температура 39"], medicines=[line])
    assert "вес по возрасту" in found.medicines[0].problems[0].text.ru


def test_two_of_a_class_are_one_too_many_but_a_gel_beside_a_tablet_is_not():
    twice = checked(diagnosis="люмбаго", medicines=[{"name": "ибупрофен"}, {"name": "диклофенак"}])
    assert twice.medicines[1].verdict is Verdict.NOT_NEEDED
    assert "duplicate_class" in codes(twice, 1)
    beside = checked(diagnosis="растяжение связок", medicines=[{"name": "Voltaren gel"}, {"name": "ибупрофен"}])
    assert codes(beside, 0) | codes(beside, 1) == set()


def test_the_same_substance_under_two_names_is_found():
    lines = [{"name": "парацетамол"}, {"name": "Терафлю"}]
    found = checked(diagnosis="грипп", findings=["температура 39"], medicines=lines)
    assert "duplicate_same" in codes(found, 1)


def test_an_unknown_trimester_takes_the_sternest_word():
    line = [{"name": "ибупрофен"}]
    case = {"sex": "female", "pregnant": True, "diagnosis": "люмбаго", "medicines": line}
    unknown, first = checked(**case), checked(**case, trimester=1)
    assert codes(unknown) == {"pregnancy_forbidden"}
    assert "триместр" in unknown.medicines[0].problems[0].text.ru
    assert codes(first) == {"pregnancy_caution"}


def test_an_unknown_medicine_stays_unknown():
    found = checked(diagnosis="ОРВИ", medicines=[{"name": "Bao Thanh XYZ", "dose": 1, "unit": "foo"}])
    assert found.medicines[0].verdict is Verdict.UNKNOWN
    assert {(one.where, one.code) for one in found.notices} == {
        ("medicines[0].name", "medicine_unknown"), ("medicines[0].unit", "unit_unknown"),
    }  # fmt: skip


def test_without_a_diagnosis_safety_is_judged_and_need_is_not():
    found = checked(
        diagnosis="", allergies=["пенициллин"], medicines=[{"name": "амоксициллин"}, {"name": "цефтриаксон"}]
    )
    assert [one.verdict for one in found.medicines] == [Verdict.CONTRAINDICATED, Verdict.UNKNOWN]
    assert found.diagnosis.fit is Fit.UNKNOWN


def test_own_medicine_that_is_given_on_is_no_fault_of_the_clinic():
    found = checked(chronic=["гипертония"], diagnosis="цистит", medicines=[{"name": "Норваск"}]).medicines[0]
    assert (found.verdict, found.rule) == (Verdict.OPTIONAL, "illness:hypertension")


def test_the_diagnosis_is_ranked_and_what_it_leaves_open_is_told():
    found = checked(diagnosis="ОРВИ", findings=["болит ухо", "температура 39"]).diagnosis
    assert found.rank is not None
    assert found.rank > 1
    assert found.likelier[0].code == "acute_otitis_media"
    assert "ear_pain" in {one.code for one in found.unexplained}


def test_a_danger_that_is_not_excluded_is_told_and_raises_urgency():
    found = checked(
        age=60, diagnosis="стенокардия", findings=["давит в груди", "отдаёт в левую руку"], urgency="routine"
    )
    assert "heart_attack" in {one.code for one in found.diagnosis.must_exclude}
    assert [(one.code, one.weight) for one in found.urgency.problems] == [("urgency_low", Weight.DANGER)]


@pytest.mark.parametrize(
    ("clinic", "relation"),
    [
        ("Острый средний отит", Relation.SAME),
        ("H66.0", Relation.SAME),
        ("пневмония", Relation.DIFFERENT),
        ("xyzzy", Relation.UNKNOWN),
    ],
)
def test_the_clinics_diagnosis_is_held_against_the_preliminary_one(clinic, relation):
    found = checked(diagnosis="H66.9", findings=["болит ухо"], clinic_diagnosis=clinic).diagnosis
    assert found.relation is relation


def test_a_diagnosis_made_more_exact_is_refined():
    found = checked(diagnosis="фарингит", findings=["болит горло"], clinic_diagnosis="ангина").diagnosis
    assert found.relation is Relation.REFINED


def test_tests_and_hospital_days_are_judged():
    found = checked(diagnosis="ОРВИ", findings=["насморк"], tests=["КТ головы", "xyzzy"], hospital_days=3)
    assert [one.verdict for one in found.tests] == [Verdict.NOT_NEEDED, Verdict.UNKNOWN]
    assert found.hospital_days is not None
    assert (found.hospital_days.verdict, found.hospital_days.beyond) == (Verdict.NOT_NEEDED, 3)


def test_a_plain_case_has_no_risk_and_a_bad_one_much():
    plain = checked(diagnosis="ОРВИ", findings=["насморк"], medicines=[{"name": "Аквамарис"}])
    bad = checked(diagnosis="ОРВИ", findings=["насморк"], medicines=[{"name": "цефтриаксон"}, {"name": "мексидол"}])
    assert plain.low_risk
    assert bad.risk > 5


def test_everything_is_said_to_be_not_reviewed_by_a_doctor():
    assert checked(diagnosis="ОРВИ").reviewed is False


def test_low_aspirin_at_home_is_no_second_pain_reliever():
    found = checked(age=60, own_medicines=["аспирин 100 мг"], diagnosis="люмбаго", medicines=[{"name": "парацетамол"}])
    assert codes(found) == set()
    beside = checked(age=60, own_medicines=["аспирин 100 мг"], diagnosis="люмбаго", medicines=[{"name": "ибупрофен"}])
    assert "interaction_own" in codes(beside)
    assert "duplicate_own" not in codes(beside)


def test_two_antibiotics_of_which_neither_is_the_others_partner():
    lines = [{"name": "кларитромицин"}, {"name": "левофлоксацин"}]
    found = checked(diagnosis="пневмония", findings=["кашель", "температура 39"], medicines=lines)
    assert [one.verdict for one in found.medicines].count(Verdict.NOT_NEEDED) == 1


def test_of_two_with_one_substance_the_plain_one_stays():
    found = checked(
        diagnosis="грипп", findings=["температура 39"], medicines=[{"name": "Терафлю"}, {"name": "Panadol"}]
    )
    assert [one.verdict for one in found.medicines] == [Verdict.NOT_NEEDED, Verdict.NEEDED]


def test_a_dose_that_cannot_be_counted_is_said():
    found = checked(diagnosis="ОРВИ", medicines=[{"name": "Нурофен сироп", "dose": 5, "unit": "мл"}])
    assert ("medicines[0].dose", "strength_missing") in {(one.where, one.code) for one in found.notices}
