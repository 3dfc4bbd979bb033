-- Focus of supervision, small polluters, cooperation of regions and self-checks of a law (M22).

-- 监管重点行业和区域
create table supervision_focus (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  industries text[] not null,
  area_kind text,
  area uuid,
  year integer,
  per_year integer,
  objects jsonb,
  total integer,
  short integer,
  counted_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table supervision_focus is 'sharded';
create unique index supervision_focus_current on supervision_focus (home, id) where until is null;
create index supervision_focus_id on supervision_focus (id, version);
create index supervision_focus_region on supervision_focus (region, state) where until is null;
create index supervision_focus_name on supervision_focus (name, id) where until is null;
create index supervision_focus_industries on supervision_focus using gin (industries) where until is null;
create index supervision_focus_area_kind on supervision_focus (area_kind, id) where until is null;
create index supervision_focus_area on supervision_focus (area, id) where until is null;
create index supervision_focus_year on supervision_focus (year, id) where until is null;
create index supervision_focus_search on supervision_focus using gin ((coalesce(name, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index supervision_focus_region_past on supervision_focus (region, state);
create index supervision_focus_name_past on supervision_focus (name, id);
create index supervision_focus_area_kind_past on supervision_focus (area_kind, id);
create index supervision_focus_area_past on supervision_focus (area, id);
create index supervision_focus_year_past on supervision_focus (year, id);
create index supervision_focus_effective on supervision_focus (effective);
create index supervision_focus_since on supervision_focus (since);


-- 小型工矿企业清理整顿清单
create table small_polluter (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  organisation uuid,
  industry text,
  address text,
  location jsonb,
  problems text[] not null,
  verdict text,
  found_on date,
  decision text,
  due date,
  cleared text[] not null,
  before text[] not null,
  after text[] not null,
  monitoring text[] not null,
  closed_on date,
  rectified_on date,
  finished_on date,
  lookbacks jsonb,
  looked_on date,
  rebounds integer,
  note text,
  extra jsonb,
  effective_until date,
  location_shape geometry generated always as (shape_of(location)) stored,
  primary key (home, id, version)
);
comment on table small_polluter is 'sharded';
create unique index small_polluter_current on small_polluter (home, id) where until is null;
create index small_polluter_id on small_polluter (id, version);
create index small_polluter_region on small_polluter (region, state) where until is null;
create index small_polluter_name on small_polluter (name, id) where until is null;
create index small_polluter_organisation on small_polluter (organisation, id) where until is null;
create index small_polluter_address on small_polluter (address, id) where until is null;
create index small_polluter_verdict on small_polluter (verdict, id) where until is null;
create index small_polluter_due on small_polluter (due, id) where until is null;
create index small_polluter_location_shape on small_polluter using gist (location_shape) where until is null;
create index small_polluter_search on small_polluter using gin ((coalesce(name, '') || ' ' || coalesce(address, '')) gin_trgm_ops) where until is null;
create index small_polluter_region_past on small_polluter (region, state);
create index small_polluter_name_past on small_polluter (name, id);
create index small_polluter_organisation_past on small_polluter (organisation, id);
create index small_polluter_address_past on small_polluter (address, id);
create index small_polluter_verdict_past on small_polluter (verdict, id);
create index small_polluter_due_past on small_polluter (due, id);
create index small_polluter_effective on small_polluter (effective);
create index small_polluter_since on small_polluter (since);


-- 跨区域联动协作协议
create table cooperation_agreement (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  lead uuid,
  partner uuid,
  matters text[] not null,
  signed_on date,
  valid_until date,
  file text[] not null,
  used integer,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table cooperation_agreement is 'sharded';
create unique index cooperation_agreement_current on cooperation_agreement (home, id) where until is null;
create index cooperation_agreement_id on cooperation_agreement (id, version);
create index cooperation_agreement_region on cooperation_agreement (region, state) where until is null;
create index cooperation_agreement_title on cooperation_agreement (title, id) where until is null;
create index cooperation_agreement_lead on cooperation_agreement (lead, id) where until is null;
create index cooperation_agreement_partner on cooperation_agreement (partner, id) where until is null;
create index cooperation_agreement_valid_until on cooperation_agreement (valid_until, id) where until is null;
create index cooperation_agreement_search on cooperation_agreement using gin ((coalesce(title, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index cooperation_agreement_region_past on cooperation_agreement (region, state);
create index cooperation_agreement_title_past on cooperation_agreement (title, id);
create index cooperation_agreement_lead_past on cooperation_agreement (lead, id);
create index cooperation_agreement_partner_past on cooperation_agreement (partner, id);
create index cooperation_agreement_valid_until_past on cooperation_agreement (valid_until, id);
create index cooperation_agreement_effective on cooperation_agreement (effective);
create index cooperation_agreement_since on cooperation_agreement (since);


-- 跨区域通报台账
create table cross_region_notice (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  agreement uuid,
  kind text,
  sender uuid,
  receiver uuid,
  what text,
  weight numeric,
  pollutants text[] not null,
  route text,
  destination text,
  planned_on date,
  files text[] not null,
  sent_on date,
  received_on date,
  reply text,
  replied_on date,
  departed_on date,
  arrived_on date,
  arrived_weight numeric,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table cross_region_notice is 'sharded';
create unique index cross_region_notice_current on cross_region_notice (home, id) where until is null;
create index cross_region_notice_id on cross_region_notice (id, version);
create index cross_region_notice_region on cross_region_notice (region, state) where until is null;
create index cross_region_notice_title on cross_region_notice (title, id) where until is null;
create index cross_region_notice_agreement on cross_region_notice (agreement, id) where until is null;
create index cross_region_notice_kind on cross_region_notice (kind, id) where until is null;
create index cross_region_notice_sender on cross_region_notice (sender, id) where until is null;
create index cross_region_notice_receiver on cross_region_notice (receiver, id) where until is null;
create index cross_region_notice_search on cross_region_notice using gin ((coalesce(title, '') || ' ' || coalesce(what, '')) gin_trgm_ops) where until is null;
create index cross_region_notice_region_past on cross_region_notice (region, state);
create index cross_region_notice_title_past on cross_region_notice (title, id);
create index cross_region_notice_agreement_past on cross_region_notice (agreement, id);
create index cross_region_notice_kind_past on cross_region_notice (kind, id);
create index cross_region_notice_sender_past on cross_region_notice (sender, id);
create index cross_region_notice_receiver_past on cross_region_notice (receiver, id);
create index cross_region_notice_effective on cross_region_notice (effective);
create index cross_region_notice_since on cross_region_notice (since);


-- 法律实施情况自查
create table law_self_check (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  law text,
  due date,
  items jsonb,
  collected_on date,
  total integer,
  unchecked integer,
  weak integer,
  done numeric,
  report text[] not null,
  reported_on date,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table law_self_check is 'sharded';
create unique index law_self_check_current on law_self_check (home, id) where until is null;
create index law_self_check_id on law_self_check (id, version);
create index law_self_check_region on law_self_check (region, state) where until is null;
create index law_self_check_title on law_self_check (title, id) where until is null;
create index law_self_check_search on law_self_check using gin ((coalesce(title, '')) gin_trgm_ops) where until is null;
create index law_self_check_region_past on law_self_check (region, state);
create index law_self_check_title_past on law_self_check (title, id);
create index law_self_check_effective on law_self_check (effective);
create index law_self_check_since on law_self_check (since);

