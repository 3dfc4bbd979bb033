-- The records of plans, tasks, reporting, targets and organisation, as drafted from their declarations (jingtu ddl).

-- 单位
create table unit (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  short_name text,
  aliases text[] not null,
  kind text,
  level text,
  line text,
  region_id uuid,
  credit_code text,
  parent uuid,
  state_owned boolean,
  contact text,
  phone text,
  sample boolean,
  primary key (home, id, version)
);
comment on table unit is 'sharded';
create unique index unit_current on unit (home, id) where until is null;
create index unit_id on unit (id, version);
create index unit_region on unit (region, state) where until is null;
create index unit_name on unit (name) where until is null;
create index unit_line on unit (line) where until is null;
create index unit_region_id on unit (region_id) where until is null;

-- 人员
create table person (
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
  title text,
  duties text[] not null,
  party text,
  phone text,
  email text,
  sample boolean,
  primary key (home, id, version)
);
comment on table person is 'sharded';
create unique index person_current on person (home, id) where until is null;
create index person_id on person (id, version);
create index person_region on person (region, state) where until is null;
create index person_unit on person (unit) where until is null;

-- 计划
create table plan (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  issuing_number text,
  issuer text,
  level text,
  jurisdiction text,
  region_id uuid,
  year integer,
  period_from date,
  period_to date,
  owner_unit uuid,
  source_file text,
  source_name text,
  text_file text,
  recognised boolean,
  previous_plan uuid,
  parent_plans uuid[] not null,
  footnotes jsonb,
  rhythm jsonb,
  problems jsonb,
  warn_days integer,
  published_on date,
  sample boolean,
  primary key (home, id, version)
);
comment on table plan is 'sharded';
create unique index plan_current on plan (home, id) where until is null;
create index plan_id on plan (id, version);
create index plan_region on plan (region, state) where until is null;
create index plan_region_id on plan (region_id) where until is null;
create index plan_year on plan (year) where until is null;
create index plan_owner_unit on plan (owner_unit) where until is null;

-- 计划调整
create table amendment (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  plan uuid,
  title text,
  issuing_number text,
  reason text,
  edits jsonb,
  published_on date,
  primary key (home, id, version)
);
comment on table amendment is 'sharded';
create unique index amendment_current on amendment (home, id) where until is null;
create index amendment_id on amendment (id, version);
create index amendment_region on amendment (region, state) where until is null;
create index amendment_plan on amendment (plan) where until is null;

-- 任务
create table task (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  plan uuid,
  parent_task uuid,
  previous_task uuid,
  covers uuid[] not null,
  ordinal integer,
  path text[] not null,
  no text,
  title text,
  content text,
  span_start integer,
  span_end integer,
  lead_names text[] not null,
  coop_names text[] not null,
  resp_names text[] not null,
  guide_names text[] not null,
  lead_units uuid[] not null,
  coop_units uuid[] not null,
  resp_units uuid[] not null,
  open_roles text[] not null,
  inherited_roles text[] not null,
  unit_spans jsonb,
  deadlines date[] not null,
  due date,
  starts text[] not null,
  recurring jsonb,
  open_deadlines text[] not null,
  quantity numeric,
  quantity_unit text,
  deliverables jsonb,
  proofs text[] not null,
  assessments text[] not null,
  origin text,
  sample boolean,
  primary key (home, id, version)
);
comment on table task is 'sharded';
create unique index task_current on task (home, id) where until is null;
create index task_id on task (id, version);
create index task_region on task (region, state) where until is null;
create index task_plan on task (plan) where until is null;
create index task_parent_task on task (parent_task) where until is null;
create index task_previous_task on task (previous_task) where until is null;
create index task_covers on task using gin (covers) where until is null;
create index task_lead_units on task using gin (lead_units) where until is null;
create index task_due on task (due) where until is null;

-- 具名对象
create table named_object (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  plan uuid,
  task uuid,
  dispatch uuid,
  ordinal integer,
  name text,
  noun text,
  done_on date,
  note text,
  evidence text[] not null,
  primary key (home, id, version)
);
comment on table named_object is 'sharded';
create unique index named_object_current on named_object (home, id) where until is null;
create index named_object_id on named_object (id, version);
create index named_object_region on named_object (region, state) where until is null;
create index named_object_plan on named_object (plan) where until is null;
create index named_object_task on named_object (task) where until is null;
create index named_object_dispatch on named_object (dispatch) where until is null;

-- 交办
create table dispatch (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  plan uuid,
  task uuid,
  unit uuid,
  role text,
  region_id uuid,
  due date,
  quantity numeric,
  quantity_unit text,
  note text,
  replaces uuid,
  completed_on date,
  return_reason text,
  sample boolean,
  primary key (home, id, version)
);
comment on table dispatch is 'sharded';
create unique index dispatch_current on dispatch (home, id) where until is null;
create index dispatch_id on dispatch (id, version);
create index dispatch_region on dispatch (region, state) where until is null;
create index dispatch_plan on dispatch (plan) where until is null;
create index dispatch_task on dispatch (task) where until is null;
create index dispatch_unit on dispatch (unit) where until is null;
create index dispatch_due on dispatch (due) where until is null;

-- 调度期
create table period (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  plan uuid,
  key text,
  name text,
  starts_on date,
  ends_on date,
  due date,
  basis text,
  closed_on date,
  sheet text,
  missing jsonb,
  primary key (home, id, version)
);
comment on table period is 'sharded';
create unique index period_current on period (home, id) where until is null;
create index period_id on period (id, version);
create index period_region on period (region, state) where until is null;
create index period_plan on period (plan) where until is null;
create index period_due on period (due) where until is null;

