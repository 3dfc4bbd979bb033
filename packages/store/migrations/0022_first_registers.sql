-- The first lists of the engine, corrections as drafts and frozen editions.
-- 尾矿库清单
create table tailings_pond (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  mineral text,
  use_state text,
  dam_height numeric,
  storage numeric,
  area jsonb,
  hazard text,
  sensitivity text,
  protection text,
  risk_score integer,
  grade text,
  toxic boolean,
  duty_person text,
  duty_phone text,
  info_filed_on date,
  plan_revised_on date,
  drills jsonb,
  flood_checks jsonb,
  open_hazards integer,
  closed_on date,
  closure_files text[] not null,
  leachate_met_from date,
  groundwater_years integer,
  exit_reason text,
  exit_files text[] not null,
  note text,
  extra jsonb,
  area_m2 numeric generated always as (square_metres(area)) stored,
  primary key (home, id, version)
);
comment on table tailings_pond is 'sharded';
create unique index tailings_pond_current on tailings_pond (home, id) where until is null;
create index tailings_pond_id on tailings_pond (id, version);
create index tailings_pond_region on tailings_pond (region, state) where until is null;
create index tailings_pond_subject on tailings_pond (subject, id) where until is null;
create index tailings_pond_use_state on tailings_pond (use_state, id) where until is null;
create index tailings_pond_dam_height on tailings_pond (dam_height, id) where until is null;
create index tailings_pond_grade on tailings_pond (grade, id) where until is null;
create index tailings_pond_open_hazards on tailings_pond (open_hazards, id) where until is null;
create index tailings_pond_search on tailings_pond using gin ((coalesce(mineral, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 涉镉等重金属污染源
create table pollution_source (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  industry text,
  metals text[] not null,
  pathways text[] not null,
  sources text[] not null,
  farmland uuid[] not null,
  affected_area jsonb,
  lead_unit uuid,
  measures jsonb,
  scheme text[] not null,
  deadline date,
  self_check text[] not null,
  checked_by text[] not null,
  checked_on date,
  check_record text[] not null,
  monitoring text[] not null,
  standard_met boolean,
  slag_disposed boolean,
  listed_on date,
  cleared_on date,
  recheck_due date,
  rechecked_on date,
  recheck_result text,
  recheck_record text[] not null,
  round integer,
  rebounds jsonb,
  note text,
  extra jsonb,
  affected_area_m2 numeric generated always as (square_metres(affected_area)) stored,
  primary key (home, id, version)
);
comment on table pollution_source is 'sharded';
create unique index pollution_source_current on pollution_source (home, id) where until is null;
create index pollution_source_id on pollution_source (id, version);
create index pollution_source_region on pollution_source (region, state) where until is null;
create index pollution_source_subject on pollution_source (subject, id) where until is null;
create index pollution_source_industry on pollution_source (industry, id) where until is null;
create index pollution_source_metals on pollution_source using gin (metals) where until is null;
create index pollution_source_lead_unit on pollution_source (lead_unit, id) where until is null;
create index pollution_source_deadline on pollution_source (deadline, id) where until is null;
create index pollution_source_cleared_on on pollution_source (cleared_on, id) where until is null;
create index pollution_source_recheck_due on pollution_source (recheck_due, id) where until is null;
create index pollution_source_search on pollution_source using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

-- 土壤污染重点监管单位
create table key_unit (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  criterion text,
  ground text,
  sources text[] not null,
  listed_year integer,
  announced_from date,
  announced_to date,
  objections text,
  published_on date,
  removal_reason text,
  removal_files text[] not null,
  permit_terms text[] not null,
  missing_terms text[] not null,
  letter_signed_on date,
  letter text[] not null,
  reports jsonb,
  monitorings jsonb,
  hazard_checks jsonb,
  last_hazard_check date,
  open_hazards integer,
  recheck_batch text,
  rechecked_on date,
  demolitions jsonb,
  next_demolition date,
  demolition_filed_on date,
  has_risk boolean,
  assessed_on date,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table key_unit is 'sharded';
create unique index key_unit_current on key_unit (home, id) where until is null;
create index key_unit_id on key_unit (id, version);
create index key_unit_region on key_unit (region, state) where until is null;
create index key_unit_subject on key_unit (subject, id) where until is null;
create index key_unit_criterion on key_unit (criterion, id) where until is null;
create index key_unit_listed_year on key_unit (listed_year, id) where until is null;
create index key_unit_last_hazard_check on key_unit (last_hazard_check, id) where until is null;
create index key_unit_rechecked_on on key_unit (rechecked_on, id) where until is null;
create index key_unit_next_demolition on key_unit (next_demolition, id) where until is null;
create index key_unit_search on key_unit using gin ((coalesce(ground, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 更正申请
create table correction (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  register text,
  row_id text,
  base integer,
  changes jsonb,
  why text,
  author uuid,
  unit uuid,
  decision text,
  primary key (home, id, version)
);
comment on table correction is 'sharded';
create unique index correction_current on correction (home, id) where until is null;
create index correction_id on correction (id, version);
create index correction_region on correction (region, state) where until is null;
create index correction_register on correction (register) where until is null;
create index correction_row_id on correction (row_id) where until is null;
create index correction_unit on correction (unit) where until is null;

-- 名录版本
create table list_edition (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  register text,
  title text,
  purpose text,
  year integer,
  as_of date,
  scope uuid,
  states text[] not null,
  count integer,
  digest text,
  previous uuid,
  added integer,
  removed integer,
  changed integer,
  primary key (home, id, version)
);
comment on table list_edition is 'sharded';
create unique index list_edition_current on list_edition (home, id) where until is null;
create index list_edition_id on list_edition (id, version);
create index list_edition_region on list_edition (region, state) where until is null;
create index list_edition_register on list_edition (register) where until is null;
create index list_edition_year on list_edition (year) where until is null;
-- One open draft for each row.
create unique index correction_open on correction (home, register, row_id) where until is null and state = 'open';
