-- Self-monitoring against HJ 1209, surroundings, pollution found at works that produce (M10).

-- 土壤和地下水自行监测方案
create table self_monitoring_plan (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  title text,
  site uuid,
  units jsonb,
  wells jsonb,
  sensitive text,
  distance numeric,
  concerns text[] not null,
  faults text[] not null,
  frequencies jsonb,
  scheme text[] not null,
  filed_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table self_monitoring_plan is 'sharded';
create unique index self_monitoring_plan_current on self_monitoring_plan (home, id) where until is null;
create index self_monitoring_plan_id on self_monitoring_plan (id, version);
create index self_monitoring_plan_region on self_monitoring_plan (region, state) where until is null;
create index self_monitoring_plan_subject on self_monitoring_plan (subject, id) where until is null;
create index self_monitoring_plan_title on self_monitoring_plan (title, id) where until is null;
create index self_monitoring_plan_site on self_monitoring_plan (site, id) where until is null;
create index self_monitoring_plan_sensitive on self_monitoring_plan (sensitive, id) where until is null;
create index self_monitoring_plan_search on self_monitoring_plan using gin ((coalesce(title, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index self_monitoring_plan_region_past on self_monitoring_plan (region, state);
create index self_monitoring_plan_subject_past on self_monitoring_plan (subject, id);
create index self_monitoring_plan_title_past on self_monitoring_plan (title, id);
create index self_monitoring_plan_site_past on self_monitoring_plan (site, id);
create index self_monitoring_plan_sensitive_past on self_monitoring_plan (sensitive, id);
create index self_monitoring_plan_effective on self_monitoring_plan (effective);
create index self_monitoring_plan_since on self_monitoring_plan (since);


-- 年度自行监测与信息公开
create table self_monitoring_year (
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
  plan uuid,
  expected jsonb,
  campaigns jsonb,
  gaps text[] not null,
  done numeric,
  exceedances integer,
  unjudged integer,
  report text[] not null,
  report_due date,
  report_filed_on date,
  platform text,
  uploaded_on date,
  uploaded text,
  pollutants jsonb,
  published_at text,
  published_on date,
  checked_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table self_monitoring_year is 'sharded';
create unique index self_monitoring_year_current on self_monitoring_year (home, id) where until is null;
create index self_monitoring_year_id on self_monitoring_year (id, version);
create index self_monitoring_year_region on self_monitoring_year (region, state) where until is null;
create index self_monitoring_year_subject on self_monitoring_year (subject, id) where until is null;
create index self_monitoring_year_year on self_monitoring_year (year, id) where until is null;
create index self_monitoring_year_plan on self_monitoring_year (plan, id) where until is null;
create index self_monitoring_year_uploaded on self_monitoring_year (uploaded, id) where until is null;
create index self_monitoring_year_published_on on self_monitoring_year (published_on, id) where until is null;
create index self_monitoring_year_search on self_monitoring_year using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index self_monitoring_year_region_past on self_monitoring_year (region, state);
create index self_monitoring_year_subject_past on self_monitoring_year (subject, id);
create index self_monitoring_year_year_past on self_monitoring_year (year, id);
create index self_monitoring_year_plan_past on self_monitoring_year (plan, id);
create index self_monitoring_year_uploaded_past on self_monitoring_year (uploaded, id);
create index self_monitoring_year_published_on_past on self_monitoring_year (published_on, id);
create index self_monitoring_year_effective on self_monitoring_year (effective);
create index self_monitoring_year_since on self_monitoring_year (since);


-- 周边土壤和地下水监测
create table surroundings_monitoring (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  object text,
  listed_on date,
  months integer,
  cycle_basis text,
  points jsonb,
  planned_for date,
  sampled_on date,
  rounds jsonb,
  last_on date,
  result text,
  next_due date,
  follow_up text,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table surroundings_monitoring is 'sharded';
create unique index surroundings_monitoring_current on surroundings_monitoring (home, id) where until is null;
create index surroundings_monitoring_id on surroundings_monitoring (id, version);
create index surroundings_monitoring_region on surroundings_monitoring (region, state) where until is null;
create index surroundings_monitoring_subject on surroundings_monitoring (subject, id) where until is null;
create index surroundings_monitoring_object on surroundings_monitoring (object, id) where until is null;
create index surroundings_monitoring_result on surroundings_monitoring (result, id) where until is null;
create index surroundings_monitoring_next_due on surroundings_monitoring (next_due, id) where until is null;
create index surroundings_monitoring_search on surroundings_monitoring using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index surroundings_monitoring_region_past on surroundings_monitoring (region, state);
create index surroundings_monitoring_subject_past on surroundings_monitoring (subject, id);
create index surroundings_monitoring_object_past on surroundings_monitoring (object, id);
create index surroundings_monitoring_result_past on surroundings_monitoring (result, id);
create index surroundings_monitoring_next_due_past on surroundings_monitoring (next_due, id);
create index surroundings_monitoring_effective on surroundings_monitoring (effective);
create index surroundings_monitoring_since on surroundings_monitoring (since);


-- 在产企业土壤污染调查与风险管控
create table enterprise_pollution (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  cause text,
  found text,
  found_on date,
  source text,
  due date,
  investigated_on date,
  investigation text[] not null,
  conclusion text,
  pollutants text[] not null,
  polluted_area jsonb,
  extent jsonb,
  measures jsonb,
  open_measures integer,
  every_months integer,
  control_from date,
  monitorings jsonb,
  last_monitored date,
  next_monitoring date,
  effect text,
  damage text,
  damage_due date,
  damage_on date,
  damage_report text[] not null,
  damage_amount numeric,
  remediation text,
  remediation_due date,
  remediated_on date,
  remediation_proof text[] not null,
  clue uuid,
  owed text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  polluted_area_m2 numeric generated always as (square_metres(polluted_area)) stored,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  primary key (home, id, version)
);
comment on table enterprise_pollution is 'sharded';
create unique index enterprise_pollution_current on enterprise_pollution (home, id) where until is null;
create index enterprise_pollution_id on enterprise_pollution (id, version);
create index enterprise_pollution_region on enterprise_pollution (region, state) where until is null;
create index enterprise_pollution_subject on enterprise_pollution (subject, id) where until is null;
create index enterprise_pollution_cause on enterprise_pollution (cause, id) where until is null;
create index enterprise_pollution_found_on on enterprise_pollution (found_on, id) where until is null;
create index enterprise_pollution_source on enterprise_pollution (source, id) where until is null;
create index enterprise_pollution_conclusion on enterprise_pollution (conclusion, id) where until is null;
create index enterprise_pollution_next_monitoring on enterprise_pollution (next_monitoring, id) where until is null;
create index enterprise_pollution_effect on enterprise_pollution (effect, id) where until is null;
create index enterprise_pollution_extent_shape on enterprise_pollution using gist (extent_shape) where until is null;
create index enterprise_pollution_search on enterprise_pollution using gin ((coalesce(found, '') || ' ' || coalesce(remediation, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index enterprise_pollution_region_past on enterprise_pollution (region, state);
create index enterprise_pollution_subject_past on enterprise_pollution (subject, id);
create index enterprise_pollution_cause_past on enterprise_pollution (cause, id);
create index enterprise_pollution_found_on_past on enterprise_pollution (found_on, id);
create index enterprise_pollution_source_past on enterprise_pollution (source, id);
create index enterprise_pollution_conclusion_past on enterprise_pollution (conclusion, id);
create index enterprise_pollution_next_monitoring_past on enterprise_pollution (next_monitoring, id);
create index enterprise_pollution_effect_past on enterprise_pollution (effect, id);
create index enterprise_pollution_effective on enterprise_pollution (effective);
create index enterprise_pollution_since on enterprise_pollution (since);


