-- Groundwater (M16): points, sources, key areas, dischargers, parks, drinking water, wells, tanks.
-- 地下水环境质量考核点位
create table assessed_groundwater_point (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  point text,
  monitoring_site uuid,
  target text,
  baseline_class text,
  years jsonb,
  last_class text,
  met text,
  change text,
  cause text,
  cause_basis text,
  background_report text[] not null,
  scheme_kind text,
  scheme text[] not null,
  measures jsonb,
  rechecks jsonb,
  effect text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table assessed_groundwater_point is 'sharded';
create unique index assessed_groundwater_point_current on assessed_groundwater_point (home, id) where until is null;
create index assessed_groundwater_point_id on assessed_groundwater_point (id, version);
create index assessed_groundwater_point_region on assessed_groundwater_point (region, state) where until is null;
create index assessed_groundwater_point_subject on assessed_groundwater_point (subject, id) where until is null;
create index assessed_groundwater_point_monitoring_site on assessed_groundwater_point (monitoring_site, id) where until is null;
create index assessed_groundwater_point_target on assessed_groundwater_point (target, id) where until is null;
create index assessed_groundwater_point_met on assessed_groundwater_point (met, id) where until is null;
create index assessed_groundwater_point_change on assessed_groundwater_point (change, id) where until is null;
create index assessed_groundwater_point_cause on assessed_groundwater_point (cause, id) where until is null;
create index assessed_groundwater_point_search on assessed_groundwater_point using gin ((coalesce(point, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 地下水污染源清单
create table groundwater_source (
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
  surroundings boolean,
  lead_unit uuid,
  survey_due date,
  project uuid,
  wells uuid[] not null,
  surveyed_on date,
  exceeded text,
  exceeded_items text[] not null,
  assessed_on date,
  report text[] not null,
  filed_on date,
  risk text,
  affected boolean,
  scheme_contents text[] not null,
  scheme text[] not null,
  controls jsonb,
  open_controls integer,
  step text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table groundwater_source is 'sharded';
create unique index groundwater_source_current on groundwater_source (home, id) where until is null;
create index groundwater_source_id on groundwater_source (id, version);
create index groundwater_source_region on groundwater_source (region, state) where until is null;
create index groundwater_source_subject on groundwater_source (subject, id) where until is null;
create index groundwater_source_kind on groundwater_source (kind, id) where until is null;
create index groundwater_source_lead_unit on groundwater_source (lead_unit, id) where until is null;
create index groundwater_source_exceeded on groundwater_source (exceeded, id) where until is null;
create index groundwater_source_risk on groundwater_source (risk, id) where until is null;
create index groundwater_source_step on groundwater_source (step, id) where until is null;
create index groundwater_source_search on groundwater_source using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

-- 地下水污染防治重点区
create table groundwater_key_area (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  type text,
  grade text,
  extent jsonb,
  area jsonb,
  basis_text text,
  rules text,
  approval text,
  approved_on date,
  zoning_unit text,
  zoned_on date,
  note text,
  extra jsonb,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  area_m2 numeric generated always as (square_metres(area)) stored,
  primary key (home, id, version)
);
comment on table groundwater_key_area is 'sharded';
create unique index groundwater_key_area_current on groundwater_key_area (home, id) where until is null;
create index groundwater_key_area_id on groundwater_key_area (id, version);
create index groundwater_key_area_region on groundwater_key_area (region, state) where until is null;
create index groundwater_key_area_name on groundwater_key_area (name, id) where until is null;
create index groundwater_key_area_type on groundwater_key_area (type, id) where until is null;
create index groundwater_key_area_grade on groundwater_key_area (grade, id) where until is null;
create index groundwater_key_area_extent_shape on groundwater_key_area using gist (extent_shape) where until is null;
create index groundwater_key_area_search on groundwater_key_area using gin ((coalesce(name, '') || ' ' || coalesce(zoning_unit, '')) gin_trgm_ops) where until is null;

-- 地下水污染防治重点排污单位名录
create table groundwater_discharger (
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
  key_area uuid,
  listed_year integer,
  permit_terms text[] not null,
  wells uuid[] not null,
  monitorings jsonb,
  published_on date[] not null,
  online_required boolean,
  networked_on date,
  seepage_checks jsonb,
  open_seepage integer,
  removal_reason text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table groundwater_discharger is 'sharded';
create unique index groundwater_discharger_current on groundwater_discharger (home, id) where until is null;
create index groundwater_discharger_id on groundwater_discharger (id, version);
create index groundwater_discharger_region on groundwater_discharger (region, state) where until is null;
create index groundwater_discharger_subject on groundwater_discharger (subject, id) where until is null;
create index groundwater_discharger_criterion on groundwater_discharger (criterion, id) where until is null;
create index groundwater_discharger_key_area on groundwater_discharger (key_area, id) where until is null;
create index groundwater_discharger_listed_year on groundwater_discharger (listed_year, id) where until is null;
create index groundwater_discharger_search on groundwater_discharger using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

-- 化工园区地下水分类
create table chemical_park (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  founded integer,
  enterprises integer,
  class text,
  class_basis text,
  class_files text[] not null,
  classed_on date,
  wells uuid[] not null,
  measures jsonb,
  overdue_measures text[] not null,
  controlled text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table chemical_park is 'sharded';
create unique index chemical_park_current on chemical_park (home, id) where until is null;
create index chemical_park_id on chemical_park (id, version);
create index chemical_park_region on chemical_park (region, state) where until is null;
create index chemical_park_subject on chemical_park (subject, id) where until is null;
create index chemical_park_class on chemical_park (class, id) where until is null;
create index chemical_park_controlled on chemical_park (controlled, id) where until is null;
create index chemical_park_search on chemical_park using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

-- 集中式饮用水水源地
create table drinking_water_source (
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
  population integer,
  supply numeric,
  in_scope boolean,
  surveyed_on date,
  survey text[] not null,
  zone_one jsonb,
  zone_two jsonb,
  recharge jsonb,
  zone_approval text,
  zoned_on date,
  risk_sources uuid[] not null,
  checked_on date,
  search_radius integer,
  illegal jsonb,
  illegal_open integer,
  soil_scheme text[] not null,
  soil_points uuid[] not null,
  soil_years jsonb,
  soil_trend text,
  assessment text[] not null,
  controls text,
  farming_scheme text[] not null,
  lead uuid,
  note text,
  extra jsonb,
  zone_one_shape geometry generated always as (shape_of(zone_one)) stored,
  zone_two_shape geometry generated always as (shape_of(zone_two)) stored,
  recharge_shape geometry generated always as (shape_of(recharge)) stored,
  primary key (home, id, version)
);
comment on table drinking_water_source is 'sharded';
create unique index drinking_water_source_current on drinking_water_source (home, id) where until is null;
create index drinking_water_source_id on drinking_water_source (id, version);
create index drinking_water_source_region on drinking_water_source (region, state) where until is null;
create index drinking_water_source_subject on drinking_water_source (subject, id) where until is null;
create index drinking_water_source_kind on drinking_water_source (kind, id) where until is null;
create index drinking_water_source_in_scope on drinking_water_source (in_scope, id) where until is null;
create index drinking_water_source_soil_trend on drinking_water_source (soil_trend, id) where until is null;
create index drinking_water_source_lead on drinking_water_source (lead, id) where until is null;
create index drinking_water_source_zone_one_shape on drinking_water_source using gist (zone_one_shape) where until is null;
create index drinking_water_source_zone_two_shape on drinking_water_source using gist (zone_two_shape) where until is null;
create index drinking_water_source_recharge_shape on drinking_water_source using gist (recharge_shape) where until is null;
create index drinking_water_source_search on drinking_water_source using gin ((coalesce(zone_approval, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 报废矿井、钻井、取水井封井回填
create table abandoned_well (
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
  owner uuid,
  owner_known boolean,
  responsible text,
  registered_on date,
  condition text,
  abandoned text,
  judged_on date,
  near_sources uuid[] not null,
  source_sink text,
  source_sink_report text[] not null,
  connects_polluted boolean,
  near_source boolean,
  near_drinking boolean,
  risk_score integer,
  risk text,
  risk_basis text[] not null,
  closure_due date,
  method text,
  material text,
  closed_on date,
  closure text[] not null,
  accepted_on date,
  acceptance text[] not null,
  water_notified date,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table abandoned_well is 'sharded';
create unique index abandoned_well_current on abandoned_well (home, id) where until is null;
create index abandoned_well_id on abandoned_well (id, version);
create index abandoned_well_region on abandoned_well (region, state) where until is null;
create index abandoned_well_subject on abandoned_well (subject, id) where until is null;
create index abandoned_well_kind on abandoned_well (kind, id) where until is null;
create index abandoned_well_owner on abandoned_well (owner, id) where until is null;
create index abandoned_well_owner_known on abandoned_well (owner_known, id) where until is null;
create index abandoned_well_risk on abandoned_well (risk, id) where until is null;
create index abandoned_well_search on abandoned_well using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

-- 加油站地下油罐防渗改造
create table gas_station_tank (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  tank text,
  volume numeric,
  product text,
  installed_on date,
  protection text,
  leak_detection boolean,
  renovation_due date,
  renovated_on date,
  acceptance text[] not null,
  detections jsonb,
  wells uuid[] not null,
  last_leak text,
  proof text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table gas_station_tank is 'sharded';
create unique index gas_station_tank_current on gas_station_tank (home, id) where until is null;
create index gas_station_tank_id on gas_station_tank (id, version);
create index gas_station_tank_region on gas_station_tank (region, state) where until is null;
create index gas_station_tank_subject on gas_station_tank (subject, id) where until is null;
create index gas_station_tank_tank on gas_station_tank (tank, id) where until is null;
create index gas_station_tank_product on gas_station_tank (product, id) where until is null;
create index gas_station_tank_protection on gas_station_tank (protection, id) where until is null;
create index gas_station_tank_last_leak on gas_station_tank (last_leak, id) where until is null;
create index gas_station_tank_proof on gas_station_tank (proof, id) where until is null;
create index gas_station_tank_search on gas_station_tank using gin ((coalesce(tank, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

