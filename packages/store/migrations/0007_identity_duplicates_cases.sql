-- How persons are told apart, declarations that say the same, and what people decide.

-- NAS, NAM, permis, or what was attested of a birth. Null: remembered before schemes were, so it may be of any.
alter table person_identifiers add column scheme text;
create index person_identifiers_of_person on person_identifiers (person_id);

-- Keyed hashes of name and birth date. Homonyms born on the same day share one; a person may have had several.
create table person_names (
  hash bytea not null,
  person_id uuid not null references persons,
  primary key (hash, person_id)
);
-- Until now both kinds of hashes stood in one table; they cannot be mistaken for each other.
insert into person_names (hash, person_id) select hash, person_id from person_identifiers;

alter table declarations
  -- Of what it says and of whom: two with the same one say the same. Null for what was filed before this column.
  add column matter bytea,
  -- The one that had said the same when this one was filed.
  add column duplicate_of uuid;
create index declarations_by_matter on declarations (matter)
  where matter is not null and withdrawn_at is null and superseded_by is null;

-- Corrections and withdrawals that no agency has confirmed yet.
create table awaited_confirmations (
  delivery_id uuid primary key
);
insert into awaited_confirmations (delivery_id)
  select w.id from delivery_work w join deliveries d on d.id = w.id where d.follows is not null;

alter table cases add column decision text;
