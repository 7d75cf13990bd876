-- The record. Whatever is personal is ciphertext under the declaration's own key; identifiers are keyed hashes.

-- ---- persons -----------------------------------------------------------------------------------------------

create table persons (
  id uuid primary key,
  -- Sequence number of the person's latest event; given under the person's advisory locks.
  last_seq bigint not null
) with (fillfactor = 70);

create table person_identifiers (
  hash bytea primary key,
  person_id uuid not null references persons
);

-- ---- declarations ------------------------------------------------------------------------------------------

create table declarations (
  id uuid primary key,
  reference text not null unique,
  kind text not null,
  channel text not null,
  account text not null,
  office text,
  replaces uuid references declarations,
  content bytea not null,
  submitted_at timestamptz not null,
  withdrawn_at timestamptz
);

-- Apart from the declarations, so that its backups can expire on their own and a destroyed key stays destroyed.
create table declaration_keys (
  declaration_id uuid primary key,
  wrapped_key bytea,
  destroyed_at timestamptz,
  check ((wrapped_key is null) = (destroyed_at is not null))
);

create table person_events (
  id uuid primary key,
  declaration_id uuid not null,
  person_index smallint not null,
  person_id uuid not null,
  person_seq bigint not null,
  type text not null,
  content bytea not null,
  told_agencies text[] not null,
  told_deliveries uuid[] not null,
  submitted_at timestamptz not null,
  -- When every told agency had opened its delivery; until then the reconciler watches over it.
  opened_at timestamptz,
  unique (person_id, person_seq)
);
create index person_events_of_declaration on person_events (declaration_id);
create index person_events_unopened on person_events (submitted_at) where opened_at is null;

create table idempotency_keys (
  account text not null,
  route text not null,
  key text not null,
  fingerprint bytea not null,
  declaration_id uuid not null,
  used_at timestamptz not null,
  primary key (account, route, key)
);

-- Committed and not yet on the log. Published rows are deleted: person_events is what stays (see README).
create table outbox (
  position bigint generated always as identity primary key,
  topic text not null,
  key text not null,
  headers jsonb not null,
  value bytea not null
);

-- ---- deliveries --------------------------------------------------------------------------------------------

-- Where each agency's consumer stands with each person: which event it met last, which sequence it gave last.
create table agency_persons (
  agency text not null,
  person_id uuid not null,
  last_person_seq bigint not null,
  last_sequence bigint not null,
  -- The person first: with the agency first, a plan made while the table was small goes through all its persons.
  primary key (person_id, agency)
) with (fillfactor = 70);

-- Whether an agency hears from the log's beginning; else a person may start at any sequence number.
create table agency_groups (
  agency text primary key,
  from_beginning boolean not null,
  started_at timestamptz not null default now()
);

-- One row a delivery, written when it is opened and, but for the body of a held one, never changed.
create table deliveries (
  id uuid primary key,
  declaration_id uuid not null,
  person_event_id uuid not null,
  person_id uuid not null,
  agency text not null,
  kind text not null,
  opened_at timestamptz not null,
  -- Given and built at release, then frozen.
  sequence bigint,
  frozen_body bytea,
  check ((sequence is null) = (frozen_body is null))
);
create index deliveries_of_declaration on deliveries (declaration_id);

-- Unfinished work only, so that it stays as small as the backlog.
create table delivery_work (
  id uuid primary key,
  agency text not null,
  shard smallint not null,
  person_id uuid not null,
  sequence bigint,
  state text not null
    check (state in ('held', 'due', 'received', 'deferred', 'needs-review', 'parked')),
  reason text,
  -- held: release; due: next attempt; deferred: resume; received: acknowledge by. Null: waits for somebody.
  wake_at timestamptz,
  attempts integer not null default 0,
  retries integer not null default 0,
  sent_at timestamptz,
  -- Of an answer that is not final: needs-review, deferred.
  reference text,
  acknowledged_at timestamptz,
  -- A final delivery that an operator sends once more: its outcome stands, whatever comes of it.
  forced boolean not null default false
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);
create index delivery_work_by_instant on delivery_work (agency, state, wake_at);
create index delivery_work_by_person on delivery_work (person_id, agency, sequence);

create table delivery_outcomes (
  id uuid primary key,
  state text not null
    check (state in ('accepted', 'rejected', 'not-a-client', 'withdrawn', 'set-aside')),
  reason text,
  reference text,
  attempts integer not null,
  sent_at timestamptz,
  final_at timestamptz not null
);

create table attempts (
  delivery_id uuid not null,
  number integer not null,
  started_at timestamptz not null,
  duration_ms integer not null,
  status smallint,
  failure text,
  answer bytea,
  primary key (delivery_id, number)
);

-- A shard of an agency's persons, owned by one worker at a time; every write of its owner names the epoch.
create table lanes (
  agency text not null,
  shard smallint not null,
  owner text,
  epoch bigint not null default 0,
  expires_at timestamptz not null default '-infinity',
  primary key (agency, shard)
) with (fillfactor = 50);

create table delivery_workers (
  worker text primary key,
  seen_at timestamptz not null
);

-- ---- audit -------------------------------------------------------------------------------------------------

create table audit_log (
  position bigint generated always as identity primary key,
  at timestamptz not null,
  code text not null,
  actor text not null,
  declaration_id uuid,
  delivery_id uuid,
  agency text,
  facts jsonb
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;

create trigger audit_log_is_append_only
  before update or delete or truncate on audit_log
  for each statement execute function refuse_change();
