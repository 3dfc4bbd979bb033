import { EMPTY, type Field, type FieldKind } from '@jingtu/core/field.ts'
import { AREA_UNITS } from '@jingtu/core/measure.ts'
import type { Register } from '@jingtu/core/register.ts'
import { REGISTERS } from '@jingtu/registers/registers.ts'
import { z } from 'zod'
import { editionBody, proposeBody, viewBody } from './life-routes.ts'
import { bulkBody, moveBody, newBody, patchBody } from './routes.ts'

type Schema = Record<string, unknown>

const text: Schema = { type: 'string' }
const figure: Schema = { type: 'string', pattern: '^-?(0|[1-9]\\d*)(\\.\\d+)?$', description: '十进制文本，不是浮点数' }
const day: Schema = { type: 'string', format: 'date' }
const id: Schema = { type: 'string', format: 'uuid' }
const list = (items: Schema): Schema => ({ type: 'array', items })
const shape = (types: string[]): Schema => ({
  type: 'object',
  description: 'GeoJSON，CGCS2000（EPSG:4490），经度在前',
  required: ['type', 'coordinates'],
  properties: { type: { enum: types }, coordinates: { type: 'array' } },
})

/** The schema of every kind of field; a new kind does not compile until it is here. */
const SCHEMAS = {
  text: () => text,
  decimal: () => figure,
  money: () => figure,
  integer: field => ({ type: 'integer', minimum: field.min, maximum: field.max }),
  area: () => ({
    type: 'object',
    required: ['value', 'unit'],
    properties: { value: figure, unit: { enum: AREA_UNITS } },
  }),
  boolean: () => ({ type: 'boolean' }),
  day: () => day,
  instant: () => ({ type: 'string', format: 'date-time' }),
  period: () => ({ type: 'string', pattern: '^\\d{4}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?$' }),
  choice: field => ({ enum: [...(field.options ?? [])] }),
  choices: field => ({ ...list({ enum: [...(field.options ?? [])] }), uniqueItems: true }),
  ref: field => ({ ...id, description: `${field.to} 的编号` }),
  refs: field => list({ ...id, description: `${field.to} 的编号` }),
  texts: () => list(text),
  days: () => list(day),
  files: () => list({ type: 'string', pattern: '^[0-9a-f]{64}$', description: '已上传文件的 SHA-256' }),
  point: () => shape(['Point']),
  line: () => shape(['LineString', 'MultiLineString']),
  polygon: () => shape(['Polygon', 'MultiPolygon']),
  rows: field => list(objectOf(field.fields ?? {})),
  json: () => ({}),
} satisfies Record<FieldKind, (field: Field) => Schema>

function schemaOf(field: Field): Schema {
  const own = (SCHEMAS[field.kind] as (f: Field) => Schema)(field)
  const title = { title: field.unit && field.kind !== 'area' ? `${field.name}（${field.unit}）` : field.name }
  // What is not known is null; a list is empty.
  return Array.isArray(EMPTY[field.kind]) || field.required
    ? { ...own, ...title }
    : { anyOf: [own, { type: 'null' }], ...title }
}

function objectOf(fields: Readonly<Record<string, Field>>): Schema {
  return {
    type: 'object',
    required: Object.keys(fields).filter(key => fields[key]!.required),
    properties: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, schemaOf(field)])),
    additionalProperties: false,
  }
}

const nameOf = (kind: Register): string => kind.id.replace(/(^|-)(\w)/g, (_, __, c: string) => c.toUpperCase())

