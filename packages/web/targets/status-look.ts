import type { TargetStatus } from '@jingtu/programme/target-status.ts'

/** Shape and word of every status, so that a grey print loses nothing; the order is that of the summary. */
export const STATUS_LOOK: Record<TargetStatus, { sign: string; word: string; hint: string }> = {
  met: { sign: '●', word: '达到', hint: '实测值达到目标要求' },
  'on-track': { sign: '◐', word: '达序时', hint: '未到期，完成量达到序时进度' },
  'at-risk': { sign: '▲', word: '有风险', hint: '未到期，但落后于序时进度、尚未达到或接近上限' },
  'not-met': { sign: '■', word: '未达到', hint: '时限已过仍未达到，或已超过上限' },
  unknown: { sign: '◇', word: '未知', hint: '没有实测值、目标值待下达或缺少基数，不能判定' },
  'not-applicable': { sign: '/', word: '不涉及', hint: '没有下达此项，或本区域没有此类对象' },
}
export const STATUS_ORDER = Object.keys(STATUS_LOOK) as TargetStatus[]
