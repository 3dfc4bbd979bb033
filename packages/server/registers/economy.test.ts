import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
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

const enterprise = (name: string) => addOrganisation(w.office, w.east, { name, creditCode: creditCode(++codes) })

describe('credit of enterprises', () => {
  it('S491 S521 a score gives a grade, a colour and what banks do; the list is published and an enterprise is graded again', async () => {
    const grade = async (name: string, values: object) =>
      east.make('enterprise-credit', { subject: (await enterprise(name)).id, year: 2025, ...values })
    const seen = (row: { [key: string]: unknown }) => [row.grade, row.colour, row.loan]
    const green = await grade('诚信公司', { score: '90' })
    expect(seen(green)).toEqual(['环保诚信企业', '绿牌', '给予信贷支持'])
    expect(seen(await grade('良好公司', { score: '89.9' }))).toEqual(['环保良好企业', '蓝牌', '给予信贷支持'])
    expect(seen(await grade('警示公司', { score: '60' }))).toEqual(['环保警示企业', '黄牌', '严格贷款条件'])
    expect(seen(await grade('不良公司', { score: '59.9' }))).toEqual(['环保不良企业', '红牌', '不予新增贷款'])
    // One forbidding fact is enough, whatever the score.
    const vetoed = await grade('否决公司', { score: '95', vetoes: ['拒不改正违法排污'] })
    expect(vetoed.colour).toBe('红牌')
    const unscored = await grade('未评公司', {})
    expect(unscored.grade).toBeNull()
    expect(await east.refusedMove('enterprise-credit', unscored, 'notify')).toContain('证据不足')
    expect(
      await east.refusedCorrection('enterprise-credit', green, {
        grounds: [{ on: '2025-06-01', fact: '台账不全', points: '12' }],
      }),
    ).toContain('扣分合计 12 分')

    for (const row of [green, vetoed]) {
      await east.move('enterprise-credit', row, 'notify')
      await east.move('enterprise-credit', row, 'publish')
      expect((await east.move('enterprise-credit', row, 'send')).sentToBanksOn).toBe('2026-09-01')
    }
    const open = async () =>
      (await w.server.signIn('east').then(c => c.get('/public/registers/enterprise-credit/rows'))).body.rows.map(
        (r: { colour: string }) => r.colour,
      )
    expect((await open()).sort()).toEqual(['红牌', '绿牌'].sort())
    const red = await east.list('enterprise-credit', `?state=published&f.loan=${encodeURIComponent('不予新增贷款')}`)
    expect(red.rows.map(r => r.id)).toEqual([vetoed.id])

    await east.move('enterprise-credit', vetoed, 'regrade', { reason: '已整改，申请重新评定' })
    expect(await open()).toEqual(['绿牌'])
    const again = await east.correct('enterprise-credit', vetoed, { vetoes: [], score: '76' })
    expect([again.colour, again.publishedOn]).toEqual(['蓝牌', null])
    const { body } = await w.eastClerk.get(`/registers/enterprise-credit/rows/${vetoed.id}/history`)
    expect(JSON.stringify(body)).toContain('已整改，申请重新评定')
  })
})

describe('insurance', () => {
  const insurance = { insurer: '云山财险', policy: 'P-1', cover: '300', validFrom: '2026-01-01' }
  it('S522 the insured share counts key units whose policy runs; accidents are filed with their claims', async () => {
    const listed = async (name: string) => {
      const about = await enterprise(name)
      const unit = await east.make('key-unit', {
        subject: about.id,
        criterion: '地方规定的其他情形',
        ground: '年度名录',
      })
      await announce(unit)
      return { about, unit }
    }
    const announce = async (unit: { id: string }) => {
      await office.move('key-unit', unit, 'announce', {
        values: { announcedFrom: '2026-08-01', announcedTo: '2026-08-20' },
      })
      await office.move('key-unit', unit, 'publish')
    }
    const [first, second] = [await listed('甲冶炼'), await listed('乙冶炼')]
    const outside = await enterprise('丙商贸')
    const rate = async () => {
      const { body } = await w.office.get('/indicators/insured-rate?period=2026')
      return [body.numerator, body.denominator, body.value]
    }
    const row = await east.make('environmental-insurance', { subject: first.about.id, keyUnit: false })
    expect((await east.read('environmental-insurance', row)).keyUnit).toBe(true)
    // What is typed in does not make an enterprise a key unit.
    const other = await east.make('environmental-insurance', { subject: outside.id, keyUnit: true })
    expect((await east.read('environmental-insurance', other)).keyUnit).toBe(false)
    expect(await east.refusedMove('environmental-insurance', row, 'insure', { values: insurance })).toContain(
      '保险期间止',
    )
    const until = (validUntil: string) => ({ values: { ...insurance, validUntil } })
    await east.move('environmental-insurance', other, 'insure', until('2027-01-01'))
    await east.move('environmental-insurance', row, 'insure', until('2026-08-31'))
    expect(await rate()).toEqual(['0', '2', '0.00'])
    await east.move('environmental-insurance', row, 'insure', until('2026-12-31'))
    expect(await rate()).toEqual(['1', '2', '50.00'])

    const accident = { on: '2026-07-02', what: '酸罐泄漏', claimed: '120000', paid: '130000' }
    expect(await east.refusedCorrection('environmental-insurance', row, { accidents: [accident] })).toContain(
      '大于索赔金额',
    )
    const filed = await east.correct('environmental-insurance', row, { accidents: [{ ...accident, paid: '90000' }] })
    expect([filed.unreported, filed.paidTotal]).toEqual([1, '90000'])
    const known = { ...accident, paid: '90000', reportedOn: '2026-07-03' }
    const two = [known, { on: '2026-08-08', what: '地坑渗漏', reportedOn: '2026-08-09' }]
    const registered = await east.correct('environmental-insurance', row, { accidents: two })
    expect([registered.unreported, registered.accidents.length, registered.paidTotal]).toEqual([0, 2, '90000'])
    const { body } = await w.eastClerk.get('/duties?register=environmental-insurance&from=2026-12-01&to=2026-12-31')
    expect(body.rows.map((d: { due: string }) => d.due)).toEqual(['2026-12-31'])
    expect(second.unit.id).not.toBe(first.unit.id)
  })
})
