import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { box, point } from './testing-places.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let codes = 0
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  east = handOf(w.eastClerk)
  office = handOf(w.office)
})
afterAll(() => w?.close())

const here = () => ({ region: w.east.id })
const enterprise = (name: string, values: object = {}) =>
  addOrganisation(w.office, w.east, { name, creditCode: creditCode(++codes), ...values })
const area = async (kind: string, name: string, extent: object) => {
  const row = await east.make(
    'sensitive-place',
    { kind, name, extent, document: '县政府〔2024〕1号', validFrom: '2024-01-01' },
    here(),
  )
  return east.move('sensitive-place', row, 'enforce')
}

describe('new pollutants and key areas', () => {
  it('S362 a substance goes from survey to control; the list of the day, the registration and the results decide', async () => {
    const firm = await enterprise('东屏氟化工')
    const survey = (cas: string, values: object = {}) =>
      east.make('chemical-survey', {
        subject: firm.id,
        year: 2026,
        cas,
        substance: '某物质',
        role: '加工使用',
        newChemical: '否',
        amount: '12',
        ...values,
      })
    expect(
      await east.refusedNew('chemical-survey', {
        subject: firm.id,
        year: 2026,
        cas: '335-67-2',
        substance: '全氟辛酸',
        role: '生产',
        newChemical: '否',
      }),
    ).toContain('校验位不对，应为 1')
    const row = await survey('335-67-1', { substance: '全氟辛酸' })
    expect([row.listed, row.control, row.registrationState]).toEqual(['全氟辛酸及其盐类和相关化合物', '禁止', '不需要'])
    // The list is of 2023: a survey of 2022 is not judged by it.
    expect((await survey('335-67-1', { year: 2022 })).control).toBe('不在清单')
    const screen = (priority: string, more: object = {}) => ({ values: { priority, ...more } })
    expect(await east.refusedMove('chemical-survey', row, 'screen', screen('一般管理'))).toContain('应列为优先评估')
    await east.move('chemical-survey', row, 'screen', screen('优先评估'))
    const water = { medium: '废水', on: '2026-08-01', unit: 'µg/L' }
    const assess = async (monitoring: object[], risk: string) => ({
      values: { monitoring, risk, assessment: [await east.file()] },
    })
    expect(
      await east.refusedMove('chemical-survey', row, 'assess', await assess([water], '不存在不合理风险')),
    ).toContain('1 个结果没有数值或无效应浓度')
    const high = { ...water, value: '3.2', benchmark: '0.5' }
    expect(
      await east.refusedMove('chemical-survey', row, 'assess', await assess([high], '不存在不合理风险')),
    ).toContain('废水 3.2 µg/L，超过 0.5，与结论不符')
    await east.move('chemical-survey', row, 'assess', await assess([high], '存在不合理风险'))
    expect(await east.refusedMove('chemical-survey', row, 'close', { reason: '无' })).toContain('须落实管控措施')
    const measure = { kind: '限制排放', content: '增设活性炭', due: '2026-11-30' }
    await east.correct('chemical-survey', row, { measures: [measure] })
    expect(await east.duties('chemical-survey', row)).toEqual([['measure', '2026-11-30', 'open']])
    const refused = await east.refusedMove('chemical-survey', row, 'control')
    expect(refused).toContain('须有禁止生产使用的措施')
    expect(refused).toContain('“增设活性炭”没有完成')
    const stopped = {
      kind: '禁止生产使用',
      content: '停止使用',
      due: '2026-08-31',
      doneOn: '2026-08-31',
      proof: [await east.file()],
    }
    await east.move('chemical-survey', row, 'control', { values: { measures: [stopped] } })
    expect((await east.read('chemical-survey', row)).controlledOn).toBe('2026-09-01')

    // New substances: ten tonnes need the full registration, one the simple one.
    const fresh = await survey('100-00-5', { newChemical: '是', amount: '10' })
    expect([fresh.registrationNeeded, fresh.registrationState]).toEqual(['常规登记', '未登记'])
    expect(await east.refusedMove('chemical-survey', fresh, 'screen', screen('一般管理'))).toContain('应办理常规登记')
    await east.move('chemical-survey', fresh, 'screen', screen('一般管理', { registrationDue: '2026-10-31' }))
    expect(await east.duties('chemical-survey', fresh)).toEqual([['registration', '2026-10-31', 'open']])
    const simple = await east.correct('chemical-survey', fresh, { registration: '简易登记', registrationNumber: 'J-1' })
    expect(simple.registrationState).toBe('登记类型不符')
    expect((await east.correct('chemical-survey', fresh, { amount: '9.9' })).registrationState).toBe('已登记')
    expect(await east.duties('chemical-survey', fresh)).toEqual([])
    expect((await survey('71-43-2', { newChemical: '不清楚' })).registrationState).toBe('证据不足')
  })

  it('S367 substances, ponds and parks carry the key area they lie in, found on the map, and are listed by it', async () => {
    const reservoir = '丹江口库区及上游'
    const pondAt = async (name: string, lon: number) => {
      const site = await addSite(w.office, w.east, { name, kind: '尾矿库', location: point(lon, 23.205) })
      return office.make('tailings-pond', { subject: site.id, mineral: '铅锌', useState: '停用' })
    }
    const inside = await pondAt('库区尾矿库', 108.205)
    await pondAt('远处尾矿库', 108.5)
    const firm = await enterprise('库区化工')
    await addSite(w.office, w.east, { name: '库区厂', organisation: firm.id, extent: box(108.209, 23.209) })
    const chemical = {
      subject: firm.id,
      year: 2026,
      cas: '75-09-2',
      substance: '二氯甲烷',
      role: '加工使用',
      newChemical: '否',
    }
    const substance = await east.make('chemical-survey', chemical)
    expect((await east.read('chemical-survey', substance)).areas).toEqual([])
    // The area comes later than the rows, and all of them are tagged at once.
    const place = await area('重点区域', reservoir, box(108.2, 23.2))
    const parkSite = await addSite(w.office, w.east, {
      name: '库区化工园',
      kind: '园区',
      extent: box(108.19, 23.19, 0.02),
    })
    const park = await office.make('chemical-park', { subject: parkSite.id })
    const by = async (register: string) =>
      (await office.list(register, `?f.areas=${encodeURIComponent(reservoir)}`)).rows.map(r => r.id)
    expect(await by('tailings-pond')).toEqual([inside.id])
    expect(await by('chemical-survey')).toEqual([substance.id])
    expect(await by('chemical-park')).toEqual([park.id])
    await east.move('sensitive-place', place, 'lift', { reason: '调整重点区域' })
    for (const register of ['tailings-pond', 'chemical-survey', 'chemical-park']) expect(await by(register)).toEqual([])
  })
})

