"""Facilities: two real lists taken in, where they lie in `shared/data/facilities` (PHAROS_BENCH_FACILITIES names the
folder); they are not shipped."""

import os
import resource
import time
from pathlib import Path

from django.utils import timezone

from bench.table import show
from pharos.core.actor import Actor

FOLDER = Path(os.environ.get("PHAROS_BENCH_FACILITIES") or Path(__file__).parents[2] / "shared" / "data" / "facilities")
LISTS = (
    ("who-kemri-subsaharan.csv.gz", "WHO and KEMRI, public facilities", "to be checked", "2019"),
    ("healthsites-osm-africa.csv.gz", "healthsites.io, Africa", "ODbL", "2021-06"),
)


def run() -> None:
    """Each list twice: new, and again."""
    from pharos.network.api import List, import_facilities
    from pharos.network.models import Facility, FacilitySource

    rows = []
    for file, source, licence, dated in LISTS:
        if not (FOLDER / file).exists():
            print(f"{FOLDER / file} is not here: left out")
            continue
        Facility.objects.filter(source__name=source).delete()
        FacilitySource.objects.filter(name=source).delete()
        given = List(path=FOLDER / file, source=source, licence=licence, dated=dated)
        for turn in ("new", "again"):
            start, cpu = time.perf_counter(), time.process_time()
            taken = import_facilities(actor=Actor.system("bench"), now=timezone.now(), given=given)
            spent, worked = time.perf_counter() - start, time.process_time() - cpu
            rows.append(
                (source, turn, taken.rows, taken.taken, taken.added, taken.renewed, f"{spent:.1f}", f"{worked:.1f}")
            )
        print(source, {str(fault): count for fault, count in taken.faults.items()}, dict(taken.remarks))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    head = ("list", "", "rows", "taken", "new", "renewed", "s", "s of CPU here")
    show("Facilities taken in", head, rows, note=f"most memory {peak} MB")
