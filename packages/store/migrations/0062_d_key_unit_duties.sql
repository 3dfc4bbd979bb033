-- Local requirements, tanks, demolitions, letters and declarations (M10).

-- 重点监管单位地方管理要求
create table key_unit_requirement (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  source text,
  kind text,
  objects text[] not null,
  months integer,
  departments text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table key_unit_requirement is 'sharded';
create unique index key_unit_requirement_current on key_unit_requirement (home, id) where until is null;
create index key_unit_requirement_id on key_unit_requirement (id, version);
create index key_unit_requirement_region on key_unit_requirement (region, state) where until is null;
create index key_unit_requirement_title on key_unit_requirement (title, id) where until is null;
create index key_unit_requirement_kind on key_unit_requirement (kind, id) where until is null;
create index key_unit_requirement_search on key_unit_requirement using gin ((coalesce(title, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index key_unit_requirement_region_past on key_unit_requirement (region, state);
create index key_unit_requirement_title_past on key_unit_requirement (title, id);
create index key_unit_requirement_kind_past on key_unit_requirement (kind, id);
create index key_unit_requirement_effective on key_unit_requirement (effective);
create index key_unit_requirement_since on key_unit_requirement (since);


-- 有毒有害物质地下储罐
create table underground_tank (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  number text,
  substance text,
  volume numeric,
  material text,
  structure text,
  built_year integer,
  use_from date,
  in_use boolean,
  filing text[] not null,
  filed_on date,
  current_on date,
  changed_on date,
  changes jsonb,
  timely text,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table underground_tank is 'sharded';
create unique index underground_tank_current on underground_tank (home, id) where until is null;
create index underground_tank_id on underground_tank (id, version);
create index underground_tank_region on underground_tank (region, state) where until is null;
create index underground_tank_subject on underground_tank (subject, id) where until is null;
create index underground_tank_number on underground_tank (number, id) where until is null;
create index underground_tank_material on underground_tank (material, id) where until is null;
create index underground_tank_timely on underground_tank (timely, id) where until is null;
create index underground_tank_search on underground_tank using gin ((coalesce(number, '') || ' ' || coalesce(substance, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index underground_tank_region_past on underground_tank (region, state);
create index underground_tank_subject_past on underground_tank (subject, id);
create index underground_tank_number_past on underground_tank (number, id);
create index underground_tank_material_past on underground_tank (material, id);
create index underground_tank_timely_past on underground_tank (timely, id);
create index underground_tank_effective on underground_tank (effective);
create index underground_tank_since on underground_tank (since);


-- 企业拆除活动土壤污染防治备案
create table demolition (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  project text,
  objects text[] not null,
  starts date,
  owner text,
  departments text[] not null,
  department_basis text,
  plan text[] not null,
  residual text[] not null,
  emergency text[] not null,
  filings jsonb,
  lacking text[] not null,
  filed_on date,
  started_on date,
  production_removed_on date,
  treatment_removed_on date,
  summary text[] not null,
  summary_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table demolition is 'sharded';
create unique index demolition_current on demolition (home, id) where until is null;
create index demolition_id on demolition (id, version);
create index demolition_region on demolition (region, state) where until is null;
create index demolition_subject on demolition (subject, id) where until is null;
create index demolition_project on demolition (project, id) where until is null;
create index demolition_starts on demolition (starts, id) where until is null;
create index demolition_owner on demolition (owner, id) where until is null;
create index demolition_search on demolition using gin ((coalesce(project, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index demolition_region_past on demolition (region, state);
create index demolition_subject_past on demolition (subject, id);
create index demolition_project_past on demolition (project, id);
create index demolition_starts_past on demolition (starts, id);
create index demolition_owner_past on demolition (owner, id);
create index demolition_effective on demolition (effective);
create index demolition_since on demolition (since);


-- 重点企业土壤污染防治责任书
create table enterprise_letter (
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
  government uuid,
  items jsonb,
  document text[] not null,
  signed_on date,
  signed text[] not null,
  published_at text,
  published_on date,
  assessed_on date,
  share numeric,
  conclusion text,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table enterprise_letter is 'sharded';
create unique index enterprise_letter_current on enterprise_letter (home, id) where until is null;
create index enterprise_letter_id on enterprise_letter (id, version);
create index enterprise_letter_region on enterprise_letter (region, state) where until is null;
create index enterprise_letter_subject on enterprise_letter (subject, id) where until is null;
create index enterprise_letter_year on enterprise_letter (year, id) where until is null;
create index enterprise_letter_government on enterprise_letter (government, id) where until is null;
create index enterprise_letter_conclusion on enterprise_letter (conclusion, id) where until is null;
create index enterprise_letter_search on enterprise_letter using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index enterprise_letter_region_past on enterprise_letter (region, state);
create index enterprise_letter_subject_past on enterprise_letter (subject, id);
create index enterprise_letter_year_past on enterprise_letter (year, id);
create index enterprise_letter_government_past on enterprise_letter (government, id);
create index enterprise_letter_conclusion_past on enterprise_letter (conclusion, id);
create index enterprise_letter_effective on enterprise_letter (effective);
create index enterprise_letter_since on enterprise_letter (since);


-- 企业土壤污染防治年度自查
create table soil_self_check (
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
  due date,
  risk_system boolean,
  system_files text[] not null,
  facilities jsonb,
  discharges jsonb,
  problems text[] not null,
  unknown text[] not null,
  outcome text,
  plan text,
  declared_on date,
  checked_on date,
  truth text,
  check_files text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table soil_self_check is 'sharded';
create unique index soil_self_check_current on soil_self_check (home, id) where until is null;
create index soil_self_check_id on soil_self_check (id, version);
create index soil_self_check_region on soil_self_check (region, state) where until is null;
create index soil_self_check_subject on soil_self_check (subject, id) where until is null;
create index soil_self_check_year on soil_self_check (year, id) where until is null;
create index soil_self_check_outcome on soil_self_check (outcome, id) where until is null;
create index soil_self_check_truth on soil_self_check (truth, id) where until is null;
create index soil_self_check_search on soil_self_check using gin ((coalesce(plan, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index soil_self_check_region_past on soil_self_check (region, state);
create index soil_self_check_subject_past on soil_self_check (subject, id);
create index soil_self_check_year_past on soil_self_check (year, id);
create index soil_self_check_outcome_past on soil_self_check (outcome, id);
create index soil_self_check_truth_past on soil_self_check (truth, id);
create index soil_self_check_effective on soil_self_check (effective);
create index soil_self_check_since on soil_self_check (since);


