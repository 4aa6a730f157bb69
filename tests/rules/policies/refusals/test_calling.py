"""Whom a waiting refusal is brought to, and when it goes further."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from pharos.policies.refusals.rules.calling import LADDER, STEP, Call, Rung, Signer, called
from tests.cast import NOW

SVETA = Signer(staff_id=1, name="Света", here=True)
PAVEL = Signer(staff_id=2, name="Павел", on_call=True)
RITA = Signer(staff_id=3, name="Рита")
ALL = (RITA, PAVEL, SVETA)


def brought(*signers: Signer, minutes: float = 0, proposer: int | None = None) -> Call:
    return called(signers, proposer=proposer, since=NOW, now=NOW + timedelta(minutes=minutes))


def names(call: Call) -> list[str]:
    return [one.name for one in call.signers]


def test_somebody_at_work_keeps_it_off_the_list():
    call = brought(*ALL)
    assert (call.rung, call.on_list, names(call)) == (Rung.SHIFT, False, ["Света"])
    assert call.next_at == NOW + STEP


def test_with_nobody_at_work_who_may_sign_it_begins_with_whoever_is_on_call():
    call = brought(RITA, PAVEL)
    assert (call.rung, call.on_list, names(call)) == (Rung.ON_CALL, True, ["Павел"])


def test_whoever_proposed_does_not_count_as_at_work():
    call = brought(*ALL, proposer=1)
    assert (call.rung, names(call)) == (Rung.ON_CALL, ["Павел"])


def test_with_nobody_on_call_everybody_who_may_sign_is_called():
    assert (brought(RITA).rung, names(brought(RITA))) == (Rung.EVERYBODY, ["Рита"])
    nobody = brought()
    assert (nobody.rung, nobody.signers) == (Rung.EVERYBODY, ())


def test_it_goes_one_rung_further_with_every_step_of_waiting():
    rungs = [brought(*ALL, minutes=minutes).rung for minutes in (0, 9.9, 10, 20, 30, 600)]
    assert rungs == [Rung.SHIFT, Rung.SHIFT, Rung.ON_CALL, Rung.EVERYBODY, Rung.HEAD, Rung.HEAD]
    assert names(brought(*ALL, minutes=20)) == ["Света", "Павел", "Рита"]
    assert brought(*ALL, minutes=30).next_at is None


def test_where_nobody_is_on_call_it_goes_from_the_shift_to_everybody():
    rungs = [brought(SVETA, RITA, minutes=minutes).rung for minutes in (0, 10, 20)]
    assert rungs == [Rung.SHIFT, Rung.EVERYBODY, Rung.HEAD]


def test_a_clock_that_runs_behind_takes_nothing_back():
    call = brought(*ALL, minutes=-5)
    assert (call.rung, call.waits) == (Rung.SHIFT, timedelta(0))


@given(
    st.lists(st.builds(Signer, staff_id=st.integers(1, 9), here=st.booleans(), on_call=st.booleans())),
    st.integers(0, 200),
    st.integers(0, 60),
)
def test_waiting_longer_never_brings_it_back(signers, minutes, more):
    first, later = brought(*signers, minutes=minutes), brought(*signers, minutes=minutes + more)
    assert LADDER.index(later.rung) >= LADDER.index(first.rung)
    assert set(first.signers) <= set(later.signers)
    if first.next_at is not None:
        assert NOW + first.waits < first.next_at
