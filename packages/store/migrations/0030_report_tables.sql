-- 报表
create table report_table (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  plan uuid,
  name text,
  number text,
  basis text,
  rows_by text,
  rows jsonb,
  columns jsonb,
  formulas jsonb,
  has_total boolean,
  line text,
  note text,
  primary key (home, id, version)
);
comment on table report_table is 'sharded';
create unique index report_table_current on report_table (home, id) where until is null;
create index report_table_id on report_table (id, version);
create index report_table_region on report_table (region, state) where until is null;
create index report_table_plan on report_table (plan) where until is null;

-- 报表填报
create table report_line (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  report_table uuid,
  period uuid,
  subject text,
  cells jsonb,
  filled_by uuid,
  note text,
  primary key (home, id, version)
);
comment on table report_line is 'sharded';
create unique index report_line_current on report_line (home, id) where until is null;
create index report_line_id on report_line (id, version);
create index report_line_region on report_line (region, state) where until is null;
create index report_line_report_table on report_line (report_table) where until is null;
create index report_line_period on report_line (period) where until is null;
create index report_line_filled_by on report_line (filled_by) where until is null;

-- 报表上报
create table report_sheet (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  report_table uuid,
  period uuid,
  figures jsonb,
  file text,
  submitted_on date,
  primary key (home, id, version)
);
comment on table report_sheet is 'sharded';
create unique index report_sheet_current on report_sheet (home, id) where until is null;
create index report_sheet_id on report_sheet (id, version);
create index report_sheet_region on report_sheet (region, state) where until is null;
create index report_sheet_report_table on report_sheet (report_table) where until is null;
create index report_sheet_period on report_sheet (period) where until is null;

