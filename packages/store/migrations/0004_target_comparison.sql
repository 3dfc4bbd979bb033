-- Targets that are decided against a baseline, as a share of regions or by water class.
alter table target add column comparison text;
