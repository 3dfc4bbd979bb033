-- Zero waste, bulletins, chemicals, sludge (M17) and awards of villages (M19); areas as tags.
-- “无废细胞”
create table zero_waste_cell (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  type text,
  grade text,
  pilot boolean,
  organisation uuid,
  village uuid,
  site uuid,
  declared_on date,
  criteria jsonb,
  score numeric,
  open text[] not null,
  named_on date,
  document text,
  valid_until date,
  reviewed_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table zero_waste_cell is 'sharded';
create unique index zero_waste_cell_current on zero_waste_cell (home, id) where until is null;
create index zero_waste_cell_id on zero_waste_cell (id, version);
create index zero_waste_cell_region on zero_waste_cell (region, state) where until is null;
create index zero_waste_cell_name on zero_waste_cell (name, id) where until is null;
create index zero_waste_cell_type on zero_waste_cell (type, id) where until is null;
create index zero_waste_cell_grade on zero_waste_cell (grade, id) where until is null;
create index zero_waste_cell_pilot on zero_waste_cell (pilot, id) where until is null;
create index zero_waste_cell_organisation on zero_waste_cell (organisation, id) where until is null;
create index zero_waste_cell_named_on on zero_waste_cell (named_on, id) where until is null;
create index zero_waste_cell_valid_until on zero_waste_cell (valid_until, id) where until is null;
create index zero_waste_cell_search on zero_waste_cell using gin ((coalesce(name, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index zero_waste_cell_region_past on zero_waste_cell (region, state);
create index zero_waste_cell_name_past on zero_waste_cell (name, id);
create index zero_waste_cell_type_past on zero_waste_cell (type, id);
create index zero_waste_cell_grade_past on zero_waste_cell (grade, id);
create index zero_waste_cell_pilot_past on zero_waste_cell (pilot, id);
create index zero_waste_cell_organisation_past on zero_waste_cell (organisation, id);
create index zero_waste_cell_named_on_past on zero_waste_cell (named_on, id);
create index zero_waste_cell_valid_until_past on zero_waste_cell (valid_until, id);
create index zero_waste_cell_effective on zero_waste_cell (effective);
create index zero_waste_cell_since on zero_waste_cell (since);


-- “无废城市”建设年度情况
create table zero_waste_year (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  year integer,
  indicators jsonb,
  met integer,
  unmet text[] not null,
  unknown text[] not null,
  pilot_parks integer,
  pilots integer,
  cells jsonb,
  tasks integer,
  tasks_done integer,
  task_rate numeric,
  counted_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table zero_waste_year is 'sharded';
create unique index zero_waste_year_current on zero_waste_year (home, id) where until is null;
create index zero_waste_year_id on zero_waste_year (id, version);
create index zero_waste_year_region on zero_waste_year (region, state) where until is null;
create index zero_waste_year_year on zero_waste_year (year, id) where until is null;
create index zero_waste_year_search on zero_waste_year using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index zero_waste_year_region_past on zero_waste_year (region, state);
create index zero_waste_year_year_past on zero_waste_year (year, id);
create index zero_waste_year_effective on zero_waste_year (effective);
create index zero_waste_year_since on zero_waste_year (since);


-- 特殊类别危险废物信息通报
create table hazardous_waste_bulletin (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  kind text,
  categories text[] not null,
  content text,
  recipients uuid[] not null,
  issued_on date,
  answer_by date,
  answers jsonb,
  unanswered uuid[] not null,
  closed_on date,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table hazardous_waste_bulletin is 'sharded';
create unique index hazardous_waste_bulletin_current on hazardous_waste_bulletin (home, id) where until is null;
create index hazardous_waste_bulletin_id on hazardous_waste_bulletin (id, version);
create index hazardous_waste_bulletin_region on hazardous_waste_bulletin (region, state) where until is null;
create index hazardous_waste_bulletin_title on hazardous_waste_bulletin (title, id) where until is null;
create index hazardous_waste_bulletin_kind on hazardous_waste_bulletin (kind, id) where until is null;
create index hazardous_waste_bulletin_categories on hazardous_waste_bulletin using gin (categories) where until is null;
create index hazardous_waste_bulletin_issued_on on hazardous_waste_bulletin (issued_on, id) where until is null;
create index hazardous_waste_bulletin_search on hazardous_waste_bulletin using gin ((coalesce(title, '') || ' ' || coalesce(content, '')) gin_trgm_ops) where until is null;
create index hazardous_waste_bulletin_region_past on hazardous_waste_bulletin (region, state);
create index hazardous_waste_bulletin_title_past on hazardous_waste_bulletin (title, id);
create index hazardous_waste_bulletin_kind_past on hazardous_waste_bulletin (kind, id);
create index hazardous_waste_bulletin_issued_on_past on hazardous_waste_bulletin (issued_on, id);
create index hazardous_waste_bulletin_effective on hazardous_waste_bulletin (effective);
create index hazardous_waste_bulletin_since on hazardous_waste_bulletin (since);


-- 洋垃圾与危险废物跨境转移查处
create table foreign_waste (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  goods text,
  kind text,
  found_on date,
  place text,
  origin text,
  declared_as text,
  tonnes numeric,
  agencies text[] not null,
  offender uuid,
  identified text,
  identification text[] not null,
  identified_on date,
  about_case uuid,
  return_by date,
  outcome text,
  outcome_on date,
  outcome_proof text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table foreign_waste is 'sharded';
create unique index foreign_waste_current on foreign_waste (home, id) where until is null;
create index foreign_waste_id on foreign_waste (id, version);
create index foreign_waste_region on foreign_waste (region, state) where until is null;
create index foreign_waste_kind on foreign_waste (kind, id) where until is null;
create index foreign_waste_found_on on foreign_waste (found_on, id) where until is null;
create index foreign_waste_agencies on foreign_waste using gin (agencies) where until is null;
create index foreign_waste_offender on foreign_waste (offender, id) where until is null;
create index foreign_waste_about_case on foreign_waste (about_case, id) where until is null;
create index foreign_waste_search on foreign_waste using gin ((coalesce(goods, '') || ' ' || coalesce(place, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index foreign_waste_region_past on foreign_waste (region, state);
create index foreign_waste_kind_past on foreign_waste (kind, id);
create index foreign_waste_found_on_past on foreign_waste (found_on, id);
create index foreign_waste_offender_past on foreign_waste (offender, id);
create index foreign_waste_about_case_past on foreign_waste (about_case, id);
create index foreign_waste_effective on foreign_waste (effective);
create index foreign_waste_since on foreign_waste (since);


-- 化学物质环境信息与新污染物治理
create table chemical_survey (
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
  cas text,
  substance text,
  role text,
  amount numeric,
  emission numeric,
  purpose text,
  listed text,
  control text,
  new_chemical text,
  registration text,
  registration_number text,
  registration_needed text,
  registration_state text,
  registration_due date,
  areas text[] not null,
  priority text,
  screened_on date,
  monitoring jsonb,
  risky text[] not null,
  unjudged integer,
  risk text,
  assessment text[] not null,
  assessed_on date,
  measures jsonb,
  next_due date,
  controlled_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table chemical_survey is 'sharded';
create unique index chemical_survey_current on chemical_survey (home, id) where until is null;
create index chemical_survey_id on chemical_survey (id, version);
create index chemical_survey_region on chemical_survey (region, state) where until is null;
create index chemical_survey_subject on chemical_survey (subject, id) where until is null;
create index chemical_survey_year on chemical_survey (year, id) where until is null;
create index chemical_survey_cas on chemical_survey (cas, id) where until is null;
create index chemical_survey_role on chemical_survey (role, id) where until is null;
create index chemical_survey_control on chemical_survey (control, id) where until is null;
create index chemical_survey_registration_state on chemical_survey (registration_state, id) where until is null;
create index chemical_survey_areas on chemical_survey using gin (areas) where until is null;
create index chemical_survey_priority on chemical_survey (priority, id) where until is null;
create index chemical_survey_search on chemical_survey using gin ((coalesce(substance, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index chemical_survey_region_past on chemical_survey (region, state);
create index chemical_survey_subject_past on chemical_survey (subject, id);
create index chemical_survey_year_past on chemical_survey (year, id);
create index chemical_survey_cas_past on chemical_survey (cas, id);
create index chemical_survey_role_past on chemical_survey (role, id);
create index chemical_survey_control_past on chemical_survey (control, id);
create index chemical_survey_registration_state_past on chemical_survey (registration_state, id);
create index chemical_survey_priority_past on chemical_survey (priority, id);
create index chemical_survey_effective on chemical_survey (effective);
create index chemical_survey_since on chemical_survey (since);


-- 污泥处理处置台账
create table sludge_ledger (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  period text,
  due_on date,
  opening numeric,
  produced numeric,
  moisture numeric,
  destinations jsonb,
  closing numeric,
  moved numeric,
  harmless numeric,
  harmless_rate numeric,
  missing numeric,
  balance text,
  compliant text,
  upgrade_due date,
  upgraded_on date,
  heaps jsonb,
  open_heaps integer,
  heap_due date,
  submitted_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table sludge_ledger is 'sharded';
create unique index sludge_ledger_current on sludge_ledger (home, id) where until is null;
create index sludge_ledger_id on sludge_ledger (id, version);
create index sludge_ledger_region on sludge_ledger (region, state) where until is null;
create index sludge_ledger_subject on sludge_ledger (subject, id) where until is null;
create index sludge_ledger_period on sludge_ledger (period, id) where until is null;
create index sludge_ledger_balance on sludge_ledger (balance, id) where until is null;
create index sludge_ledger_compliant on sludge_ledger (compliant, id) where until is null;
create index sludge_ledger_upgrade_due on sludge_ledger (upgrade_due, id) where until is null;
create index sludge_ledger_open_heaps on sludge_ledger (open_heaps, id) where until is null;
create index sludge_ledger_search on sludge_ledger using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index sludge_ledger_region_past on sludge_ledger (region, state);
create index sludge_ledger_subject_past on sludge_ledger (subject, id);
create index sludge_ledger_period_past on sludge_ledger (period, id);
create index sludge_ledger_balance_past on sludge_ledger (balance, id);
create index sludge_ledger_compliant_past on sludge_ledger (compliant, id);
create index sludge_ledger_upgrade_due_past on sludge_ledger (upgrade_due, id);
create index sludge_ledger_open_heaps_past on sludge_ledger (open_heaps, id);
create index sludge_ledger_effective on sludge_ledger (effective);
create index sludge_ledger_since on sludge_ledger (since);


-- 农村环境“以奖促治”项目
create table rural_award (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  villages uuid[] not null,
  contiguous text,
  apart text[] not null,
  works jsonb,
  next_due date,
  cleaning boolean,
  award numeric,
  passed integer,
  failing text[] not null,
  due numeric,
  paid numeric,
  paid_on date,
  voucher text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table rural_award is 'sharded';
create unique index rural_award_current on rural_award (home, id) where until is null;
create index rural_award_id on rural_award (id, version);
create index rural_award_region on rural_award (region, state) where until is null;
create index rural_award_subject on rural_award (subject, id) where until is null;
create index rural_award_villages on rural_award using gin (villages) where until is null;
create index rural_award_contiguous on rural_award (contiguous, id) where until is null;
create index rural_award_search on rural_award using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index rural_award_region_past on rural_award (region, state);
create index rural_award_subject_past on rural_award (subject, id);
create index rural_award_contiguous_past on rural_award (contiguous, id);
create index rural_award_effective on rural_award (effective);
create index rural_award_since on rural_award (since);


alter table tailings_pond add column areas text[] not null default '{}';
create index tailings_pond_areas on tailings_pond using gin (areas) where until is null;
alter table chemical_park add column areas text[] not null default '{}';
create index chemical_park_areas on chemical_park using gin (areas) where until is null;
alter table village_environment add column map_zones text[] not null default '{}';
create index village_environment_map_zones on village_environment using gin (map_zones) where until is null;
