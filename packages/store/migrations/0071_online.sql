-- Instruments of outlets and of licensed waste works send data too: found by their number, networked by what they send.
create index outlet_device_code on outlet (device_code, id, until, effective, since);
alter table hazardous_waste_licence
  add column devices jsonb,
  add column unconnected text[] not null default '{}';

-- What a gas outlet let out in a month, summed from the hours its monitor sent.
-- 自动监测排放量核算
create table online_emission (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  period text,
  stop_hours integer,
  stop_proof text[] not null,
  pollutants jsonb,
  particulate numeric,
  valid_hours integer,
  hours integer,
  capture numeric,
  limits text[] not null,
  exceeded_hours integer,
  verdict text,
  problem_due date,
  accepted_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table online_emission is 'sharded';
create unique index online_emission_current on online_emission (home, id) where until is null;
create index online_emission_id on online_emission (id, version);
create index online_emission_region on online_emission (region, state, until, effective, since);
create index online_emission_subject on online_emission (subject, id, until, effective, since);
create index online_emission_period on online_emission (period, id, until, effective, since);
create index online_emission_verdict on online_emission (verdict, id, until, effective, since);
create index online_emission_search on online_emission using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index online_emission_effective on online_emission (effective);
create index online_emission_since on online_emission (since);

