-- 在线监测数据: what monitors send by HJ 212, one row a message. Told apart by device, command and time of the data (the protocol's own
-- check has only 256 values). Plain rows outside the chain: they change nobody's verdict, and the text as received stays beside what was read.
create table online_reading (
  home uuid not null,
  mn text not null,
  cn text not null,
  data_time timestamptz not null,
  facility uuid not null,
  position text not null,
  kind text not null,
  received_at timestamptz not null,
  readings jsonb not null,
  raw text not null,
  primary key (home, mn, cn, data_time)
);
comment on table online_reading is 'sharded';
create index online_reading_facility on online_reading (facility, data_time);
