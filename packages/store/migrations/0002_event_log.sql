-- The embedded event log: what Apache Kafka is on more than one machine. See packages/event-log/embedded/README.md.

create table log_topics (
  id smallint generated always as identity primary key,
  name text not null unique,
  -- Never changes: a key would move to another partition and lose its order.
  partitions smallint not null check (partitions between 1 and 1024)
);

-- The head of each partition. Whoever appends holds its row until the commit, so that offsets have no gap and are
-- committed in their order. Updated at every append: room for heap-only updates on the page.
create table log_partitions (
  topic_id smallint not null references log_topics,
  partition smallint not null,
  next_offset bigint not null default 0,
  -- What is older has been trimmed.
  first_offset bigint not null default 0,
  primary key (topic_id, partition)
) with (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

create table log_records (
  topic_id smallint not null,
  partition smallint not null,
  record_offset bigint not null,
  appended_at timestamptz not null default now(),
  key text not null,
  headers json not null,
  value bytea not null,
  primary key (topic_id, partition, record_offset)
);
-- Ciphertext: trying to compress it is wasted.
alter table log_records alter column value set storage external;

create table log_members (
  group_name text not null,
  topic_id smallint not null references log_topics,
  member text not null,
  seen_until timestamptz not null,
  primary key (group_name, topic_id, member)
) with (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- One row for each group and partition: how far it has come, and who works on it until when.
create table log_leases (
  group_name text not null,
  topic_id smallint not null,
  partition smallint not null,
  -- Offset of the next record to handle.
  committed bigint not null,
  owner text,
  -- Rises with every change of owner; what a former owner writes under an older one changes nothing.
  epoch bigint not null default 0,
  held_until timestamptz not null default '-infinity',
  primary key (group_name, topic_id, partition),
  foreign key (topic_id, partition) references log_partitions
) with (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
