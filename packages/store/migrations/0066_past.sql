-- What was true, or known, on a past day as a condition on one row, and indexes to walk it in order. The tables are found
-- by their columns, so that all of them, whatever list they keep, are treated alike.
do $$
declare
  t record;
  i record;
begin
  for t in
    select c.relname as name,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'extra' and not a.attisdropped) as is_register
    from pg_class c
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and obj_description(c.oid, 'pg_class') = 'sharded'
      and 3 = (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in ('version', 'effective', 'until') and not a.attisdropped)
    order by 1
  loop
    execute format('alter table %I add column if not exists effective_until date', t.name);
    execute format('update %1$I v set effective_until = (select min(l.effective) from %1$I l
      where l.home = v.home and l.id = v.id and l.version > v.version) where until is not null', t.name);
    continue when not t.is_register;
    for i in
      select x.indexrelid::regclass::text as name, pg_get_indexdef(x.indexrelid) as definition
      from pg_index x join pg_class c on c.oid = x.indexrelid join pg_am m on m.oid = c.relam
      where x.indrelid = t.name::regclass and m.amname = 'btree' and not x.indisunique
        and pg_get_expr(x.indpred, x.indrelid) = '(until IS NULL)'
      order by 1
    loop
      execute replace(replace(i.definition, 'INDEX ' || i.name || ' ON', 'INDEX IF NOT EXISTS ' || i.name || '_past ON'),
        ' WHERE (until IS NULL)', '');
    end loop;
    execute format('create index if not exists %I on %I (effective)', t.name || '_effective', t.name);
    execute format('create index if not exists %I on %I (since)', t.name || '_since', t.name);
  end loop;
end
$$;
