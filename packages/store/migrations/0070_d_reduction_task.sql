-- Reductions of heavy metals dealt out to enterprises by metal and year.
-- 重点重金属减排任务分解
create table reduction_task (
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
  metal text,
  assigned numeric,
  document text,
  due_on date,
  done numeric,
  counted numeric,
  remaining numeric,
  progress numeric,
  projects uuid[] not null,
  met_on date,
  adjustment text,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table reduction_task is 'sharded';
create unique index reduction_task_current on reduction_task (home, id) where until is null;
create index reduction_task_id on reduction_task (id, version);
create index reduction_task_region on reduction_task (region, state, until, effective, since);
create index reduction_task_subject on reduction_task (subject, id, until, effective, since);
create index reduction_task_year on reduction_task (year, id, until, effective, since);
create index reduction_task_metal on reduction_task (metal, id, until, effective, since);
create index reduction_task_due_on on reduction_task (due_on, id, until, effective, since);
create index reduction_task_search on reduction_task using gin ((coalesce(document, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index reduction_task_effective on reduction_task (effective);
create index reduction_task_since on reduction_task (since);

