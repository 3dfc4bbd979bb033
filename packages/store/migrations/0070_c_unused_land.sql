-- Which oil field or mine works upon unused land.
alter table unused_land add column extraction uuid;
create index unused_land_extraction on unused_land (extraction, id, until, effective, since);
-- Problems of soil on unused land that oil fields and mines work upon.
-- 开采影响区域未利用地土壤污染问题台账
create table unused_land_problem (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  resource text,
  land uuid,
  found_on date,
  found_by text,
  found text,
  quality text,
  pollutants text[] not null,
  proof text[] not null,
  location jsonb,
  organisation uuid,
  order_number text,
  requirement text,
  due date,
  ordered_on date,
  measures jsonb,
  open_measures text[] not null,
  reported_on date,
  verifiers text[] not null,
  verification text[] not null,
  verified_on date,
  note text,
  extra jsonb,
  effective_until date,
  location_shape geometry generated always as (shape_of(location)) stored,
  primary key (home, id, version)
);
comment on table unused_land_problem is 'sharded';
create unique index unused_land_problem_current on unused_land_problem (home, id) where until is null;
create index unused_land_problem_id on unused_land_problem (id, version);
create index unused_land_problem_region on unused_land_problem (region, state, until, effective, since);
create index unused_land_problem_subject on unused_land_problem (subject, id, until, effective, since);
create index unused_land_problem_resource on unused_land_problem (resource, id, until, effective, since);
create index unused_land_problem_land on unused_land_problem (land, id, until, effective, since);
create index unused_land_problem_found_on on unused_land_problem (found_on, id, until, effective, since);
create index unused_land_problem_found on unused_land_problem (found, id, until, effective, since);
create index unused_land_problem_quality on unused_land_problem (quality, id, until, effective, since);
create index unused_land_problem_organisation on unused_land_problem (organisation, id, until, effective, since);
create index unused_land_problem_due on unused_land_problem (due, id, until, effective, since);
create index unused_land_problem_location_shape on unused_land_problem using gist (location_shape) where until is null;
create index unused_land_problem_search on unused_land_problem using gin ((coalesce(found, '') || ' ' || coalesce(order_number, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index unused_land_problem_effective on unused_land_problem (effective);
create index unused_land_problem_since on unused_land_problem (since);

