import { readGrids } from '@jingtu/documents/sheet/grids.ts'
import { writeSheet } from '@jingtu/documents/sheet/write.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import { renameRegion } from '@jingtu/store/regions.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { done, openRegisterWorld, type RegisterWorld } from './testing.ts'

let w: RegisterWorld
const path = '/registers/compost-bin'
beforeAll(async () => {
  w = await openRegisterWorld()
  for (const [name, region] of [
    ['青石村', w.east],
    ['柳渡村', w.west],
  ] as const)
    await done(w.office, '/registers/village/rows', { region: region.id, values: { name, formerNames: [`老${name}`] } })
  await done(w.office, `${path}/local-fields`, {
    region: w.east.id,
    key: 'gridNo',
    from: '2026-01-01',
    field: { kind: 'integer', name: '网格号', min: 1, max: 20, unit: '号' },
  })
})
afterAll(() => w?.close())

const sheetOf = async (client: typeof w.office, what: string) => {
  const reading = await readGrids(new Uint8Array(await (await client.raw(`${path}/${what}.xlsx`)).arrayBuffer()))
  if (!('grids' in reading)) throw new Error(JSON.stringify(reading))
  return reading.grids[0]!.rows
}
const send = async (client: typeof w.office, rows: (string | number | null)[][], to = 'import') => {
  const form = new FormData()
  const sheets = [{ name: '登记', rows: [['对象', '箱号', '材质', '网格号', '施用菜地面积'], ...rows] }]
  form.set('file', new File([Uint8Array.from(await writeSheet({ sheets }))], '登记.xlsx'))
  return client.post(`${path}/${to}`, form)
}

it('a field of a place stands in its template, is checked at its cell, and comes out again', async () => {
  expect((await sheetOf(w.eastClerk, 'template'))[0]).toContain('网格号（号）')
  expect((await sheetOf(w.westClerk, 'template'))[0]).not.toContain('网格号（号）')
  const plan = await send(
    w.eastClerk,
    [
      ['老青石村', 'A-1', '木', 7, '2'],
      ['青石村', 'A-2', '砖', 77, '2亩'],
      ['青石村', 'A-3', '铁', null, null],
    ],
    'import/preview',
  )
  expect(
    plan.body.rows.map((r: { findings: { cell: string; grade: string }[] }) =>
      r.findings.map(f => `${f.grade} ${f.cell}`),
    ),
  ).toEqual([['warning A2', 'warning E2'], ['error D3'], ['error C4']])
  await send(w.eastClerk, [['青石村', 'A-1', '木', 7, '2 亩']])
  const [head, row] = await sheetOf(w.office, 'export')
  expect(row?.[head!.indexOf('网格号（号）')]).toBe('7')
  const kept = await w.eastClerk.get(`${path}/rows?x.gridNo=7`)
  expect(kept.body.rows).toMatchObject([{ code: 'A-1', extra: { gridNo: 7 } }])
})

it('a county that gets another code takes its rows and its own fields along', async () => {
  await w.server.change(c =>
    renameRegion(c, w.east.id, { name: '东屏区', code: '980205', effective: '2026-07-01' }, RECORDS).then(
      () => undefined,
    ),
  )
  const { body } = await w.office.get(`${path}/rows?region=${w.east.id}`)
  expect(body.rows).toMatchObject([{ code: 'A-1', region: '/98/9802/980205/', home: w.east.id }])
  expect(body.regions).toEqual({ '/98/9802/980205/': '东屏区' })
  expect((await w.office.get(`${path}/local-fields`)).body.rows).toMatchObject([
    { key: 'gridNo', region: '/98/9802/980205/' },
  ])
  // As it was known before, it was the county of then.
  const [row] = body.rows
  const history = (await w.office.get(`${path}/rows/${row.id}/history`)).body.rows
  expect(history.map((v: { action: string }) => v.action)).toEqual(['region-move', 'import'])
  expect((await w.eastClerk.get(`${path}/rows`)).body.rows).toHaveLength(1)
})
