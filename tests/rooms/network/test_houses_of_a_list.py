"""Two houses of a list side by side are two, in whatever letters; and what is kept of each is whole."""

import pytest

from pharos.network.actions.importing import List, Taken, import_facilities
from pharos.network.models import Facility
from tests.cast import NOW, SVETA, actor

pytestmark = pytest.mark.django_db
LONG = " ".join(f"{word}logicheskij" for word in "kardio nevro travmato stomato ginoko uro oftalmo dermato".split())


def taken(*names: str, phone: str = "") -> Taken:
    rows = "".join(f'"{name}",Turkey,36.6,30.5,{phone}\n' for name in names)
    raw = f"name,country,latitude,longitude,phone\n{rows}".encode()
    given = List(raw=raw, source="List", licence="own", dated="2026-10")
    return import_facilities(actor=actor(SVETA), now=NOW, given=given)


def test_houses_side_by_side_are_kept_in_every_script_and_told_apart_by_their_numbers() -> None:
    names = (
        "北京医院", "上海诊所", "مستشفى السلام", "عيادة النور", "โรงพยาบาลกรุงเทพ", "คลินิกสมุย", "Πολυκλινική Ρόδου",
        "Νοσοκομείο Ρόδου", "병원 서울", "병원 부산", "კლინიკა თბილისი", "საავადმყოფო ბათუმი", "בית חולים", "מרפאה",
        "Polyclinic No 1", "Polyclinic No 2", "Zahnarzt 3", "Zahnarzt 4",
    )  # fmt: skip
    told = taken(*names)
    assert (told.taken, dict(told.faults)) == (len(names), {})
    again = taken(*names)
    assert (again.added, again.renewed) == (0, len(names))
    assert taken("北京医院", "北京医院", "Kemer Klinik No 1", "Клиника Кемер No 1").taken == 2


def test_names_alike_for_longer_than_a_key_are_two() -> None:
    assert taken(f"{LONG} zeta", f"{LONG} zorro").added == 2
    assert taken(f"{LONG} zorro").renewed == 1


def test_no_telephone_is_kept_by_half() -> None:
    taken("Clinic", phone="; ".join(f"+9024281411{at:02}" for at in range(20)))
    assert {len(one) for one in Facility.objects.get().phone.split("; ")} == {len("+902428141100")}