describe('sludge', () => {
  it('S366 every tonne of sludge has a destination that bears it, none goes on fields, heaps are cleared, works are upgraded', async () => {
    const works = await addSite(w.office, w.east, { name: '县污水处理厂', kind: '其他设施' })
    const row = await east.make('sludge-ledger', {
      subject: works.id,
      period: '2026-07',
      compliant: '不达标',
      upgradeDue: '2026-12-31',
    })
    expect([row.dueOn, row.balance, row.harmlessRate]).toEqual(['2026-08-10', '证据不足', null])
    expect(await east.refusedMove('sludge-ledger', row, 'submit')).toContain('证据不足')
    const load = (way: string, tonnes: string, more: object = {}) => ({
      way,
      receiver: '某接收单位',
      on: '2026-07-20',
      tonnes,
      ...more,
    })
    expect(await east.refusedCorrection('sludge-ledger', row, { destinations: [load('农田利用', '12')] })).toContain(
      '禁止将污泥作为肥料用于农田',
    )
    expect(
      await east.refusedCorrection('sludge-ledger', row, {
        destinations: [load('园林绿化', '12', { quality: '不达标' })],
      }),
    ).toContain('检测不达标，不能用于园林绿化')
    const amounts = { opening: '20', produced: '300', closing: '30' }
    const tested = load('园林绿化', '90', { quality: '达标', report: [await east.file()] })
    const short = await east.correct('sludge-ledger', row, {
      ...amounts,
      destinations: [load('焚烧', '180'), load('园林绿化', '90')],
    })
    // 20 + 300 − 270 − 30 = 20 t nobody can say anything of; green land without a test is not harmless yet.
    expect([short.missing, short.balance, short.harmless, short.harmlessRate]).toEqual(['20', '不平衡', '180', '66.67'])
    const refused = await east.refusedMove('sludge-ledger', row, 'submit')
    expect(refused).toContain('账面差额 20 吨')
    expect(refused).toContain('须有达标的检测报告')
    const heap = { place: '河滩', foundOn: '2026-07-05', tonnes: '20', due: '2026-08-31' }
    const whole = await east.correct('sludge-ledger', row, {
      destinations: [load('焚烧', '180'), tested, load('卫生填埋', '18')],
      heaps: [heap],
    })
    // 2 t of 320 t are within one per cent.
    expect([whole.missing, whole.balance, whole.harmlessRate, whole.openHeaps]).toEqual(['2', '平衡', '100.00', 1])
    await east.move('sludge-ledger', row, 'submit')
    expect(await east.duties('sludge-ledger', row)).toEqual([
      ['report', '2026-08-10', 'late'],
      ['heaps', '2026-08-31', 'overdue'],
      ['upgrade', '2026-12-31', 'open'],
    ])
    await east.move('sludge-ledger', row, 'accept')
    expect(await east.refusedCorrection('sludge-ledger', row, { produced: '1' })).toContain('不能直接修改')
    const follow = (values: object) => ({ values })
    const cleared = { ...heap, clearedOn: '2026-08-30' }
    expect(await east.refusedMove('sludge-ledger', row, 'follow', follow({ heaps: [cleared] }))).toContain('没有照片')
    await east.move(
      'sludge-ledger',
      row,
      'follow',
      follow({
        heaps: [{ ...cleared, photos: [await east.file()] }],
        compliant: '达标',
        upgradedOn: '2026-08-28',
      }),
    )
    expect((await east.duties('sludge-ledger', row)).map(d => d[0])).toEqual(['report'])
    const heaps = await east.list('sludge-ledger', '?f.openHeaps.from=1')
    expect(heaps.count.n).toBe(0)
  })
})

