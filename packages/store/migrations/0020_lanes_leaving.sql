-- Marked when another worker is to have it: its owner begins nothing there any more, and lets go at its next renewal,
-- when what was under way has been recorded.
alter table lanes
  add column leaving boolean not null default false;
