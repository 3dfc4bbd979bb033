-- Figures kept beside the registers: worked out of their rows, followed along the chain, left out of backups.

-- How far they have been followed, and of which declarations they were made.
create table figure_roll_up (
  one boolean primary key default true check (one),
  fold bigint not null,
  made_of text not null
);
comment on table figure_roll_up is 'local';

-- The last change of each home that is contained.
create table figure_progress (
  home uuid primary key,
  seq bigint not null
);
comment on table figure_progress is 'local';

create table figure_kept (
  measure text not null,
  period text not null,
  primary key (measure, period)
);
comment on table figure_kept is 'local';

-- The children of a place lie together; `fold` says since when a cell is what it is.
create table figure_cell (
  parent text collate "C" not null,
  place text collate "C" not null,
  period text not null,
  measure text not null,
  n bigint not null,
  amount numeric not null,
  fold bigint not null,
  primary key (parent, place, period, measure)
) with (fillfactor = 80);
comment on table figure_cell is 'local';
create index figure_cell_fold on figure_cell (fold);

-- '/45/4501/' lies in '/', '/45/' and '/45/4501/'.
create or replace function places_of(path text) returns text[] language sql immutable strict parallel safe as $$
  select array['/'] || coalesce((select array_agg('/' || array_to_string(parts[1:i], '/') || '/' order by i)
    from generate_subscripts(parts, 1) i), '{}'::text[])
  from (select string_to_array(trim(both '/' from path), '/') as parts) split
$$;

create or replace function parent_of(path text) returns text language sql immutable strict parallel safe as $$
  select case when path = '/' then '' else regexp_replace(path, '[^/]+/$', '') end
$$;
