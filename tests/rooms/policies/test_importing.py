"""An insurer's file into the register."""

import pytest

from pharos.journal import api as journal
from pharos.policies.models import ImportRun, InsuredPerson, Policy, PolicyChange, Product
from tests.rooms.policies.making import (
    HEADER,
    IVANOV,
    JULIA,
    PETROV,
    ROWS,
    as_csv,
    as_xlsx,
    codes,
    notes,
    refused,
    take,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_insurers")]


def test_a_file_says_by_its_numbers_whose_it_is_and_goes_in():
    taken = take(as_csv(*ROWS))
    counts = taken.outcome.counts
    assert taken.prepared.insurer.code == "SZ"
    assert (counts.rows, counts.policies, counts.persons, counts.created) == (3, 3, 3, 3)
    policy = Policy.objects.get(number="SZ-2026-004512")
    person = InsuredPerson.objects.get(policy=policy)
    assert (str(policy.valid_from), str(policy.valid_to), policy.options) == (
        "2026-07-01",
        "2026-12-31",
        {"diving": True},
    )
    assert (person.full_name, str(person.birth_date), person.phone) == (
        "Иванов Иван Петрович",
        "1980-02-01",
        "+79165554218",
    )


def test_the_same_file_again_changes_nothing():
    take(as_csv(*ROWS))
    before = list(Policy.objects.order_by("number").values())
    again = take(as_xlsx(*ROWS)).outcome.counts
    assert (again.created, again.changed, again.unchanged, again.cancelled) == (0, 0, 3, 0)
    assert list(Policy.objects.order_by("number").values()) == before
    assert PolicyChange.objects.count() == 0


def test_a_rehearsal_counts_and_writes_nothing():
    counts = take(as_csv(*ROWS), dry_run=True).outcome.counts
    assert (counts.created, counts.persons) == (3, 3)
    assert not Policy.objects.exists()
    assert not Product.objects.exists()
    assert not ImportRun.objects.exists()


def test_what_a_file_changes_becomes_history():
    take(as_csv(*ROWS))
    longer = (*IVANOV[:4], "15.01.2027", *IVANOV[5:6], "нет")
    counts = take(as_csv(longer, JULIA)).outcome.counts
    assert (counts.changed, counts.unchanged) == (1, 1)
    changes = PolicyChange.objects.order_by("id").values_list("policy__number", "field", "old", "new")
    assert list(changes) == [
        ("SZ-2026-004512", "valid_to", "2026-12-31", "2027-01-15"),
        ("SZ-2026-004512", "option.diving", "true", "false"),
    ]


def test_one_event_tells_of_a_file_and_names_nobody():
    taken = take(as_csv(*ROWS))
    (entry,) = journal.entries([taken.outcome.run], before=None, limit=5)
    assert entry.type == "policies.PoliciesImported"
    assert "Иванов" not in entry.payload
    assert entry.event.created == 3


def test_good_rows_go_in_beside_bad_ones():
    bad_date = ("SZ-2026-004515", "Сидоров Сидор", "31.02.1980", "01.07.2026", "14.07.2026", "", "")
    backwards = ("SZ-2026-004516", "Котова Анна", "01.02.1980", "14.07.2026", "01.07.2026", "", "")
    nameless = ("SZ-2026-004517", "", "01.02.1980", "01.07.2026", "14.07.2026", "", "")
    numberless = ("", "Кто-то Где-то", "01.02.1980", "01.07.2026", "14.07.2026", "", "")
    taken = take(as_csv(IVANOV, bad_date, backwards, nameless, numberless, JULIA))
    assert codes(taken) == [(3, "bad_date"), (4, "dates_reversed"), (5, "missing_name"), (6, "missing_number")]
    assert taken.outcome.counts.created == 2
    assert taken.outcome.counts.faulty_rows == 4


def test_a_file_without_one_good_row_leaves_nothing():
    code, _ = refused(as_csv(("SZ-2026-004515", "", "", "", "", "", "")))
    assert code == "nothing_to_import"
    assert not ImportRun.objects.exists()


def test_rows_of_one_number_make_one_policy_with_several_persons():
    wife = (IVANOV[0], "Иванова Анна", "02.03.1982", *IVANOV[3:])
    taken = take(as_csv(IVANOV, JULIA, wife))
    assert taken.outcome.counts.policies == 2
    names = InsuredPerson.objects.filter(policy__number=IVANOV[0]).order_by("id").values_list("full_name", flat=True)
    assert list(names) == ["Иванов Иван Петрович", "Иванова Анна"]


def test_a_row_that_contradicts_the_first_of_its_number_is_at_fault():
    other = (IVANOV[0], "Чужой Человек", "02.03.1982", "01.01.2026", *IVANOV[4:])
    taken = take(as_csv(IVANOV, JULIA, other))
    assert codes(taken) == [(4, "conflicts_with_earlier_row")]
    assert taken.outcome.faults[0].problem.other_row == 2
    assert InsuredPerson.objects.filter(policy__number=IVANOV[0]).count() == 1


def test_the_same_row_twice_is_taken_once_and_noted():
    taken = take(as_csv(IVANOV, IVANOV))
    assert notes(taken) == [(3, "duplicate_row")]
    assert InsuredPerson.objects.count() == 1


def test_several_persons_may_stand_in_one_row():
    header = ("Полис", "Застрахованный 1", "Дата рождения 1", "Застрахованный 2", "Дата рождения 2", "С", "По")
    row = ("SZ-2026-004512", "Иванов Иван", "01.02.1980", "Иванова Анна", "02.03.1982", "01.07.2026", "14.07.2026")
    take(as_csv(row, header=header))
    assert list(InsuredPerson.objects.order_by("birth_date").values_list("full_name", flat=True)) == [
        "Иванов Иван",
        "Иванова Анна",
    ]


def test_options_of_one_policy_may_differ_between_its_persons():
    son = (IVANOV[0], "Иванов Пётр", "02.03.2010", *IVANOV[3:5], "", "нет")
    take(as_csv(IVANOV, son))
    assert Policy.objects.get().options == {}
    own = dict(InsuredPerson.objects.values_list("full_name", "own_options"))
    assert own == {"Иванов Иван Петрович": {"diving": True}, "Иванов Пётр": {"diving": False}}
    assert take(as_csv(IVANOV, son)).outcome.counts.unchanged == 1


class TestOptions:
    def test_an_absent_column_is_unknown(self):
        take(as_csv(IVANOV[:6], header=HEADER[:6]))
        assert Policy.objects.get().options == {}

    def test_an_empty_cell_is_unknown_where_nobody_said_otherwise(self):
        take(as_csv(PETROV))
        assert Policy.objects.get().options == {}

    def test_an_empty_cell_is_not_bought_where_the_mapping_says_so(self):
        take(as_csv(PETROV), empty_means_not_bought=True)
        assert Policy.objects.get().options == {"diving": False}

    @pytest.mark.parametrize(("cell", "bought"), [
        ("да", True), ("+", True), ("x", True), ("Х", True), ("1", True), ("Yes", True), ("TRUE", True), ("есть", True),
        ("нет", False), ("-", False), ("—", False), ("0", False), ("no", False), ("не включено", False),
    ])  # fmt: skip
    def test_yes_and_no_in_their_ways(self, cell, bought):
        take(as_csv((*IVANOV[:6], cell)))
        assert Policy.objects.get().options == {"diving": bought}

    def test_a_word_that_is_neither_is_unknown_and_noted(self):
        taken = take(as_csv((*IVANOV[:6], "по запросу")))
        assert Policy.objects.get().options == {}
        assert notes(taken) == [(2, "option_not_understood")]

    def test_a_later_file_without_the_column_keeps_what_is_known(self):
        take(as_csv(IVANOV))
        assert take(as_csv(IVANOV[:6], header=HEADER[:6])).outcome.counts.unchanged == 1
        assert Policy.objects.get().options == {"diving": True}


class TestPersonsAcrossFiles:
    def test_a_mended_birth_date_is_the_same_person(self):
        take(as_csv(IVANOV))
        take(as_csv((*IVANOV[:2], "02.02.1980", *IVANOV[3:])))
        person = InsuredPerson.objects.get()
        assert str(person.birth_date) == "1980-02-02"
        assert list(PolicyChange.objects.values_list("field", "old", "new")) == [
            ("person.birth_date", "1980-02-01", "1980-02-02")
        ]

    def test_a_mended_name_is_the_same_person(self):
        take(as_csv(IVANOV))
        take(as_csv((IVANOV[0], "Иваненко Иван Петрович", *IVANOV[2:])))
        assert InsuredPerson.objects.get().full_name == "Иваненко Иван Петрович"

    def test_a_new_person_joins_the_policy(self):
        take(as_csv(IVANOV))
        take(as_csv((IVANOV[0], "Иванова Анна", "02.03.1982", *IVANOV[3:])))
        assert InsuredPerson.objects.count() == 2
        assert list(PolicyChange.objects.values_list("field", "new")) == [("person.added", "Иванова Анна")]


class TestCancelling:
    STATUS = (*HEADER, "Статус")

    def test_by_a_status(self):
        take(as_csv(*ROWS))
        counts = take(as_csv((*IVANOV, "Аннулирован"), (*JULIA, "Действует"), header=self.STATUS)).outcome.counts
        assert (counts.cancelled, counts.unchanged) == (1, 1)
        assert Policy.objects.get(number=IVANOV[0]).status == "cancelled"

    def test_by_a_date_with_nothing_but_the_number(self):
        take(as_csv(*ROWS))
        taken = take(as_csv((IVANOV[0], "20.07.2026"), header=("Номер полиса", "Дата аннулирования")))
        assert taken.outcome.counts.cancelled == 1
        policy = Policy.objects.get(number=IVANOV[0])
        assert (policy.status, str(policy.cancelled_on), str(policy.valid_to)) == (
            "cancelled",
            "2026-07-20",
            "2026-12-31",
        )

    def test_again_is_no_change(self):
        take(as_csv((*IVANOV, "отменён"), header=self.STATUS))
        again = take(as_csv((*IVANOV, "отменён"), header=self.STATUS)).outcome.counts
        assert (again.unchanged, again.cancelled, again.changed) == (1, 0, 0)

    def test_a_delta_cancels_nobody_by_silence(self):
        take(as_csv(*ROWS))
        assert take(as_csv(IVANOV), full=False).outcome.counts.cancelled == 0

    def test_a_full_file_cancels_by_silence_only_where_the_mapping_says_so(self):
        take(as_csv(*ROWS))
        counts = take(as_csv(IVANOV), full=True).outcome.counts
        assert (counts.cancelled, counts.vanished) == (0, 2)
        counts = take(as_csv(IVANOV), full=True, missing_means_cancelled=True).outcome.counts
        assert (counts.cancelled, counts.unchanged) == (2, 1)
        assert Policy.objects.filter(status="cancelled", gone_from_file=True).count() == 2

    def test_one_that_comes_back_is_active_again(self):
        take(as_csv(*ROWS))
        take(as_csv(IVANOV), full=True, missing_means_cancelled=True)
        counts = take(as_csv(*ROWS), full=True, missing_means_cancelled=True).outcome.counts
        assert counts.changed == 2
        assert Policy.objects.filter(status="active", cancelled_on=None, gone_from_file=False).count() == 3

    def test_many_vanishing_at_once_need_a_word(self):
        many = [(f"SZ-2026-10{n:04}", "Иванов Иван", f"{1 + n % 28:02}.02.1980", *IVANOV[3:]) for n in range(60)]
        take(as_csv(*many))
        code, facts = refused(as_csv(*many[:40]), full=True, missing_means_cancelled=True)
        assert (code, facts["count"], facts["in_force"]) == ("too_many_vanish", 20, 60)
        assert Policy.objects.filter(status="cancelled").count() == 0
        assert take(as_csv(*many[:40]), full=True, allow_cancel=True).outcome.counts.cancelled == 20

    def test_a_row_at_fault_has_not_vanished(self):
        take(as_csv(*ROWS))
        broken = (*JULIA[:2], "нечто", *JULIA[3:])
        taken = take(as_csv(IVANOV, broken, PETROV), full=True, missing_means_cancelled=True)
        assert taken.outcome.counts.cancelled == 0
        assert Policy.objects.get(number=JULIA[0]).status == "active"
