-- Many deliveries sent again by one decision of an operator.

create table replays (
  id uuid primary key,
  -- As it was asked for: names of the list's query.
  filter jsonb not null,
  reason text not null,
  -- Deliveries a second at most; null: as fast as the agencies take them.
  rate_per_second integer,
  requested_by text not null,
  requested_at timestamptz not null default now(),
  approved_by text,
  state text not null check (state in ('awaiting-approval', 'running', 'paused', 'completed', 'cancelled')),
  -- How many the set held when it was fixed, agency by agency; and what became of them.
  total integer not null,
  agencies text[] not null,
  done integer not null default 0,
  failed integer not null default 0,
  ended_at timestamptz,
  -- Which program runs it. Every write of its runner names the epoch.
  owner text,
  epoch bigint not null default 0,
  expires_at timestamptz not null default '-infinity'
) with (fillfactor = 50);
create index replays_running on replays (id) where state = 'running';

-- What a replay still has to do: fixed at its request, gone as each is done.
create table replay_items (
  replay_id uuid not null,
  agency text not null,
  delivery_id uuid not null,
  -- When it was put back on its way; null: not yet, or taken back.
  put_back_at timestamptz,
  -- As it was when it was put back: restored when it is taken back.
  attempts integer,
  was_reason text,
  was_wake_at timestamptz,
  was_retries integer,
  primary key (replay_id, agency, delivery_id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);
create index replay_items_under_way on replay_items (replay_id, agency) where put_back_at is not null;

alter table delivery_work
  -- The replay that put it back on its way; another decision about it ends that replay's hold over it.
  add column replay_id uuid;
