-- Feeds: what was released to an agency, as a list that it reads itself.

alter table deliveries
  -- When its sequence was given. Of a person at an agency, in the order of the sequence.
  add column released_at timestamptz;
update deliveries d set released_at = known.released_at
  from (select id, max(opened_at) over (partition by agency, person_id order by sequence) as released_at
          from deliveries where sequence is not null) known
 where known.id = d.id;
create index deliveries_released on deliveries (agency, released_at) where released_at is not null;

-- One row for each agency that reads a feed. Positions are given when it reads, under this row's lock.
create table feeds (
  agency text primary key,
  last_position bigint not null default 0,
  -- What was released earlier has its position, or waits for one.
  scanned_to timestamptz not null default '-infinity',
  -- What was released before `safe_to` had been committed, or never will be.
  safe_to timestamptz not null default '-infinity',
  -- Once every transaction before `mark_xid` has ended, `safe_to` may move to `mark_at`.
  mark_at timestamptz not null default '-infinity',
  mark_xid xid8 not null default '0'
) with (fillfactor = 50);

-- To be given a position as soon as nothing holds it back.
create table feed_waiting (
  agency text not null,
  delivery_id uuid not null,
  primary key (agency, delivery_id)
);

create table feed_items (
  agency text not null,
  position bigint not null,
  delivery_id uuid not null,
  given_at timestamptz,
  -- The agency asked for what comes after it.
  passed_at timestamptz,
  primary key (agency, position)
) with (fillfactor = 80);
create index feed_items_of_delivery on feed_items (delivery_id);
create index feed_items_given on feed_items (agency, position) where given_at is not null and passed_at is null;

-- Signed acknowledgements, remembered for longer than their signature holds: what was signed for one delivery must not
-- be said of another.
create table acknowledgement_ids (
  agency text not null,
  id text not null,
  delivery_id uuid not null,
  used_at timestamptz not null default now(),
  primary key (agency, id)
);
create index acknowledgement_ids_by_age on acknowledgement_ids (used_at);

alter table delivery_work
  -- Of a received one that is overdue: when its agency was last told so.
  add column reminded_at timestamptz;
