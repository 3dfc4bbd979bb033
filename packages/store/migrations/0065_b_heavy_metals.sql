-- Heavy metals (M08): totals and their accounts, key units of six kinds, limits by place and day, outlets, parks, permits against the ledger.
-- 重点重金属排放总量控制指标
create table emission_index (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  year integer,
  base_year integer,
  cap numeric,
  goal numeric,
  registered numeric,
  document text,
  added numeric,
  room numeric,
  enterprises integer,
  pending integer,
  base numeric,
  emitted numeric,
  cut numeric,
  met text,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table emission_index is 'sharded';
create unique index emission_index_current on emission_index (home, id) where until is null;
create index emission_index_id on emission_index (id, version);
create index emission_index_region on emission_index (region, state) where until is null;
create index emission_index_year on emission_index (year, id) where until is null;
create index emission_index_met on emission_index (met, id) where until is null;
create index emission_index_search on emission_index using gin ((coalesce(document, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index emission_index_region_past on emission_index (region, state);
create index emission_index_year_past on emission_index (year, id);
create index emission_index_met_past on emission_index (met, id);
create index emission_index_effective on emission_index (effective);
create index emission_index_since on emission_index (since);

-- 重点重金属排放年度核算
create table emission_year (
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
  base_year integer,
  base numeric,
  amounts jsonb,
  method text,
  total numeric,
  verified numeric,
  cut numeric,
  files text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table emission_year is 'sharded';
create unique index emission_year_current on emission_year (home, id) where until is null;
create index emission_year_id on emission_year (id, version);
create index emission_year_region on emission_year (region, state) where until is null;
create index emission_year_subject on emission_year (subject, id) where until is null;
create index emission_year_year on emission_year (year, id) where until is null;
create index emission_year_search on emission_year using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index emission_year_region_past on emission_year (region, state);
create index emission_year_subject_past on emission_year (subject, id);
create index emission_year_year_past on emission_year (year, id);
create index emission_year_effective on emission_year (effective);
create index emission_year_since on emission_year (since);

-- 五年重金属减排核查核算
create table reduction_check (
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
  projects integer,
  claimed jsonb,
  recognised jsonb,
  claimed_total numeric,
  recognised_total numeric,
  verified jsonb,
  verified_total numeric,
  struck_off jsonb,
  result text,
  verification text[] not null,
  verified_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table reduction_check is 'sharded';
create unique index reduction_check_current on reduction_check (home, id) where until is null;
create index reduction_check_id on reduction_check (id, version);
create index reduction_check_region on reduction_check (region, state) where until is null;
create index reduction_check_subject on reduction_check (subject, id) where until is null;
create index reduction_check_period on reduction_check (period, id) where until is null;
create index reduction_check_result on reduction_check (result, id) where until is null;
create index reduction_check_search on reduction_check using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index reduction_check_region_past on reduction_check (region, state);
create index reduction_check_subject_past on reduction_check (subject, id);
create index reduction_check_period_past on reduction_check (period, id);
create index reduction_check_result_past on reduction_check (result, id);
create index reduction_check_effective on reduction_check (effective);
create index reduction_check_since on reduction_check (since);

-- 环境监管重点单位名录
create table environment_key_unit (
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
  kinds text[] not null,
  ground text,
  elsewhere text[] not null,
  gaps text[] not null,
  multiple integer,
  published_on date,
  removed_for text,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table environment_key_unit is 'sharded';
create unique index environment_key_unit_current on environment_key_unit (home, id) where until is null;
create index environment_key_unit_id on environment_key_unit (id, version);
create index environment_key_unit_region on environment_key_unit (region, state) where until is null;
create index environment_key_unit_subject on environment_key_unit (subject, id) where until is null;
create index environment_key_unit_year on environment_key_unit (year, id) where until is null;
create index environment_key_unit_kinds on environment_key_unit using gin (kinds) where until is null;
create index environment_key_unit_gaps on environment_key_unit using gin (gaps) where until is null;
create index environment_key_unit_multiple on environment_key_unit (multiple, id) where until is null;
create index environment_key_unit_search on environment_key_unit using gin ((coalesce(ground, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index environment_key_unit_region_past on environment_key_unit (region, state);
create index environment_key_unit_subject_past on environment_key_unit (subject, id);
create index environment_key_unit_year_past on environment_key_unit (year, id);
create index environment_key_unit_multiple_past on environment_key_unit (multiple, id);
create index environment_key_unit_effective on environment_key_unit (effective);
create index environment_key_unit_since on environment_key_unit (since);

-- 重金属排放限值执行表
create table discharge_limit (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  standard text,
  kind text,
  medium text,
  outlet_kinds text[] not null,
  industries text[] not null,
  limits jsonb,
  valid_from date,
  valid_until date,
  extent jsonb,
  document text,
  extra jsonb,
  effective_until date,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  primary key (home, id, version)
);
comment on table discharge_limit is 'sharded';
create unique index discharge_limit_current on discharge_limit (home, id) where until is null;
create index discharge_limit_id on discharge_limit (id, version);
create index discharge_limit_region on discharge_limit (region, state) where until is null;
create index discharge_limit_standard on discharge_limit (standard, id) where until is null;
create index discharge_limit_kind on discharge_limit (kind, id) where until is null;
create index discharge_limit_medium on discharge_limit (medium, id) where until is null;
create index discharge_limit_valid_from on discharge_limit (valid_from, id) where until is null;
create index discharge_limit_extent_shape on discharge_limit using gist (extent_shape) where until is null;
create index discharge_limit_search on discharge_limit using gin ((coalesce(standard, '') || ' ' || coalesce(document, '')) gin_trgm_ops) where until is null;
create index discharge_limit_region_past on discharge_limit (region, state);
create index discharge_limit_standard_past on discharge_limit (standard, id);
create index discharge_limit_kind_past on discharge_limit (kind, id);
create index discharge_limit_medium_past on discharge_limit (medium, id);
create index discharge_limit_valid_from_past on discharge_limit (valid_from, id);
create index discharge_limit_effective on discharge_limit (effective);
create index discharge_limit_since on discharge_limit (since);

-- 排放口重金属监测台账
create table outlet_monitoring (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  sampled_on date,
  kind text,
  results jsonb,
  report text[] not null,
  verdict text,
  exceeded text[] not null,
  open text[] not null,
  grounds text[] not null,
  problem_due date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table outlet_monitoring is 'sharded';
create unique index outlet_monitoring_current on outlet_monitoring (home, id) where until is null;
create index outlet_monitoring_id on outlet_monitoring (id, version);
create index outlet_monitoring_region on outlet_monitoring (region, state) where until is null;
create index outlet_monitoring_subject on outlet_monitoring (subject, id) where until is null;
create index outlet_monitoring_sampled_on on outlet_monitoring (sampled_on, id) where until is null;
create index outlet_monitoring_kind on outlet_monitoring (kind, id) where until is null;
create index outlet_monitoring_verdict on outlet_monitoring (verdict, id) where until is null;
create index outlet_monitoring_search on outlet_monitoring using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index outlet_monitoring_region_past on outlet_monitoring (region, state);
create index outlet_monitoring_subject_past on outlet_monitoring (subject, id);
create index outlet_monitoring_sampled_on_past on outlet_monitoring (sampled_on, id);
create index outlet_monitoring_kind_past on outlet_monitoring (kind, id);
create index outlet_monitoring_verdict_past on outlet_monitoring (verdict, id);
create index outlet_monitoring_effective on outlet_monitoring (effective);
create index outlet_monitoring_since on outlet_monitoring (since);

-- 涉重金属工业园区清单
create table heavy_metal_park (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  enterprises uuid[] not null,
  count integer,
  industries text[] not null,
  metals text[] not null,
  manager uuid,
  treatment boolean,
  measures text,
  confirmed_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table heavy_metal_park is 'sharded';
create unique index heavy_metal_park_current on heavy_metal_park (home, id) where until is null;
create index heavy_metal_park_id on heavy_metal_park (id, version);
create index heavy_metal_park_region on heavy_metal_park (region, state) where until is null;
create index heavy_metal_park_subject on heavy_metal_park (subject, id) where until is null;
create index heavy_metal_park_industries on heavy_metal_park using gin (industries) where until is null;
create index heavy_metal_park_metals on heavy_metal_park using gin (metals) where until is null;
create index heavy_metal_park_manager on heavy_metal_park (manager, id) where until is null;
create index heavy_metal_park_search on heavy_metal_park using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index heavy_metal_park_region_past on heavy_metal_park (region, state);
create index heavy_metal_park_subject_past on heavy_metal_park (subject, id);
create index heavy_metal_park_manager_past on heavy_metal_park (manager, id);
create index heavy_metal_park_effective on heavy_metal_park (effective);
create index heavy_metal_park_since on heavy_metal_park (since);


alter table heavy_metal_enterprise
  add column devices text[] not null default '{}',
  add column particulate_gap text,
  add column workshop_on date,
  add column workshop_verdict text,
  add column thallium text,
  add column permit_out jsonb,
  add column permit_in jsonb,
  add column ledger_faults text[] not null default '{}',
  add column ledger_agrees boolean;
alter table heavy_metal_enterprise alter column devices drop default, alter column ledger_faults drop default;
create index heavy_metal_enterprise_particulate_gap on heavy_metal_enterprise (particulate_gap, id) where until is null;
create index heavy_metal_enterprise_thallium on heavy_metal_enterprise (thallium, id) where until is null;
create index heavy_metal_enterprise_ledger_agrees on heavy_metal_enterprise (ledger_agrees, id) where until is null;
alter table emission_reduction
  add column assignment text,
  add column due_on date,
  add column built_on date,
  add column tags text[] not null default '{}';
alter table emission_reduction alter column tags drop default;
create index emission_reduction_assigned on emission_reduction (assigned, id) where until is null;
create index emission_reduction_tags on emission_reduction using gin (tags) where until is null;
create index emission_reduction_due_on on emission_reduction (due_on, id) where until is null;
