import { f } from '@jingtu/core/field.ts'
import type { Day } from '@jingtu/core/period.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import { parameterOn } from './parameters.ts'

const CAUSES = ['农村生活污水', '农村生活垃圾', '畜禽养殖', '种植业', '城镇生活污水', '工业企业', '内源淤积'] as const

/** Who acts on a cause; the tasks of a body follow from its causes. */
const DEPARTMENT: Record<(typeof CAUSES)[number], string> = {
  农村生活污水: '生态环境',
  农村生活垃圾: '住房城乡建设',
  畜禽养殖: '农业农村',
  种植业: '农业农村',
  城镇生活污水: '住房城乡建设',
  工业企业: '生态环境',
  内源淤积: '水利',
}

interface Monitoring {
  on: Day
  point: string
  transparency: string | null
  depth: string | null
  oxygen: string | null
  ammonia: string | null
  opinion: string | null
}

/** Which measurements say black-odorous; an empty answer with nothing measured is no answer (`undefined`). */
export function blackReasons(m: Monitoring): string[] | undefined {
  const limit = (key: Parameters<typeof parameterOn>[0]): number => parameterOn(key, m.on).value
  const number = (text: string | null): number | null => (text === null || text === '' ? null : Number(text))
  const [transparency, depth, oxygen, ammonia, opinion] = [m.transparency, m.depth, m.oxygen, m.ammonia, m.opinion].map(
    number,
  )
  const reasons: string[] = []
  const least = limit('blackWater.transparency')
  const shallow = depth != null && depth < least
  const needed = shallow ? (depth * limit('blackWater.depthShare')) / 100 : least
  if (transparency != null && transparency < needed) reasons.push(`透明度 ${transparency} cm＜${needed} cm`)
  if (oxygen != null && oxygen < limit('blackWater.oxygen'))
    reasons.push(`溶解氧 ${oxygen} mg/L＜${limit('blackWater.oxygen')} mg/L`)
  if (ammonia != null && ammonia > limit('blackWater.ammonia'))
    reasons.push(`氨氮 ${ammonia} mg/L＞${limit('blackWater.ammonia')} mg/L`)
  if (opinion != null && opinion >= limit('blackWater.opinion')) reasons.push(`${opinion}% 的村民认为黑臭`)
  if (reasons.length > 0) return reasons
  // Clean is only what was measured by all three: a missing figure is never a good one.
  return transparency != null && oxygen != null && ammonia != null ? [] : undefined
}

/** The last day of monitoring with what its points say together: the worst decides, an incomplete point leaves it open. */
function latest(rows: readonly Monitoring[]): { on: Day; reasons: string[]; complete: boolean; points: number } | null {
  const on = rows
    .map(m => m.on)
    .sort()
    .at(-1)
  if (!on) return null
  const judged = rows.filter(m => m.on === on).map(m => ({ point: m.point, reasons: blackReasons(m) }))
  return {
    on,
    reasons: judged.flatMap(j => (j.reasons ?? []).map(r => `${j.point}：${r}`)),
    complete: judged.every(j => j.reasons !== undefined),
    points: new Set(judged.map(j => j.point)).size,
  }
}

