import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOrganisation, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let n = 900
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  await office.make(
    'substitution-policy',
    { kind: '等量替代', ratio: '1', validFrom: '2022-03-01', document: '环固体〔2022〕17号' },
    { region: w.city.id },
  )
})
afterAll(() => w?.close())

const works = (name: string, region = w.east) =>
  addOrganisation(w.office, region, { name, creditCode: creditCode(++n) })
async function listed(subject: string, values: object = {}) {
  const row = await office.make('heavy-metal-enterprise', { subject, industry: '电镀', metals: ['镉'], ...values })
  return office.move('heavy-metal-enterprise', row, 'list')
}
async function reduction(subject: string, name: string, claimed: [string, string][], recognised = claimed) {
  const amounts = (of: [string, string][]) => of.map(([metal, kg]) => ({ metal, kg }))
  const row = await office.make('emission-reduction', {
    subject,
    name,
    type: '深度治理',
    period: '十四五',
    claimed: amounts(claimed),
  })
  await office.move('emission-reduction', row, 'build')
  await office.move('emission-reduction', row, 'verify', {
    values: { verifiedOn: '2026-06-01', verification: [await office.file()] },
  })
  return office.move('emission-reduction', row, 'recognise', { values: { recognised: amounts(recognised) } })
}
async function project(subject: string, name: string, kg: string, source: { id: string }) {
  const row = await office.make('emission-substitution', {
    subject,
    project: name,
    industry: '重有色金属冶炼',
    needs: [{ metal: '铅', kg }],
  })
  const match = { values: { ratio: '1', sources: [{ reduction: source.id, metal: '铅', kg }] } }
  return { row, match }
}

it('S169 both permits are laid beside the ledger: amount and destination of the seller, amount and source of the buyer', async () => {
  const [seller, buyer] = [await works('让出厂'), await works('扩建厂')]
  const [a, b] = [await listed(seller.id), await listed(buyer.id)]
  const source = await reduction(seller.id, '除尘', [['铅', '30']])
  const { row, match } = await project(buyer.id, '铅锌扩建', '12.5', source)
  await office.move('emission-substitution', row, 'match', match)
  expect((await office.read('heavy-metal-enterprise', a)).ledgerAgrees).toBeNull()
  await office.move('emission-substitution', row, 'approve', { values: { approval: '临环审〔2026〕1号' } })
  const faults = async (of: { id: string }) => (await office.read('heavy-metal-enterprise', of)).ledgerFaults
  expect(await faults(a)).toEqual(['出让给“铅锌扩建”的铅 12.5 kg，许可证没有载明'])
  expect(await faults(b)).toEqual(['取自“除尘”的铅 12.5 kg，许可证没有载明'])
  await office.correct('heavy-metal-enterprise', a, { permitOut: [{ substitution: row.id, metal: '铅', kg: '12' }] })
  expect(await faults(a)).toEqual(['出让给“铅锌扩建”的铅：台账 12.5 kg，许可证 12 kg'])
  await office.correct('heavy-metal-enterprise', a, { permitOut: [{ substitution: row.id, metal: '铅', kg: '12.50' }] })
  await office.correct('heavy-metal-enterprise', b, {
    permitIn: [
      { reduction: source.id, metal: '铅', kg: '12.5' },
      { reduction: source.id, metal: '镉', kg: '1' },
    ],
  })
  expect([await faults(a), await faults(b)]).toEqual([[], ['许可证载明取自“除尘”的镉 1 kg，台账中没有']])
  const agreeing = async (yes: boolean) =>
    (await office.list('heavy-metal-enterprise', `?f.ledgerAgrees=${yes}`)).rows.map(r => r.id)
  expect([await agreeing(true), await agreeing(false)]).toEqual([[a.id], [b.id]])
  // A project that is given up leaves the permits behind.
  await office.move('emission-substitution', row, 'cancel', { reason: '项目取消' })
  expect((await faults(a))[0]).toContain('台账中没有')
})

