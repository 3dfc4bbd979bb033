import { f } from '@jingtu/core/field.ts'
import { compareDecimals, percentage, subtract } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { METALS } from './metals.ts'

const CITY = ['生态环境@city', '生态环境@province'] as const

/** 重金属减排任务分解: so many kilograms of a metal asked of one enterprise in a year, beside what was recognised of it. */
export const reductionTask = defineRegister({
  id: 'reduction-task',
  name: '重点重金属减排任务分解',
  module: 'M08',
  subject: 'organisation',
  basis: ['关于进一步加强重金属污染防控的意见（环固体〔2022〕17号）', '年度减排目标任务下达文件'],
  purpose: '把年度减排目标按污染物分解到企业，由已认定的减排量累计完成率；一种重金属多减的不抵另一种。',
  fields: {
    year: f.integer('年度', { required: true, min: 2013, max: 2200, secrecy: 'public' }),
    metal: f.choice('污染物', METALS, { required: true, secrecy: 'public' }),
    assigned: f.decimal('下达减排量', { required: true, unit: 'kg', min: 0, secrecy: 'public' }),
    document: f.text('下达文件', { required: true }),
    dueOn: f.day('完成期限', { required: true, indexed: true }),
    done: f.decimal('已认定减排量', { derived: true, unit: 'kg' }),
    counted: f.decimal('计入完成的减排量', { derived: true, unit: 'kg' }),
    remaining: f.decimal('尚差', { derived: true, unit: 'kg' }),
    progress: f.decimal('完成率', { derived: true, unit: '%', secrecy: 'public' }),
    projects: f.refs('计入的减排工程', 'emission-reduction', { derived: true }),
    metOn: f.day('达到日期', { past: true, derived: true }),
    adjustment: f.text('调整依据'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year', 'metal'],
  check: row => (compareDecimals(row.assigned, '0') > 0 ? [] : [{ where: 'assigned', message: '下达减排量应大于 0' }]),
  // What was recognised stands in another list: server/effects/reduction-task.ts writes it.
  derive: row => {
    if (row.done === null) return { counted: null, remaining: null, progress: null }
    const over = compareDecimals(row.done, row.assigned) > 0
    const counted = over ? row.assigned : row.done
    const progress = percentage(row.done, row.assigned)
    return {
      counted,
      remaining: subtract(row.assigned, counted),
      progress: progress === 'not-applicable' ? null : progress,
    }
  },
  states: { draft: '拟下达', assigned: '已下达', finished: '已核定完成', cancelled: '已取消' },
  initial: 'draft',
  ended: ['cancelled'],
  create: { by: ['生态环境@county', ...CITY] },
  correct: { by: ['生态环境@county', ...CITY], in: ['draft'] },
  transitions: {
    assign: { label: '下达', from: ['draft'], to: 'assigned', by: CITY, duty: 'reviewer' },
    adjust: {
      label: '调整任务',
      from: ['assigned'],
      to: 'assigned',
      by: CITY,
      duty: 'reviewer',
      reason: 'required',
      asks: ['assigned', 'dueOn', 'adjustment'],
      needs: ['adjustment'],
    },
    finish: {
      label: '核定完成',
      from: ['assigned'],
      to: 'finished',
      by: CITY,
      duty: 'reviewer',
      refuse: row =>
        row.remaining !== null && compareDecimals(row.remaining, '0') === 0
          ? []
          : [
              {
                where: 'done',
                message: `已认定 ${row.done ?? '0'} kg，下达 ${row.assigned} kg，还差 ${row.remaining ?? row.assigned} kg`,
              },
            ],
    },
    cancel: {
      label: '取消任务',
      from: ['draft', 'assigned'],
      to: 'cancelled',
      by: CITY,
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    complete: {
      label: '按期完成下达的重金属减排量',
      clause: '环固体〔2022〕17号；下达文件',
      by: '企业',
      while: ['assigned', 'finished'],
      after: { field: 'dueOn' },
      days: 0,
      met: { field: 'metOn' },
    },
  },
  list: ['subject', 'region', 'year', 'metal', 'assigned', 'done', 'remaining', 'progress', 'dueOn', 'state'],
  filters: ['region', 'state', 'year', 'metal', 'dueOn'],
  search: ['document', 'note'],
})
