-- For which period and region a bound target was last worked out: from then on it follows its lists.
alter table indicator_binding add column period_key text, add column region_id uuid;
