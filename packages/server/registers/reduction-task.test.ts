import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOrganisation, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let plant: Hand
let works: { id: string }
let other: { id: string }
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  plant = handOf(w.plant)
  works = await addOrganisation(w.office, w.east, { name: '东屏铅锌矿业', creditCode: creditCode(1), unit: w.works.id })
  other = await addOrganisation(w.office, w.west, { name: '西渡冶炼', creditCode: creditCode(2) })
})
afterAll(() => w?.close())

const task = (subject: { id: string }, metal: string, assigned: string) =>
  east.make('reduction-task', {
    subject: subject.id,
    year: 2026,
    metal,
    assigned,
    document: '临环发〔2026〕8号',
    dueOn: '2026-12-31',
  })
async function recognised(subject: { id: string }, name: string, amounts: Record<string, string>, year?: number) {
  const row = await office.make('emission-reduction', {
    subject: subject.id,
    name,
    type: '深度治理',
    period: '十四五',
    claimed: Object.entries(amounts).map(([metal, kg]) => ({ metal, kg })),
    ...(year ? { recognisedYear: year } : {}),
  })
  await office.move('emission-reduction', row, 'build')
  const seen = { verifiedOn: '2026-06-01', verification: [await office.file()] }
  await office.move('emission-reduction', row, 'verify', { values: seen })
  await office.move('emission-reduction', row, 'recognise', { values: { recognised: row.claimed } })
  return row
}
const figure = async () => (await w.office.get('/indicators/heavy-metal-task-rate?period=2026')).body
const standing = async (row: { id: string }) => {
  const now = await office.read('reduction-task', row)
  return [now.done, now.remaining, now.progress, now.state]
}

it('S012 each enterprise has its kilograms of each metal, and recognised reductions bring it forward', async () => {
  const before = await recognised(works, '上年除尘', { 铅: '9' }, 2025)
  const early = await recognised(works, '熔炼炉改造', { 铅: '12.5', 镉: '4' })
  const lead = await task(works, '铅', '20')
  const cadmium = await task(works, '镉', '2.5')
  const far = await handOf(w.westClerk).make('reduction-task', {
    subject: other.id,
    year: 2026,
    metal: '铅',
    assigned: '10',
    document: '临环发〔2026〕8号',
    dueOn: '2026-12-31',
  })
  // What was recognised before the task was dealt out counts; last year's does not.
  expect(await standing(lead)).toEqual(['12.5', '7.5', '62.50', 'draft'])
  expect((await office.read('reduction-task', lead)).projects).toEqual([early.id])
  expect(before.id).not.toBe(early.id)
  expect(await figure()).toMatchObject({ value: null })
  // The county proposes, the city deals out.
  expect(await east.refusedMove('reduction-task', lead, 'assign')).toContain('不能')
  for (const row of [lead, cadmium, far]) await office.move('reduction-task', row, 'assign')
  // Four kilograms of cadmium are two and a half: lead is not helped by them.
  expect(await standing(cadmium)).toEqual(['4', '0', '160.00', 'assigned'])
  expect(await figure()).toMatchObject({ numerator: '15', denominator: '32.5', value: '46.15' })
  expect(await office.refusedMove('reduction-task', lead, 'finish')).toContain('还差 7.5 kg')
  expect(await office.duties('reduction-task', lead)).toEqual([['complete', '2026-12-31', 'open']])

  const late = await recognised(works, '废气深度治理', { 铅: '7.5' })
  expect(await standing(lead)).toEqual(['20', '0', '100.00', 'assigned'])
  expect(await office.duties('reduction-task', lead)).toEqual([['complete', '2026-12-31', 'met']])
  expect((await office.move('reduction-task', lead, 'finish')).state).toBe('finished')
  expect((await plant.list('reduction-task')).rows.map(r => [r.metal, r.progress]).sort()).toEqual([
    ['铅', '100.00'],
    ['镉', '160.00'],
  ])
  const byMetal = await office.list('reduction-task', `?f.metal=${encodeURIComponent('铅')}&f.year=2026`)
  expect(byMetal.rows.map(r => r.progress).sort()).toEqual(['0.00', '100.00'])
  expect(await figure()).toMatchObject({ numerator: '22.5', value: '69.23' })

  // A recognition that is revoked opens the task again.
  await office.move('emission-reduction', late, 'revoke', { reason: '复核不实' })
  expect(await standing(lead)).toEqual(['12.5', '7.5', '62.50', 'assigned'])
  expect(await office.duties('reduction-task', lead)).toEqual([['complete', '2026-12-31', 'open']])
  const adjustment = { assigned: '12.5', dueOn: '2026-12-31', adjustment: '临环发〔2026〕20号' }
  await office.move('reduction-task', lead, 'adjust', { reason: '产能调整', values: adjustment })
  expect(await standing(lead)).toEqual(['12.5', '0', '100.00', 'assigned'])
  expect((await office.move('reduction-task', lead, 'finish')).state).toBe('finished')
})

it('a recognition its own bureau takes back counts for no task, also one that was dealt out after it', async () => {
  const row = await recognised(works, '酸洗线改造', { 铬: '3' })
  const late = await task(works, '铬', '3')
  expect(await standing(late)).toEqual(['3', '0', '100.00', 'draft'])
  const undone = await w.office.post(`/registers/emission-reduction/rows/${row.id}/undo`, {})
  expect([undone.status, undone.body.reasons]).toEqual([200, undefined])
  expect(await standing(late)).toEqual(['0', '3', '0.00', 'draft'])
})
