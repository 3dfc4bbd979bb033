import { f } from '@jingtu/core/field.ts'
import { percentage } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { TAG_KINDS } from './sensitive-place.ts'

const CHECKLIST = [
  '乱搭乱建',
  '乱堆乱放',
  '乱扯乱挂',
  '乱贴乱画',
  '污水乱排',
  '垃圾乱倒',
  '清垃圾',
  '清污水',
  '清厕所',
  '清沟渠',
  '清畜禽粪污',
  '清残垣断壁',
] as const

/** The half-year's evaluation is due on 31 August and 31 December. */
export const evaluationDue = (period: string): string =>
  `${period.slice(0, 4)}-${period.endsWith('H1') ? '08-31' : '12-31'}`

/** 农村环境整治成效评估: a village in a half-year: the county looks at itself, the city reviews, the province spot-checks. */
export const villageEnvironment = defineRegister({
  id: 'village-environment',
  name: '农村环境整治成效评估',
  module: 'M19',
  subject: 'village',
  basis: ['农村环境整治成效评估工作方案', '农业农村污染治理攻坚战行动方案'],
  purpose: '村庄环境整治的半年评估：县级自评、市级复核、省级抽查。',
  fields: {
    period: f.period('评估期', { required: true, secrecy: 'public', hint: '半年，例如 2026-H1' }),
    dueOn: f.day('完成期限', { derived: true }),
    zones: f.choices('所在重点区域', ['南水北调工程保护区', '饮用水水源保护区', '河湖管理范围', '交通干线两侧']),
    mapZones: f.choices('地图上所在的重点区域', TAG_KINDS, { derived: true, secrecy: 'public' }),
    campaign: f.text('示范创建', { hint: '五美庭院等' }),
    pilot: f.text('试点', { hint: '垃圾分类、建筑垃圾利用等' }),
    awardProject: f.ref('以奖促治项目', 'project'),
    households: f.integer('户数', { required: true, min: 1, unit: '户' }),
    toilets: f.integer('有卫生厕所的户数', { min: 0, unit: '户' }),
    toiletRate: f.decimal('卫生厕所普及率', { derived: true, unit: '%' }),
    cleaning: f.boolean('有保洁制度和人员'),
    wasteCollected: f.boolean('生活垃圾得到规范收运处置', { indexed: true }),
    dumps: f.integer('垃圾乱堆乱放处数', { min: 0, unit: '处' }),
    items: f.rows('六乱六清', {
      item: f.choice('事项', CHECKLIST, { required: true }),
      done: f.boolean('已完成'),
      photos: f.files('照片'),
    }),
    undone: f.texts('未完成事项', { derived: true }),
    sewage: f.decimal('生活污水治理得分', { min: 0, max: 100 }),
    blackWater: f.decimal('黑臭水体治理得分', { min: 0, max: 100, hint: '村内没有黑臭水体的不填，视同通过' }),
    source: f.decimal('饮用水水源保护得分', { min: 0, max: 100, hint: '没有集中式水源的不填，视同通过' }),
    hasBlackWater: f.boolean('村内有黑臭水体', { required: true }),
    hasSource: f.boolean('有集中式饮用水水源', { required: true }),
    selfOn: f.day('自评日期', { past: true }),
    reviewOn: f.day('复核日期', { past: true }),
    reviewOpinion: f.text('复核意见', { long: true }),
    spotOn: f.day('抽查日期', { past: true }),
    spotOpinion: f.text('抽查意见', { long: true }),
    result: f.choice('结果', ['通过', '未通过', '证据不足'], { derived: true, secrecy: 'public' }),
    failings: f.texts('未达到的要求', { derived: true }),
    files: f.files('佐证材料'),
  },
  key: ['subject', 'period'],
  requiredWhen: { selfOn: ['self', 'reviewed', 'passed'], reviewOn: ['reviewed'], spotOn: ['passed'] },
  check: row => [
    ...(/-H[12]$/.test(row.period)
      ? []
      : [{ where: 'period', message: `评估期应为半年，例如 2026-H1，现为“${row.period}”` }]),
    ...((row.toilets ?? 0) > row.households
      ? [{ where: 'toilets', message: `卫生厕所 ${row.toilets} 户多于总户数 ${row.households}` }]
      : []),
  ],
  derive: row => {
    const tests: [string, string | null, number, boolean][] = [
      ['生活污水治理', row.sewage, 60, true],
      ['黑臭水体治理', row.blackWater, 80, row.hasBlackWater === true],
      ['饮用水水源保护', row.source, 80, row.hasSource === true],
    ]
    // A village without black water or without a source of its own passes that test; a missing score passes nothing.
    const asked = tests.filter(([, , , applies]) => applies)
    const failed = asked.filter(([, score, least]) => score !== null && Number(score) < least)
    const open = asked.filter(([, score]) => score === null)
    const rate = row.toilets === null ? null : percentage(String(row.toilets), String(row.households))
    return {
      dueOn: /-H[12]$/.test(row.period) ? evaluationDue(row.period) : null,
      toiletRate: rate === 'not-applicable' ? null : rate,
      // What nobody wrote down is not done either.
      undone: [
        ...row.items.filter(i => i.done !== true).map(i => i.item as string),
        ...CHECKLIST.filter(item => !row.items.some(i => i.item === item)).map(item => `${item}（没有记录）`),
      ],
      failings: [
        ...failed.map(([name, score, least]) => `${name} ${score} 分，低于 ${least} 分`),
        ...open.map(([name]) => `${name}没有得分`),
      ],
      result: failed.length > 0 ? '未通过' : open.length > 0 ? '证据不足' : '通过',
    }
  },
  states: {
    draft: '填报中',
    self: '县级自评完成',
    reviewed: '市级复核完成',
    passed: '省级抽查通过',
    returned: '已退回',
  },
  initial: 'draft',
  create: { by: ['township', '生态环境@county'] },
  correct: { by: ['township', '生态环境@county'], in: ['draft', 'returned'] },
  transitions: {
    assess: {
      label: '提交县级自评',
      from: ['draft', 'returned'],
      to: 'self',
      by: ['生态环境@county'],
      refuse: row => (row.result === '证据不足' ? row.failings.map(message => ({ where: 'result', message })) : []),
      sets: (_, { effective }) => ({ selfOn: effective }),
    },
    review: {
      label: '市级复核',
      from: ['self'],
      to: 'reviewed',
      by: ['生态环境@city'],
      duty: 'reviewer',
      asks: ['reviewOpinion'],
      refuse: row => (row.result === '通过' ? [] : row.failings.map(message => ({ where: 'result', message }))),
      sets: (_, { effective }) => ({ reviewOn: effective }),
    },
    spotCheck: {
      label: '省级抽查通过',
      from: ['reviewed'],
      to: 'passed',
      by: ['生态环境@province'],
      duty: 'reviewer',
      asks: ['spotOpinion'],
      sets: (_, { effective }) => ({ spotOn: effective }),
    },
    sendBack: {
      label: '退回',
      from: ['self', 'reviewed'],
      to: 'returned',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    evaluation: {
      label: '完成半年评估',
      clause: '农村环境整治成效评估工作方案',
      by: '县级生态环境部门',
      while: ['draft', 'returned', 'self', 'reviewed'],
      after: { field: 'dueOn' },
      days: 0,
      met: { field: 'selfOn' },
    },
  },
  publish: { fields: ['subject', 'region', 'period', 'result', 'state'], in: ['reviewed', 'passed'] },
  list: ['subject', 'region', 'period', 'result', 'wasteCollected', 'toiletRate', 'dueOn', 'state'],
  filters: ['region', 'state', 'period', 'result', 'wasteCollected', 'mapZones'],
  search: ['campaign', 'pilot'],
})
