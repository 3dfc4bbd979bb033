import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'

let w: RegisterWorld
// biome-ignore lint/suspicious/noExplicitAny: answers are asserted
let owner: any
// biome-ignore lint/suspicious/noExplicitAny: answers are asserted
let dam: any
beforeAll(async () => {
  w = await openRegisterWorld()
  owner = await addOrganisation(w.office, w.east, {
    name: '东屏铅锌矿业有限公司',
    creditCode: creditCode(1),
    unit: w.works.id,
  })
  dam = await addSite(w.office, w.east, { name: '石坪尾矿库', kind: '尾矿库', organisation: owner.id })
})
afterAll(() => w?.close())

const pond = (values: object = {}) => ({
  subject: dam.id,
  mineral: '铅锌',
  useState: '运行',
  damHeight: '46.5',
  area: { value: '12', unit: '公顷' },
  ...values,
})

describe('a row of a register', () => {
  it('is made where its subject lies, seen by who answers for it and by its owner, and by nobody else', async () => {
    const made = await done(w.plant, '/registers/tailings-pond/rows', { values: pond() })
    expect(made).toMatchObject({ state: 'draft', region: w.east.path, home: w.east.id, version: 1, damHeight: '46.5' })
    for (const [client, n] of [
      [w.office, 1],
      [w.eastClerk, 1],
      [w.plant, 1],
      [w.westClerk, 0],
      [w.otherPlant, 0],
    ] as const) {
      const list = await client.get('/registers/tailings-pond/rows')
      expect([list.status, list.body.rows.length, list.body.count]).toEqual([200, n, { n, estimated: false }])
      expect((await client.get(`/registers/tailings-pond/rows/${made.id}`)).status).toBe(n ? 200 : 404)
    }
    const { body } = await w.plant.get('/registers/tailings-pond/rows')
    expect(body.names).toEqual({ [dam.id]: '石坪尾矿库' })
    expect(body.rows[0]).toMatchObject({ moves: ['submit'], editable: true })
    expect((await w.otherPlant.post('/registers/tailings-pond/rows', { values: pond() })).status).toBe(422)
    const again = await w.eastClerk.post('/registers/tailings-pond/rows', { values: pond() })
    expect([again.status, again.body.reasons?.[0]?.message]).toEqual([422, expect.stringContaining('已有同样的')])
    // Every reason at once, each at its field.
    const moved = await done(w.plant, `/registers/tailings-pond/rows/${made.id}/moves/submit`, {})
    expect(moved.state).toBe('submitted')
    const refused = await w.eastClerk.post(`/registers/tailings-pond/rows/${made.id}/moves/accept`, {})
    expect(refused.status).toBe(422)
    expect(refused.body.reasons.map((r: { where: string }) => r.where).sort()).toEqual([
      'dutyPerson',
      'hazard',
      'protection',
      'sensitivity',
    ])
  })
})
