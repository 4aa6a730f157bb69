"""Names, numbers and complaints enough that a search has something to tell apart."""

from random import Random

_ROOTS = (
    "Ар Бел Вор Гол Дор Ег Жар Зим Ив Кал Лук Мел Нов Орл Пет Род Сав Тих Ул Фил Хар Цвет Чер Шал Щед Юд Яр Бор Вас "
    "Гром Дем Ерм Заб Кор Лоб Мак Ник Ост Пав Рож Сем Тар Фад"
).split()
_MIDDLES = "ан ен ов ин ат ел ил ом ар ук ош ач ей уш ам ид от ур".split()
_ENDS = "ов ев ин ский енко юк ых ач".split()
_GIVEN = (
    "Анна Мария Ольга Елена Ирина Наталья Светлана Юлия Дарья Вера Алексей Сергей Дмитрий Андрей Иван Павел Михаил "
    "Николай Артём Кирилл Тимур Рустам Глеб Егор"
).split()
COUNTRIES = ("TR", "EG", "BG", "TH", "GR", "CY", "ES", "AE", "VN", "LK", "TN", "GE", "ME", "IT")
HEARD = ("Анталья", "Хургада", "Варна", "Пхукет", "Родос", "Ларнака", "Барселона", "Дубай", "Нячанг", "Коломбо")
COMPLAINTS = ("Температура, горло", "Боль в ухе", "Рвота и понос", "Подвернула ногу", "Сыпь после ужина", "Боль в зубе")


def name(dice: Random) -> str:
    surname = dice.choice(_ROOTS) + dice.choice(_MIDDLES) + dice.choice(_MIDDLES) + dice.choice(_ENDS)
    return f"{surname} {dice.choice(_GIVEN)}"


def phone(number: int) -> str:
    return f"+7900{number % 10_000_000:07d}"
