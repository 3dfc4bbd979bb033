import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const CLASSES = ['Ⅰ类', 'Ⅱ类', 'Ⅲ类', 'Ⅳ类', 'Ⅴ类'] as const
const rank = (c: string): number => CLASSES.indexOf(c as never)

/** 地下水考核点位: its class by year against its target; what people caused needs a scheme, what nature put there a proof. */
export const assessedGroundwaterPoint = defineRegister({
  id: 'assessed-groundwater-point',
  name: '地下水环境质量考核点位',
  module: 'M16',
  subject: 'well',
  basis: ['地下水管理条例', '地下水环境质量考核办法（各地）'],
  purpose: '考核点位的年度水质、变差或不稳定的识别、原因和达标（保持）方案。',
  fields: {
    point: f.text('点位编码', { required: true, secrecy: 'public' }),
    monitoringSite: f.ref('监测点位', 'monitoring-site', { indexed: true }),
    target: f.choice('目标类别', CLASSES, { required: true, secrecy: 'public' }),
    baselineClass: f.choice('基准年类别', CLASSES),
    years: f.rows('年度水质', {
      year: f.integer('年度', { required: true, min: 2016, max: 2200 }),
      class: f.choice('类别', [...CLASSES, '证据不足'], { required: true }),
      items: f.texts('定类项目'),
    }),
    lastClass: f.choice('最近年度类别', [...CLASSES, '证据不足'], { derived: true, secrecy: 'public' }),
    met: f.choice('达标', ['达标', '未达标', '证据不足'], { derived: true, secrecy: 'public' }),
    change: f.choice('变化', ['变差', '不稳定', '稳定', '好转', '证据不足'], { derived: true }),
    cause: f.choice('超标原因', ['人为污染', '天然背景', '待查明']),
    causeBasis: f.text('原因分析', { long: true }),
    backgroundReport: f.files('天然背景论证报告'),
    schemeKind: f.choice('方案类型', ['达标方案', '保持（改善）方案']),
    scheme: f.files('方案'),
    measures: f.rows('措施', {
      measure: f.text('措施', { required: true }),
      due: f.day('期限', { required: true }),
      doneOn: f.day('完成日期', { past: true }),
    }),
    rechecks: f.rows('复测', {
      on: f.day('日期', { required: true, past: true }),
      class: f.choice('类别', CLASSES, { required: true }),
    }),
    effect: f.choice('措施效果', ['已达标', '未达标', '未复测'], { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: { cause: ['analysed', 'treating'], causeBasis: ['analysed', 'treating'], schemeKind: ['treating'] },
  derive: row => {
    const years = [...row.years].sort((a, b) => a.year - b.year)
    const judged = years.filter(y => y.class !== '证据不足')
    const last = years.at(-1)
    const [before, now] = judged.slice(-2).map(y => rank(y.class))
    const three = judged.slice(-3).map(y => rank(y.class))
    const swings = three.length === 3 && (three[1]! - three[0]!) * (three[2]! - three[1]!) < 0
    const recheck = [...row.rechecks].sort((a, b) => (a.on < b.on ? -1 : 1)).at(-1)
    return {
      lastClass: last?.class ?? null,
      met: !last
        ? null
        : last.class === '证据不足'
          ? '证据不足'
          : rank(last.class) <= rank(row.target)
            ? '达标'
            : '未达标',
      // Worse than the year before, or – where it went down and up again – not to be relied on.
      change: !last
        ? null
        : last.class === '证据不足' || before === undefined || now === undefined
          ? '证据不足'
          : now > before
            ? '变差'
            : swings
              ? '不稳定'
              : now < before
                ? '好转'
                : '稳定',
      effect:
        row.measures.length === 0
          ? null
          : !recheck
            ? '未复测'
            : rank(recheck.class) <= rank(row.target)
              ? '已达标'
              : '未达标',
    }
  },
  states: { monitored: '监测中', flagged: '需分析', analysed: '已分析', treating: '实施方案', retired: '已撤销' },
  initial: 'monitored',
  ended: ['retired'],
  create: { by: ['生态环境@city', '生态环境@province'] },
  correct: {
    by: ['生态环境@county', '生态环境@city', '生态环境@province'],
    in: ['monitored', 'flagged', 'analysed', 'treating'],
  },
  transitions: {
    flag: {
      label: '列入分析',
      from: ['monitored'],
      to: 'flagged',
      by: ['生态环境@county', '生态环境@city'],
      refuse: row =>
        row.met === '未达标' || row.change === '变差' || row.change === '不稳定'
          ? []
          : [{ where: 'years', message: `水质${row.met ?? '未评价'}、${row.change ?? '无比较'}，不需要分析` }],
    },
    analyse: {
      label: '完成原因分析',
      from: ['flagged'],
      to: 'analysed',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['cause', 'causeBasis', 'backgroundReport'],
      needs: ['cause', 'causeBasis'],
      refuse: row =>
        row.cause === '天然背景' && row.backgroundReport.length === 0
          ? [{ where: 'backgroundReport', message: '认定为天然背景的，须有论证报告' }]
          : [],
    },
    treat: {
      label: '编制并实施方案',
      from: ['analysed'],
      to: 'treating',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['schemeKind', 'scheme', 'measures'],
      needs: ['schemeKind', 'measures'],
      evidence: ['scheme'],
      refuse: row =>
        row.cause === '人为污染'
          ? []
          : [{ where: 'cause', message: `原因为“${row.cause}”，只有人为因素导致的才须编制方案` }],
    },
    settle: {
      label: '恢复常规监测',
      from: ['analysed', 'treating'],
      to: 'monitored',
      by: ['生态环境@city'],
      duty: 'reviewer',
      refuse: row => [
        ...(row.cause === '人为污染' && row.effect !== '已达标'
          ? [{ where: 'rechecks', message: `人为因素导致的，复测达标后方可恢复（现为“${row.effect ?? '没有措施'}”）` }]
          : []),
        ...(row.cause === '待查明' ? [{ where: 'cause', message: '原因尚未查明' }] : []),
      ],
    },
    retire: {
      label: '撤销考核',
      from: ['monitored'],
      to: 'retired',
      by: ['生态环境@province', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    analyse: {
      label: '分析超标或变差原因',
      clause: '年度计划',
      by: '县级生态环境部门',
      while: ['flagged'],
      after: { state: 'flagged' },
      days: 60,
    },
  },
  publish: {
    fields: ['point', 'region', 'target', 'lastClass', 'met'],
    in: ['monitored', 'flagged', 'analysed', 'treating'],
  },
  list: ['point', 'subject', 'region', 'target', 'lastClass', 'met', 'change', 'cause', 'state'],
  filters: ['region', 'state', 'met', 'change', 'cause', 'target'],
  search: ['point', 'note'],
})
