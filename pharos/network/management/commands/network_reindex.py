"""`pharos network reindex`: what the search knows, made anew from providers and facilities."""

from typing import Any

from django.core.management import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from pharos.network.actions.indexing import index_facilities, index_provider
from pharos.network.models import FacilitySource, Provider


class Command(BaseCommand):
    help = "Make the index of the search anew from providers and facilities"

    def handle(self, *args: Any, **options: Any) -> None:
        rows = 0
        for source in FacilitySource.objects.all():
            with transaction.atomic():
                rows += index_facilities(source.id)
        for provider in Provider.objects.iterator():
            with transaction.atomic():
                index_provider(provider)
        self.stdout.write(_("Facilities: %(rows)d rows; providers: %(providers)d.") % {
            "rows": rows, "providers": Provider.objects.count(),
        })  # fmt: skip
