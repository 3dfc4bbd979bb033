-- What the register engine stands on beside the tables its declarations draft: shapes and areas worked out by the
-- database, search by trigrams, the official calendar, local fields, saved views, frozen editions of lists.
create extension if not exists postgis;
create extension if not exists pg_trgm;

-- An area is kept as it was given; square metres stand beside it to six places. 1 亩 = 2000/3 m².
create or replace function square_metres(area jsonb) returns numeric language sql immutable strict parallel safe as $$
  select round((area ->> 'value')::numeric * case area ->> 'unit'
      when '亩' then 2000 when '万亩' then 20000000 when '公顷' then 30000 when 'hm²' then 30000
      when '平方公里' then 3000000 when '平方米' then 3 when 'm²' then 3 end / 3, 6)
$$;

-- GeoJSON in CGCS2000 as a shape that can be found.
create or replace function shape_of(geojson jsonb) returns public.geometry language sql immutable strict parallel safe as $$
  select public.st_setsrid(public.st_geomfromgeojson(geojson::text), 4490)
$$;

-- 法定节假日与调休: as announced for each year, from the notice it stands in.
create table holiday (
  day date primary key,
  kind text not null check (kind in ('off', 'work')),
  name text not null,
  source text not null
);
comment on table holiday is 'reference';

-- Fields a place adds to a register; values stand in the rows' `extra`.
create table local_field (
  id uuid primary key,
  register text not null,
  region text collate "C" not null,
  key text not null,
  field jsonb not null,
  valid_from date not null,
  valid_until date,
  created_by uuid,
  created_at timestamptz not null
);
comment on table local_field is 'reference';
create unique index local_field_key on local_field (register, region, key) where valid_until is null;

create table saved_view (
  id uuid primary key,
  person uuid not null,
  unit uuid not null,
  register text not null,
  name text not null,
  -- The query of the list as it stands in the address.
  query jsonb not null,
  shared boolean not null,
  created_at timestamptz not null
);
comment on table saved_view is 'local';
create index saved_view_person on saved_view (register, person);
create index saved_view_unit on saved_view (register, unit) where shared;

-- Which versions stood in a list when it was frozen; the edition itself is a record and holds their digest.
create table list_edition_row (
  home uuid not null,
  edition uuid not null,
  row_home uuid not null,
  row_id uuid not null,
  version integer not null,
  primary key (home, edition, row_id)
);
comment on table list_edition_row is 'sharded';
