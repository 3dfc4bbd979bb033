-- Subjects: what lists are about.
-- 企业事业单位
create table organisation (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  credit_code text,
  former_names text[] not null,
  kind text,
  industry text,
  industry_code text,
  permit_number text,
  parent uuid,
  unit uuid,
  address text,
  legal_person text,
  contact text,
  phone text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table organisation is 'sharded';
create unique index organisation_current on organisation (home, id) where until is null;
create index organisation_id on organisation (id, version);
create index organisation_region on organisation (region, state) where until is null;
create index organisation_name on organisation (name, id) where until is null;
create index organisation_credit_code on organisation (credit_code, id) where until is null;
create index organisation_kind on organisation (kind, id) where until is null;
create index organisation_parent on organisation (parent, id) where until is null;
create index organisation_unit on organisation (unit, id) where until is null;
create index organisation_search on organisation using gin ((coalesce(name, '') || ' ' || coalesce(credit_code, '')) gin_trgm_ops) where until is null;

-- 厂区、地块与设施
create table site (
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
  orphan boolean,
  code text,
  address text,
  location jsonb,
  extent jsonb,
  area jsonb,
  former_names text[] not null,
  extra jsonb,
  location_shape geometry generated always as (shape_of(location)) stored,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  area_m2 numeric generated always as (square_metres(area)) stored,
  primary key (home, id, version)
);
comment on table site is 'sharded';
create unique index site_current on site (home, id) where until is null;
create index site_id on site (id, version);
create index site_region on site (region, state) where until is null;
create index site_name on site (name, id) where until is null;
create index site_kind on site (kind, id) where until is null;
create index site_organisation on site (organisation, id) where until is null;
create index site_location_shape on site using gist (location_shape) where until is null;
create index site_extent_shape on site using gist (extent_shape) where until is null;
create index site_search on site using gin ((coalesce(name, '') || ' ' || coalesce(address, '') || ' ' || coalesce(code, '')) gin_trgm_ops) where until is null;

-- 排放口
create table outlet (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  code text,
  name text,
  site uuid,
  medium text,
  kind text,
  pollutants text[] not null,
  device_code text,
  networked_on date,
  receiving uuid,
  location jsonb,
  extra jsonb,
  location_shape geometry generated always as (shape_of(location)) stored,
  primary key (home, id, version)
);
comment on table outlet is 'sharded';
create unique index outlet_current on outlet (home, id) where until is null;
create index outlet_id on outlet (id, version);
create index outlet_region on outlet (region, state) where until is null;
create index outlet_code on outlet (code, id) where until is null;
create index outlet_site on outlet (site, id) where until is null;
create index outlet_medium on outlet (medium, id) where until is null;
create index outlet_kind on outlet (kind, id) where until is null;
create index outlet_receiving on outlet (receiving, id) where until is null;
create index outlet_location_shape on outlet using gist (location_shape) where until is null;
create index outlet_search on outlet using gin ((coalesce(code, '') || ' ' || coalesce(name, '')) gin_trgm_ops) where until is null;

-- 农用地评价单元
create table farmland_unit (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  code text,
  name text,
  village uuid,
  land_use text,
  area jsonb,
  crops text[] not null,
  extent jsonb,
  merged_from text[] not null,
  extra jsonb,
  area_m2 numeric generated always as (square_metres(area)) stored,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  primary key (home, id, version)
);
comment on table farmland_unit is 'sharded';
create unique index farmland_unit_current on farmland_unit (home, id) where until is null;
create index farmland_unit_id on farmland_unit (id, version);
create index farmland_unit_region on farmland_unit (region, state) where until is null;
create index farmland_unit_code on farmland_unit (code, id) where until is null;
create index farmland_unit_village on farmland_unit (village, id) where until is null;
create index farmland_unit_land_use on farmland_unit (land_use, id) where until is null;
create index farmland_unit_area_m2 on farmland_unit (area_m2, id) where until is null;
create index farmland_unit_extent_shape on farmland_unit using gist (extent_shape) where until is null;
create index farmland_unit_search on farmland_unit using gin ((coalesce(code, '') || ' ' || coalesce(name, '')) gin_trgm_ops) where until is null;

-- 行政村
create table village (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  code text,
  former_names text[] not null,
  former_codes text[] not null,
  hamlets integer,
  households integer,
  population integer,
  location jsonb,
  extra jsonb,
  location_shape geometry generated always as (shape_of(location)) stored,
  primary key (home, id, version)
);
comment on table village is 'sharded';
create unique index village_current on village (home, id) where until is null;
create index village_id on village (id, version);
create index village_region on village (region, state) where until is null;
create index village_name on village (name, id) where until is null;
create index village_code on village (code, id) where until is null;
create index village_households on village (households, id) where until is null;
create index village_location_shape on village using gist (location_shape) where until is null;
create index village_search on village using gin ((coalesce(name, '') || ' ' || coalesce(code, '')) gin_trgm_ops) where until is null;

-- 水体
create table water_body (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  code text,
  kind text,
  basin text,
  length numeric,
  surface jsonb,
  course jsonb,
  extent jsonb,
  former_names text[] not null,
  extra jsonb,
  surface_m2 numeric generated always as (square_metres(surface)) stored,
  course_shape geometry generated always as (shape_of(course)) stored,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  primary key (home, id, version)
);
comment on table water_body is 'sharded';
create unique index water_body_current on water_body (home, id) where until is null;
create index water_body_id on water_body (id, version);
create index water_body_region on water_body (region, state) where until is null;
create index water_body_name on water_body (name, id) where until is null;
create index water_body_kind on water_body (kind, id) where until is null;
create index water_body_course_shape on water_body using gist (course_shape) where until is null;
create index water_body_extent_shape on water_body using gist (extent_shape) where until is null;
create index water_body_search on water_body using gin ((coalesce(name, '') || ' ' || coalesce(code, '') || ' ' || coalesce(basin, '')) gin_trgm_ops) where until is null;

-- 井
create table well (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  code text,
  name text,
  kind text,
  site uuid,
  village uuid,
  depth numeric,
  screen_from numeric,
  screen_to numeric,
  elevation numeric,
  drilled_on date,
  location jsonb,
  extra jsonb,
  location_shape geometry generated always as (shape_of(location)) stored,
  primary key (home, id, version)
);
comment on table well is 'sharded';
create unique index well_current on well (home, id) where until is null;
create index well_id on well (id, version);
create index well_region on well (region, state) where until is null;
create index well_code on well (code, id) where until is null;
create index well_kind on well (kind, id) where until is null;
create index well_site on well (site, id) where until is null;
create index well_village on well (village, id) where until is null;
create index well_location_shape on well using gist (location_shape) where until is null;
create index well_search on well using gin ((coalesce(code, '') || ' ' || coalesce(name, '')) gin_trgm_ops) where until is null;

-- 项目
create table project (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  code text,
  kind text,
  owner uuid,
  site uuid,
  source uuid,
  investment numeric,
  central_fund numeric,
  start_on date,
  end_on date,
  location jsonb,
  extra jsonb,
  location_shape geometry generated always as (shape_of(location)) stored,
  primary key (home, id, version)
);
comment on table project is 'sharded';
create unique index project_current on project (home, id) where until is null;
create index project_id on project (id, version);
create index project_region on project (region, state) where until is null;
create index project_code on project (code, id) where until is null;
create index project_kind on project (kind, id) where until is null;
create index project_owner on project (owner, id) where until is null;
create index project_site on project (site, id) where until is null;
create index project_source on project (source, id) where until is null;
create index project_location_shape on project using gist (location_shape) where until is null;
create index project_search on project using gin ((coalesce(name, '') || ' ' || coalesce(code, '')) gin_trgm_ops) where until is null;
