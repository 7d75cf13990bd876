-- Where agencies receive, as they registered it themselves.

create table endpoints (
  id uuid primary key,
  agency text not null,
  url text not null,
  state text not null check (state in ('active', 'unverified', 'paused')),
  paused_because text,
  -- Ciphertext: timeout, headers, TLS, OAuth2, slots, rate, batch size.
  settings bytea not null,
  created_at timestamptz not null default now(),
  -- When somebody first answered under the present URL, and under any.
  verified_at timestamptz,
  ever_active_at timestamptz,
  -- What it consented to.
  granted_origin text,
  allowed_rate_per_minute integer,
  -- Of an unverified one: how often it was asked in vain, and when it is asked again.
  probes integer not null default 0,
  probe_at timestamptz not null default now(),
  check ((state = 'paused') = (paused_because is not null))
);
create index endpoints_of_agency on endpoints (agency, id);
create index endpoints_to_ask on endpoints (probe_at) where state = 'unverified';

create table endpoint_keys (
  id uuid primary key,
  endpoint_id uuid not null references endpoints on delete cascade,
  public_key text not null,
  -- Ciphertext: the shared secret and the private key.
  sealed bytea not null,
  created_at timestamptz not null default now(),
  -- End of the overlap; null for the newest.
  expires_at timestamptz
);
create index endpoint_keys_of_endpoint on endpoint_keys (endpoint_id, id);

-- Networks that are not public and in which one agency's endpoints may lie, as an operator allowed.
create table agency_networks (
  agency text primary key,
  networks text[] not null
);

-- An endpoint that the broker paused is work for people too: it has no declaration.
alter table cases add column endpoint_id uuid;
create unique index cases_once_of_endpoint on cases (code, endpoint_id)
  where endpoint_id is not null and resolved_at is null;
