-- Projects and their money (M21); inspections, cases, emergencies, damages (M22).
-- 项目全过程台账
create table project_life (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  category text,
  budget numeric,
  financing text[] not null,
  pilot text,
  pilot_due date,
  documents text[] not null,
  files text[] not null,
  missing text[] not null,
  updates jsonb,
  updated_on date,
  start_by date,
  started_on date,
  finish_by date,
  completed_on date,
  contracts jsonb,
  contracted numeric,
  works jsonb,
  progress numeric,
  progress_goal numeric,
  progress_by date,
  execution numeric,
  output_score numeric,
  benefit_score numeric,
  satisfaction_score numeric,
  performance numeric,
  result_use text,
  problems text[] not null,
  problematic boolean,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table project_life is 'sharded';
create unique index project_life_current on project_life (home, id) where until is null;
create index project_life_id on project_life (id, version);
create index project_life_region on project_life (region, state) where until is null;
create index project_life_subject on project_life (subject, id) where until is null;
create index project_life_category on project_life (category, id) where until is null;
create index project_life_pilot on project_life (pilot, id) where until is null;
create index project_life_result_use on project_life (result_use, id) where until is null;
create index project_life_problematic on project_life (problematic, id) where until is null;
create index project_life_search on project_life using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

-- 项目资金台账
create table project_fund (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  fund_year integer,
  document text,
  issued_on date,
  central numeric,
  provincial numeric,
  municipal numeric,
  county numeric,
  enterprise numeric,
  total numeric,
  match_duty numeric,
  match_short numeric,
  payments jsonb,
  surplus numeric,
  central_spent numeric,
  spent numeric,
  execution numeric,
  local_execution numeric,
  started_on date,
  start_proof text[] not null,
  completed_on date,
  completion_proof text[] not null,
  withdrawal text,
  withdrawal_file text[] not null,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table project_fund is 'sharded';
create unique index project_fund_current on project_fund (home, id) where until is null;
create index project_fund_id on project_fund (id, version);
create index project_fund_region on project_fund (region, state) where until is null;
create index project_fund_subject on project_fund (subject, id) where until is null;
create index project_fund_fund_year on project_fund (fund_year, id) where until is null;
create index project_fund_search on project_fund using gin ((coalesce(document, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 资金申请台账
create table fund_application (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  kind text,
  title text,
  project uuid,
  fund_year integer,
  asked numeric,
  screening jsonb,
  screened text,
  applied_on date,
  decided_on date,
  document text,
  granted numeric,
  files text[] not null,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table fund_application is 'sharded';
create unique index fund_application_current on fund_application (home, id) where until is null;
create index fund_application_id on fund_application (id, version);
create index fund_application_region on fund_application (region, state) where until is null;
create index fund_application_kind on fund_application (kind, id) where until is null;
create index fund_application_title on fund_application (title, id) where until is null;
create index fund_application_project on fund_application (project, id) where until is null;
create index fund_application_fund_year on fund_application (fund_year, id) where until is null;
create index fund_application_search on fund_application using gin ((coalesce(title, '') || ' ' || coalesce(document, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

