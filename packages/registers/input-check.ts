import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { INPUT_KINDS, LINKS } from './input-limit.ts'
import { OFFENCE_NAMES } from './offences.ts'

/** 土壤污染防治法第二十八条 and what plans add: acts that need no test, each with its code. */
export const FORBIDDEN_ACTS = {
  FA01: '施用含重金属的污水',
  FA02: '施用含难降解有机物的污水',
  FA03: '施用未经检验和安全处理的污水处理厂污泥',
  FA04: '施用未经检验和安全处理的清淤底泥',
  FA05: '施用矿渣、尾矿',
  FA06: '将城镇生活垃圾直接用作肥料',
  FA07: '将污泥直接用作肥料',
  FA08: '将工业废物直接用作肥料',
} as const
const CHECKERS = ['农业农村@county', '农业农村@city', '市场监管@county', '市场监管@city'] as const

/** 投入品检查检测: a product of the market or the field held against the banned list and the limits of its day. */
export const inputCheck = defineRegister({
  id: 'input-check',
  name: '农业投入品检查检测台账',
  module: 'M18',
  basis: ['土壤污染防治法第二十六条至第二十八条', '农产品质量安全法', '农药管理条例', '产品质量法'],
  purpose:
    '农膜、农药、肥料、兽药、饲料添加剂的检查检测和农药残留监测，按当日禁限用名录评价，违法的立案，残留接近限量的预警。',
  fields: {
    kind: f.choice('对象', INPUT_KINDS, { required: true }),
    link: f.choice('环节', LINKS, { required: true }),
    checkedOn: f.day('检查或采样日期', { required: true, past: true }),
    party: f.ref('被检查单位', 'organisation', { indexed: true }),
    farm: f.ref('养殖场', 'livestock-farm', { indexed: true }),
    land: f.ref('地块', 'farmland-unit', { indexed: true }),
    product: f.text('产品', { required: true }),
    batch: f.text('批号'),
    contains: f.texts('名称和有效成分', { hint: '与禁用名录核对' }),
    tests: f.rows('检测结果', {
      item: f.text('项目', { required: true }),
      value: f.text('结果', { required: true, hint: '可写 <0.01' }),
      unit: f.text('单位', { required: true }),
    }),
    acts: f.choices('违禁行为代码', Object.keys(FORBIDDEN_ACTS) as (keyof typeof FORBIDDEN_ACTS)[], {
      hint: Object.entries(FORBIDDEN_ACTS)
        .map(([code, act]) => `${code} ${act}`)
        .join('；'),
    }),
    actNames: f.texts('违禁行为', { derived: true }),
    report: f.files('检测报告或检查记录'),
    verdict: f.choice('结论', ['合格', '不合格', '证据不足'], { derived: true, indexed: true }),
    faults: f.texts('不合格情况', { derived: true }),
    open: f.texts('不能判定的原因', { derived: true }),
    grounds: f.texts('采用的规定', { derived: true }),
    warning: f.choice('残留预警', ['正常', '预警', '超标'], { derived: true, indexed: true }),
    offence: f.choice('涉嫌违法行为', OFFENCE_NAMES),
    caseOpened: f.ref('所立案件', 'enforcement-case', { indexed: true, derived: true }),
    disposal: f.text('处理情况', { long: true }),
    note: f.text('备注', { long: true }),
  },
  check: row =>
    row.link === '环境监测' && !row.kind.endsWith('农药残留')
      ? [{ where: 'link', message: '只有农药残留监测属环境监测' }]
      : [],
  derive: row => ({ actNames: row.acts.map(code => FORBIDDEN_ACTS[code]) }),
  states: { entered: '待结论', passed: '合格', failed: '不合格', filed: '已立案', closed: '已处理' },
  initial: 'entered',
  create: { by: CHECKERS },
  correct: { by: CHECKERS, in: ['entered'] },
  transitions: {
    pass: {
      label: '认定合格',
      from: ['entered'],
      to: 'passed',
      by: CHECKERS,
      duty: 'reviewer',
      refuse: row =>
        row.verdict === '合格'
          ? []
          : [{ where: 'tests', message: `结论为“${row.verdict}”：${[...row.faults, ...row.open].join('；')}` }],
    },
    fail: {
      label: '认定不合格',
      from: ['entered'],
      to: 'failed',
      by: CHECKERS,
      evidence: ['report'],
      refuse: row => (row.verdict === '不合格' ? [] : [{ where: 'tests', message: `结论为“${row.verdict}”` }]),
    },
    // The case is opened by the effect of this move.
    file: {
      label: '立案',
      from: ['failed'],
      to: 'filed',
      by: ['农业农村@county', '农业农村@city', '市场监管@county', '市场监管@city'],
      duty: 'reviewer',
      single: true,
      asks: ['offence', 'party'],
      needs: ['offence', 'party'],
    },
    close: {
      label: '处理完毕',
      from: ['failed', 'filed'],
      to: 'closed',
      by: CHECKERS,
      duty: 'reviewer',
      asks: ['disposal'],
      needs: ['disposal'],
      refuse: row =>
        row.state === 'failed' && (row.link === '生产' || row.link === '销售')
          ? [{ where: 'offence', message: `${row.link}环节不合格的须立案` }]
          : [],
    },
  },
  list: ['kind', 'link', 'region', 'product', 'party', 'checkedOn', 'verdict', 'warning', 'state'],
  filters: ['region', 'state', 'kind', 'link', 'verdict', 'warning', 'checkedOn', 'acts'],
  search: ['product', 'batch', 'disposal', 'note'],
})
