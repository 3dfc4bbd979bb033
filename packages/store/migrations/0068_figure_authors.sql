-- Who made the changes that the last following took in: they are not shown what was remembered before it.
alter table figure_roll_up add column authors uuid[] not null default '{}';
