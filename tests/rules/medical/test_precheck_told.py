"""What is told in figures, tests and words beside the medicines counts wherever it stands."""

import pytest

from pharos.clinical.plain import Answer, findings_of, knowledge
from pharos.medical.precheck.checking import precheck
from pharos.medical.precheck.reading import case_of
from pharos.medical.precheck.values import Fit, Verdict


def checked(*medicines, **told):
    lines = [{"name": one} if isinstance(one, str) else one for one in medicines]
    return precheck(case_of({"age": 50, "sex": "female", "medicines": lines} | told))


def verdict(medicine, **told):
    return checked(medicine, **told).medicines[0].verdict


@pytest.mark.parametrize(
    ("phrase", "there"),
    [
        ("АД 75/40", {"bp_low": Answer.YES, "bp_high": Answer.NO, "bp_raised": Answer.NO}),
        ("BP 195/100 mmHg", {"bp_low": Answer.NO, "bp_high": Answer.YES, "bp_raised": Answer.NO}),
        ("SpO2 90%", {"oxygen_low": Answer.YES}),
        ("сатурация 97", {"oxygen_low": Answer.NO}),
        ("глюкоза 2.0 ммоль/л", {"sugar_low": Answer.YES, "sugar_high": Answer.NO}),
        ("RBS 420 mg/dl", {"sugar_low": Answer.NO, "sugar_high": Answer.YES}),
        ("пульс 135", {"pulse_over_130": Answer.YES}),
        ("прилетела на 3650 м вчера", {"altitude": Answer.YES}),
        ("сознание ясное", {"confusion": Answer.NO, "drowsy": Answer.NO}),
        ("жидкий стул без крови", {"diarrhoea": Answer.YES, "stool_blood": Answer.NO}),
        ("боль в левом боку, отдаёт в пах", {"pain_to_jaw_or_arm": Answer.NO}),
    ],
)
def test_a_doctors_figures_and_normal_findings_are_understood(phrase, there):
    heard = findings_of(knowledge(), [phrase]).answers
    assert {code: heard.get(code) for code in there} == there


@pytest.mark.parametrize(
    ("phrase", "there"),
    [
        ("не в сознании", {"unresponsive": Answer.YES}),
        ("not alert", {"confusion": Answer.YES, "unresponsive": None}),
        ("сознание сохранено, спутанность ночью", {"confusion": Answer.YES, "unresponsive": Answer.NO}),
        ("ребёнок не пьёт воду", {"feeds_poorly": Answer.YES, "vomits_all": None}),
        ("рвота после того как пьёт воду", {"vomits_all": Answer.YES}),
        ("not breathing normally", {"breathless": None}),
        ("кровь в стуле, в моче крови нет", {"stool_blood": Answer.YES}),
        ("стул с кровью, рвота без крови", {"stool_blood": None}),
        ("запор 5 дней, крови нет", {"constipation": Answer.YES, "stool_blood": Answer.NO}),
        ("боль отдаёт в челюсть и в пах", {"pain_to_jaw_or_arm": Answer.YES}),
        ("сердце колотится, судороги", {"seizure": Answer.YES}),
        ("сахарный диабет 2 типа", {"diabetes": Answer.YES, "sugar_low": None}),
        ("глюкоза в моче 3+", {"sugar_low": None}),
        ("на кислороде 15 л/мин SpO2 85%", {"oxygen_low": Answer.YES}),
        ("SpO2 98%, потом 84%", {"oxygen_low": Answer.YES}),
        ("пульсоксиметрия 85%", {"oxygen_low": Answer.YES, "pulse_over_130": None}),
        ("пульс 80, затем 150", {"pulse_over_130": Answer.YES}),
        ("АД 120/80, затем 70/40", {"bp_low": Answer.YES}),
        ("АД 60/0", {"bp_low": Answer.YES}),
        ("АД не определяется", {"bp_low": Answer.YES}),
        ("GCS 7", {"unresponsive": Answer.YES}),
        ("ШКГ 15 → 11", {"confusion": Answer.YES, "unresponsive": Answer.NO}),
    ],
)
def test_no_normal_finding_and_no_earlier_reading_hides_a_danger_told_beside_it(phrase, there):
    heard = findings_of(knowledge(), [phrase]).answers
    assert {code: heard.get(code) for code in there} == there


