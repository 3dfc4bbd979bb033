-- How much of fertiliser and pesticide reaches the crop, how pests are fought, and what of the straw was used; with the weights a sum over places needs.
alter table farm_input_year
  add column fertiliser_trials jsonb,
  add column nutrient_taken numeric,
  add column nutrient_given numeric,
  add column fertiliser_rate numeric,
  add column pesticide_trials jsonb,
  add column pesticide_deposited numeric,
  add column pesticide_given numeric,
  add column pesticide_rate numeric,
  add column control_area numeric,
  add column unified_area numeric,
  add column green_area numeric,
  add column unified_rate numeric,
  add column green_rate numeric,
  add column straw_used numeric;

-- Whether every sample of the year last measured met the standard of irrigation water.
alter table irrigation_source add column steady text;
create index irrigation_source_steady on irrigation_source (steady, id, until, effective, since);
