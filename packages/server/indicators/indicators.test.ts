import { newId } from '@jingtu/core/id.ts'
import { INDICATORS } from '@jingtu/programme/indicators/list.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import { emissionReduction } from '@jingtu/registers/emission-reduction.ts'
import { emissionSubstitution } from '@jingtu/registers/emission-substitution.ts'
import { farmInputYear } from '@jingtu/registers/farm-input-year.ts'
import { gasStationTank } from '@jingtu/registers/gas-station-tank.ts'
import { ruralSewageVillage } from '@jingtu/registers/rural-sewage-village.ts'
import { site } from '@jingtu/registers/subjects/site.ts'
import { village } from '@jingtu/registers/subjects/village.ts'
import { villageEnvironment } from '@jingtu/registers/village-environment.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, openRegisterWorld, type RegisterWorld } from '../registers/testing.ts'
import { type Hand, handOf } from '../registers/testing-rows.ts'

let w: RegisterWorld
let east: Hand
let plan: Plan
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  east = handOf(w.eastClerk)
  plan = await w.server.change(async c => {
    const text = await storeFile(c.tx, Buffer.from('计划'), {
      type: 'text/plain',
      name: 'plan.txt',
      by: null,
      now: c.context.now,
    })
    return c.insert(planRecord, {
      home: w.city.id,
      region: w.city.path,
      state: 'published',
      values: {
        title: '临湖市2026年净土工作计划',
        level: 'city',
        regionId: w.city.id,
        year: 2026,
        ownerUnit: w.bureau.id,
        textFile: text.hash,
      },
    })
  })
})
afterAll(() => w?.close())

let ordinal = 0
const target = (indicator: string, value: string, unit = '%'): Promise<Target> =>
  w.server.change(c =>
    c.insert(targetRecord, {
      home: plan.home,
      region: plan.region,
      state: 'inForce',
      values: {
        plan: plan.id,
        ordinal: ++ordinal,
        indicator,
        op: '>=',
        value,
        unit,
        kind: 'indicator',
        source: 'goals',
        regionId: w.city.id,
        by: '2026-12-31',
      },
    }),
  )
const figure = async (id: string, query = '') => (await w.office.get(`/indicators/${id}?period=2026${query}`)).body
const lightOf = async (of: Target) => {
  const { body } = await w.office.get(`/targets/${of.id}`)
  return JSON.stringify(body)
}
const rows = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
const here = () => ({ home: w.east.id, region: w.east.path })

