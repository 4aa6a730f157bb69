"""The languages Pharos speaks. Those of a person, of a case and of a letter are chosen independently."""

from enum import StrEnum


class Language(StrEnum):
    RU = "ru"
    EN = "en"
