"""Diagnoses as clinics write them, in two languages and in ICD-10."""

import pytest

from pharos.clinical.appraisal.appraising import findings_of
from pharos.clinical.appraisal.naming import conditions_of, icd10_in
from pharos.clinical.appraisal.proving import shown_by
from pharos.clinical.interview.evidence import Answer
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.pharmacy.loading import pharmacy


@pytest.mark.parametrize(
    ("written", "conditions"),
    [
        ("H66.0", ("acute_otitis_media",)),
        ("Н66.9", ("acute_otitis_media",)),  # a Russian Н
        ("T78.0", ("anaphylaxis",)),
        ("J06.9 Acute URTI", ("common_cold",)),
        ("ОРВИ, острый средний отит", ("common_cold", "acute_otitis_media")),
        ("острый гнойный конъюнктивит", ("bacterial_conjunctivitis",)),
        ("Гипертонический криз неосложнённый", ("blood_pressure_high",)),
        ("растяжение связок правого голеностопного сустава", ("ankle_sprain",)),
        ("отравление", ("food_poisoning",)),
        ("отравление метанолом", ("methanol",)),
        ("Soft tissue contusion of the left knee", ("contusion",)),
        ("кандидоз полости рта", ("oral_thrush",)),
        ("ОРВИ, менингит исключён", ("common_cold",)),
        ("No appendicitis, gastritis", ("gastritis",)),
        ("ОРВИ, не исключён менингит", ("common_cold", "meningitis")),
        ("исключить аппендицит", ("appendicitis",)),
        ("инфаркт в 2015, сейчас бронхит", ("acute_bronchitis",)),
        ("xyzzy", ()),
        ("", ()),
    ],
)
def test_it_is_known_by_what_clinics_call_it(written, conditions):
    assert conditions_of(knowledge(), pharmacy(), written) == conditions


@pytest.mark.parametrize(
    ("finding", "shown"),
    [
        ("NS1 positive", {"dengue"}),
        ("NS1 (-)", set()),
        ("NS1 pending", set()),
        ("appendix 5 mm, normal", set()),
        ("амилаза 1200", {"pancreatitis"}),
        ("амилаза 45", set()),
        ("лактат 5,1", {"sepsis"}),
        ("лактат 1,2", set()),
        ("тромбоз вен?", set()),
    ],
)
def test_a_test_shows_an_illness_only_where_it_came_out_so(finding, shown):
    assert shown_by(finding) == shown


@pytest.mark.parametrize(("text", "code"), [("dg. h66.9 отит", "H66.9"), ("N23", "N23"), ("COVID-19", ""), ("", "")])
def test_a_code_of_icd_10_is_found_in_a_text(text, code):
    assert icd10_in(text) == code


def test_each_phrase_is_heard_by_itself_and_what_is_not_heard_is_told():
    found = findings_of(knowledge(), ["болит ухо", "кашля нет", "xyzzy"], ["runny_nose"])
    assert found.answers["ear_pain"] is Answer.YES
    assert found.answers["cough"] is Answer.NO
    assert found.answers["runny_nose"] is Answer.NO
    assert found.lost == ("xyzzy",)
