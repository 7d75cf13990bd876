-- History in pieces that are dropped whole: an old one costs nothing, and none has to be deleted from row by row.
-- The pieces ahead are made by src/keep-partitions.ts; see the README, "Decisions".

-- The smallest time-ordered id (UUIDv7) of an instant: ids of deliveries say when they were planned.
create function first_id_of(instant timestamptz) returns uuid language sql immutable strict parallel safe
  return (lpad(to_hex((extract(epoch from instant) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

alter table deliveries rename to deliveries_whole;
alter table deliveries_whole rename constraint deliveries_pkey to deliveries_whole_pkey;
alter index deliveries_of_declaration rename to deliveries_whole_of_declaration;
alter index deliveries_following rename to deliveries_whole_following;
alter index deliveries_released rename to deliveries_whole_released;
create table deliveries (
  like deliveries_whole including defaults including constraints including storage,
  primary key (id)
) partition by range (id);
create index deliveries_of_declaration on deliveries (declaration_id);
create index deliveries_following on deliveries (follows) where follows is not null;
create index deliveries_released on deliveries (agency, released_at) where released_at is not null;

alter table delivery_outcomes rename to delivery_outcomes_whole;
alter table delivery_outcomes_whole rename constraint delivery_outcomes_pkey to delivery_outcomes_whole_pkey;
create table delivery_outcomes (
  like delivery_outcomes_whole including defaults including constraints including storage,
  primary key (id)
) partition by range (id);

alter table attempts rename to attempts_whole;
alter table attempts_whole rename constraint attempts_pkey to attempts_whole_pkey;
create table attempts (
  like attempts_whole including defaults including constraints including storage,
  primary key (delivery_id, number)
) partition by range (delivery_id);

-- By the month (UTC) of the delivery's id, from the oldest there is; whatever else falls into the default one.
do $$
declare
  history text;
  oldest timestamptz;
  month timestamp;
begin
  select least(now(), min(opened_at)) - interval '1 month' into oldest from deliveries_whole;
  foreach history in array array['deliveries', 'delivery_outcomes', 'attempts'] loop
    execute format('create table %I partition of %I default', history || '_default', history);
    for month in
      select generate_series(date_trunc('month', oldest at time zone 'UTC'),
                             date_trunc('month', now() at time zone 'UTC') + interval '2 months', interval '1 month')
    loop
      execute format('create table %I partition of %I for values from (%L) to (%L)',
                     history || to_char(month, '_YYYY_MM'), history,
                     first_id_of(month at time zone 'UTC'), first_id_of((month + interval '1 month') at time zone 'UTC'));
    end loop;
    execute format('insert into %I select * from %I', history, history || '_whole');
    execute format('drop table %I', history || '_whole');
  end loop;
end $$;

-- The audit log by its positions, which only rise: fifty million rows a piece. Nothing is ever changed in any of them.
alter table audit_log rename to audit_log_whole;
alter table audit_log_whole rename constraint audit_log_pkey to audit_log_whole_pkey;
create sequence audit_log_positions as bigint;
create table audit_log (
  like audit_log_whole including constraints including storage,
  primary key (position)
) partition by range (position);
alter table audit_log alter position set default nextval('audit_log_positions');
alter sequence audit_log_positions owned by audit_log.position;

create trigger audit_log_is_append_only
  before update or delete or truncate on audit_log
  for each statement execute function refuse_change();

do $$
declare
  size constant bigint := 50000000;
  latest bigint;
  place bigint;
begin
  select coalesce(max(position), 0) into latest from audit_log_whole;
  create table audit_log_default partition of audit_log default;
  for place in select generate_series(0, latest / size + 2) loop
    execute format('create table %I partition of audit_log for values from (%s) to (%s)',
                   'audit_log_' || lpad(place::text, 4, '0'), place * size, (place + 1) * size);
  end loop;
  insert into audit_log select * from audit_log_whole;
  perform setval('audit_log_positions', latest + 1, false);
  -- Its triggers refuse deleting rows, not dropping what has been copied whole.
  drop table audit_log_whole;
  -- A trigger of the whole does not see what is done to a piece by its own name.
  execute (select string_agg(format('create trigger audit_log_is_append_only before update or delete or truncate on %s
                                     for each statement execute function refuse_change();', inhrelid::regclass), ' ')
             from pg_inherits where inhparent = 'audit_log'::regclass);
end $$;

-- One more attempt at what an acknowledgement has finished meanwhile: rare, so that the statement that records every
-- attempt does not open each piece of the outcomes for it.
create function note_late_attempt(delivery uuid, received_at timestamptz) returns boolean language plpgsql as $$
begin
  update delivery_outcomes o
     set attempts = o.attempts + 1, sent_at = coalesce(o.sent_at, received_at)
   where o.id = delivery;
  return found;
end $$;

-- Withdrawn before its agency's consumer had opened it: known where the opening looks anyway.
insert into lifted_holds (delivery_id, reason)
  select o.id, 'withdrawn' from delivery_outcomes o
   where o.state = 'withdrawn' and not exists (select from deliveries d where d.id = o.id)
  on conflict do nothing;
