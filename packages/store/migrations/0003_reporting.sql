-- What reporting needs beside the first tables: periods of single tasks, proof by name, a unit passing work on.

alter table period add column recipient text;
alter table period add column tasks uuid[] not null default '{}';
alter table period alter column tasks drop default;

alter table report add column proofs jsonb;
alter table report add column fall_reason text;
alter table report add column reused_from uuid;

alter table dispatch add column split_from uuid;
create index dispatch_split_from on dispatch (split_from) where until is null;
