import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let n = 500
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  const policy = { kind: '等量替代', ratio: '1', validFrom: '2022-03-01', document: '环固体〔2022〕17号' }
  await office.make('substitution-policy', policy, { region: w.city.id })
  await office.make(
    'substitution-policy',
    { kind: '减量替代', ratio: '1.2', validFrom: '2022-03-01', document: '东屏县重点区域方案' },
    { region: w.east.id },
  )
})
afterAll(() => w?.close())

const works = (name: string, region = w.east) =>
  addOrganisation(w.office, region, { name, creditCode: creditCode(++n) })
const recognised = async (name: string, amounts: Record<string, string>, region = w.east) => {
  const row = await office.make('emission-reduction', {
    subject: (await works(`${name}厂`, region)).id,
    name,
    type: '深度治理',
    period: '十四五',
    claimed: Object.entries(amounts).map(([metal, kg]) => ({ metal, kg })),
  })
  await office.move('emission-reduction', row, 'build')
  await office.move('emission-reduction', row, 'verify', {
    values: { verifiedOn: '2026-06-01', verification: [await office.file()] },
  })
  return office.move('emission-reduction', row, 'recognise', { values: { recognised: row.claimed } })
}
const project = async (name: string, needs: Record<string, string>, region = w.east) =>
  office.make('emission-substitution', {
    subject: (await works(`${name}公司`, region)).id,
    project: name,
    industry: '重有色金属冶炼',
    needs: Object.entries(needs).map(([metal, kg]) => ({ metal, kg })),
  })
const from = (...sources: [{ id: string }, string, string][]) =>
  sources.map(([{ id }, metal, kg]) => ({ reduction: id, metal, kg }))
const left = async (reduction: { id: string }) => {
  const row = await office.read('emission-reduction', reduction)
  return Object.fromEntries(row.remaining.map((r: { metal: string; kg: string }) => [r.metal, r.kg]))
}

