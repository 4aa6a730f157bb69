"""Letters in files: found, named, and filed after what they answer."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pharos.contact.importing.order import Kinship, filing_order, kinship
from pharos.contact.importing.sources import NotALetter, Skipped, Source, sources

LETTER = b"From: a@example.org\r\nMessage-ID: <1@example.org>\r\n\r\nHello\r\n"


def test_a_folder_is_read_in_the_order_of_names_with_everything_below(tmp_path):
    (tmp_path / "b.eml").write_bytes(LETTER)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "z.eml").write_bytes(LETTER)
    (tmp_path / ".hidden.eml").write_bytes(LETTER)
    found = list(sources([str(tmp_path)]))
    assert [one.name for one in found] == [str(tmp_path / "a" / "z.eml"), str(tmp_path / "b.eml")]
    assert all(isinstance(one, Source) and one.read() == LETTER for one in found)


def test_an_mbox_holds_many_letters_and_its_quoted_from_lines_are_undone(tmp_path):
    box = tmp_path / "inbox.mbox"
    box.write_bytes(
        b"From a@example.org Sat Jul 18 00:12:00 2026\n" + LETTER + b"\n>From here on it hurt.\n\n"
        b"From b@example.org Sat Jul 18 00:13:00 2026\n" + LETTER
    )
    first, second = sources([str(box)])
    assert (first.name, second.name) == (f"{box}#1", f"{box}#2")
    assert b"\nFrom here on it hurt." in first.read()
    assert second.read() == LETTER


def test_a_file_that_is_no_letter_is_passed_over_with_its_reason(tmp_path):
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "prose.txt").write_text("Some words without any header")
    assert {(one.name.rpartition("/")[2], one.why) for one in sources([str(tmp_path)])} == {
        ("photo.png", NotALetter.NO_HEADERS),
        ("empty.txt", NotALetter.EMPTY),
        ("prose.txt", NotALetter.NO_HEADERS),
    }
    assert list(sources([str(tmp_path / "nowhere")])) == [Skipped(str(tmp_path / "nowhere"), NotALetter.MISSING)]


def test_a_file_that_says_it_is_a_letter_is_taken_however_broken(tmp_path):
    (tmp_path / "broken.eml").write_bytes(b"\x00\xff\xfe")
    assert isinstance(next(sources([str(tmp_path)])), Source)


def test_kin_are_read_from_folded_and_odd_headers():
    raw = b"message-id : <own@x>\r\nReferences: <a@x>\r\n <b@x>\r\nIn-Reply-To: your letter <b@x>\r\n\r\n<c@x>"
    assert kinship(raw) == Kinship(b"own@x", frozenset({b"a@x", b"b@x"}))
    assert kinship(b"") == Kinship(b"", frozenset())


def test_an_answer_is_filed_after_what_it_answers():
    chain = [Kinship(b"%d" % n, frozenset({b"%d" % (n - 1)}) if n else frozenset()) for n in range(5000)]
    assert filing_order(chain[::-1]) == list(range(4999, -1, -1))


def test_strangers_keep_their_order():
    assert filing_order([Kinship(b"", frozenset())] * 4) == [0, 1, 2, 3]


@given(st.lists(st.sets(st.integers(0, 30), max_size=4), max_size=31), st.integers())
def test_every_letter_is_filed_once_whatever_answers_whatever(answers, seed):
    kin = [Kinship(b"%d" % n, frozenset(b"%d" % one for one in ids if one != n)) for n, ids in enumerate(answers)]
    Random(seed).shuffle(kin)
    assert sorted(filing_order(kin)) == list(range(len(kin)))
