import { type CellContent, writeSheet } from '@jingtu/documents/sheet/write.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../testing.ts'
import { addSite, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
beforeAll(async () => {
  w = await openRegisterWorld('2026-03-02T09:00:00+08:00')
  east = handOf(w.eastClerk)
  office = handOf(w.office)
})
afterAll(() => w?.close())

let made = 0
const point = (longitude: number, latitude: number) => ({ type: 'Point', coordinates: [longitude, latitude] })
const square = (west: number, south: number, size: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
})
const dutyOf = async (client: Client, register: string, row: { id: string }, label: string) => {
  const { body } = await client.get(`/duties?register=${register}&from=2025-01-01&to=2029-12-31`)
  return body.rows.find((d: { row: string; label: string }) => d.row === row.id && d.label === label)
}
const life = async (values: object) => {
  const about = await done(w.office, '/registers/project/rows', {
    region: w.east.id,
    values: { name: `地下水项目${++made}`, code: `DX-${made}`, kind: '风险管控', owner: w.eastBureau.id },
  })
  const row = await east.make('project-life', {
    subject: about.id,
    category: '在产企业土壤污染源头管控',
    medium: '地下水',
    budget: '900',
    pilot: '不是试点',
    documents: [
      '项目建议书',
      '实施方案',
      '调查或勘察报告',
      '专家评审意见',
      '绩效目标表',
      '资金下达文件',
      '招标文件',
      '中标通知书',
      '合同',
    ],
    ...values,
  })
  return { row, name: about.name as string }
}
const pooled = async (row: { id: string }) => {
  await office.move('project-life', row, 'reserve')
  await east.move('project-life', row, 'prepare')
  await east.move('project-life', row, 'apply')
  return office.move('project-life', row, 'pool')
}

describe('projects for groundwater', () => {
  const source = async (surveyed: boolean) => {
    const row = await east.make('groundwater-source', {
      subject: (await addSite(w.office, w.east, { name: `污染源${++made}`, kind: '其他设施' })).id,
      kind: '垃圾填埋场',
    })
    const found = { surveyedOn: '2026-02-01', exceeded: '超标', exceededItems: ['氨氮'] }
    if (surveyed) await east.move('groundwater-source', row, 'survey', { values: found })
    return row
  }

  it('S326 a project stands on what a survey found, and its source shows how far it has come', async () => {
    const [known, unknown] = [await source(true), await source(false)]
    const bare = await life({})
    expect(await office.refusedMove('project-life', bare.row, 'reserve')).toContain(
      '须写明所治理的污染源或所保护的水源',
    )
    const early = await life({ sources: [known.id, unknown.id] })
    expect(await office.refusedMove('project-life', early.row, 'reserve')).toContain('有 1 处还没有调查评估成果')
    const { row, name } = await life({ sources: [known.id] })
    expect(await east.read('groundwater-source', known)).toMatchObject({ remedy: row.id, pipeline: `${name}：谋划` })
    await pooled(row)
    expect((await east.read('groundwater-source', known)).pipeline).toBe(`${name}：已入库`)
    // What has no project yet is found by that.
    const open = (await east.list('groundwater-source', '?f.pipeline.empty=true')).rows.map(r => r.id)
    expect([open.includes(known.id), open.includes((await source(true)).id)]).toEqual([false, false])
    const lone = await source(true)
    expect((await east.list('groundwater-source', '?f.pipeline.empty=true')).rows.map(r => r.id)).toContain(lone.id)
  })

  it('S338 the pool of groundwater projects is told apart; central money sets the day to begin, presses the owner and runs late', async () => {
    const water = await life({ sources: [(await source(true)).id] })
    const soil = await life({ medium: '土壤' })
    for (const { row } of [water, soil]) await pooled(row)
    const pool = async (medium: string) =>
      (await east.list('project-life', `?state=pooled&f.medium=${encodeURIComponent(medium)}`)).rows.map(r => r.id)
    expect((await pool('地下水')).includes(water.row.id)).toBe(true)
    expect(await pool('土壤')).toEqual([soil.row.id])
    await east.move('project-life', water.row, 'fund')
    const { subject } = await east.read('project-life', water.row)
    await east.make('project-fund', {
      subject,
      fundYear: 2026,
      document: '云财资环〔2026〕5号',
      issuedOn: '2026-03-01',
      central: '600',
    })
    expect((await east.read('project-life', water.row)).startBy).toBe('2026-09-01')
    const notices = JSON.stringify((await w.eastClerk.get('/notices')).body)
    expect(notices).toContain(`项目“${water.name}”的中央资金已下达，请加快开工`)
    await w.at('2026-09-02T09:00:00+08:00')
    expect(await dutyOf(w.eastClerk, 'project-life', water.row, '按期开工')).toMatchObject({
      due: '2026-09-01',
      status: 'overdue',
    })
    await east.move('project-life', water.row, 'tender')
    await east.move('project-life', water.row, 'start', { values: { startedOn: '2026-09-02' } })
    expect(await dutyOf(w.eastClerk, 'project-life', water.row, '按期开工')).toMatchObject({ status: 'late' })
    await w.at('2026-03-02T09:00:00+08:00')
  })
})

