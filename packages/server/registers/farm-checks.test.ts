import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../testing.ts'
import { addOrganisation, addSite, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let farming: Hand
let farmClient: Client
let market: Hand
let n = 200
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  const person = async (login: string, name: string, line: '市场监管' | '农业农村') => {
    const unit = await w.server.unit(w.east, { name, line })
    await w.server.person(unit, login, ['reporter', 'reviewer'])
    return w.server.signIn(login)
  }
  farmClient = await person('farming', '东屏县农业农村局', '农业农村')
  farming = handOf(farmClient)
  market = handOf(await person('market', '东屏县市场监督管理局', '市场监管'))
})
afterAll(() => w?.close())

const rule = (kind: string, item: string, values: object) =>
  farming.make(
    'input-limit',
    { kind, item, validFrom: '2022-07-01', standard: '公告', ...values },
    { region: w.east.id },
  )
const check = async (kind: string, link: string, values: object, by: Hand = farming) => {
  const report = [await by.file()]
  const row = { kind, link, checkedOn: '2026-05-01', product: '样品', report, ...values }
  const made = await by.make('input-check', row, { region: w.east.id })
  return by.read('input-check', made)
}
const shop = async (name: string) => (await addOrganisation(w.office, w.east, { name, creditCode: creditCode(++n) })).id

it('S391 what is on the banned list on that day is found by its name, and a seller is not let off without a case', async () => {
  await rule('农药', '百草枯', { rule: '禁止', standard: '农业部公告第1745号', validFrom: '2016-07-01' })
  await rule('农药', '溴甲烷', { rule: '禁止', standard: '公告第2552号', validFrom: '2026-06-01' })
  const early = await check('农药', '销售', { product: '溴甲烷熏蒸剂', contains: ['溴甲烷'] })
  expect([early.verdict, early.faults]).toEqual(['合格', []])
  const seller = await shop('屏山农资店')
  const bad = await check('农药', '销售', { product: '除草剂', contains: ['20%百草枯水剂'], party: seller })
  expect(bad.faults).toEqual(['“20%百草枯水剂”属明令禁止的“百草枯”（农业部公告第1745号）'])
  expect(await farming.refusedMove('input-check', bad, 'pass')).toContain('明令禁止')
  await farming.move('input-check', bad, 'fail')
  expect(await farming.refusedMove('input-check', bad, 'close', { values: { disposal: '批评教育' } })).toContain(
    '销售环节不合格的须立案',
  )
  expect(await farming.refusedMove('input-check', bad, 'file')).toContain('涉嫌违法行为')
  await farming.move('input-check', bad, 'file', { values: { offence: '使用禁用的农药' } })
  const opened = (await farming.read('input-check', bad)).caseOpened
  expect(await farming.read('enforcement-case', { id: opened })).toMatchObject({
    offender: seller,
    kind: '违法生产、销售、使用农业投入品',
    clause: '农药管理条例第六十条第三项',
    foundOn: '2026-05-01',
    state: 'drafted',
  })
  const cases = await farming.list('input-check', '?state=filed')
  expect(cases.rows.map(r => r.id)).toEqual([bad.id])
})

it('S396 film on the market is held against GB 13735, and what fails opens a case with its range of fines', async () => {
  const standard = { standard: 'GB 13735—2017', validFrom: '2018-05-01', links: ['生产', '销售'] }
  await rule('农用薄膜', '标称厚度', { rule: '不低于', bound: '0.010', unit: 'mm', ...standard })
  await rule('农用薄膜', '厚度极限偏差', { rule: '不高于', bound: '0.003', unit: 'mm', ...standard })
  const film = (thickness: string, deviation: string) =>
    check(
      '农用薄膜',
      '销售',
      {
        product: '聚乙烯吹塑农用地面覆盖薄膜',
        tests: [
          { item: '标称厚度', value: thickness, unit: 'mm' },
          { item: '厚度极限偏差', value: deviation, unit: 'mm' },
        ],
      },
      market,
    )
  expect(await film('0.010', '0.003')).toMatchObject({ verdict: '合格', faults: [] })
  const thin = await film('0.008', '0.002')
  expect(thin.faults).toEqual(['标称厚度 0.008 mm，须不低于 0.010'])
  await market.move('input-check', thin, 'fail')
  await market.move('input-check', thin, 'file', {
    values: { offence: '生产、销售不符合强制性国家标准的农用薄膜', party: await shop('屏山塑料行') },
  })
  const { caseOpened } = await farming.read('input-check', thin)
  const opened = await farming.correct('enforcement-case', { id: caseOpened }, { disposalCost: '0.6' })
  expect([opened.clause, opened.leastFine, opened.mostFine]).toEqual(['产品质量法第四十九条', '0.6', '1.8'])
  const unmeasured = await check('农用薄膜', '销售', { tests: [{ item: '拉伸负荷', value: '2', unit: 'N' }] }, market)
  expect([unmeasured.verdict, unmeasured.open]).toEqual(['证据不足', ['拉伸负荷：没有登记当日适用的限量']])
})

