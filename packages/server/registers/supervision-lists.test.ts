import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../testing.ts'
import { addOrganisation, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let west: Hand
let office: Hand
beforeAll(async () => {
  w = await openRegisterWorld('2026-03-02T09:00:00+08:00')
  east = handOf(w.eastClerk)
  west = handOf(w.westClerk)
  office = handOf(w.office)
})
afterAll(() => w?.close())

let made = 0
const firm = async (client: Client, region: RegisterWorld['east'], industry: string | null) =>
  (await addOrganisation(client, region, { name: `监管企业${++made}`, creditCode: creditCode(3000 + made), industry }))
    .id
const here = () => ({ region: w.east.id })
const dutyOf = async (client: Client, register: string, row: { id: string }, label: string) => {
  const { body } = await client.get(`/duties?register=${register}&from=2025-01-01&to=2029-12-31`)
  return body.rows.find((d: { row: string; label: string }) => d.row === row.id && d.label === label)
}
const told = async (client: Client, link: string) => JSON.stringify((await client.get('/notices')).body).includes(link)

describe('supervision', () => {
  it('S473 industries and places in focus enter the draw with the greater weight until each has had its visits of the year', async () => {
    const plating = await firm(w.eastClerk, w.east, '电镀加工')
    const smelter = await firm(w.westClerk, w.west, '铅锌冶炼')
    const bakery = await firm(w.eastClerk, w.east, '食品制造')
    const focus = async (values: object) => {
      const row = await office.make('supervision-focus', { year: 2026, ...values }, { region: w.city.id })
      return office.move('supervision-focus', row, 'enact')
    }
    const empty = await office.make('supervision-focus', { name: '空', year: 2026, perYear: 1 }, { region: w.city.id })
    expect(await office.refusedMove('supervision-focus', empty, 'enact')).toContain('没有重点行业，也没有重点区域')
    const industries = await focus({ name: '电镀行业', industries: ['电镀', '制革'], perYear: 2 })
    const area = await focus({ name: '产粮大县', areaKind: '产粮（油）大县', area: w.west.id, perYear: 1 })
    const round = await office.make(
      'random-inspection',
      {
        title: '一季度抽查',
        period: '2026-Q1',
        plainWeight: 1,
        focusWeight: 5,
        inspectors: ['甲', '乙'].map((name, i) => ({ name, licence: `Z${i}` })),
      },
      { region: w.city.id },
    )
    const pool = async () => {
      await office.move('random-inspection', round, 'fill')
      const { pool: rows } = await office.read('random-inspection', round)
      return Object.fromEntries(
        rows.map((p: { organisation: string; weight: number; tag: string }) => [p.organisation, [p.weight, p.tag]]),
      )
    }
    // Two visits owed weigh twice the weight of focus; who is in no focus is not there at all.
    expect(await pool()).toEqual({ [plating]: [10, '电镀行业'], [smelter]: [5, '产粮大县'] })
    expect(bakery in (await pool())).toBe(false)

    const action = await east.make(
      'enforcement-action',
      {
        title: '电镀专项',
        kind: '专项执法',
        year: 2026,
        startBy: '2026-12-31',
        targets: [{ organisation: plating }],
      },
      here(),
    )
    await east.move('enforcement-action', action, 'start')
    await east.move('enforcement-action', action, 'record', {
      values: { targets: [{ organisation: plating, inspectedOn: '2026-03-02', result: '未发现问题' }] },
    })
    expect((await pool())[plating]).toEqual([5, '电镀行业'])
    await office.move('supervision-focus', industries, 'count')
    expect(await office.read('supervision-focus', industries)).toMatchObject({
      objects: [{ organisation: plating, done: 1, left: 1 }],
      total: 1,
      short: 1,
    })
    expect(await office.refusedMove('supervision-focus', industries, 'end')).toContain('还有 1 家没有达到每年 2 次')
    expect(await office.refusedMove('supervision-focus', area, 'end')).toContain('还没有核对检查频次')
    expect(await dutyOf(w.office, 'supervision-focus', area, '重点对象检查达到频次')).toMatchObject({
      due: '2026-12-31',
    })
  })

  it('S477 small works against policy or standards are shut with proof of what was cut off and cleared; the others mended', async () => {
    const works = (name: string, problems: string[]) =>
      east.make(
        'small-polluter',
        { name, industry: '土法炼金', address: '石桥村', foundOn: '2026-03-01', problems },
        here(),
      )
    const order = { values: { decision: '东政〔2026〕1号', due: '2026-05-31' } }
    const unclear = await works('沙场', [])
    expect(unclear.verdict).toBe('证据不足')
    expect(await east.refusedMove('small-polluter', unclear, 'order', order)).toContain('没有查明存在问题')
    const poor = await works('碎石厂', ['布局分散', '环保治污设施差'])
    const bad = await works('炼金点', ['装备水平低', '不符合国家产业政策'])
    expect([poor.verdict, bad.verdict]).toEqual(['整治提升', '依法取缔'])
    await east.move('small-polluter', bad, 'order', order)
    expect(await dutyOf(w.eastClerk, 'small-polluter', bad, '完成取缔或整治')).toMatchObject({ due: '2026-05-31' })
    const photos = [await east.file()]
    const mended = { values: { rectifiedOn: '2026-03-02', after: photos, monitoring: photos } }
    expect(await east.refusedMove('small-polluter', bad, 'rectify', mended)).toContain('不符合国家产业政策的应依法取缔')
    const shut = (cleared: string[]) => ({ values: { cleared, after: photos, closedOn: '2026-03-02' } })
    const why = await east.refusedMove('small-polluter', bad, 'close', shut(['断水', '断电', '清原料']))
    expect(why).toContain('没有完成“清产品”；没有完成“清设备”')
    const all = ['断水', '断电', '清原料', '清产品', '清设备']
    expect(
      await east.refusedMove('small-polluter', bad, 'close', { values: { cleared: all, closedOn: '2026-03-02' } }),
    ).toContain('请上传“取缔或整治后照片”')
    await east.move('small-polluter', bad, 'close', shut(all))
    expect(await dutyOf(w.eastClerk, 'small-polluter', bad, '取缔后回头看')).toMatchObject({ due: '2026-08-29' })
    const back = await east.move('small-polluter', bad, 'rebound', { reason: '夜间复产' })
    expect(back).toMatchObject({ state: 'listed', rebounds: 1, closedOn: null, cleared: [] })
    await east.move('small-polluter', poor, 'order', order)
    expect((await east.move('small-polluter', poor, 'rectify', mended)).state).toBe('rectified')
    const count = async (verdict: string) =>
      (await east.list('small-polluter', `?f.verdict=${encodeURIComponent(verdict)}`)).count.n
    expect([await count('依法取缔'), await count('整治提升')]).toEqual([1, 1])
  })

  it('S468 the self-check is drawn from the matrix of duties, presses who has not looked, and goes up only when whole', async () => {
    const farm = await w.server.unit(w.east, { name: '东屏县农业农村局', line: '农业农村' })
    await w.server.person(farm, 'farm', ['reporter'])
    const farmClerk = await w.server.signIn('farm')
    const law = '土壤污染防治法'
    const duty = (unit: string, article: string, text: string) =>
      done(w.office, '/law-duties', { values: { law, article, duty: text, unit } })
    const own = await duty(w.eastBureau.id, '第二十一条', '制定重点监管单位名录')
    const theirs = await duty(farm.id, '第五十二条', '农用地土壤污染风险评估')
    const check = await east.make('law-self-check', { title: '执法检查自查', law, due: '2026-04-30' }, here())
    const report = async () => ({ values: { report: [await east.file()] } })
    expect(await east.refusedMove('law-self-check', check, 'report', await report())).toContain(
      '没有从法定职责矩阵取到',
    )
    await w.eastClerk.post(`/law-duties/${own.id}/moves/confirm`, {
      values: { finding: '已公布名录', checkedOn: '2026-03-01' },
    })
    await east.move('law-self-check', check, 'collect')
    expect(await east.read('law-self-check', check)).toMatchObject({
      total: 2,
      unchecked: 1,
      weak: 0,
      done: '50.00',
      items: [
        { article: '第二十一条', state: '已落实', unit: w.eastBureau.id },
        { article: '第五十二条', state: '未自查', unit: farm.id },
      ],
    })
    expect([await told(farmClerk, '/law-duties'), await told(w.eastClerk, '/law-duties')]).toEqual([true, false])
    expect(await east.refusedMove('law-self-check', check, 'report', await report())).toContain(
      '第五十二条“农用地土壤污染风险评估”还没有自查',
    )
    await farmClerk.post(`/law-duties/${theirs.id}/moves/expose`, {
      values: { weakness: '两镇未评估', due: '2026-06-30' },
    })
    await east.move('law-self-check', check, 'collect')
    const sent = await east.move('law-self-check', check, 'report', await report())
    expect(sent).toMatchObject({ state: 'reported', weak: 1, unchecked: 0 })
    expect(sent.items[1]).toMatchObject({ state: '有薄弱环节', weakness: '两镇未评估', due: '2026-06-30' })
  })
})

describe('cooperation of regions', () => {
  it('S476 under an agreement in force two places tell each other; soil leaves only when the other has signed for it and must arrive whole', async () => {
    const agreement = await east.make(
      'cooperation-agreement',
      {
        title: '东屏西渡联动协议',
        lead: w.eastBureau.id,
        partner: w.westBureau.id,
        matters: ['跨区域污染问题', '污染土壤转运'],
      },
      here(),
    )
    const notice = (values: object = {}) =>
      east.make(
        'cross-region-notice',
        {
          title: `通报${++made}`,
          agreement: agreement.id,
          kind: '跨区域污染问题',
          sender: w.eastBureau.id,
          receiver: w.westBureau.id,
          what: '界河上游发现倾倒',
          ...values,
        },
        here(),
      )
    const early = await notice()
    expect(await east.refusedMove('cross-region-notice', early, 'send')).toContain('没有签订或已终止')
    const dates = { signedOn: '2026-03-01', validUntil: '2027-02-28' }
    await east.move('cooperation-agreement', agreement, 'sign', { values: { ...dates, file: [await east.file()] } })
    // Before it was sent nobody there sees it as his to act on; afterwards he is told and has ten days.
    await east.move('cross-region-notice', early, 'send')
    expect(await told(w.westClerk, `/registers/cross-region-notice/${early.id}`)).toBe(true)
    expect(await dutyOf(w.westClerk, 'cross-region-notice', early, '答复跨区域通报')).toMatchObject({
      due: '2026-03-12',
    })
    expect(await east.refusedMove('cross-region-notice', early, 'receive')).toContain('权限')
    await west.move('cross-region-notice', early, 'receive')
    await west.move('cross-region-notice', early, 'answer', { values: { reply: '已查处' } })
    expect((await east.read('cooperation-agreement', agreement)).used).toBe(1)
    const other = await notice({ kind: '应急联动' })
    expect(await east.refusedMove('cross-region-notice', other, 'send')).toContain('协议的协作事项不包括“应急联动”')

    expect(
      await east.refusedNew('cross-region-notice', { ...soil, ...parties(agreement.id), route: null }, here()),
    ).toContain('运输方式和线路')
    const late = await notice({ ...soil, plannedOn: '2026-03-02' })
    expect(await east.refusedMove('cross-region-notice', late, 'send')).toContain('须提前报告所在地和接收地')
    const transfer = await notice(soil)
    await east.move('cross-region-notice', transfer, 'send')
    expect(await east.refusedMove('cross-region-notice', transfer, 'depart')).toContain('已通报')
    await west.move('cross-region-notice', transfer, 'receive')
    await east.move('cross-region-notice', transfer, 'depart')
    const arrival = (arrivedWeight: string) => ({ values: { arrivedOn: '2026-03-02', arrivedWeight } })
    expect(await west.refusedMove('cross-region-notice', transfer, 'arrive', arrival('494.9'))).toContain(
      '相差超过允许范围',
    )
    await west.move('cross-region-notice', transfer, 'arrive', arrival('495'))
    const answered = await west.move('cross-region-notice', transfer, 'answer', { values: { reply: '已入厂处置' } })
    expect(answered).toMatchObject({ state: 'answered', departedOn: '2026-03-02', arrivedWeight: '495' })
    expect((await east.read('cooperation-agreement', agreement)).used).toBe(2)

    await w.at('2027-03-01T09:00:00+08:00')
    const stale = await notice()
    expect(await east.refusedMove('cross-region-notice', stale, 'send')).toContain('已于 2027-02-28 到期')
  })
})

const soil = {
  kind: '污染土壤转运',
  weight: '500',
  pollutants: ['镉'],
  route: '公路，S201',
  destination: '西渡土壤修复工厂，水泥窑协同处置',
  plannedOn: '2026-03-05',
}
const parties = (agreement: string) => ({
  title: '转运',
  agreement,
  sender: w.eastBureau.id,
  receiver: w.westBureau.id,
  what: '修复地块外运',
})
