-- The list of key units: facts, rules, yearly rounds, substitution catalogue (M10).
-- 企业土壤环境基础信息
create table enterprise_profile (
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
  sources text[] not null,
  industry_code text,
  scale text,
  permit text,
  toxic_use text[] not null,
  found text[] not null,
  potential text[] not null,
  land_risk text,
  cadmium_area boolean,
  hazardous_chemicals boolean,
  substances text[] not null,
  replaceable text[] not null,
  operating text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table enterprise_profile is 'sharded';
create unique index enterprise_profile_current on enterprise_profile (home, id) where until is null;
create index enterprise_profile_id on enterprise_profile (id, version);
create index enterprise_profile_region on enterprise_profile (region, state) where until is null;
create index enterprise_profile_subject on enterprise_profile (subject, id) where until is null;
create index enterprise_profile_industry_code on enterprise_profile (industry_code, id) where until is null;
create index enterprise_profile_scale on enterprise_profile (scale, id) where until is null;
create index enterprise_profile_permit on enterprise_profile (permit, id) where until is null;
create index enterprise_profile_hazardous_chemicals on enterprise_profile (hazardous_chemicals, id) where until is null;
create index enterprise_profile_operating on enterprise_profile (operating, id) where until is null;
create index enterprise_profile_search on enterprise_profile using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

-- 重点监管单位筛选规则
create table key_unit_rule (
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
  starts_on date,
  criteria jsonb,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table key_unit_rule is 'sharded';
create unique index key_unit_rule_current on key_unit_rule (home, id) where until is null;
create index key_unit_rule_id on key_unit_rule (id, version);
create index key_unit_rule_region on key_unit_rule (region, state) where until is null;
create index key_unit_rule_title on key_unit_rule (title, id) where until is null;
create index key_unit_rule_search on key_unit_rule using gin ((coalesce(title, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 重点监管单位名录年度更新
create table key_unit_round (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  year integer,
  due date,
  rules text[] not null,
  screened_on date,
  results jsonb,
  additions integer,
  exits integer,
  unknown integer,
  county_list jsonb,
  compared_on date,
  differences jsonb,
  undecided integer,
  nominated uuid[] not null,
  published_on date,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table key_unit_round is 'sharded';
create unique index key_unit_round_current on key_unit_round (home, id) where until is null;
create index key_unit_round_id on key_unit_round (id, version);
create index key_unit_round_region on key_unit_round (region, state) where until is null;
create index key_unit_round_year on key_unit_round (year, id) where until is null;

-- 国家鼓励的有毒有害原料（产品）替代品目录
create table substitution_catalogue (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  substance text,
  substitute text,
  scope text,
  edition text,
  stage text,
  users integer,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table substitution_catalogue is 'sharded';
create unique index substitution_catalogue_current on substitution_catalogue (home, id) where until is null;
create index substitution_catalogue_id on substitution_catalogue (id, version);
create index substitution_catalogue_region on substitution_catalogue (region, state) where until is null;
create index substitution_catalogue_substance on substitution_catalogue (substance, id) where until is null;
create index substitution_catalogue_substitute on substitution_catalogue (substitute, id) where until is null;
create index substitution_catalogue_edition on substitution_catalogue (edition, id) where until is null;
create index substitution_catalogue_stage on substitution_catalogue (stage, id) where until is null;
create index substitution_catalogue_search on substitution_catalogue using gin ((coalesce(substance, '') || ' ' || coalesce(substitute, '') || ' ' || coalesce(scope, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

