-- Emergency plans, equipment, teams, officers, their training and patrols (M22).

-- 突发环境事件应急预案台账
create table emergency_plan (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  holder text,
  unit uuid,
  organisation uuid,
  edition integer,
  contents text[] not null,
  missing text[] not null,
  has_soil boolean,
  file text[] not null,
  signed_on date,
  filed_on date,
  filing text,
  published_at text,
  drills jsonb,
  last_drill date,
  open_problems integer,
  next_drill date,
  review_due date,
  event_on date,
  revised_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table emergency_plan is 'sharded';
create unique index emergency_plan_current on emergency_plan (home, id) where until is null;
create index emergency_plan_id on emergency_plan (id, version);
create index emergency_plan_region on emergency_plan (region, state) where until is null;
create index emergency_plan_title on emergency_plan (title, id) where until is null;
create index emergency_plan_holder on emergency_plan (holder, id) where until is null;
create index emergency_plan_unit on emergency_plan (unit, id) where until is null;
create index emergency_plan_organisation on emergency_plan (organisation, id) where until is null;
create index emergency_plan_has_soil on emergency_plan (has_soil, id) where until is null;
create index emergency_plan_review_due on emergency_plan (review_due, id) where until is null;
create index emergency_plan_search on emergency_plan using gin ((coalesce(title, '') || ' ' || coalesce(filing, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index emergency_plan_region_past on emergency_plan (region, state);
create index emergency_plan_title_past on emergency_plan (title, id);
create index emergency_plan_holder_past on emergency_plan (holder, id);
create index emergency_plan_unit_past on emergency_plan (unit, id);
create index emergency_plan_organisation_past on emergency_plan (organisation, id);
create index emergency_plan_has_soil_past on emergency_plan (has_soil, id);
create index emergency_plan_review_due_past on emergency_plan (review_due, id);
create index emergency_plan_effective on emergency_plan (effective);
create index emergency_plan_since on emergency_plan (since);


-- 执法与应急装备物资台账
create table response_equipment (
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
  detects text[] not null,
  holder uuid,
  place text,
  standard integer,
  movements jsonb,
  stock integer,
  shortage integer,
  expires_on date,
  calibration_months integer,
  calibrations jsonb,
  calibrated_on date,
  calibration_due date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table response_equipment is 'sharded';
create unique index response_equipment_current on response_equipment (home, id) where until is null;
create index response_equipment_id on response_equipment (id, version);
create index response_equipment_region on response_equipment (region, state) where until is null;
create index response_equipment_name on response_equipment (name, id) where until is null;
create index response_equipment_kind on response_equipment (kind, id) where until is null;
create index response_equipment_detects on response_equipment using gin (detects) where until is null;
create index response_equipment_holder on response_equipment (holder, id) where until is null;
create index response_equipment_shortage on response_equipment (shortage, id) where until is null;
create index response_equipment_expires_on on response_equipment (expires_on, id) where until is null;
create index response_equipment_calibration_due on response_equipment (calibration_due, id) where until is null;
create index response_equipment_search on response_equipment using gin ((coalesce(name, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index response_equipment_region_past on response_equipment (region, state);
create index response_equipment_name_past on response_equipment (name, id);
create index response_equipment_kind_past on response_equipment (kind, id);
create index response_equipment_holder_past on response_equipment (holder, id);
create index response_equipment_shortage_past on response_equipment (shortage, id);
create index response_equipment_expires_on_past on response_equipment (expires_on, id);
create index response_equipment_calibration_due_past on response_equipment (calibration_due, id);
create index response_equipment_effective on response_equipment (effective);
create index response_equipment_since on response_equipment (since);


-- 应急处置与技术支撑队伍名册
create table response_team (
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
  organisation uuid,
  leader text,
  phone text,
  members integer,
  skills text[] not null,
  equipment uuid[] not null,
  plan uuid,
  agreement_until date,
  deployments jsonb,
  deployed integer,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table response_team is 'sharded';
create unique index response_team_current on response_team (home, id) where until is null;
create index response_team_id on response_team (id, version);
create index response_team_region on response_team (region, state) where until is null;
create index response_team_name on response_team (name, id) where until is null;
create index response_team_kind on response_team (kind, id) where until is null;
create index response_team_organisation on response_team (organisation, id) where until is null;
create index response_team_skills on response_team using gin (skills) where until is null;
create index response_team_plan on response_team (plan, id) where until is null;
create index response_team_search on response_team using gin ((coalesce(name, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index response_team_region_past on response_team (region, state);
create index response_team_name_past on response_team (name, id);
create index response_team_kind_past on response_team (kind, id);
create index response_team_organisation_past on response_team (organisation, id);
create index response_team_plan_past on response_team (plan, id);
create index response_team_effective on response_team (effective);
create index response_team_since on response_team (since);


-- 环境执法人员台账
create table enforcement_officer (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  unit uuid,
  licence text,
  licence_until date,
  joined_on date,
  phone text,
  trainings jsonb,
  last_soil date,
  next_soil date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table enforcement_officer is 'sharded';
create unique index enforcement_officer_current on enforcement_officer (home, id) where until is null;
create index enforcement_officer_id on enforcement_officer (id, version);
create index enforcement_officer_region on enforcement_officer (region, state) where until is null;
create index enforcement_officer_name on enforcement_officer (name, id) where until is null;
create index enforcement_officer_unit on enforcement_officer (unit, id) where until is null;
create index enforcement_officer_licence on enforcement_officer (licence, id) where until is null;
create index enforcement_officer_next_soil on enforcement_officer (next_soil, id) where until is null;
create index enforcement_officer_search on enforcement_officer using gin ((coalesce(name, '') || ' ' || coalesce(licence, '')) gin_trgm_ops) where until is null;
create index enforcement_officer_region_past on enforcement_officer (region, state);
create index enforcement_officer_name_past on enforcement_officer (name, id);
create index enforcement_officer_unit_past on enforcement_officer (unit, id);
create index enforcement_officer_licence_past on enforcement_officer (licence, id);
create index enforcement_officer_next_soil_past on enforcement_officer (next_soil, id);
create index enforcement_officer_effective on enforcement_officer (effective);
create index enforcement_officer_since on enforcement_officer (since);


-- 执法人员培训计划
create table training_plan (
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
  topic text,
  hours numeric,
  plan_on date,
  audience uuid[] not null,
  held_on date,
  attended jsonb,
  passed_share numeric,
  files text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table training_plan is 'sharded';
create unique index training_plan_current on training_plan (home, id) where until is null;
create index training_plan_id on training_plan (id, version);
create index training_plan_region on training_plan (region, state) where until is null;
create index training_plan_title on training_plan (title, id) where until is null;
create index training_plan_year on training_plan (year, id) where until is null;
create index training_plan_topic on training_plan (topic, id) where until is null;
create index training_plan_search on training_plan using gin ((coalesce(title, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index training_plan_region_past on training_plan (region, state);
create index training_plan_title_past on training_plan (title, id);
create index training_plan_year_past on training_plan (year, id);
create index training_plan_topic_past on training_plan (topic, id);
create index training_plan_effective on training_plan (effective);
create index training_plan_since on training_plan (since);


-- 网格巡查任务
create table patrol_task (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  cell uuid,
  site uuid,
  due date,
  every_months integer,
  equipment uuid[] not null,
  patroller text,
  patrolled_on date,
  readings jsonb,
  exceeded text[] not null,
  found text,
  problem boolean,
  photos text[] not null,
  clue uuid,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table patrol_task is 'sharded';
create unique index patrol_task_current on patrol_task (home, id) where until is null;
create index patrol_task_id on patrol_task (id, version);
create index patrol_task_region on patrol_task (region, state) where until is null;
create index patrol_task_title on patrol_task (title, id) where until is null;
create index patrol_task_cell on patrol_task (cell, id) where until is null;
create index patrol_task_site on patrol_task (site, id) where until is null;
create index patrol_task_due on patrol_task (due, id) where until is null;
create index patrol_task_problem on patrol_task (problem, id) where until is null;
create index patrol_task_clue on patrol_task (clue, id) where until is null;
create index patrol_task_search on patrol_task using gin ((coalesce(title, '')) gin_trgm_ops) where until is null;
create index patrol_task_region_past on patrol_task (region, state);
create index patrol_task_title_past on patrol_task (title, id);
create index patrol_task_cell_past on patrol_task (cell, id);
create index patrol_task_site_past on patrol_task (site, id);
create index patrol_task_due_past on patrol_task (due, id);
create index patrol_task_problem_past on patrol_task (problem, id);
create index patrol_task_clue_past on patrol_task (clue, id);
create index patrol_task_effective on patrol_task (effective);
create index patrol_task_since on patrol_task (since);

