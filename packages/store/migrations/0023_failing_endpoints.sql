-- Since when an agency has taken nothing at all: its first failure after its last success, over all programs that send.
alter table agency_lately add column failing_since timestamptz;

-- Since when an endpoint is sent to: what failed before that was another matter.
alter table endpoints add column active_since timestamptz;
update endpoints set active_since = coalesce(verified_at, created_at) where state = 'active';

create function note_active_endpoint() returns trigger language plpgsql as $$
begin
  if new.state = 'active' and (tg_op = 'INSERT' or old.state <> 'active') then
    new.active_since := now();
  end if;
  return new;
end $$;
create trigger endpoints_active_since before insert or update of state on endpoints
  for each row execute function note_active_endpoint();
