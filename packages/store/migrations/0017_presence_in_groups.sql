-- As of delivery_workers: the lock that a member's program holds for as long as it lives; null for one that has none.
alter table log_members
  add column presence bigint;

alter table delivery_workers
  alter column presence type bigint;
