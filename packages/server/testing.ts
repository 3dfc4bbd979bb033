/** A server on a real, fresh store for one test file, spoken to as the browser does: session cookie and request ids. */
import { serve } from '@hono/node-server'
import type { Duty } from '@jingtu/core/access.ts'
import { newId } from '@jingtu/core/id.ts'
import type { Problem } from '@jingtu/core/problem.ts'
import type { ValuesOf } from '@jingtu/core/record.ts'
import type { RegionLevel, RegionNode } from '@jingtu/core/region.ts'
import { type Person, personRecord } from '@jingtu/registers/subjects/person.ts'
import { type Unit, unitRecord } from '@jingtu/registers/subjects/unit.ts'
import { type Change, type ChangeContext, change } from '@jingtu/store/changes.ts'
import { addRegion } from '@jingtu/store/regions.ts'
import { openTestStore, type TestStore } from '@jingtu/store/testing.ts'
import pino from 'pino'
import { createApp } from './app.ts'
import { setPassword } from './auth/sessions.ts'
import { homeOf } from './organisation/places.ts'
import type { Services } from './services.ts'

export const TEST_PASSWORD = 'qingshan-lvshui-42'

export interface Answer<T> {
  status: number
  body: T & Partial<Omit<Problem, 'kind'>>
  headers: Headers
}

export class TestServer {
  readonly store: TestStore
  readonly services: Services
  private readonly app: ReturnType<typeof createApp>
  private now: Date

  constructor(store: TestStore, now: string) {
    this.store = store
    this.now = new Date(now)
    this.services = {
      store,
      clock: () => this.now,
      log: pino({ level: 'error' }),
      baseUrl: 'http://127.0.0.1:8080',
      scan: null,
    }
    this.app = createApp(this.services)
  }

  /** Sets the clock: '2026-07-01T09:00:00+08:00'. */
  setClock(now: string): void {
    this.now = new Date(now)
  }

  context(reason: string | null = null): ChangeContext {
    return { actor: { id: null, name: '测试' }, reason, requestId: newId(), now: this.now }
  }

  change<T>(work: (c: Change) => Promise<T>): Promise<T> {
    const context = this.context()
    return change(this.store.db, context, context.requestId, work)
  }

  /** A node below `parent` (null: the root). `segment` is its part of the path. */
  async region(
    name: string,
    level: RegionLevel,
    parent: RegionNode | null,
    segment: string,
    kind: RegionNode['kind'] = 'administrative',
  ): Promise<RegionNode> {
    const node: RegionNode = {
      id: newId(),
      parent: parent?.id ?? null,
      code: kind === 'zone' || !parent ? null : segment,
      name,
      level,
      kind,
      path: parent ? `${parent.path}${segment}/` : '/',
      from: null,
      until: null,
      successor: null,
    }
    await this.change(c => addRegion(c, node))
    return node
  }

  unit(region: RegionNode, values: Partial<ValuesOf<typeof unitRecord>> & { name: string }): Promise<Unit> {
    return this.change(async c =>
      c.insert(unitRecord, {
        home: await homeOf(c.tx, region),
        region: region.path,
        values: { kind: '部门', level: region.level, line: '生态环境', regionId: region.id, ...values },
      }),
    )
  }

  /** A person who can sign in as `login` with TEST_PASSWORD. */
  person(
    unit: Unit,
    login: string,
    duties: Duty[],
    values: Partial<ValuesOf<typeof personRecord>> = {},
  ): Promise<Person> {
    return this.change(async c => {
      const person = await c.insert(personRecord, {
        home: unit.home,
        region: unit.region,
        values: { name: login, unit: unit.id, duties, ...values },
      })
      await setPassword(c.tx, person.id, login, TEST_PASSWORD, { mustChange: false, now: this.now })
      return person
    })
  }

  async signIn(login: string, password = TEST_PASSWORD): Promise<Client> {
    const client = this.client()
    const answer = await client.post('/session', { login, password })
    if (answer.status !== 200) throw new Error(`${login} cannot sign in: ${JSON.stringify(answer.body)}`)
    return client
  }

  client(): Client {
    return new Client(this.app)
  }
  /** Also serves over HTTP, for who asks from another process. */
  async listen(): Promise<{ address: string; close(): Promise<void> }> {
    const server = await new Promise<ReturnType<typeof serve>>(resolve => {
      const s = serve({ fetch: this.app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(s))
    })
    const { port } = server.address() as { port: number }
    return {
      address: `http://127.0.0.1:${port}`,
      close: () => new Promise(done => server.close(() => done())),
    }
  }
  close(): Promise<void> {
    return this.store.close()
  }
}

/** One browser. Paths are without '/api'. */
export class Client {
  private readonly app: ReturnType<typeof createApp>
  cookie = ''
  constructor(app: ReturnType<typeof createApp>) {
    this.app = app
  }

  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect by asserting it
  async send<T = any>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const isForm = body instanceof FormData
    const response = await this.app.request(`/api${path}`, {
      method,
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...(method === 'GET' ? {} : { 'idempotency-key': newId(), origin: 'http://localhost' }),
        ...headers,
      },
      body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
    })
    const cookie = response.headers.get('set-cookie')
    if (cookie) this.cookie = cookie.split(';')[0]!
    const type = response.headers.get('content-type') ?? ''
    return {
      status: response.status,
      body: /json/.test(type) ? await response.json() : await response.text(),
      headers: response.headers,
    } as Answer<T>
  }
  /** The answer as it comes: a workbook, a picture. */
  raw(path: string): Promise<Response> {
    return Promise.resolve(this.app.request(`/api${path}`, { headers: this.cookie ? { cookie: this.cookie } : {} }))
  }
  // biome-ignore lint/suspicious/noExplicitAny: as above
  get = <T = any>(path: string): Promise<Answer<T>> => this.send<T>('GET', path)
  // biome-ignore lint/suspicious/noExplicitAny: as above
  post = <T = any>(path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Answer<T>> =>
    this.send<T>('POST', path, body, headers)
  // biome-ignore lint/suspicious/noExplicitAny: as above
  patch = <T = any>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<T>> =>
    this.send<T>('PATCH', path, body, headers)
}

export async function openTestServer(now = '2026-07-01T09:00:00+08:00'): Promise<TestServer> {
  return new TestServer(await openTestStore(), now)
}
