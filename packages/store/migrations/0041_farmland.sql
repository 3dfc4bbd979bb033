-- 农用地土壤环境质量类别清单
create table farmland_class (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  village uuid,
  area jsonb,
  land_use text,
  crop text,
  extent jsonb,
  points jsonb,
  products jsonb,
  soil_class text,
  suggested text,
  grounds text[] not null,
  cut_outs text[] not null,
  grade text,
  grade_class text,
  new_class text,
  trigger text,
  evidence jsonb,
  years jsonb,
  experts text[] not null,
  expert_opinion text,
  expert_on date,
  county_report text,
  county_report_on date,
  approval text,
  approved_on date,
  approval_files text[] not null,
  class text,
  class_from date,
  versions jsonb,
  alerts jsonb,
  cover_year integer,
  covered jsonb,
  counted jsonb,
  held_back text[] not null,
  note text,
  extra jsonb,
  area_m2 numeric generated always as (square_metres(area)) stored,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  covered_m2 numeric generated always as (square_metres(covered)) stored,
  counted_m2 numeric generated always as (square_metres(counted)) stored,
  primary key (home, id, version)
);
comment on table farmland_class is 'sharded';
create unique index farmland_class_current on farmland_class (home, id) where until is null;
create index farmland_class_id on farmland_class (id, version);
create index farmland_class_region on farmland_class (region, state) where until is null;
create index farmland_class_subject on farmland_class (subject, id) where until is null;
create index farmland_class_village on farmland_class (village, id) where until is null;
create index farmland_class_area_m2 on farmland_class (area_m2, id) where until is null;
create index farmland_class_suggested on farmland_class (suggested, id) where until is null;
create index farmland_class_grade on farmland_class (grade, id) where until is null;
create index farmland_class_trigger on farmland_class (trigger, id) where until is null;
create index farmland_class_class on farmland_class (class, id) where until is null;
create index farmland_class_extent_shape on farmland_class using gist (extent_shape) where until is null;
create index farmland_class_search on farmland_class using gin ((coalesce(approval, '') || ' ' || coalesce(crop, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 受污染耕地安全利用和风险管控措施台账
create table safe_use_measure (
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
  season text,
  measure text,
  measure_name text,
  parts text[] not null,
  class text,
  area jsonb,
  part text,
  from_crop text,
  crop text,
  plan text,
  done_on date,
  evidence text[] not null,
  checkpoints jsonb,
  missing_phases text[] not null,
  remote jsonb,
  field_checks jsonb,
  mismatch boolean,
  note text,
  extra jsonb,
  area_m2 numeric generated always as (square_metres(area)) stored,
  primary key (home, id, version)
);
comment on table safe_use_measure is 'sharded';
create unique index safe_use_measure_current on safe_use_measure (home, id) where until is null;
create index safe_use_measure_id on safe_use_measure (id, version);
create index safe_use_measure_region on safe_use_measure (region, state) where until is null;
create index safe_use_measure_subject on safe_use_measure (subject, id) where until is null;
create index safe_use_measure_year on safe_use_measure (year, id) where until is null;
create index safe_use_measure_season on safe_use_measure (season, id) where until is null;
create index safe_use_measure_measure on safe_use_measure (measure, id) where until is null;
create index safe_use_measure_class on safe_use_measure (class, id) where until is null;
create index safe_use_measure_area_m2 on safe_use_measure (area_m2, id) where until is null;
create index safe_use_measure_part on safe_use_measure (part, id) where until is null;
create index safe_use_measure_mismatch on safe_use_measure (mismatch, id) where until is null;
create index safe_use_measure_search on safe_use_measure using gin ((coalesce(plan, '') || ' ' || coalesce(crop, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 粮食批次检验台账
create table grain_lot (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  lot text,
  crop text,
  year integer,
  weight numeric,
  holder text,
  samples jsonb,
  verdict text,
  exceeded text[] not null,
  open text[] not null,
  buyer text,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table grain_lot is 'sharded';
create unique index grain_lot_current on grain_lot (home, id) where until is null;
create index grain_lot_id on grain_lot (id, version);
create index grain_lot_region on grain_lot (region, state) where until is null;
create index grain_lot_subject on grain_lot (subject, id) where until is null;
create index grain_lot_lot on grain_lot (lot, id) where until is null;
create index grain_lot_year on grain_lot (year, id) where until is null;
create index grain_lot_verdict on grain_lot (verdict, id) where until is null;
create index grain_lot_search on grain_lot using gin ((coalesce(lot, '') || ' ' || coalesce(holder, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 不合格粮食定向收购处置台账
create table grain_disposal (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  lot uuid,
  weight numeric,
  exceeded text[] not null,
  steps jsonb,
  remaining numeric,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table grain_disposal is 'sharded';
create unique index grain_disposal_current on grain_disposal (home, id) where until is null;
create index grain_disposal_id on grain_disposal (id, version);
create index grain_disposal_region on grain_disposal (region, state) where until is null;
create index grain_disposal_subject on grain_disposal (subject, id) where until is null;
create index grain_disposal_lot on grain_disposal (lot, id) where until is null;
create index grain_disposal_search on grain_disposal using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

-- 特定农产品严格管控区域
create table banned_zone (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  extent jsonb,
  area jsonb,
  banned text[] not null,
  forage boolean,
  acts text[] not null,
  deadline date,
  approval text,
  approved_on date,
  approval_files text[] not null,
  signs jsonb,
  in_force_on date,
  note text,
  extra jsonb,
  extent_shape geometry generated always as (shape_of(extent)) stored,
  area_m2 numeric generated always as (square_metres(area)) stored,
  primary key (home, id, version)
);
comment on table banned_zone is 'sharded';
create unique index banned_zone_current on banned_zone (home, id) where until is null;
create index banned_zone_id on banned_zone (id, version);
create index banned_zone_region on banned_zone (region, state) where until is null;
create index banned_zone_name on banned_zone (name, id) where until is null;
create index banned_zone_area_m2 on banned_zone (area_m2, id) where until is null;
create index banned_zone_forage on banned_zone (forage, id) where until is null;
create index banned_zone_extent_shape on banned_zone using gist (extent_shape) where until is null;
create index banned_zone_search on banned_zone using gin ((coalesce(name, '') || ' ' || coalesce(approval, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