/** 农村黑臭水体: found, confirmed by measurement, mended, evaluated, taken off – and watched, because many turn black again. */
export const blackOdorousWater = defineRegister({
  id: 'black-odorous-water',
  name: '农村黑臭水体清单',
  module: 'M19',
  subject: 'water-body',
  basis: ['农村黑臭水体治理工作指南', '水污染防治法第五十五条'],
  purpose: '农村黑臭水体的排查、治理、销号和长效管护，返黑返臭的重新治理。',
  fields: {
    village: f.ref('所在村', 'village', { required: true, indexed: true, secrecy: 'public' }),
    tier: f.choice('清单级别', ['国家监管', '省级', '市县'], { required: true, secrecy: 'public' }),
    area: f.area('水域面积', { unit: '平方米', secrecy: 'public' }),
    causes: f.choices('污染成因', CAUSES),
    departments: f.texts('责任部门', { derived: true, secrecy: 'public' }),
    monitorings: f.rows('监测记录', {
      on: f.day('监测日期', { required: true, past: true }),
      point: f.text('点位', { required: true }),
      transparency: f.decimal('透明度', { unit: 'cm', min: 0 }),
      depth: f.decimal('水深', { unit: 'cm', min: 0 }),
      oxygen: f.decimal('溶解氧', { unit: 'mg/L', min: 0 }),
      ammonia: f.decimal('氨氮', { unit: 'mg/L', min: 0 }),
      opinion: f.decimal('认为黑臭的村民比例', { unit: '%', min: 0, max: 100 }),
    }),
    lastMonitoredOn: f.day('最近监测日期', { derived: true }),
    judgement: f.choice('最近判定', ['黑臭', '非黑臭', '证据不足'], { derived: true, secrecy: 'public' }),
    grounds: f.texts('判定依据', { derived: true }),
    tasks: f.rows('部门任务', {
      department: f.text('责任部门', { required: true }),
      cause: f.text('针对的成因', { required: true }),
      task: f.text('任务'),
      due: f.day('完成期限'),
      doneOn: f.day('完成日期', { past: true }),
    }),
    scheme: f.files('治理方案'),
    deadline: f.day('治理期限', { secrecy: 'public' }),
    satisfaction: f.decimal('村民满意度', { unit: '%', min: 0, max: 100 }),
    evaluation: f.files('效果评估报告'),
    carePlan: f.files('长效管护方案'),
    settledOn: f.day('销号日期', { secrecy: 'public', past: true }),
    chief: f.text('河（湖）长', { secrecy: 'public' }),
    chiefLevel: f.choice('河长级别', ['县级', '乡级', '村级']),
    chiefYears: f.rows('河长制考核', {
      year: f.integer('年度', { required: true, min: 2016, max: 2200 }),
      included: f.boolean('已纳入考核', { required: true }),
      score: f.decimal('得分', { min: 0, max: 100 }),
    }),
    rechecks: f.rows('返黑返臭复查', {
      on: f.day('复查日期', { required: true, past: true }),
      found: f.text('现场情况', { required: true }),
      photos: f.files('照片'),
    }),
    relapses: f.integer('返黑返臭次数', { unit: '次', min: 0, secrecy: 'public' }),
    relapseSuspected: f.boolean('疑似返黑返臭', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: {
    causes: ['listed', 'treating', 'evaluated', 'settled'],
    deadline: ['treating', 'evaluated'],
    chief: ['treating', 'evaluated', 'settled'],
    settledOn: ['settled'],
  },
  derive: row => {
    const last = latest(row.monitorings)
    const judgement = !last ? null : last.reasons.length > 0 ? '黑臭' : last.complete ? '非黑臭' : '证据不足'
    return {
      departments: [...new Set((row.causes ?? []).map(c => DEPARTMENT[c]))],
      lastMonitoredOn: last?.on ?? null,
      judgement,
      grounds: last?.reasons ?? [],
      relapseSuspected: row.state === 'settled' && judgement === '黑臭' && (last?.on ?? '') >= (row.settledOn ?? ''),
    }
  },
  states: {
    found: '排查发现',
    listed: '列入清单',
    treating: '治理中',
    evaluated: '评估通过',
    settled: '已销号（长效管护）',
    dismissed: '核查后不列入',
  },
  initial: 'found',
  ended: ['dismissed'],
  create: { by: ['township', '生态环境@county', '生态环境@city'] },
  correct: {
    by: ['township', '生态环境@county', '生态环境@city'],
    in: ['found', 'listed', 'treating', 'evaluated', 'settled'],
  },
  transitions: {
    list: {
      label: '确认并列入清单',
      from: ['found'],
      to: 'listed',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['causes', 'tier'],
      needs: ['causes'],
      refuse: row =>
        row.judgement === '黑臭'
          ? []
          : [{ where: 'monitorings', message: `监测判定为“${row.judgement ?? '尚无监测'}”，不能确认为黑臭水体` }],
      sets: row => ({
        tasks: (row.causes ?? []).map(cause => ({
          department: DEPARTMENT[cause],
          cause,
          task: null,
          due: row.deadline,
          doneOn: null,
        })),
      }),
    },
    dismiss: {
      label: '不列入',
      from: ['found'],
      to: 'dismissed',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
      refuse: row => (row.judgement === '非黑臭' ? [] : [{ where: 'monitorings', message: '监测没有证明它不黑臭' }]),
    },
    treat: {
      label: '开始治理',
      from: ['listed'],
      to: 'treating',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['scheme', 'deadline', 'chief', 'chiefLevel', 'tasks'],
      needs: ['deadline', 'chief'],
      evidence: ['scheme'],
    },
    evaluate: {
      label: '通过效果评估',
      from: ['treating'],
      to: 'evaluated',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      asks: ['satisfaction', 'evaluation'],
      needs: ['satisfaction'],
      evidence: ['evaluation'],
      refuse: (row, { today }) => {
        const last = latest(row.monitorings)
        const points = parameterOn('blackWater.points', today)
        const satisfied = parameterOn('blackWater.satisfaction', today)
        return [
          ...(row.judgement === '非黑臭'
            ? []
            : [{ where: 'monitorings', message: `最近监测判定为“${row.judgement ?? '尚无监测'}”` }]),
          ...((last?.points ?? 0) < points.value
            ? [{ where: 'monitorings', message: `最近一次监测 ${last?.points ?? 0} 个点位，${points.note}` }]
            : []),
          ...(row.satisfaction !== null && Number(row.satisfaction) < satisfied.value
            ? [{ where: 'satisfaction', message: `满意度 ${row.satisfaction}%，${satisfied.note}` }]
            : []),
          ...row.tasks
            .filter(t => !t.doneOn)
            .map(t => ({ where: 'tasks', message: `${t.department}“${t.cause}”的任务没有完成` })),
        ]
      },
    },
    settle: {
      label: '销号',
      from: ['evaluated'],
      to: 'settled',
      by: ['生态环境@city'],
      duty: 'reviewer',
      single: true,
      asks: ['carePlan'],
      evidence: ['carePlan'],
      refuse: (row, { today }) => {
        const stable = parameterOn('blackWater.stableMonths', today)
        const days = [...new Set(row.monitorings.map(m => m.on))].sort()
        const of = (on: Day) => row.monitorings.filter(m => m.on === on).map(blackReasons)
        const lastBlack = days.filter(on => of(on).some(reasons => (reasons ?? []).length > 0)).at(-1)
        // The time begins with a day that was measured in full: half a measurement shows nothing to be clean.
        const since = days.find(on => on > (lastBlack ?? '') && of(on).every(reasons => reasons?.length === 0))
        return [
          ...(since && monthsLater(since, stable.value) <= (row.lastMonitoredOn ?? '')
            ? []
            : [{ where: 'monitorings', message: `达标监测未覆盖${stable.note}` }]),
        ]
      },
      sets: (_, { effective }) => ({ settledOn: effective }),
    },
    recheck: {
      label: '登记复查',
      from: ['settled'],
      to: 'settled',
      by: ['township', '生态环境@county', '生态环境@city'],
      asks: ['rechecks', 'monitorings'],
      needs: ['rechecks'],
    },
    relapse: {
      label: '返黑返臭，重新治理',
      from: ['settled'],
      to: 'treating',
      by: ['生态环境@county', '生态环境@city'],
      reason: 'required',
      asks: ['deadline'],
      needs: ['deadline'],
      sets: row => ({ relapses: (row.relapses ?? 0) + 1, settledOn: null }),
    },
  },
  duties: {
    treatment: {
      label: '按期完成治理',
      clause: '农村黑臭水体治理工作指南',
      by: '县级人民政府',
      while: ['treating'],
      after: { field: 'deadline' },
      days: 0,
    },
    recheck: {
      label: '已销号水体每半年复查是否返黑返臭',
      clause: '农村黑臭水体治理工作指南',
      by: '县级生态环境部门',
      while: ['settled'],
      every: 'half-year',
      met: { rows: 'rechecks', on: 'on' },
    },
  },
  publish: {
    fields: ['subject', 'region', 'tier', 'deadline', 'settledOn', 'state'],
    in: ['listed', 'treating', 'evaluated', 'settled'],
  },
  list: ['subject', 'region', 'village', 'tier', 'judgement', 'deadline', 'relapseSuspected', 'state'],
  filters: ['region', 'state', 'tier', 'village', 'judgement', 'relapseSuspected'],
  search: ['chief', 'note'],
})
