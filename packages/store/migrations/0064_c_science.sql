-- Campaigns, rules in the making, science and industry (M25).
-- 专项行动与试点任务
create table campaign_task (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  campaign text,
  theme text,
  kind text,
  title text,
  lead uuid,
  partners uuid[] not null,
  site uuid,
  villages uuid[] not null,
  due date,
  steps jsonb,
  next_step text,
  next_due date,
  target numeric,
  actual numeric,
  measure text,
  progress numeric,
  monitoring jsonb,
  exceeded text[] not null,
  events jsonb,
  people integer,
  summary text,
  evidence text[] not null,
  done_on date,
  gaps text[] not null,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table campaign_task is 'sharded';
create unique index campaign_task_current on campaign_task (home, id) where until is null;
create index campaign_task_id on campaign_task (id, version);
create index campaign_task_region on campaign_task (region, state) where until is null;
create index campaign_task_campaign on campaign_task (campaign, id) where until is null;
create index campaign_task_theme on campaign_task (theme, id) where until is null;
create index campaign_task_kind on campaign_task (kind, id) where until is null;
create index campaign_task_title on campaign_task (title, id) where until is null;
create index campaign_task_lead on campaign_task (lead, id) where until is null;
create index campaign_task_site on campaign_task (site, id) where until is null;
create index campaign_task_due on campaign_task (due, id) where until is null;
create index campaign_task_search on campaign_task using gin ((coalesce(campaign, '') || ' ' || coalesce(title, '')) gin_trgm_ops) where until is null;
create index campaign_task_region_past on campaign_task (region, state);
create index campaign_task_campaign_past on campaign_task (campaign, id);
create index campaign_task_theme_past on campaign_task (theme, id);
create index campaign_task_kind_past on campaign_task (kind, id);
create index campaign_task_title_past on campaign_task (title, id);
create index campaign_task_lead_past on campaign_task (lead, id);
create index campaign_task_site_past on campaign_task (site, id);
create index campaign_task_due_past on campaign_task (due, id);
create index campaign_task_effective on campaign_task (effective);
create index campaign_task_since on campaign_task (since);


-- 标准与制度制定
create table rule_making (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  kind text,
  lead uuid,
  drafters text[] not null,
  approval_by date,
  draft_by date,
  comment_by date,
  review_by date,
  publish_by date,
  stage_due date,
  approval text,
  approved_on date,
  drafted_on date,
  draft text[] not null,
  comments_from date,
  comments_until date,
  comments jsonb,
  unhandled integer,
  experts text[] not null,
  review text[] not null,
  reviewed_on date,
  number text,
  text text[] not null,
  published_on date,
  valid_from date,
  valid_until date,
  replaces uuid[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table rule_making is 'sharded';
create unique index rule_making_current on rule_making (home, id) where until is null;
create index rule_making_id on rule_making (id, version);
create index rule_making_region on rule_making (region, state) where until is null;
create index rule_making_title on rule_making (title, id) where until is null;
create index rule_making_kind on rule_making (kind, id) where until is null;
create index rule_making_lead on rule_making (lead, id) where until is null;
create index rule_making_stage_due on rule_making (stage_due, id) where until is null;
create index rule_making_valid_from on rule_making (valid_from, id) where until is null;
create index rule_making_valid_until on rule_making (valid_until, id) where until is null;
create index rule_making_search on rule_making using gin ((coalesce(title, '') || ' ' || coalesce(number, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index rule_making_region_past on rule_making (region, state);
create index rule_making_title_past on rule_making (title, id);
create index rule_making_kind_past on rule_making (kind, id);
create index rule_making_lead_past on rule_making (lead, id);
create index rule_making_stage_due_past on rule_making (stage_due, id);
create index rule_making_valid_from_past on rule_making (valid_from, id);
create index rule_making_valid_until_past on rule_making (valid_until, id);
create index rule_making_effective on rule_making (effective);
create index rule_making_since on rule_making (since);


-- 科研与专项调研
create table research_project (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  kind text,
  programme text,
  lead uuid,
  partners text[] not null,
  budget numeric,
  start_on date,
  end_on date,
  steps jsonb,
  next_step text,
  next_due date,
  outputs jsonb,
  findings jsonb,
  unanswered text[] not null,
  report text[] not null,
  reported_on date,
  experts text[] not null,
  acceptance text[] not null,
  accepted_on date,
  category text,
  technique uuid,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table research_project is 'sharded';
create unique index research_project_current on research_project (home, id) where until is null;
create index research_project_id on research_project (id, version);
create index research_project_region on research_project (region, state) where until is null;
create index research_project_title on research_project (title, id) where until is null;
create index research_project_kind on research_project (kind, id) where until is null;
create index research_project_lead on research_project (lead, id) where until is null;
create index research_project_end_on on research_project (end_on, id) where until is null;
create index research_project_next_due on research_project (next_due, id) where until is null;
create index research_project_search on research_project using gin ((coalesce(title, '') || ' ' || coalesce(programme, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index research_project_region_past on research_project (region, state);
create index research_project_title_past on research_project (title, id);
create index research_project_kind_past on research_project (kind, id);
create index research_project_lead_past on research_project (lead, id);
create index research_project_end_on_past on research_project (end_on, id);
create index research_project_next_due_past on research_project (next_due, id);
create index research_project_effective on research_project (effective);
create index research_project_since on research_project (since);


-- 土壤污染防治技术目录
create table technique (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  name text,
  category text,
  pollutants text[] not null,
  description text,
  research uuid,
  spread text,
  demos jsonb,
  demo_area numeric,
  effect numeric,
  cost numeric,
  merits text[] not null,
  recommended text,
  experts text[] not null,
  opinion text[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table technique is 'sharded';
create unique index technique_current on technique (home, id) where until is null;
create index technique_id on technique (id, version);
create index technique_region on technique (region, state) where until is null;
create index technique_name on technique (name, id) where until is null;
create index technique_category on technique (category, id) where until is null;
create index technique_research on technique (research, id) where until is null;
create index technique_cost on technique (cost, id) where until is null;
create index technique_recommended on technique (recommended, id) where until is null;
create index technique_search on technique using gin ((coalesce(name, '') || ' ' || coalesce(description, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index technique_region_past on technique (region, state);
create index technique_name_past on technique (name, id);
create index technique_category_past on technique (category, id);
create index technique_research_past on technique (research, id);
create index technique_cost_past on technique (cost, id);
create index technique_recommended_past on technique (recommended, id);
create index technique_effective on technique (effective);
create index technique_since on technique (since);


-- 工业产品有害物质控制
create table product_control (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  subject uuid,
  product text,
  sector text,
  year integer,
  tests jsonb,
  reports text[] not null,
  exceeded text[] not null,
  untested text[] not null,
  verdict text,
  labelled boolean,
  problem text,
  rectify_by date,
  measure text,
  closed_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table product_control is 'sharded';
create unique index product_control_current on product_control (home, id) where until is null;
create index product_control_id on product_control (id, version);
create index product_control_region on product_control (region, state) where until is null;
create index product_control_subject on product_control (subject, id) where until is null;
create index product_control_product on product_control (product, id) where until is null;
create index product_control_sector on product_control (sector, id) where until is null;
create index product_control_year on product_control (year, id) where until is null;
create index product_control_verdict on product_control (verdict, id) where until is null;
create index product_control_search on product_control using gin ((coalesce(product, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index product_control_region_past on product_control (region, state);
create index product_control_subject_past on product_control (subject, id);
create index product_control_product_past on product_control (product, id);
create index product_control_sector_past on product_control (sector, id);
create index product_control_year_past on product_control (year, id);
create index product_control_verdict_past on product_control (verdict, id);
create index product_control_effective on product_control (effective);
create index product_control_since on product_control (since);


-- 土壤污染防治产业与科研平台
create table soil_industry (
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
  links text[] not null,
  site uuid,
  grade text,
  accreditation text,
  accredited_until date,
  staff integer,
  output numeric,
  tasks jsonb,
  next_due date,
  recognition text,
  recognised_on date,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table soil_industry is 'sharded';
create unique index soil_industry_current on soil_industry (home, id) where until is null;
create index soil_industry_id on soil_industry (id, version);
create index soil_industry_region on soil_industry (region, state) where until is null;
create index soil_industry_subject on soil_industry (subject, id) where until is null;
create index soil_industry_kind on soil_industry (kind, id) where until is null;
create index soil_industry_links on soil_industry using gin (links) where until is null;
create index soil_industry_grade on soil_industry (grade, id) where until is null;
create index soil_industry_search on soil_industry using gin ((coalesce(accreditation, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index soil_industry_region_past on soil_industry (region, state);
create index soil_industry_subject_past on soil_industry (subject, id);
create index soil_industry_kind_past on soil_industry (kind, id);
create index soil_industry_grade_past on soil_industry (grade, id);
create index soil_industry_effective on soil_industry (effective);
create index soil_industry_since on soil_industry (since);


-- 行业自律公约
create table industry_pact (
  home uuid not null,
  id uuid not null,
  version integer not null,
  region text collate "C" not null,
  state text not null,
  effective date not null,
  since timestamptz not null,
  until timestamptz,
  title text,
  trade text,
  body text,
  text text[] not null,
  members jsonb,
  member_count integer,
  breaches jsonb,
  open_breaches integer,
  reviewed_on date[] not null,
  note text,
  extra jsonb,
  effective_until date,
  primary key (home, id, version)
);
comment on table industry_pact is 'sharded';
create unique index industry_pact_current on industry_pact (home, id) where until is null;
create index industry_pact_id on industry_pact (id, version);
create index industry_pact_region on industry_pact (region, state) where until is null;
create index industry_pact_title on industry_pact (title, id) where until is null;
create index industry_pact_trade on industry_pact (trade, id) where until is null;
create index industry_pact_search on industry_pact using gin ((coalesce(title, '') || ' ' || coalesce(body, '') || ' ' || coalesce(note, '')) gin_trgm_ops) where until is null;
create index industry_pact_region_past on industry_pact (region, state);
create index industry_pact_title_past on industry_pact (title, id);
create index industry_pact_trade_past on industry_pact (trade, id);
create index industry_pact_effective on industry_pact (effective);
create index industry_pact_since on industry_pact (since);


alter table organisation add state_owned boolean;
create index organisation_state_owned on organisation (state_owned, id) where until is null;
