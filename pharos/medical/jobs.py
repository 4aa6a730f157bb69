"""Jobs of the department: past reviews checked again at somebody's wish."""

from contextlib import suppress

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from pharos.medical import rechecking
from pharos.medical.models import Recheck

_TRIES = 3


@app.task(name="medical.recheck", queue="imports", retry=_TRIES, pass_context=True)
def recheck(context: JobContext, run: str) -> None:
    """On every processor. Tried again, it goes on behind the last whole stretch; one that is stopped, or that the
    command has taken up meanwhile, is left."""
    found = Recheck.objects.filter(pk=run, finished_at=None, stopped_at=None).first()
    if found is not None:
        with suppress(rechecking.Stopped, rechecking.RunningElsewhere):
            rechecking.carry_out(found, now=timezone.now)
