import { newId } from '@jingtu/core/id.ts'
import { REGISTERS } from '@jingtu/registers/registers.ts'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '../context.ts'
import { SCREEN_PATHS } from '../screening/openapi.ts'
import type { Services } from '../services.ts'
import { Enough, type Heard, hearForm, listen, MARK } from './listening.ts'

export interface Operation {
  operationId: string
  tags: string[]
  summary: string
  security?: []
  parameters: object[]
  requestBody?: object
  responses: Record<string, object>
}
export type Paths = Record<string, Record<string, Operation>>

/** What stands for a part of a path that is no id: one that exists, so that the route goes on to read its body. */
const PLACES: Record<string, string> = { register: REGISTERS[0]!.id }

const PERSON = {
  person: newId(),
  name: '',
  unit: newId(),
  unitName: '',
  region: '/',
  level: 'city',
  line: '生态环境',
  party: null,
  duties: ['admin', 'planner', 'reviewer', 'reporter'],
  subjects: [],
}

/** Everything may be asked of it and nothing happens: whoever calls it is stopped there. */
const nothingBehind = (): unknown =>
  new Proxy(() => {}, {
    get: (_, name) => (name === 'then' || typeof name === 'symbol' ? undefined : nothingBehind()),
    apply: () => {
      throw new Enough()
    },
  })

const withoutStore = (services: Services): Services => ({
  ...services,
  store: nothingBehind() as Services['store'],
  log: nothingBehind() as Services['log'],
})

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

/** The paths of all routes, each with what it reads. */
export async function describePaths(services: Services, parts: (services: Services) => Hono<Env>[]): Promise<Paths> {
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    c.set('actor', PERSON as never)
    c.set('session', 'none')
    c.req.parseBody = async () => hearForm()
    await next()
  })
  app.onError((error, c) => {
    if (error instanceof Enough || error.name === 'Refusal' || error instanceof TypeError) return c.text('')
    throw error
  })
  for (const part of parts(withoutStore(services))) app.route('/api', part)

  const paths: Paths = {}
  for (const route of app.routes) {
    const method = route.method.toLowerCase()
    if (!METHODS.includes(method)) continue
    const path = route.path.replace(/:(\w+)(?:\{[^}]*\})?\??/g, '{$1}')
    if (paths[path]?.[method]) continue
    paths[path] = { ...paths[path], [method]: operationOf(method, path, await heardOf(app, method, route.path)) }
  }
  // Screening takes three kinds of bodies and describes itself.
  return { ...paths, ...(SCREEN_PATHS as unknown as Paths) }
}

async function heardOf(app: Hono<Env>, method: string, path: string): Promise<Heard> {
  // To ask this document for itself would never end.
  if (path.endsWith('/openapi.json')) return { body: null, query: null, form: false }
  const at = path.replace(/:(\w+)(?:\{[^}]*\})?\??/g, (_, name: string) => PLACES[name] ?? newId())
  const reads = method === 'get' || method === 'delete'
  return listen(async () => {
    await app.request(`${at}?${MARK}=1`, {
      method: method.toUpperCase(),
      headers: { 'idempotency-key': newId(), ...(reads ? {} : { 'content-type': 'application/json' }) },
      ...(reads ? {} : { body: '{}' }),
    })
  })
}

const schemaOf = (schema: z.ZodType): Record<string, unknown> => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Record<
    string,
    unknown
  >
  return rest
}

function operationOf(method: string, path: string, heard: Heard): Operation {
  const writes = method !== 'get'
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(m => ({
    name: m[1]!,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const first = path.split('/')[2] ?? ''
  return {
    operationId: [method, ...path.split('/').slice(2)].join('-').replace(/[{}]/g, ''),
    tags: [first],
    summary: `${method.toUpperCase()} ${path}`,
    ...(path === '/api/session' || path === '/api/openapi.json' || path.startsWith('/api/screen')
      ? { security: [] }
      : {}),
    parameters: [
      ...inPath,
      ...parametersOf(heard.query),
      ...(writes && path !== '/api/session'
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: true,
              description: '每一次写操作一个 UUID；重发同一请求用同一个',
              schema: { type: 'string', format: 'uuid' },
            },
          ]
        : []),
    ],
    ...(writes && (heard.body || heard.form) ? { requestBody: { required: true, content: contentOf(heard) } } : {}),
    responses: {
      200: { description: '成功' },
      default: {
        description: '拒绝（RFC 9457），列出全部理由',
        content: { 'application/problem+json': { schema: PROBLEM } },
      },
    },
  }
}

const contentOf = ({ body }: Heard): object =>
  body ? { 'application/json': { schema: schemaOf(body) } } : { 'multipart/form-data': { schema: FORM } }

const FORM = {
  type: 'object',
  required: ['file'],
  properties: { file: { type: 'string', format: 'binary' } },
  additionalProperties: { type: 'string' },
}

function parametersOf(query: z.ZodType | null): object[] {
  if (!query) return []
  const { properties, required } = schemaOf(query) as {
    properties?: Record<string, object>
    required?: string[]
  }
  return Object.entries(properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required?.includes(name) ?? false,
    schema,
  }))
}

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'reasons'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    reasons: {
      type: 'array',
      items: {
        type: 'object',
        required: ['message'],
        properties: { message: { type: 'string' }, where: { type: 'string' } },
      },
    },
  },
}
