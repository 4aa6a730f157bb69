import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Rows of a few seconds: not written to the log of the database, and empty after a crash, as they ought to be.
UNLOGGED = "ALTER TABLE people_presence SET UNLOGGED"
LOGGED = "ALTER TABLE people_presence SET LOGGED"


class Migration(migrations.Migration):
    dependencies = [("people", "0003_shared_counters")]

    operations = [
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tab", models.UUIDField()),
                ("subject", models.UUIDField(db_index=True)),
                ("field", models.CharField(blank=True, max_length=40)),
                ("typing", models.BooleanField(default=False)),
                ("seen_at", models.DateTimeField()),
                (
                    "staff",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("staff", "tab", "subject", "field"), name="people_presence_once")
                ],
            },
        ),
        migrations.RunSQL(UNLOGGED, LOGGED),
    ]
