from django.db import migrations

APPEND = """
create function journal_append(rows json) returns bigint language plpgsql as $$
declare
    head journal_head%rowtype;
    line record;
begin
    select * into strict head from journal_head where id = 1 for update;
    for line in
        select * from json_to_recordset(rows)
        as r(recorded_at timestamptz, type text, version smallint, stream uuid, actor text, payload text)
    loop
        head.position := head.position + 1;
        head.hash := sha256(head.hash || convert_to(concat_ws(E'\\x1f', head.position,
            to_char(line.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
            line.type, line.version, line.stream, line.actor, line.payload), 'UTF8'));
        insert into journal_entry (position, recorded_at, type, version, stream, actor, payload, hash)
        values (head.position, line.recorded_at, line.type, line.version, line.stream, line.actor, line.payload,
            head.hash);
    end loop;
    update journal_head set position = head.position, hash = head.hash where id = 1;
    perform pg_notify('journal', head.position::text);
    return head.position;
end $$;
"""

KEEP = """
create function journal_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the journal is written once: % on % is refused', tg_op, tg_table_name
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger journal_entry_keep before update or delete or truncate on journal_entry
    for each statement execute function journal_refuse();
insert into journal_head (id, position, hash) values (1, 0, '');
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_tables")]
    operations = [
        migrations.RunSQL(APPEND, "drop function journal_append(json)"),
        migrations.RunSQL(KEEP, "drop function journal_refuse() cascade"),
    ]
