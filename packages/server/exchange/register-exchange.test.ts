import { readGrids } from '@jingtu/documents/sheet/grids.ts'
import { type CellContent, writeSheet } from '@jingtu/documents/sheet/write.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addOrganisation,
  addSite,
  creditCode,
  done,
  openRegisterWorld,
  type RegisterWorld,
} from '../registers/testing.ts'
import type { Client } from '../testing.ts'

let w: RegisterWorld
beforeAll(async () => {
  w = await openRegisterWorld()
  const owner = await addOrganisation(w.office, w.east, {
    name: '东屏铅锌矿业有限公司',
    creditCode: creditCode(1),
    unit: w.works.id,
    formerNames: ['东屏矿务局'],
  })
  await addSite(w.office, w.east, {
    name: '石坪尾矿库',
    kind: '尾矿库',
    organisation: owner.id,
    formerNames: ['一号库'],
  })
  await addSite(w.office, w.east, { name: '岭脚尾矿库', kind: '尾矿库', organisation: owner.id })
  await addSite(w.office, w.west, { name: '渡口尾矿库', kind: '尾矿库' })
})
afterAll(() => w?.close())

const HEAD = ['序号', '对象', '主要矿种', '使用情况', '现状坝高（m）', '占地面积', '责任人', '状态', '生效日期']
const workbook = (rows: CellContent[][], head: string[] = HEAD, more: { name: string; rows: CellContent[][] }[] = []) =>
  writeSheet({ sheets: [{ name: '尾矿库清单', rows: [head, ...rows] }, ...more] })

const send = async (client: Client, bytes: Uint8Array, fields: Record<string, string> = {}, path = 'import') => {
  const form = new FormData()
  form.set('file', new File([Uint8Array.from(bytes)], '清单.xlsx'))
  for (const [key, value] of Object.entries(fields)) form.set(key, value)
  return client.post(`/registers/tailings-pond/${path}`, form)
}
const list = async (client: Client, query = '') => (await client.get(`/registers/tailings-pond/rows${query}`)).body.rows

