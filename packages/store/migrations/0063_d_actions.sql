-- Actions, supervised cases, damages and what the procuratorate asks for (M22).

alter table enforcement_case add column action uuid;
create index enforcement_case_action on enforcement_case (action, id) where until is null;

-- 专项与联合执法行动台账
create table enforcement_action (
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
  year integer,
  annual boolean,
  industries text[] not null,
  lead uuid,
  partners uuid[] not null,
  regions uuid[] not null,
  start_by date,
  started_on date,
  targets jsonb,
  unchecked integer,
  caught uuid[] not null,
  report text[] not null,
  concluded_on date,
  exposed_on date,
  exposed_at text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table enforcement_action is 'sharded';
create unique index enforcement_action_current on enforcement_action (home, id) where until is null;
create index enforcement_action_id on enforcement_action (id, version);
create index enforcement_action_region on enforcement_action (region, state) where until is null;
create index enforcement_action_title on enforcement_action (title, id) where until is null;
create index enforcement_action_kind on enforcement_action (kind, id) where until is null;
create index enforcement_action_year on enforcement_action (year, id) where until is null;
create index enforcement_action_lead on enforcement_action (lead, id) where until is null;
create index enforcement_action_search on enforcement_action using gin ((coalesce(title, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;


-- 挂牌督办台账
create table supervised_case (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  matter text,
  ground text,
  about_case uuid,
  document text,
  listed_on date,
  due date,
  extended integer,
  items jsonb,
  open_items integer,
  exposed_at text,
  rectified_on date,
  acceptance text[] not null,
  delisted_on date,
  delisted_at text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table supervised_case is 'sharded';
create unique index supervised_case_current on supervised_case (home, id) where until is null;
create index supervised_case_id on supervised_case (id, version);
create index supervised_case_region on supervised_case (region, state) where until is null;
create index supervised_case_subject on supervised_case (subject, id) where until is null;
create index supervised_case_matter on supervised_case (matter, id) where until is null;
create index supervised_case_ground on supervised_case (ground, id) where until is null;
create index supervised_case_about_case on supervised_case (about_case, id) where until is null;
create index supervised_case_due on supervised_case (due, id) where until is null;
create index supervised_case_search on supervised_case using gin ((coalesce(matter, '') || ' ' || coalesce(document, '')) gin_trgm_ops) where until is null;


-- 生态环境损害赔偿案件台账
create table damage_case (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  source text,
  event uuid,
  about_case uuid,
  site uuid,
  obligor uuid,
  clue_on date,
  screened_on date,
  harmed text,
  opened_on date,
  appraisal text,
  appraiser text,
  report text[] not null,
  cleanup_cost numeric,
  restoration_cost numeric,
  service_loss numeric,
  permanent_loss numeric,
  survey_cost numeric,
  claimed numeric,
  notice_on date,
  meetings jsonb,
  consulted_on date,
  agreed numeric,
  difference text,
  agreed_on date,
  agreement text[] not null,
  confirmed_on date,
  court text,
  sued_on date,
  instalments jsonb,
  paid numeric,
  outstanding numeric,
  next_due date,
  mode text,
  restore_by date,
  restored_on date,
  evaluation text[] not null,
  effect text,
  evaluated_on date,
  published_at text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table damage_case is 'sharded';
create unique index damage_case_current on damage_case (home, id) where until is null;
create index damage_case_id on damage_case (id, version);
create index damage_case_region on damage_case (region, state) where until is null;
create index damage_case_title on damage_case (title, id) where until is null;
create index damage_case_source on damage_case (source, id) where until is null;
create index damage_case_event on damage_case (event, id) where until is null;
create index damage_case_about_case on damage_case (about_case, id) where until is null;
create index damage_case_site on damage_case (site, id) where until is null;
create index damage_case_obligor on damage_case (obligor, id) where until is null;
create index damage_case_next_due on damage_case (next_due, id) where until is null;
create index damage_case_search on damage_case using gin ((coalesce(title, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;


-- 检察建议与公益诉讼台账
create table procuratorial_matter (
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
  sender text,
  document text,
  received_on date,
  urgent boolean,
  reply_due date,
  lead uuid,
  about_case uuid,
  damage uuid,
  measures jsonb,
  replied_on date,
  reply text[] not null,
  requests jsonb,
  next_request date,
  court text,
  sued_on date,
  judgement text,
  judged_on date,
  obligation text,
  perform_by date,
  performed_on date,
  performance text[] not null,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table procuratorial_matter is 'sharded';
create unique index procuratorial_matter_current on procuratorial_matter (home, id) where until is null;
create index procuratorial_matter_id on procuratorial_matter (id, version);
create index procuratorial_matter_region on procuratorial_matter (region, state) where until is null;
create index procuratorial_matter_title on procuratorial_matter (title, id) where until is null;
create index procuratorial_matter_kind on procuratorial_matter (kind, id) where until is null;
create index procuratorial_matter_document on procuratorial_matter (document, id) where until is null;
create index procuratorial_matter_reply_due on procuratorial_matter (reply_due, id) where until is null;
create index procuratorial_matter_lead on procuratorial_matter (lead, id) where until is null;
create index procuratorial_matter_about_case on procuratorial_matter (about_case, id) where until is null;
create index procuratorial_matter_damage on procuratorial_matter (damage, id) where until is null;
create index procuratorial_matter_search on procuratorial_matter using gin ((coalesce(title, '') || ' ' || coalesce(document, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

