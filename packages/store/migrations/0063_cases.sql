-- Clues, cases and the guides to handle them (M22).

-- 线索与举报台账
create table clue (
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
  received_on date,
  what text,
  place text,
  location jsonb,
  address text,
  site uuid,
  suspect uuid,
  offence text,
  harm boolean,
  hot boolean,
  reported_by uuid,
  measures text,
  informant text,
  informant_phone text,
  real_name boolean,
  photos text[] not null,
  inspected_on date,
  inspectors jsonb,
  findings text,
  record text[] not null,
  case_opened uuid,
  handed_to uuid,
  handed_on date,
  rewarded_on date,
  reply text,
  replied_on date,
  reply_at text,
  note text,
  extra jsonb,
  location_shape geometry generated always as (shape_of(location)) stored,
  primary key (home, id, version)
);
comment on table clue is 'sharded';
create unique index clue_current on clue (home, id) where until is null;
create index clue_id on clue (id, version);
create index clue_region on clue (region, state) where until is null;
create index clue_source on clue (source, id) where until is null;
create index clue_received_on on clue (received_on, id) where until is null;
create index clue_place on clue (place, id) where until is null;
create index clue_site on clue (site, id) where until is null;
create index clue_suspect on clue (suspect, id) where until is null;
create index clue_offence on clue (offence, id) where until is null;
create index clue_hot on clue (hot, id) where until is null;
create index clue_reported_by on clue (reported_by, id) where until is null;
create index clue_case_opened on clue (case_opened, id) where until is null;
create index clue_handed_to on clue (handed_to, id) where until is null;
create index clue_location_shape on clue using gist (location_shape) where until is null;
create index clue_search on clue using gin ((coalesce(title, '') || ' ' || coalesce(address, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;


-- 环境违法案件台账
create table enforcement_case (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  number text,
  clue uuid,
  offender uuid,
  person text,
  site uuid,
  offence text,
  kind text,
  clause text,
  place text,
  happened_on date,
  found_on date,
  guides uuid[] not null,
  inspectors jsonb,
  records text[] not null,
  filed_on date,
  severe boolean,
  disposal_cost numeric,
  least_fine numeric,
  most_fine numeric,
  notice_on date,
  fine numeric,
  persons_fine numeric,
  gains numeric,
  decision text,
  decision_file text[] not null,
  decided_on date,
  served_on date,
  published_on date,
  published_at text,
  rectify_due date,
  rectified_on date,
  rectification text[] not null,
  rechecked_on date,
  paid numeric,
  paid_on date,
  surcharge numeric,
  harm boolean,
  damage text,
  crime_found_on date,
  transfer_to text,
  transferred_on date,
  transfer_file text[] not null,
  receipt_on date,
  receipt text,
  accepted boolean,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table enforcement_case is 'sharded';
create unique index enforcement_case_current on enforcement_case (home, id) where until is null;
create index enforcement_case_id on enforcement_case (id, version);
create index enforcement_case_region on enforcement_case (region, state) where until is null;
create index enforcement_case_clue on enforcement_case (clue, id) where until is null;
create index enforcement_case_offender on enforcement_case (offender, id) where until is null;
create index enforcement_case_site on enforcement_case (site, id) where until is null;
create index enforcement_case_offence on enforcement_case (offence, id) where until is null;
create index enforcement_case_kind on enforcement_case (kind, id) where until is null;
create index enforcement_case_place on enforcement_case (place, id) where until is null;
create index enforcement_case_filed_on on enforcement_case (filed_on, id) where until is null;
create index enforcement_case_transfer_to on enforcement_case (transfer_to, id) where until is null;
create index enforcement_case_search on enforcement_case using gin ((coalesce(number, '') || ' ' || coalesce(decision, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;


-- 监管执法工作指引
create table enforcement_guide (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  number text,
  offences text[] not null,
  points jsonb,
  text text,
  file text[] not null,
  replaces uuid,
  issued_on date,
  superseded_on date,
  extra jsonb,
  primary key (home, id, version)
);
comment on table enforcement_guide is 'sharded';
create unique index enforcement_guide_current on enforcement_guide (home, id) where until is null;
create index enforcement_guide_id on enforcement_guide (id, version);
create index enforcement_guide_region on enforcement_guide (region, state) where until is null;
create index enforcement_guide_title on enforcement_guide (title, id) where until is null;
create index enforcement_guide_number on enforcement_guide (number, id) where until is null;
create index enforcement_guide_offences on enforcement_guide using gin (offences) where until is null;
create index enforcement_guide_replaces on enforcement_guide (replaces, id) where until is null;
create index enforcement_guide_search on enforcement_guide using gin ((coalesce(title, '') || ' ' || coalesce(text, '')) gin_trgm_ops) where until is null;

