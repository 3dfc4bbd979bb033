-- Where farmland pollution comes from (M07): yearly rounds, clues, key regions, areas whose causes are searched.
-- 污染源年度排查轮次
create table source_round (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  year integer,
  goal integer,
  due date,
  deadline date,
  screened_on date,
  found jsonb,
  enlisted integer,
  shortfall integer,
  reached_on date,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table source_round is 'sharded';
create unique index source_round_current on source_round (home, id) where until is null;
create index source_round_id on source_round (id, version);
create index source_round_region on source_round (region, state) where until is null;
create index source_round_year on source_round (year, id) where until is null;
create index source_round_shortfall on source_round (shortfall, id) where until is null;

-- 涉重金属污染源线索清单
create table source_clue (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  place text,
  source text,
  record text,
  industry text,
  metals text[] not null,
  organisation uuid,
  site uuid,
  farmland uuid,
  ground text[] not null,
  matches text[] not null,
  key_region uuid,
  screening uuid,
  checked_on date,
  finding text,
  files text[] not null,
  candidate uuid,
  extra jsonb,
  primary key (home, id, version)
);
comment on table source_clue is 'sharded';
create unique index source_clue_current on source_clue (home, id) where until is null;
create index source_clue_id on source_clue (id, version);
create index source_clue_region on source_clue (region, state) where until is null;
create index source_clue_place on source_clue (place, id) where until is null;
create index source_clue_source on source_clue (source, id) where until is null;
create index source_clue_record on source_clue (record, id) where until is null;
create index source_clue_industry on source_clue (industry, id) where until is null;
create index source_clue_organisation on source_clue (organisation, id) where until is null;
create index source_clue_site on source_clue (site, id) where until is null;
create index source_clue_farmland on source_clue (farmland, id) where until is null;
create index source_clue_key_region on source_clue (key_region, id) where until is null;
create index source_clue_screening on source_clue (screening, id) where until is null;
create index source_clue_candidate on source_clue (candidate, id) where until is null;
create index source_clue_search on source_clue using gin ((coalesce(place, '') || ' ' || coalesce(record, '') || ' ' || coalesce(finding, '')) gin_trgm_ops) where until is null;

-- 污染源排查整治重点区域
create table source_key_region (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  reasons text[] not null,
  extent jsonb,
  units uuid[] not null,
  listed_on date,
  searches jsonb,
  added integer,
  note text,
  extra jsonb,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  primary key (home, id, version)
);
comment on table source_key_region is 'sharded';
create unique index source_key_region_current on source_key_region (home, id) where until is null;
create index source_key_region_id on source_key_region (id, version);
create index source_key_region_region on source_key_region (region, state) where until is null;
create index source_key_region_name on source_key_region (name, id) where until is null;
create index source_key_region_listed_on on source_key_region (listed_on, id) where until is null;
create index source_key_region_extent_shape on source_key_region using gist (extent_shape) where until is null;
create index source_key_region_search on source_key_region using gin ((coalesce(name, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 耕地土壤重金属污染成因排查区域
create table cause_area (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  key_region uuid,
  units uuid[] not null,
  area jsonb,
  extent jsonb,
  metals text[] not null,
  lead_unit uuid,
  due date,
  progress text,
  causes jsonb,
  main_cause text,
  report text[] not null,
  measures jsonb,
  uncut text[] not null,
  verification text[] not null,
  verified_on date,
  project_name text,
  project_budget numeric,
  project uuid,
  note text,
  extra jsonb,
  area_m2 numeric generated always as (square_metres(area)) stored,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  primary key (home, id, version)
);
comment on table cause_area is 'sharded';
create unique index cause_area_current on cause_area (home, id) where until is null;
create index cause_area_id on cause_area (id, version);
create index cause_area_region on cause_area (region, state) where until is null;
create index cause_area_name on cause_area (name, id) where until is null;
create index cause_area_key_region on cause_area (key_region, id) where until is null;
create index cause_area_lead_unit on cause_area (lead_unit, id) where until is null;
create index cause_area_progress on cause_area (progress, id) where until is null;
create index cause_area_main_cause on cause_area (main_cause, id) where until is null;
create index cause_area_project on cause_area (project, id) where until is null;
create index cause_area_extent_shape on cause_area using gist (extent_shape) where until is null;
create index cause_area_search on cause_area using gin ((coalesce(name, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;


-- The chain of a source and the project that came of it; when a permit changed.
alter table pollution_source
  add column uncut text[] not null default '{}',
  add column chain_cut boolean,
  add column project_name text,
  add column project_budget numeric,
  add column project uuid;
alter table pollution_source alter column uncut drop default;
create index pollution_source_chain_cut on pollution_source (chain_cut, id) where until is null;
create index pollution_source_project on pollution_source (project, id) where until is null;
alter table heavy_metal_enterprise add column permit_changed_on date, add column permit_change text;
