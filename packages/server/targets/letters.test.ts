import { readDocument } from '@jingtu/documents/read.ts'
import { dispatchRecord, taskRecord } from '@jingtu/programme/task.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addTarget,
  bureau,
  city,
  closeDesk,
  eastClerk,
  fetchFile,
  government,
  makePlan,
  north,
  northClerk,
  openDesk,
  planner,
  server,
} from './testing.ts'
import type { LetterParty } from './views.ts'

beforeAll(openDesk)
afterAll(closeDesk)

describe('responsibility letters', () => {
  it('S037 a letter lists the linked targets and tasks of its party, is signed once and assessed at the end', async () => {
    const own = await makePlan(2025, city, bureau)
    const target = await addTarget(
      { indicator: '优先监管地块污染管控率', value: '75', unit: '%', cumulative: true },
      own,
    )
    const task = await server.change(async c => {
      const t = await c.insert(taskRecord, {
        home: own.home,
        region: own.region,
        state: 'inForce',
        values: {
          plan: own.id,
          ordinal: 1,
          no: '9',
          title: '落实优先监管地块污染管控',
          origin: '新增',
          respUnits: [government.id],
        },
      })
      await c.insert(dispatchRecord, {
        home: government.home,
        region: government.region,
        values: {
          plan: own.id,
          task: t.id,
          unit: government.id,
          role: '责任',
          regionId: north.id,
          due: '2025-12-31',
          quantity: '3',
          quantityUnit: '个',
        },
      })
      return t
    })
    expect((await northClerk.post('/letters', { plan: own.id, units: [government.id] })).status).toBe(403)
    const { body } = await planner.post('/letters', { plan: own.id, units: [government.id] })
    const letter = body.rows[0]
    expect(letter.items).toMatchObject([
      { target: target.id, text: '优先监管地块污染管控率', requirement: '累计不低于75%' },
      { task: task.id, requirement: '责任（3个）', by: '2025-12-31' },
    ])
    const parties = (await planner.get<{ rows: LetterParty[] }>(`/letters/parties?plan=${own.id}`)).body.rows
    expect(parties.map(p => [p.name, p.tasks, p.letter])).toEqual([
      ['东塘区人民政府', 0, null],
      ['北岭县人民政府', 1, 'drafted'],
    ])
    const listed = (await northClerk.get('/letters')).body.rows
    expect(listed).toMatchObject([
      {
        id: letter.id,
        partyAName: bureau.name,
        partyBName: government.name,
        regionName: '北岭县',
        can: { sign: false },
      },
    ])
    expect((await eastClerk.get('/letters')).body.rows).toEqual([])
    const bytes = new Uint8Array(await (await fetchFile(letter.document)).arrayBuffer())
    const read = await readDocument(bytes, { name: '责任书.docx' })
    expect('text' in read && read.text).toContain('优先监管地块污染管控率')
    expect((await planner.post(`/letters/${letter.id}/moves/sign`, {})).status).toBe(422)
    expect(
      (
        await planner.post(`/letters/${letter.id}/moves/sign`, {
          signedOn: '2025-03-01',
          issuingNumber: '临政责〔2025〕3号',
        })
      ).body.state,
    ).toBe('signed')
    expect((await planner.post('/letters', { plan: own.id, units: [government.id] })).status).toBe(409)
    expect((await planner.post(`/letters/${letter.id}/moves/assess`, { conclusion: '合格' })).body).toMatchObject({
      state: 'assessed',
      conclusion: '合格',
    })
  })
})
