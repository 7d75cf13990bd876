-- The key of the lock that a worker's own session holds for as long as it lives; null for one that has none. A lane of
-- a worker whose lock is free goes to another at once, without waiting for the end of its lease.
alter table delivery_workers
  add column presence integer;
