import { type Register, VOID } from '@jingtu/core/register.ts'
import type { Db } from '@jingtu/store/open.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import { namesOf } from '../records/names.ts'
import { compileFilters, filtersIn } from './filters.ts'
import { conditionOf, countPage, type ListQuery, listPage } from './list.ts'
import { regionNames } from './reading.ts'

/** What the public reads of a list: the published fields of rows in the published states, and nothing else of them. */
export async function readPublicPage(db: Db, kind: Register, query: ListQuery) {
  const { publish } = kind.register
  if (!publish) throw refusal('not-found', '没有这个公开的名录')
  const asked = filtersIn(query)
  // A filter on what is not published would tell it.
  compileFilters(kind, asked)
  const hidden = asked.filter(a => !publish.fields.includes(a.key))
  if (hidden.length > 0)
    throw refusal(
      'invalid',
      '筛选条件有误',
      hidden.map(a => ({ where: `f.${a.key}`, message: '这一项不公开' })),
    )
  const { knownOn: _, validOn: __, q: ___, within: ____, ...rest } = query
  const sort = (rest.sort ?? '').replace(/^-/, '')
  if (sort && sort !== 'id' && !publish.fields.includes(sort))
    throw refusal('invalid', '不能这样排序', [{ where: 'sort', message: '这一项不公开' }])
  const open = { ...rest, sort: rest.sort || '-id', limit: String(Math.min(Number(rest.limit) || 50, 100)) }
  const where = sql`(${await conditionOf(db, kind, open)} and state = any(${[...publish.in]}::text[]) and state <> ${VOID})`
  const page = await listPage(db, kind, where, open)
  const regions = await regionNames(db, page.rows)
  const names = await namesOf(db, kind, page.rows)
  const plain = publish.fields.filter(key => key !== 'region' && key !== 'state')
  return {
    name: kind.name,
    basis: kind.register.basis,
    fields: Object.fromEntries(plain.map(key => [key, kind.fields[key]!.name])),
    rows: page.rows.map(row => ({
      id: row.id,
      ...Object.fromEntries(
        plain.map(key => [key, kind.fields[key]!.kind === 'ref' ? (names[String(row[key])] ?? null) : row[key]]),
      ),
      ...(publish.fields.includes('region') ? { region: regions[row.region] ?? null } : {}),
      ...(publish.fields.includes('state') ? { state: kind.states[row.state] } : {}),
    })),
    next: page.next,
    count: await countPage(db, kind, where),
  }
}
