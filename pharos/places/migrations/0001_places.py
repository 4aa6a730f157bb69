
import django.db.models.deletion
import pharos.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='LoadedData',
            fields=[
                ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='EmergencyNumber',
            fields=[
                ('id', models.UUIDField(default=pharos.core.ids.new_id, primary_key=True, serialize=False)),
                ('country', models.CharField(max_length=2)),
                ('service', models.CharField(max_length=20)),
                ('number', models.CharField(max_length=20)),
                ('languages', models.JSONField(default=list)),
                ('note_ru', models.CharField(blank=True, max_length=300)),
                ('note_en', models.CharField(blank=True, max_length=300)),
                ('rank', models.SmallIntegerField(default=0)),
                ('verified_at', models.DateTimeField(null=True)),
                ('verified_by', models.CharField(blank=True, max_length=80)),
            ],
            options={
                'ordering': ['country', 'rank', 'service'],
                'constraints': [models.UniqueConstraint(fields=('country', 'service', 'number'), name='places_emergency_once'), models.CheckConstraint(condition=models.Q(('verified_at__isnull', True), models.Q(('verified_by', ''), _negated=True), _connector='OR'), name='places_emergency_verifier_known')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.UUIDField(default=pharos.core.ids.new_id, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=12)),
                ('geonames', models.IntegerField(null=True)),
                ('name', models.CharField(max_length=200)),
                ('name_ru', models.CharField(blank=True, max_length=200)),
                ('country', models.CharField(max_length=2)),
                ('region', models.CharField(blank=True, max_length=20)),
                ('latitude', models.FloatField()),
                ('longitude', models.FloatField()),
                ('time_zone', models.CharField(max_length=64)),
                ('population', models.IntegerField(default=0)),
                ('weight', models.SmallIntegerField(default=0)),
                ('near', models.CharField(blank=True, max_length=200)),
                ('near_ru', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['country', 'latitude'], name='places_place_country_latitude')],
            },
        ),
        migrations.CreateModel(
            name='EmergencySource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('url', models.CharField(max_length=300)),
                ('dated', models.CharField(blank=True, max_length=40)),
                ('says', models.CharField(blank=True, max_length=60)),
                ('emergency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='places.emergencynumber')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('says')), 'name'],
                'constraints': [models.UniqueConstraint(fields=('emergency', 'url'), name='places_source_once')],
            },
        ),
        migrations.CreateModel(
            name='PlaceName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('ear', models.CharField(max_length=200)),
                ('country', models.CharField(max_length=2)),
                ('weight', models.SmallIntegerField()),
                ('main', models.BooleanField()),
                ('place', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='names', to='places.place')),
            ],
            options={
                'indexes': [models.Index(fields=['key'], name='places_name_key', opclasses=['text_pattern_ops']), models.Index(fields=['ear'], name='places_name_ear', opclasses=['text_pattern_ops'])],
            },
        ),
    ]