describe('Excel of a register', () => {
  it('finds every fault at its cell before anything is written', async () => {
    const bytes = await workbook([
      [1, '石坪尾矿库', '铅锌', '运行', 46.5, '12 公顷', '王一', null, null],
      [2, '没有这座库', '铅锌', '运行', 30, 8, null, null, null],
      [3, '一号库', '铜', '开采中', '四十', '3公顷', null, null, '2027-01-01'],
      [4, '岭脚尾矿库', null, '停用', 999, '2 公顷', null, '在册', null],
    ])
    const { status, body } = await send(w.eastClerk, bytes, {}, 'import/preview')
    expect(status).toBe(200)
    const cells = body.rows.map((r: { line: number; grade: string; findings: { cell: string; grade: string }[] }) => [
      r.line,
      r.grade,
      r.findings.map(f => `${f.grade} ${f.cell}`).sort(),
    ])
    expect(cells).toEqual([
      [2, 'ok', []],
      [3, 'error', ['error B3', 'warning F3']],
      [4, 'error', ['error D4', 'error E4', 'error I4', 'warning B4']],
      [5, 'error', ['error H5']],
    ])
    expect(body.counts).toMatchObject({ create: 1, error: 3 })
    expect(await list(w.office)).toEqual([])
    const refused = await send(w.eastClerk, bytes)
    expect([refused.status, refused.body.title]).toEqual([422, '有 5 处错误，没有导入'])
    expect(refused.body.reasons?.map((r: { where: string }) => r.where)).toContain('尾矿库清单 D4')
    expect(await list(w.office)).toEqual([])
  })

  it('imports five years of one list with the days from which each line held, and takes it back', async () => {
    const pond = (year: number, height: number, use: string) => [
      1,
      '石坪尾矿库',
      '铅锌',
      use,
      height,
      '12 公顷',
      '王一',
      null,
      `${year}-12-31`,
    ]
    const bytes = await workbook(
      [
        pond(2023, 40, '运行'),
        pond(2021, 31.25, '运行'),
        pond(2025, 44, '停用'),
        [2, '岭脚尾矿库', '铅锌', '运行', 12, '90 亩', '李二', null, null],
      ],
      HEAD,
      [
        {
          name: '汛期排查',
          rows: [
            ['序号', '排查日期', '隐患类型', '排查情况'],
            [2, '2026-05-20', '未发现隐患', '坝体完好'],
          ],
        },
      ],
    )
    expect((await send(w.eastClerk, bytes)).body.reasons?.[0]?.where).toBe('reason')
    const answer = await send(w.eastClerk, bytes, { reason: '首次建账，补录历年清单' })
    expect(answer.body).toMatchObject({ created: 2, versions: 2, corrected: 0, same: 0 })
    const rows = await list(w.office, '?sort=damHeight')
    expect(rows.map((r: { damHeight: string; version: number }) => [r.damHeight, r.version])).toEqual([
      ['12', 1],
      ['44', 3],
    ])
    expect(rows[0].floodChecks).toMatchObject([{ checkedOn: '2026-05-20', hazard: '未发现隐患' }])
    expect(rows[0].area).toEqual({ value: '90', unit: '亩' })
    const then = await list(w.office, '?validOn=2022-06-30')
    expect(then.map((r: { damHeight: string }) => r.damHeight)).toEqual(['31.25'])
    // The same file again changes nothing.
    const again = await send(
      w.eastClerk,
      await workbook([[2, '岭脚尾矿库', '铅锌', '运行', 12, '90 亩', '李二', null, null]]),
    )
    expect(again.body).toMatchObject({ created: 0, corrected: 0, same: 1 })
    const [past] = (await w.eastClerk.get('/registers/tailings-pond/imports')).body.rows
    expect(past).toMatchObject({
      rows: 4,
      reason: '首次建账，补录历年清单',
      sourceFile: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect((await w.office.post(`/registers/tailings-pond/imports/${past.request}/undo`)).status).toBe(403)
    expect((await done(w.eastClerk, `/registers/tailings-pond/imports/${past.request}/undo`, {})).rows).toBe(2)
    expect(await list(w.office)).toEqual([])
  })

  it('gives a template that can be read back, and exports what can be imported again', async () => {
    const { body: own } = await w.office.get('/registers/tailings-pond')
    expect(own.fields.damHeight).toMatchObject({ kind: 'decimal', unit: 'm', max: 400 })
    const { server } = w
    const answer = await server.client().get('/registers/tailings-pond/template.xlsx')
    expect(answer.status).toBe(401)
    await done(w.eastClerk, '/registers/tailings-pond/rows', {
      values: {
        subject: (await w.eastClerk.get('/registers/site/rows?q=石坪')).body.rows[0].id,
        mineral: '铅锌',
        useState: '运行',
        damHeight: '46.50',
      },
    })
    const bytes = await download(w.eastClerk, '/registers/tailings-pond/export.xlsx')
    const reading = await readGrids(bytes)
    const grid = 'grids' in reading ? reading.grids[0]! : { rows: [] }
    expect(grid.rows[1]?.slice(0, 5)).toEqual(['1', '石坪尾矿库', '东屏县', '铅锌', '运行'])
    const back = await send(w.eastClerk, bytes)
    expect(back.body).toMatchObject({ created: 0, corrected: 0, same: 1 })
    const template = await readGrids(await download(w.eastClerk, '/registers/tailings-pond/template.xlsx'))
    const heads = 'grids' in template ? template.grids.map(g => [g.name, g.rows[0]?.length]) : []
    expect(heads.map(h => h[0])).toEqual(['尾矿库清单', '应急演练', '汛期排查', '填表说明'])
  })
})

async function download(client: Client, path: string): Promise<Uint8Array> {
  const response = await client.raw(path)
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}
