-- One index for each order of a list instead of two, of all versions and with the times of a version behind the order: what
-- is not current, or was not there yet on a past day, is passed over in the index. The tables are found by their columns, so
-- that all of them, whatever list they keep, are treated alike.
do $$
declare
  i record;
begin
  for i in
    select c.relname as table_name, x.indexrelid::regclass::text as name, pg_get_indexdef(x.indexrelid) as definition
    from pg_class c
    join pg_index x on x.indrelid = c.oid and not x.indisunique and pg_get_expr(x.indpred, x.indrelid) = '(until IS NULL)'
    join pg_class k on k.oid = x.indexrelid
    join pg_am m on m.oid = k.relam and m.amname = 'btree'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and obj_description(c.oid, 'pg_class') = 'sharded'
      and 3 = (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in ('extra', 'effective_until', 'until') and not a.attisdropped)
    order by 1, 2
  loop
    execute format('drop index %s', i.name);
    execute format('drop index if exists %s_past', i.name);
    execute replace(i.definition, ') WHERE (until IS NULL)', ', until, effective, since)');
  end loop;
end
$$;
