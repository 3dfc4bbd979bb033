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
  note text,
  extra jsonb,
  area_m2 numeric generated always as (square_metres(area)) stored,
  extent_shape geometry generated always as (shape_of(extent)) stored,
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