it('S390 fertiliser is tested for metals against the limit in force, and a unit that differs is no result', async () => {
  const cadmium = { rule: '不高于', unit: 'mg/kg', standard: 'GB 38400—2019' }
  await rule('有机肥', '总镉', { ...cadmium, bound: '3', validFrom: '2020-07-01' })
  const test = async (value: string, unit = 'mg/kg') =>
    check('有机肥', '使用', { product: '生物有机肥', tests: [{ item: '总镉', value, unit }] })
  expect(await test('3.0')).toMatchObject({ verdict: '合格', grounds: ['总镉 不高于 3 mg/kg（GB 38400—2019）'] })
  expect((await test('<0.05')).verdict).toBe('合格')
  const over = await test('3.01')
  expect(over).toMatchObject({ verdict: '不合格', faults: ['总镉 3.01 mg/kg，须不高于 3'] })
  await farming.move('input-check', over, 'fail')
  await farming.move('input-check', over, 'close', { values: { disposal: '责令停止施用，已施地块加测' } })
  expect((await test('3', '%')).verdict).toBe('证据不足')
  const failed = await farming.list(
    'input-check',
    `?f.kind=${encodeURIComponent('有机肥')}&f.verdict=${encodeURIComponent('不合格')}`,
  )
  expect(failed.rows.map(r => r.id)).toEqual([over.id])
})

it('S378 drugs and additives are inspected on the farm: banned ones and too much of them stand in the farm’s book', async () => {
  await rule('兽药', '瘦肉精', { rule: '禁止', standard: '农业部公告第235号' })
  await rule('饲料添加剂', '铜', { rule: '不高于', bound: '25', unit: 'mg/kg', standard: '农业农村部公告第2625号' })
  const farm = await farming.make('livestock-farm', {
    subject: (await addSite(w.office, w.east, { name: '屏山猪场', kind: '其他设施' })).id,
    species: '生猪',
    stock: 900,
    scale: true,
    zone: '非禁养区',
    facility: '已配套',
  })
  const onFarm = (kind: string, values: object) => check(kind, '使用', { farm: farm.id, ...values })
  const feed = await onFarm('饲料添加剂', { product: '育肥料', tests: [{ item: '铜', value: '120', unit: 'mg/kg' }] })
  const drug = await onFarm('兽药', { product: '含瘦肉精饲料', checkedOn: '2026-06-01' })
  // Nothing was named or tested, but the product itself names what is banned.
  expect(drug.faults[0]).toContain('瘦肉精')
  const fine = await onFarm('兽药', { product: '阿莫西林', contains: ['阿莫西林'], checkedOn: '2026-07-01' })
  await farming.move('input-check', feed, 'fail')
  await farming.move('input-check', drug, 'fail')
  await farming.move('input-check', fine, 'pass')
  const book = (await farming.read('livestock-farm', farm)).drugChecks
  expect(book.map((c: { on: string; found: string }) => `${c.on} ${c.found}`)).toEqual([
    '2026-05-01 超量使用',
    '2026-06-01 违禁',
    '2026-07-01 合格',
  ])
})

