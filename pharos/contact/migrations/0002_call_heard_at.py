import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contact", "0001_conversations")]

    operations = [
        migrations.AddField(
            model_name="call",
            name="heard_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
    ]
