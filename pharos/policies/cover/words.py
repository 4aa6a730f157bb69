"""The closed vocabularies of rule sets and decisions."""

from enum import StrEnum


class Kind(StrEnum):
    """Types of facts."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    WHOLE = "whole"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"


class Effect(StrEnum):
    GRANTS = "grants"
    EXCLUDES = "excludes"
    RESTORES = "restores"
    CAPS = "caps"
    DEDUCTS = "deducts"
    REQUIRES = "requires"
    REFERS = "refers"


class Answer(StrEnum):
    """The answer for one item."""

    COVER = "cover"
    UP_TO = "up_to"
    REFUSE = "refuse"
    NEED_FACTS = "need_facts"
    REFER = "refer"


class Source(StrEnum):
    """Who told a fact. `computed` and `unstated` are never written in a file."""

    TRAVELLER = "traveller"
    RELATIVE = "relative"
    COMPANION = "companion"
    CLINIC = "clinic"
    PROVIDER = "provider"
    POLICE = "police"
    DOCUMENT = "document"
    OPERATOR = "operator"
    MEDICAL_DEPARTMENT = "medical_department"
    INSURER = "insurer"
    REGISTER = "register"
    COMPUTED = "computed"
    UNSTATED = "unstated"


TOLD = tuple(source for source in Source if source not in (Source.COMPUTED, Source.UNSTATED))


class Basis(StrEnum):
    """Whose date picks the version of a set, and the days on which a row exists."""

    ISSUED = "issued"
    LOSS = "loss"


class Step(StrEnum):
    """What is applied to a bill; a set says in which order."""

    DEDUCTIBLE = "deductible"
    COINSURANCE = "coinsurance"
    CAP = "cap"


class Rounding(StrEnum):
    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"


class RateDate(StrEnum):
    """The day whose rate of exchange counts."""

    EXPENSE = "expense"
    INVOICE = "invoice"
    PAYMENT = "payment"
    LOSS = "loss"


class Reach(StrEnum):
    """What a limit is counted over, from the narrowest to the widest."""

    LINE = "line"
    INCIDENT = "incident"
    TRIP = "trip"
    POLICY = "policy"


UNITS = ("visit", "day", "night", "person", "piece")
"""What else a cap can be counted by: each line of a bill is one, unless it says how many."""


class Reason(StrEnum):
    """Why something is arranged at once."""

    LIFE = "life"
    LIMB = "limb"
    PAIN = "pain"


class Duty(StrEnum):
    NOTIFY = "notify"
    AUTHORISE = "authorise"
    ARRANGE = "arrange"
    DOCUMENT = "document"
    SEEK_CARE = "seek_care"
    OTHER = "other"


class DutyState(StrEnum):
    """`due`: it applies and nobody has said it is done; `open`: whether it applies is not known yet."""

    DUE = "due"
    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"


class Arranging(StrEnum):
    YES = "yes"
    NO = "no"
    ASK = "ask"


class Operation(StrEnum):
    """The closed list of ways to compute a fact."""

    YEARS = "years"
    DAYS = "days"
    MINUS = "minus"
    WITHIN = "within"
    STAY_DAY = "stay_day"


ITEMS = (
    "outpatient",
    "inpatient",
    "surgery",
    "dental",
    "medicines",
    "transport",
    "evacuation",
    "remains",
    "relative_visit",
    "children_return",
    "early_return",
    "companion",
    "hotel",
    "messages",
    "search_rescue",
    "diagnostics",
    "appliances",
    "pregnancy_care",
    "decompression",
    "interpreter",
    "documents",
    "legal",
)
"""Items every set may list by code; their names are the room's messages."""