@pytest.mark.parametrize("phrase", ["12/24", "укол 2 раза", "ноги 36/6 размера", "принял 500/125"])
def test_a_fraction_that_is_no_pressure_means_nothing(phrase):
    assert not {"bp_low", "bp_high"} & findings_of(knowledge(), [phrase]).answers.keys()


def test_what_a_test_shows_needs_no_rank_by_complaints():
    shown = checked(diagnosis="Enteric fever", findings=["лихорадка 9 дней", "посев крови: Salmonella Typhi"]).diagnosis
    assert (shown.rank, shown.fit) == (1, Fit.FITS)
    assert "Salmonella" in shown.why.en


def test_a_test_that_denies_shows_nothing():
    denied = checked(diagnosis="dengue", findings=["насморк", "NS1 отрицательный"]).diagnosis
    assert denied.rank != 1


def test_findings_mostly_not_understood_do_not_speak_against_a_diagnosis():
    told = checked(diagnosis="малярия", findings=["зуд кожи головы", "бзззт", "трпррр", "клмнп"]).diagnosis
    assert told.fit is not Fit.CONTRADICTED


@pytest.mark.parametrize("told", ["ХБП, СКФ 22", "CKD stage 4", "eGFR = 18 ml/min", "на диализе"])
def test_no_painkiller_of_the_nsaids_for_kidneys_that_fail(told):
    assert verdict("Voltaren", chronic=[told], diagnosis="почечная колика") is Verdict.CONTRAINDICATED


def test_kidneys_that_filter_well_forbid_nothing():
    assert verdict("Voltaren", chronic=["СКФ 95"], diagnosis="почечная колика") is Verdict.NEEDED


def test_weeks_of_pregnancy_among_the_findings_tell_the_trimester():
    told = checked("Doxycycline", age=28, findings=["беременность 24 недели"], diagnosis="цистит")
    assert [one.code for one in told.notices if one.where == "pregnant"] == ["pregnant_told"]
    assert "pregnancy_forbidden" in {one.code for one in told.medicines[0].problems}


@pytest.mark.parametrize(
    "said",
    [
        "не беременна, задержка 3 недели", "cough 2 weeks, pregnancy test negative", "not pregnant, 3 weeks of cough",
        "боль в животе сроком 2 недели", "кашляет 3 недели, беременность отрицает",
    ],
)  # fmt: skip
def test_weeks_of_something_else_and_a_denied_pregnancy_are_none(said):
    told = checked("Doxycycline", age=28, findings=[said], diagnosis="бронхит")
    assert not any(one.code == "pregnant_told" for one in told.notices)


def test_a_threatened_abortion_is_of_a_pregnancy():
    told = checked("Doxycycline", age=28, findings=["угрожающий аборт, беременность 9 недель"], diagnosis="цистит")
    assert any(one.code == "pregnant_told" for one in told.notices)


@pytest.mark.parametrize("said", ["лактация прекращена", "лактации нет", "stopped breastfeeding"])
def test_who_nurses_no_more_is_not_taken_for_nursing(said):
    told = checked("Doxycycline", age=28, findings=[said], diagnosis="бронхит")
    assert not any(one.code == "nursing_told" for one in told.notices)


@pytest.mark.parametrize("diagnosis", ["", "неразборчиво"])
def test_what_is_dangerous_to_a_child_is_so_without_a_diagnosis_too(diagnosis):
    assert verdict("Ciprofloxacin", age=5, weight=18, diagnosis=diagnosis) is Verdict.CONTRAINDICATED


def test_no_man_is_taken_for_pregnant():
    told = checked("Doxycycline", age=28, sex="male", findings=["жена беременна 24 недели"], diagnosis="бронхит")
    assert not any(one.code.startswith("pregnancy") for one in told.medicines[0].problems)


def test_who_nurses_is_known_by_the_findings():
    told = checked("Doxycycline", age=28, findings=["кормит грудью двухмесячного"], diagnosis="цистит")
    assert any(one.code.startswith("breastfeeding") for one in told.medicines[0].problems)


