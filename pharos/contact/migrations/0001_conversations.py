import django.contrib.postgres.fields
import django.db.models.deletion
import pharos.core.ids
import pharos.vault.fields
from django.conf import settings
from django.db import migrations, models

from pharos.insurers.api import InsurerRowSecurity


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0002_invariants'),
        ('insurers', '0001_insurers'),
        ('mailroom', '0001_initial'),
        ('policies', '0001_register'),
        ('vault', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CallToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True)),
                ('hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': [models.OrderBy(models.F('revoked_at'), nulls_first=True), 'name'],
            },
        ),
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.UUIDField(default=pharos.core.ids.new_id, primary_key=True, serialize=False)),
                ('pbx_id', models.CharField(max_length=120, null=True, unique=True)),
                ('direction', models.CharField(choices=[('in', 'in'), ('out', 'out')], max_length=3)),
                ('state', models.CharField(choices=[('ringing', 'ringing'), ('talking', 'talking'), ('ended', 'ended'), ('missed', 'missed'), ('unanswered', 'unanswered')], max_length=10)),
                ('from_number', models.CharField(blank=True, max_length=32)),
                ('to_number', models.CharField(blank=True, max_length=32)),
                ('peer', models.CharField(blank=True, max_length=32)),
                ('extension', models.CharField(blank=True, max_length=20)),
                ('ringing', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list)),
                ('put_away', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list)),
                ('first_at', models.DateTimeField()),
                ('rang_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('insurer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insurers.insurer')),
                ('staff', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CallSignal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ringing', 'ringing'), ('answered', 'answered'), ('hung_up', 'hung_up')], max_length=8)),
                ('at', models.DateTimeField()),
                ('direction', models.CharField(max_length=3)),
                ('from_number', models.CharField(blank=True, max_length=32)),
                ('to_number', models.CharField(blank=True, max_length=32)),
                ('extension', models.CharField(blank=True, max_length=20)),
                ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='signals', to='contact.call')),
                ('insurer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insurers.insurer')),
            ],
        ),
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.UUIDField(default=pharos.core.ids.new_id, primary_key=True, serialize=False)),
                ('policy_number', models.CharField(blank=True, max_length=60)),
                ('state', models.CharField(choices=[('open', 'open'), ('held', 'held'), ('ended', 'ended')], default='open', max_length=5)),
                ('end_reason', models.CharField(blank=True, choices=[('question', 'question'), ('thanks', 'thanks'), ('wrong_insurer', 'wrong_insurer'), ('press', 'press'), ('spam', 'spam'), ('duplicate', 'duplicate'), ('other', 'other')], max_length=14)),
                ('ended_at', models.DateTimeField(null=True)),
                ('held_reason', models.CharField(blank=True, choices=[('stranger_quotes_case', 'stranger_quotes_case'), ('forged_tag', 'forged_tag')], max_length=24)),
                ('opened_at', models.DateTimeField()),
                ('last_contact_at', models.DateTimeField()),
                ('waiting_since', models.DateTimeField()),
                ('unread', models.BooleanField(default=False)),
                ('urgent', models.BooleanField(default=False)),
                ('language', models.CharField(blank=True, max_length=3)),
                ('correspondent', models.CharField(default='other', max_length=10)),
                ('subject', pharos.vault.fields.SealedTextField(editable=True, key='key', null=True)),
                ('name', pharos.vault.fields.SealedTextField(editable=True, key='key', null=True)),
                ('snippet', pharos.vault.fields.SealedTextField(editable=True, key='key', null=True)),
                ('address', models.CharField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('case', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('claimed_case', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cases.case')),
                ('insurer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insurers.insurer')),
                ('joined_to', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='contact.conversation')),
                ('key', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.key')),
                ('policy', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='policies.policy')),
            ],
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=pharos.core.ids.new_id, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('letter_in', 'letter_in'), ('letter_out', 'letter_out'), ('call_in', 'call_in'), ('call_out', 'call_out')], max_length=10)),
                ('at', models.DateTimeField()),
                ('filed_at', models.DateTimeField()),
                ('correspondent', models.CharField(max_length=10)),
                ('reason', models.CharField(blank=True, max_length=20)),
                ('urgent', models.BooleanField(default=False)),
                ('late', models.BooleanField(default=False)),
                ('new_address', models.BooleanField(default=False)),
                ('failed_at', models.DateTimeField(null=True)),
                ('bounce', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='contact.contact')),
                ('call', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contact', to='contact.call')),
                ('insurer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insurers.insurer')),
                ('letter', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mailroom.letter')),
                ('conversation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='contact.conversation')),
            ],
        ),
        migrations.CreateModel(
            name='DangerScreen',
            fields=[
                ('id', models.UUIDField(default=pharos.core.ids.new_id, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('answers', pharos.vault.fields.SealedTextField(editable=True, key='key', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('insurer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insurers.insurer')),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.key')),
                ('staff', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-asked_at'],
            },
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(condition=models.Q(('state__in', ['ringing', 'talking'])), fields=['-first_at'], name='contact_call_live'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(condition=models.Q(('peer', ''), _negated=True), fields=['peer', '-first_at'], name='contact_call_peer'),
        ),
        migrations.AddConstraint(
            model_name='callsignal',
            constraint=models.UniqueConstraint(fields=('call', 'kind', 'at', 'extension', 'direction', 'from_number', 'to_number'), name='contact_signal_once'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(models.OrderBy(models.F('urgent'), descending=True), models.F('waiting_since'), models.F('id'), condition=models.Q(('joined_to', None), ('unread', True)), name='contact_unread'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(models.OrderBy(models.F('urgent'), descending=True), models.F('waiting_since'), models.F('id'), condition=models.Q(('case', None), ('joined_to', None), ('state', 'open')), name='contact_open'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(models.OrderBy(models.F('urgent'), descending=True), models.F('waiting_since'), models.F('id'), condition=models.Q(('joined_to', None), ('state', 'held')), name='contact_held'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(models.OrderBy(models.F('ended_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('joined_to', None), ('state', 'ended')), name='contact_ended'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(condition=models.Q(('case__isnull', False)), fields=['case', '-last_contact_at', '-id'], name='contact_of_case'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(condition=models.Q(('joined_to__isnull', False)), fields=['joined_to'], name='contact_joined'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(condition=models.Q(('address', ''), _negated=True), fields=['address', '-last_contact_at'], name='contact_address'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(condition=models.Q(('phone', ''), _negated=True), fields=['phone', '-last_contact_at'], name='contact_phone'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_reason__gt', ''), ('state', 'ended')), models.Q(models.Q(('state', 'ended'), _negated=True), ('end_reason', '')), _connector='OR'), name='contact_ended_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ended'), _negated=True), ('case', None), models.Q(('joined_to', None), _negated=True), _connector='OR'), name='contact_ended_has_no_case'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(('joined_to', None), models.Q(('joined_to', models.F('id')), _negated=True), _connector='OR'), name='contact_not_joined_to_itself'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['conversation', '-at', '-id'], name='contact_of_conversation'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('call__isnull', False), ('letter', None)), models.Q(('call', None), ('letter__isnull', False)), _connector='OR'), name='contact_letter_or_call'),
        ),
        InsurerRowSecurity("contact_call", column="insurer_id"),
        InsurerRowSecurity("contact_callsignal", column="insurer_id"),
        InsurerRowSecurity("contact_conversation", column="insurer_id"),
        InsurerRowSecurity("contact_contact", column="insurer_id"),
        InsurerRowSecurity("contact_dangerscreen", column="insurer_id"),
    ]
