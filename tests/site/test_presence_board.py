"""The board of a process: what streams are told of who is where."""

from uuid import UUID

from pharos.people.api import Present
from pharos.site import presence
from pharos.site.presence import Board

CASE, OTHER = UUID(int=5), UUID(int=6)


def here(staff: int = 1, *, typing: bool = False) -> Present:
    return Present(staff_id=staff, name=f"Staff {staff}", tab=UUID(int=50 + staff), typing=typing)


def test_a_stream_that_begins_is_told_of_everybody():
    board = Board()
    assert board.put({CASE: [here()], OTHER: [here(2)]}, {CASE, OTHER})
    assert set(board.everybody()) == {str(CASE), str(OTHER)}
    assert board.everybody()[str(CASE)][0].name == "Staff 1"


def test_later_only_changes_are_told():
    board = Board()
    board.put({CASE: [here()]}, {CASE})
    told = board.version
    assert not board.put({CASE: [here()]}, {CASE})
    assert board.since(told) == {}
    assert board.put({OTHER: [here(2)]}, {OTHER})
    assert set(board.since(told)) == {str(OTHER)}


def test_a_page_everybody_left_is_told_of_once_with_nobody():
    board = Board()
    board.put({CASE: [here()]}, {CASE})
    told = board.version
    board.put({}, {CASE})
    assert board.since(told) == {str(CASE): ()}
    assert board.everybody() == {}


def test_typing_is_a_change():
    board = Board()
    board.put({CASE: [here()]}, {CASE})
    assert board.put({CASE: [here(typing=True)]}, {CASE})
    assert board.everybody()[str(CASE)][0].typing == 1


def test_pages_long_left_are_forgotten(monkeypatch):
    monkeypatch.setattr(presence, "EMPTY_KEPT", 3)
    board = Board()
    for number in range(10):
        board.put({UUID(int=number): [here()]}, {UUID(int=number)})
        board.put({}, {UUID(int=number)})
    assert len(board.since(0)) == 3
