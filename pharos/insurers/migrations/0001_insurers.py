import django.db.models.deletion
import django.db.models.functions.text
import pharos.core.ids
from django.db import migrations, models

from pharos.insurers.security import InsurerRowSecurity


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Insurer',
            fields=[
                ('id', models.UUIDField(default=pharos.core.ids.new_id, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=8, unique=True)),
                ('name_ru', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
                ('country', models.CharField(max_length=2)),
                ('language', models.CharField(choices=[('ru', 'Русский'), ('en', 'English')], default='ru', max_length=2)),
                ('time_zone', models.CharField(max_length=64)),
                ('greeting_ru', models.TextField(blank=True)),
                ('greeting_en', models.TextField(blank=True)),
                ('rules_ru', models.TextField(blank=True, help_text='one rule of the conversation a line')),
                ('rules_en', models.TextField(blank=True)),
                ('active', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('duty', models.CharField(blank=True, max_length=120)),
                ('phone', models.CharField(blank=True, max_length=32)),
                ('mail', models.EmailField(blank=True, max_length=254)),
                ('languages', models.JSONField(default=list)),
                ('after_hours', models.BooleanField(default=False)),
                ('insurer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='insurers.insurer')),
            ],
            options={
                'ordering': ['insurer', 'name'],
            },
        ),
        migrations.CreateModel(
            name='AuthorityLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', models.CharField(blank=True, max_length=2)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12)),
                ('currency', models.CharField(max_length=3)),
                ('insurer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='limits', to='insurers.insurer')),
            ],
            options={
                'ordering': ['insurer', 'country'],
            },
        ),
        migrations.CreateModel(
            name='KnownAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=254, unique=True)),
                ('insurer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='known_addresses', to='insurers.insurer')),
            ],
            options={
                'ordering': ['insurer', 'address'],
            },
        ),
        migrations.CreateModel(
            name='NumberPattern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pattern', models.CharField(max_length=60)),
                ('example', models.CharField(blank=True, max_length=60)),
                ('insurer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='patterns', to='insurers.insurer')),
            ],
            options={
                'ordering': ['insurer', 'pattern'],
            },
        ),
        migrations.CreateModel(
            name='SenderAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('ru', 'Русский'), ('en', 'English')], max_length=2)),
                ('address', models.EmailField(max_length=254, unique=True)),
                ('display_name', models.CharField(max_length=120)),
                ('insurer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='senders', to='insurers.insurer')),
            ],
            options={
                'ordering': ['insurer', 'language'],
            },
        ),
        migrations.CreateModel(
            name='ServiceTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('service', models.CharField(max_length=32)),
                ('minutes', models.PositiveIntegerField()),
                ('insurer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='insurers.insurer')),
            ],
            options={
                'ordering': ['insurer', 'service'],
            },
        ),
        migrations.CreateModel(
            name='ContactHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField()),
                ('opens', models.TimeField()),
                ('closes', models.TimeField()),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='insurers.contact')),
            ],
            options={
                'ordering': ['weekday', 'opens'],
                'constraints': [models.UniqueConstraint(fields=('contact', 'weekday', 'opens'), name='insurers_hours_once'), models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='insurers_hours_weekday')],
            },
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.UniqueConstraint(fields=('insurer', 'name'), name='insurers_contact_once'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('phone', ''), _negated=True), models.Q(('mail', ''), _negated=True), _connector='OR'), name='insurers_contact_reachable'),
        ),
        migrations.AddConstraint(
            model_name='authoritylimit',
            constraint=models.UniqueConstraint(fields=('insurer', 'country'), name='insurers_limit_once'),
        ),
        migrations.AddConstraint(
            model_name='authoritylimit',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='insurers_limit_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='knownaddress',
            constraint=models.CheckConstraint(condition=models.Q(('address', django.db.models.functions.text.Lower(models.F('address')))), name='insurers_address_lower'),
        ),
        migrations.AddConstraint(
            model_name='numberpattern',
            constraint=models.UniqueConstraint(fields=('insurer', 'pattern'), name='insurers_pattern_once'),
        ),
        migrations.AddConstraint(
            model_name='senderaddress',
            constraint=models.UniqueConstraint(fields=('insurer', 'language'), name='insurers_sender_once'),
        ),
        migrations.AddConstraint(
            model_name='servicetarget',
            constraint=models.UniqueConstraint(fields=('insurer', 'service'), name='insurers_target_once'),
        ),
        InsurerRowSecurity("insurers_insurer", column="id"),
    ]
