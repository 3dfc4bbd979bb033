/** Records, a small region tree and changes of the store's own tests; one field of every kind. */

import { f } from '@jingtu/core/field.ts'
import { newId } from '@jingtu/core/id.ts'
import { defineRecord, type RecordKind } from '@jingtu/core/record.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import { sql } from 'kysely'
import { type Change, type ChangeContext, change } from './changes.ts'
import { draftTable } from './columns.ts'
import type { Store } from './open.ts'
import { openTestStore, type TestStore } from './testing.ts'

export const pondRecord = defineRecord({
  id: 'test-pond',
  name: '试验塘',
  fields: {
    name: f.text('名称', { required: true, indexed: true }),
    area: f.decimal('面积', { unit: '亩', min: 0 }),
    depth: f.integer('水深'),
    lined: f.boolean('已防渗'),
    builtOn: f.day('建成日期'),
    sampledAt: f.instant('采样时间'),
    level: f.choice('等级', ['一级', '二级', '三级']),
    owner: f.ref('责任单位', 'unit'),
    outlets: f.refs('排口', 'outlet', { indexed: true }),
    formerNames: f.texts('曾用名'),
    visits: f.days('巡查日期'),
    photos: f.files('照片'),
    readings: f.json<unknown>('读数'),
  },
  states: { draft: '草稿', listed: '在册' },
  initial: 'draft',
})

export const noteRecord = defineRecord({
  id: 'test-note',
  name: '便条',
  fields: { title: f.text('标题'), count: f.integer('次数') },
  states: { open: '开', closed: '关' },
  initial: 'open',
})

export const TEST_RECORDS = [pondRecord, noteRecord] as unknown as readonly RecordKind[]

const at = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** A city with three counties, as it stood before one of them became a city of its own. */
export const PLACES = {
  province: at(45),
  city: at(4501),
  east: at(450127),
  west: at(450126),
  south: at(450109),
  town: at(450127100),
}

const node = (
  id: string,
  parent: string | null,
  code: string,
  name: string,
  level: RegionNode['level'],
  path: string,
) =>
  ({ id, parent, code, name, level, kind: 'administrative', path, from: null, until: null, successor: null }) as const

export const REGIONS: RegionNode[] = [
  node(PLACES.province, null, '45', '某自治区', 'province', '/45/'),
  node(PLACES.city, PLACES.province, '4501', '某市', 'city', '/45/4501/'),
  node(PLACES.east, PLACES.city, '450127', '东县', 'county', '/45/4501/450127/'),
  node(PLACES.west, PLACES.city, '450126', '西县', 'county', '/45/4501/450126/'),
  node(PLACES.south, PLACES.city, '450109', '南区', 'county', '/45/4501/450109/'),
  node(PLACES.town, PLACES.east, '450127100', '东镇', 'township', '/45/4501/450127/450127100/'),
]
export const EAST = '/45/4501/450127/'
export const WEST = '/45/4501/450126/'

export async function openWithRecords(): Promise<TestStore> {
  const store = await openTestStore()
  await createTestTables(store)
  return store
}

/** Several processes may do so at once. */
export async function createTestTables(store: Store): Promise<void> {
  await store.db.transaction().execute(async tx => {
    await sql`select pg_advisory_xact_lock(1)`.execute(tx)
    for (const kind of TEST_RECORDS) {
      const { rows } = await sql<{ oid: string | null }>`select to_regclass(${kind.table})::text as oid`.execute(tx)
      if (!rows[0]!.oid) await sql.raw(draftTable(kind)).execute(tx)
    }
  })
}

let clock = Date.parse('2026-03-01T00:00:00Z')

/** A context whose clock moves on by a second each time, so that recorded times tell changes apart. */
export function context(more: Partial<ChangeContext> = {}): ChangeContext {
  clock += 1000
  return { actor: { id: at(1), name: '测试员' }, requestId: newId(), now: new Date(clock), ...more }
}

export const run = <T>(store: Store, work: (c: Change) => Promise<T>, more: Partial<ChangeContext> = {}): Promise<T> =>
  change(store.db, context(more), null, work)

export const insertNote = (store: Store, title: string, home = PLACES.east, region = EAST) =>
  run(store, c => c.insert(noteRecord, { home, region, values: { title, count: 0 } }))
