import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let code = 0
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  east = handOf(w.eastClerk)
})
afterAll(() => w?.close())

const village = (name: string) =>
  done(w.office, '/registers/village/rows', {
    region: w.east.id,
    values: { name, code: `9802211${String(++code).padStart(5, '0')}`, households: 120 },
  })

describe('village sewage', () => {
  const listed = (subject: string, values: object = {}) =>
    east.make('rural-sewage-village', {
      subject,
      year: 2026,
      mode: '资源化利用',
      households: 120,
      due: '2026-11-30',
      ...values,
    })

  it('S398 S416 the list of a year changes with reasons kept; the mode says what acceptance needs, and a new plant has to be argued', async () => {
    const [a, b] = [await village('石桥村'), await village('柳湾村')]
    const plant = await w.eastClerk.post('/registers/rural-sewage-village/rows', {
      values: { subject: a.id, year: 2026, mode: '集中处理', newPlant: true, households: 120, due: '2026-11-30' },
    })
    expect([plant.status, plant.body.reasons[0].where]).toEqual([422, 'plantReason'])
    const wrong = await w.eastClerk.post('/registers/rural-sewage-village/rows', {
      values: {
        subject: a.id,
        year: 2026,
        mode: '管控',
        newPlant: true,
        plantReason: '距管网远',
        households: 120,
        due: '2026-11-30',
      },
    })
    expect(wrong.body.reasons.map((r: { message: string }) => r.message)).toEqual([
      '治理模式为“管控”，不应新建集中式设施',
    ])
    const one = await listed(a.id)
    const two = await listed(b.id, { mode: '纳管' })
    expect([one.proofNeeded, two.proofNeeded]).toEqual([
      '还田（林）去向说明，不外排的现场照片',
      '接入城镇污水管网的证明',
    ])
    for (const row of [one, two]) await east.move('rural-sewage-village', row, 'list')
    expect(await east.refusedMove('rural-sewage-village', two, 'remove')).toContain('须填写理由')
    await east.move('rural-sewage-village', two, 'remove', { reason: '整村搬迁' })
    expect((await east.list('rural-sewage-village', '?state=listed')).count.n).toBe(1)
    const log = await w.eastClerk.get(`/registers/rural-sewage-village/rows/${two.id}/history`)
    expect(JSON.stringify(log.body)).toContain('整村搬迁')

    // 71 of 120 households is less than 60 %, and nothing is accepted without the mode's proof.
    await east.move('rural-sewage-village', one, 'finish', { values: { treatedHouseholds: 71, blackWater: false } })
    const why = await east.refusedMove('rural-sewage-village', one, 'accept')
    expect(why).toContain('还田（林）去向说明')
    expect(why).toContain('治理农户比例 59.17%')
    await east.correct('rural-sewage-village', one, { treatedHouseholds: 72 })
    const accepted = await east.move('rural-sewage-village', one, 'accept', { values: { proof: [await east.file()] } })
    expect(accepted).toMatchObject({ state: 'accepted', share: '60.00', acceptedOn: '2026-09-01' })
  })
})

