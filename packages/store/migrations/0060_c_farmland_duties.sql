-- Farmland: schemes of counties, transfers, water threatened, monitoring of soil and product, harvests held against zones, change of use (M06).

-- 县级土壤环境保护方案
create table soil_protection_scheme (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  types text[] not null,
  national boolean,
  type_basis text,
  obliged boolean,
  due date,
  document text,
  approved_on date,
  files text[] not null,
  tasks jsonb,
  open integer,
  next_due date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table soil_protection_scheme is 'sharded';
create unique index soil_protection_scheme_current on soil_protection_scheme (home, id) where until is null;
create index soil_protection_scheme_id on soil_protection_scheme (id, version);
create index soil_protection_scheme_region on soil_protection_scheme (region, state) where until is null;
create index soil_protection_scheme_national on soil_protection_scheme (national, id) where until is null;
create index soil_protection_scheme_type_basis on soil_protection_scheme (type_basis, id) where until is null;
create index soil_protection_scheme_obliged on soil_protection_scheme (obliged, id) where until is null;
create index soil_protection_scheme_search on soil_protection_scheme using gin ((coalesce(document, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index soil_protection_scheme_region_past on soil_protection_scheme (region, state);
create index soil_protection_scheme_national_past on soil_protection_scheme (national, id);
create index soil_protection_scheme_type_basis_past on soil_protection_scheme (type_basis, id);
create index soil_protection_scheme_obliged_past on soil_protection_scheme (obliged, id);
create index soil_protection_scheme_effective on soil_protection_scheme (effective);
create index soil_protection_scheme_since on soil_protection_scheme (since);


-- 农村土地流转土壤保护约定
create table farmland_transfer (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  contract text,
  way text,
  transferor text,
  transferee text,
  area numeric,
  start_on date,
  end_on date,
  clause text,
  contract_files text[] not null,
  baseline jsonb,
  final jsonb,
  verdict text,
  rises text[] not null,
  responsible text,
  remedy text,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table farmland_transfer is 'sharded';
create unique index farmland_transfer_current on farmland_transfer (home, id) where until is null;
create index farmland_transfer_id on farmland_transfer (id, version);
create index farmland_transfer_region on farmland_transfer (region, state) where until is null;
create index farmland_transfer_subject on farmland_transfer (subject, id) where until is null;
create index farmland_transfer_contract on farmland_transfer (contract, id) where until is null;
create index farmland_transfer_way on farmland_transfer (way, id) where until is null;
create index farmland_transfer_verdict on farmland_transfer (verdict, id) where until is null;
create index farmland_transfer_search on farmland_transfer using gin ((coalesce(contract, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index farmland_transfer_region_past on farmland_transfer (region, state);
create index farmland_transfer_subject_past on farmland_transfer (subject, id);
create index farmland_transfer_contract_past on farmland_transfer (contract, id);
create index farmland_transfer_way_past on farmland_transfer (way, id);
create index farmland_transfer_verdict_past on farmland_transfer (verdict, id);
create index farmland_transfer_effective on farmland_transfer (effective);
create index farmland_transfer_since on farmland_transfer (since);


-- 威胁地下水和饮用水水源的农用地风险管控方案
create table water_threat_scheme (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  source text,
  distance numeric,
  required_on date,
  due date,
  no_threat text,
  scheme text[] not null,
  document text,
  approved_on date,
  measures jsonb,
  undone integer,
  done_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table water_threat_scheme is 'sharded';
create unique index water_threat_scheme_current on water_threat_scheme (home, id) where until is null;
create index water_threat_scheme_id on water_threat_scheme (id, version);
create index water_threat_scheme_region on water_threat_scheme (region, state) where until is null;
create index water_threat_scheme_subject on water_threat_scheme (subject, id) where until is null;
create index water_threat_scheme_source on water_threat_scheme (source, id) where until is null;
create index water_threat_scheme_search on water_threat_scheme using gin ((coalesce(source, '') || ' ' || coalesce(document, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index water_threat_scheme_region_past on water_threat_scheme (region, state);
create index water_threat_scheme_subject_past on water_threat_scheme (subject, id);
create index water_threat_scheme_source_past on water_threat_scheme (source, id);
create index water_threat_scheme_effective on water_threat_scheme (effective);
create index water_threat_scheme_since on water_threat_scheme (since);


-- 土壤与农产品协同监测
create table farmland_comonitoring (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  kind text,
  plot text,
  due date,
  soils jsonb,
  products jsonb,
  fertilisers jsonb,
  links jsonb,
  verdict text,
  completed_on date,
  report text[] not null,
  action text,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table farmland_comonitoring is 'sharded';
create unique index farmland_comonitoring_current on farmland_comonitoring (home, id) where until is null;
create index farmland_comonitoring_id on farmland_comonitoring (id, version);
create index farmland_comonitoring_region on farmland_comonitoring (region, state) where until is null;
create index farmland_comonitoring_subject on farmland_comonitoring (subject, id) where until is null;
create index farmland_comonitoring_kind on farmland_comonitoring (kind, id) where until is null;
create index farmland_comonitoring_plot on farmland_comonitoring (plot, id) where until is null;
create index farmland_comonitoring_due on farmland_comonitoring (due, id) where until is null;
create index farmland_comonitoring_verdict on farmland_comonitoring (verdict, id) where until is null;
create index farmland_comonitoring_search on farmland_comonitoring using gin ((coalesce(plot, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index farmland_comonitoring_region_past on farmland_comonitoring (region, state);
create index farmland_comonitoring_subject_past on farmland_comonitoring (subject, id);
create index farmland_comonitoring_kind_past on farmland_comonitoring (kind, id);
create index farmland_comonitoring_plot_past on farmland_comonitoring (plot, id);
create index farmland_comonitoring_due_past on farmland_comonitoring (due, id);
create index farmland_comonitoring_verdict_past on farmland_comonitoring (verdict, id);
create index farmland_comonitoring_effective on farmland_comonitoring (effective);
create index farmland_comonitoring_since on farmland_comonitoring (since);


-- 种植、捕捞、采集记录
create table harvest_activity (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  act text,
  product text,
  edible text,
  unit uuid,
  location jsonb,
  extent jsonb,
  seen_on date,
  area numeric,
  who text,
  source text,
  result text,
  zones uuid[] not null,
  handling text,
  handled_on date,
  files text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  location_shape geometry generated always as (shape_of(location)) stored,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  primary key (home, id, version)
);
comment on table harvest_activity is 'sharded';
create unique index harvest_activity_current on harvest_activity (home, id) where until is null;
create index harvest_activity_id on harvest_activity (id, version);
create index harvest_activity_region on harvest_activity (region, state) where until is null;
create index harvest_activity_act on harvest_activity (act, id) where until is null;
create index harvest_activity_edible on harvest_activity (edible, id) where until is null;
create index harvest_activity_unit on harvest_activity (unit, id) where until is null;
create index harvest_activity_result on harvest_activity (result, id) where until is null;
create index harvest_activity_location_shape on harvest_activity using gist (location_shape) where until is null;
create index harvest_activity_extent_shape on harvest_activity using gist (extent_shape) where until is null;
create index harvest_activity_search on harvest_activity using gin ((coalesce(product, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index harvest_activity_region_past on harvest_activity (region, state);
create index harvest_activity_act_past on harvest_activity (act, id);
create index harvest_activity_edible_past on harvest_activity (edible, id);
create index harvest_activity_unit_past on harvest_activity (unit, id);
create index harvest_activity_result_past on harvest_activity (result, id);
create index harvest_activity_effective on harvest_activity (effective);
create index harvest_activity_since on harvest_activity (since);


-- 种植结构调整或退耕建议
create table land_use_change (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  opened_on date,
  hard_to_cut boolean,
  heavy boolean,
  exceeding boolean,
  grounds text[] not null,
  measure text,
  area numeric,
  year integer,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table land_use_change is 'sharded';
create unique index land_use_change_current on land_use_change (home, id) where until is null;
create index land_use_change_id on land_use_change (id, version);
create index land_use_change_region on land_use_change (region, state) where until is null;
create index land_use_change_subject on land_use_change (subject, id) where until is null;
create index land_use_change_opened_on on land_use_change (opened_on, id) where until is null;
create index land_use_change_year on land_use_change (year, id) where until is null;
create index land_use_change_search on land_use_change using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index land_use_change_region_past on land_use_change (region, state);
create index land_use_change_subject_past on land_use_change (subject, id);
create index land_use_change_opened_on_past on land_use_change (opened_on, id);
create index land_use_change_year_past on land_use_change (year, id);
create index land_use_change_effective on land_use_change (effective);
create index land_use_change_since on land_use_change (since);