describe('figures from registers', () => {
  it('S018 the sewage rate is computed from the register of villages, moves with its rows, and brings the target with it', async () => {
    const ids = rows(340, () => newId())
    await w.server.change(async c => {
      await c.insertMany(
        village,
        ids.map((id, i) => ({
          ...here(),
          id,
          values: { name: `东${i}村`, code: `9802211${String(i).padStart(5, '0')}` },
        })),
      )
      await c.insertMany(
        ruralSewageVillage,
        ids.slice(0, 124).map(subject => ({
          ...here(),
          state: 'accepted',
          values: {
            subject,
            year: 2026,
            mode: '资源化利用' as const,
            households: 100,
            treatedHouseholds: 80,
            share: '80.00',
            due: '2026-06-30',
            acceptedOn: '2026-06-30',
            proofNeeded: '—',
          },
        })),
      )
    })
    expect(await figure('rural-sewage-rate')).toMatchObject({
      numerator: '124',
      denominator: '340',
      value: '36.47',
      missing: 0,
    })
    const rate = await target('农村生活污水治理率', '36')
    const proposed = await w.office.get(`/targets/${rate.id}/indicator`)
    expect(proposed.body.proposals[0]).toEqual({
      indicator: 'rural-sewage-rate',
      name: '农村生活污水治理率',
      sure: true,
    })
    expect((await w.eastClerk.post(`/targets/${rate.id}/indicator`, { indicator: 'rural-sewage-rate' })).status).toBe(
      403,
    )
    await done(w.office, `/targets/${rate.id}/indicator`, { indicator: 'rural-sewage-rate' })
    const computed = await done(w.office, `/targets/${rate.id}/compute`, { period: '2026' })
    expect(computed).toMatchObject({ value: '36.47', numerator: '124', denominator: '340', asOf: '2026-09-01' })
    expect(await lightOf(rate)).toContain('"status":"met"')

    const opened = await w.office.get('/indicators/rural-sewage-rate/rows?period=2026&part=numerator')
    expect([opened.body.register, opened.body.total]).toEqual(['rural-sewage-village', 124])
    const lapsed = opened.body.rows.slice(0, 2)
    await w.server.change(async c => {
      for (const { id } of lapsed) {
        const row = await c.get(ruralSewageVillage, id)
        await c.update(ruralSewageVillage, row, { action: 'remove', state: 'removed' })
      }
    })
    expect(await figure('rural-sewage-rate')).toMatchObject({ numerator: '122', value: '35.88' })
    // A village that is kept under control is not one that was treated.
    await w.server.change(async c => {
      const row = await c.get(ruralSewageVillage, opened.body.rows[2].id)
      await c.update(ruralSewageVillage, row, { action: 'correct', values: { mode: '管控' } })
    })
    expect((await figure('rural-sewage-rate')).numerator).toBe('121')
    expect(await figure('rural-sewage-control-rate')).toMatchObject({ numerator: '122', value: '35.88' })
    await done(w.office, `/targets/${rate.id}/compute`, { period: '2026' })
    expect(await lightOf(rate)).not.toContain('"status":"met"')
    // A finished period keeps what stood at its end.
    expect(await figure('rural-sewage-rate')).toMatchObject({ asOf: null })
    expect((await w.office.get('/indicators/rural-sewage-rate?period=2025')).body).toMatchObject({
      numerator: '0',
      value: null,
      asOf: '2025-12-31',
    })
  })

  it('S019 a renovated village counts only where all three tests hold, and what is not there counts as passed', async () => {
    const name = rows(4, () => newId())
    await w.server.change(c =>
      c.insertMany(
        village,
        name.map((id, i) => ({
          ...here(),
          id,
          values: { name: `整治${i}村`, code: `9802212${String(i).padStart(5, '0')}` },
        })),
      ),
    )
    const make = (subject: string, values: object) =>
      east.make('village-environment', { subject, period: '2026-H1', households: 100, ...values })
    const all = [
      await make(name[0]!, { hasBlackWater: true, hasSource: true, sewage: '60', blackWater: '80', source: '80' }),
      await make(name[1]!, { hasBlackWater: true, hasSource: true, sewage: '60', blackWater: '79.9', source: '80' }),
      await make(name[2]!, { hasBlackWater: false, hasSource: false, sewage: '75' }),
      await make(name[3]!, { hasBlackWater: false, hasSource: true, sewage: '75' }),
    ]
    expect(all.map(r => [r.result, r.failings])).toEqual([
      ['通过', []],
      ['未通过', ['黑臭水体治理 79.9 分，低于 80 分']],
      ['通过', []],
      ['证据不足', ['饮用水水源保护没有得分']],
    ])
    const office = handOf(w.office)
    for (const row of [all[0]!, all[2]!]) {
      await east.move('village-environment', row, 'assess')
      await office.move('village-environment', row, 'review')
    }
    expect(await figure('renovated-villages')).toMatchObject({ value: '2', denominator: null, unit: '个' })
  })

  it('S336 tanks made tight are a rate by tank and a rate by station, with the record of leak detection', async () => {
    // 32 stations with 103 tanks; 24 stations and one tank of a 25th are done: 73 tanks.
    const stations = rows(32, () => newId())
    const perStation = (i: number): number => (i < 24 ? 3 : i === 31 ? 3 : 4)
    await w.server.change(async c => {
      await c.insertMany(
        site,
        stations.map((id, i) => ({ ...here(), id, values: { name: `${i}号加油站`, kind: '加油站' as const } })),
      )
      await c.insertMany(
        gasStationTank,
        stations.flatMap((subject, i) =>
          rows(perStation(i), n => {
            const tight = i < 24 || (i === 24 && n === 0)
            return {
              ...here(),
              state: tight ? 'done' : 'single',
              values: {
                subject,
                tank: `${n + 1}#`,
                product: '汽油' as const,
                protection: tight ? ('双层罐' as const) : ('单层无防渗' as const),
                proof: tight ? ('达标' as const) : ('未达标' as const),
                ...(tight ? { renovatedOn: '2026-05-01' } : {}),
              },
            }
          }),
        ),
      )
    })
    expect(await figure('tank-rate')).toMatchObject({ numerator: '73', denominator: '103', value: '70.87' })
    expect(await figure('station-rate')).toMatchObject({ numerator: '24', denominator: '32', value: '75.00' })
    const [tank] = (await east.list('gas-station-tank', '?state=done')).rows
    const checked = await east.correct('gas-station-tank', tank!, { detections: [{ on: '2026-08-01', leaking: true }] })
    expect(checked.lastLeak).toBe('渗漏')
  })

  it('S007 the net change of heavy metals is what was approved minus what was taken away', async () => {
    const organisation = await done(w.office, '/registers/organisation/rows', {
      region: w.east.id,
      values: { name: '东屏冶炼厂', kind: '企业' },
    })
    const approve = (project: string, kg: string) =>
      w.server.change(c =>
        c.insert(emissionSubstitution, {
          ...here(),
          state: 'approved',
          values: {
            subject: organisation.id,
            project,
            industry: '重有色金属冶炼',
            needs: [{ metal: '铅', kg }],
            newTotal: kg,
            ratio: '1',
            approval: project,
            approvedYear: 2026,
          },
        }),
      )
    await approve('扩建一', '36')
    await approve('扩建二', '25.7')
    expect(await figure('heavy-metal-net')).toMatchObject({ value: '61.7', unit: 'kg', denominator: null })
    const reduced = await w.server.change(c =>
      c.insert(emissionReduction, {
        ...here(),
        state: 'recognised',
        values: {
          subject: organisation.id,
          name: '深度治理',
          type: '深度治理',
          period: '十四五',
          claimed: [{ metal: '铅', kg: '63' }],
          recognised: [{ metal: '铅', kg: '63' }],
          recognisedYear: 2026,
          verifiedOn: '2026-05-01',
        },
      }),
    )
    expect((await figure('heavy-metal-net')).value).toBe('-1.3')
    const opened = await w.office.get('/indicators/heavy-metal-net/rows?period=2026&part=minus')
    expect(opened.body.rows.map((r: { id: string }) => r.id)).toEqual([reduced.id])
    expect((await figure('heavy-metal-reduction')).value).toBe('63')
  })

  it('S412 the share of villages whose rubbish is dealt with is computed over all villages, also those nobody reported', async () => {
    const { numerator, denominator } = await figure('village-waste-rate', `&region=${w.west.id}`)
    expect([numerator, denominator]).toEqual(['0', '0'])
    await w.server.change(async c => {
      const ids = rows(20, () => newId())
      const there = { home: w.west.id, region: w.west.path }
      await c.insertMany(
        village,
        ids.map((id, i) => ({
          ...there,
          id,
          values: { name: `西${i}村`, code: `9802221${String(i).padStart(5, '0')}` },
        })),
      )
      await c.insertMany(
        villageEnvironment,
        ids.slice(0, 19).map((subject, i) => ({
          ...there,
          values: {
            subject,
            period: '2026-H1',
            households: 50,
            wasteCollected: i < 18,
            hasBlackWater: false,
            hasSource: false,
            dueOn: '2026-08-31',
            result: '证据不足' as const,
          },
        })),
      )
    })
    expect(await figure('village-waste-rate', `&region=${w.west.id}`)).toMatchObject({
      numerator: '18',
      denominator: '20',
      value: '90.00',
    })
    const city = await figure('village-waste-rate')
    expect(city.below.find((b: { name: string }) => b.name === '西渡县')).toMatchObject({
      numerator: '18',
      denominator: '20',
    })
  })
})

