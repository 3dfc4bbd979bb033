-- Priority farmland: yearly ledger, occupation, closures, high-standard farmland, and compensation of farmers (M06).

-- 优先保护类耕地年度台账
create table priority_farmland_year (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  year integer,
  area numeric,
  permanent_area numeric,
  undesignated numeric,
  removed numeric,
  previous_area numeric,
  previous_share numeric,
  reckoned_on date,
  township boolean,
  points jsonb,
  exceeding integer,
  unjudged integer,
  share numeric,
  area_change numeric,
  area_verdict text,
  quality_verdict text,
  reward numeric,
  causes text,
  paid_on date,
  voucher text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table priority_farmland_year is 'sharded';
create unique index priority_farmland_year_current on priority_farmland_year (home, id) where until is null;
create index priority_farmland_year_id on priority_farmland_year (id, version);
create index priority_farmland_year_region on priority_farmland_year (region, state) where until is null;
create index priority_farmland_year_year on priority_farmland_year (year, id) where until is null;
create index priority_farmland_year_area on priority_farmland_year (area, id) where until is null;
create index priority_farmland_year_area_verdict on priority_farmland_year (area_verdict, id) where until is null;
create index priority_farmland_year_quality_verdict on priority_farmland_year (quality_verdict, id) where until is null;
create index priority_farmland_year_search on priority_farmland_year using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index priority_farmland_year_region_past on priority_farmland_year (region, state);
create index priority_farmland_year_year_past on priority_farmland_year (year, id);
create index priority_farmland_year_area_past on priority_farmland_year (area, id);
create index priority_farmland_year_area_verdict_past on priority_farmland_year (area_verdict, id);
create index priority_farmland_year_quality_verdict_past on priority_farmland_year (quality_verdict, id);
create index priority_farmland_year_effective on priority_farmland_year (effective);
create index priority_farmland_year_since on priority_farmland_year (since);


-- 优先保护类耕地占用报批
create table farmland_occupation (
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
  grade text,
  area numeric,
  permanent_part numeric,
  unavoidable boolean,
  grounds text,
  files text[] not null,
  required_level text,
  approval_level text,
  approval text,
  approved_on date,
  approval_files text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table farmland_occupation is 'sharded';
create unique index farmland_occupation_current on farmland_occupation (home, id) where until is null;
create index farmland_occupation_id on farmland_occupation (id, version);
create index farmland_occupation_region on farmland_occupation (region, state) where until is null;
create index farmland_occupation_subject on farmland_occupation (subject, id) where until is null;
create index farmland_occupation_project on farmland_occupation (project, id) where until is null;
create index farmland_occupation_grade on farmland_occupation (grade, id) where until is null;
create index farmland_occupation_area on farmland_occupation (area, id) where until is null;
create index farmland_occupation_required_level on farmland_occupation (required_level, id) where until is null;
create index farmland_occupation_search on farmland_occupation using gin ((coalesce(project, '') || ' ' || coalesce(approval, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index farmland_occupation_region_past on farmland_occupation (region, state);
create index farmland_occupation_subject_past on farmland_occupation (subject, id);
create index farmland_occupation_project_past on farmland_occupation (project, id);
create index farmland_occupation_grade_past on farmland_occupation (grade, id);
create index farmland_occupation_area_past on farmland_occupation (area, id);
create index farmland_occupation_required_level_past on farmland_occupation (required_level, id);
create index farmland_occupation_effective on farmland_occupation (effective);
create index farmland_occupation_since on farmland_occupation (since);


-- 永久基本农田集中区域限期关闭拆除清单
create table farmland_closure (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  zone uuid,
  may_pollute boolean,
  grounds text,
  decision text,
  ordered_on date,
  deadline date,
  order_files text[] not null,
  closed_on date,
  photos text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table farmland_closure is 'sharded';
create unique index farmland_closure_current on farmland_closure (home, id) where until is null;
create index farmland_closure_id on farmland_closure (id, version);
create index farmland_closure_region on farmland_closure (region, state) where until is null;
create index farmland_closure_subject on farmland_closure (subject, id) where until is null;
create index farmland_closure_zone on farmland_closure (zone, id) where until is null;
create index farmland_closure_search on farmland_closure using gin ((coalesce(decision, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index farmland_closure_region_past on farmland_closure (region, state);
create index farmland_closure_subject_past on farmland_closure (subject, id);
create index farmland_closure_zone_past on farmland_closure (zone, id);
create index farmland_closure_effective on farmland_closure (effective);
create index farmland_closure_since on farmland_closure (since);


-- 高标准农田建设项目
create table high_standard_farmland (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  year integer,
  extent jsonb,
  area numeric,
  by_class jsonb,
  priority_area numeric,
  share numeric,
  grounds text,
  reserve boolean,
  built_on date,
  acceptance text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  primary key (home, id, version)
);
comment on table high_standard_farmland is 'sharded';
create unique index high_standard_farmland_current on high_standard_farmland (home, id) where until is null;
create index high_standard_farmland_id on high_standard_farmland (id, version);
create index high_standard_farmland_region on high_standard_farmland (region, state) where until is null;
create index high_standard_farmland_name on high_standard_farmland (name, id) where until is null;
create index high_standard_farmland_year on high_standard_farmland (year, id) where until is null;
create index high_standard_farmland_area on high_standard_farmland (area, id) where until is null;
create index high_standard_farmland_reserve on high_standard_farmland (reserve, id) where until is null;
create index high_standard_farmland_extent_shape on high_standard_farmland using gist (extent_shape) where until is null;
create index high_standard_farmland_search on high_standard_farmland using gin ((coalesce(name, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index high_standard_farmland_region_past on high_standard_farmland (region, state);
create index high_standard_farmland_name_past on high_standard_farmland (name, id);
create index high_standard_farmland_year_past on high_standard_farmland (year, id);
create index high_standard_farmland_area_past on high_standard_farmland (area, id);
create index high_standard_farmland_reserve_past on high_standard_farmland (reserve, id);
create index high_standard_farmland_effective on high_standard_farmland (effective);
create index high_standard_farmland_since on high_standard_farmland (since);


-- 受污染耕地措施农户补偿台账
create table farmland_compensation (
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
  season text,
  farmer text,
  household text,
  plot text,
  cause text,
  area numeric,
  rate numeric,
  rate_basis text,
  amount numeric,
  approved_on date,
  paid_on date,
  account text,
  voucher text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table farmland_compensation is 'sharded';
create unique index farmland_compensation_current on farmland_compensation (home, id) where until is null;
create index farmland_compensation_id on farmland_compensation (id, version);
create index farmland_compensation_region on farmland_compensation (region, state) where until is null;
create index farmland_compensation_subject on farmland_compensation (subject, id) where until is null;
create index farmland_compensation_year on farmland_compensation (year, id) where until is null;
create index farmland_compensation_season on farmland_compensation (season, id) where until is null;
create index farmland_compensation_plot on farmland_compensation (plot, id) where until is null;
create index farmland_compensation_cause on farmland_compensation (cause, id) where until is null;
create index farmland_compensation_search on farmland_compensation using gin ((coalesce(household, '') || ' ' || coalesce(plot, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index farmland_compensation_region_past on farmland_compensation (region, state);
create index farmland_compensation_subject_past on farmland_compensation (subject, id);
create index farmland_compensation_year_past on farmland_compensation (year, id);
create index farmland_compensation_season_past on farmland_compensation (season, id);
create index farmland_compensation_plot_past on farmland_compensation (plot, id);
create index farmland_compensation_cause_past on farmland_compensation (cause, id);
create index farmland_compensation_effective on farmland_compensation (effective);
create index farmland_compensation_since on farmland_compensation (since);

