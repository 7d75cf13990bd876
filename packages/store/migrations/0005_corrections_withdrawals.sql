-- A correction or a withdrawal follows, for each agency, the delivery that it replaces.

alter table declarations
  -- The correction that replaced it; at most one, and never together with a withdrawal.
  add column superseded_by uuid;

alter table deliveries
  add column follows uuid,
  -- What it says once somebody has heard what it follows; else a correction goes out as a plain declaration.
  add column turn text not null default 'declared' check (turn in ('declared', 'corrected', 'withdrawn'));
create index deliveries_following on deliveries (follows) where follows is not null;

alter table delivery_work
  -- Set while its owner has not said yet whether it may have left: it is no longer read, and its follower waits.
  add column superseded_by uuid;
create index delivery_work_superseded on delivery_work (agency, shard) where superseded_by is not null;

alter table lanes
  -- What fell due later than this can only have been sent by the present owner.
  add column taken_at timestamptz not null default '-infinity';
