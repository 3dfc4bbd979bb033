-- 专家评审
create table expert_review (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  work_group uuid,
  reviewed text[] not null,
  fields_needed text[] not null,
  needed integer,
  held_on date,
  experts jsonb,
  barred jsonb,
  conclusion text,
  files text[] not null,
  primary key (home, id, version)
);
comment on table expert_review is 'sharded';
create unique index expert_review_current on expert_review (home, id) where until is null;
create index expert_review_id on expert_review (id, version);
create index expert_review_region on expert_review (region, state) where until is null;
create index expert_review_work_group on expert_review (work_group) where until is null;

