-- Rural environment (M19): sewage, black-odorous waters, dumps, waste facilities, evaluation of villages.
-- 农村黑臭水体清单
create table black_odorous_water (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  village uuid,
  tier text,
  area jsonb,
  causes text[] not null,
  departments text[] not null,
  monitorings jsonb,
  last_monitored_on date,
  judgement text,
  grounds text[] not null,
  tasks jsonb,
  scheme text[] not null,
  deadline date,
  satisfaction numeric,
  evaluation text[] not null,
  care_plan text[] not null,
  settled_on date,
  chief text,
  chief_level text,
  chief_years jsonb,
  rechecks jsonb,
  relapses integer,
  relapse_suspected boolean,
  note text,
  extra jsonb,
  area_m2 numeric generated always as (square_metres(area)) stored,
  primary key (home, id, version)
);
comment on table black_odorous_water is 'sharded';
create unique index black_odorous_water_current on black_odorous_water (home, id) where until is null;
create index black_odorous_water_id on black_odorous_water (id, version);
create index black_odorous_water_region on black_odorous_water (region, state) where until is null;
create index black_odorous_water_subject on black_odorous_water (subject, id) where until is null;
create index black_odorous_water_village on black_odorous_water (village, id) where until is null;
create index black_odorous_water_tier on black_odorous_water (tier, id) where until is null;
create index black_odorous_water_judgement on black_odorous_water (judgement, id) where until is null;
create index black_odorous_water_relapse_suspected on black_odorous_water (relapse_suspected, id) where until is null;
create index black_odorous_water_search on black_odorous_water using gin ((coalesce(chief, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
-- 农村生活污水治理村庄清单
create table rural_sewage_village (
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
  priority text[] not null,
  mode text,
  new_plant boolean,
  plant_reason text,
  proof_needed text,
  households integer,
  treated_households integer,
  share numeric,
  black_water boolean,
  due date,
  proof text[] not null,
  accepted_on date,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table rural_sewage_village is 'sharded';
create unique index rural_sewage_village_current on rural_sewage_village (home, id) where until is null;
create index rural_sewage_village_id on rural_sewage_village (id, version);
create index rural_sewage_village_region on rural_sewage_village (region, state) where until is null;
create index rural_sewage_village_subject on rural_sewage_village (subject, id) where until is null;
create index rural_sewage_village_year on rural_sewage_village (year, id) where until is null;
create index rural_sewage_village_mode on rural_sewage_village (mode, id) where until is null;
create index rural_sewage_village_search on rural_sewage_village using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
-- 农村生活污水处理设施台账
create table rural_sewage_facility (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  place text,
  capacity numeric,
  actual numeric,
  load numeric,
  process text,
  pipe_length numeric,
  villages uuid[] not null,
  running text,
  problem text,
  measure text,
  new_process text,
  due date,
  rectified_on date,
  operator uuid,
  contract_until date,
  contract text[] not null,
  supervisor uuid,
  assessments jsonb,
  device text,
  device_state text,
  devices jsonb,
  device_missing text[] not null,
  monitorings jsonb,
  outlet_monitored_on date[] not null,
  patrols jsonb,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table rural_sewage_facility is 'sharded';
create unique index rural_sewage_facility_current on rural_sewage_facility (home, id) where until is null;
create index rural_sewage_facility_id on rural_sewage_facility (id, version);
create index rural_sewage_facility_region on rural_sewage_facility (region, state) where until is null;
create index rural_sewage_facility_subject on rural_sewage_facility (subject, id) where until is null;
create index rural_sewage_facility_place on rural_sewage_facility (place, id) where until is null;
create index rural_sewage_facility_running on rural_sewage_facility (running, id) where until is null;
create index rural_sewage_facility_operator on rural_sewage_facility (operator, id) where until is null;
create index rural_sewage_facility_device on rural_sewage_facility (device, id) where until is null;
create index rural_sewage_facility_device_state on rural_sewage_facility (device_state, id) where until is null;
create index rural_sewage_facility_search on rural_sewage_facility using gin ((coalesce(process, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
-- 非正规垃圾堆放点台账
create table waste_dump (
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
  volume numeric,
  found_on date,
  sensitive text[] not null,
  leachate boolean,
  hazardous boolean,
  plan text[] not null,
  way text,
  due date,
  removed jsonb,
  remaining numeric,
  accepted_on date,
  acceptance text[] not null,
  settled_on date,
  follow text,
  follow_ups jsonb,
  rebound boolean,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table waste_dump is 'sharded';
create unique index waste_dump_current on waste_dump (home, id) where until is null;
create index waste_dump_id on waste_dump (id, version);
create index waste_dump_region on waste_dump (region, state) where until is null;
create index waste_dump_subject on waste_dump (subject, id) where until is null;
create index waste_dump_kind on waste_dump (kind, id) where until is null;
create index waste_dump_rebound on waste_dump (rebound, id) where until is null;
create index waste_dump_search on waste_dump using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
-- 生活垃圾处理设施台账
create table waste_facility (
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
  tier text,
  capacity numeric,
  villages uuid[] not null,
  contiguous text,
  liner text,
  leachate_way text,
  leachate_capacity numeric,
  leachate_yield numeric,
  monitorings jsonb,
  wells uuid[] not null,
  compliance text,
  gaps text[] not null,
  measure text,
  due date,
  closed_on date,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table waste_facility is 'sharded';
create unique index waste_facility_current on waste_facility (home, id) where until is null;
create index waste_facility_id on waste_facility (id, version);
create index waste_facility_region on waste_facility (region, state) where until is null;
create index waste_facility_subject on waste_facility (subject, id) where until is null;
create index waste_facility_kind on waste_facility (kind, id) where until is null;
create index waste_facility_tier on waste_facility (tier, id) where until is null;
create index waste_facility_compliance on waste_facility (compliance, id) where until is null;
create index waste_facility_search on waste_facility using gin ((coalesce(contiguous, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
-- 农村环境整治成效评估
create table village_environment (
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
  due_on date,
  zones text[] not null,
  campaign text,
  pilot text,
  award_project uuid,
  households integer,
  toilets integer,
  toilet_rate numeric,
  cleaning boolean,
  waste_collected boolean,
  dumps integer,
  items jsonb,
  undone text[] not null,
  sewage numeric,
  black_water numeric,
  source numeric,
  has_black_water boolean,
  has_source boolean,
  self_on date,
  review_on date,
  review_opinion text,
  spot_on date,
  spot_opinion text,
  result text,
  failings text[] not null,
  files text[] not null,
  extra jsonb,
  primary key (home, id, version)
);
comment on table village_environment is 'sharded';
create unique index village_environment_current on village_environment (home, id) where until is null;
create index village_environment_id on village_environment (id, version);
create index village_environment_region on village_environment (region, state) where until is null;
create index village_environment_subject on village_environment (subject, id) where until is null;
create index village_environment_period on village_environment (period, id) where until is null;
create index village_environment_waste_collected on village_environment (waste_collected, id) where until is null;
create index village_environment_result on village_environment (result, id) where until is null;
create index village_environment_search on village_environment using gin ((coalesce(campaign, '') || ' ' || coalesce(pilot, '')) gin_trgm_ops) where until is null;