describe('the list of all enterprises', () => {
  it('S163 what was missed says so, an approved project brings its enterprise in, and every change is on record', async () => {
    const { id } = await works('东屏电镀')
    const row = await east.make('heavy-metal-enterprise', {
      subject: id,
      industry: '电镀',
      metals: ['铬'],
      found: ['环评审批'],
      missed: true,
      startedOn: '2019-03-01',
    })
    await east.move('heavy-metal-enterprise', row, 'list')
    await east.correct('heavy-metal-enterprise', row, { discharges: [{ year: 2025, metal: '铬', kg: '12.5' }] })
    expect((await east.list('heavy-metal-enterprise', '?f.missed=true')).rows.map(r => r.id)).toEqual([row.id])
    const { body } = await w.eastClerk.get(`/registers/heavy-metal-enterprise/rows/${row.id}/history`)
    expect(body.rows.map((v: { action: string }) => v.action)).toEqual(['correct', 'list', 'create'])

    const source = await recognised('铬盐减排', { 铬: '4' }, w.west)
    const fresh = await project('西渡电镀中心', { 铬: '4' }, w.west)
    const before = await office.list('heavy-metal-enterprise', '?state=candidate')
    await office.move('emission-substitution', fresh, 'match', {
      values: { ratio: '1', sources: from([source, '铬', '4']) },
    })
    await office.move('emission-substitution', fresh, 'approve', { values: { approval: '临环审〔2026〕9号' } })
    const after = await office.list('heavy-metal-enterprise', '?state=candidate')
    expect(after.count.n).toBe(before.count.n + 1)
    expect(after.rows.find(r => r.subject === fresh.subject)).toMatchObject({
      found: ['环评审批'],
      metals: ['铬'],
      missed: false,
    })
  })

  it('S168 S180 a permit that lacks what it has to say is listed with what is missing', async () => {
    const make = async (name: string, values: object) =>
      (
        await east.make('heavy-metal-enterprise', {
          subject: (await works(name)).id,
          industry: '电镀',
          metals: ['镉'],
          ...values,
        })
      ).id
    // What the list of the county says of them, not what each answered when it was made.
    const gaps = async (id: string) =>
      (await east.list('heavy-metal-enterprise', '?limit=100')).rows.find(r => r.id === id)!.permitGaps
    const full = ['污染物种类', '许可排放浓度', '许可排放量', '变更后的总量要求']
    const whole = await make('甲厂', { permitTerms: full })
    const partly = await make('乙厂', { permitTerms: ['污染物种类', '许可排放量'] })
    const seller = await make('丙厂', { permitTerms: full, reduces: true, transfers: true })
    expect(await gaps(whole)).toEqual([])
    expect(await gaps(partly)).toEqual(['许可排放浓度', '变更后的总量要求'])
    expect(await gaps(seller)).toEqual(['削减措施', '减排量', '出让量和出让去向'])
    const terms = [...full, '削减措施', '减排量', '出让量和出让去向']
    await east.correct('heavy-metal-enterprise', { id: seller }, { permitTerms: terms })
    expect(await gaps(seller)).toEqual([])
  })

  it('S183 air key units owe a connected monitor, listed enterprises a clean-production audit every two years', async () => {
    const { id } = await works('东屏冶炼')
    const row = await east.make('heavy-metal-enterprise', {
      subject: id,
      industry: '重有色金属冶炼',
      metals: ['镉'],
      airKeyUnit: true,
      particulate: '已安装',
      particulateDue: '2026-12-31',
      auditRequired: true,
      auditedOn: '2024-10-15',
    })
    await east.move('heavy-metal-enterprise', row, 'list')
    const owed = async () => {
      const { body } = await w.eastClerk.get('/duties?register=heavy-metal-enterprise&from=2026-09-01&to=2026-12-31')
      return body.rows
        .filter((d: { row: string }) => d.row === row.id)
        .map((d: { label: string; due: string }) => `${d.due} ${d.label}`)
    }
    expect(await owed()).toEqual(['2026-10-15 强制性清洁生产审核（两年一轮）', '2026-12-31 颗粒物自动监测安装联网'])
    await east.correct('heavy-metal-enterprise', row, { particulate: '已联网', networkedOn: '2026-08-30' })
    expect(await owed()).toEqual(['2026-10-15 强制性清洁生产审核（两年一轮）'])
  })

  it('S175 ponds of manganese residue have a ledger of problems; manganese and thallium are tags a draw can use', async () => {
    const { id } = await works('东屏锰业')
    const row = await east.make('heavy-metal-enterprise', {
      subject: id,
      industry: '电解锰',
      metals: ['铅'],
      tags: ['涉锰', '电解锰渣库'],
    })
    await east.move('heavy-metal-enterprise', row, 'list')
    await east.move('heavy-metal-enterprise', row, 'rectify', {
      reason: '渣库渗漏',
      values: { rectifyDue: '2026-12-31' },
    })
    const problem = { foundOn: '2026-08-01', problem: '渗滤液收集池渗漏', due: '2026-10-31' }
    await east.correct('heavy-metal-enterprise', row, { problems: [problem] })
    expect(await east.refusedMove('heavy-metal-enterprise', row, 'pass')).toContain('还有 1 个问题没有销号')
    await east.correct('heavy-metal-enterprise', row, { problems: [{ ...problem, closedOn: '2026-08-30' }] })
    expect((await east.move('heavy-metal-enterprise', row, 'pass')).state).toBe('listed')
    expect((await east.list('heavy-metal-enterprise', `?f.industry=${encodeURIComponent('电解锰')}`)).count.n).toBe(1)
  })

  it('S182 who still fails after the term is closed, and the public sees the list', async () => {
    const { id } = await works('东屏皮革')
    const row = await east.make('heavy-metal-enterprise', { subject: id, industry: '皮革鞣制加工', metals: ['铬'] })
    await east.move('heavy-metal-enterprise', row, 'list')
    await east.move('heavy-metal-enterprise', row, 'rectify', {
      reason: '总铬超标',
      values: { rectifyDue: '2026-08-01' },
    })
    const closing = { reason: '整改后仍超标', values: { rectifyFailed: true } }
    expect(await office.refusedMove('heavy-metal-enterprise', row, 'close', closing)).toContain('停业关闭决定文号')
    await office.move('heavy-metal-enterprise', row, 'close', {
      ...closing,
      values: { rectifyFailed: true, closureOrder: '临环责停〔2026〕3号' },
    })
    const seen = await w.server.client().get('/public/registers/heavy-metal-enterprise/rows')
    expect(JSON.stringify(seen.body)).toContain('临环责停〔2026〕3号')
    expect(JSON.stringify(seen.body)).not.toContain('电解锰')
  })
})

