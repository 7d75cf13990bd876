-- How each agency is doing, and whether an operator has paused it.

-- While there is a row, nothing is sent to the agency and nothing released; deliveries wait as they are.
create table agency_pauses (
  agency text primary key,
  reason text not null,
  paused_by text not null,
  paused_at timestamptz not null default now()
);

-- One row an agency and delivery program, written when it changes and at most once a second.
create table agency_status (
  agency text not null,
  worker text not null,
  breaker text not null check (breaker in ('closed', 'open', 'probing')),
  received_last_minute integer not null,
  primary key (agency, worker)
) with (fillfactor = 50);

create table agency_lately (
  agency text primary key,
  last_success_at timestamptz,
  last_failure_at timestamptz,
  last_failure text
) with (fillfactor = 50);

-- Failed attempts by reason, a row a minute; two hours are kept. The history of attempts is not searched.
create table agency_failures (
  agency text not null,
  minute timestamptz not null,
  failure text not null,
  attempts integer not null,
  primary key (agency, minute, failure)
) with (fillfactor = 50);

alter table delivery_work
  -- When it last fell due by itself or by an operator; a retry leaves it. What the age of a backlog is counted from.
  add column due_since timestamptz not null default now();
