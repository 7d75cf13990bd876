-- What deliveries wait for besides an instant: somebody's consent, the act, the withdrawal of a death.

alter table delivery_work
  -- Conditions still to be met (consent, act, death). While there is one, the delivery shows as held.
  add column waits_for text[] not null default '{}',
  -- Of a held one that also waits for a condition: the instant that counts once the conditions are met.
  add column hold_until timestamptz;

-- Conditions that were met, also before the agency's consumer had opened the delivery.
create table lifted_holds (
  delivery_id uuid not null,
  reason text not null,
  lifted_at timestamptz not null default now(),
  primary key (delivery_id, reason)
);

-- Acts that have moved on since the filing; the others stand as they were filed.
create table acts (
  declaration_id uuid primary key,
  state text not null,
  -- Sealed: state, number, date of registration.
  content bytea not null,
  changed_at timestamptz not null default now()
);

-- Consents given after the filing; sealed.
create table consents (
  declaration_id uuid not null,
  person_index smallint not null,
  content bytea not null,
  given_at timestamptz not null default now(),
  primary key (declaration_id, person_index)
);

-- Deliveries whose acknowledgement will carry an act's number.
create table awaited_acts (
  delivery_id uuid primary key,
  declaration_id uuid not null
);

-- A death met by an agency's consumer holds the person's other unsent work there.
alter table agency_persons add column died boolean not null default false;

-- Work for people: what no rule may decide.
create table cases (
  id uuid primary key,
  code text not null,
  declaration_id uuid,
  delivery_id uuid,
  agency text,
  opened_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolved_by text,
  resolution text
);
create index cases_open on cases (id) where resolved_at is null;
create unique index cases_once on cases (code, delivery_id) where delivery_id is not null;
