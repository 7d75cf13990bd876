-- Undoes a statement from within: what it wrote is rolled back with it, without a transaction of several round trips.
create function refuse_when(refused boolean, because text) returns boolean language plpgsql as $$
begin
  if refused then
    raise exception using errcode = 'UF001', message = because;
  end if;
  return true;
end $$;
