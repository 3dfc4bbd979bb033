import { checkLocalTable } from '@jingtu/standards/local-tables.ts'
import type { AssessOptions } from '@jingtu/standards/options.ts'
import type { Grid } from '@jingtu/standards/screening/grid.ts'
import type { Context } from 'hono'
import { z } from 'zod'
import { checked, refusal } from '../problems.ts'
import { gridsOf } from './grids.ts'

const word = z.string().trim().min(1).max(200)
const cell = z.union([z.string().max(500), z.number(), z.null()])

export const options = z.object({
  standard: z
    .string({ error: '请给出标准，如 GB 36600-2018' })
    .trim()
    .min(1, '请给出标准，如 GB 36600-2018')
    .max(200)
    .describe('GB 15618-2018、GB 36600-2018、GB/T 14848-2017、GB 5084-2021、GB 2762（按采样日期选版本）'),
  use: word.optional().describe('GB 36600：第一类、第二类，或规划用途名称、代码'),
  landUse: word.optional().describe('GB 15618：水田、旱地、水旱轮作、果园'),
  crop: word.optional().describe('GB 2762、GB 5084：作物'),
  column: word.optional().describe('GB 5084：水田作物、旱地作物、蔬菜a、蔬菜b'),
  condition: word.optional().describe('GB 5084：盐碱土地区、高氟区、对硼敏感作物'),
  target: word.optional().describe('GB/T 14848：目标类别，默认 Ⅲ类'),
  region: z
    .string()
    .regex(/^\d{2,6}$/, '应为行政区划代码')
    .optional(),
  on: z.iso.date('应写作 2026-09-02').optional().describe('没有采样日期的样品按此日期选用标准'),
  items: word.optional().describe('结论须依据的项目组，如 45项基本项目'),
  stacking: z.enum(['strictest', 'first']).optional(),
  problems: z.coerce.boolean().optional().describe('同时返回文件中的问题'),
})

const table = z.object({
  id: word,
  title: z.string(),
  region: z.string(),
  from: z.string(),
  until: z.string().nullable(),
  standard: word,
  verified: z.boolean().default(false),
  rows: z
    .array(
      z.object({
        substance: word,
        unit: word,
        column: z.string().nullable(),
        pH: z
          .object({ above: z.string().nullable(), upTo: z.string().nullable() })
          .nullable()
          .optional()
          .describe('限值适用的土壤 pH 范围，含上端；只用于 GB 15618'),
        limits: z.array(z.string().nullable()).min(1).max(2),
      }),
    )
    .max(500),
})

const keyed = z.record(z.string(), cell)
/** One of: rows with named cells, sheets of rows, or the text of a CSV file. */
export const jsonBody = options.extend({
  rows: z
    .array(keyed)
    .optional()
    .describe('每行一个对象：sample, substance, value, unit, pH, landUse …，或每个项目一个键'),
  sheets: z.array(z.object({ name: z.string().default(''), rows: z.array(z.array(cell)) })).optional(),
  csv: z.string().optional(),
  tables: z.array(table).max(20).optional().describe('地方标准'),
})

export interface ScreenRequest {
  standard: string
  options: AssessOptions
  grids: Grid[]
  withProblems: boolean
}

const text = (v: z.infer<typeof cell> | undefined): string => (v === null || v === undefined ? '' : String(v))

function gridOfRows(rows: z.infer<typeof keyed>[]): Grid {
  const heads = [...new Set(rows.flatMap(r => Object.keys(r)))]
  return { name: '', rows: [heads, ...rows.map(r => heads.map(h => text(r[h])))] }
}

/** What was asked: JSON, a form with a file, or the file itself with the rest in the query. @throws Refusal */
export async function readRequest(c: Context, today: string): Promise<ScreenRequest> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/json') return fromJson(await c.req.json().catch(() => undefined), c.req.query(), today)
  if (type === 'multipart/form-data') {
    const { file, ...fields } = await c.req.parseBody()
    if (!(file instanceof File)) throw refusal('invalid', '没有收到文件', ['请以 file 字段上传 CSV 或 XLSX'])
    const grids = await gridsOf(new Uint8Array(await file.arrayBuffer()), file.name)
    return requestOf(checked(options, { ...c.req.query(), ...filled(fields) }), grids, today)
  }
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  if (bytes.length === 0) throw refusal('invalid', '没有收到内容', ['请在请求体中放入 CSV、XLSX 文件或 JSON'])
  return requestOf(checked(options, c.req.query()), await gridsOf(bytes, '上传的文件'), today)
}

const filled = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== ''))

async function fromJson(raw: unknown, query: Record<string, string>, today: string): Promise<ScreenRequest> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw refusal('invalid', '请求内容不是有效的 JSON 对象', [
      '形如 {"standard": "GB 36600-2018", "rows": [{"sample": "S1", …}]}',
    ])
  const body = checked(jsonBody, { ...query, ...raw })
  const grids: Grid[] = [
    ...(body.rows ? [gridOfRows(body.rows)] : []),
    ...(body.sheets ?? []).map(s => ({ name: s.name, rows: s.rows.map(r => r.map(text)) })),
    ...(body.csv === undefined ? [] : await gridsOf(new TextEncoder().encode(body.csv), 'csv')),
  ]
  if (grids.length === 0) throw refusal('invalid', '没有检测结果', ['请给出 rows、sheets 或 csv 之一'])
  const tables = body.tables ?? []
  const faults = tables.flatMap(t =>
    checkLocalTable(t).map(f => ({ ...f, where: [t.id, f.where].filter(Boolean).join(' ') })),
  )
  if (faults.length) throw refusal('invalid', '地方标准有误', faults)
  const asked = requestOf(body, grids, today)
  return { ...asked, options: { ...asked.options, tables } }
}

function requestOf(o: z.infer<typeof options>, grids: Grid[], today: string): ScreenRequest {
  const { standard, problems, on, ...rest } = o
  const given: AssessOptions = { on: on ?? today }
  for (const name of ['use', 'landUse', 'crop', 'column', 'condition', 'target', 'region', 'items'] as const)
    if (rest[name] !== undefined) given[name] = rest[name]
  if (rest.stacking) given.stacking = rest.stacking
  return { standard, options: given, grids, withProblems: problems === true }
}