it('S178 five years of an enterprise are one sum by metal, and what the city strikes off stands beside it', async () => {
  const { id } = await works('五年厂')
  await reduction(
    id,
    '一期',
    [
      ['铅', '20'],
      ['镉', '1.5'],
    ],
    [
      ['铅', '18'],
      ['镉', '1.5'],
    ],
  )
  await reduction(id, '二期', [['铅', '10']])
  await office.make('emission-reduction', {
    subject: id,
    name: '三期',
    type: '升级改造',
    period: '十四五',
    claimed: [{ metal: '铅', kg: '4' }],
  })
  await office.make('emission-reduction', {
    subject: id,
    name: '旧账',
    type: '升级改造',
    period: '十三五',
    claimed: [{ metal: '铅', kg: '99' }],
  })
  const check = await east.make('reduction-check', { subject: id, period: '十四五' })
  await east.move('reduction-check', check, 'gather')
  const sums = await east.read('reduction-check', check)
  expect(sums).toMatchObject({ projects: 3, claimedTotal: '35.5', recognisedTotal: '29.5', result: '证据不足' })
  expect(sums.recognised).toEqual([
    { metal: '铅', kg: '28' },
    { metal: '镉', kg: '1.5' },
  ])
  const verification = [await office.file()]
  const verify = (lead: string) => ({
    values: {
      verification,
      verified: [
        { metal: '铅', kg: lead },
        { metal: '镉', kg: '1.5' },
      ],
    },
  })
  expect(await office.refusedMove('reduction-check', check, 'verify', verify('28.1'))).toContain('铅的核定量多于认定量')
  expect(await office.move('reduction-check', check, 'verify', verify('25'))).toMatchObject({
    verifiedTotal: '26.5',
    struckOff: [{ metal: '铅', kg: '3' }],
    result: '核减',
    verifiedOn: '2026-09-01',
  })
})

it('S181 S184 a project has to fit below the total; the fall against the base year is known when every account is', async () => {
  const [big, small, gone] = [await works('大厂'), await works('小厂'), await works('关停厂')]
  const discharge = (year: number, kg: string) => ({ year, metal: '铅', kg })
  await listed(big.id, { discharges: [discharge(2020, '1000'), discharge(2025, '962.4')] })
  await listed(small.id, { discharges: [discharge(2020, '400')] })
  const closed = await listed(gone.id, { discharges: [discharge(2020, '100')] })
  await office.move('heavy-metal-enterprise', closed, 'close', {
    reason: '落后产能',
    values: { closureOrder: '临政〔2025〕9号' },
  })
  const index = await office.make(
    'emission-index',
    { year: 2026, baseYear: 2020, cap: '1500', goal: '5', registered: '1462.4' },
    { region: w.east.id },
  )
  expect(index.room).toBe('37.6')
  await office.move('emission-index', index, 'issue', { values: { document: '临环发〔2026〕3号' } })
  // 50 kg with a source of 50 fit; without one they would not.
  const source = await reduction(big.id, '腾出总量', [['铅', '50']])
  const { row, match } = await project(small.id, '新建线', '50', source)
  const bare = await office.refusedMove('emission-substitution', row, 'match', {
    values: { ratio: '1', sources: [{ reduction: source.id, metal: '铅', kg: '0' }] },
  })
  expect(bare).toContain('批准后 2026 年排放总量为 1512.4 kg，超过下达的 1500 kg')
  await office.move('emission-substitution', row, 'match', match)
  await office.move('emission-substitution', row, 'approve', { values: { approval: '临环审〔2026〕5号' } })
  expect(await office.read('emission-index', index)).toMatchObject({ added: '0', room: '37.6' })

  await east.move('emission-index', index, 'open')
  // Those of the list without a figure of the base year stand in the way of the whole until it is known.
  const accounts = (await office.list('emission-year', '?limit=50')).rows
  const of = (subject: string) => accounts.find(r => r.subject === subject)!
  expect([of(big.id).base, of(small.id).base, of(gone.id).base]).toEqual(['1000', '400', '100'])
  const figure = async () => (await w.office.get('/indicators/heavy-metal-cut?period=2026')).body
  expect((await figure()).value).toBeNull()
  const settle = async (account: { id: string }, kg: string, base?: string) => {
    await east.move('emission-year', account, 'report', {
      values: { method: '手工监测', amounts: [{ metal: '铅', kg }] },
    })
    await office.move('emission-year', account, 'verify', base ? { values: { base } } : {})
  }
  await settle(of(big.id), '930')
  await settle(of(small.id), '399.5')
  const rest = accounts.filter(r => r.subject !== big.id && r.subject !== small.id)
  for (const other of rest.filter(r => r.subject !== gone.id)) await settle(other, '0', '0')
  expect((await figure()).value).toBeNull()
  expect((await office.read('emission-index', index)).met).toBe('证据不足')
  expect(await office.refusedMove('emission-index', index, 'close')).toContain('还有 1 家没有核定')
  await settle(of(gone.id), '0')
  // (1500 − 1329.5) / 1500
  expect(await figure()).toMatchObject({ denominator: '1500', value: '11.37' })
  expect(await office.read('emission-index', index)).toMatchObject({ cut: '11.37', met: '完成', pending: 0 })
})

