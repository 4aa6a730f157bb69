"""A duty is left out only where another row silences it for certain, for everything it speaks of."""

from tests.rules.policies.cover import harbour

WALK = """
policy: {issued: 2026-05-02, born: 1950-03-01, sum_insured: 30000}
loss_date: 2026-08-10
facts: {activity: walking, alcohol: no, danger: none, toothache: yes}
"""
HELP = "arrange_now:\n  - id: A1"
DUTY = "    items: inpatient\n    duty: notify"
OF_BOTH = (DUTY, "    items: [inpatient, dental]\n    duty: notify")
OF_TEETH = (DUTY, "    items: dental\n    duty: notify")


def exception(row: str, when: str, over: str) -> str:
    """An exception for dental care, written before what is arranged at once."""
    return f"""  - id: {row}
    part: conditions
    clause: "{row}"
    text: {{en: An exception., ru: Исключение из правила.}}
    effect: restores
    items: dental
    when: {{{when}}}
    overrides: [{over}]

"""


def duties(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    found = harbour.decided(WALK, *changes).plain()["duties"]
    return [(clause, one["state"]) for one in found for clause in one["clauses"]]


def test_a_duty_silenced_for_one_item_still_stands_for_another() -> None:
    teeth = HELP, exception("C2", "toothache: yes", "C1") + HELP
    assert duties(OF_BOTH, teeth) == [("4.1", "due")]
    assert duties(OF_TEETH, teeth) == []


def test_a_duty_stands_while_what_silences_it_may_be_silenced_itself() -> None:
    """Nobody knows the depth, which would take the exception away: the duty is not dropped."""
    rows = exception("C2", "toothache: yes", "C1") + exception("C3", 'depth_m: "> 30"', "C2")
    assert duties(OF_TEETH, (HELP, rows + HELP)) == [("4.1", "due")]