it('S382 what must never be put on fields has a code of its own and needs no test', async () => {
  const land = await done(w.office, '/registers/farmland-unit/rows', {
    region: w.east.id,
    values: { code: 'DP-382', landUse: '旱地', area: { value: '12', unit: '亩' } },
  })
  const bad = await check('化肥', '使用', { product: '底泥', land: land.id, acts: ['FA04', 'FA07'] })
  expect([bad.verdict, bad.faults]).toEqual(['不合格', ['施用未经检验和安全处理的清淤底泥', '将污泥直接用作肥料']])
  expect(
    await farming.refusedNew(
      'input-check',
      { kind: '化肥', link: '使用', checkedOn: '2026-05-01', product: '污水', acts: ['FA99'] },
      { region: w.east.id },
    ),
  ).toContain('违禁行为代码')
  await farming.move('input-check', bad, 'fail')
  const offence = '向农用地排放超标污水、污泥或底泥、尾矿、矿渣'
  await farming.move('input-check', bad, 'file', { values: { offence, party: await shop('清淤公司') } })
  const { caseOpened } = await farming.read('input-check', bad)
  expect((await farming.read('enforcement-case', { id: caseOpened })).clause).toBe('土壤污染防治法第八十七条')
  const coded = await farming.list('input-check', '?f.acts=FA07')
  expect(coded.rows.map(r => r.id)).toEqual([bad.id])
})

it('S388 residues in soil and products warn before the limit is reached, and the bureau is told', async () => {
  const limit = { rule: '不高于', unit: 'mg/kg' }
  await rule('农产品农药残留', '毒死蜱', { ...limit, bound: '0.02', standard: 'GB 2763—2021' })
  await rule('土壤农药残留', '滴滴涕总量', { ...limit, bound: '0.10', standard: 'GB 15618—2018' })
  const residue = async (kind: string, item: string, value: string) =>
    (await check(kind, '环境监测', { product: '豇豆', tests: [{ item, value, unit: 'mg/kg' }] })).warning
  expect(await residue('农产品农药残留', '毒死蜱', '0.0159')).toBe('正常')
  expect(await residue('农产品农药残留', '毒死蜱', '0.016')).toBe('预警')
  expect(await residue('农产品农药残留', '毒死蜱', '0.021')).toBe('超标')
  expect(await residue('土壤农药残留', '滴滴涕总量', '0.09')).toBe('预警')
  expect(await residue('土壤农药残留', '六六六总量', '0.09')).toBeNull()
  const told = (await farmClient.get('/notices')).body.rows as { title: string; body: string }[]
  expect(told.map(x => x.title).sort()).toEqual(
    ['农产品农药残留预警：豇豆', '农产品农药残留超标：豇豆', '土壤农药残留预警：豇豆'].sort(),
  )
  expect(JSON.stringify(told)).toContain('毒死蜱 0.021 mg/kg，须不高于 0.02')
  const warned = await farming.list('input-check', `?f.warning=${encodeURIComponent('预警')}`)
  expect(warned.count.n).toBe(2)
})

it('what an effect works out of a row is in the answer, and goes with the action that is taken back', async () => {
  await rule('化肥', '缩二脲', { rule: '不高于', bound: '1.5', unit: '%' })
  const tests = [{ item: '缩二脲', value: '1.6', unit: '%' }]
  const values = { kind: '化肥', link: '使用', checkedOn: '2026-05-01', product: '尿素', batch: '撤回', tests }
  const made = await farming.make('input-check', values, { region: w.east.id })
  expect(made.verdict).toBe('不合格')
  const path = `/registers/input-check/rows/${made.id}`
  const better = [{ item: '缩二脲', value: '1.2', unit: '%' }]
  const mended = await farmClient.patch(path, { version: made.version, values: { tests: better } })
  expect([mended.status, mended.body.verdict]).toEqual([200, '合格'])
  await done(farmClient, `${path}/undo`, {})
  const back = await farming.read('input-check', made)
  expect([back.tests[0].value, back.verdict]).toEqual(['1.6', '不合格'])

  const other = await farming.make('input-check', { ...values, batch: '误登' }, { region: w.east.id })
  await done(farmClient, `/registers/input-check/rows/${other.id}/undo`, {})
  const left = (await farming.list('input-check', `?q=${encodeURIComponent('误登')}`)).rows
  expect(left.map(r => r.state).filter(state => state !== 'void')).toEqual([])
})
