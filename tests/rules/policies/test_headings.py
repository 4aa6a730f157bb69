"""Headings of insurers nobody has seen before."""

# ruff: noqa: E501  (wordings read across)

import pytest

from pharos.policies.rules.headings import meaning, propose
from pharos.policies.rules.safe_csv import safe_cell
from pharos.policies.rules.settings import BadSettings, Settings

WORDINGS = {
    "number": "Номер полиса|Полис №|№ полиса|Policy number|Policy No.|Номер договора|Certificate No|POLICY_NUMBER|Номер|Номер на полица|Polises numurs",
    "person.name": "ФИО|Ф.И.О. застрахованного|Застрахованный|Insured|Insured person|Full name|Турист|Traveller name|Застрахованное лицо|Name",
    "person.surname": "Фамилия|Surname|Last name|LAST_NAME",
    "person.given": "Имя|First name|Given name",
    "person.patronymic": "Отчество|Patronymic|Middle name",
    "person.birth_date": "Дата рождения|Д.р.|DOB|Date of birth|Birth date|Дата рожд.|ДР застрахованного|Birthday",
    "valid_from": "Начало действия|Дата начала|Действует с|Valid from|Start date|С|From|Срок действия с|Policy start date|Начало поездки",
    "valid_to": "Окончание действия|Дата окончания|Действует по|Valid to|End date|По|To|Срок действия по|Expiry date|Valid until|Действителен до",
    "validity": "Срок действия|Период страхования|Срок действия (с ... по ...)|Period of insurance|Validity period",
    "territory": "Территория|Территория действия полиса|Страна|Country|Destination|Страны действия",
    "sum_insured": "Страховая сумма|Сумма|Sum insured|Страховая сумма, EUR|Coverage amount|Лимит ответственности",
    "currency": "Валюта|Currency|Валюта договора",
    "programme": "Программа|Программа страхования|Product|Plan|Вариант|Тариф",
    "person.phone": "Телефон|Тел.|Phone|Mobile|Моб. телефон|Контактный номер",
    "person.email": "E-mail|Email|Эл. почта",
    "issued_on": "Дата выдачи|Дата оформления|Issue date|Дата заключения договора|Дата продажи",
    "holder": "Страхователь|Policyholder|Policy holder name",
    "status": "Статус|Status|Policy status|Состояние полиса|Аннулирован",
    "cancelled_on": "Дата аннулирования|Cancellation date|Дата расторжения",
    "option.diving": "Дайвинг|Опция: дайвинг|Diving|Scuba diving",
    "option.active_rest": "Активный отдых|Active rest|Активный туризм",
    "option.sport": "Спорт|Занятия спортом|Sport",
    "option.chronic": "Хронические заболевания|Обострение хронических",
    "person.2.name": "Застрахованный 2|ФИО 2",
    "person.2.birth_date": "Дата рождения 2",
    "ignore": "№ п/п|№|п/п|#",
    "not_kept": "Страховая премия|Паспорт|Серия и номер паспорта|Агент",
}  # fmt: skip


@pytest.mark.parametrize(("target", "heading"), [(t, h) for t, hs in WORDINGS.items() for h in hs.split("|")])
def test_a_heading_means(target, heading):
    assert meaning(heading) == target
    assert meaning(heading.upper()) == target


@pytest.mark.parametrize("heading", ["Примечание", "Код тура", "", "  ", "Кол-во дней", "foo"])
def test_a_heading_nobody_knows_means_nothing(heading):
    assert meaning(heading) is None


def test_a_second_name_column_is_the_second_person():
    assert propose(("Полис", "ФИО", "Дата рождения", "ФИО", "Дата рождения")) == (
        "number", "person.name", "person.birth_date", "person.2.name", "person.2.birth_date",
    )  # fmt: skip


def test_a_name_beside_a_surname_is_the_given_name():
    assert propose(("Policy", "Surname", "Name")) == ("number", "person.surname", "person.given")


def test_the_insurers_mapping_goes_first():
    assert propose(("Код", "Клиент"), {"код": "number"}) == ("number", "person.name")


@pytest.mark.parametrize("text", ["=1+1", "+7916", "-1", "@x", "\tx", "\rx", " =x"])
def test_cells_that_would_run_are_neutralised(text):
    assert safe_cell(text) == f"'{text}"


def test_other_cells_are_left_alone():
    assert safe_cell("Иванов") == "Иванов"


@pytest.mark.parametrize("data", [
    {"nothing": 1}, {"columns": {"x": "nonsense"}}, {"date_orders": {"*": "ydm"}}, {"full": "yes"}, {"delimiter": ";;"},
    {"cancel_guard_percent": 500}, {"columns": []},
])  # fmt: skip
def test_a_mapping_that_means_nothing_is_refused(data):
    with pytest.raises(BadSettings):
        Settings.from_json(data)


def test_a_mapping_may_name_headings_as_they_stand():
    settings = Settings.from_json({"columns": {"Дата рожд.:": "person.birth_date", "ФИО #2": "person.2.name"}})
    assert settings.columns == {"дата рожд": "person.birth_date", "фио #2": "person.2.name"}


FOREIGN = {
    "person.name": "Apdrošinātais|Vārds uzvārds|Nume, prenume|Име, презиме, фамилия",
    "person.birth_date": "Dzimšanas datums|Data nașterii|Дата на раждане",
    "valid_from": "Sākuma datums|Valabil de la|Начална дата",
    "valid_to": "Beigu datums|Valabil până la|Крайна дата|Возврат",
    "territory": "Valsts|Țara|Държава",
    "sum_insured": "Apdrošinājuma summa|Suma asigurată|Застрахователна сума|Max. Cover",
    "currency": "Valūta|Valuta|Валута",
    "number": "Polises Nr.|Nr. poliței|Номер на полица|Бланк|Insurance Policy Ref",
}


@pytest.mark.parametrize(("target", "heading"), [(t, h) for t, hs in FOREIGN.items() for h in hs.split("|")])
def test_headings_in_the_insurers_own_languages(target, heading):
    assert meaning(heading) == target
