import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let plant: Hand
let other: Hand
beforeAll(async () => {
  w = await openRegisterWorld('2026-05-10T09:00:00+08:00')
  east = handOf(w.eastClerk)
  plant = handOf(w.plant)
  other = handOf(w.otherPlant)
})
afterAll(() => w?.close())

it('S202 a problem on unused land round an oil field is found, ordered with a day, dealt with by who works the field, and verified', async () => {
  const owner = await addOrganisation(w.office, w.east, {
    name: '东屏石油公司',
    creditCode: creditCode(1),
    unit: w.works.id,
  })
  const field = await addSite(w.office, w.east, { name: '东屏油田', kind: '矿区', organisation: owner.id })
  const plot = await east.make(
    'unused-land',
    { name: '井场外盐碱地', landType: '盐碱地', area: { value: '86', unit: '亩' } },
    { region: w.east.id },
  )
  expect([plot.use, plot.quality]).toEqual(['生态涵养', null])
  const problem = await east.make('unused-land-problem', {
    subject: field.id,
    resource: '石油',
    foundOn: '2026-05-08',
    foundBy: '巡查',
    found: '泥浆池外落地原油',
    quality: '证据不足',
  })
  expect((await east.read('unused-land-problem', problem)).organisation).toBe(owner.id)
  const order = { land: plot.id, orderNumber: '东环责改〔2026〕5号', requirement: '清理落地原油', due: '2026-06-30' }
  const early = await east.refusedMove('unused-land-problem', problem, 'order', { values: order })
  expect(early).toContain('土壤污染为“证据不足”')
  expect(early).toContain('没有监测报告或现场照片')
  expect((await east.read('unused-land', plot)).quality).toBeNull()
  const tested = { quality: '受污染', pollutants: ['石油烃'], proof: [await east.file()] }
  await east.correct('unused-land-problem', problem, tested)
  const late = { ...order, due: '2026-05-10' }
  expect(await east.refusedMove('unused-land-problem', problem, 'order', { values: late })).toContain('限期应晚于')
  await east.move('unused-land-problem', problem, 'order', { values: order })

  // The land is polluted in its own list from now on, and is walked by every half-year.
  expect(await east.read('unused-land', plot)).toMatchObject({
    quality: '受污染',
    use: '不得开发利用',
    pollutants: ['石油烃'],
    extraction: field.id,
  })
  expect((await east.duties('unused-land', plot)).map(d => `${d[0]} ${d[1]}`)).toContain('patrol 2026-06-30')
  expect(await east.duties('unused-land-problem', problem)).toEqual([['measures', '2026-06-30', 'open']])

  const measure = { kind: '清理', measure: '清运含油土 320 吨', doneOn: '2026-05-10' }
  expect((await other.list('unused-land-problem')).rows).toEqual([])
  const half = { values: { measures: [measure] } }
  expect(await plant.refusedMove('unused-land-problem', problem, 'report', half)).toContain('没有完成或没有证明')
  await w.at('2026-07-05T09:00:00+08:00')
  expect(await east.duties('unused-land-problem', problem)).toEqual([['measures', '2026-06-30', 'overdue']])
  const proven = { values: { measures: [{ ...measure, proof: [await plant.file()] }] } }
  await plant.move('unused-land-problem', problem, 'report', proven)
  expect(await east.duties('unused-land-problem', problem)).toEqual([['measures', '2026-06-30', 'late']])
  const seen = async (verifiers: string[]) => ({ values: { verifiers, verification: [await east.file()] } })
  expect(await east.refusedMove('unused-land-problem', problem, 'verify', await seen(['王一']))).toContain('不少于两人')
  await east.move('unused-land-problem', problem, 'sendBack', { reason: '坑底仍有油迹', values: { due: '2026-07-31' } })
  expect(await east.duties('unused-land-problem', problem)).toEqual([['measures', '2026-07-31', 'open']])
  await plant.move('unused-land-problem', problem, 'report', proven)
  const fixed = await east.move('unused-land-problem', problem, 'verify', await seen(['王一', '李二']))
  expect([fixed.state, fixed.verifiedOn]).toEqual(['fixed', '2026-07-05'])
  const open = await east.list('unused-land-problem', '?state=found,ordered,reported')
  expect(open.rows).toEqual([])
  const published = await w.server.client().get('/public/registers/unused-land-problem/rows')
  expect(JSON.stringify(published.body)).toContain('东环责改〔2026〕5号')
})
