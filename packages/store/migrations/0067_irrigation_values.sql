-- What was measured in irrigation water, and what GB 5084 says of it.
alter table irrigation_source
  add column readings jsonb,
  add column judged jsonb;
