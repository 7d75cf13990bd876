-- Records that a consumer could not read, kept until an operator has decided what becomes of them.
create table dead_letters (
  id uuid primary key,
  agency text not null,
  -- Of the record as it was: the same one comes again at a redelivery, or when what was put back is dead once more.
  fingerprint bytea not null,
  cause text not null,
  topic text not null,
  partition integer not null,
  record_offset bigint not null,
  recorded_at timestamptz not null default now(),
  key text not null,
  headers jsonb not null,
  -- As it stood on the log: ciphertext, unless somebody else wrote it.
  value bytea not null,
  state text not null default 'listed' check (state in ('listed', 'put-back', 'set-aside')),
  decided_by text,
  decided_at timestamptz,
  decision_reason text,
  unique (agency, fingerprint)
);
alter table dead_letters alter column value set storage external;
create index dead_letters_by_state on dead_letters (state, id);
create index dead_letters_by_agency on dead_letters (agency, id);
create index dead_letters_decided on dead_letters (decided_at) where decided_at is not null;
