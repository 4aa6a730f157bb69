"""A log names the place of a failure and never the person it was about."""

import logging

from pharos.site.discretion import DiscreetFormatter


def told(error: BaseException) -> str:
    try:
        raise error
    except BaseException as caught:  # noqa: BLE001  whatever it is shall be written down
        record = logging.LogRecord(
            "x", logging.ERROR, "", 0, "failed", (), (type(caught), caught, caught.__traceback__)
        )
    return DiscreetFormatter("%(message)s").format(record)


def test_the_class_and_the_place_are_told_and_the_words_are_not():
    text = told(ValueError("Key (phone)=(+79165554218) already exists"))
    assert "ValueError" in text
    assert "test_discretion.py" in text
    assert "7916" not in text


def test_neither_are_the_words_of_what_caused_it():
    try:
        try:
            raise KeyError("Серова Ольга")
        except KeyError as inner:
            raise RuntimeError("fever in Hurghada") from inner
    except RuntimeError as outer:
        text = told(outer)
    assert "KeyError" in text
    assert "RuntimeError" in text
    assert "Серова" not in text
    assert "fever" not in text
