import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSite, addSurvey, faultsOf, openScene, type Scene, upload, xlsx } from './testing.ts'
import type { GroundwaterYear, SiteDue, TrendPoint } from './views.ts'

let scene: Scene
let wells: { id: string }[]
beforeAll(async () => {
  scene = await openScene('2026-12-20T09:00:00+08:00')
  const { server, east, city, cityBureau, owner } = scene
  const well = (code: string) =>
    addSite(server, east, east.id, {
      code,
      kind: '地下水井',
      targetClass: 'Ⅳ类',
      everyMonths: 6,
      establishedOn: '2020-01-01',
    })
  wells = [await well('J1'), await well('J2'), await well('J3'), await well('J4')]
  const survey = await addSurvey(server, city, { name: '地下水例行监测', kind: '例行监测', ownerUnit: cityBureau.id })
  const file = await upload(
    owner,
    await xlsx([
      ['样品编号', '点位编号', '样品类型', '采样日期', '氨氮(mg/L)', '硝酸盐(以N计)(mg/L)'],
      ...[
        ['J1', '2025-06-10', 0.4, 5],
        ['J1', '2025-12-10', 0.42, 5],
        ['J1', '2026-06-10', 1.1, 5],
        ['J1', '2026-12-10', 1.3, 5],
        ['J2', '2025-06-10', 0.4, 5],
        ['J2', '2025-12-10', 0.4, 5],
        ['J2', '2026-06-10', 0.4, 5],
        ['J2', '2026-12-10', 0.45, 5],
        ['J3', '2025-06-10', 1.2, 18],
        ['J3', '2025-12-10', 1.2, 18],
        ['J3', '2026-06-10', 2.3, 18],
        ['J3', '2026-12-10', 1.1, 18],
        ['J4', '2026-06-10', 0.3, 4],
      ].map(([site, day, ...values]) => [`${site}-${day}`, site!, '地下水', day!, ...values]),
    ]),
    '地下水.xlsx',
  )
  const stored = await owner.post('/evidence/batches', { file, survey: survey.id, title: '地下水' })
  if (stored.status !== 200) throw new Error(JSON.stringify(stored.body))
}, 120_000)
afterAll(() => scene.close())

describe('wells over a year', () => {
  it('S329: what has become worse since the baseline or changes from campaign to campaign is found by itself', async () => {
    const { body } = await scene.owner.get<GroundwaterYear>('/evidence/groundwater/2026?baseline=2025')
    expect(body.points.map(p => [p.point, p.class, p.meets])).toEqual([
      ['J1', 'Ⅳ类', '达标'],
      ['J2', 'Ⅲ类', '达标'],
      ['J3', 'Ⅴ类', '不达标'],
      ['J4', '证据不足', '证据不足'],
    ])
    expect(body.stability).toMatchObject({
      verdict: '未保持稳定',
      worsened: [
        { point: 'J1', from: 'Ⅲ类', to: 'Ⅳ类', items: ['氨氮'] },
        { point: 'J3', from: 'Ⅳ类', to: 'Ⅴ类' },
      ],
    })
    expect(body.stability!.undetermined).toContain('J4')
    // J3 is Ⅴ in summer and Ⅳ in winter.
    expect(body.stability!.unstable).toEqual(['J3'])
  })

  it('gives the share of Ⅴ类 with the wells that are not determined counted as they may be', async () => {
    const { share } = (await scene.owner.get<GroundwaterYear>('/evidence/groundwater/2026')).body
    expect(share).toMatchObject({
      share: '25.00',
      five: ['J3'],
      undetermined: ['J4'],
      points: 4,
      limit: '25',
      verdict: '证据不足',
    })
    expect((await scene.owner.get('/evidence/groundwater/2026?items=x')).status).toBe(422)
    expect((await scene.practitioner.get('/evidence/groundwater/2026')).status).toBe(403)
  })

  it('S344: every well has its rhythm, and the schedule says which are due when', async () => {
    const { rows } = (await scene.owner.get<{ rows: SiteDue[] }>('/evidence/due-sites?until=2027-06-30')).body
    expect(rows.map(r => [r.code, r.lastTaken, r.due, r.overdue])).toEqual([
      ['J4', '2026-06-10', '2026-12-10', true],
      ['J1', '2026-12-10', '2027-06-10', false],
      ['J2', '2026-12-10', '2027-06-10', false],
      ['J3', '2026-12-10', '2027-06-10', false],
    ])
  })

  it('draws a trend with the alarms of HJ 1209', async () => {
    const trend = (
      await scene.owner.get<{ rows: TrendPoint[] }>(`/evidence/sites/${wells[0]!.id}/trend?substance=ammonia-nitrogen`)
    ).body.rows
    expect(trend.map(t => [t.takenOn, t.value, t.alarms.map(a => a.kind), t.everyMonths])).toEqual([
      ['2025-06-10', '0.4', [], 6],
      ['2025-12-10', '0.42', [], 6],
      ['2026-06-10', '1.1', ['升幅'], 3],
      ['2026-12-10', '1.3', [], 3],
    ])
    expect(await faultsOf(scene.server)).toEqual([])
  })
})
