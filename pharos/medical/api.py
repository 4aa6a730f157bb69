"""The door of the Medical Department: what it hears, what it shows of a case, acts for the demonstration world."""

from pharos.medical.actions.asking import Asked, answer, ask
from pharos.medical.actions.duty import call_duty_doctor, carry_out, come, give_order
from pharos.medical.actions.judging import Signature, Word, agree_with_all, judge, sign
from pharos.medical.actions.noting import note_reading
from pharos.medical.actions.opening import owe_review
from pharos.medical.actions.reporting import Reported, file_report
from pharos.medical.actions.seconding import dispute
from pharos.medical.hearing import check_again, end, follow, owe
from pharos.medical.offers import duty_panel, medical_panel, timeline
from pharos.medical.queries.duty import untaken_count
from pharos.medical.queries.page import ReviewView, review_view
from pharos.medical.queries.seconds import SecondReading, second_readings
from pharos.medical.queries.worklist import waiting_count
from pharos.medical.rules.stages import Judgement, Override, Stage, Whom

__all__ = [
    "Asked", "Judgement", "Override", "Reported", "ReviewView", "SecondReading", "Signature", "Stage", "Whom",
    "Word", "agree_with_all", "answer", "ask", "call_duty_doctor", "carry_out", "check_again", "come", "dispute",
    "duty_panel", "end", "file_report", "follow", "give_order", "judge", "medical_panel", "note_reading", "owe",
    "owe_review", "review_view", "second_readings", "sign", "timeline", "untaken_count", "waiting_count",
]  # fmt: skip
