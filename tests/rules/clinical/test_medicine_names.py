"""Names of medicines as they come on prescriptions of a dozen countries."""

import pytest

from pharos.clinical.knowledge.entries import Fault
from pharos.clinical.pharmacy.loading import pharmacy
from pharos.clinical.pharmacy.naming import names, recognise
from pharos.clinical.pharmacy.registers import registers, shared
from pharos.clinical.pharmacy.spelling import sound, words
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


@pytest.mark.parametrize(
    ("written", "country", "code"),
    [
        ("Tachipirina 1000 mg compresse", "IT", "paracetamol"),
        ("Novatrex 2.5 mg", "FR", "methotrexate"),
        ("Novatrex 500", "AR", "azithromycin"),
        ("Victoza", "", "liraglutide"),
        ("Виктоза", "RU", "liraglutide"),
        ("Betadine", "BR", "betahistine"),
        ("Betadine", "TR", "povidone_iodine"),
        ("Betadine", "", "povidone_iodine"),
        ("Paracetamol", "BR", "paracetamol"),
        ("Инфеур", "IT", "fosfomycin"),
    ],
)
def test_the_country_decides_where_a_name_is_one_medicine_here_and_another_there(written, country, code):
    assert list(recognise(pharmacy(), written, country).contains) == [code]


@pytest.mark.parametrize("country", ["", "IT", "TH"])
def test_where_the_country_does_not_tell_which_is_meant_nothing_is_known_and_all_are_named(country):
    read_so = recognise(pharmacy(), "Novatrex 500", country)
    assert not read_so.known
    assert {("azithromycin",), ("methotrexate",)} == set(read_so.may_be)


def test_what_stood_under_a_wrong_substance_stands_there_no_more():
    base = pharmacy()
    right = {
        "Saxenda": {"liraglutide"}, "Sintrom": {"acenocoumarol"}, "Colobreathe": {"colistin"},
        "Parafon": {"chlorzoxazone", "paracetamol"}, "Cosopt": {"dorzolamide_eye", "timolol_eye"},
        "Antacal": {"amlodipine"}, "Esperal": {"disulfiram"}, "Asomex": {"amlodipine"},
        "Neo-Penotran": {"metronidazole_vaginal", "miconazole"}, "Otofa": {"rifamycin_ear"},
        "Metalyse": {"tenecteplase"},
    }  # fmt: skip
    assert {name: set(recognise(base, name).contains) for name in right} == right


def test_a_register_writes_each_name_in_plain_letters_and_once_and_never_the_name_of_another_substance():
    base = pharmacy()
    substances = {key: one for key, one in names(base).bare.items() if not one.names}
    for register in base.registers.values():
        every = [name for told in register.rows.values() for name in told]
        assert [name for name in every if " ".join(words(name)) != name.lower()] == []
        assert sorted({name.lower() for name in every}) == sorted(name.lower() for name in every)
        for row, told in register.rows.items():
            codes = dict.fromkeys(row.partition("@")[0].split(), 0.0)
            own = [substances.get(sound(name)) for name in told]
            assert [one.code for one in own if one is not None and not shared(one.contains, codes)] == []


def test_a_register_with_faults_is_told_by_file_and_line(tmp_path):
    (tmp_path / "registers").mkdir()
    (tmp_path / "registers" / "nowhere.toml").write_text(
        '[file]\ncountry = "Italy"\nwritten = 2026-11-24\n[names]\n"paracetamol" = ""\n[colours]\n', encoding="utf-8"
    )
    (tmp_path / "registers" / "torn.toml").write_text("[file\n", encoding="utf-8")
    faults: list[Fault] = []
    registers(tmp_path, faults)
    said = "\n".join(map(str, faults))
    for part in ("nowhere.toml: [file] country", "sources: is missing", "paracetamol: has no names", "colours", "torn"):
        assert part in said
