-- When agencies take nothing.

-- Replaced whole by an operator; a handful of rows.
create table agency_closings (
  agency text not null,
  place smallint not null,
  -- As the operator wrote them: days in Québec, or instants.
  written_from text not null,
  written_to text not null,
  reason text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (agency, place),
  check (starts_at < ends_at)
);
