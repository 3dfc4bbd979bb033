-- Mines and what they left (M09): points of waste, areas to be searched, restoration, hand-over between departments.
-- 历史遗留固体废物点位
create table legacy_waste (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  mine uuid,
  origin text,
  waste text,
  volume numeric,
  location jsonb,
  found_on date,
  pollutants text[] not null,
  farmland_exposed boolean,
  farmland uuid[] not null,
  contained boolean,
  risk_score integer,
  risk text,
  plan text[] not null,
  due date,
  project uuid,
  removed jsonb,
  stock jsonb,
  remaining numeric,
  surveys jsonb,
  next_survey_due date,
  acceptance text[] not null,
  cleared_on date,
  rechecks jsonb,
  note text,
  extra jsonb,
  location_shape geometry generated always as (shape_of(location)) stored,
  primary key (home, id, version)
);
comment on table legacy_waste is 'sharded';
create unique index legacy_waste_current on legacy_waste (home, id) where until is null;
create index legacy_waste_id on legacy_waste (id, version);
create index legacy_waste_region on legacy_waste (region, state) where until is null;
create index legacy_waste_subject on legacy_waste (subject, id) where until is null;
create index legacy_waste_mine on legacy_waste (mine, id) where until is null;
create index legacy_waste_origin on legacy_waste (origin, id) where until is null;
create index legacy_waste_waste on legacy_waste (waste, id) where until is null;
create index legacy_waste_risk_score on legacy_waste (risk_score, id) where until is null;
create index legacy_waste_risk on legacy_waste (risk, id) where until is null;
create index legacy_waste_project on legacy_waste (project, id) where until is null;
create index legacy_waste_location_shape on legacy_waste using gist (location_shape) where until is null;
create index legacy_waste_search on legacy_waste using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

-- 涉重金属矿区排查
create table mining_area (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  mineral text,
  farmland_pollution text,
  farmland uuid[] not null,
  priority text,
  due date,
  survey text[] not null,
  waste_list text[] not null,
  scheme text[] not null,
  missing text[] not null,
  points integer,
  surveyed_on date,
  baseline jsonb,
  demonstration boolean,
  project uuid,
  planting jsonb,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table mining_area is 'sharded';
create unique index mining_area_current on mining_area (home, id) where until is null;
create index mining_area_id on mining_area (id, version);
create index mining_area_region on mining_area (region, state) where until is null;
create index mining_area_subject on mining_area (subject, id) where until is null;
create index mining_area_farmland_pollution on mining_area (farmland_pollution, id) where until is null;
create index mining_area_priority on mining_area (priority, id) where until is null;
create index mining_area_due on mining_area (due, id) where until is null;
create index mining_area_demonstration on mining_area (demonstration, id) where until is null;
create index mining_area_project on mining_area (project, id) where until is null;
create index mining_area_search on mining_area using gin ((coalesce(mineral, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 矿山生态恢复与固废利用
create table mine (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  mineral text,
  condition text,
  government uuid,
  responsibility text,
  disturbed_before numeric,
  restorations jsonb,
  restored numeric,
  owed numeric,
  utilisations jsonb,
  used jsonb,
  radiation boolean,
  radiations jsonb,
  restored_on date,
  acceptance text[] not null,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table mine is 'sharded';
create unique index mine_current on mine (home, id) where until is null;
create index mine_id on mine (id, version);
create index mine_region on mine (region, state) where until is null;
create index mine_subject on mine (subject, id) where until is null;
create index mine_condition on mine (condition, id) where until is null;
create index mine_government on mine (government, id) where until is null;
create index mine_responsibility on mine (responsibility, id) where until is null;
create index mine_owed on mine (owed, id) where until is null;
create index mine_radiation on mine (radiation, id) where until is null;
create index mine_search on mine using gin ((coalesce(mineral, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 历史遗留矿山信息移交
create table mine_handover (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  mineral text,
  found_on date,
  signs text[] not null,
  waste text,
  volume numeric,
  location jsonb,
  handed_on date,
  letter text[] not null,
  receipt text,
  received_on date,
  received_by text,
  pollution_plan text,
  pollution_done_on date,
  pollution_files text[] not null,
  ecology_plan text,
  ecology_done_on date,
  ecology_files text[] not null,
  pollution_track text,
  ecology_track text,
  note text,
  extra jsonb,
  location_shape geometry generated always as (shape_of(location)) stored,
  primary key (home, id, version)
);
comment on table mine_handover is 'sharded';
create unique index mine_handover_current on mine_handover (home, id) where until is null;
create index mine_handover_id on mine_handover (id, version);
create index mine_handover_region on mine_handover (region, state) where until is null;
create index mine_handover_subject on mine_handover (subject, id) where until is null;
create index mine_handover_handed_on on mine_handover (handed_on, id) where until is null;
create index mine_handover_pollution_track on mine_handover (pollution_track, id) where until is null;
create index mine_handover_ecology_track on mine_handover (ecology_track, id) where until is null;
create index mine_handover_location_shape on mine_handover using gist (location_shape) where until is null;
create index mine_handover_search on mine_handover using gin ((coalesce(mineral, '') || ' ' || coalesce(receipt, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

