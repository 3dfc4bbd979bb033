import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'

let w: RegisterWorld
beforeAll(async () => {
  w = await openRegisterWorld()
  const owner = await addOrganisation(w.office, w.east, { name: '东屏铅锌矿业有限公司', creditCode: creditCode(1) })
  for (const [i, name] of ['石坪尾矿库', '响水尾矿库', '长岭尾矿库'].entries()) {
    const dam = await addSite(w.office, w.east, { name, kind: '尾矿库', organisation: owner.id })
    const values = { subject: dam.id, mineral: '铅锌', useState: i === 2 ? '停用' : '运行' }
    const made = await done(w.eastClerk, '/registers/tailings-pond/rows', { values })
    if (i > 0) await done(w.eastClerk, `/registers/tailings-pond/rows/${made.id}/moves/submit`, {})
  }
})
afterAll(() => w?.close())

it('the home of the registers counts rows by state and those that wait for the reader', async () => {
  const of = async (client: RegisterWorld['office']) => {
    const { body } = await client.get('/register-overview')
    return body.rows.find((r: { id: string }) => r.id === 'tailings-pond')
  }
  expect(await of(w.office)).toEqual({
    id: 'tailings-pond',
    states: { draft: 1, submitted: 2 },
    more: false,
    waiting: 2,
  })
  // A viewer of the county sees them and has nothing to do; another county has none.
  expect(await of(w.viewer)).toMatchObject({ states: { draft: 1, submitted: 2 }, waiting: 0 })
  expect(await of(w.westClerk)).toMatchObject({ states: {}, waiting: 0 })
})

it('the states above a list follow its filters and not its own choice of states', async () => {
  const { body } = await w.office.get('/registers/tailings-pond/counts?state=draft&f.useState=停用')
  expect(body).toEqual({ states: { submitted: 1 }, more: false })
  expect((await w.office.get('/registers/no-such/counts')).status).toBe(404)
})
