"""When a request must be answered, and by when each of its steps should be behind us. Pure: no clock is read here."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pharos.network.rules.requests import Answer, Origin, Step

KNOWN, OBSCURE, LIVE = "destination_known", "destination_obscure", "destination_live"
"""Services of an insurer's contract (`insurers.TARGETS`): a place of ours, one nobody of us knows, a case that runs."""

FREE_DAYS = frozenset({5, 6})
BEFORE_DEPARTURE = timedelta(days=1)
"""The answer is there a whole day before the first of them leaves: time enough to pass it on."""
SHARES = {
    Step.RECEIVED: 0.15, Step.CLARIFYING: 0.15, Step.REGISTER: 0.25, Step.SCOUTING: 0.45, Step.CONTACTING: 0.65,
    Step.CREDENTIALING: 0.8, Step.AGREEING: 0.92, Step.REPLYING: 1.0,
}  # fmt: skip
"""The part of the whole time at whose end each step should be behind us. Our own judgement."""
RULE, VERSION = "network.request", 1


def service(origin: Origin, answer: Answer | None) -> str:
    """Which promise of the insurer's contract holds. Until the register was looked at a place counts as known."""
    if origin is Origin.CASE:
        return LIVE
    return OBSCURE if answer is Answer.NONE else KNOWN


def due(*, received: datetime, minutes: int, live: bool, departs_on: date | None, zone: ZoneInfo) -> datetime:
    """The moment by which the insurer has his answer: the minutes of the contract, of which Saturdays and Sundays do
    not count unless a case is running, and a day before the first departure where that comes sooner. Never before a
    tenth of the minutes has passed: a request that came too late is late soon, not at once."""
    by_contract = received + timedelta(minutes=minutes) if live else _working(received, minutes, zone)
    if departs_on is None:
        return by_contract
    leaves = datetime.combine(departs_on, time(), tzinfo=zone) - BEFORE_DEPARTURE
    return min(by_contract, max(leaves, received + timedelta(minutes=minutes / 10)))


def step_due(step: Step, *, received: datetime, due_at: datetime) -> datetime:
    """By when this step should be behind us; never after the answer is due."""
    return received + (due_at - received) * SHARES.get(step, 1.0)


def _working(received: datetime, minutes: int, zone: ZoneInfo) -> datetime:
    """So many minutes later, free days left out; a request of a Saturday begins on Monday."""
    moment, left = received.astimezone(zone), timedelta(minutes=minutes)
    while True:
        midnight = datetime.combine(moment.date() + timedelta(days=1), time(), tzinfo=zone)
        if moment.weekday() not in FREE_DAYS:
            # By the clock of the world: the day on which clocks change is an hour shorter or longer.
            today = timedelta(seconds=midnight.timestamp() - moment.timestamp())
            if left <= today:
                return datetime.fromtimestamp(moment.timestamp() + left.total_seconds(), tz=received.tzinfo)
            left -= today
        moment = midnight
