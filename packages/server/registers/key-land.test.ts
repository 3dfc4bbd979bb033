import { afterAll, beforeAll, expect, it } from 'vitest'
import { addSite, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let land: Hand
beforeAll(async () => {
  w = await openRegisterWorld('2026-05-10T09:00:00+08:00')
  const bureau = await w.server.unit(w.east, { name: '东屏县自然资源局', line: '自然资源' })
  await w.server.person(bureau, 'land', ['reporter', 'reviewer'])
  east = handOf(w.eastClerk)
  land = handOf(await w.server.signIn('land'))
})
afterAll(() => w?.close())

const OLD = '自然资办发〔2020〕51号'
const NEW = '自然资发〔2023〕234号'
let plots = 0
const change = async (newUse: string, useClassification: string, useCode: string) => {
  const site = await addSite(w.office, w.east, { name: `东屏${++plots}号地块`, kind: '地块' })
  return land.make('land-event', {
    subject: site.id,
    kind: '用途变更',
    newUse,
    plannedOn: '2026-12-31',
    useClassification,
    useCode,
  })
}

it('S003 the planned code under its classification decides what is 重点建设用地, words do not, and the classification is kept', async () => {
  const school = await change('商业配套', OLD, '080404')
  const park = await change('居住区公园', OLD, '1401')
  const mixed = await change('产业用地', NEW, '0901+070102')
  const surveyed = await change('公共管理与公共服务用地', '第三次全国国土调查工作分类', '0810')
  const unknown = await change('住宅', OLD, '0810')
  const reserve = await change('住宅', NEW, '16')
  const answers = [school, park, mixed, surveyed, unknown, reserve].map(r => [r.keyLand, r.useClassification])
  expect(answers).toEqual([
    ['是', OLD],
    ['不是', OLD],
    ['是', NEW],
    ['不是', '第三次全国国土调查工作分类'],
    ['未定', OLD],
    ['未定', NEW],
  ])
  expect(school.keyLandWhy).toBe(`按${OLD}：080404 幼儿园用地属住宅、公共管理与公共服务用地`)
  const listed = await land.list('land-event', `?f.keyLand=${encodeURIComponent('是')}`)
  expect(listed.rows.map(r => r.id).sort()).toEqual([school.id, mixed.id].sort())

  // Words are not enough, and neither is a code without its classification.
  const site = await addSite(w.office, w.east, { name: '无代码地块', kind: '地块' })
  const bare = { subject: site.id, kind: '用途变更', newUse: '住宅', plannedOn: '2026-12-31' }
  expect(await land.refusedNew('land-event', { ...bare, useCode: '0701' })).toContain('用地分类（版本）')
  const words = await land.make('land-event', bare)
  expect(words.keyLand).toBe('未定')
  expect(await land.refusedMove('land-event', words, 'conclude')).toContain('不能判定是不是重点建设用地')
  expect(await land.refusedMove('land-event', unknown, 'conclude')).toContain('没有代码 0810')

  // 重点建设用地 is surveyed before its use changes, whoever holds it; other land is not asked for it here.
  expect(await land.refusedMove('land-event', school, 'conclude')).toContain('变更前须完成土壤污染状况调查并通过评审')
  expect(await land.duties('land-event', school)).toEqual([['useSurvey', '2026-12-31', 'open']])
  expect((await land.move('land-event', park, 'conclude')).doneOn).toBe('2026-05-10')
  const paper = [await east.file()]
  await east.move('land-event', school, 'survey', { values: { survey: paper, surveyedOn: '2026-05-09' } })
  await east.move('land-event', school, 'review', { values: { review: paper, conclusion: '未超过风险管控标准' } })
  expect((await land.duties('land-event', school))[0]![2]).toBe('met')
  await land.move('land-event', school, 'conclude')
  const kept = await land.read('land-event', school)
  expect([kept.state, kept.useClassification, kept.useCode, kept.keyLand]).toEqual(['done', OLD, '080404', '是'])
  // A plan made again under the newer edition: the history shows which was used when.
  await land.correct('land-event', mixed, { useClassification: OLD, useCode: '0901' })
  const { body } = await w.eastClerk.get(`/registers/land-event/rows/${mixed.id}/history`)
  const seen = JSON.stringify(body)
  expect(seen).toContain(NEW)
  expect((await land.read('land-event', mixed)).keyLand).toBe('不是')
})