def test_one_substance_in_two_lines_is_summed():
    lines = [
        {"name": "Paracetamol", "dose": 1000, "unit": "mg", "per_day": 4},
        {"name": "Co-codamol 30/500", "dose": 2, "unit": "tab", "per_day": 4},
    ]
    problems = {one.code for one in checked(*lines, diagnosis="herpes zoster").medicines[1].problems}
    assert "dose_together" in problems


@pytest.mark.parametrize(
    ("line", "diagnosis"),
    [
        ({"name": "Morphine", "dose": 100, "unit": "mg", "per_day": 1, "route": "iv"}, "перелом голени"),
        ({"name": "Fentanyl", "dose": 5, "unit": "mg", "per_day": 1, "route": "iv"}, "перелом голени"),
        ({"name": "Lidocaine 2%", "dose": 50, "unit": "ml", "per_day": 1, "route": "infiltration"}, "рваная рана"),
        ({"name": "Gentamicin", "dose": 2400, "unit": "mg", "per_day": 1, "route": "iv"}, "пиелонефрит"),
        ({"name": "Warfarin", "dose": 50, "unit": "mg", "per_day": 1}, "тромбоз глубоких вен"),
        ({"name": "Enoxaparin", "dose": 800, "unit": "mg", "per_day": 1, "route": "sc"}, "тромбоз глубоких вен"),
    ],
)
def test_a_slip_in_the_dose_of_what_kills_by_it_is_stopped(line, diagnosis):
    found = checked(line, diagnosis=diagnosis).medicines[0]
    assert {"dose_over", "dose_tenfold"} & {one.code for one in found.problems}
    assert found.verdict is Verdict.CONTRAINDICATED


@pytest.mark.parametrize(
    ("line", "diagnosis"),
    [
        ({"name": "Methotrexate", "dose": 15, "unit": "mg", "per_day": "once weekly"}, "ревматоидный артрит"),
        ({"name": "Morphine", "dose": 10, "unit": "mg", "per_day": 1, "route": "iv"}, "перелом голени"),
        ({"name": "Fentanyl", "dose": 100, "unit": "mcg", "per_day": 1, "route": "iv"}, "перелом голени"),
        ({"name": "Lidocaine 1%", "dose": 2, "unit": "ml", "per_day": 1, "route": "infiltration"}, "рваная рана"),
        ({"name": "Gentamicin", "dose": 320, "unit": "mg", "per_day": 1, "route": "iv"}, "пиелонефрит"),
        ({"name": "Colchicine", "dose": 1, "unit": "mg", "per_day": 1, "days": 1}, "подагра"),
        ({"name": "Warfarin", "dose": 1, "unit": "mg", "per_day": 1}, "тромбоз глубоких вен"),
    ],
)
def test_their_usual_doses_are_let_be(line, diagnosis):
    assert not any(one.code.startswith("dose_") for one in checked(line, diagnosis=diagnosis).medicines[0].problems)


@pytest.mark.parametrize(("often", "stopped"), [(1, True), ("ежедневно", True), ("once weekly", False), (None, False)])
def test_methotrexate_for_every_day_is_stopped(often, stopped):
    line = {"name": "Methotrexate", "dose": 10, "unit": "mg", "per_day": often, "days": 28}
    found = checked(line, diagnosis="артрит", chronic=["ревматоидный артрит"]).medicines[0]
    assert ("weekly_daily" in {one.code for one in found.problems}) is stopped
    assert (found.verdict is Verdict.CONTRAINDICATED) is stopped


def test_a_line_too_much_by_itself_does_not_stain_the_other():
    lines = [{"name": "Levothyroxine", "dose": 100, "unit": unit, "per_day": 1} for unit in ("mg", "mcg")]
    wrong, right = checked(*lines, diagnosis="гипотиреоз").medicines
    assert "dose_tenfold" in {one.code for one in wrong.problems}
    assert right.problems == ()


def test_two_lines_within_the_limit_are_not():
    lines = [{"name": name, "dose": 500, "unit": "mg", "per_day": 2} for name in ("Paracetamol", "Panadol")]
    problems = {one.code for line in checked(*lines, diagnosis="ОРВИ").medicines for one in line.problems}
    assert "dose_together" not in problems


