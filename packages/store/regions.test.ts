import { newId } from '@jingtu/core/id.ts'
import { Refusal } from '@jingtu/core/problem.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countRecords, getRecord, historyOf, listRecords } from './records.ts'
import { addRegion, findRegion, listRegions, loadRegions, renameRegion, succeedRegion } from './regions.ts'
import type { TestStore } from './testing.ts'
import {
  EAST,
  insertNote,
  noteRecord,
  openWithRecords,
  PLACES,
  REGIONS,
  run,
  TEST_RECORDS,
  WEST,
} from './testing-records.ts'
import { describeFault } from './verify/fault.ts'
import { verifyStore } from './verify.ts'

let store: TestStore
beforeAll(async () => {
  store = await openWithRecords()
})
afterAll(() => store.close())

const isSound = async (): Promise<string[]> => (await verifyStore(store, TEST_RECORDS)).faults.map(describeFault)
const names = async (asOf?: string) =>
  (await listRegions(store.db, asOf ? { asOf } : {})).map(n => `${n.path} ${n.name}`)
const reasonsOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch((e: unknown) => e)
  expect(error).toBeInstanceOf(Refusal)
  return (error as Refusal).message
}

it('a list is loaded once, in any order; loading it again changes nothing', async () => {
  expect(await run(store, c => loadRegions(c, [...REGIONS].reverse()))).toEqual({ added: 6 })
  expect(await run(store, c => loadRegions(c, REGIONS))).toEqual({ added: 0 })
  expect(await names()).toEqual(REGIONS.map(n => `${n.path} ${n.name}`).sort())
  expect(await isSound()).toEqual([])
})

it('a list that does not fit the tree is refused with every reason', async () => {
  const wrong = (more: object) => ({
    ...REGIONS[2]!,
    id: newId(),
    code: '450128',
    name: '新县',
    path: '/45/4501/450128/',
    ...more,
  })
  const reasons = await reasonsOf(
    run(store, c =>
      loadRegions(c, [
        wrong({ parent: newId(), name: '无上级' }),
        wrong({ path: '/45/450128/', name: '错路径' }),
        wrong({ path: EAST, name: '占路径' }),
        wrong({ id: 'x', name: '错编号', path: '/45/4501/450129/' }),
        { ...REGIONS[2]!, name: '改名' },
      ]),
    ),
  )
  for (const word of ['上级地区不在名单中', '路径应为', '已被占用', '不是 UUID', '改名、改代码请用区划变更'])
    expect(reasons).toContain(word)
  expect(await names()).toHaveLength(6)
})

describe('a county becomes a city under another code', () => {
  it('keeps its id and its rows, which move along as new versions; the former designation is found and dated', async () => {
    const note = await insertNote(store, '东县的')
    const inTown = await insertNote(store, '东镇的', PLACES.east, `${EAST}450127100/`)
    const elsewhere = await insertNote(store, '西县的', PLACES.west, WEST)
    const { node, moved } = await run(
      store,
      c => renameRegion(c, PLACES.east, { name: '东州市', code: '450181', effective: '2021-02-03' }, TEST_RECORDS),
      { reason: '撤县设市' },
    )
    expect(moved).toBe(2)
    expect(node).toMatchObject({ id: PLACES.east, code: '450181', path: '/45/4501/450181/' })
    expect(await names()).toContain('/45/4501/450181/450127100/ 东镇')
    expect((await names()).join()).not.toContain('东县')
    const row = await getRecord(store.db, noteRecord, inTown.id)
    expect(row).toMatchObject({ home: PLACES.east, region: '/45/4501/450181/450127100/', version: 2, title: '东镇的' })
    expect((await getRecord(store.db, noteRecord, note.id)).region).toBe('/45/4501/450181/')
    expect((await getRecord(store.db, noteRecord, elsewhere.id)).version).toBe(1)
    expect((await historyOf(store.db, noteRecord, note.id))[0]).toMatchObject({
      action: 'region-move',
      reason: '撤县设市',
    })
    expect(await countRecords(store.db, noteRecord, sql`starts_with(region, ${EAST})`)).toBe(0)

    // Of the day before: the old name, code and path under the same id.
    expect(await names('2021-02-02')).toEqual(REGIONS.map(n => `${n.path} ${n.name}`).sort())
    expect((await listRegions(store.db, { asOf: '2021-02-02' })).find(n => n.id === PLACES.east)?.code).toBe('450127')
    expect(await names('2021-02-03')).toEqual(await names())
    // Both codes lead to the place as it is.
    for (const code of ['450127', '450181'])
      expect(await findRegion(store.db, { code })).toMatchObject({ id: PLACES.east, name: '东州市', until: null })
    const former = await sql`select name, valid_until, successor from region where code = '450127'`.execute(store.db)
    expect(former.rows).toEqual([{ name: '东县', valid_until: '2021-02-03', successor: PLACES.east }])
    expect(await isSound()).toEqual([])
  })

  it('cannot take a code that another has, or change nothing', async () => {
    const rename = (next: { name?: string; code?: string }, effective = '2022-01-01') =>
      reasonsOf(run(store, c => renameRegion(c, PLACES.east, { ...next, effective }, TEST_RECORDS)))
    expect(await rename({ code: '450126' })).toContain('已被占用')
    expect(await rename({ name: '东州市' })).toContain('没有可变更')
    expect(await rename({ name: '东海市' }, '2020-01-01')).toContain('早于')
    expect(await rename({ name: '东海市' }, '去年')).toContain('2021-02-03')
    expect(await isSound()).toEqual([])
  })

  it('a new name alone moves nothing', async () => {
    const { moved } = await run(store, c =>
      renameRegion(c, PLACES.south, { name: '南城区', effective: '2022-05-01' }, TEST_RECORDS),
    )
    expect(moved).toBe(0)
    expect((await listRegions(store.db, { asOf: '2022-04-30' })).find(n => n.id === PLACES.south)?.name).toBe('南区')
    expect((await findRegion(store.db, { code: '450109' }))?.name).toBe('南城区')
  })
})

