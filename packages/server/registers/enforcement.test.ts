import { planRecord } from '@jingtu/programme/plan.ts'
import { targetRecord } from '@jingtu/programme/target.ts'
import { heavyMetalEnterprise } from '@jingtu/registers/heavy-metal-enterprise.ts'
import { draw } from '@jingtu/registers/random-draw.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  east = handOf(w.eastClerk)
})
afterAll(() => w?.close())

let organisations = 0
const organisation = () =>
  addOrganisation(w.eastClerk, w.east, { name: `企业${++organisations}`, creditCode: creditCode(7000 + organisations) })

type Drawn = { organisation: string; first: string; second: string; inspectedOn: string | null }

describe('a draw', () => {
  it('follows from its seed alone, minds weights and conflicts, and never names one object twice', () => {
    const pool = Array.from({ length: 20 }, (_, i) => ({ organisation: `o${String(i).padStart(2, '0')}`, weight: 1 }))
    const input = { seed: '20260901', count: 8, pool, inspectors: ['甲', '乙', '丙'], avoid: [] }
    const one = draw(input)
    expect(draw({ ...input, pool: [...pool].reverse() })).toEqual(one)
    expect(draw({ ...input, seed: '20260902' })).not.toEqual(one)
    expect(new Set(one.map(d => d.organisation)).size).toBe(8)
    expect(one.every(d => d.first && d.second && d.first !== d.second)).toBe(true)
    const heavy = pool.map((o, i) => (i === 7 ? { ...o, weight: 19 } : o))
    // Half of all weight lies on one object: of 400 first draws it takes about 200, an equal chance would give 20.
    const firsts = Array.from(
      { length: 400 },
      (_, i) => draw({ ...input, pool: heavy, count: 1, seed: `s${i}` })[0]!.organisation,
    )
    const taken = firsts.filter(o => o === 'o07').length
    expect(taken).toBeGreaterThan(160)
    expect(taken).toBeLessThan(240)
    expect(draw({ ...input, count: 50 })).toHaveLength(20)
  })
})

describe('random inspections', () => {
  it('S177 S461 the pool comes from the lists with their tags; the draw can be repeated, keeps conflicts apart and is published', async () => {
    const firms: string[] = []
    for (const tags of [['涉锰'], ['涉铊'], [], ['涉镉']]) {
      const { id } = await organisation()
      const row = await east.make('heavy-metal-enterprise', { subject: id, industry: '电解锰', metals: ['铅'], tags })
      await w.server.change(async c => {
        const now = await c.get(heavyMetalEnterprise, row.id)
        await c.update(heavyMetalEnterprise, now, { action: 'list', state: 'listed' })
      })
      firms.push(id)
    }
    const inspectors = ['王一', '李二', '张三'].map((name, i) => ({ name, licence: `ZF${i}` }))
    const round = await east.make(
      'random-inspection',
      { title: '三季度抽查', period: '2026-Q3', plainWeight: 1, focusWeight: 5, inspectors },
      { region: w.east.id },
    )
    expect(await east.refusedMove('random-inspection', round, 'seal')).toContain('抽查对象库是空的')
    await east.move('random-inspection', round, 'fill')
    const filled = await east.read('random-inspection', round)
    const weights = new Map(
      filled.pool.map((p: { organisation: string; weight: number }) => [p.organisation, p.weight]),
    )
    expect(firms.map(id => weights.get(id))).toEqual([5, 5, 1, 1])

    const avoid = (...names: string[]) =>
      names.map(inspector => ({ inspector, organisation: firms[0], why: '亲属任职' }))
    await east.correct('random-inspection', round, { avoid: avoid('王一', '李二') })
    expect(await east.refusedMove('random-inspection', round, 'seal')).toContain('1 家企业不足两名执法人员')
    await east.correct('random-inspection', round, { avoid: avoid('王一') })
    await east.move('random-inspection', round, 'seal')
    // Once sealed, nobody adds to the pool or takes from it.
    expect(await east.refusedCorrection('random-inspection', round, { pool: [] })).not.toBe('')
    const values = { seed: '0837261', count: 4 }
    expect(await east.refusedMove('random-inspection', round, 'draw', { values: { ...values, count: 5 } })).toContain(
      '对象库只有 4 家',
    )
    const drawn = await east.move('random-inspection', round, 'draw', { values })
    const named = drawn.drawn.map((d: Drawn) => [d.organisation, d.first, d.second])
    const again = draw({
      ...values,
      pool: filled.pool,
      inspectors: ['张三', '王一', '李二'],
      avoid: avoid('王一') as never,
    })
    expect(again.map(d => [d.organisation, d.first, d.second])).toEqual(named)
    const kept = drawn.drawn.find((d: Drawn) => d.organisation === firms[0])
    expect([kept.first, kept.second].sort()).toEqual(['张三', '李二'].sort())

    const results = drawn.drawn.map((d: Drawn) => ({ ...d, inspectedOn: '2026-09-01', result: '未发现问题' }))
    const swapped = results.map((d: Drawn, i: number) => (i === 0 ? { ...d, first: d.second, second: d.first } : d))
    expect(await east.refusedMove('random-inspection', round, 'inspect', { values: { drawn: swapped } })).toContain(
      '与按种子复算的结果不一致',
    )
    const publication = { values: { publishedAt: 'https://example.test/抽查' } }
    expect(await east.refusedMove('random-inspection', round, 'publish', publication)).toContain(
      '还有 4 家没有检查结果',
    )
    await east.move('random-inspection', round, 'inspect', { values: { drawn: results } })
    await east.move('random-inspection', round, 'publish', publication)
    const open = await w.server.client().get('/public/registers/random-inspection/rows')
    expect(open.body.rows).toMatchObject([{ title: '三季度抽查', seed: '0837261', publishedOn: '2026-09-01' }])
  })
})