def test_millilitres_of_a_suspension_are_counted_by_the_spoon_on_its_box():
    line = {"name": "Amoklavin BID 400/57", "dose": 30, "unit": "ml", "per_day": 3, "route": "oral"}
    told = checked(line, age=4, weight=16, diagnosis="Akut otitis media")
    assert any(one.code.startswith("dose_") for one in told.medicines[0].problems)
    assert "strength_of_spoon" in {one.code for one in told.notices}


def test_a_child_given_next_to_nothing_against_pain_is_told():
    line = {"name": "Paracetamol", "dose": 30, "unit": "mg", "per_day": 2}
    told = checked(line, age=3, weight=14, diagnosis="ОРВИ", findings=["температура 39"])
    assert "dose_low" in {one.code for one in told.medicines[0].problems}


@pytest.mark.parametrize(
    ("diagnosis", "expected"),
    [
        ("ишемический инсульт", Verdict.NEEDED),
        ("Hirninfarkt", Verdict.NEEDED),
        ("геморрагический инсульт", Verdict.CONTRAINDICATED),
        ("инсульт", Verdict.OPTIONAL),
    ],
)
def test_aspirin_in_a_stroke_hangs_on_which_stroke_it_is(diagnosis, expected):
    line = {"name": "Aspirin", "dose": 300, "unit": "mg", "per_day": 1, "days": 14}
    assert verdict(line, diagnosis=diagnosis) is expected


def test_the_way_of_giving_can_be_what_harms():
    under = {"name": "Nifedipine", "dose": 10, "unit": "mg", "route": "sublingual"}
    assert verdict(under, chronic=["гипертония"], diagnosis="гипертонический криз") is Verdict.CONTRAINDICATED


def test_what_some_diagnoses_excuse_is_not_judged_without_one():
    assert verdict("Prednisolone", diagnosis="бррр неясно") is Verdict.UNKNOWN
    assert verdict("Eliquis", diagnosis="бррр неясно") is Verdict.UNKNOWN


def test_an_illness_the_interview_does_not_ask_for_has_a_treatment_and_no_rank():
    told = checked("Permethrin 1%", "Cefixime", diagnosis="педикулёз", findings=["чешет голову"])
    assert [one.verdict for one in told.medicines] == [Verdict.NEEDED, Verdict.NOT_NEEDED]
    assert (told.diagnosis.rank, told.diagnosis.condition.code) == (None, "lice")


@pytest.mark.parametrize(
    ("said", "code"),
    [("IBS", "irritable_bowel"), ("ИБС", "stable_angina"), ("hypertension", "blood_pressure_high"),
     ("cerebral infarction", "stroke"), ("Herpes zoster, T6 dermatome", "zoster"),
     ("Rinosinusite acuta virale", "sinusitis")],
)  # fmt: skip
def test_names_that_only_sound_alike_are_kept_apart(said, code):
    assert checked(diagnosis=said).diagnosis.condition.code == code


def test_where_it_is_adds_no_second_illness():
    told = checked("Famciclovir", diagnosis="Herpes zoster, T6 dermatome")
    assert not told.missing


def test_a_vaccine_is_no_needless_needle():
    told = checked("Verorab", {"name": "Tetanus toxoid", "route": "im"}, diagnosis="dog bite")
    assert "injections" not in {one.code for one in told.problems}


def test_antibiotics_that_belong_together_are_no_fault():
    told = checked("Ceftriaxone", "Metronidazole", diagnosis="острый аппендицит")
    assert "antibiotics_two" not in {one.code for one in told.problems}


@pytest.mark.parametrize(
    ("own", "given"),
    [("изотретиноин", "Doxycycline"), ("дисульфирам", "Flagyl"), ("ривароксабан", "Lovenox"),
     ("метотрексат", "Ibuprofen")],
)  # fmt: skip
def test_pairs_that_must_not_meet(own, given):
    assert verdict(given, own_medicines=[own], diagnosis="пульпит") is Verdict.CONTRAINDICATED


def test_a_pain_the_illness_always_brings_needs_no_saying():
    assert verdict("Ibuprofen", diagnosis="coral cut", findings=["вчера"]) is Verdict.OPTIONAL
    assert verdict("Ibuprofen", diagnosis="запор") is Verdict.NOT_NEEDED
