-- Who pays for what, and by what money is asked for and dealt out (M21).

-- 治理费用与追偿台账
create table cost_recovery (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  basis text,
  responsible uuid,
  finding text[] not null,
  costs jsonb,
  by_payer text[] not null,
  total numeric,
  advanced numeric,
  claimed_on date,
  claim text[] not null,
  pay_by date,
  recovered jsonb,
  owed numeric,
  recovered_on date,
  ruling text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table cost_recovery is 'sharded';
create unique index cost_recovery_current on cost_recovery (home, id) where until is null;
create index cost_recovery_id on cost_recovery (id, version);
create index cost_recovery_region on cost_recovery (region, state) where until is null;
create index cost_recovery_subject on cost_recovery (subject, id) where until is null;
create index cost_recovery_basis on cost_recovery (basis, id) where until is null;
create index cost_recovery_responsible on cost_recovery (responsible, id) where until is null;
create index cost_recovery_pay_by on cost_recovery (pay_by, id) where until is null;
create index cost_recovery_search on cost_recovery using gin ((coalesce(note, '')) gin_trgm_ops) where until is null;
create index cost_recovery_region_past on cost_recovery (region, state);
create index cost_recovery_subject_past on cost_recovery (subject, id);
create index cost_recovery_basis_past on cost_recovery (basis, id);
create index cost_recovery_responsible_past on cost_recovery (responsible, id);
create index cost_recovery_pay_by_past on cost_recovery (pay_by, id);
create index cost_recovery_effective on cost_recovery (effective);
create index cost_recovery_since on cost_recovery (since);


-- 优先保护类耕地资金分配测算
create table fund_allocation (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  year integer,
  amount numeric,
  reward_share numeric,
  lines jsonb,
  computed_on date,
  allocated numeric,
  document text,
  file text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table fund_allocation is 'sharded';
create unique index fund_allocation_current on fund_allocation (home, id) where until is null;
create index fund_allocation_id on fund_allocation (id, version);
create index fund_allocation_region on fund_allocation (region, state) where until is null;
create index fund_allocation_title on fund_allocation (title, id) where until is null;
create index fund_allocation_year on fund_allocation (year, id) where until is null;
create index fund_allocation_search on fund_allocation using gin ((coalesce(title, '') || ' ' || coalesce(document, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index fund_allocation_region_past on fund_allocation (region, state);
create index fund_allocation_title_past on fund_allocation (title, id);
create index fund_allocation_year_past on fund_allocation (year, id);
create index fund_allocation_effective on fund_allocation (effective);
create index fund_allocation_since on fund_allocation (since);


-- 土壤污染防治本级预算
create table soil_budget (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  year integer,
  lines jsonb,
  spending jsonb,
  budget numeric,
  spent numeric,
  execution numeric,
  by_use text[] not null,
  forgotten uuid[] not null,
  checked_on date,
  document text,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table soil_budget is 'sharded';
create unique index soil_budget_current on soil_budget (home, id) where until is null;
create index soil_budget_id on soil_budget (id, version);
create index soil_budget_region on soil_budget (region, state) where until is null;
create index soil_budget_title on soil_budget (title, id) where until is null;
create index soil_budget_year on soil_budget (year, id) where until is null;
create index soil_budget_search on soil_budget using gin ((coalesce(title, '') || ' ' || coalesce(document, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index soil_budget_region_past on soil_budget (region, state);
create index soil_budget_title_past on soil_budget (title, id);
create index soil_budget_year_past on soil_budget (year, id);
create index soil_budget_effective on soil_budget (effective);
create index soil_budget_since on soil_budget (since);


-- 资金项目目标滚动模板
create table fund_target_template (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  lines jsonb,
  plan uuid,
  applied jsonb,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table fund_target_template is 'sharded';
create unique index fund_target_template_current on fund_target_template (home, id) where until is null;
create index fund_target_template_id on fund_target_template (id, version);
create index fund_target_template_region on fund_target_template (region, state) where until is null;
create index fund_target_template_title on fund_target_template (title, id) where until is null;
create index fund_target_template_plan on fund_target_template (plan, id) where until is null;
create index fund_target_template_search on fund_target_template using gin ((coalesce(title, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index fund_target_template_region_past on fund_target_template (region, state);
create index fund_target_template_title_past on fund_target_template (title, id);
create index fund_target_template_plan_past on fund_target_template (plan, id);
create index fund_target_template_effective on fund_target_template (effective);
create index fund_target_template_since on fund_target_template (since);