describe('sewage plants', () => {
  const plant = async (name: string, values: object) =>
    east.make('rural-sewage-facility', {
      subject: (await addSite(w.office, w.east, { name, kind: '其他设施' })).id,
      place: '村级',
      capacity: '120',
      process: 'A2O',
      running: '正常',
      deviceState: '未安装',
      ...values,
    })

  it('S399 a plant whose process is wrong is put in order by another route, and runs again before that is closed', async () => {
    const row = await plant('柳湾村污水站', { running: '不正常', problem: '工艺不合理' })
    const why = await east.refusedMove('rural-sewage-facility', row, 'rectify', {
      values: { measure: '改造', due: '2026-10-31' },
    })
    expect(why).toContain('调整后的工艺')
    const listed = await east.move('rural-sewage-facility', row, 'rectify', {
      values: { measure: '改为人工湿地', newProcess: '厌氧+人工湿地', due: '2026-10-31' },
    })
    expect(listed).toMatchObject({ state: 'rectifying', running: '不正常', problem: '工艺不合理', process: 'A2O' })
    expect(
      await east.refusedMove('rural-sewage-facility', row, 'finish', { values: { rectifiedOn: '2026-06-30' } }),
    ).toContain('仍为“不正常”')
    const running = await east.move('rural-sewage-facility', row, 'finish', {
      values: { rectifiedOn: '2026-06-30', running: '正常' },
    })
    expect(running).toMatchObject({ state: 'running', process: '厌氧+人工湿地', problem: null })
  })

  it('S400 S401 a town plant with its network of pipes, its operator, contract and assessments', async () => {
    const operator = await addOrganisation(w.office, w.east, { name: '清泉运维有限公司', creditCode: creditCode(901) })
    const row = await plant('石桥镇污水处理厂', {
      place: '乡镇政府驻地',
      capacity: '800',
      actual: '560',
      pipeLength: '18.6',
      operator: operator.id,
      contractUntil: '2026-12-31',
      contract: [await east.file()],
      supervisor: w.eastBureau.id,
      assessments: [{ on: '2026-06-20', score: '86', result: '加药记录不全' }],
    })
    expect(row).toMatchObject({
      load: '70.00',
      pipeLength: '18.6',
      operator: operator.id,
      supervisor: w.eastBureau.id,
      assessments: [{ on: '2026-06-20', score: '86', result: '加药记录不全' }],
    })
    expect(row.contract).toHaveLength(1)
    // The contract runs out, and somebody has to see to the next one.
    const contract = async () =>
      (await w.eastClerk.get('/duties?register=rural-sewage-facility&from=2026-09-01&to=2027-12-31')).body.rows
        .filter((d: { row: string; duty: string }) => d.row === row.id && d.duty === 'contract')
        .map((d: { due: string; status: string }) => [d.due, d.status])
    expect(await contract()).toEqual([['2026-12-31', 'open']])
    await east.correct('rural-sewage-facility', row, { contractUntil: '2027-12-31' })
    expect(await contract()).toEqual([['2027-12-31', 'open']])
    const found = await east.list('rural-sewage-facility', `?f.place=${encodeURIComponent('乡镇政府驻地')}`)
    expect(found.rows.map(r => r.id)).toEqual([row.id])
  })

  it('S423 devices are kept by position; what a plant of its size still lacks is named, both limits belonging to the larger group', async () => {
    const needs = async (name: string, values: object): Promise<unknown[]> => {
      const row = await plant(name, values)
      return [row.device, row.deviceMissing]
    }
    expect(await needs('甲站', { actual: '500', capacity: '600' })).toEqual([
      '自动监测并联网',
      ['进、出水口水质自动监测联网'],
    ])
    expect(await needs('乙站', { actual: '499.9', capacity: '600' })).toEqual([
      '流量和视频监控',
      ['流量计接入平台', '视频接入平台'],
    ])
    expect(await needs('丙站', { actual: '60', capacity: '100' })).toEqual([
      '流量和视频监控',
      ['流量计接入平台', '视频接入平台'],
    ])
    expect(await needs('丁站', { capacity: '99' })).toEqual(['无要求', []])
    const probe = (position: string, networkedOn: string | null) => ({
      position,
      kind: '水质自动监测',
      number: `MN-${position}`,
      networkedOn,
    })
    expect(
      await needs('戊站', {
        actual: '500',
        capacity: '600',
        devices: [probe('进水口', '2026-06-01'), probe('出水口', null)],
      }),
    ).toEqual(['自动监测并联网', ['进、出水口水质自动监测联网']])
    expect(
      await needs('己站', {
        actual: '500',
        capacity: '600',
        devices: [probe('进水口', '2026-06-01'), probe('出水口', '2026-06-01')],
      }),
    ).toEqual(['自动监测并联网', []])
  })

  it('S422 a plant of 100 t a day owes water tests at both ends every half-year and a round every quarter', async () => {
    const row = await plant('庚站', { capacity: '100' })
    await plant('辛站', { capacity: '99.9' })
    const owed = async (): Promise<string[]> => {
      const { body } = await w.eastClerk.get('/duties?register=rural-sewage-facility&from=2026-07-01&to=2026-12-31')
      return body.rows
        .filter((d: { about: string }) => ['庚站', '辛站'].includes(d.about))
        .map((d: Record<string, string>) => `${d.about} ${d.label?.slice(0, 2)} ${d.period} ${d.due} ${d.status}`)
    }
    const before = await owed()
    expect(before).toContain('庚站 进、 2026-H2 2026-12-31 open')
    expect(before).toContain('庚站 巡查 2026-Q3 2026-09-30 open')
    expect(before.some(d => d.startsWith('辛站'))).toBe(false)
    // One end alone is not the test that is owed.
    const inlet = { on: '2026-08-20', position: '进水口', met: true }
    await east.correct('rural-sewage-facility', row, {
      monitorings: [inlet],
      patrols: [{ on: '2026-08-20', by: '周宁' }],
    })
    expect(await owed()).toContain('庚站 进、 2026-H2 2026-12-31 open')
    expect(await owed()).toContain('庚站 巡查 2026-Q3 2026-09-30 met')
    await east.correct('rural-sewage-facility', row, {
      monitorings: [inlet, { ...inlet, position: '出水口', met: false }],
    })
    expect(await owed()).toContain('庚站 进、 2026-H2 2026-12-31 met')
    const kept = await east.read('rural-sewage-facility', row)
    expect(kept.monitorings.map((m: { position: string; met: boolean }) => [m.position, m.met])).toEqual([
      ['进水口', true],
      ['出水口', false],
    ])
  })
})
