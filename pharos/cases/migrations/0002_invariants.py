from django.db import migrations

from pharos.insurers.api import InsurerRowSecurity

FOLLOW = """
create function cases_insurer_follows() returns trigger language plpgsql as $$
begin
    update cases_party set insurer_id = new.insurer_id where case_id = new.id;
    update cases_hold set insurer_id = new.insurer_id where case_id = new.id;
    update cases_promise set insurer_id = new.insurer_id where case_id = new.id;
    update cases_note set insurer_id = new.insurer_id where case_id = new.id;
    update cases_searchword set insurer_id = new.insurer_id where case_id = new.id;
    return null;
end $$;
create trigger cases_insurer_follows after update of insurer_id on cases_case for each row
    when (old.insurer_id is distinct from new.insurer_id) execute function cases_insurer_follows();
"""


class Migration(migrations.Migration):
    """A case's rows belong to the case's insurer, whoever changes it; an insurer sees its own rows only."""

    dependencies = [("cases", "0001_cases")]
    operations = [
        migrations.RunSQL(FOLLOW, "drop function cases_insurer_follows() cascade"),
        *(
            InsurerRowSecurity(f"cases_{table}", column="insurer_id")
            for table in ("case", "party", "hold", "promise", "note", "searchword")
        ),
    ]
