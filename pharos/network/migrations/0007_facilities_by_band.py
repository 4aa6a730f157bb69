"""Facilities around a point are read from a band of latitudes of one country, not from the whole country."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0006_a_mission_is_a_candidate"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="facility",
            index=models.Index(fields=["country", "latitude"], name="network_facility_band"),
        ),
    ]
