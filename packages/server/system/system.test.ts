import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, openTestServer, type TestServer } from '../testing.ts'

let server: TestServer
let admin: Client
let clerk: Client
beforeAll(async () => {
  server = await openTestServer()
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  const unit = await server.unit(nation, { name: '某市生态环境局' })
  await server.person(unit, 'admin', ['admin'])
  await server.person(unit, 'clerk', ['reporter'])
  admin = await server.signIn('admin')
  clerk = await server.signIn('clerk')
})
afterAll(() => server?.close())

it('is for administrators alone', async () => {
  expect((await clerk.get('/system')).status).toBe(403)
  expect((await clerk.get('/system/verification')).status).toBe(403)
  expect((await server.client().get('/system')).status).toBe(401)
  expect((await admin.get('/system')).body).toMatchObject({ accounts: 2, sampleAccounts: 0 })
})

it('verifies every chain, and names what was changed behind its back', async () => {
  const clean = (await admin.get('/system/verification')).body
  expect(clean).toMatchObject({ faultCount: 0, faults: [] })
  expect(clean.changes).toBeGreaterThan(3)
  await sql`update unit set name = '某市生态环境厅' where name = '某市生态环境局'`.execute(server.store.db)
  const found = (await admin.get('/system/verification')).body
  expect(found.faultCount).toBe(1)
  expect(found.faults[0]).toContain('某市生态环境')
})