describe('recharge areas', () => {
  const waters = async (kind: string) => {
    const body = await done(w.office, '/registers/water-body/rows', {
      region: w.east.id,
      values: { name: `水源${++made}`, kind: '饮用水水源地' },
    })
    const row = await east.make('drinking-water-source', { subject: body.id, kind, population: 5000 })
    return { body, row }
  }

  it('S337 the recharge area of a well field is surveyed with what lies on it, shown as a layer and drafted as an area to be protected', async () => {
    const { body, row } = await waters('地下水型')
    const river = await waters('河流型')
    const on = await addSite(w.office, w.east, {
      name: '补给区上的库房',
      kind: '其他设施',
      location: point(108.05, 22.55),
    })
    await addSite(w.office, w.east, { name: '远处的库房', kind: '其他设施', location: point(108.5, 22.9) })
    const survey = (subject: string) => east.make('recharge-survey', { subject, due: '2026-10-31' })
    const found = (quality: string) => ({
      values: { extent: square(108, 22.5, 0.1), surveyedOn: '2026-03-01', quality },
    })
    expect(await east.refusedMove('recharge-survey', await survey(river.body.id), 'survey', found('Ⅳ类'))).toContain(
      '该水源是河流型，没有地下水补给区',
    )
    const mine = await survey(body.id)
    expect(await dutyOf(w.eastClerk, 'recharge-survey', mine, '补给区调查评估')).toMatchObject({ due: '2026-10-31' })
    await east.move('recharge-survey', mine, 'survey', found('证据不足'))
    expect((await east.read('recharge-survey', mine)).inside).toEqual([on.id])
    expect((await east.read('drinking-water-source', row)).recharge).toEqual(square(108, 22.5, 0.1))
    const report = { risk: '中', report: [await east.file()] }
    expect(await east.refusedMove('recharge-survey', mine, 'assess', { values: report })).toContain('应补充监测')
    await east.move('recharge-survey', mine, 'assess', { values: { ...report, quality: 'Ⅳ类' } })
    await office.move('recharge-survey', mine, 'zone')
    const { keyArea } = await east.read('recharge-survey', mine)
    expect(await east.read('groundwater-key-area', { id: keyArea })).toMatchObject({
      type: '保护类',
      state: 'drafted',
      extent: square(108, 22.5, 0.1),
      basisText: '补给区调查评估（2026-03-02），污染风险中，地下水Ⅳ类',
    })
    const layer = async (frame: string) => (await east.list('recharge-survey', `?within=${frame}`)).rows.map(r => r.id)
    expect(await layer('108.02,22.52,108.03,22.53')).toEqual([mine.id])
    expect(await layer('109,23,109.1,23.1')).toEqual([])
  })
})

