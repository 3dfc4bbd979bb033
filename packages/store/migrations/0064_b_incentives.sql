-- Phase-out, audits and incentives (M25).
-- 落后产能淘汰与搬迁关闭清单
create table phase_out (
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
  year integer,
  site uuid,
  processes text[] not null,
  matched jsonb,
  criteria jsonb,
  failed text[] not null,
  open text[] not null,
  verdict text,
  capacity text,
  way text,
  equipment jsonb,
  standing text[] not null,
  new_site uuid,
  due date,
  exited_on date,
  verifiers text[] not null,
  verification text[] not null,
  verified_on date,
  land uuid,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table phase_out is 'sharded';
create unique index phase_out_current on phase_out (home, id) where until is null;
create index phase_out_id on phase_out (id, version);
create index phase_out_region on phase_out (region, state) where until is null;
create index phase_out_subject on phase_out (subject, id) where until is null;
create index phase_out_kind on phase_out (kind, id) where until is null;
create index phase_out_year on phase_out (year, id) where until is null;
create index phase_out_site on phase_out (site, id) where until is null;
create index phase_out_due on phase_out (due, id) where until is null;
create index phase_out_search on phase_out using gin ((coalesce(capacity, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;


-- 清洁生产审核
create table clean_production_audit (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  round integer,
  ground text,
  mandatory boolean,
  announced_on date,
  disclosure_due date,
  disclosed_on date,
  start_due date,
  started_on date,
  report_due date,
  auditor text,
  reported_on date,
  report text[] not null,
  schemes jsonb,
  undone text[] not null,
  invested numeric,
  evaluation text[] not null,
  evaluated_on date,
  acceptance text[] not null,
  accepted_on date,
  cycle integer,
  next_due date,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table clean_production_audit is 'sharded';
create unique index clean_production_audit_current on clean_production_audit (home, id) where until is null;
create index clean_production_audit_id on clean_production_audit (id, version);
create index clean_production_audit_region on clean_production_audit (region, state) where until is null;
create index clean_production_audit_subject on clean_production_audit (subject, id) where until is null;
create index clean_production_audit_round on clean_production_audit (round, id) where until is null;
create index clean_production_audit_ground on clean_production_audit (ground, id) where until is null;
create index clean_production_audit_mandatory on clean_production_audit (mandatory, id) where until is null;
create index clean_production_audit_next_due on clean_production_audit (next_due, id) where until is null;
create index clean_production_audit_search on clean_production_audit using gin ((coalesce(auditor, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;


-- 环境经济激励政策
create table incentive_policy (
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
  document text,
  industries text[] not null,
  conditions text[] not null,
  benchmarks jsonb,
  valid_from date,
  valid_until date,
  budget numeric,
  ceiling numeric,
  granted numeric,
  remaining numeric,
  applicants integer,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table incentive_policy is 'sharded';
create unique index incentive_policy_current on incentive_policy (home, id) where until is null;
create index incentive_policy_id on incentive_policy (id, version);
create index incentive_policy_region on incentive_policy (region, state) where until is null;
create index incentive_policy_title on incentive_policy (title, id) where until is null;
create index incentive_policy_kind on incentive_policy (kind, id) where until is null;
create index incentive_policy_valid_from on incentive_policy (valid_from, id) where until is null;
create index incentive_policy_valid_until on incentive_policy (valid_until, id) where until is null;
create index incentive_policy_search on incentive_policy using gin ((coalesce(title, '') || ' ' || coalesce(document, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;


-- 激励政策申请与兑现
create table incentive_application (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  policy uuid,
  item text,
  phase_out uuid,
  asked numeric,
  figures jsonb,
  files text[] not null,
  examined text[] not null,
  examined_on date,
  granted numeric,
  granted_on date,
  valid_until date,
  paid_on date,
  voucher text[] not null,
  sent_on date,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table incentive_application is 'sharded';
create unique index incentive_application_current on incentive_application (home, id) where until is null;
create index incentive_application_id on incentive_application (id, version);
create index incentive_application_region on incentive_application (region, state) where until is null;
create index incentive_application_subject on incentive_application (subject, id) where until is null;
create index incentive_application_policy on incentive_application (policy, id) where until is null;
create index incentive_application_item on incentive_application (item, id) where until is null;
create index incentive_application_phase_out on incentive_application (phase_out, id) where until is null;
create index incentive_application_valid_until on incentive_application (valid_until, id) where until is null;
create index incentive_application_search on incentive_application using gin ((coalesce(item, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;


