import { isId } from '@jingtu/core/id.ts'
import type { Register } from '@jingtu/core/register.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import { companionsOf } from '@jingtu/store/columns.ts'
import { type RawBuilder, sql } from 'kysely'
import { refusal } from '../problems.ts'

const shapesOf = (kind: Register | undefined): string[] =>
  kind
    ? companionsOf(kind)
        .filter(c => c.index)
        .map(c => c.column)
    : []

const subjectOf = (kind: Register): Register | undefined =>
  kind.register.subject ? findRegister(kind.register.subject) : undefined

const isPlaced = (kind: Register): boolean => shapesOf(kind).length + shapesOf(subjectOf(kind)).length > 0

/**
 * near=water-body:<id>:1000: rows that lie within so many metres of another row, of whatever register; 0 finds what it touches.
 * A row lies where its own shapes lie and where its subject does. Distances are those on the ellipsoid.
 */
export function near(kind: Register, text: string): RawBuilder<unknown> {
  const [name = '', id = '', distance = ''] = text.split(':')
  const other = findRegister(name)
  const metres = Number(distance)
  if (
    !other ||
    !isId(id) ||
    distance === '' ||
    !(metres >= 0 && metres <= 200_000) ||
    !isPlaced(other) ||
    !isPlaced(kind)
  )
    throw refusal('invalid', '不能按距离查找', [
      { where: 'near', message: '应写作 登记册:编号:米（0 至 200000），两边都要有位置' },
    ])
  const target = sql`(${collected(other, id)})`
  // A degree is at least 55 km wide where people live here: the frame finds candidates by the index, the ellipsoid decides.
  const degrees = metres / 55_000 + 1e-9
  const meets = (table: string, shapes: string[]): RawBuilder<unknown>[] =>
    shapes.map(column => {
      const shape = sql.ref(`${table}.${column}`)
      return sql`(${shape} && st_expand(${target}, ${degrees}) and st_dwithin(${shape}::geography, ${target}::geography, ${metres}))`
    })
  const ways = meets(kind.table, shapesOf(kind))
  const about = subjectOf(kind)
  if (about && shapesOf(about).length > 0)
    ways.push(sql`${sql.ref(`${kind.table}.subject`)} in (select ${sql.ref(`${about.table}.id`)} from ${sql.table(about.table)}
      where ${sql.ref(`${about.table}.until`)} is null and (${sql.join(meets(about.table, shapesOf(about)), sql` or `)}))`)
  return sql`(${sql.ref(`${kind.table}.id`)} <> ${id}::uuid and (${sql.join(ways, sql` or `)}))`
}

/** Every shape of a row and of its subject as one; null where neither has any. */
function collected(kind: Register, id: string): RawBuilder<unknown> {
  const about = subjectOf(kind)
  const columns = [
    ...shapesOf(kind).map(c => sql.ref(`o.${c}`)),
    ...(about ? shapesOf(about).map(c => sql.ref(`a.${c}`)) : []),
  ]
  return sql`select st_collect(array_remove(array[${sql.join(columns)}], null)) from ${sql.table(kind.table)} o
    ${about ? sql`left join ${sql.table(about.table)} a on a.id = o.subject and a.until is null` : sql``}
    where o.until is null and o.id = ${id}::uuid`
}
