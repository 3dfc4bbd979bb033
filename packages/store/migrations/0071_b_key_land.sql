-- Unlawful uses of land that became 重点建设用地.
-- 重点建设用地违法违规开发利用台账
create table key_land_violation (
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
  kind text,
  found_on date,
  found text,
  proof text[] not null,
  organisation uuid,
  enforcement uuid,
  punishment text,
  punished_on date,
  requirement text,
  due date,
  rectification text,
  rectified text[] not null,
  rectified_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table key_land_violation is 'sharded';
create unique index key_land_violation_current on key_land_violation (home, id) where until is null;
create index key_land_violation_id on key_land_violation (id, version);
create index key_land_violation_region on key_land_violation (region, state, until, effective, since);
create index key_land_violation_subject on key_land_violation (subject, id, until, effective, since);
create index key_land_violation_year on key_land_violation (year, id, until, effective, since);
create index key_land_violation_kind on key_land_violation (kind, id, until, effective, since);
create index key_land_violation_found_on on key_land_violation (found_on, id, until, effective, since);
create index key_land_violation_organisation on key_land_violation (organisation, id, until, effective, since);
create index key_land_violation_enforcement on key_land_violation (enforcement, id, until, effective, since);
create index key_land_violation_due on key_land_violation (due, id, until, effective, since);
create index key_land_violation_search on key_land_violation using gin ((coalesce(found, '') || ' ' || coalesce(punishment, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index key_land_violation_effective on key_land_violation (effective);
create index key_land_violation_since on key_land_violation (since);

