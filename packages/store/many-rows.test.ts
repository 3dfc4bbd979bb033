import { newId } from '@jingtu/core/id.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import { compostBin } from '@jingtu/registers/compost-bin.ts'
import { organisation } from '@jingtu/registers/subjects/organisation.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { change } from './changes.ts'
import { MANY } from './many-rows.ts'
import { listRecords } from './records.ts'
import { openTestStore, type TestStore } from './testing.ts'
import { verifyStore } from './verify.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const home = newId()
const odd = [
  '平常',
  '带\t制表符',
  '换\n行\r回车',
  '反斜杠\\N\\t',
  '引号"与\'',
  '{花括号,逗号}',
  ' 前后空格 ',
  'NULL',
  '',
]
const context = () => ({ actor: { id: null, name: '测试' }, requestId: newId(), now: new Date('2026-07-01T01:00:00Z') })

it('writes many rows as it writes few: every sign, list, shape and empty value reads back as it was given', async () => {
  const make = (n: number) =>
    Array.from({ length: n }, (_, i) => ({
      home,
      region: '/98/',
      values: {
        name: `单位${i}`,
        kind: '企业' as const,
        formerNames: i % 3 ? [odd[i % odd.length]!, 'NULL'] : [],
        industry: odd[i % odd.length]!,
        address: i % 2 ? null : odd[(i + 1) % odd.length]!,
      },
    }))
  const few = make(MANY)
  const many = make(MANY + 50)
  await change(store.db, context(), 'few', c => c.insertMany(organisation, few).then(() => undefined))
  await change(store.db, context(), 'many', c => c.insertMany(organisation, many).then(() => undefined))
  const rows = await listRecords(store.db, organisation)
  const told = (name: string) =>
    rows.filter(r => r.name === name).map(r => [r.formerNames, r.industry, r.address, r.unit, r.extra])
  for (const name of ['单位0', '单位1', '单位5', `单位${MANY - 1}`]) {
    const [a, b] = told(name)
    expect(a, name).toEqual(b)
  }
  expect(rows).toHaveLength(2 * MANY + 50)
  expect(new Set(rows.map(r => r.industry))).toEqual(new Set(odd.map(text => text || null)))
})

it('keeps figures, areas and positions to the digit, and every row agrees with its event', async () => {
  const list = Array.from({ length: MANY + 1 }, (_, i) => ({
    home,
    region: '/98/',
    values: {
      code: `N${i}`,
      subject: newId(),
      kind: '木' as const,
      volume: '100.50',
      plot: { value: '0.10', unit: '亩' as const },
      location: { type: 'Point' as const, coordinates: [108.123456789, 22.1] as [number, number] },
      turnings: [{ on: '2026-01-01', temperature: '55.0' }],
    },
  }))
  await change(store.db, context(), 'bins', c => c.insertMany(compostBin, list).then(() => undefined))
  const [row] = await listRecords(store.db, compostBin)
  expect(row).toMatchObject({ volume: '100.50', plot: { value: '0.10', unit: '亩' }, lastTurnedOn: '2026-01-01' })
  expect(row?.location).toEqual({ type: 'Point', coordinates: [108.123456789, 22.1] })
  const { rows } = await store.pool.query(
    'select distinct plot_m2::text as m2, st_srid(location_shape) as srid from compost_bin',
  )
  expect(rows).toEqual([{ m2: '66.666667', srid: 4490 }])
  const verified = await verifyStore(store, RECORDS)
  expect(verified.faults).toEqual([])
})

it('refuses as one what the table refuses', async () => {
  const bad = Array.from({ length: MANY + 1 }, () => ({
    home,
    id: home,
    region: '/98/',
    values: { name: '同', kind: '企业' as const },
  }))
  await expect(change(store.db, context(), 'bad', c => c.insertMany(organisation, bad))).rejects.toThrow(
    /duplicate|unique/,
  )
  expect((await listRecords(store.db, organisation)).filter(r => r.name === '同')).toEqual([])
})
