from django.db import migrations

from pharos.insurers.api import InsurerRowSecurity


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0003_requests'),
    ]

    operations = [
        InsurerRowSecurity("network_contractinsurer", column="insurer_id"),
    ]
