-- Evidence: surveys, points, laboratories, batches and judgings as drafted from their declarations (jingtu ddl), and the bulk
-- tables whose rows arrive together under one of them and never change alone.

-- Read in pieces: an external value is cut where it lies, a compressed one would be opened whole for every piece.
alter table file_body alter column bytes set storage external;

-- 调查任务
create table survey (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  kind text,
  region_id uuid,
  owner_unit uuid,
  line text,
  contractors uuid[] not null,
  period_from date,
  period_to date,
  every_years integer,
  previous uuid,
  sites uuid[] not null,
  items text[] not null,
  standard text,
  scheme text[] not null,
  result_layer text,
  report text[] not null,
  application text,
  note text,
  sample boolean,
  primary key (home, id, version)
);
comment on table survey is 'sharded';
create unique index survey_current on survey (home, id) where until is null;
create index survey_id on survey (id, version);
create index survey_region on survey (region, state) where until is null;
create index survey_name on survey (name) where until is null;
create index survey_kind on survey (kind) where until is null;
create index survey_region_id on survey (region_id) where until is null;
create index survey_owner_unit on survey (owner_unit) where until is null;
create index survey_contractors on survey using gin (contractors) where until is null;
create index survey_sites on survey using gin (sites) where until is null; 

-- 监测点位
create table monitoring_site (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  code text,
  name text,
  network text,
  kind text,
  region_id uuid,
  longitude numeric,
  latitude numeric,
  land_use text,
  crop text,
  department text,
  owner_unit uuid,
  subject uuid,
  tags text[] not null,
  every_months integer,
  items text[] not null,
  characteristic_items text[] not null,
  target_class text,
  established_on date,
  note text,
  sample boolean,
  primary key (home, id, version)
);
comment on table monitoring_site is 'sharded';
create unique index monitoring_site_current on monitoring_site (home, id) where until is null;
create index monitoring_site_id on monitoring_site (id, version);
create index monitoring_site_region on monitoring_site (region, state) where until is null;
create index monitoring_site_code on monitoring_site (code) where until is null;
create index monitoring_site_name on monitoring_site (name) where until is null;
create index monitoring_site_network on monitoring_site (network) where until is null;
create index monitoring_site_kind on monitoring_site (kind) where until is null;
create index monitoring_site_region_id on monitoring_site (region_id) where until is null;
create index monitoring_site_land_use on monitoring_site (land_use) where until is null;
create index monitoring_site_department on monitoring_site (department) where until is null;
create index monitoring_site_owner_unit on monitoring_site (owner_unit) where until is null; 

-- 检测机构
create table laboratory (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  credit_code text,
  region_id uuid,
  kind text,
  cma_number text,
  cma_from date,
  cma_until date,
  scope jsonb,
  certificate text[] not null,
  contact text,
  phone text,
  note text,
  sample boolean,
  primary key (home, id, version)
);
comment on table laboratory is 'sharded';
create unique index laboratory_current on laboratory (home, id) where until is null;
create index laboratory_id on laboratory (id, version);
create index laboratory_region on laboratory (region, state) where until is null;
create index laboratory_name on laboratory (name) where until is null;
create index laboratory_cma_until on laboratory (cma_until) where until is null; 

-- 检测机构表样
create table laboratory_layout (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  laboratory uuid,
  fingerprint text,
  title text,
  layout jsonb,
  last_used_on date,
  sample boolean,
  primary key (home, id, version)
);
comment on table laboratory_layout is 'sharded';
create unique index laboratory_layout_current on laboratory_layout (home, id) where until is null;
create index laboratory_layout_id on laboratory_layout (id, version);
create index laboratory_layout_region on laboratory_layout (region, state) where until is null;
create index laboratory_layout_laboratory on laboratory_layout (laboratory) where until is null;
create index laboratory_layout_fingerprint on laboratory_layout (fingerprint) where until is null; 

-- 样品交接单
create table sample_handover (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  survey uuid,
  stage text,
  number text,
  done_on date,
  samples text[] not null,
  handed_by text,
  received_by text,
  laboratory uuid,
  condition text,
  refused text[] not null,
  sheet text[] not null,
  sample boolean,
  primary key (home, id, version)
);
comment on table sample_handover is 'sharded';
create unique index sample_handover_current on sample_handover (home, id) where until is null;
create index sample_handover_id on sample_handover (id, version);
create index sample_handover_region on sample_handover (region, state) where until is null;
create index sample_handover_survey on sample_handover (survey) where until is null;
create index sample_handover_stage on sample_handover (stage) where until is null;
create index sample_handover_samples on sample_handover using gin (samples) where until is null; 

