import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { openTestServer, type TestServer } from '../testing.ts'
import type { Operation } from './describe.ts'

interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
}
let server: TestServer
let document: Document
beforeAll(async () => {
  server = await openTestServer()
  document = (await server.client().get<Document>('/openapi.json')).body
})
afterAll(() => server.close())

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const described = (): string[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
  )
const bodyOf = (path: string, method: string): { properties: Record<string, unknown>; required?: string[] } =>
  (document.paths[path]![method]!.requestBody as { content: { 'application/json': { schema: never } } }).content[
    'application/json'
  ].schema

describe('GET /api/openapi.json', () => {
  it('has every route that is there, and nothing else', () => {
    const registered = createApp(server.services)
      .routes.filter(r => METHODS.includes(r.method) && r.path.startsWith('/api/'))
      .map(r => `${r.method} ${r.path.replace(/:(\w+)(?:\{[^}]*\})?/g, '{$1}')}`)
    expect(registered.length).toBeGreaterThan(100)
    expect(described().sort()).toEqual([...new Set(registered)].sort())
  })

  it('says of each write what it takes, as the route itself checks it', () => {
    expect(bodyOf('/api/session', 'post')).toMatchObject({
      required: ['login', 'password'],
      properties: { login: { type: 'string', minLength: 1 } },
    })
    expect(Object.keys(bodyOf('/api/evidence/preview', 'post').properties)).toContain('mends')
    const writes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([m]) => m !== 'get' && m !== 'delete')
        .map(([m, o]) => ({ at: `${m} ${path}`, o })),
    )
    const without = writes.filter(w => !w.o.requestBody).map(w => w.at)
    expect(writes.length).toBeGreaterThan(60)
    // The few that take nothing but their address.
    expect(without.length).toBeLessThan(writes.length / 6)
    expect(without).toContain('post /api/notices/read')
    expect(Object.keys((document.paths['/api/files']!.post!.requestBody as { content: object }).content)).toEqual([
      'multipart/form-data',
    ])
    expect(Object.keys(bodyOf('/api/registers/{register}/rows', 'post').properties)).toContain('values')
  })

  it('asks for the request id on writes, and for no session where none is needed', () => {
    const names = (o: Operation): string[] => o.parameters.map(p => (p as { name: string }).name)
    expect(names(document.paths['/api/organisation/units']?.post ?? document.paths['/api/units']!.post!)).toContain(
      'Idempotency-Key',
    )
    expect(document.paths['/api/screen']!.post!.security).toEqual([])
    expect(document.paths['/api/plans']!.get!.security).toBeUndefined()
    expect(names(document.paths['/api/plans']!.get!)).toEqual(['state', 'year', 'search'])
  })

  it('is made without touching the store: nothing is written by asking for it', async () => {
    const count = async (): Promise<number> =>
      Number(
        (
          (await server.store.db
            .selectFrom('change' as never)
            .select(({ fn }) => fn.countAll().as('n'))
            .executeTakeFirstOrThrow()) as { n: number }
        ).n,
      )
    const before = await count()
    expect(described().length).toBeGreaterThan(100)
    expect(await count()).toBe(before)
  })
})
