-- What only grows is looked after in large steps. By PostgreSQL's own measure (a fifth more rows, a tenth for statistics)
-- a young table was gone through every ten seconds, at a quarter of the server's processor time under full load.
-- Pieces of history made later get the same from src/make-room.ts.
do $$
declare
  growing text;
begin
  for growing in
    select format('%I', c.relname)
      from pg_class c
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and (c.relname in ('declarations', 'declaration_keys', 'idempotency_keys', 'person_events', 'persons',
                          'person_identifiers', 'person_names', 'agency_persons', 'log_records')
            or c.oid in (select inhrelid from pg_inherits
                          where inhparent in ('deliveries'::regclass, 'delivery_outcomes'::regclass,
                                              'attempts'::regclass, 'audit_log'::regclass)))
  loop
    execute format('alter table %s set (autovacuum_vacuum_insert_threshold = 200000,
                                        autovacuum_analyze_threshold = 100000)', growing);
  end loop;
end $$;
