-- Figures as they were published, and which targets are which indicators.
-- 指标快照
create table indicator_snapshot (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  indicator text,
  region_id uuid,
  period_key text,
  as_of date,
  rule_version text,
  value numeric,
  numerator numeric,
  denominator numeric,
  missing integer,
  row_count integer,
  rows_digest text,
  rows jsonb,
  published text,
  primary key (home, id, version)
);
comment on table indicator_snapshot is 'sharded';
create unique index indicator_snapshot_current on indicator_snapshot (home, id) where until is null;
create index indicator_snapshot_id on indicator_snapshot (id, version);
create index indicator_snapshot_region on indicator_snapshot (region, state) where until is null;
create index indicator_snapshot_indicator on indicator_snapshot (indicator) where until is null;
create index indicator_snapshot_region_id on indicator_snapshot (region_id) where until is null;
create index indicator_snapshot_period_key on indicator_snapshot (period_key) where until is null;

-- 目标与指标的对应
create table indicator_binding (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  target uuid,
  indicator text,
  note text,
  primary key (home, id, version)
);
comment on table indicator_binding is 'sharded';
create unique index indicator_binding_current on indicator_binding (home, id) where until is null;
create index indicator_binding_id on indicator_binding (id, version);
create index indicator_binding_region on indicator_binding (region, state) where until is null;
create index indicator_binding_target on indicator_binding (target) where until is null;
create index indicator_binding_indicator on indicator_binding (indicator) where until is null;

