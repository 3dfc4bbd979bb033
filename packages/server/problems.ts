import { type Problem, type ProblemKind, problem, Refusal } from '@jingtu/core/problem.ts'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import { hearBody, hearQuery } from './openapi/listening.ts'

/** The one place where kinds of refusal become HTTP status codes (RFC 9457). */
export const STATUS: Record<ProblemKind, ContentfulStatusCode> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
}

/** @param extra further members of the problem document, for what the reader needs beside the reasons */
export function answerProblem(c: Context, p: Problem, extra: Record<string, unknown> = {}): Response {
  return c.body(
    JSON.stringify({
      type: `urn:jingtu:problem:${p.kind}`,
      title: p.title,
      status: STATUS[p.kind],
      reasons: p.reasons,
      ...extra,
    }),
    STATUS[p.kind],
    {
      'content-type': 'application/problem+json; charset=utf-8',
    },
  )
}

export const refusal = (kind: ProblemKind, title: string, reasons: Parameters<typeof problem>[2] = []): Refusal =>
  new Refusal(problem(kind, title, reasons))

/** Reads and checks a JSON body; all faults at once, each with the path of the value. */
export async function readBody<T extends z.ZodType>(c: Context, schema: T): Promise<z.output<T>> {
  hearBody(schema)
  let raw: unknown
  try {
    raw = await c.req.json()
  } catch {
    throw refusal('invalid', '请求内容不是有效的 JSON')
  }
  return checked(schema, raw)
}

export function checked<T extends z.ZodType>(schema: T, raw: unknown): z.output<T> {
  hearQuery(schema, raw)
  const result = schema.safeParse(raw)
  if (result.success) return result.data
  throw refusal(
    'invalid',
    '填写有误',
    result.error.issues.map(i => ({ message: inChinese(i, raw), where: i.path.join('.') })),
  )
}

const KINDS: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  record: '对象',
  date: '日期',
}

/** What the schema says itself stays; only the words of the library are put into ours. */
function inChinese(issue: z.core.$ZodIssue, raw: unknown): string {
  if (!/^Invalid input\b/.test(issue.message)) return issue.message
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], raw)
  if (value === undefined) return '必须填写'
  return issue.code === 'invalid_type' ? `应为${KINDS[issue.expected] ?? issue.expected}` : '不是可用的内容'
}
