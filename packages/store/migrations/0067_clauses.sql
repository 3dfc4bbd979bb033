-- The year a source was taken off stays known after a rebound; capacity given up pays for new capacity once; seasons of
-- fertiliser; fields a source of irrigation waters, and the measures of theirs it led to.
alter table pollution_source add column last_cleared_on date;
update pollution_source set last_cleared_on = cleared_on;
create index pollution_source_last_cleared_on on pollution_source (last_cleared_on, id) where until is null;
create index pollution_source_recheck_result on pollution_source (recheck_result, id) where until is null;
create index pollution_source_last_cleared_on_past on pollution_source (last_cleared_on, id);
create index pollution_source_recheck_result_past on pollution_source (recheck_result, id);
alter table emission_substitution
  add column capacity_ratio numeric,
  add column capacity_sources jsonb,
  drop column capacity_from;
alter table phase_out add column capacity_tonnes numeric;
alter table farm_input_year
  add column seasons jsonb,
  add column demo_area numeric;
alter table irrigation_source
  add column units uuid[] not null default '{}',
  add column ban text,
  add column measures uuid[] not null default '{}';
alter table irrigation_source alter column units drop default, alter column measures drop default;
