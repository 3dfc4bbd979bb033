-- Farm inputs (M18): points of recovery, promotion and pilots, banned lists and checks, other land, unused land.
-- 农业废弃物回收处理点
create table recovery_point (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  kind text,
  role text,
  duty text[] not null,
  operator uuid,
  location jsonb,
  next uuid,
  capacity numeric,
  farms uuid[] not null,
  received jsonb,
  sent jsonb,
  deposits jsonb,
  years jsonb,
  stock numeric,
  treated numeric,
  materials jsonb,
  non_standard_share numeric,
  deposit_held numeric,
  overload text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  location_shape geometry generated always as (shape_of(location)) stored,
  primary key (home, id, version)
);
comment on table recovery_point is 'sharded';
create unique index recovery_point_current on recovery_point (home, id) where until is null;
create index recovery_point_id on recovery_point (id, version);
create index recovery_point_region on recovery_point (region, state) where until is null;
create index recovery_point_name on recovery_point (name, id) where until is null;
create index recovery_point_kind on recovery_point (kind, id) where until is null;
create index recovery_point_role on recovery_point (role, id) where until is null;
create index recovery_point_operator on recovery_point (operator, id) where until is null;
create index recovery_point_next on recovery_point (next, id) where until is null;
create index recovery_point_location_shape on recovery_point using gist (location_shape) where until is null;
create index recovery_point_search on recovery_point using gin ((coalesce(name, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index recovery_point_region_past on recovery_point (region, state);
create index recovery_point_name_past on recovery_point (name, id);
create index recovery_point_kind_past on recovery_point (kind, id);
create index recovery_point_role_past on recovery_point (role, id);
create index recovery_point_operator_past on recovery_point (operator, id);
create index recovery_point_next_past on recovery_point (next, id);
create index recovery_point_effective on recovery_point (effective);
create index recovery_point_since on recovery_point (since);

-- 农业清洁生产推广区与试点
create table promotion_area (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  kind text,
  pilot boolean,
  lead_unit uuid,
  goal numeric,
  due date,
  techniques text[] not null,
  extent jsonb,
  progress jsonb,
  done_area numeric,
  rate numeric,
  covered jsonb,
  townships integer,
  coverage numeric,
  results jsonb,
  outcome text,
  evaluation text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  primary key (home, id, version)
);
comment on table promotion_area is 'sharded';
create unique index promotion_area_current on promotion_area (home, id) where until is null;
create index promotion_area_id on promotion_area (id, version);
create index promotion_area_region on promotion_area (region, state) where until is null;
create index promotion_area_name on promotion_area (name, id) where until is null;
create index promotion_area_kind on promotion_area (kind, id) where until is null;
create index promotion_area_pilot on promotion_area (pilot, id) where until is null;
create index promotion_area_lead_unit on promotion_area (lead_unit, id) where until is null;
create index promotion_area_due on promotion_area (due, id) where until is null;
create index promotion_area_done_area on promotion_area (done_area, id) where until is null;
create index promotion_area_extent_shape on promotion_area using gist (extent_shape) where until is null;
create index promotion_area_search on promotion_area using gin ((coalesce(name, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index promotion_area_region_past on promotion_area (region, state);
create index promotion_area_name_past on promotion_area (name, id);
create index promotion_area_kind_past on promotion_area (kind, id);
create index promotion_area_pilot_past on promotion_area (pilot, id);
create index promotion_area_lead_unit_past on promotion_area (lead_unit, id);
create index promotion_area_due_past on promotion_area (due, id);
create index promotion_area_done_area_past on promotion_area (done_area, id);
create index promotion_area_effective on promotion_area (effective);
create index promotion_area_since on promotion_area (since);

-- 农业投入品禁限用名录与限量
create table input_limit (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  kind text,
  item text,
  rule text,
  links text[] not null,
  bound numeric,
  unit text,
  standard text,
  valid_from date,
  valid_until date,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table input_limit is 'sharded';
create unique index input_limit_current on input_limit (home, id) where until is null;
create index input_limit_id on input_limit (id, version);
create index input_limit_region on input_limit (region, state) where until is null;
create index input_limit_kind on input_limit (kind, id) where until is null;
create index input_limit_item on input_limit (item, id) where until is null;
create index input_limit_rule on input_limit (rule, id) where until is null;
create index input_limit_valid_from on input_limit (valid_from, id) where until is null;
create index input_limit_search on input_limit using gin ((coalesce(item, '') || ' ' || coalesce(standard, '')) gin_trgm_ops) where until is null;
create index input_limit_region_past on input_limit (region, state);
create index input_limit_kind_past on input_limit (kind, id);
create index input_limit_item_past on input_limit (item, id);
create index input_limit_rule_past on input_limit (rule, id);
create index input_limit_valid_from_past on input_limit (valid_from, id);
create index input_limit_effective on input_limit (effective);
create index input_limit_since on input_limit (since);

-- 农业投入品检查检测台账
create table input_check (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  kind text,
  link text,
  checked_on date,
  party uuid,
  farm uuid,
  land uuid,
  product text,
  batch text,
  contains text[] not null,
  tests jsonb,
  acts text[] not null,
  act_names text[] not null,
  report text[] not null,
  verdict text,
  faults text[] not null,
  open text[] not null,
  grounds text[] not null,
  warning text,
  offence text,
  case_opened uuid,
  disposal text,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table input_check is 'sharded';
create unique index input_check_current on input_check (home, id) where until is null;
create index input_check_id on input_check (id, version);
create index input_check_region on input_check (region, state) where until is null;
create index input_check_kind on input_check (kind, id) where until is null;
create index input_check_link on input_check (link, id) where until is null;
create index input_check_checked_on on input_check (checked_on, id) where until is null;
create index input_check_party on input_check (party, id) where until is null;
create index input_check_farm on input_check (farm, id) where until is null;
create index input_check_land on input_check (land, id) where until is null;
create index input_check_acts on input_check using gin (acts) where until is null;
create index input_check_verdict on input_check (verdict, id) where until is null;
create index input_check_warning on input_check (warning, id) where until is null;
create index input_check_case_opened on input_check (case_opened, id) where until is null;
create index input_check_search on input_check using gin ((coalesce(product, '') || ' ' || coalesce(batch, '') || ' ' || coalesce(disposal, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index input_check_region_past on input_check (region, state);
create index input_check_kind_past on input_check (kind, id);
create index input_check_link_past on input_check (link, id);
create index input_check_checked_on_past on input_check (checked_on, id);
create index input_check_party_past on input_check (party, id);
create index input_check_farm_past on input_check (farm, id);
create index input_check_land_past on input_check (land, id);
create index input_check_verdict_past on input_check (verdict, id);
create index input_check_warning_past on input_check (warning, id);
create index input_check_case_opened_past on input_check (case_opened, id);
create index input_check_effective on input_check (effective);
create index input_check_since on input_check (since);

-- 林地园地草地用药与产品质量
create table other_land (
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
  area jsonb,
  crop text,
  quota numeric,
  pesticides jsonb,
  use_per_mu numeric,
  overuse text[] not null,
  samples jsonb,
  verdict text,
  exceeded text[] not null,
  open text[] not null,
  measure text,
  adjusted_on date,
  proof text[] not null,
  grazing_until date,
  approval text,
  note text,
  extra jsonb,
  effective_until date,
  area_m2 numeric generated always as (square_metres(area)) stored,
  primary key (home, id, version)
);
comment on table other_land is 'sharded';
create unique index other_land_current on other_land (home, id) where until is null;
create index other_land_id on other_land (id, version);
create index other_land_region on other_land (region, state) where until is null;
create index other_land_subject on other_land (subject, id) where until is null;
create index other_land_kind on other_land (kind, id) where until is null;
create index other_land_verdict on other_land (verdict, id) where until is null;
create index other_land_search on other_land using gin ((coalesce(crop, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index other_land_region_past on other_land (region, state);
create index other_land_subject_past on other_land (subject, id);
create index other_land_kind_past on other_land (kind, id);
create index other_land_verdict_past on other_land (verdict, id);
create index other_land_effective on other_land (effective);
create index other_land_since on other_land (since);

-- 未利用地土壤环境管理清单
create table unused_land (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  land_type text,
  area jsonb,
  extent jsonb,
  reserve boolean,
  surveyed_on date,
  quality text,
  pollutants text[] not null,
  purpose_to text,
  assessed_on date,
  assessment text[] not null,
  standard_met text,
  use text,
  patrols jsonb,
  open_findings integer,
  control jsonb,
  approval text,
  responsible text,
  bans text[] not null,
  measures jsonb,
  note text,
  extra jsonb,
  effective_until date,
  area_m2 numeric generated always as (square_metres(area)) stored,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  control_shape geometry generated always as (shape_of(control)) stored,
  primary key (home, id, version)
);
comment on table unused_land is 'sharded';
create unique index unused_land_current on unused_land (home, id) where until is null;
create index unused_land_id on unused_land (id, version);
create index unused_land_region on unused_land (region, state) where until is null;
create index unused_land_name on unused_land (name, id) where until is null;
create index unused_land_land_type on unused_land (land_type, id) where until is null;
create index unused_land_area_m2 on unused_land (area_m2, id) where until is null;
create index unused_land_reserve on unused_land (reserve, id) where until is null;
create index unused_land_quality on unused_land (quality, id) where until is null;
create index unused_land_use on unused_land (use, id) where until is null;
create index unused_land_extent_shape on unused_land using gist (extent_shape) where until is null;
create index unused_land_control_shape on unused_land using gist (control_shape) where until is null;
create index unused_land_search on unused_land using gin ((coalesce(name, '') || ' ' || coalesce(responsible, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index unused_land_region_past on unused_land (region, state);
create index unused_land_name_past on unused_land (name, id);
create index unused_land_land_type_past on unused_land (land_type, id);
create index unused_land_area_m2_past on unused_land (area_m2, id);
create index unused_land_reserve_past on unused_land (reserve, id);
create index unused_land_quality_past on unused_land (quality, id);
create index unused_land_use_past on unused_land (use, id);
create index unused_land_effective on unused_land (effective);
create index unused_land_since on unused_land (since);


alter table farm_input_year
  add column film_checked integer,
  add column film_failed integer,
  add column film_pass_rate numeric,
  add column film_loss numeric,
  add column film_reuse_rate numeric,
  add column package_disposal_rate numeric;