/** What is written (computed fields are not) and what is read of a register. */
function schemasOf(kind: Register): Record<string, Schema> {
  const written = Object.fromEntries(Object.entries(kind.fields).filter(([, field]) => !field.derived))
  return {
    [`${nameOf(kind)}Values`]: { ...objectOf(written), title: kind.name },
    [nameOf(kind)]: {
      title: kind.name,
      type: 'object',
      required: ['home', 'id', 'version', 'region', 'state', 'effective', ...Object.keys(kind.fields)],
      properties: {
        home: id,
        id,
        version: { type: 'integer' },
        region: text,
        state: { enum: Object.keys(kind.states) },
        effective: day,
        since: { type: 'string', format: 'date-time' },
        until: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
        ...(objectOf(kind.fields).properties as Record<string, Schema>),
      },
    },
  }
}

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })
const json = (schema: Schema): Schema => ({ content: { 'application/json': { schema } } })
const zodSchema = (s: z.ZodType): Schema => {
  const { $schema: _, ...rest } = z.toJSONSchema(s, { io: 'input' })
  return rest
}
const PROBLEMS = Object.fromEntries(
  ['401', '403', '404', '409', '422'].map(status => [
    status,
    {
      description: '拒绝（RFC 9457），列出全部理由',
      content: { 'application/problem+json': { schema: ref('Problem') } },
    },
  ]),
)
const answer = (schema: Schema, description = '成功'): Schema => ({
  200: { description, ...json(schema) },
  ...PROBLEMS,
})
const parameter = (name: string, where: 'path' | 'query' | 'header', schema: Schema, description = ''): Schema => ({
  name,
  in: where,
  required: where !== 'query',
  schema,
  description,
})
const KEY = parameter('Idempotency-Key', 'header', id, '同一编号重发不会重复生效')
const WORKBOOK: Schema = {
  content: {
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
      schema: { type: 'string', format: 'binary' },
    },
  },
}
const UPLOAD: Schema = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['file'],
        properties: {
          file: { type: 'string', format: 'binary' },
          reason: text,
          expected: { type: 'string', description: '预览给出的文件摘要' },
          partial: { enum: ['true', 'false'], description: '是否跳过有错的行' },
        },
      },
    },
  },
}
const ROW = parameter('row', 'path', id)

