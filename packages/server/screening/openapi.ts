import { z } from 'zod'
import { jsonBody, options } from './request.ts'

const finding = z.object({
  substance: z.string().nullable(),
  name: z.string(),
  value: z.string().nullable(),
  unit: z.string(),
  limits: z.array(z.object({ name: z.string(), value: z.string(), unit: z.string() })),
  ratio: z.string().nullable(),
  band: z.string().nullable(),
  clause: z.string(),
  footnotes: z.array(z.string()),
  verdict: z.string(),
  why: z.string(),
  flags: z.array(z.string()),
  verified: z.boolean(),
  conversion: z.string().nullable(),
  original: z.string().nullable(),
  need: z.string().optional(),
})
const judgement = z.object({
  sample: z.string(),
  standard: z.string(),
  verdict: z.string(),
  findings: z.array(finding),
  missing: z.array(z.object({ substance: z.string().nullable(), name: z.string(), why: z.string(), need: z.string() })),
  decisive: z.array(z.string()),
  notes: z.array(z.string()),
})

const schema = (s: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(s, { io })
  return rest
}
const bytes = { schema: { type: 'string', format: 'binary' } }
const problem = {
  description: '拒绝（RFC 9457）',
  content: { 'application/problem+json': { schema: { type: 'object' } } },
}

/** `paths` of the interface for screening, to be served alone or put into a larger document. */
export const SCREEN_PATHS = {
  '/api/screen': {
    post: {
      operationId: 'screen',
      summary: '按标准评价检测结果',
      description: '不需要登录，不保存任何内容；按地址限次。参数可在查询串、表单或 JSON 中给出。',
      security: [],
      parameters: Object.entries(options.shape).map(([name, s]) => ({
        name,
        in: 'query',
        required: false,
        description: s.description ?? '',
        schema: schema(s, 'input'),
      })),
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: schema(jsonBody, 'input') },
          'text/csv': bytes,
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': bytes,
          'multipart/form-data': {
            schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
          },
        },
      },
      responses: {
        200: {
          description: '每个样品的结论',
          content: { 'application/json': { schema: schema(z.array(judgement), 'output') } },
        },
        413: problem,
        422: problem,
        429: problem,
      },
    },
  },
} as const
