-- Siting, admission and economic instruments (M25).
-- 敏感目标与管控区域
create table sensitive_place (
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
  location jsonb,
  extent jsonb,
  people integer,
  document text,
  valid_from date,
  valid_until date,
  plan_eia text,
  plan_eia_on date,
  industries text[] not null,
  note text,
  extra jsonb,
  location_shape geometry generated always as (shape_of(location)) stored,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  primary key (home, id, version)
);
comment on table sensitive_place is 'sharded';
create unique index sensitive_place_current on sensitive_place (home, id) where until is null;
create index sensitive_place_id on sensitive_place (id, version);
create index sensitive_place_region on sensitive_place (region, state) where until is null;
create index sensitive_place_name on sensitive_place (name, id) where until is null;
create index sensitive_place_kind on sensitive_place (kind, id) where until is null;
create index sensitive_place_location_shape on sensitive_place using gist (location_shape) where until is null;
create index sensitive_place_extent_shape on sensitive_place using gist (extent_shape) where until is null;
create index sensitive_place_search on sensitive_place using gin ((coalesce(name, '') || ' ' || coalesce(document, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;


-- 布局准入地方规则
create table siting_rule (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  groups text[] not null,
  any_polluting boolean,
  kinds text[] not null,
  metres integer,
  effect text,
  replaces text,
  document text,
  valid_from date,
  valid_until date,
  extra jsonb,
  primary key (home, id, version)
);
comment on table siting_rule is 'sharded';
create unique index siting_rule_current on siting_rule (home, id) where until is null;
create index siting_rule_id on siting_rule (id, version);
create index siting_rule_region on siting_rule (region, state) where until is null;
create index siting_rule_name on siting_rule (name, id) where until is null;
create index siting_rule_effect on siting_rule (effect, id) where until is null;
create index siting_rule_replaces on siting_rule (replaces, id) where until is null;
create index siting_rule_valid_from on siting_rule (valid_from, id) where until is null;
create index siting_rule_search on siting_rule using gin ((coalesce(name, '') || ' ' || coalesce(document, '')) gin_trgm_ops) where until is null;


-- 行业工艺设备淘汰限制目录
create table industry_catalogue (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  document text,
  number text,
  item text,
  kind text,
  industries text[] not null,
  words text[] not null,
  valid_from date,
  valid_until date,
  exit_by date,
  extra jsonb,
  primary key (home, id, version)
);
comment on table industry_catalogue is 'sharded';
create unique index industry_catalogue_current on industry_catalogue (home, id) where until is null;
create index industry_catalogue_id on industry_catalogue (id, version);
create index industry_catalogue_region on industry_catalogue (region, state) where until is null;
create index industry_catalogue_document on industry_catalogue (document, id) where until is null;
create index industry_catalogue_number on industry_catalogue (number, id) where until is null;
create index industry_catalogue_kind on industry_catalogue (kind, id) where until is null;
create index industry_catalogue_search on industry_catalogue using gin ((coalesce(document, '') || ' ' || coalesce(item, '')) gin_trgm_ops) where until is null;


-- 区域环评限批
create table approval_stop (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  cause text,
  scope text,
  metals text[] not null,
  trend jsonb,
  rising text,
  document text,
  stopped_on date,
  rectification text[] not null,
  resumed_on date,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table approval_stop is 'sharded';
create unique index approval_stop_current on approval_stop (home, id) where until is null;
create index approval_stop_id on approval_stop (id, version);
create index approval_stop_region on approval_stop (region, state) where until is null;
create index approval_stop_cause on approval_stop (cause, id) where until is null;
create index approval_stop_search on approval_stop using gin ((coalesce(document, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;


-- 建设项目土壤环境准入
create table construction_project (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  name text,
  nature text,
  industry_code text,
  groups text[] not null,
  processes text[] not null,
  location jsonb,
  extent jsonb,
  discharges text,
  pollutants text[] not null,
  metals jsonb,
  substitution uuid,
  checked_on date,
  findings jsonb,
  unknowns text[] not null,
  verdict text,
  confirmed_absent text[] not null,
  field_visit text[] not null,
  balance_note text,
  strict_opinion text[] not null,
  chapter text[] not null,
  chapter_gaps text[] not null,
  eia text[] not null,
  baseline jsonb,
  baseline_report text[] not null,
  baseline_on date,
  later jsonb,
  changes jsonb,
  designed_on date,
  built_on date,
  operated_on date,
  facilities jsonb,
  three_gaps text[] not null,
  approval text,
  approved_on date,
  acceptance text[] not null,
  accepted_on date,
  note text,
  extra jsonb,
  location_shape geometry generated always as (shape_of(location)) stored,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  primary key (home, id, version)
);
comment on table construction_project is 'sharded';
create unique index construction_project_current on construction_project (home, id) where until is null;
create index construction_project_id on construction_project (id, version);
create index construction_project_region on construction_project (region, state) where until is null;
create index construction_project_subject on construction_project (subject, id) where until is null;
create index construction_project_name on construction_project (name, id) where until is null;
create index construction_project_nature on construction_project (nature, id) where until is null;
create index construction_project_discharges on construction_project (discharges, id) where until is null;
create index construction_project_substitution on construction_project (substitution, id) where until is null;
create index construction_project_verdict on construction_project (verdict, id) where until is null;
create index construction_project_location_shape on construction_project using gist (location_shape) where until is null;
create index construction_project_extent_shape on construction_project using gist (extent_shape) where until is null;
create index construction_project_search on construction_project using gin ((coalesce(name, '') || ' ' || coalesce(approval, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;


