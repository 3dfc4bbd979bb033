-- Farmland: yearly plans of safe use, what counts of every unit, and what leaves the class list (M06).

-- 措施核算逐年另记
alter table farmland_class drop column cover_year, drop column covered_m2, drop column counted_m2, drop column covered, drop column counted, drop column held_back;
alter table farmland_class add column permanent_area jsonb, add column permanent_on date, add column permanent_document text,
  add column removals jsonb, add column net_area numeric;
alter table farmland_class add column permanent_area_m2 numeric generated always as (square_metres(permanent_area)) stored;
alter table safe_use_measure add column conversion text, add column converted_on date, add column conversion_files text[] not null default '{}';
alter table safe_use_measure alter column conversion_files drop default;

-- 受污染耕地安全利用计划（方案）
-- 受污染耕地安全利用计划（方案）
create table safe_use_plan (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  kind text,
  year integer,
  document text,
  issued_on date,
  files text[] not null,
  assigned jsonb,
  c_rule text,
  c_rule_basis text,
  units integer,
  missing uuid[] not null,
  missing_count integer,
  plan_area numeric,
  cost numeric,
  by_measure jsonb,
  progress jsonb,
  townships_without text[] not null,
  untrained uuid[] not null,
  check_mode text,
  check_share integer,
  check_units uuid[] not null,
  checks_left integer,
  evaluation text,
  evaluation_files text[] not null,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table safe_use_plan is 'sharded';
create unique index safe_use_plan_current on safe_use_plan (home, id) where until is null;
create index safe_use_plan_id on safe_use_plan (id, version);
create index safe_use_plan_region on safe_use_plan (region, state) where until is null;
create index safe_use_plan_kind on safe_use_plan (kind, id) where until is null;
create index safe_use_plan_year on safe_use_plan (year, id) where until is null;
create index safe_use_plan_search on safe_use_plan using gin ((coalesce(document, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 受污染耕地单元年度任务与核算
create table safe_use_year (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  year integer,
  unit_class text,
  area numeric,
  planned jsonb,
  planned_area numeric,
  cost numeric,
  control text,
  covered numeric,
  verified numeric,
  counted numeric,
  lost numeric,
  reasons text[] not null,
  rule text,
  base_date date,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table safe_use_year is 'sharded';
create unique index safe_use_year_current on safe_use_year (home, id) where until is null;
create index safe_use_year_id on safe_use_year (id, version);
create index safe_use_year_region on safe_use_year (region, state) where until is null;
create index safe_use_year_subject on safe_use_year (subject, id) where until is null;
create index safe_use_year_year on safe_use_year (year, id) where until is null;
create index safe_use_year_unit_class on safe_use_year (unit_class, id) where until is null;
create index safe_use_year_area on safe_use_year (area, id) where until is null;
create index safe_use_year_control on safe_use_year (control, id) where until is null;
create index safe_use_year_counted on safe_use_year (counted, id) where until is null;
create index safe_use_year_lost on safe_use_year (lost, id) where until is null;
create index safe_use_year_search on safe_use_year using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

-- 受污染耕地遥感核查
create table farmland_remote_check (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  taken_on date,
  source text,
  seen text,
  area numeric,
  result text,
  against text[] not null,
  visited_on date,
  carried_out boolean,
  found text,
  photos text[] not null,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table farmland_remote_check is 'sharded';
create unique index farmland_remote_check_current on farmland_remote_check (home, id) where until is null;
create index farmland_remote_check_id on farmland_remote_check (id, version);
create index farmland_remote_check_region on farmland_remote_check (region, state) where until is null;
create index farmland_remote_check_subject on farmland_remote_check (subject, id) where until is null;
create index farmland_remote_check_taken_on on farmland_remote_check (taken_on, id) where until is null;
create index farmland_remote_check_seen on farmland_remote_check (seen, id) where until is null;
create index farmland_remote_check_result on farmland_remote_check (result, id) where until is null;
create index farmland_remote_check_search on farmland_remote_check using gin ((coalesce(source, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 受污染耕地治理与修复项目
create table farmland_remediation (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  year integer,
  units jsonb,
  area numeric,
  technique text,
  biological boolean,
  grounds text,
  production text,
  production_note text,
  scheme text[] not null,
  filing text,
  filed_on date,
  started_on date,
  secondary jsonb,
  done_on date,
  effect text,
  evaluated_on date,
  evaluation text[] not null,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table farmland_remediation is 'sharded';
create unique index farmland_remediation_current on farmland_remediation (home, id) where until is null;
create index farmland_remediation_id on farmland_remediation (id, version);
create index farmland_remediation_region on farmland_remediation (region, state) where until is null;
create index farmland_remediation_subject on farmland_remediation (subject, id) where until is null;
create index farmland_remediation_year on farmland_remediation (year, id) where until is null;
create index farmland_remediation_area on farmland_remediation (area, id) where until is null;
create index farmland_remediation_technique on farmland_remediation (technique, id) where until is null;
create index farmland_remediation_biological on farmland_remediation (biological, id) where until is null;
create index farmland_remediation_effect on farmland_remediation (effect, id) where until is null;
create index farmland_remediation_search on farmland_remediation using gin ((coalesce(filing, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 农民技术指导和培训
create table farmer_training (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  year integer,
  topic text,
  way text,
  planned_on date,
  teacher text,
  held_on date,
  farmers integer,
  cooperatives integer,
  samples integer,
  exceeding integer,
  files text[] not null,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table farmer_training is 'sharded';
create unique index farmer_training_current on farmer_training (home, id) where until is null;
create index farmer_training_id on farmer_training (id, version);
create index farmer_training_region on farmer_training (region, state) where until is null;
create index farmer_training_subject on farmer_training (subject, id) where until is null;
create index farmer_training_year on farmer_training (year, id) where until is null;
create index farmer_training_topic on farmer_training (topic, id) where until is null;
create index farmer_training_way on farmer_training (way, id) where until is null;
create index farmer_training_search on farmer_training using gin ((coalesce(topic, '') || ' ' || coalesce(teacher, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

