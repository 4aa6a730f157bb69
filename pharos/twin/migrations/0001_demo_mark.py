from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DemoMark",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("seed", models.BigIntegerField()),
                ("policies", models.PositiveIntegerField()),
                ("today", models.DateField()),
                ("marked_at", models.DateTimeField()),
                ("built_at", models.DateTimeField(null=True)),
                ("shifts", models.PositiveIntegerField(default=0)),
                ("told_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="twin_one_mark")],
            },
        ),
    ]
