-- 周边土壤和地下水监督性监测方案
create table supervisory_plan (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  year integer,
  object_kind text,
  title text,
  media text[] not null,
  objects jsonb,
  object_count integer,
  lacking text[] not null,
  plan text[] not null,
  review_opinion text,
  survey uuid,
  project uuid,
  due date,
  finished_on date,
  report text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table supervisory_plan is 'sharded';
create unique index supervisory_plan_current on supervisory_plan (home, id) where until is null;
create index supervisory_plan_id on supervisory_plan (id, version);
create index supervisory_plan_region on supervisory_plan (region, state) where until is null;
create index supervisory_plan_year on supervisory_plan (year, id) where until is null;
create index supervisory_plan_object_kind on supervisory_plan (object_kind, id) where until is null;
create index supervisory_plan_title on supervisory_plan (title, id) where until is null;
create index supervisory_plan_survey on supervisory_plan (survey, id) where until is null;
create index supervisory_plan_project on supervisory_plan (project, id) where until is null;
create index supervisory_plan_search on supervisory_plan using gin ((coalesce(title, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index supervisory_plan_region_past on supervisory_plan (region, state);
create index supervisory_plan_year_past on supervisory_plan (year, id);
create index supervisory_plan_object_kind_past on supervisory_plan (object_kind, id);
create index supervisory_plan_title_past on supervisory_plan (title, id);
create index supervisory_plan_survey_past on supervisory_plan (survey, id);
create index supervisory_plan_project_past on supervisory_plan (project, id);
create index supervisory_plan_effective on supervisory_plan (effective);
create index supervisory_plan_since on supervisory_plan (since);


-- 土壤环境监测能力台账
create table monitoring_capacity (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  level text,
  department text,
  staff integer,
  certified integer,
  required_staff integer,
  instruments jsonb,
  items text[] not null,
  own_monitoring text,
  trainings jsonb,
  last_trained date,
  training_days date[] not null,
  staff_gap integer,
  instrument_gap text[] not null,
  next_calibration date,
  checked_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table monitoring_capacity is 'sharded';
create unique index monitoring_capacity_current on monitoring_capacity (home, id) where until is null;
create index monitoring_capacity_id on monitoring_capacity (id, version);
create index monitoring_capacity_region on monitoring_capacity (region, state) where until is null;
create index monitoring_capacity_subject on monitoring_capacity (subject, id) where until is null;
create index monitoring_capacity_level on monitoring_capacity (level, id) where until is null;
create index monitoring_capacity_search on monitoring_capacity using gin ((coalesce(department, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index monitoring_capacity_region_past on monitoring_capacity (region, state);
create index monitoring_capacity_subject_past on monitoring_capacity (subject, id);
create index monitoring_capacity_level_past on monitoring_capacity (level, id);
create index monitoring_capacity_effective on monitoring_capacity (effective);
create index monitoring_capacity_since on monitoring_capacity (since);


-- 监测数据上传台账
create table data_upload (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  batch uuid,
  title text,
  survey uuid,
  samples integer,
  results integer,
  accepted_on date,
  due_on date,
  platform text,
  sent_on date,
  sent_count integer,
  receipt text,
  received_on date,
  receipt_files text[] not null,
  rejected_why text,
  late boolean,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table data_upload is 'sharded';
create unique index data_upload_current on data_upload (home, id) where until is null;
create index data_upload_id on data_upload (id, version);
create index data_upload_region on data_upload (region, state) where until is null;
create index data_upload_batch on data_upload (batch, id) where until is null;
create index data_upload_survey on data_upload (survey, id) where until is null;
create index data_upload_late on data_upload (late, id) where until is null;
create index data_upload_search on data_upload using gin ((coalesce(title, '') || ' ' || coalesce(receipt, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index data_upload_region_past on data_upload (region, state);
create index data_upload_batch_past on data_upload (batch, id);
create index data_upload_survey_past on data_upload (survey, id);
create index data_upload_late_past on data_upload (late, id);
create index data_upload_effective on data_upload (effective);
create index data_upload_since on data_upload (since);