it('a place that becomes part of another: what lay in it moves there, many rows at once, and the tree remembers', async () => {
  await run(store, c =>
    c.insertMany(
      noteRecord,
      Array.from({ length: 1100 }, (_, i) => ({
        home: PLACES.east,
        region: '/45/4501/450181/',
        values: { title: `批${i}` },
      })),
    ),
  )
  const { moved } = await run(store, c => succeedRegion(c, PLACES.east, PLACES.west, '2024-07-01', TEST_RECORDS))
  expect(moved).toBe(1102)
  expect(await countRecords(store.db, noteRecord, sql`region = ${WEST}`)).toBe(1102)
  expect(await names()).toContain(`${WEST}450127100/ 东镇`)
  expect(await findRegion(store.db, { id: PLACES.town })).toMatchObject({ parent: PLACES.west })
  expect(await findRegion(store.db, { id: PLACES.east })).toMatchObject({ until: '2024-07-01', successor: PLACES.west })
  expect(await findRegion(store.db, { code: '450127' })).toMatchObject({ id: PLACES.west })
  expect((await names('2024-06-30')).filter(n => n.includes('东'))).toEqual([
    '/45/4501/450181/ 东州市',
    '/45/4501/450181/450127100/ 东镇',
  ])
  expect((await names('2024-07-01')).filter(n => n.includes('东'))).toEqual([`${WEST}450127100/ 东镇`])
  const rows = await listRecords(store.db, noteRecord, sql`title = '批7'`)
  expect(rows[0]).toMatchObject({ home: PLACES.east, version: 2 })
  expect(
    await reasonsOf(run(store, c => succeedRegion(c, PLACES.east, PLACES.south, '2025-01-01', TEST_RECORDS))),
  ).toContain('已于 2024-07-01 撤销')
  expect(
    await reasonsOf(run(store, c => succeedRegion(c, PLACES.city, PLACES.south, '2025-01-01', TEST_RECORDS))),
  ).toContain('之内')
  expect(await isSound()).toEqual([])
})

it('a zone without a code stands under its city', async () => {
  const zone = {
    ...REGIONS[2]!,
    id: newId(),
    code: null,
    name: '开发区',
    kind: 'zone' as const,
    path: '/45/4501/zone-1/',
  }
  await run(store, c => addRegion(c, zone))
  expect(await reasonsOf(run(store, c => addRegion(c, zone)))).toContain('已经在')
  expect(await findRegion(store.db, { path: '/45/4501/zone-1/' })).toEqual(zone)
  expect(await listRegions(store.db, { under: '/45/4501/zone-1/' })).toEqual([zone])
})
