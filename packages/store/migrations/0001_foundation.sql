-- The foundation every record stands on: regions, the change chain, files, and the local tables of sign-in.
-- Tables are sharded (first key column is home), reference (the same everywhere) or local (this installation only);
-- the comment on each table says which, and a test reads the catalog and proves it.

create table region (
  id uuid primary key,
  parent uuid references region (id),
  code text,
  name text not null,
  level text not null,
  kind text not null,
  path text collate "C" not null,
  valid_from date,
  valid_until date,
  successor uuid references region (id)
);
comment on table region is 'reference';
create unique index region_path on region (path) where valid_until is null;
create index region_path_prefix on region (path);
create index region_code on region (code);
create index region_parent on region (parent);

-- One row per transaction and home. The head is locked last, just before commit.
create table chain_head (
  home uuid primary key,
  seq bigint not null,
  hash text not null
);
comment on table chain_head is 'sharded';

create table change (
  home uuid not null,
  seq bigint not null,
  id uuid not null,
  at timestamptz not null,
  actor uuid,
  actor_name text not null,
  on_behalf_of uuid,
  reason text,
  request_id text not null,
  source_file text,
  previous_hash text not null,
  digest text not null,
  hash text not null,
  primary key (home, seq)
);
comment on table change is 'sharded';
create index change_at on change (home, at);

create table record_event (
  home uuid not null,
  seq bigint not null,
  ordinal integer not null,
  kind text not null,
  record uuid not null,
  version integer not null,
  action text not null,
  from_state text,
  to_state text not null,
  -- The row after the change as canonical text: these bytes are what is hashed.
  after text not null,
  -- Of this event alone, so that an edited event is named and not only the change it stands in.
  digest text not null,
  primary key (home, seq, ordinal)
);
comment on table record_event is 'sharded';
create index record_event_record on record_event (home, record, version);

create table link (
  home uuid not null,
  from_kind text not null,
  from_id uuid not null,
  relation text not null,
  to_kind text not null,
  to_home uuid not null,
  to_id uuid not null,
  since_seq bigint not null,
  primary key (home, from_id, relation, to_id)
);
comment on table link is 'sharded';
create index link_to on link (to_id, relation);

-- A file is stored once by the hash of its content.
create table file (
  hash text primary key,
  size bigint not null,
  type text not null,
  name text not null,
  uploaded_by uuid,
  uploaded_at timestamptz not null
);
comment on table file is 'local';
create table file_body (
  hash text primary key references file (hash),
  bytes bytea not null
);
comment on table file_body is 'local';
create table file_view (
  hash text not null references file (hash),
  person uuid not null,
  at timestamptz not null
);
comment on table file_view is 'local';
create index file_view_hash on file_view (hash, at);

-- The answer to a request that was already carried out, so that sending it again changes nothing.
create table request (
  id text primary key,
  actor uuid,
  digest text not null,
  answer jsonb not null,
  at timestamptz not null
);
comment on table request is 'local';

create table credential (
  person uuid primary key,
  login text not null unique,
  hash text not null,
  must_change boolean not null,
  failed integer not null default 0,
  locked_until timestamptz,
  sample boolean not null default false,
  changed_at timestamptz not null
);
comment on table credential is 'local';

create table session (
  token_hash text primary key,
  person uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table session is 'local';
create index session_person on session (person);

create table notice (
  id uuid primary key,
  unit uuid not null,
  kind text not null,
  -- One notice per thing and day: sending reminders twice changes nothing.
  key text not null unique,
  title text not null,
  body text not null,
  link text,
  due date,
  at timestamptz not null,
  read_at timestamptz,
  sent_at timestamptz
);
comment on table notice is 'local';
create index notice_unit on notice (unit, at desc);

create table setting (
  key text primary key,
  value jsonb not null
);
comment on table setting is 'local';
