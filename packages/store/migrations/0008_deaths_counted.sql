-- A death may be filed twice: what it holds stays held until the last of them is withdrawn.
alter table agency_persons
  alter column died drop default,
  alter column died type integer using died::integer,
  alter column died set default 0;
alter table agency_persons rename column died to deaths;