-- 进展报告
create table report (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  plan uuid,
  task uuid,
  dispatch uuid,
  unit uuid,
  period uuid,
  progress text,
  problems text,
  next_step text,
  figure_kind text,
  quantity numeric,
  percent numeric,
  values jsonb,
  evidence text[] not null,
  submitted_on date,
  late boolean,
  review_note text,
  sample boolean,
  primary key (home, id, version)
);
comment on table report is 'sharded';
create unique index report_current on report (home, id) where until is null;
create index report_id on report (id, version);
create index report_region on report (region, state) where until is null;
create index report_plan on report (plan) where until is null;
create index report_task on report (task) where until is null;
create index report_dispatch on report (dispatch) where until is null;
create index report_unit on report (unit) where until is null;
create index report_period on report (period) where until is null;

-- 目标
create table target (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  plan uuid,
  task uuid,
  previous_target uuid,
  ordinal integer,
  indicator text,
  op text,
  value numeric,
  value_max numeric,
  words text,
  unit text,
  by date,
  by_explicit boolean,
  stage text,
  scope text,
  region_id uuid,
  kind text,
  binding text,
  approx boolean,
  tolerance numeric,
  cumulative boolean,
  masked boolean,
  pending text,
  assigned_by text,
  baseline text,
  not_applicable boolean,
  quote text,
  span_start integer,
  span_end integer,
  source text,
  sample boolean,
  primary key (home, id, version)
);
comment on table target is 'sharded';
create unique index target_current on target (home, id) where until is null;
create index target_id on target (id, version);
create index target_region on target (region, state) where until is null;
create index target_plan on target (plan) where until is null;
create index target_task on target (task) where until is null;
create index target_indicator on target (indicator) where until is null;

-- 实测值
create table measurement (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  plan uuid,
  target uuid,
  region_id uuid,
  period uuid,
  as_of date,
  value numeric,
  words text,
  met boolean,
  not_applicable boolean,
  unit text,
  source text,
  evidence text[] not null,
  report uuid,
  sample boolean,
  primary key (home, id, version)
);
comment on table measurement is 'sharded';
create unique index measurement_current on measurement (home, id) where until is null;
create index measurement_id on measurement (id, version);
create index measurement_region on measurement (region, state) where until is null;
create index measurement_plan on measurement (plan) where until is null;
create index measurement_target on measurement (target) where until is null;
create index measurement_region_id on measurement (region_id) where until is null;

-- 基数
create table baseline (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  plan uuid,
  target uuid,
  region_id uuid,
  day date,
  value numeric,
  unit text,
  members text[] not null,
  source text,
  primary key (home, id, version)
);
comment on table baseline is 'sharded';
create unique index baseline_current on baseline (home, id) where until is null;
create index baseline_id on baseline (id, version);
create index baseline_region on baseline (region, state) where until is null;
create index baseline_plan on baseline (plan) where until is null;
create index baseline_target on baseline (target) where until is null;

-- 工作组
create table work_group (
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
  region_id uuid,
  plan uuid,
  office_unit uuid,
  members jsonb,
  duty text,
  sample boolean,
  primary key (home, id, version)
);
comment on table work_group is 'sharded';
create unique index work_group_current on work_group (home, id) where until is null;
create index work_group_id on work_group (id, version);
create index work_group_region on work_group (region, state) where until is null;
create index work_group_region_id on work_group (region_id) where until is null;
create index work_group_plan on work_group (plan) where until is null;

-- 会议
create table meeting (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  work_group uuid,
  plan uuid,
  title text,
  kind text,
  held_on date,
  place text,
  attendees text[] not null,
  minutes text,
  files text[] not null,
  sample boolean,
  primary key (home, id, version)
);
comment on table meeting is 'sharded';
create unique index meeting_current on meeting (home, id) where until is null;
create index meeting_id on meeting (id, version);
create index meeting_region on meeting (region, state) where until is null;
create index meeting_work_group on meeting (work_group) where until is null;
create index meeting_plan on meeting (plan) where until is null;

-- 议定事项
create table decision (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  meeting uuid,
  question uuid,
  task uuid,
  content text,
  owner_unit uuid,
  due date,
  result text,
  done_on date,
  evidence text[] not null,
  sample boolean,
  primary key (home, id, version)
);
comment on table decision is 'sharded';
create unique index decision_current on decision (home, id) where until is null;
create index decision_id on decision (id, version);
create index decision_region on decision (region, state) where until is null;
create index decision_meeting on decision (meeting) where until is null;
create index decision_owner_unit on decision (owner_unit) where until is null;
create index decision_due on decision (due) where until is null;

-- 问题
create table question (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  detail text,
  plan uuid,
  task uuid,
  dispatch uuid,
  raised_by uuid,
  owner_unit uuid,
  due date,
  meeting uuid,
  resolution text,
  resolved_on date,
  evidence text[] not null,
  sample boolean,
  primary key (home, id, version)
);
comment on table question is 'sharded';
create unique index question_current on question (home, id) where until is null;
create index question_id on question (id, version);
create index question_region on question (region, state) where until is null;
create index question_plan on question (plan) where until is null;
create index question_task on question (task) where until is null;
create index question_raised_by on question (raised_by) where until is null;
create index question_owner_unit on question (owner_unit) where until is null;

-- 目标责任书
create table letter (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  plan uuid,
  issuing_number text,
  region_id uuid,
  party_a uuid,
  party_b uuid,
  items jsonb,
  document text,
  signed_on date,
  signed_file text,
  conclusion text,
  sample boolean,
  primary key (home, id, version)
);
comment on table letter is 'sharded';
create unique index letter_current on letter (home, id) where until is null;
create index letter_id on letter (id, version);
create index letter_region on letter (region, state) where until is null;
create index letter_plan on letter (plan) where until is null;
create index letter_party_b on letter (party_b) where until is null;
