-- From which size on a place has its sources of drinking water surveyed (M16); key units by what their permit lacks (M10).

alter table drinking_water_source add column population_from integer;
alter table drinking_water_source add column supply_from numeric;
alter table drinking_water_source add column scope_basis text;

create index key_unit_missing_terms on key_unit using gin (missing_terms) where until is null;

-- 水源调查评估规模规定
create table water_source_rule (
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
  population integer,
  supply numeric,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table water_source_rule is 'sharded';
create unique index water_source_rule_current on water_source_rule (home, id) where until is null;
create index water_source_rule_id on water_source_rule (id, version);
create index water_source_rule_region on water_source_rule (region, state) where until is null;
create index water_source_rule_title on water_source_rule (title, id) where until is null;
create index water_source_rule_search on water_source_rule using gin ((coalesce(title, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index water_source_rule_region_past on water_source_rule (region, state);
create index water_source_rule_title_past on water_source_rule (title, id);
create index water_source_rule_effective on water_source_rule (effective);
create index water_source_rule_since on water_source_rule (since);

