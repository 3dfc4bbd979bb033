-- Farm inputs and wastes (M18): yearly figures, livestock farms, irrigation water.
-- 农业投入品与废弃物年度统计
create table farm_input_year (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  year integer,
  source uuid,
  sown_area numeric,
  formula_area numeric,
  formula_rate numeric,
  fertiliser numeric,
  fertiliser_before numeric,
  fertiliser_change numeric,
  uptake_with numeric,
  uptake_without numeric,
  nitrogen numeric,
  fertiliser_use numeric,
  pesticide numeric,
  pesticide_before numeric,
  pesticide_change numeric,
  trials jsonb,
  film_made numeric,
  film_sold numeric,
  film_used numeric,
  film_recovered numeric,
  film_reused numeric,
  film_rate numeric,
  packages_sold numeric,
  packages_recovered numeric,
  packages_disposed numeric,
  package_rate numeric,
  straw_collectable numeric,
  straw_fertiliser numeric,
  straw_feed numeric,
  straw_fuel numeric,
  straw_substrate numeric,
  straw_material numeric,
  straw_rate numeric,
  manure_made numeric,
  manure_used numeric,
  manure_rate numeric,
  nutrient_demand numeric,
  nutrient_manure numeric,
  manure_load numeric,
  overloaded boolean,
  files text[] not null,
  note text,
  extra jsonb,
  primary key (home, id, version)
);
comment on table farm_input_year is 'sharded';
create unique index farm_input_year_current on farm_input_year (home, id) where until is null;
create index farm_input_year_id on farm_input_year (id, version);
create index farm_input_year_region on farm_input_year (region, state) where until is null;
create index farm_input_year_year on farm_input_year (year, id) where until is null;
create index farm_input_year_source on farm_input_year (source, id) where until is null;
create index farm_input_year_overloaded on farm_input_year (overloaded, id) where until is null;
create index farm_input_year_search on farm_input_year using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

-- 畜禽养殖场
create table livestock_farm (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  species text,
  stock integer,
  scale boolean,
  zone text,
  new_build boolean,
  building_ban boolean,
  exemption text,
  exemption_files text[] not null,
  facility text,
  separation boolean,
  technique text,
  facility_due date,
  equipped_on date,
  manure numeric,
  manure_used numeric,
  collective text,
  land jsonb,
  drug_checks jsonb,
  violation text,
  closed_on date,
  note text,
  extra jsonb,
  land_m2 numeric generated always as (square_metres(land)) stored,
  primary key (home, id, version)
);
comment on table livestock_farm is 'sharded';
create unique index livestock_farm_current on livestock_farm (home, id) where until is null;
create index livestock_farm_id on livestock_farm (id, version);
create index livestock_farm_region on livestock_farm (region, state) where until is null;
create index livestock_farm_subject on livestock_farm (subject, id) where until is null;
create index livestock_farm_species on livestock_farm (species, id) where until is null;
create index livestock_farm_scale on livestock_farm (scale, id) where until is null;
create index livestock_farm_zone on livestock_farm (zone, id) where until is null;
create index livestock_farm_facility on livestock_farm (facility, id) where until is null;
create index livestock_farm_search on livestock_farm using gin ((coalesce(collective, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;

-- 农田灌溉水源
create table irrigation_source (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  kind text,
  area jsonb,
  crop_class text,
  history boolean,
  results jsonb,
  last_on date,
  last_verdict text,
  every_months integer,
  next_on date,
  soil_points uuid[] not null,
  product_points uuid[] not null,
  unjoined text[] not null,
  adjustment text,
  note text,
  extra jsonb,
  area_m2 numeric generated always as (square_metres(area)) stored,
  primary key (home, id, version)
);
comment on table irrigation_source is 'sharded';
create unique index irrigation_source_current on irrigation_source (home, id) where until is null;
create index irrigation_source_id on irrigation_source (id, version);
create index irrigation_source_region on irrigation_source (region, state) where until is null;
create index irrigation_source_subject on irrigation_source (subject, id) where until is null;
create index irrigation_source_kind on irrigation_source (kind, id) where until is null;
create index irrigation_source_history on irrigation_source (history, id) where until is null;
create index irrigation_source_last_verdict on irrigation_source (last_verdict, id) where until is null;
create index irrigation_source_search on irrigation_source using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;

