import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import { targetRecord } from '@jingtu/programme/target.ts'
import { landEvent } from '@jingtu/registers/land-event.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, openRegisterWorld, type RegisterWorld } from '../registers/testing.ts'
import { type Hand, handOf } from '../registers/testing-rows.ts'

let w: RegisterWorld
let east: Hand
let land: Hand
let builder: { id: string }
let plan: Plan
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  const bureau = await w.server.unit(w.east, { name: '东屏县自然资源局', line: '自然资源' })
  await w.server.person(bureau, 'land', ['reporter', 'reviewer'])
  east = handOf(w.eastClerk)
  land = handOf(await w.server.signIn('land'))
  builder = await addOrganisation(w.office, w.east, { name: '东屏置业公司', creditCode: creditCode(7) })
  plan = await w.server.change(async c => {
    const bytes = Buffer.from('计划')
    const text = await storeFile(c.tx, bytes, { type: 'text/plain', name: 'plan.txt', by: null, now: c.context.now })
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

const parcel = (name: string, hectares: string | null) =>
  addSite(w.office, w.east, {
    name,
    kind: '地块',
    ...(hectares ? { area: { value: hectares, unit: '公顷' } } : {}),
  })
const apply = (subject: { id: string }, useCode: string) =>
  land.make('land-event', {
    subject: subject.id,
    kind: '用途变更',
    newUse: '开发利用',
    plannedOn: '2026-10-31',
    useClassification: '自然资发〔2023〕234号',
    useCode,
  })
async function changed(subject: { id: string }, useCode: string) {
  const event = await apply(subject, useCode)
  const paper = [await east.file()]
  await east.move('land-event', event, 'survey', { values: { survey: paper, surveyedOn: '2026-05-09' } })
  await east.move('land-event', event, 'review', { values: { review: paper, conclusion: '未超过风险管控标准' } })
  return land.move('land-event', event, 'conclude')
}
const found = async (subject: { id: string }, year = 2026) =>
  land.make('key-land-violation', {
    subject: subject.id,
    year,
    kind: '没有通过调查即供地或许可建设',
    foundOn: `${year}-06-01`,
    found: '供地后才补做调查',
    proof: [await land.file()],
  })
const punish = (violation: { id: string }) =>
  land.move('key-land-violation', violation, 'punish', {
    values: {
      organisation: builder.id,
      punishment: '东自然资罚〔2026〕3号',
      punishedOn: '2026-06-20',
      requirement: '停止建设，完成调查',
      due: '2026-08-31',
    },
  })
const rectify = async (violation: { id: string }) =>
  land.move('key-land-violation', violation, 'rectify', {
    values: { rectification: '调查已完成并通过评审', rectified: [await land.file()] },
  })
const evaluated = async (query = '') => (await w.office.get(`/key-land?year=2026${query}`)).body

it('S002 有效保障 is decided by the footnote from changes of use and violations, and names the parcels that block it', async () => {
  expect(await evaluated()).toMatchObject({ answer: '不明', why: '还没有登记过用途变更', parcels: 0 })
  const target = await w.server.change(c =>
    c.insert(targetRecord, {
      home: plan.home,
      region: plan.region,
      state: 'inForce',
      values: {
        plan: plan.id,
        ordinal: 1,
        indicator: '重点建设用地安全利用',
        op: 'text',
        words: '得到有效保障',
        kind: 'indicator',
        source: 'goals',
        regionId: w.city.id,
        by: '2026-12-31',
      },
    }),
  )
  const judge = () => w.office.post(`/targets/${target.id}/key-land`, { year: 2026 })
  const light = async () =>
    (await w.office.get(`/targets?plan=${plan.id}`)).body.rows.find(
      (r: { target: { id: string } }) => r.target.id === target.id,
    ).overall
  const unknown = await judge()
  expect([unknown.status, unknown.body.reasons![0]!.message]).toEqual([409, '还没有登记过用途变更'])
  expect((await light()).finding.status).toBe('unknown')

  // 601.4 ha changed lawfully; a park is none of it.
  await changed(await parcel('城东安居地块', '601.4'), '0701')
  await changed(await parcel('滨河公园地块', '300'), '1401')
  expect(await evaluated()).toMatchObject({ answer: '得到有效保障', rate: '100.00', parcels: 1, total: '6014000' })

  // 18.6 ha on three parcels used unlawfully: 97 %.
  const sites = [await parcel('甲地块', '6.6'), await parcel('乙地块', '6'), await parcel('丙地块', '6')]
  const violations = []
  for (const site of sites) violations.push(await found(site))
  const first = await evaluated()
  expect([first.answer, first.rate, first.parcels, first.violated]).toEqual(['未得到有效保障', '97.00', 4, 3])
  expect(first.blocking.map((b: { name: string }) => b.name).sort()).toEqual(['丙地块', '乙地块', '甲地块'].sort())
  for (const v of violations) await punish(v)
  for (const v of violations.slice(0, 2)) await rectify(v)
  const second = await evaluated()
  expect([second.answer, second.rate]).toEqual(['未得到有效保障', '97.00'])
  expect(second.blocking).toEqual([
    { parcel: sites[2]!.id, name: '丙地块', why: '没有通过调查即供地或许可建设：已处罚，没有整改到位' },
  ])
  expect((await judge()).status).toBe(200)
  expect(await light()).toMatchObject({
    finding: { status: 'at-risk' },
    measurement: { words: '未得到有效保障：安全利用率 97.00%，有 1 个地块没有处罚或整改到位；影响地块：丙地块' },
  })
  // Land with an open violation does not change its use.
  const event = await apply(sites[2]!, '0901')
  expect(await land.refusedMove('land-event', event, 'conclude')).toContain(
    '没有整改到位的违法违规开发利用（2026-06-01',
  )
  expect(await land.duties('key-land-violation', violations[2]!)).toEqual([['rectify', '2026-08-31', 'overdue']])
  await rectify(violations[2]!)
  expect(await land.move('land-event', event, 'conclude')).toMatchObject({ keyLand: '不是' })
  const third = await evaluated()
  expect([third.answer, third.rate, third.blocking]).toEqual(['得到有效保障', '97.00', []])
  await judge()
  expect((await light()).finding.status).toBe('met')

  // 32.3 ha: below 95 %, however well it was put right; last year's is no matter of this year.
  const more = await parcel('丁地块', '13.7')
  await found(more, 2025)
  expect((await evaluated()).rate).toBe('97.00')
  const late = await found(more)
  await punish(late)
  await rectify(late)
  const fourth = await evaluated()
  expect([fourth.answer, fourth.rate, fourth.blocking.length]).toEqual(['未得到有效保障', '94.90', 4])
  await judge()
  expect((await light()).finding.status).toBe('at-risk')
  expect(await evaluated(`&region=${w.west.id}`)).toMatchObject({ answer: '不明' })
  // An area nobody wrote down leaves it open.
  await found(await parcel('戊地块', null))
  const open = await evaluated()
  expect([open.answer, open.why]).toEqual(['不明', '1 个地块没有面积，不能计算安全利用率'])
  expect((await w.eastClerk.get(`/key-land?year=2026&region=${w.west.id}`)).status).toBe(403)
  expect((await w.plant.get('/key-land?year=2026')).status).toBe(403)
  expect((await w.office.get('/key-land?year=26')).status).toBe(422)
})

it('a change of use brought in as concluded, without a code, leaves the answer open and is named', async () => {
  const fields = {
    subject: (await parcel('己地块', '3')).id,
    kind: '用途变更',
    newUse: '开发利用',
    plannedOn: '2025-03-01',
    doneOn: '2025-03-01',
  }
  await w.server.change(c =>
    c.insert(landEvent, { home: w.east.id, region: w.east.path, state: 'done', values: fields as never }),
  )
  const { answer, rate, blocking } = (await w.office.get('/key-land?year=2025')).body
  expect([answer, rate]).toEqual(['不明', null])
  expect(blocking).toContainEqual({
    parcel: fields.subject,
    name: '己地块',
    why: '不能判定是不是重点建设用地：没有用地代码',
  })
})
