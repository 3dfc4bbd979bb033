-- 社区堆肥箱登记（示例）
create table compost_bin (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  code text,
  kind text,
  volume numeric,
  cost numeric,
  plot jsonb,
  keeper text,
  location jsonb,
  set_up_on date,
  turnings jsonb,
  last_turned_on date,
  photo text[] not null,
  extra jsonb,
  plot_m2 numeric generated always as (square_metres(plot)) stored,
  location_shape geometry generated always as (shape_of(location)) stored,
  primary key (home, id, version)
);
comment on table compost_bin is 'sharded';
create unique index compost_bin_current on compost_bin (home, id) where until is null;
create index compost_bin_id on compost_bin (id, version);
create index compost_bin_region on compost_bin (region, state) where until is null;
create index compost_bin_subject on compost_bin (subject, id) where until is null;
create index compost_bin_code on compost_bin (code, id) where until is null;
create index compost_bin_kind on compost_bin (kind, id) where until is null;
create index compost_bin_plot_m2 on compost_bin (plot_m2, id) where until is null;
create index compost_bin_last_turned_on on compost_bin (last_turned_on, id) where until is null;
create index compost_bin_location_shape on compost_bin using gist (location_shape) where until is null;
create index compost_bin_search on compost_bin using gin ((coalesce(code, '')) gin_trgm_ops) where until is null;
