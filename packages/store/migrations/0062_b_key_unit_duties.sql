-- Rechecks of hazard checks with their programmes; what of a key unit's reports is still to be looked at (M10).
alter table key_unit add column unchecked integer;

-- 隐患排查“回头看”方案
create table recheck_programme (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  year integer,
  choose text,
  base_year integer,
  industries text,
  named uuid[] not null,
  target numeric,
  due date,
  sampling_due date,
  base jsonb,
  base_count integer,
  passed integer,
  share numeric,
  met text,
  batches jsonb,
  finished_on date,
  seed text,
  sample_count integer,
  drawn_on date,
  sampled jsonb,
  sampled_on date,
  sample_rate numeric,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table recheck_programme is 'sharded';
create unique index recheck_programme_current on recheck_programme (home, id) where until is null;
create index recheck_programme_id on recheck_programme (id, version);
create index recheck_programme_region on recheck_programme (region, state) where until is null;
create index recheck_programme_title on recheck_programme (title, id) where until is null;
create index recheck_programme_year on recheck_programme (year, id) where until is null;
create index recheck_programme_met on recheck_programme (met, id) where until is null;
create index recheck_programme_search on recheck_programme using gin ((coalesce(title, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;


-- 隐患排查“回头看”
create table hazard_recheck (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  programme uuid,
  batch text,
  scheduled_for date,
  experts jsonb,
  checked_on date,
  problems jsonb,
  found integer,
  open_problems integer,
  next_due date,
  report text[] not null,
  passed_on date,
  spot_check text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table hazard_recheck is 'sharded';
create unique index hazard_recheck_current on hazard_recheck (home, id) where until is null;
create index hazard_recheck_id on hazard_recheck (id, version);
create index hazard_recheck_region on hazard_recheck (region, state) where until is null;
create index hazard_recheck_subject on hazard_recheck (subject, id) where until is null;
create index hazard_recheck_programme on hazard_recheck (programme, id) where until is null;
create index hazard_recheck_batch on hazard_recheck (batch, id) where until is null;
create index hazard_recheck_scheduled_for on hazard_recheck (scheduled_for, id) where until is null;
create index hazard_recheck_passed_on on hazard_recheck (passed_on, id) where until is null;
create index hazard_recheck_spot_check on hazard_recheck (spot_check, id) where until is null;
create index hazard_recheck_search on hazard_recheck using gin ((coalesce(batch, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
