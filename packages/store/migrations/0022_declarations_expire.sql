-- What a declaration that is to go is looked up by: those that replace it.
create index declarations_replacing on declarations (replaces) where replaces is not null;
-- What is deleted row by row once it has had its time, found by its age.
create index cases_by_age on cases (resolved_at) where resolved_at is not null;
create index replays_by_age on replays (ended_at) where ended_at is not null;