-- 检测数据批次
create table import_batch (
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
  survey uuid,
  laboratory uuid,
  submitted_by uuid,
  sequence integer,
  source text[] not null,
  source_name text,
  layouts jsonb,
  mends jsonb,
  left_out jsonb,
  left_out_reason text,
  corrects uuid,
  on_duplicate text,
  content jsonb,
  sample_count integer,
  result_count integer,
  warning_count integer,
  taken_from date,
  taken_to date,
  quality jsonb,
  sample boolean,
  primary key (home, id, version)
);
comment on table import_batch is 'sharded';
create unique index import_batch_current on import_batch (home, id) where until is null;
create index import_batch_id on import_batch (id, version);
create index import_batch_region on import_batch (region, state) where until is null;
create index import_batch_survey on import_batch (survey) where until is null;
create index import_batch_laboratory on import_batch (laboratory) where until is null;
create index import_batch_submitted_by on import_batch (submitted_by) where until is null; 

-- 评价
create table judging (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  standard text,
  asked text,
  editions text[] not null,
  batch uuid,
  survey uuid,
  sequence integer,
  options jsonb,
  tables jsonb,
  judged_on date,
  laws jsonb,
  content jsonb,
  counts jsonb,
  flips_digest text,
  flip_count integer,
  sample boolean,
  primary key (home, id, version)
);
comment on table judging is 'sharded';
create unique index judging_current on judging (home, id) where until is null;
create index judging_id on judging (id, version);
create index judging_region on judging (region, state) where until is null;
create index judging_standard on judging (standard) where until is null;
create index judging_batch on judging (batch) where until is null;
create index judging_survey on judging (survey) where until is null; 

-- 地方标准
create table local_standard (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  number text,
  title text,
  region_id uuid,
  region_code text,
  valid_from date,
  valid_until date,
  standard text,
  verified boolean,
  rows jsonb,
  source text[] not null,
  sample boolean,
  primary key (home, id, version)
);
comment on table local_standard is 'sharded';
create unique index local_standard_current on local_standard (home, id) where until is null;
create index local_standard_id on local_standard (id, version);
create index local_standard_region on local_standard (region, state) where until is null;
create index local_standard_number on local_standard (number) where until is null;
create index local_standard_standard on local_standard (standard) where until is null; 

-- 样品. Digested in the order of ordinal; only superseded_by may change and is derived (see store/samples/settle.ts).
create table sample (
  home uuid not null,
  batch uuid not null,
  ordinal integer not null,
  identity text not null,
  code text not null,
  site uuid,
  site_code text,
  medium text,
  taken_on date,
  received_on date,
  tested_on date,
  depth text,
  depth_from numeric,
  depth_to numeric,
  longitude numeric,
  latitude numeric,
  land_use text,
  planned_use text,
  crop text,
  crop_column text,
  condition text,
  ph text,
  sampler text,
  laboratory text,
  quality text,
  paired_with text,
  remark text,
  place text not null,
  fingerprint text not null,
  -- The batch whose row of the same identity counts in place of this one.
  superseded_by uuid,
  primary key (home, batch, ordinal)
);
comment on table sample is 'sharded';
create index sample_identity on sample (home, identity);
create index sample_site on sample (site, taken_on) where site is not null;
create index sample_code on sample (code);

-- 检测结果. The cell's own text for ever: original and its place in the file; mended is what was put in its stead.
create table result (
  home uuid not null,
  batch uuid not null,
  ordinal integer not null,
  sample integer not null,
  substance text not null,
  kind text not null,
  value numeric,
  unit text,
  detection_limit numeric,
  method text,
  basis text,
  why text,
  original text not null,
  place text not null,
  mended text,
  primary key (home, batch, ordinal)
);
comment on table result is 'sharded';
create index result_sample on result (home, batch, sample);
create index result_substance on result (substance, home);

-- 评价结论. As judged: findings and what was missing stand in the row, whatever becomes of the standard.
create table verdict (
  home uuid not null,
  judging uuid not null,
  ordinal integer not null,
  batch uuid not null,
  sample integer not null,
  standard text not null,
  edition text not null,
  verdict text not null,
  decisive text,
  judgement text not null,
  superseded_by uuid,
  primary key (home, judging, ordinal)
);
comment on table verdict is 'sharded';
create index verdict_sample on verdict (home, batch, sample);
create index verdict_verdict on verdict (standard, verdict) where superseded_by is null;
