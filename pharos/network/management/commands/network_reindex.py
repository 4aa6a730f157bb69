"""`pharos network reindex`: what the search knows, made anew from providers and facilities."""

from itertools import batched
from typing import Any

from django.core.management import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from pharos.network.actions.indexing import index_facilities, index_providers
from pharos.network.models import FacilitySource, Provider

BLOCK = 2_000


class Command(BaseCommand):
    help = "Make the index of the search anew from providers and facilities"

    def handle(self, *args: Any, **options: Any) -> None:
        rows = 0
        for source in FacilitySource.objects.all():
            with transaction.atomic():
                rows += index_facilities(source.id)
        providers = 0
        for block in batched(Provider.objects.order_by("id").values_list("id", flat=True).iterator(), BLOCK):
            with transaction.atomic():
                index_providers(block)
            providers += len(block)
        told = {"rows": rows, "providers": providers}
        self.stdout.write(_("Facilities: %(rows)d rows; providers: %(providers)d.") % told)
