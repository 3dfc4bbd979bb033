import { isDecimal } from '@jingtu/core/measure.ts'
import { isDay } from '@jingtu/core/period.ts'
import { z } from 'zod'

/** Shapes of what the pages send; the words a person reads when one is wrong. */
export const day = z.string().refine(isDay, '日期应写作 2026-03-25')
export const decimal = z.string().refine(isDecimal, '应为数字，例如 92.5')
export const id = z.uuid('编号无效')
export const hash = z.string().regex(/^[0-9a-f]{64}$/, '文件编号无效，请重新上传')
export const words = (max: number) => z.string().max(max, `最多 ${max} 字`)

export const reasonBody = z.object({ reason: words(1000).nullish() })
export const partBody = z.object({
  unit: id,
  quantity: decimal.nullish(),
  due: day.nullish(),
  note: words(2000).nullish(),
  objects: z.array(id).max(2000).optional(),
})
export const contentBody = z.object({
  progress: words(10_000).nullish(),
  problems: words(10_000).nullish(),
  nextStep: words(10_000).nullish(),
  figureKind: z.enum(['本期值', '累计值', '工程量百分比']).nullish(),
  quantity: decimal.nullish(),
  percent: decimal.nullish(),
  fallReason: words(2000).nullish(),
  values: z
    .array(z.object({ target: id, value: decimal.nullable(), text: words(2000).nullable() }))
    .max(200)
    .nullish(),
  evidence: z.array(hash).max(200).optional(),
  proofs: z
    .array(z.object({ name: z.string().min(1).max(200), files: z.array(hash).max(200) }))
    .max(100)
    .nullish(),
  reusedFrom: id.nullish(),
})
