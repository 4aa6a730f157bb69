"""The table of Django's cache: attempts to sign in are counted once for the whole house, not once a process."""

from django.db import migrations

MAKE = """
CREATE TABLE people_counter (
    cache_key varchar(255) COLLATE "C" PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX people_counter_expires ON people_counter (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_drafts")]
    operations = [migrations.RunSQL(MAKE, "DROP TABLE people_counter")]
