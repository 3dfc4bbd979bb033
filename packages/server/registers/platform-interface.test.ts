import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../testing.ts'
import { addOrganisation, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { handOf } from './testing-rows.ts'

let w: RegisterWorld
let province: Client
let receiver: { id: string }
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  const department = await w.server.unit(w.province, { name: '云山省生态环境厅' })
  await w.server.person(department, 'platform', ['reporter', 'reviewer'])
  province = await w.server.signIn('platform')
  receiver = await addOrganisation(w.office, w.east, { name: '东屏再生铅厂', creditCode: creditCode(2) })
})
afterAll(() => w?.close())

interface Schema {
  type?: string
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  enum?: unknown[]
  anyOf?: Schema[]
  pattern?: string
  title?: string
  additionalProperties?: boolean
}
/** What of a value a schema of the definition does not allow, as the platform's own programme would find it. */
function faults(schema: Schema, value: unknown, at = ''): string[] {
  if (schema.anyOf) return schema.anyOf.some(s => faults(s, value).length === 0) ? [] : [`${at} fits none`]
  if (schema.enum) return schema.enum.includes(value) ? [] : [`${at} is none of ${schema.enum.join()}`]
  if (schema.type === 'null') return value === null ? [] : [`${at} is not null`]
  if (schema.type === 'string')
    return typeof value === 'string' && new RegExp(schema.pattern ?? '').test(value) ? [] : [`${at} is no such text`]
  if (schema.type === 'integer') return Number.isInteger(value) ? [] : [`${at} is no integer`]
  if (schema.type === 'boolean') return typeof value === 'boolean' ? [] : [`${at} is no boolean`]
  if (schema.type === 'array')
    return Array.isArray(value)
      ? value.flatMap((v, i) => faults(schema.items ?? {}, v, `${at}[${i}]`))
      : [`${at} is no list`]
  if (schema.type !== 'object') return []
  const own = (value ?? {}) as Record<string, unknown>
  const fields = schema.properties ?? {}
  return [
    ...(schema.required ?? []).filter(key => !(key in own)).map(key => `${at}.${key} is missing`),
    ...Object.entries(own).flatMap(([key, v]) =>
      fields[key]
        ? faults(fields[key], v, `${at}.${key}`)
        : schema.additionalProperties === false
          ? [`${at}.${key} is not defined`]
          : [],
    ),
  ]
}

const LISTS = 'hazardous-waste-licence,hazardous-waste-manifest,hazardous-waste-year'

it('S359 the interface with the waste platform is defined to be read by a machine, and what follows it goes through in both directions', async () => {
  const { body: definition } = await province.get(`/openapi/registers.json?lists=${LISTS}`)
  const lists = Object.keys(definition.paths).filter(p => /\/registers\/[\w-]+\/rows$/.test(p) && !p.includes('public'))
  expect(lists.sort()).toEqual(LISTS.split(',').map(id => `/api/registers/${id}/rows`))
  const schemas = definition.components.schemas as Record<string, Schema>
  expect(schemas.HazardousWasteLicenceValues!.properties!.scopes!.items!.properties!.capacity!.title).toBe(
    '许可能力（吨/年）',
  )
  expect((await province.get('/openapi/registers.json?lists=no-such-list')).status).toBe(404)

  // In: the platform writes a licence as the definition says; what the definition forbids is refused with its place.
  const values = {
    subject: receiver.id,
    number: '云环危031号',
    way: '利用',
    scopes: [{ category: 'HW31', capacity: '5000' }],
    validFrom: '2026-01-01',
    validUntil: '2028-12-31',
    monitored: '未接入',
    emergencyPlanOn: '2026-01-05',
  }
  const written = schemas.HazardousWasteLicenceValues!
  expect(faults(written, values)).toEqual([])
  const wrong = { ...values, way: '焚烧', scopes: [{ category: 'HW31', capacity: '五千' }] }
  expect(faults(written, wrong)).toEqual([
    '.way is none of 收集、贮存、利用、处置,收集,利用,处置',
    '.scopes[0].capacity is no such text',
  ])
  const refused = await province.post('/registers/hazardous-waste-licence/rows', { values: wrong })
  expect([refused.status, refused.body.reasons!.map((r: { where?: string }) => r.where).sort()]).toEqual([
    422,
    ['scopes.0.capacity', 'way'],
  ])
  const row = await done(province, '/registers/hazardous-waste-licence/rows', { values })

  // Out: everything that changed since the platform last asked, each row as its schema says.
  const changed = async (since: string) => {
    const query = `changedSince=${encodeURIComponent(since)}&limit=100`
    const { body } = await province.get(`/registers/hazardous-waste-licence/rows?${query}`)
    return body.rows as Record<string, unknown>[]
  }
  const since = '2026-09-01T00:00:00+08:00'
  const first = await changed(since)
  expect(first.map(r => [r.number, r.capacity, r.state])).toEqual([['云环危031号', '5000', 'applied']])
  for (const sent of first) expect(faults(schemas.HazardousWasteLicence!, sent)).toEqual([])
  w.server.setClock('2026-09-03T09:00:00+08:00')
  province.cookie = (await w.server.signIn('platform')).cookie
  const asked = '2026-09-02T00:00:00+08:00'
  expect(await changed(asked)).toEqual([])
  const next = await done(province, '/registers/hazardous-waste-licence/rows', {
    values: { ...values, number: '云环危032号' },
  })
  await handOf(province).move('hazardous-waste-licence', row, 'grant')
  const later = await changed(asked)
  expect(later.map(r => [r.id, r.state]).sort()).toEqual(
    [
      [row.id, 'valid'],
      [next.id, 'applied'],
    ].sort(),
  )
  expect((await province.get('/registers/hazardous-waste-licence/rows?changedSince=lately')).status).toBe(422)
})
