-- The code land is planned by, the classification it stands in, and whether that makes it 重点建设用地.
alter table land_event
  add column use_classification text,
  add column use_code text,
  add column key_land text,
  add column key_land_why text;
create index land_event_key_land on land_event (key_land, id, until, effective, since);
