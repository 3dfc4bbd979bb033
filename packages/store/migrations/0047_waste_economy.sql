-- Solid and hazardous waste (M17), siting and economic instruments (M25).
-- 工业固体废物堆存场所清单
create table waste_yard (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  waste text,
  source text[] not null,
  amount numeric,
  area jsonb,
  found_on date,
  checks jsonb,
  checked_on date,
  protection text,
  gaps text[] not null,
  tags text[] not null,
  plan_due date,
  plan text[] not null,
  plan_filed_on date,
  due date,
  measures jsonb,
  rectified_on date,
  summary text[] not null,
  summary_on date,
  note text,
  extra jsonb,
  area_m2 numeric generated always as (square_metres(area)) stored,
  primary key (home, id, version)
);
comment on table waste_yard is 'sharded';
create unique index waste_yard_current on waste_yard (home, id) where until is null;
create index waste_yard_id on waste_yard (id, version);
create index waste_yard_region on waste_yard (region, state) where until is null;
create index waste_yard_subject on waste_yard (subject, id) where until is null;
create index waste_yard_waste on waste_yard (waste, id) where until is null;
create index waste_yard_protection on waste_yard (protection, id) where until is null;
create index waste_yard_tags on waste_yard using gin (tags) where until is null;
create index waste_yard_search on waste_yard using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