describe('wells of three departments', () => {
  it('S343 wells come in from three departments’ lists; those that are one well are found by place and depth, decided and joined', async () => {
    const head = ['编号', '类型', '点位', '管理部门', '部门编号', '井深（m）']
    const lists: Record<string, CellContent[][]> = {
      生态环境: [
        ['HJ-1', '监测井', '108.1, 22.5', '生态环境', 'E1', 60],
        ['HJ-2', '监测井', '108.2, 22.5', '生态环境', 'E2', 40],
        ['HJ-3', '监测井', '108.3, 22.5', '生态环境', 'E3', null],
      ],
      水利: [
        ['SL-1', '取水井', '108.1001, 22.5', '水利', 'W7', 62],
        ['SL-2', '取水井', '108.2, 22.5002', '水利', 'W8', 90],
      ],
      自然资源: [
        ['ZR-1', '监测井', '108.3001, 22.5', '自然资源', 'N4', 30],
        ['ZR-2', '监测井', '108.4, 22.6', '自然资源', 'N5', 60],
      ],
    }
    for (const [name, rows] of Object.entries(lists)) {
      const bytes = await writeSheet({
        sheets: [{ name: '井', rows: [['所在区域', ...head], ...rows.map(r => ['东屏县', ...r])] }],
      })
      const form = () => {
        const f = new FormData()
        f.set('file', new File([Uint8Array.from(bytes)], `${name}.xlsx`))
        return f
      }
      const seen = await w.eastClerk.post('/registers/well/import/preview', form())
      expect([name, seen.body.findings, seen.body.counts]).toMatchObject([name, [], { create: rows.length, error: 0 }])
      const body = form()
      body.set('expected', seen.body.file)
      body.set('reason', `${name}部门共享`)
      const taken = await w.eastClerk.post('/registers/well/import', body)
      expect([name, taken.status]).toEqual([name, 200])
    }
    const wells = Object.fromEntries((await east.list('well')).rows.map(r => [r.code as string, r]))
    expect(Object.keys(wells).sort()).toEqual(['HJ-1', 'HJ-2', 'HJ-3', 'SL-1', 'SL-2', 'ZR-1', 'ZR-2'])

    const batch = await east.make('well-comparison', { title: '2026年比对' }, { region: w.east.id })
    expect(await east.refusedMove('well-comparison', batch, 'decide')).toContain('还没有比对')
    await east.move('well-comparison', batch, 'compare')
    const { pairs } = await east.read('well-comparison', batch)
    const code = (id: string) => Object.keys(wells).find(k => wells[k]!.id === id)!
    type Pair = { first: string; second: string; metres: string; depthGap: string | null; suggested: string }
    const told = pairs.map((p: Pair) => [[code(p.first), code(p.second)].sort().join(' '), p.suggested])
    expect(told.sort()).toEqual([
      ['HJ-1 SL-1', '同一口井'],
      ['HJ-2 SL-2', '不是同一口井'],
      // A depth nobody knows proves nothing.
      ['HJ-3 ZR-1', '疑似'],
    ])
    const near = pairs.find((p: Pair) => p.suggested === '同一口井') as Pair
    // A ten-thousandth of a degree of longitude at 22.5° north.
    expect(near.metres).toBe('10.3')
    const decided = pairs.map((p: Pair) => ({
      ...p,
      decided: p.suggested === '同一口井' ? '同一口井' : '不是同一口井',
    }))
    const moved = decided.map((p: Pair) => ({ ...p, metres: '1' }))
    expect(await east.refusedMove('well-comparison', batch, 'judge', { values: { pairs: moved } })).toContain(
      '比对结果由系统得出',
    )
    await east.move('well-comparison', batch, 'judge', { values: { pairs: decided.slice(0, 3) } })
    const closed = await east.move('well-comparison', batch, 'decide')
    expect([closed.matched, closed.undecided]).toEqual([1, 0])
    expect((await east.read('well', { id: near.second })).sameAs).toBe(near.first)
    const again = await east.make('well-comparison', { title: '下一次' }, { region: w.east.id })
    await east.move('well-comparison', again, 'compare')
    expect((await east.read('well-comparison', again)).pairs.map((p: Pair) => p.suggested).sort()).toEqual(
      ['不是同一口井', '疑似'].sort(),
    )
    const joined = (await east.list('well', '?f.sameAs.empty=false')).rows
    expect(joined.map(r => r.id)).toEqual([near.second])
  })
})
