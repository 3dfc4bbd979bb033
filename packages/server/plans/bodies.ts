import { isId } from '@jingtu/core/id.ts'
import { isDecimal } from '@jingtu/core/measure.ts'
import { isDay } from '@jingtu/core/period.ts'
import { z } from 'zod'

/** What the plan endpoints accept; faults come back in Chinese with the name of the field. */
export const id = z.string().refine(isId, '应为记录编号')
const ids = z.array(id).max(2000)
export const day = z.string().refine(isDay, '应为日期，例如 2026-06-30')
const decimal = z.string().refine(isDecimal, '应为数字，例如 92 或 92.5')
const text = z.string().max(20_000, '文字过长')
const orNull = <T extends z.ZodType>(s: T) => s.nullable().optional()

export const taskEdit = z.object({
  title: z.string().min(1, '任务名称不能为空').max(300, '任务名称过长').optional(),
  content: orNull(text),
  no: orNull(z.string().max(20)),
  path: z.array(z.string()).max(10).optional(),
  leadUnits: ids.optional(),
  coopUnits: ids.optional(),
  respUnits: ids.optional(),
  deadlines: z.array(day).max(40).optional(),
  due: orNull(day),
  openDeadlines: z.array(z.string()).max(20).optional(),
  quantity: orNull(decimal),
  quantityUnit: orNull(z.string().max(20)),
  deliverables: orNull(z.array(z.object({ name: z.string().min(1).max(200), due: day.nullable() })).max(50)),
  proofs: z.array(z.string()).max(50).optional(),
  assessments: z.array(z.string()).max(20).optional(),
})
export const newTask = taskEdit.extend({
  title: z.string().min(1, '任务名称不能为空').max(300),
  after: orNull(id),
  covers: ids.optional(),
})
export const subtask = taskEdit.extend({ title: z.string().min(1, '子任务名称不能为空').max(300) })

const operator = z.enum(['>=', '<=', '=', '>', '<', 'text'], '应为 ≥ ≤ = > < 或文字要求')
export const targetEdit = z.object({
  indicator: z.string().min(1, '指标名称不能为空').max(300).optional(),
  op: operator.optional(),
  value: orNull(decimal),
  valueMax: orNull(decimal),
  words: orNull(text),
  unit: orNull(z.string().max(20)),
  by: orNull(day),
  stage: orNull(z.string().max(40)),
  scope: orNull(z.string().max(100)),
  kind: z.enum(['indicator', 'workload', 'frequency']).optional(),
  binding: orNull(z.enum(['约束性', '指导性'])),
  approx: z.boolean().nullable().optional(),
  tolerance: orNull(decimal),
  cumulative: z.boolean().nullable().optional(),
  masked: z.boolean().nullable().optional(),
  pending: orNull(z.string().max(300)),
  assignedBy: orNull(z.string().max(300)),
  baseline: orNull(z.string().max(300)),
  notApplicable: z.boolean().nullable().optional(),
  task: orNull(id),
})
export const newTarget = targetEdit.extend({ indicator: z.string().min(1, '指标名称不能为空').max(300), op: operator })
export const assignment = z.object({
  op: operator.optional(),
  value: orNull(decimal),
  words: orNull(text),
  unit: orNull(z.string().max(20)),
  by: orNull(day),
  assignedBy: z.string().min(1, '请注明下达文件的名称或文号').max(300),
})

export const planEdit = z.object({
  title: z.string().min(1, '标题不能为空').max(300).optional(),
  issuingNumber: orNull(z.string().max(100)),
  issuer: orNull(z.string().max(100)),
  year: z.number().int().min(1949).max(2200).nullable().optional(),
  periodFrom: orNull(day),
  periodTo: orNull(day),
  parentPlans: ids.optional(),
  previousPlan: orNull(id),
  warnDays: z.number().int().min(0).max(365).nullable().optional(),
  recognised: z.boolean().nullable().optional(),
})
export const newPlan = z.object({
  title: z.string().min(1, '请填写标题').max(300),
  year: z.number().int('年度应为整数').min(1949).max(2200),
  regionId: id,
  basedOn: id.optional(),
})
export const version = z.object({ version: z.number().int().optional() })
export const decision = z.object({
  tasks: ids.default([]),
  targets: ids.default([]),
  decision: z.enum(['accept', 'reject', 'reconsider']),
})
export const publishing = z.object({
  publishedOn: day.optional(),
  issuingNumber: z.string().max(100).optional(),
  warnDays: z.number().int().min(0).max(365).optional(),
})
const edits = z
  .array(
    z.discriminatedUnion('op', [
      z.object({
        kind: z.enum(['task', 'target']),
        op: z.literal('change'),
        id,
        values: z.record(z.string(), z.unknown()),
      }),
      z.object({ kind: z.enum(['task', 'target']), op: z.literal('add'), values: z.record(z.string(), z.unknown()) }),
      z.object({ kind: z.enum(['task', 'target']), op: z.literal('remove'), id }),
    ]),
  )
  .max(500)
export const amendment = z.object({
  title: z.string().min(1, '请填写调整事项').max(300),
  issuingNumber: orNull(z.string().max(100)),
  reason: z.string().min(1, '请填写调整理由').max(2000),
  edits: edits.default([]),
})
