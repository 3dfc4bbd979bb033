-- Random inspections and emergencies (M22).

-- 双随机抽查台账
create table random_inspection (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  period text,
  plain_weight integer,
  focus_weight integer,
  pool jsonb,
  inspectors jsonb,
  avoid jsonb,
  seed text,
  count integer,
  drawn_on date,
  drawn jsonb,
  open integer,
  published_on date,
  published_at text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table random_inspection is 'sharded';
create unique index random_inspection_current on random_inspection (home, id) where until is null;
create index random_inspection_id on random_inspection (id, version);
create index random_inspection_region on random_inspection (region, state) where until is null;
create index random_inspection_title on random_inspection (title, id) where until is null;
create index random_inspection_period on random_inspection (period, id) where until is null;
create index random_inspection_search on random_inspection using gin ((coalesce(title, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 突发环境事件台账
create table emergency_event (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  happened_on date,
  title text,
  grade text,
  soil text,
  responsible uuid,
  ordered_on date,
  substituted_on date,
  costs jsonb,
  recovered jsonb,
  owed numeric,
  survey_due date,
  surveyed_on date,
  survey text[] not null,
  survey_result text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table emergency_event is 'sharded';
create unique index emergency_event_current on emergency_event (home, id) where until is null;
create index emergency_event_id on emergency_event (id, version);
create index emergency_event_region on emergency_event (region, state) where until is null;
create index emergency_event_subject on emergency_event (subject, id) where until is null;
create index emergency_event_happened_on on emergency_event (happened_on, id) where until is null;
create index emergency_event_title on emergency_event (title, id) where until is null;
create index emergency_event_grade on emergency_event (grade, id) where until is null;
create index emergency_event_soil on emergency_event (soil, id) where until is null;
create index emergency_event_responsible on emergency_event (responsible, id) where until is null;
create index emergency_event_search on emergency_event using gin ((coalesce(title, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

