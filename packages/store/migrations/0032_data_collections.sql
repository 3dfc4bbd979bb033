-- 数据收集
create table data_collection (
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
  title text,
  due date,
  units uuid[] not null,
  columns jsonb,
  note text,
  closed_on date,
  primary key (home, id, version)
);
comment on table data_collection is 'sharded';
create unique index data_collection_current on data_collection (home, id) where until is null;
create index data_collection_id on data_collection (id, version);
create index data_collection_region on data_collection (region, state) where until is null;
create index data_collection_plan on data_collection (plan) where until is null;
create index data_collection_due on data_collection (due) where until is null;
create index data_collection_units on data_collection using gin (units) where until is null;

-- 数据报送
create table data_return (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  collection uuid,
  unit uuid,
  file text,
  rows jsonb,
  submitted_on date,
  late boolean,
  primary key (home, id, version)
);
comment on table data_return is 'sharded';
create unique index data_return_current on data_return (home, id) where until is null;
create index data_return_id on data_return (id, version);
create index data_return_region on data_return (region, state) where until is null;
create index data_return_collection on data_return (collection) where until is null;
create index data_return_unit on data_return (unit) where until is null;