describe('the ledger of totals', () => {
  it('S166 S167 the ratio follows region and day, each metal is met by itself, and a source never goes below nothing', async () => {
    const [a, b] = [await recognised('甲减排', { 铅: '30' }), await recognised('乙减排', { 铅: '13.2', 镉: '5' })]
    const big = await project('铅锌扩建', { 铅: '36' })
    // The county asks for 1.2 kg a kilogram: 43.2 kg.
    expect(
      await office.refusedMove('emission-substitution', big, 'match', {
        values: { ratio: '1', sources: from([a, '铅', '30'], [b, '铅', '6']) },
      }),
    ).toContain('1.2∶1')
    const short = { ratio: '1.2', sources: from([a, '铅', '30'], [b, '铅', '13']) }
    expect(await office.refusedMove('emission-substitution', big, 'match', { values: short })).toContain(
      '铅须替代 43.2 kg，来源 43 kg',
    )
    // Cadmium that is over does not pay for lead.
    const mixed = { ratio: '1.2', sources: from([a, '铅', '30'], [b, '铅', '13'], [b, '镉', '5']) }
    expect(await office.refusedMove('emission-substitution', big, 'match', { values: mixed })).toContain(
      '铅须替代 43.2 kg',
    )
    await office.move('emission-substitution', big, 'match', {
      values: { ratio: '1.2', policy: '减量替代', sources: from([a, '铅', '30'], [b, '铅', '13.2']) },
    })
    await office.move('emission-substitution', big, 'approve', { values: { approval: '临环审〔2026〕12号' } })
    expect([await left(a), await left(b)]).toEqual([{ 铅: '0' }, { 铅: '0', 镉: '5' }])

    const second = await project('再扩建', { 铅: '0.1' })
    const used = { ratio: '1.2', sources: from([a, '铅', '0.12']) }
    expect(await office.refusedMove('emission-substitution', second, 'match', { values: used })).toContain(
      '余量 0 kg，不足 0.12 kg',
    )
    // West of it the city's word holds: one for one.
    const third = await project('西渡冶炼', { 镉: '5' }, w.west)
    await office.move('emission-substitution', third, 'match', {
      values: { ratio: '1', sources: from([b, '镉', '5']) },
    })
    await office.move('emission-substitution', third, 'approve', { values: { approval: '临环审〔2026〕13号' } })
    expect((await left(b)).镉).toBe('0')
    expect(await office.refusedMove('emission-reduction', b, 'revoke', { reason: '复核' })).toContain('已有出让')
    await office.move('emission-substitution', third, 'cancel', { reason: '项目取消' })
    expect((await left(b)).镉).toBe('5')

    // From the first day of a newer word of the city twice as much is asked for; a day before the old one holds.
    await office.make(
      'substitution-policy',
      { kind: '倍量替代', ratio: '2', validFrom: '2026-10-01', document: '临环发〔2026〕30号' },
      { region: w.city.id },
    )
    const fourth = await project('西渡二期', { 镉: '2' }, w.west)
    const single = { values: { ratio: '1', sources: from([b, '镉', '2']) } }
    await w.at('2026-09-30T09:00:00+08:00')
    await office.move('emission-substitution', fourth, 'match', single)
    await office.move('emission-substitution', fourth, 'reopen', { reason: '推迟' })
    await w.at('2026-10-01T09:00:00+08:00')
    expect(await office.refusedMove('emission-substitution', fourth, 'match', single)).toContain(
      '“临环发〔2026〕30号”要求倍量替代 2∶1',
    )
    const doubled = { ratio: '2', policy: '倍量替代', sources: from([b, '镉', '4']) }
    await office.move('emission-substitution', fourth, 'match', { values: doubled })
    await office.move('emission-substitution', fourth, 'approve', { values: { approval: '临环审〔2026〕14号' } })
    expect((await left(b)).镉).toBe('1')
    await w.at('2026-09-01T09:00:00+08:00')
  })

  it('twenty approvals at once take no more than there is', async () => {
    const source = await recognised('共用减排', { 砷: '10' }, w.west)
    const projects = []
    for (let i = 0; i < 20; i++) {
      const row = await project(`并发${i}`, { 砷: '1' }, w.west)
      await office.move('emission-substitution', row, 'match', {
        values: { ratio: '1', sources: from([source, '砷', '1']) },
      })
      projects.push(row)
    }
    const answers = await Promise.all(
      projects.map((row, i) =>
        w.office.post(`/registers/emission-substitution/rows/${row.id}/moves/approve`, {
          values: { approval: `并发${i}号` },
        }),
      ),
    )
    expect(answers.filter(a => a.status === 200)).toHaveLength(10)
    for (const a of answers.filter(x => x.status !== 200))
      expect(JSON.stringify(a.body)).toMatch(/余量 0 kg|同时有其他操作/)
    expect(await left(source)).toEqual({ 砷: '0' })
  })

  it('S170 S171 reductions are claimed, verified and recognised by year, never for more than was claimed', async () => {
    const { id } = await works('老冶炼')
    const row = await office.make('emission-reduction', {
      subject: id,
      name: '除尘改造',
      type: '升级改造',
      period: '十四五',
      claimed: [{ metal: '铅', kg: '20' }],
    })
    await office.move('emission-reduction', row, 'build')
    await office.move('emission-reduction', row, 'verify', {
      values: { verifiedOn: '2026-05-01', verification: [await office.file()] },
    })
    expect(
      await office.refusedMove('emission-reduction', row, 'recognise', {
        values: { recognised: [{ metal: '铅', kg: '21' }] },
      }),
    ).toContain('认定量多于申报量')
    const done = await office.move('emission-reduction', row, 'recognise', {
      values: { recognised: [{ metal: '铅', kg: '18.5' }], inPermit: true },
    })
    expect(done).toMatchObject({ recognisedYear: 2026, recognisedTotal: '18.5' })
    const five = await office.list('emission-reduction', `?state=recognised&f.period=${encodeURIComponent('十四五')}`)
    expect(five.rows.map(r => r.id)).toContain(row.id)

    // What the state recognised years ago keeps its own year.
    const early = await office.make('emission-reduction', {
      subject: id,
      name: '淘汰烧结机',
      type: '结构调整',
      period: '十二五',
      claimed: [{ metal: '铅', kg: '300' }],
      recognisedYear: 2013,
    })
    await office.move('emission-reduction', early, 'build')
    await office.move('emission-reduction', early, 'verify', {
      values: { verifiedOn: '2013-12-20', verification: [await office.file()] },
    })
    await office.move('emission-reduction', early, 'recognise', { values: { recognised: early.claimed } })
    const of2013 = await office.list('emission-reduction', '?state=recognised&f.recognisedYear=2013')
    expect(of2013.rows.map(r => [r.id, r.recognisedTotal])).toEqual([[early.id, '300']])
  })

  it('S185 new capacity waits for capacity taken away', async () => {
    const source = await recognised('产能配套', { 镉: '2' }, w.west)
    const row = await project('新增十万吨', { 镉: '1' }, w.west)
    const exit = async (capacityTonnes: string, verified: boolean) => {
      const out = await office.make(
        'phase-out',
        {
          subject: (await works(`退出${capacityTonnes}`)).id,
          year: 2026,
          kind: '过剩产能主动退出',
          equipment: [{ name: '电解槽' }],
        },
        { region: w.east.id },
      )
      await office.move('phase-out', out, 'list', { values: { due: '2026-12-31' } })
      const equipment = [{ name: '电解槽', dismantledOn: '2026-08-20', photos: [await office.file()] }]
      await office.move('phase-out', out, 'exit', {
        values: { way: '拆除主体设备', equipment, exitedOn: '2026-08-20', capacityTonnes },
      })
      const seen = { verifiers: ['王一', '李二'], verification: [await office.file()] }
      return verified ? office.move('phase-out', out, 'verify', { values: seen }) : out
    }
    const [gone, half] = [await exit('100000', true), await exit('50000', false)]
    const capacity = (...used: [{ id: string }, string][]) => ({
      capacitySources: used.map(([{ id: phaseOut }, tonnes]) => ({ phaseOut, tonnes })),
    })
    const approve = { values: { approval: '临环审〔2026〕20号' } }
    const match = { values: { ratio: '1', sources: from([source, '镉', '1']) } }
    const again = async (values: object) => {
      await office.move('emission-substitution', row, 'reopen', { reason: '补产能' })
      await office.correct('emission-substitution', row, values)
      await office.move('emission-substitution', row, 'match')
    }
    await office.correct('emission-substitution', row, { newCapacity: '80000', ...capacity([gone, '70000']) })
    await office.move('emission-substitution', row, 'match', match)
    expect((await office.read('emission-substitution', row)).removedCapacity).toBe('70000')
    expect(await office.refusedMove('emission-substitution', row, 'approve', approve)).toContain(
      '淘汰产能 70000 吨/年不足须置换的 80000 吨/年',
    )
    // 减量置换: a quarter more has to go than comes.
    await again({ capacityRatio: '1.25', ...capacity([gone, '80000'], [half, '20000']) })
    expect(await office.refusedMove('emission-substitution', row, 'approve', approve)).toContain(
      '淘汰项目还没有经现场核查退出',
    )
    await again(capacity([gone, '99999']))
    expect(await office.refusedMove('emission-substitution', row, 'approve', approve)).toContain('不足须置换的 100000')
    await again(capacity([gone, '90000'], [await exit('10000', true), '10000']))
    expect((await office.move('emission-substitution', row, 'approve', approve)).state).toBe('approved')

    // What one project took of an exit no other takes.
    const next = await project('再增产能', { 镉: '1' }, w.west)
    await office.correct('emission-substitution', next, { newCapacity: '10001', ...capacity([gone, '10001']) })
    await office.move('emission-substitution', next, 'match', match)
    expect(
      await office.refusedMove('emission-substitution', next, 'approve', {
        values: { approval: '临环审〔2026〕21号' },
      }),
    ).toContain('淘汰项目余下产能 10000 吨/年，不足 10001 吨/年')
  })

  it('parks of heavy metals are known by the enterprises that lie in them', async () => {
    const park = await addSite(w.office, w.east, { name: '东屏循环产业园', kind: '园区' })
    for (const name of ['园一', '园二']) {
      const row = await east.make('heavy-metal-enterprise', {
        subject: (await works(name)).id,
        industry: '电镀',
        metals: ['铬'],
        park: park.id,
      })
      await east.move('heavy-metal-enterprise', row, 'list')
    }
    const { body } = await w.office.get(`/subjects/site/${park.id}`)
    expect(JSON.stringify(body)).toContain('heavy-metal-enterprise')
  })
})

it('the ledger of the whole city can be asked for', async () => {
  const body = await done(w.office, '/registers/emission-reduction/views', {
    name: '十四五认定',
    query: { state: 'recognised' },
  })
  expect(body.name).toBe('十四五认定')
})