describe('emergencies', () => {
  const event = async (values: object) =>
    east.make('emergency-event', {
      subject: (await addSite(w.office, w.east, { name: `厂区${++organisations}` })).id,
      happenedOn: '2026-08-01',
      title: `泄漏${organisations}`,
      grade: '一般',
      ...values,
    })

  it('S008 an event that harmed soil, or may have, stands against the bottom line of none at once', async () => {
    const light = await bottomLine()
    // A register nobody keeps is no proof that nothing happened.
    await expect(light()).rejects.toThrow('里还没有记录')
    await event({ soil: '否' })
    await event({ soil: '是', happenedOn: '2025-12-31' })
    expect(await light()).toBe(true)
    const open = await event({ soil: '待查' })
    expect(await light()).toBe(false)
    await east.correct('emergency-event', open, { soil: '否' })
    expect(await light()).toBe(true)
    await event({ soil: '是' })
    expect((await w.office.get('/indicators/soil-accidents?period=2026')).body.numerator).toBe('1')
    expect(await light()).toBe(false)
  })

  it('S463 who does not act in time pays for it: the cost of acting in his place is claimed until it is back', async () => {
    const responsible = (await organisation()).id
    const row = await event({ soil: '是', responsible, orderedOn: '2026-08-01' })
    expect(
      await east.refusedCorrection('emergency-event', row, {
        costs: [{ on: '2026-08-05', item: '围堰', amount: '12.5' }],
      }),
    ).toContain('代行处置开始日期')
    const costs = [
      { on: '2026-08-05', item: '围堰', amount: '12.5' },
      { on: '2026-08-06', item: '清挖', amount: '40' },
    ]
    expect(await east.refusedCorrection('emergency-event', row, { costs, substitutedOn: '2026-07-31' })).toContain(
      '缺少此前的责令日期',
    )
    const now = await east.correct('emergency-event', row, { costs, substitutedOn: '2026-08-03' })
    expect(now.owed).toBe('52.5')
    expect(await east.refusedMove('emergency-event', row, 'handle')).toContain('须定土壤后续调查期限')
    await east.move('emergency-event', row, 'handle', { values: { surveyDue: '2026-10-31' } })
    const recovered = [{ on: '2026-08-30', amount: '50' }]
    await east.correct('emergency-event', row, { recovered })
    const reasons = await east.refusedMove('emergency-event', row, 'close')
    expect(reasons).toContain('土壤后续调查没有完成')
    expect(reasons).toContain('还有 2.5 万元没有追回')
    await east.correct('emergency-event', row, {
      recovered: [...recovered, { on: '2026-09-01', amount: '2.5' }],
      surveyedOn: '2026-09-01',
      survey: [await east.file()],
      surveyResult: '未超过风险管控标准',
    })
    expect((await east.move('emergency-event', row, 'close')).state).toBe('closed')
  })
})

/** The city's target of no accident in 2026; the answer works it out anew and says whether it is met. */
async function bottomLine(): Promise<() => Promise<boolean>> {
  const target = await w.server.change(async c => {
    const where = { home: w.city.id, region: w.city.path }
    const file = { type: 'text/plain', name: 'plan.txt', by: null, now: c.context.now }
    const text = await storeFile(c.tx, Buffer.from('计划'), file)
    const plan = await c.insert(planRecord, {
      ...where,
      state: 'published',
      values: {
        title: '临湖市2026年计划',
        level: 'city',
        regionId: w.city.id,
        year: 2026,
        ownerUnit: w.bureau.id,
        textFile: text.hash,
      },
    })
    const goal = { op: '<=', value: '0', unit: '起', kind: 'indicator', source: 'goals', by: '2026-12-31' } as const
    return c.insert(targetRecord, {
      ...where,
      state: 'inForce',
      values: { ...goal, plan: plan.id, ordinal: 1, indicator: '土壤污染事故', regionId: w.city.id },
    })
  })
  const proposed = await w.office.get(`/targets/${target.id}/indicator`)
  expect(proposed.body.proposals[0]).toMatchObject({ indicator: 'soil-accidents', sure: true })
  await done(w.office, `/targets/${target.id}/indicator`, { indicator: 'soil-accidents' })
  return async () => {
    await done(w.office, `/targets/${target.id}/compute`, { period: '2026' })
    const { body } = await w.office.get(`/targets/${target.id}`)
    return JSON.stringify(body).includes('"status":"met"')
  }
}
