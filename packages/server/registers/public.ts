import type { FieldKind } from '@jingtu/core/field.ts'
import { isId } from '@jingtu/core/id.ts'
import { type Register, VOID } from '@jingtu/core/register.ts'
import { listEditionRecord } from '@jingtu/registers/list-edition.ts'
import type { Db } from '@jingtu/store/open.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import { namesOf } from '../records/names.ts'
import { rowsOf } from './editions.ts'
import { compileFilters, filtersIn } from './filters.ts'
import { conditionOf, countPage, type ListQuery, listPage } from './list.ts'
import { regionNames } from './reading.ts'
import type { Row } from './rights.ts'

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
  const { knownOn: _, validOn: __, q: ___, within: ____, changedSince: _____, ...rest } = query
  const sort = (rest.sort ?? '').replace(/^-/, '')
  if (sort && sort !== 'id' && !publish.fields.includes(sort))
    throw refusal('invalid', '不能这样排序', [{ where: 'sort', message: '这一项不公开' }])
  const open = { ...rest, sort: rest.sort || '-id', limit: String(Math.min(Number(rest.limit) || 50, 100)) }
  const where = sql`(${await conditionOf(db, kind, open)} and state = any(${[...publish.in]}::text[]) and state <> ${VOID})`
  const page = await listPage(db, kind, where, open)
  return {
    ...(await shownToAll(db, kind, page.rows)),
    next: page.next,
    count: await countPage(db, kind, where, { ...page, isFirst: !query.after }),
  }
}

/** The published fields of rows, with names for what they refer to. */
async function shownToAll(db: Db, kind: Register, rows: readonly Row[]) {
  const fields = kind.register.publish?.fields ?? []
  const plain = fields.filter(key => key !== 'region' && key !== 'state')
  const regions = await regionNames(db, rows)
  const names = await namesOf(db, kind, rows)
  return {
    name: kind.name,
    basis: kind.register.basis,
    fields: Object.fromEntries(plain.map(key => [key, kind.fields[key]!.name])),
    rows: rows.map(row => ({
      id: row.id,
      ...Object.fromEntries(plain.map(key => [key, named(kind.fields[key]!.kind, row[key], names)])),
      ...(fields.includes('region') ? { region: regions[row.region] ?? null } : {}),
      ...(fields.includes('state') ? { state: kind.states[row.state] } : {}),
    })),
  }
}

/** What refers to something else is shown by its name. */
function named(kind: FieldKind, value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (kind === 'ref') return names[String(value)] ?? null
  return kind === 'refs' ? (value as string[]).map(id => names[id] ?? null) : value
}

/** Editions that were made public, newest first. */
export async function listPublicEditions(db: Db, kind: Register) {
  if (!kind.register.publish) throw refusal('not-found', '没有这个公开的名录')
  const editions = await listRecords(db, listEditionRecord, sql`register = ${kind.id} and state = 'published'`, {
    orderBy: sql`as_of desc, id desc`,
  })
  return editions.map(e => ({
    id: e.id,
    title: e.title,
    year: e.year,
    asOf: e.asOf,
    count: e.count,
    added: e.added,
    removed: e.removed,
  }))
}

/** One of them with its rows as they were frozen. @throws Refusal 'not-found' */
export async function readPublicEdition(db: Db, kind: Register, id: string) {
  const edition = isId(id) ? await findRecord(db, listEditionRecord, id) : undefined
  if (edition?.register !== kind.id || edition.state !== 'published' || !kind.register.publish)
    throw refusal('not-found', '没有这一版公开的名录')
  const { title, year, asOf, count, digest } = edition
  return {
    edition: { id, title, year, asOf, count, digest },
    ...(await shownToAll(db, kind, await rowsOf(db, kind, edition))),
  }
}