describe('villages', () => {
  const village = async (name: string, code: string, location?: object) =>
    office.make('village', { name, code, ...(location ? { location } : {}) }, here())
  const BASE = { period: '2026-H1', households: 100, hasBlackWater: false, hasSource: false }

  it('S407 a village in the protection zone of the canal is tagged by the map, and no longer when the zone ends', async () => {
    const inside = await village('渠首村', '980221003201', point(108.305, 23.305))
    const outside = await village('山后村', '980221003202', point(108.35, 23.35))
    const rows = [
      await east.make('village-environment', { ...BASE, subject: inside.id }),
      await east.make('village-environment', { ...BASE, subject: outside.id, zones: ['南水北调工程保护区'] }),
    ]
    const zone = await area('南水北调工程保护区', '中线总干渠东屏段', box(108.3, 23.3))
    const tagged = async () =>
      (await east.list('village-environment', `?f.mapZones=${encodeURIComponent('南水北调工程保护区')}`)).rows.map(
        r => r.id,
      )
    // What somebody typed in is not what the map says.
    expect(await tagged()).toEqual([rows[0]!.id])
    const near = await east.list('village', `?near=sensitive-place:${zone.id}:0`)
    expect(near.rows.map(r => r.name)).toEqual(['渠首村'])
    const later = await east.make('village-environment', { ...BASE, subject: inside.id, period: '2026-H2' })
    expect((await east.read('village-environment', later)).mapZones).toEqual(['南水北调工程保护区'])
    await east.move('sensitive-place', zone, 'lift', { reason: '重新划定' })
    expect(await tagged()).toEqual([])
  })

  it('S411 an award project mends villages that lie together and is paid by the villages that passed', async () => {
    const villages = [
      await village('甲村', '980221004201', point(108.4, 23.4)),
      await village('乙村', '980221004202', point(108.42, 23.4)),
      await village('丙村', '980221004203', point(108.44, 23.4)),
    ]
    const far = await village('丁村', '980221004204', point(108.6, 23.4))
    const nowhere = await village('戊村', '980221004205')
    const about = await office.make(
      'project',
      { name: '东屏连片整治', kind: '农村环境整治', owner: w.eastBureau.id },
      here(),
    )
    const ids = villages.map(v => v.id)
    const row = await east.make('rural-award', {
      subject: about.id,
      villages: [...ids, far.id],
      award: '100',
      works: [{ kind: '生活污水治理', content: '管网', due: '2026-08-31' }],
    })
    const read = () => east.read('rural-award', row)
    expect([(await read()).contiguous, (await read()).apart]).toEqual(['不连片', ['丁村']])
    expect(await east.refusedMove('rural-award', row, 'start')).toContain('不连片：丁村')
    await east.correct('rural-award', row, { villages: [...ids, nowhere.id] })
    expect([(await read()).contiguous, (await read()).apart]).toEqual(['证据不足', ['戊村（没有位置）']])
    // The first and the last are four kilometres apart, and hang together through the one between.
    await east.correct('rural-award', row, { villages: ids })
    expect((await read()).contiguous).toBe('连片')
    await east.move('rural-award', row, 'start')
    expect(await east.duties('rural-award', row)).toEqual([['works', '2026-08-31', 'overdue']])
    const refused = await east.refusedMove('rural-award', row, 'evaluate')
    expect(refused).toContain('“管网”没有完成')
    expect(refused).toContain('没有全部建立村庄保洁制度')
    await east.correct('rural-award', row, {
      works: [{ kind: '生活污水治理', content: '管网', due: '2026-08-31', doneOn: '2026-08-30' }],
      cleaning: true,
    })
    for (const [i, v] of villages.entries()) {
      const evaluation = await east.make('village-environment', { ...BASE, subject: v.id, sewage: i < 2 ? '70' : '50' })
      await east.move('village-environment', evaluation, 'assess')
      if (i < 2) await office.move('village-environment', evaluation, 'review', {})
    }
    await east.move('rural-award', row, 'evaluate')
    const told = await read()
    expect([told.passed, told.failing, told.due]).toEqual([2, ['丙村'], '66.67'])
    const pay = async (paid: string) => ({ values: { paid, paidOn: '2026-09-01', voucher: [await east.file()] } })
    expect(await east.refusedMove('rural-award', row, 'pay', await pay('70'))).toContain('多于可兑现的 66.67 万元')
    expect((await east.move('rural-award', row, 'pay', await pay('66.67'))).state).toBe('paid')
  })
})
