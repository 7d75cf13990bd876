-- What partners wish to hear, within their agreements.

create table subscriptions (
  id uuid primary key,
  agency text not null,
  kinds text[] not null,
  purpose text not null,
  -- Null: all that the agreement allows.
  attributes text[],
  -- Null: anywhere.
  municipalities text[],
  provinces text[],
  state text not null check (state in ('active', 'paused')),
  created_at timestamptz not null default now(),
  -- Kept once removed: whoever has removed its last one hears nothing, unlike one that never made any.
  removed_at timestamptz
);
create index subscriptions_of_agency on subscriptions (agency, id);
