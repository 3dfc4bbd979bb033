-- 耕地土壤环境质量类别划分成果
create table class_result (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  year integer,
  kind text,
  compiled_on date,
  units integer,
  unclassified integer,
  areas jsonb,
  list_file text[] not null,
  map_file text[] not null,
  report_file text[] not null,
  package_file text[] not null,
  approver text,
  approval text,
  approved_on date,
  approval_files text[] not null,
  platform text,
  uploaded_on date,
  receipt text,
  receipt_files text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table class_result is 'sharded';
create unique index class_result_current on class_result (home, id) where until is null;
create index class_result_id on class_result (id, version);
create index class_result_region on class_result (region, state) where until is null;
create index class_result_year on class_result (year, id) where until is null;
create index class_result_kind on class_result (kind, id) where until is null;
create index class_result_search on class_result using gin ((coalesce(approval, '') || ' ' || coalesce(receipt, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index class_result_region_past on class_result (region, state);
create index class_result_year_past on class_result (year, id);
create index class_result_kind_past on class_result (kind, id);
create index class_result_effective on class_result (effective);
create index class_result_since on class_result (since);


create index farmland_class_land_use on farmland_class (land_use, id) where until is null;
create index if not exists farmland_class_land_use_past on farmland_class (land_use, id);
