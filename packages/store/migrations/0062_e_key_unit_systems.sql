-- Questionnaires, retrofits, land that changes hands, and the eight systems of an enterprise (M10).

-- 企业土壤环境八项制度落实情况
create table enterprise_systems (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  papers jsonb,
  matrix jsonb,
  collected_on date,
  done integer,
  lacking text[] not null,
  open text[] not null,
  share numeric,
  checked_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table enterprise_systems is 'sharded';
create unique index enterprise_systems_current on enterprise_systems (home, id) where until is null;
create index enterprise_systems_id on enterprise_systems (id, version);
create index enterprise_systems_region on enterprise_systems (region, state) where until is null;
create index enterprise_systems_subject on enterprise_systems (subject, id) where until is null;
create index enterprise_systems_collected_on on enterprise_systems (collected_on, id) where until is null;
create index enterprise_systems_search on enterprise_systems using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index enterprise_systems_region_past on enterprise_systems (region, state);
create index enterprise_systems_subject_past on enterprise_systems (subject, id);
create index enterprise_systems_collected_on_past on enterprise_systems (collected_on, id);
create index enterprise_systems_effective on enterprise_systems (effective);
create index enterprise_systems_since on enterprise_systems (since);


-- 企业绿色化改造和清洁生产改造项目
create table green_retrofit (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  name text,
  kind text,
  year integer,
  lead text,
  sector text,
  investment numeric,
  due date,
  replaces uuid,
  started_on date,
  done_on date,
  acceptance text[] not null,
  effects jsonb,
  reductions text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table green_retrofit is 'sharded';
create unique index green_retrofit_current on green_retrofit (home, id) where until is null;
create index green_retrofit_id on green_retrofit (id, version);
create index green_retrofit_region on green_retrofit (region, state) where until is null;
create index green_retrofit_subject on green_retrofit (subject, id) where until is null;
create index green_retrofit_name on green_retrofit (name, id) where until is null;
create index green_retrofit_kind on green_retrofit (kind, id) where until is null;
create index green_retrofit_year on green_retrofit (year, id) where until is null;
create index green_retrofit_sector on green_retrofit (sector, id) where until is null;
create index green_retrofit_replaces on green_retrofit (replaces, id) where until is null;
create index green_retrofit_done_on on green_retrofit (done_on, id) where until is null;
create index green_retrofit_search on green_retrofit using gin ((coalesce(name, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index green_retrofit_region_past on green_retrofit (region, state);
create index green_retrofit_subject_past on green_retrofit (subject, id);
create index green_retrofit_name_past on green_retrofit (name, id);
create index green_retrofit_kind_past on green_retrofit (kind, id);
create index green_retrofit_year_past on green_retrofit (year, id);
create index green_retrofit_sector_past on green_retrofit (sector, id);
create index green_retrofit_replaces_past on green_retrofit (replaces, id);
create index green_retrofit_done_on_past on green_retrofit (done_on, id);
create index green_retrofit_effective on green_retrofit (effective);
create index green_retrofit_since on green_retrofit (since);


-- 重点监管单位调查问卷
create table questionnaire (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  intro text,
  due date,
  questions jsonb,
  sent_on date,
  sent integer,
  answered integer,
  share numeric,
  tally jsonb,
  report text,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table questionnaire is 'sharded';
create unique index questionnaire_current on questionnaire (home, id) where until is null;
create index questionnaire_id on questionnaire (id, version);
create index questionnaire_region on questionnaire (region, state) where until is null;
create index questionnaire_title on questionnaire (title, id) where until is null;
create index questionnaire_due on questionnaire (due, id) where until is null;
create index questionnaire_search on questionnaire using gin ((coalesce(title, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index questionnaire_region_past on questionnaire (region, state);
create index questionnaire_title_past on questionnaire (title, id);
create index questionnaire_due_past on questionnaire (due, id);
create index questionnaire_effective on questionnaire (effective);
create index questionnaire_since on questionnaire (since);


-- 重点监管单位问卷答卷
create table questionnaire_answer (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  questionnaire uuid,
  title text,
  due date,
  questions jsonb,
  respondent text,
  position text,
  answers jsonb,
  answered_on date,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table questionnaire_answer is 'sharded';
create unique index questionnaire_answer_current on questionnaire_answer (home, id) where until is null;
create index questionnaire_answer_id on questionnaire_answer (id, version);
create index questionnaire_answer_region on questionnaire_answer (region, state) where until is null;
create index questionnaire_answer_subject on questionnaire_answer (subject, id) where until is null;
create index questionnaire_answer_questionnaire on questionnaire_answer (questionnaire, id) where until is null;
create index questionnaire_answer_region_past on questionnaire_answer (region, state);
create index questionnaire_answer_subject_past on questionnaire_answer (subject, id);
create index questionnaire_answer_questionnaire_past on questionnaire_answer (questionnaire, id);
create index questionnaire_answer_effective on questionnaire_answer (effective);
create index questionnaire_answer_since on questionnaire_answer (since);


-- 生产经营用地用途变更、收回、转让
create table land_event (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  kind text,
  planned_on date,
  new_use text,
  receiver uuid,
  owner text,
  parcel uuid,
  survey text[] not null,
  surveyed_on date,
  reviewed_on date,
  review text[] not null,
  conclusion text,
  registry_number text,
  registered_on date,
  done_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table land_event is 'sharded';
create unique index land_event_current on land_event (home, id) where until is null;
create index land_event_id on land_event (id, version);
create index land_event_region on land_event (region, state) where until is null;
create index land_event_subject on land_event (subject, id) where until is null;
create index land_event_kind on land_event (kind, id) where until is null;
create index land_event_planned_on on land_event (planned_on, id) where until is null;
create index land_event_receiver on land_event (receiver, id) where until is null;
create index land_event_owner on land_event (owner, id) where until is null;
create index land_event_search on land_event using gin ((coalesce(new_use, '') || ' ' || coalesce(registry_number, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index land_event_region_past on land_event (region, state);
create index land_event_subject_past on land_event (subject, id);
create index land_event_kind_past on land_event (kind, id);
create index land_event_planned_on_past on land_event (planned_on, id);
create index land_event_receiver_past on land_event (receiver, id);
create index land_event_owner_past on land_event (owner, id);
create index land_event_effective on land_event (effective);
create index land_event_since on land_event (since);


