-- What is deleted row by row once it has had its time, found by its age.
create index idempotency_keys_by_age on idempotency_keys (used_at);
create index lifted_holds_by_age on lifted_holds (lifted_at);

-- Every row comes and goes within moments.
alter table outbox set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);
