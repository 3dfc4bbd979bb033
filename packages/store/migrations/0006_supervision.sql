-- 法定职责
create table law_duty (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  law text,
  article text,
  duty text,
  unit uuid,
  finding text,
  weakness text,
  measure text,
  due date,
  checked_on date,
  fixed_on date,
  evidence text[] not null,
  primary key (home, id, version)
);
comment on table law_duty is 'sharded';
create unique index law_duty_current on law_duty (home, id) where until is null;
create index law_duty_id on law_duty (id, version);
create index law_duty_region on law_duty (region, state) where until is null;
create index law_duty_law on law_duty (law) where until is null;
create index law_duty_unit on law_duty (unit) where until is null;

-- 监管网格
create table grid_cell (
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
  level text,
  region_id uuid,
  unit uuid,
  responsible text,
  phone text,
  duty text,
  patrols jsonb,
  primary key (home, id, version)
);
comment on table grid_cell is 'sharded';
create unique index grid_cell_current on grid_cell (home, id) where until is null;
create index grid_cell_id on grid_cell (id, version);
create index grid_cell_region on grid_cell (region, state) where until is null;
create index grid_cell_region_id on grid_cell (region_id) where until is null;
create index grid_cell_unit on grid_cell (unit) where until is null;

-- 监管力量
create table staffing (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  unit uuid,
  year integer,
  office text,
  posts integer,
  staff integer,
  soil_staff integer,
  trained integer,
  note text,
  primary key (home, id, version)
);
comment on table staffing is 'sharded';
create unique index staffing_current on staffing (home, id) where until is null;
create index staffing_id on staffing (id, version);
create index staffing_region on staffing (region, state) where until is null;
create index staffing_unit on staffing (unit) where until is null;
create index staffing_year on staffing (year) where until is null;

-- 督促检查
create table supervision (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  plan uuid,
  unit uuid,
  inspector uuid,
  planned_on date,
  inspected_on date,
  findings jsonb,
  files text[] not null,
  closed_on date,
  primary key (home, id, version)
);
comment on table supervision is 'sharded';
create unique index supervision_current on supervision (home, id) where until is null;
create index supervision_id on supervision (id, version);
create index supervision_region on supervision (region, state) where until is null;
create index supervision_plan on supervision (plan) where until is null;
create index supervision_unit on supervision (unit) where until is null;
create index supervision_inspector on supervision (inspector) where until is null;

