"""Hotels staff tell us of: added, removed, and copied for the resolver, which knows no database."""

import os
import tempfile
from datetime import datetime
from uuid import UUID

from django.db import transaction

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.places import HotelAdded, HotelRemoved
from pharos.journal import api as journal
from pharos.places.hearing import word_key
from pharos.places.models import Hotel, Place
from pharos.places.resolving.hotels import register, told_by_staff

SHORTEST = 4
HEAD = "# Hotels added by staff, a copy of the table: name, other names (|), country, place, its id.\n"


def add_hotel(*, actor: Actor, now: datetime, name: str, others: str, place_id: UUID) -> UUID:
    """Keep a hotel; its id. `others` are other ways to say it, one a line.

    Objects: not_a_person, hotel_too_short (a name any word resembles), hotel_known, place_unknown.
    """
    if actor.kind != "staff":
        raise Objected(Objection("not_a_person"))
    name, others = _tidy(name), "\n".join(filter(None, map(_tidy, others.splitlines())))
    place = Place.objects.filter(pk=place_id).first()
    if place is None:
        raise Objected(Objection("place_unknown"))
    if any(len(word_key(one)) < SHORTEST for one in (name, *others.splitlines())):
        raise Objected(Objection("hotel_too_short", {"least": SHORTEST}))
    key = word_key(name)
    if any(key in hotel.keys and hotel.country == place.country for hotel in register()):
        raise Objected(Objection("hotel_known"))
    with journal.transaction(actor=actor, now=now) as record:
        if Hotel.objects.filter(name=name, place=place).exists():
            raise Objected(Objection("hotel_known"))
        hotel = Hotel.objects.create(name=name, others=others, place=place, added_at=now, added_by=str(actor))
        record(HotelAdded(hotel=hotel.id, place=place.id))
        transaction.on_commit(copy_for_resolver)
    return hotel.id


def remove_hotel(*, actor: Actor, now: datetime, hotel_id: UUID) -> None:
    """It leads nowhere any more; nothing happens where it is gone."""
    with journal.transaction(actor=actor, now=now) as record:
        gone, _ = Hotel.objects.filter(pk=hotel_id).delete()
        if gone:
            record(HotelRemoved(hotel=hotel_id))
            transaction.on_commit(copy_for_resolver)


def hotels() -> list[Hotel]:
    """Those staff have added, by name."""
    return list(Hotel.objects.select_related("place"))


def copy_for_resolver() -> None:
    """Write the table where every process of this machine finds it: at once or not at all."""
    target = told_by_staff()
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        "\t".join((one.name, "|".join(one.others.splitlines()), one.place.country, one.place.name, str(one.place_id)))
        + "\n"
        for one in hotels()
    ]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=target.parent, delete=False) as file:
        file.write(HEAD + "".join(lines))
    os.replace(file.name, target)


def _tidy(text: str) -> str:
    return " ".join(text.replace("|", " ").split())