-- 社会源危险废物和再生资源点位
create table waste_point (
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
  department text,
  qualified boolean,
  licence text,
  amounts jsonb,
  stock numeric,
  checks jsonb,
  checked_on date,
  next_check date,
  open_problems integer,
  wrong_receivers text[] not null,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table waste_point is 'sharded';
create unique index waste_point_current on waste_point (home, id) where until is null;
create index waste_point_id on waste_point (id, version);
create index waste_point_region on waste_point (region, state) where until is null;
create index waste_point_subject on waste_point (subject, id) where until is null;
create index waste_point_kind on waste_point (kind, id) where until is null;
create index waste_point_department on waste_point (department, id) where until is null;
create index waste_point_qualified on waste_point (qualified, id) where until is null;
create index waste_point_search on waste_point using gin ((coalesce(licence, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 危险废物产生单位年度台账
create table hazardous_waste_year (
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
  recent_amounts jsonb,
  own_facility boolean,
  licensed boolean,
  producer_class text,
  plan_due date,
  plan_filed_on date,
  emergency_plan_on date,
  wastes jsonb,
  transfers jsonb,
  generated_total numeric,
  handled_total numeric,
  balance text,
  imbalances text[] not null,
  declarations jsonb,
  next_declaration text,
  next_declaration_due date,
  assessment jsonb,
  assessed_on date,
  campaign text,
  score numeric,
  grade text,
  open_problems integer,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table hazardous_waste_year is 'sharded';
create unique index hazardous_waste_year_current on hazardous_waste_year (home, id) where until is null;
create index hazardous_waste_year_id on hazardous_waste_year (id, version);
create index hazardous_waste_year_region on hazardous_waste_year (region, state) where until is null;
create index hazardous_waste_year_subject on hazardous_waste_year (subject, id) where until is null;
create index hazardous_waste_year_year on hazardous_waste_year (year, id) where until is null;
create index hazardous_waste_year_producer_class on hazardous_waste_year (producer_class, id) where until is null;
create index hazardous_waste_year_balance on hazardous_waste_year (balance, id) where until is null;
create index hazardous_waste_year_grade on hazardous_waste_year (grade, id) where until is null;
create index hazardous_waste_year_search on hazardous_waste_year using gin ((coalesce(campaign, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 危险废物经营许可证
create table hazardous_waste_licence (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  number text,
  way text,
  scopes jsonb,
  capacity numeric,
  valid_from date,
  valid_until date,
  emergency_plan_on date,
  monitored text,
  monitor_address text,
  suspended_for text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table hazardous_waste_licence is 'sharded';
create unique index hazardous_waste_licence_current on hazardous_waste_licence (home, id) where until is null;
create index hazardous_waste_licence_id on hazardous_waste_licence (id, version);
create index hazardous_waste_licence_region on hazardous_waste_licence (region, state) where until is null;
create index hazardous_waste_licence_subject on hazardous_waste_licence (subject, id) where until is null;
create index hazardous_waste_licence_number on hazardous_waste_licence (number, id) where until is null;
create index hazardous_waste_licence_way on hazardous_waste_licence (way, id) where until is null;
create index hazardous_waste_licence_valid_until on hazardous_waste_licence (valid_until, id) where until is null;
create index hazardous_waste_licence_monitored on hazardous_waste_licence (monitored, id) where until is null;
create index hazardous_waste_licence_search on hazardous_waste_licence using gin ((coalesce(number, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 危险废物转移联单
create table hazardous_waste_manifest (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  number text,
  code text,
  waste text,
  shipped numeric,
  shipped_on date,
  carrier uuid,
  vehicle text,
  receiver uuid,
  receiver_unit uuid,
  cross_province boolean,
  approval text,
  approved_until date,
  received_on date,
  received numeric,
  difference numeric,
  abnormal boolean,
  explanation text,
  confirmed_on date,
  rejected_for text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table hazardous_waste_manifest is 'sharded';
create unique index hazardous_waste_manifest_current on hazardous_waste_manifest (home, id) where until is null;
create index hazardous_waste_manifest_id on hazardous_waste_manifest (id, version);
create index hazardous_waste_manifest_region on hazardous_waste_manifest (region, state) where until is null;
create index hazardous_waste_manifest_subject on hazardous_waste_manifest (subject, id) where until is null;
create index hazardous_waste_manifest_number on hazardous_waste_manifest (number, id) where until is null;
create index hazardous_waste_manifest_code on hazardous_waste_manifest (code, id) where until is null;
create index hazardous_waste_manifest_shipped_on on hazardous_waste_manifest (shipped_on, id) where until is null;
create index hazardous_waste_manifest_carrier on hazardous_waste_manifest (carrier, id) where until is null;
create index hazardous_waste_manifest_receiver on hazardous_waste_manifest (receiver, id) where until is null;
create index hazardous_waste_manifest_receiver_unit on hazardous_waste_manifest (receiver_unit, id) where until is null;
create index hazardous_waste_manifest_cross_province on hazardous_waste_manifest (cross_province, id) where until is null;
create index hazardous_waste_manifest_abnormal on hazardous_waste_manifest (abnormal, id) where until is null;
create index hazardous_waste_manifest_search on hazardous_waste_manifest using gin ((coalesce(number, '') || ' ' || coalesce(waste, '') || ' ' || coalesce(vehicle, '')) gin_trgm_ops) where until is null;

-- 固体废物年度统计
create table waste_year (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  year integer,
  source uuid,
  bulk jsonb,
  bulk_produced numeric,
  bulk_used numeric,
  bulk_stock_used numeric,
  bulk_base numeric,
  bulk_rate numeric,
  slag_produced numeric,
  slag_used numeric,
  slag_capacity numeric,
  slag_rate numeric,
  hazardous_produced numeric,
  hazardous_handled numeric,
  hazardous_rate numeric,
  capacities jsonb,
  gaps jsonb,
  in_transfer numeric,
  in_cap numeric,
  in_alarm text,
  medical jsonb,
  medical_produced numeric,
  medical_collected numeric,
  medical_rate numeric,
  medical_rates jsonb,
  files text[] not null,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table waste_year is 'sharded';
create unique index waste_year_current on waste_year (home, id) where until is null;
create index waste_year_id on waste_year (id, version);
create index waste_year_region on waste_year (region, state) where until is null;
create index waste_year_year on waste_year (year, id) where until is null;
create index waste_year_source on waste_year (source, id) where until is null;
create index waste_year_in_alarm on waste_year (in_alarm, id) where until is null;
create index waste_year_search on waste_year using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

-- 企业环境信用评价
create table enterprise_credit (
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
  score numeric,
  vetoes text[] not null,
  grounds jsonb,
  grade text,
  colour text,
  loan text,
  notified_on date,
  objection text,
  published_on date,
  sent_to_banks_on date,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table enterprise_credit is 'sharded';
create unique index enterprise_credit_current on enterprise_credit (home, id) where until is null;
create index enterprise_credit_id on enterprise_credit (id, version);
create index enterprise_credit_region on enterprise_credit (region, state) where until is null;
create index enterprise_credit_subject on enterprise_credit (subject, id) where until is null;
create index enterprise_credit_year on enterprise_credit (year, id) where until is null;
create index enterprise_credit_colour on enterprise_credit (colour, id) where until is null;
create index enterprise_credit_loan on enterprise_credit (loan, id) where until is null;
create index enterprise_credit_search on enterprise_credit using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

-- 环境污染责任保险台账
create table environmental_insurance (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  key_unit boolean,
  insurer text,
  policy text,
  cover numeric,
  premium numeric,
  valid_from date,
  valid_until date,
  accidents jsonb,
  unreported integer,
  paid_total numeric,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table environmental_insurance is 'sharded';
create unique index environmental_insurance_current on environmental_insurance (home, id) where until is null;
create index environmental_insurance_id on environmental_insurance (id, version);
create index environmental_insurance_region on environmental_insurance (region, state) where until is null;
create index environmental_insurance_subject on environmental_insurance (subject, id) where until is null;
create index environmental_insurance_key_unit on environmental_insurance (key_unit, id) where until is null;
create index environmental_insurance_valid_until on environmental_insurance (valid_until, id) where until is null;
create index environmental_insurance_search on environmental_insurance using gin ((coalesce(policy, '') || ' ' || coalesce(insurer, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

