"""The rules of cover in the demonstration: one insurer's whole wording, published as a person would publish it."""

from collections.abc import Iterator
from datetime import datetime

from pharos.policies import api as policies
from pharos.twin.demo.importing import BUILDER

SETS = ("northern-star",)
"""Invented for Pharos; the other insurers of the demonstration have none, and their panels say so."""


def publish_rules(*, now: datetime) -> Iterator[str]:
    """Publish them, where they are not published yet; the label of each."""
    for name in SETS:
        text, label = policies.shipped_text(name)
        policies.publish(actor=BUILDER, now=now, text=text)
        yield label
