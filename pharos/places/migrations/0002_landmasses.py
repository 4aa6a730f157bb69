"""Names of places leave the database for the atlas; a place knows its landmass. The gazetteer is loaded anew."""

from django.db import migrations, models


def forget_what_was_loaded(apps, schema_editor):
    apps.get_model("places", "LoadedData").objects.filter(name="places").delete()


class Migration(migrations.Migration):
    dependencies = [("places", "0001_places")]

    operations = [
        migrations.DeleteModel("PlaceName"),
        migrations.AddField("place", "landmass", models.CharField(blank=True, max_length=40, default=""), preserve_default=False),
        migrations.RunPython(forget_what_was_loaded, migrations.RunPython.noop),
    ]
