"""Why a row of a list is not taken, and what is said of one that is."""

from enum import StrEnum


class Fault(StrEnum):
    """Why a row is not taken."""

    NO_NAME = "no_name"
    NO_PLACE = "no_place"
    PLACE_UNKNOWN = "place_unknown"
    NOT_A_NUMBER = "not_a_number"
    MINUTES = "minutes"
    ZERO = "zero"
    SWAPPED = "swapped"
    OUT_OF_RANGE = "out_of_range"
    NO_ZONE = "no_zone"
    FAR = "far"
    COUNTRY_UNKNOWN = "country_unknown"
    FORMULA = "formula"
    BROKEN = "broken_row"
    SHIFTED = "shifted"
    TWICE = "twice"
    EXPIRED = "expired"
    CLOSED = "closed"
    NOT_FOR_PATIENTS = "not_for_patients"


class Remark(StrEnum):
    """What of a row was left out or understood in its own way while the row was taken."""

    PHONE_UNREADABLE = "phone_unreadable"
    BEDS_UNREADABLE = "beds_unreadable"
    WEBSITE_UNREADABLE = "website_unreadable"
    HOURS_UNREADABLE = "hours_unreadable"
    UNTIL_UNREADABLE = "until_unreadable"
    NAME_CUT = "name_cut"
    ELSEWHERE = "elsewhere"
    EXCHANGED = "exchanged"
    METRES = "metres"
    GRID = "grid"
    ROUGH = "rough"
    NEAREST_COUNTRY = "nearest_country"
    COUNTRY_LEARNT = "country_learnt"
    ALIKE = "alike"