describe('what keeps a figure honest', () => {
  it('freezes it with rule and row versions; worked out again it is the same, and later says which row moved', async () => {
    const body = { region: w.east.id, period: '2026', published: '三季度通报' }
    const snapshot = await done(w.office, '/indicators/tank-rate/snapshots', body)
    expect(snapshot).toMatchObject({ value: '70.87', ruleVersion: '1', rowCount: 73 + 103 })
    const again = await w.office.get(`/indicator-snapshots/${snapshot.id}`)
    expect([again.body.same, again.body.gone, again.body.come, again.body.changed]).toEqual([true, [], [], []])
    const [single] = (await east.list('gas-station-tank', '?state=single')).rows
    await east.move('gas-station-tank', single!, 'empty', { reason: '油站歇业' })
    const later = await w.office.get(`/indicator-snapshots/${snapshot.id}`)
    expect([later.body.same, later.body.now.value, later.body.gone]).toEqual([
      false,
      '71.57',
      [`denominator ${single!.id}`],
    ])
  })

  it('counts what is not known as missing and never in favour', async () => {
    const well = async (n: number) =>
      done(w.office, '/registers/well/rows', {
        region: w.east.id,
        values: { code: `Q-${n}`, kind: '监测井', location: { type: 'Point', coordinates: [108, 22] } },
      })
    const point = async (n: number, years: object[]) =>
      handOf(w.office).make('assessed-groundwater-point', {
        subject: (await well(n)).id,
        point: `Q${n}`,
        target: 'Ⅳ类',
        years,
      })
    await point(1, [{ year: 2025, class: 'Ⅳ类' }])
    await point(2, [{ year: 2025, class: '证据不足' }])
    await point(3, [])
    expect(await figure('groundwater-points-met')).toMatchObject({
      numerator: '1',
      denominator: '3',
      value: '33.33',
      missing: 2,
    })
    const { body } = await w.office.get('/indicators/groundwater-points-met/rows?period=2026&part=missing')
    expect(body.rows.map((r: { point: string }) => r.point).sort()).toEqual(['Q2', 'Q3'])
  })

  it('calls unknown what an empty register or a row without its data would make look good', async () => {
    // West has no emission ledger at all: its net change is not nought, and not "nothing of the kind".
    expect(await figure('heavy-metal-net', `&region=${w.west.id}`)).toMatchObject({
      value: null,
      unknown: expect.stringContaining('还没有记录'),
    })
    // Two of the three points may be of class Ⅴ: a share that had better be low stays open.
    expect(await figure('groundwater-class-five')).toMatchObject({
      value: null,
      missing: 2,
      unknown: '有 2 行缺数据，可能改变结果',
    })
    const year = async (values: object) => {
      const row = await east.make(
        'farm-input-year',
        { year: 2024, source: w.eastBureau.id, ...values },
        { region: w.east.id },
      )
      await w.server.change(async c => {
        await c.update(farmInputYear, await c.get(farmInputYear, row.id), { action: 'accept', state: 'accepted' })
      })
    }
    // Film that came back without a word on how much was used would lift the rate.
    await year({ filmRecovered: '90' })
    const rate = async () => (await w.office.get('/indicators/film-rate?period=2024')).body
    expect(await rate()).toMatchObject({ value: null, missing: 1 })
    const target = await w.office.get('/indicators/film-rate/rows?period=2024&part=missing')
    expect(target.body.total).toBe(1)
  })

  it('shows a county nothing above or beside it, and an enterprise nothing at all', async () => {
    expect((await w.eastClerk.get(`/indicators/tank-rate?region=${w.west.id}`)).status).toBe(403)
    expect((await w.eastClerk.get(`/indicators/tank-rate?region=${w.city.id}`)).status).toBe(403)
    expect((await w.plant.get('/indicators')).status).toBe(403)
    expect((await w.eastClerk.get('/indicators/values?period=2026')).body.rows).toHaveLength(INDICATORS.length)
    expect((await w.eastClerk.get('/indicators/tank-rate?period=20x6')).status).toBe(422)
  })
})
