-- 耕地类别阶段性动态调整
create table class_phase (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  scheme text,
  scheme_files text[] not null,
  begins_on date,
  ends_on date,
  units uuid[] not null,
  kept jsonb,
  cases jsonb,
  decided integer,
  undecided integer,
  progress numeric,
  report text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table class_phase is 'sharded';
create unique index class_phase_current on class_phase (home, id) where until is null;
create index class_phase_id on class_phase (id, version);
create index class_phase_region on class_phase (region, state) where until is null;
create index class_phase_name on class_phase (name, id) where until is null;
create index class_phase_search on class_phase using gin ((coalesce(name, '') || ' ' || coalesce(scheme, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index class_phase_region_past on class_phase (region, state);
create index class_phase_name_past on class_phase (name, id);
create index class_phase_effective on class_phase (effective);
create index class_phase_since on class_phase (since);


-- 耕地土壤污染预警监测台账
create table farmland_warning (
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
  previous uuid,
  survey uuid,
  plan text[] not null,
  collected_on date,
  collected_by text,
  prepared_on date,
  prepared_by text,
  tested_on date,
  laboratory uuid,
  periods jsonb,
  products jsonb,
  level text,
  grounds text[] not null,
  open text[] not null,
  issued_on date,
  dispose_by date,
  disposals jsonb,
  recheck text,
  recheck_on date,
  closed_by text,
  closed_why text,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table farmland_warning is 'sharded';
create unique index farmland_warning_current on farmland_warning (home, id) where until is null;
create index farmland_warning_id on farmland_warning (id, version);
create index farmland_warning_region on farmland_warning (region, state) where until is null;
create index farmland_warning_subject on farmland_warning (subject, id) where until is null;
create index farmland_warning_year on farmland_warning (year, id) where until is null;
create index farmland_warning_previous on farmland_warning (previous, id) where until is null;
create index farmland_warning_survey on farmland_warning (survey, id) where until is null;
create index farmland_warning_laboratory on farmland_warning (laboratory, id) where until is null;
create index farmland_warning_level on farmland_warning (level, id) where until is null;
create index farmland_warning_recheck on farmland_warning (recheck, id) where until is null;
create index farmland_warning_search on farmland_warning using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index farmland_warning_region_past on farmland_warning (region, state);
create index farmland_warning_subject_past on farmland_warning (subject, id);
create index farmland_warning_year_past on farmland_warning (year, id);
create index farmland_warning_previous_past on farmland_warning (previous, id);
create index farmland_warning_survey_past on farmland_warning (survey, id);
create index farmland_warning_laboratory_past on farmland_warning (laboratory, id);
create index farmland_warning_level_past on farmland_warning (level, id);
create index farmland_warning_recheck_past on farmland_warning (recheck, id);
create index farmland_warning_effective on farmland_warning (effective);
create index farmland_warning_since on farmland_warning (since);


-- 超标结果应用台账
create table exceedance_follow_up (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  place text,
  standard text,
  verdict text,
  decisive text,
  judged_on date,
  survey uuid,
  site uuid,
  judging uuid,
  unit uuid,
  answer text,
  measure uuid,
  action text,
  reason text,
  answered_on date,
  deadline date,
  proof text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table exceedance_follow_up is 'sharded';
create unique index exceedance_follow_up_current on exceedance_follow_up (home, id) where until is null;
create index exceedance_follow_up_id on exceedance_follow_up (id, version);
create index exceedance_follow_up_region on exceedance_follow_up (region, state) where until is null;
create index exceedance_follow_up_place on exceedance_follow_up (place, id) where until is null;
create index exceedance_follow_up_standard on exceedance_follow_up (standard, id) where until is null;
create index exceedance_follow_up_survey on exceedance_follow_up (survey, id) where until is null;
create index exceedance_follow_up_site on exceedance_follow_up (site, id) where until is null;
create index exceedance_follow_up_judging on exceedance_follow_up (judging, id) where until is null;
create index exceedance_follow_up_unit on exceedance_follow_up (unit, id) where until is null;
create index exceedance_follow_up_answer on exceedance_follow_up (answer, id) where until is null;
create index exceedance_follow_up_measure on exceedance_follow_up (measure, id) where until is null;
create index exceedance_follow_up_search on exceedance_follow_up using gin ((coalesce(place, '') || ' ' || coalesce(decisive, '') || ' ' || coalesce(reason, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index exceedance_follow_up_region_past on exceedance_follow_up (region, state);
create index exceedance_follow_up_place_past on exceedance_follow_up (place, id);
create index exceedance_follow_up_standard_past on exceedance_follow_up (standard, id);
create index exceedance_follow_up_survey_past on exceedance_follow_up (survey, id);
create index exceedance_follow_up_site_past on exceedance_follow_up (site, id);
create index exceedance_follow_up_judging_past on exceedance_follow_up (judging, id);
create index exceedance_follow_up_unit_past on exceedance_follow_up (unit, id);
create index exceedance_follow_up_answer_past on exceedance_follow_up (answer, id);
create index exceedance_follow_up_measure_past on exceedance_follow_up (measure, id);
create index exceedance_follow_up_effective on exceedance_follow_up (effective);
create index exceedance_follow_up_since on exceedance_follow_up (since);


-- 农产品超标重点区域清单
create table focus_area (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  place text,
  places text[] not null,
  products text[] not null,
  items text[] not null,
  count integer,
  first_on date,
  last_on date,
  survey uuid,
  sites uuid[] not null,
  extent jsonb,
  conclusion text,
  note text,
  extra jsonb,
  effective_until date,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  primary key (home, id, version)
);
comment on table focus_area is 'sharded';
create unique index focus_area_current on focus_area (home, id) where until is null;
create index focus_area_id on focus_area (id, version);
create index focus_area_region on focus_area (region, state) where until is null;
create index focus_area_place on focus_area (place, id) where until is null;
create index focus_area_survey on focus_area (survey, id) where until is null;
create index focus_area_extent_shape on focus_area using gist (extent_shape) where until is null;
create index focus_area_search on focus_area using gin ((coalesce(place, '') || ' ' || coalesce(conclusion, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index focus_area_region_past on focus_area (region, state);
create index focus_area_place_past on focus_area (place, id);
create index focus_area_survey_past on focus_area (survey, id);
create index focus_area_effective on focus_area (effective);
create index focus_area_since on focus_area (since);


-- 拟开垦为耕地的土壤污染状况调查台账
create table new_farmland (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  origin text,
  project text,
  applicant text,
  area jsonb,
  extent jsonb,
  land_use text,
  survey uuid,
  points jsonb,
  report text[] not null,
  class text,
  grounds text[] not null,
  decided_on date,
  conditions text,
  note text,
  extra jsonb,
  effective_until date,
  area_m2 numeric generated always as (square_metres(area)) stored,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  primary key (home, id, version)
);
comment on table new_farmland is 'sharded';
create unique index new_farmland_current on new_farmland (home, id) where until is null;
create index new_farmland_id on new_farmland (id, version);
create index new_farmland_region on new_farmland (region, state) where until is null;
create index new_farmland_subject on new_farmland (subject, id) where until is null;
create index new_farmland_origin on new_farmland (origin, id) where until is null;
create index new_farmland_area_m2 on new_farmland (area_m2, id) where until is null;
create index new_farmland_survey on new_farmland (survey, id) where until is null;
create index new_farmland_class on new_farmland (class, id) where until is null;
create index new_farmland_extent_shape on new_farmland using gist (extent_shape) where until is null;
create index new_farmland_search on new_farmland using gin ((coalesce(project, '') || ' ' || coalesce(applicant, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index new_farmland_region_past on new_farmland (region, state);
create index new_farmland_subject_past on new_farmland (subject, id);
create index new_farmland_origin_past on new_farmland (origin, id);
create index new_farmland_area_m2_past on new_farmland (area_m2, id);
create index new_farmland_survey_past on new_farmland (survey, id);
create index new_farmland_class_past on new_farmland (class, id);
create index new_farmland_effective on new_farmland (effective);
create index new_farmland_since on new_farmland (since);


-- 历史污水灌溉区清单
create table sewage_irrigation_area (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  extent jsonb,
  area jsonb,
  source text,
  water_body uuid,
  from_year integer,
  until_year integer,
  years integer,
  survey uuid,
  due date,
  points integer,
  exceeding integer,
  share numeric,
  conclusion text,
  report text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  area_m2 numeric generated always as (square_metres(area)) stored,
  primary key (home, id, version)
);
comment on table sewage_irrigation_area is 'sharded';
create unique index sewage_irrigation_area_current on sewage_irrigation_area (home, id) where until is null;
create index sewage_irrigation_area_id on sewage_irrigation_area (id, version);
create index sewage_irrigation_area_region on sewage_irrigation_area (region, state) where until is null;
create index sewage_irrigation_area_name on sewage_irrigation_area (name, id) where until is null;
create index sewage_irrigation_area_area_m2 on sewage_irrigation_area (area_m2, id) where until is null;
create index sewage_irrigation_area_water_body on sewage_irrigation_area (water_body, id) where until is null;
create index sewage_irrigation_area_survey on sewage_irrigation_area (survey, id) where until is null;
create index sewage_irrigation_area_extent_shape on sewage_irrigation_area using gist (extent_shape) where until is null;
create index sewage_irrigation_area_search on sewage_irrigation_area using gin ((coalesce(name, '') || ' ' || coalesce(source, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index sewage_irrigation_area_region_past on sewage_irrigation_area (region, state);
create index sewage_irrigation_area_name_past on sewage_irrigation_area (name, id);
create index sewage_irrigation_area_area_m2_past on sewage_irrigation_area (area_m2, id);
create index sewage_irrigation_area_water_body_past on sewage_irrigation_area (water_body, id);
create index sewage_irrigation_area_survey_past on sewage_irrigation_area (survey, id);
create index sewage_irrigation_area_effective on sewage_irrigation_area (effective);
create index sewage_irrigation_area_since on sewage_irrigation_area (since);


-- 重点行业企业用地调查地块
create table enterprise_survey_parcel (
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
  industry text,
  production text,
  survey uuid,
  origin text,
  added_why text,
  pilot boolean,
  pilot_why text,
  verified_how text,
  removed_why text,
  info_on date,
  info_files text[] not null,
  info_improved text,
  soil_score numeric,
  water_score numeric,
  score numeric,
  grade text,
  plan_files text[] not null,
  plan_points integer,
  review_on date,
  reviewers text[] not null,
  review_opinion text,
  review_files text[] not null,
  sampled_on date,
  laboratory uuid,
  tested_on date,
  batch uuid,
  audit_on date,
  audit_opinion text,
  verdict text,
  exceeded text[] not null,
  stored_on date,
  lists text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table enterprise_survey_parcel is 'sharded';
create unique index enterprise_survey_parcel_current on enterprise_survey_parcel (home, id) where until is null;
create index enterprise_survey_parcel_id on enterprise_survey_parcel (id, version);
create index enterprise_survey_parcel_region on enterprise_survey_parcel (region, state) where until is null;
create index enterprise_survey_parcel_subject on enterprise_survey_parcel (subject, id) where until is null;
create index enterprise_survey_parcel_number on enterprise_survey_parcel (number, id) where until is null;
create index enterprise_survey_parcel_survey on enterprise_survey_parcel (survey, id) where until is null;
create index enterprise_survey_parcel_origin on enterprise_survey_parcel (origin, id) where until is null;
create index enterprise_survey_parcel_pilot on enterprise_survey_parcel (pilot, id) where until is null;
create index enterprise_survey_parcel_removed_why on enterprise_survey_parcel (removed_why, id) where until is null;
create index enterprise_survey_parcel_grade on enterprise_survey_parcel (grade, id) where until is null;
create index enterprise_survey_parcel_laboratory on enterprise_survey_parcel (laboratory, id) where until is null;
create index enterprise_survey_parcel_batch on enterprise_survey_parcel (batch, id) where until is null;
create index enterprise_survey_parcel_verdict on enterprise_survey_parcel (verdict, id) where until is null;
create index enterprise_survey_parcel_search on enterprise_survey_parcel using gin ((coalesce(number, '') || ' ' || coalesce(industry, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index enterprise_survey_parcel_region_past on enterprise_survey_parcel (region, state);
create index enterprise_survey_parcel_subject_past on enterprise_survey_parcel (subject, id);
create index enterprise_survey_parcel_number_past on enterprise_survey_parcel (number, id);
create index enterprise_survey_parcel_survey_past on enterprise_survey_parcel (survey, id);
create index enterprise_survey_parcel_origin_past on enterprise_survey_parcel (origin, id);
create index enterprise_survey_parcel_pilot_past on enterprise_survey_parcel (pilot, id);
create index enterprise_survey_parcel_removed_why_past on enterprise_survey_parcel (removed_why, id);
create index enterprise_survey_parcel_grade_past on enterprise_survey_parcel (grade, id);
create index enterprise_survey_parcel_laboratory_past on enterprise_survey_parcel (laboratory, id);
create index enterprise_survey_parcel_batch_past on enterprise_survey_parcel (batch, id);
create index enterprise_survey_parcel_verdict_past on enterprise_survey_parcel (verdict, id);
create index enterprise_survey_parcel_effective on enterprise_survey_parcel (effective);
create index enterprise_survey_parcel_since on enterprise_survey_parcel (since);


-- 企业用地调查成果名单
create table enterprise_land_list (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  list text,
  parcel uuid,
  number text,
  grade text,
  verdict text,
  exceeded text[] not null,
  grounds text,
  listed_on date,
  removed_on date,
  document text[] not null,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table enterprise_land_list is 'sharded';
create unique index enterprise_land_list_current on enterprise_land_list (home, id) where until is null;
create index enterprise_land_list_id on enterprise_land_list (id, version);
create index enterprise_land_list_region on enterprise_land_list (region, state) where until is null;
create index enterprise_land_list_subject on enterprise_land_list (subject, id) where until is null;
create index enterprise_land_list_list on enterprise_land_list (list, id) where until is null;
create index enterprise_land_list_parcel on enterprise_land_list (parcel, id) where until is null;
create index enterprise_land_list_number on enterprise_land_list (number, id) where until is null;
create index enterprise_land_list_search on enterprise_land_list using gin ((coalesce(number, '') || ' ' || coalesce(grounds, '')) gin_trgm_ops) where until is null;
create index enterprise_land_list_region_past on enterprise_land_list (region, state);
create index enterprise_land_list_subject_past on enterprise_land_list (subject, id);
create index enterprise_land_list_list_past on enterprise_land_list (list, id);
create index enterprise_land_list_parcel_past on enterprise_land_list (parcel, id);
create index enterprise_land_list_number_past on enterprise_land_list (number, id);
create index enterprise_land_list_effective on enterprise_land_list (effective);
create index enterprise_land_list_since on enterprise_land_list (since);


-- 土壤污染状况调查质量监督台账
create table survey_supervision (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  survey uuid,
  kind text,
  held_on date,
  inspectors text[] not null,
  checked integer,
  opinion text,
  passed boolean,
  files text[] not null,
  problems jsonb,
  open_problems text[] not null,
  next_due date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table survey_supervision is 'sharded';
create unique index survey_supervision_current on survey_supervision (home, id) where until is null;
create index survey_supervision_id on survey_supervision (id, version);
create index survey_supervision_region on survey_supervision (region, state) where until is null;
create index survey_supervision_survey on survey_supervision (survey, id) where until is null;
create index survey_supervision_kind on survey_supervision (kind, id) where until is null;
create index survey_supervision_held_on on survey_supervision (held_on, id) where until is null;
create index survey_supervision_passed on survey_supervision (passed, id) where until is null;
create index survey_supervision_search on survey_supervision using gin ((coalesce(opinion, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index survey_supervision_region_past on survey_supervision (region, state);
create index survey_supervision_survey_past on survey_supervision (survey, id);
create index survey_supervision_kind_past on survey_supervision (kind, id);
create index survey_supervision_held_on_past on survey_supervision (held_on, id);
create index survey_supervision_passed_past on survey_supervision (passed, id);
create index survey_supervision_effective on survey_supervision (effective);
create index survey_supervision_since on survey_supervision (since);


-- 新增耕地来源
alter table farmland_unit add column reclaimed_from text;
