-- Recharge areas, wells of three departments, and projects that stand on surveys of groundwater (M16).

alter table project_life add column medium text;
alter table project_life add column sources uuid[] not null default '{}';
alter table project_life add column water_sources uuid[] not null default '{}';
create index project_life_medium on project_life (medium, id) where until is null;

alter table groundwater_source add column remedy uuid;
alter table groundwater_source add column pipeline text;
create index groundwater_source_remedy on groundwater_source (remedy, id) where until is null;
create index groundwater_source_pipeline on groundwater_source (pipeline, id) where until is null;

alter table well add column department text;
alter table well add column department_code text;
alter table well add column same_as uuid;
create index well_department on well (department, id) where until is null;
create index well_same_as on well (same_as, id) where until is null;

-- 地下水型水源补给区调查评估
create table recharge_survey (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  due date,
  project uuid,
  extent jsonb,
  inside uuid[] not null,
  surveyed_on date,
  quality text,
  risk text,
  report text[] not null,
  assessed_on date,
  key_area uuid,
  note text,
  extra jsonb,
  effective_until date,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  primary key (home, id, version)
);
comment on table recharge_survey is 'sharded';
create unique index recharge_survey_current on recharge_survey (home, id) where until is null;
create index recharge_survey_id on recharge_survey (id, version);
create index recharge_survey_region on recharge_survey (region, state) where until is null;
create index recharge_survey_subject on recharge_survey (subject, id) where until is null;
create index recharge_survey_project on recharge_survey (project, id) where until is null;
create index recharge_survey_quality on recharge_survey (quality, id) where until is null;
create index recharge_survey_risk on recharge_survey (risk, id) where until is null;
create index recharge_survey_key_area on recharge_survey (key_area, id) where until is null;
create index recharge_survey_extent_shape on recharge_survey using gist (extent_shape) where until is null;
create index recharge_survey_search on recharge_survey using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index recharge_survey_region_past on recharge_survey (region, state);
create index recharge_survey_subject_past on recharge_survey (subject, id);
create index recharge_survey_project_past on recharge_survey (project, id);
create index recharge_survey_quality_past on recharge_survey (quality, id);
create index recharge_survey_risk_past on recharge_survey (risk, id);
create index recharge_survey_key_area_past on recharge_survey (key_area, id);
create index recharge_survey_effective on recharge_survey (effective);
create index recharge_survey_since on recharge_survey (since);


-- 部门监测井同井比对
create table well_comparison (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  pairs jsonb,
  compared_on date,
  undecided integer,
  matched integer,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table well_comparison is 'sharded';
create unique index well_comparison_current on well_comparison (home, id) where until is null;
create index well_comparison_id on well_comparison (id, version);
create index well_comparison_region on well_comparison (region, state) where until is null;
create index well_comparison_title on well_comparison (title, id) where until is null;
create index well_comparison_search on well_comparison using gin ((coalesce(title, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index well_comparison_region_past on well_comparison (region, state);
create index well_comparison_title_past on well_comparison (title, id);
create index well_comparison_effective on well_comparison (effective);
create index well_comparison_since on well_comparison (since);

