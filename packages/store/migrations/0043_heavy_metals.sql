-- Heavy metals (M08): enterprises, reductions, substitution of totals and its policy.
-- 涉重金属重点行业企业全口径清单
create table heavy_metal_enterprise (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  industry text,
  metals text[] not null,
  found text[] not null,
  missed boolean,
  started_on date,
  discharges jsonb,
  park uuid,
  permit_terms text[] not null,
  reduces boolean,
  transfers boolean,
  permit_gaps text[] not null,
  air_key_unit boolean,
  particulate text,
  particulate_due date,
  networked_on date,
  tags text[] not null,
  upgraded_on date,
  key_lists text[] not null,
  audit_required boolean,
  audited_on date,
  problems jsonb,
  open_problems integer,
  rectify_due date,
  rectify_failed boolean,
  closed_on date,
  closure_order text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table heavy_metal_enterprise is 'sharded';
create unique index heavy_metal_enterprise_current on heavy_metal_enterprise (home, id) where until is null;
create index heavy_metal_enterprise_id on heavy_metal_enterprise (id, version);
create index heavy_metal_enterprise_region on heavy_metal_enterprise (region, state) where until is null;
create index heavy_metal_enterprise_subject on heavy_metal_enterprise (subject, id) where until is null;
create index heavy_metal_enterprise_industry on heavy_metal_enterprise (industry, id) where until is null;
create index heavy_metal_enterprise_missed on heavy_metal_enterprise (missed, id) where until is null;
create index heavy_metal_enterprise_park on heavy_metal_enterprise (park, id) where until is null;
create index heavy_metal_enterprise_transfers on heavy_metal_enterprise (transfers, id) where until is null;
create index heavy_metal_enterprise_air_key_unit on heavy_metal_enterprise (air_key_unit, id) where until is null;
create index heavy_metal_enterprise_particulate on heavy_metal_enterprise (particulate, id) where until is null;
create index heavy_metal_enterprise_search on heavy_metal_enterprise using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

-- 重金属减排工程与认定量
create table emission_reduction (
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
  type text,
  assigned boolean,
  period text,
  claimed jsonb,
  verified_on date,
  verification text[] not null,
  recognised jsonb,
  recognised_total numeric,
  recognised_year integer,
  in_permit boolean,
  transferred jsonb,
  remaining jsonb,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table emission_reduction is 'sharded';
create unique index emission_reduction_current on emission_reduction (home, id) where until is null;
create index emission_reduction_id on emission_reduction (id, version);
create index emission_reduction_region on emission_reduction (region, state) where until is null;
create index emission_reduction_subject on emission_reduction (subject, id) where until is null;
create index emission_reduction_name on emission_reduction (name, id) where until is null;
create index emission_reduction_type on emission_reduction (type, id) where until is null;
create index emission_reduction_period on emission_reduction (period, id) where until is null;
create index emission_reduction_recognised_year on emission_reduction (recognised_year, id) where until is null;
create index emission_reduction_search on emission_reduction using gin ((coalesce(name, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 重金属总量替代台账
create table emission_substitution (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  project text,
  industry text,
  needs jsonb,
  new_total numeric,
  policy text,
  ratio numeric,
  required jsonb,
  sources jsonb,
  short_of text[] not null,
  new_capacity numeric,
  removed_capacity numeric,
  capacity_from text,
  approval text,
  approved_year integer,
  in_permit boolean,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table emission_substitution is 'sharded';
create unique index emission_substitution_current on emission_substitution (home, id) where until is null;
create index emission_substitution_id on emission_substitution (id, version);
create index emission_substitution_region on emission_substitution (region, state) where until is null;
create index emission_substitution_subject on emission_substitution (subject, id) where until is null;
create index emission_substitution_project on emission_substitution (project, id) where until is null;
create index emission_substitution_industry on emission_substitution (industry, id) where until is null;
create index emission_substitution_approved_year on emission_substitution (approved_year, id) where until is null;
create index emission_substitution_search on emission_substitution using gin ((coalesce(project, '') || ' ' || coalesce(approval, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 重金属总量替代政策
create table substitution_policy (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  kind text,
  ratio numeric,
  valid_from date,
  valid_until date,
  document text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table substitution_policy is 'sharded';
create unique index substitution_policy_current on substitution_policy (home, id) where until is null;
create index substitution_policy_id on substitution_policy (id, version);
create index substitution_policy_region on substitution_policy (region, state) where until is null;
create index substitution_policy_kind on substitution_policy (kind, id) where until is null;
create index substitution_policy_valid_from on substitution_policy (valid_from, id) where until is null;
create index substitution_policy_search on substitution_policy using gin ((coalesce(document, '')) gin_trgm_ops) where until is null;

