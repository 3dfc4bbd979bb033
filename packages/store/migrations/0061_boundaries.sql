-- 行政区划边界
create table region_boundary (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  region_id uuid,
  extent jsonb,
  source text,
  file text[] not null,
  sample boolean,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  primary key (home, id, version)
);
comment on table region_boundary is 'sharded';
create unique index region_boundary_current on region_boundary (home, id) where until is null;
create index region_boundary_id on region_boundary (id, version);
create index region_boundary_region on region_boundary (region, state) where until is null;
create index region_boundary_region_id on region_boundary (region_id) where until is null;
create index region_boundary_extent_shape on region_boundary using gist (extent_shape) where until is null;

