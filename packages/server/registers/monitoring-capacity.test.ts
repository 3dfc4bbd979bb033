import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let office: Hand
let county: Hand
let plant: Hand
beforeAll(async () => {
  w = await openRegisterWorld('2026-10-01T09:00:00+08:00')
  office = handOf(w.office)
  county = handOf(w.eastClerk)
  plant = handOf(w.plant)
})
afterAll(() => w?.close())

const station = async (name: string, n: number, level: string, more: object) => {
  const subject = await addOrganisation(w.office, level === '县级' ? w.east : w.city, {
    name,
    kind: '事业单位',
    creditCode: creditCode(n),
  })
  return office.make('monitoring-capacity', { subject: subject.id, level, department: '生态环境', ...more })
}

describe('capacity to monitor soil', () => {
  it('S429 people, instruments and yearly training of a station are kept, and what is lacking is worked out', async () => {
    const row = await station('东屏县生态环境监测站', 11, '县级', {
      staff: 6,
      certified: 4,
      requiredStaff: 8,
      instruments: [
        { name: '原子荧光光度计', count: 1, required: 1, calibratedUntil: '2026-11-30' },
        { name: '电感耦合等离子体质谱仪', count: 0, required: 1 },
        { name: '便携式 XRF', count: 2, calibratedUntil: '2027-03-01' },
      ],
      trainings: [{ on: '2025-05-20', topic: '土壤采样', people: 6 }],
    })
    expect(row).toMatchObject({
      staffGap: 2,
      instrumentGap: ['电感耦合等离子体质谱仪缺 1 台'],
      lastTrained: '2025-05-20',
      nextCalibration: '2026-11-30',
    })
    const owed = async () =>
      (await w.office.get('/duties?register=monitoring-capacity&from=2026-01-01&to=2026-12-31')).body.rows as {
        duty: string
        due: string
        status: string
      }[]
    const of = async (duty: string) => (await owed()).filter(d => d.duty === duty).map(d => [d.due, d.status])
    expect(await of('training')).toEqual([['2026-12-31', 'open']])
    expect(await of('calibration')).toEqual([['2026-11-30', 'open']])
    await office.correct('monitoring-capacity', row, {
      trainings: [
        { on: '2025-05-20', topic: '土壤采样', people: 6 },
        { on: '2026-09-10', topic: '样品制备', people: 5 },
      ],
    })
    expect((await of('training')).map(d => d[1])).toEqual(['met'])
    expect(await office.refusedCorrection('monitoring-capacity', row, { certified: 7 })).toContain('多于监测人员')
    // Nothing is lacking only where it is known what there should be.
    const unknown = await station('临湖市辐射站', 12, '市级', { staff: 3, certified: 3 })
    expect([unknown.staffGap, unknown.instrumentGap]).toEqual([null, []])
  })

  it('S434 an enterprise keeps its own monitoring capacity, which the bureau checks', async () => {
    const firm = await addOrganisation(w.office, w.east, {
      name: '东屏铅锌矿业有限公司',
      creditCode: creditCode(21),
      unit: w.works.id,
    })
    const values = { subject: firm.id, level: '企业', department: '铅锌采选', staff: 2, certified: 1 }
    expect(await plant.refusedNew('monitoring-capacity', values)).toContain('企业自行监测方式')
    const row = await plant.make('monitoring-capacity', { ...values, ownMonitoring: '自有采样、委托检测' })
    expect(await handOf(w.otherPlant).list('monitoring-capacity')).toMatchObject({ rows: [] })
    expect(
      (
        await plant.correct('monitoring-capacity', row, {
          ownMonitoring: '自有实验室',
          instruments: [{ name: '原子吸收光谱仪', count: 1 }],
        })
      ).ownMonitoring,
    ).toBe('自有实验室')
    // What it should have is not for the enterprise to say.
    expect(await plant.refusedCorrection('monitoring-capacity', row, { requiredStaff: 1 })).toContain('由主管部门填写')
    expect(await plant.refusedMove('monitoring-capacity', row, 'check')).not.toBe('')
    expect((await office.move('monitoring-capacity', row, 'check')).checkedOn).toBe('2026-10-01')
  })

  it('S435 stations of three levels are told apart, each with its instruments', async () => {
    await station('临湖市生态环境监测中心', 31, '市级', {
      staff: 30,
      certified: 28,
      instruments: [{ name: '电感耦合等离子体质谱仪', count: 2, required: 2 }],
    })
    await station('云山省临湖生态环境监测中心', 32, '省级', {
      staff: 40,
      certified: 40,
      instruments: [{ name: '气相色谱质谱联用仪', count: 1, required: 2 }],
    })
    const levels = async (hand: Hand, level: string) =>
      (await hand.list('monitoring-capacity', `?f.level=${encodeURIComponent(level)}`)).rows.map(r => [
        r.staff,
        r.instruments.length,
      ])
    expect(await levels(office, '县级')).toEqual([[6, 3]])
    expect((await levels(office, '市级')).sort()).toEqual([
      [3, 0],
      [30, 1],
    ])
    expect(await levels(office, '省级')).toEqual([[40, 1]])
    const lacking = (await office.list('monitoring-capacity', `?f.level=${encodeURIComponent('省级')}`)).rows
    expect(lacking.map(r => r.instrumentGap)).toEqual([['气相色谱质谱联用仪缺 1 台']])
    // The points themselves: so many of each level.
    for (const [code, network] of [
      ['S1', '省控'],
      ['C1', '市控'],
      ['X1', '区县控'],
      ['X2', '区县控'],
    ] as const) {
      const values = { code, name: code, network, kind: '土壤', regionId: w.east.id, department: '生态环境' }
      const made = await done(w.office, '/monitoring-sites', { values })
      await done(w.office, `/monitoring-sites/${made.id}/moves/establish`, {})
    }
    const { regions } = (await w.office.get(`/evidence/coverage?region=${w.city.id}`)).body
    expect(regions.find((r: { name: string }) => r.name === '东屏县')).toMatchObject({
      points: 4,
      byNetwork: { 省控: 1, 市控: 1, 区县控: 2 },
    })
    // The county sees its own.
    expect(await levels(county, '县级')).toEqual([[6, 3]])
    expect(await levels(county, '市级')).toEqual([])
    const file = await w.office.raw('/registers/monitoring-capacity/export.xlsx')
    expect(file.status).toBe(200)
  })
})