it('S179 an enterprise stands in several of the six lists, and a list of one kind shows what the list of all leaves out', async () => {
  const { id } = await works('多类厂')
  const row = await office.make('environment-key-unit', {
    subject: id,
    year: 2026,
    kinds: ['水环境重点排污单位'],
    ground: '废水排放量大',
  })
  expect([row.multiple, row.gaps]).toEqual([1, []])
  await listed(id, { airKeyUnit: true })
  const discharger = await office.make('groundwater-discharger', { subject: id, criterion: '化学品生产、存贮' })
  await office.move('groundwater-discharger', discharger, 'publish')
  const gaps = (await office.read('environment-key-unit', row)).gaps
  expect(gaps).toEqual(['地下水污染防治重点排污单位', '大气环境重点排污单位'])
  expect(await office.refusedMove('environment-key-unit', row, 'publish')).toContain(
    '另有清单表明应列入“大气环境重点排污单位”',
  )
  await office.correct('environment-key-unit', row, { kinds: ['水环境重点排污单位', ...gaps] })
  const published = await office.move('environment-key-unit', row, 'publish')
  expect([published.multiple, published.gaps, published.publishedOn]).toEqual([3, [], '2026-09-01'])
  const several = await office.list('environment-key-unit', `?f.kinds=${encodeURIComponent('大气环境重点排污单位')}`)
  expect(several.rows.map(r => r.id)).toEqual([row.id])
})

it('S186 S187 projects assigned from above have their paper and day, and boilers say what they treat besides', async () => {
  const { id } = await works('锅炉厂')
  const make = (name: string, values: object) => ({
    subject: id,
    name,
    type: '升级改造',
    period: '十四五',
    claimed: [{ metal: '汞', kg: '1' }],
    ...values,
  })
  expect(await office.refusedNew('emission-reduction', make('空', { assigned: true }))).toContain('下达文件')
  const given = { assigned: true, assignment: '云环发〔2026〕2号' }
  const late = await office.make('emission-reduction', make('布袋改造', { ...given, dueOn: '2026-06-30' }))
  const built = await office.make('emission-reduction', make('脱汞', { ...given, dueOn: '2026-12-31' }))
  await office.make('emission-reduction', make('自行改造', {}))
  await office.move('emission-reduction', built, 'build')
  const assigned = (await office.list('emission-reduction', '?f.assigned=true')).rows
  expect(assigned.map(r => r.name).sort()).toEqual(['布袋改造', '脱汞'])
  const { body } = await w.office.get('/duties?register=emission-reduction&from=2026-01-01&to=2026-12-31')
  expect(body.rows.map((d: { row: string; due: string; status: string }) => [d.row, d.due, d.status])).toEqual([
    [late.id, '2026-06-30', 'overdue'],
    [built.id, '2026-12-31', 'met'],
  ])

  const boiler = make('锅炉', { tags: ['工业锅炉改造'] })
  expect(await office.refusedNew('emission-reduction', boiler)).toContain('须写明协同处置的物质')
  const tags = ['工业锅炉改造', '协同处置重金属', '协同处置苯系物']
  const tagged = await office.make('emission-reduction', { ...boiler, tags })
  const benzene = await office.list('emission-reduction', `?f.tags=${encodeURIComponent('协同处置苯系物')}`)
  expect(benzene.rows.map(r => r.id)).toEqual([tagged.id])
})
