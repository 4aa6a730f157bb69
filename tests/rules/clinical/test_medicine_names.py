"""Names of medicines as they come on prescriptions of a dozen countries."""

import pytest

from pharos.clinical.pharmacy.loading import pharmacy
from pharos.clinical.pharmacy.naming import recognise
from pharos.clinical.pharmacy.writing import form_of, read


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Парацетамола таб. 500 мг №10", "paracetamol"),
        ("Paracetamolum", "paracetamol"),
        ("J01CA04", "amoxicillin"),
        ("Amoxicilina", "amoxicillin"),
        ("Amoksisilin", "amoxicillin"),
        ("Augmentin BID 1000 mg", "amoxicillin_clavulanate"),
        ("амоксициллин/клавуланат", "amoxicillin_clavulanate"),
        ("Amoxicillin and clavulanic acid 625", "amoxicillin_clavulanate"),
        ("Cefuroxime axetil (Zinnat)", "cefuroxime"),
        ("Parol", "paracetamol"),
        ("Antinal", "nifuroxazide"),
        ("Sara", "paracetamol"),
        ("Hapacol", "paracetamol"),
        ("Depon", "paracetamol"),
        ("Desal", "furosemide"),
        ("Дезал", "desloratadine"),
        ("Potassium chloride", "potassium_chloride"),
        ("NaCl 0.9% 500 ml", "sodium_chloride"),
        ("ибупрофн", "ibuprofen"),
        ("азитромецин", "azithromycin"),
    ],
)
def test_it_is_known_by_every_name(written, code):
    assert list(recognise(pharmacy(), written).contains) == [code]


def test_a_fixed_combination_is_all_its_substances_with_their_milligrams():
    assert dict(recognise(pharmacy(), "Терафлю саше").contains) == {
        "paracetamol": 325, "phenylephrine_oral": 10, "pheniramine": 20,
    }  # fmt: skip


def test_what_is_read_otherwise_than_written_is_said():
    assert recognise(pharmacy(), "ибупрофн").read_as == "ibuprofen"
    assert recognise(pharmacy(), "Ибупрофен").read_as == ""


@pytest.mark.parametrize(
    "written",
    [
        "Bao Thanh XYZ",
        "",
        "таблетка",
        "500",
        "???",
        "препарат для желудка",
        "Urinary antiseptic Helmipur",
        "pain relief tablets",
    ],
)
def test_what_is_not_known_stays_unknown(written):
    assert not recognise(pharmacy(), written).known


@pytest.mark.parametrize(
    ("text", "strength", "per_ml"),
    [
        ("susp 250mg/5ml", 0, 50), ("сироп 120 мг/5 мл", 0, 24), ("таб. 0,5 г", 500, 0), ("Augmentin 1000", 1000, 0),
        ("100 мкг", 0.1, 0), ("amp 75mg/3ml", 0, 25), ("NaCl 0.9%", 0, 9), ("500/125 mg", 500, 0),
        ("400mg/57mg/5ml", 0, 80),
        ("Vitamin B12", 0, 0),
    ],
)  # fmt: skip
def test_strength_is_read_from_the_label(text, strength, per_ml):
    written, _rest = read(text)
    assert (written.strength, round(written.per_ml, 3)) == (pytest.approx(strength), pytest.approx(per_ml))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("глазные капли", "eye"), ("ear drops", "ear"), ("крем", "topical"), ("в/м", "im"), ("в/в капельно", "iv"),
        ("внутрь", "oral"), ("per os", "oral"), ("спрей в нос", "nasal"), ("Каптоприл", ""), ("Ampicillin", ""),
    ],
)  # fmt: skip
def test_the_way_of_giving_is_read(text, form):
    assert form_of(text) in (form, "oral" if text == "Каптоприл" else form)


def test_no_trade_name_hides_a_substance():
    base = pharmacy()
    wrong = [
        code for code, one in base.medicines.items()
        if code not in recognise(base, one.name.en).contains and "_" not in code
    ]  # fmt: skip
    assert wrong == []
