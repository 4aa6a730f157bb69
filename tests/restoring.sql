-- Lets a test database be put back to its first state in a few milliseconds. Laid into the template by the superuser;
-- the application's role may not even look at it.
CREATE SCHEMA testing;
REVOKE ALL ON SCHEMA testing FROM PUBLIC;

CREATE TABLE testing.sequences AS
SELECT c.oid::regclass AS name, pg_sequence_last_value(c.oid) AS value
FROM pg_class c WHERE c.relkind = 'S' AND c.relnamespace = 'public'::regnamespace;

CREATE TABLE testing.tables AS
SELECT c.oid::regclass AS name, c.relname AS plain, 0::bigint AS rows, 0::bigint AS newest, columns.list AS columns
FROM pg_class c
CROSS JOIN LATERAL (
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS list
    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
) columns
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace;

CREATE TABLE testing.partitioned AS
SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relkind = 'p' AND c.relnamespace = 'public'::regnamespace;

DO $seed$
DECLARE t record; n bigint;
BEGIN
    FOR t IN SELECT * FROM testing.tables LOOP
        EXECUTE format('SELECT count(*) FROM %s', t.name) INTO n;
        IF n > 0 THEN
            EXECUTE format('CREATE TABLE testing.%I AS SELECT %s FROM %s', t.plain, t.columns, t.name);
            UPDATE testing.tables SET rows = n, newest = pg_current_xact_id()::text::bigint WHERE name = t.name;
        END IF;
    END LOOP;
END $seed$;

CREATE FUNCTION testing.restore() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE t record; s record; n bigint; newest_row bigint; size bigint := 0;
BEGIN
    -- No trigger fires: neither the journal's refusals nor the foreign keys.
    SET LOCAL session_replication_role = replica;
    SET LOCAL lock_timeout = '10s';
    -- What a test made beside the tables there were goes with it.
    FOR t IN SELECT c.oid::regclass AS name FROM pg_class c
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
        AND c.oid NOT IN (SELECT k.name::oid FROM testing.tables k) AND NOT c.relispartition
        AND c.oid NOT IN (SELECT k.name::oid FROM testing.partitioned k)
    LOOP
        EXECUTE format('DROP TABLE %s CASCADE', t.name);
    END LOOP;
    FOR t IN SELECT * FROM testing.tables LOOP
        CONTINUE WHEN t.rows = 0 AND pg_relation_size(t.name) = 0;
        IF t.rows > 0 THEN
            EXECUTE format('SELECT count(*), max(xmin::text::bigint) FROM %s', t.name) INTO n, newest_row;
            CONTINUE WHEN n = t.rows AND newest_row <= t.newest;
        END IF;
        EXECUTE format('DELETE FROM %s', t.name);
        size := size + pg_relation_size(t.name);
        IF t.rows > 0 THEN
            EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE TABLE testing.%I', t.name, t.columns, t.plain);
            UPDATE testing.tables SET newest = pg_current_xact_id()::text::bigint WHERE name = t.name;
        END IF;
    END LOOP;
    FOR s IN SELECT * FROM testing.sequences WHERE value IS DISTINCT FROM pg_sequence_last_value(name) LOOP
        PERFORM setval(s.name, coalesce(s.value, 1), s.value IS NOT NULL);
    END LOOP;
    RETURN size;
END $$;