function pathsOf(kind: Register): Record<string, Schema> {
  const base = `/api/registers/${kind.id}`
  const tag = { tags: [kind.name] }
  const name = nameOf(kind)
  const withValues = (body: z.ZodType): Schema => {
    const schema = zodSchema(body)
    return { ...schema, properties: { ...(schema.properties as Schema), values: ref(`${name}Values`) } }
  }
  const filters = kind.register.filters
    .filter(key => kind.fields[key])
    .map(key => parameter(`f.${key}`, 'query', text, `${kind.fields[key]!.name}；另有 .from、.to、.empty`))
  const asOf = [
    parameter('knownOn', 'query', text, '当时所知：日期或时间'),
    parameter('validOn', 'query', day, '当日有效'),
  ]
  const page = {
    type: 'object',
    properties: {
      rows: list(ref(name)),
      next: { anyOf: [text, { type: 'null' }] },
      count: { type: 'object', properties: { n: { type: 'integer' }, estimated: { type: 'boolean' } } },
      names: { type: 'object', additionalProperties: text },
      regions: { type: 'object', additionalProperties: text },
    },
  }
  const write = (operationId: string, summary: string, body: Schema, at: Schema[] = []): Schema => ({
    ...tag,
    operationId,
    summary,
    parameters: [KEY, ...at],
    requestBody: { required: true, ...json(body) },
    responses: answer(ref(name)),
  })
  const read = (operationId: string, summary: string, content: Schema, at: Schema[] = []): Schema => ({
    ...tag,
    operationId,
    summary: `${kind.name}：${summary}`,
    parameters: at,
    responses: { 200: { description: '成功', ...content }, ...PROBLEMS },
  })
  const moves = Object.entries(kind.transitions).map(([move, t]): [string, Schema] => [
    `${base}/rows/{row}/moves/${move}`,
    {
      post: {
        ...write(`${kind.id}.${move}`, t.label, withValues(moveBody), [ROW]),
        description: `${t.from.map(s => kind.states[s]).join('、')} → ${kind.states[t.to]}；${t.by.join('、')}（${t.duty}）`,
      },
    },
  ])
  return {
    [`${base}/rows`]: {
      get: {
        ...tag,
        operationId: `${kind.id}.list`,
        summary: `${kind.name}：列表`,
        parameters: [
          ...['state', 'region', 'q', 'after', 'limit'].map(p => parameter(p, 'query', text)),
          parameter('sort', 'query', { enum: kind.register.sorts.flatMap(s => [s, `-${s}`]) }),
          parameter('changedSince', 'query', { type: 'string', format: 'date-time' }, '此时以后登记或变动过的行'),
          ...filters,
          ...asOf,
        ],
        responses: answer(page),
      },
      post: write(`${kind.id}.create`, `${kind.name}：登记`, withValues(newBody)),
    },
    [`${base}/rows/{row}`]: {
      get: {
        ...tag,
        operationId: `${kind.id}.get`,
        summary: `${kind.name}：一条`,
        parameters: [ROW, ...asOf],
        responses: answer({ type: 'object', properties: { row: ref(name) } }),
      },
      patch: write(`${kind.id}.correct`, `${kind.name}：修改`, withValues(patchBody), [ROW]),
    },
    ...Object.fromEntries(moves),
    [`${base}/moves/{move}`]: {
      post: {
        ...write(`${kind.id}.moveMany`, `${kind.name}：批量办理，全部生效或全部不生效`, zodSchema(bulkBody), [
          parameter('move', 'path', { enum: Object.keys(kind.transitions).filter(m => !kind.transitions[m]!.single) }),
        ]),
        responses: answer({ type: 'object', properties: { rows: list(ref(name)) } }),
      },
    },
    [`${base}/rows/{row}/history`]: {
      get: read(`${kind.id}.history`, '历次版本与逐项差异', json({ type: 'object' }), [ROW]),
    },
    [`${base}/rows/{row}/undo`]: { post: write(`${kind.id}.undo`, '撤销自己的最后一次操作', {}, [ROW]) },
    [`${base}/template.xlsx`]: { get: read(`${kind.id}.template`, '填报模板', WORKBOOK) },
    [`${base}/export.xlsx`]: {
      get: read(`${kind.id}.export`, '导出，查询条件同列表', WORKBOOK, [...filters, ...asOf]),
    },
    [`${base}/import/preview`]: {
      post: {
        ...read(`${kind.id}.preview`, '逐格检查，不写入任何内容', json({ type: 'object' })),
        requestBody: UPLOAD,
      },
    },
    [`${base}/import`]: {
      post: {
        ...read(`${kind.id}.import`, '整批导入为一次变更', json({ type: 'object' }), [KEY]),
        requestBody: UPLOAD,
      },
    },
    ...(kind.register.publish
      ? {
          [`/api/public/registers/${kind.id}/rows`]: {
            get: { ...read(`${kind.id}.public`, '公开名录，不需要登录', json({ type: 'object' })), security: [] },
          },
        }
      : {}),
    [`${base}/rows/{row}/corrections`]: {
      post: write(`${kind.id}.propose`, `${kind.name}：更正申请`, zodSchema(proposeBody), [ROW]),
    },
    [`${base}/editions`]: { post: write(`${kind.id}.freeze`, `${kind.name}：冻结一版`, zodSchema(editionBody)) },
    [`${base}/views`]: { post: write(`${kind.id}.saveView`, `${kind.name}：保存视图`, zodSchema(viewBody)) },
  }
}

/** The interface of all registers, written from their declarations. */
export function registerOpenApi(kinds: readonly Register[] = REGISTERS.filter(r => !r.register.example)): Schema {
  return {
    openapi: '3.1.0',
    info: { title: '净土 登记册接口', version: '0.1.0' },
    paths: Object.assign({}, ...kinds.map(pathsOf)) as Schema,
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'reasons'],
          properties: {
            type: text,
            title: text,
            status: { type: 'integer' },
            reasons: list({
              type: 'object',
              required: ['message'],
              properties: { message: text, where: { type: 'string', description: '字段、行或单元格' } },
            }),
          },
        },
        ...(Object.assign({}, ...kinds.map(schemasOf)) as Record<string, Schema>),
      },
    },
  }
}
