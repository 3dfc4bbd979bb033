-- A measured rate keeps its parts, and a measured list its members.
alter table measurement add column numerator numeric;
alter table measurement add column denominator numeric;
alter table measurement add column members text[] not null default '{}';
alter table measurement alter column members drop default;
