import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import { owed } from './deadline.ts'
import { parameterOn } from './parameters.ts'

const BUREAUS = ['生态环境@county', '生态环境@city'] as const
const CONTENTS = ['土壤污染防治', '预警预报', '响应程序', '应急处置', '保障措施', '信息公布'] as const
type Content = (typeof CONTENTS)[number]
const HOLDERS = ['县级以上政府', '政府部门', '乡镇（街道）', '企业事业单位'] as const

/** What a plan must deal with: soil in every one, the whole course of a response in those of governments. */
const requiredOf = (holder: (typeof HOLDERS)[number]): readonly Content[] =>
  holder === '企业事业单位' ? ['土壤污染防治', '预警预报', '应急处置'] : CONTENTS

/** 突发环境事件应急预案: checked for its part on soil, filed, drilled, and looked at anew every three years or after an event. */
export const emergencyPlan = defineRegister({
  id: 'emergency-plan',
  name: '突发环境事件应急预案台账',
  module: 'M22',
  basis: ['土壤污染防治法第四十四条', '企业事业单位突发环境事件应急预案备案管理办法（试行）（环发〔2015〕4号）'],
  purpose: '政府、乡镇和企业预案的土壤内容检查、备案、演练、三年评估修订和信息公布。',
  fields: {
    title: f.text('预案名称', { required: true, secrecy: 'public' }),
    holder: f.choice('编制主体', HOLDERS, { required: true, secrecy: 'public' }),
    unit: f.unit('编制单位', { indexed: true }),
    organisation: f.ref('企业事业单位', 'organisation', { indexed: true }),
    edition: f.integer('版次', { min: 1 }),
    contents: f.choices('预案内容', CONTENTS),
    missing: f.texts('缺少的内容', { derived: true }),
    hasSoil: f.boolean('有土壤污染防治内容', { derived: true, indexed: true, secrecy: 'public' }),
    file: f.files('预案文本'),
    signedOn: f.day('签署发布日期', { past: true }),
    filedOn: f.day('备案日期', { secrecy: 'public', past: true }),
    filing: f.text('备案编号', { secrecy: 'public' }),
    publishedAt: f.text('公布地址', { secrecy: 'public' }),
    drills: f.rows('演练', {
      on: f.day('日期', { required: true, past: true }),
      kind: f.choice('方式', ['桌面推演', '实战演练'], { required: true }),
      scene: f.text('情景', { required: true }),
      problem: f.text('发现的问题'),
      mendedOn: f.day('问题整改日期', { past: true }),
    }),
    lastDrill: f.day('最近一次演练', { derived: true }),
    openProblems: f.integer('演练问题未整改', { derived: true, unit: '项' }),
    nextDrill: f.day('下次演练期限', { derived: true }),
    reviewDue: f.day('评估修订期限', { derived: true, indexed: true }),
    eventOn: f.day('最近一次事件日期', { hint: '事件处置完毕时由系统填写', past: true }),
    revisedOn: f.day('最近一次修订日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['title', 'unit', 'organisation'],
  requiredWhen: {
    organisation: row => row.holder === '企业事业单位',
    filing: ['filed'],
    filedOn: ['filed'],
  },
  check: row => [
    ...(row.holder !== '企业事业单位' && row.organisation
      ? [{ where: 'organisation', message: '政府和乡镇的预案不填企业' }]
      : []),
    ...row.drills.flatMap((d, i) =>
      d.mendedOn && !d.problem
        ? [{ where: `drills.${i}.problem`, message: `“演练”第${i + 1}行：没有写明整改了什么问题` }]
        : [],
    ),
  ],
  derive: row => {
    const months = (key: 'emergency.drillMonths' | 'emergency.reviewMonths') => parameterOn(key, row.effective).value
    const lastDrill =
      row.drills
        .map(d => d.on)
        .sort()
        .at(-1) ?? null
    const start = lastDrill && row.filedOn && lastDrill > row.filedOn ? lastDrill : row.filedOn
    return {
      missing: requiredOf(row.holder).filter(c => !row.contents.includes(c)),
      hasSoil: row.contents.includes('土壤污染防治'),
      lastDrill,
      openProblems: row.drills.filter(d => d.problem && !d.mendedOn).length,
      nextDrill: start ? monthsLater(start, months('emergency.drillMonths')) : null,
      reviewDue: row.filedOn ? monthsLater(row.filedOn, months('emergency.reviewMonths')) : null,
    }
  },
  states: { draft: '编制中', submitted: '待备案', filed: '已备案', revising: '修订中' },
  initial: 'draft',
  create: { by: ['operator', 'township', ...BUREAUS, '应急管理@county'] },
  correct: { by: ['operator', 'township', ...BUREAUS, '应急管理@county'], in: ['draft', 'revising'] },
  transitions: {
    submit: {
      label: '报备案',
      from: ['draft', 'revising'],
      to: 'submitted',
      by: ['operator', 'township', ...BUREAUS, '应急管理@county'],
      asks: ['contents', 'file', 'signedOn'],
      needs: ['signedOn'],
      evidence: ['file'],
      refuse: row => row.missing.map(c => ({ where: 'contents', message: `预案缺少“${c}”内容` })),
      sets: (row, { effective }) =>
        row.state === 'revising' ? { edition: (row.edition ?? 1) + 1, revisedOn: effective } : { edition: 1 },
    },
    file: {
      label: '备案',
      from: ['submitted'],
      to: 'filed',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['filing', 'publishedAt'],
      needs: ['filing'],
      refuse: row =>
        row.holder !== '企业事业单位' && !row.publishedAt
          ? [{ where: 'publishedAt', message: '政府和乡镇的预案应依法公布，请填写公布地址' }]
          : [],
      sets: (_, { effective }) => ({ filedOn: effective }),
    },
    return: {
      label: '退回补正',
      from: ['submitted'],
      to: 'draft',
      by: BUREAUS,
      duty: 'reviewer',
      reason: 'required',
    },
    drill: {
      label: '登记演练',
      from: ['filed'],
      to: 'filed',
      by: ['operator', 'township', ...BUREAUS, '应急管理@county'],
      asks: ['drills'],
      needs: ['drills'],
    },
    revise: {
      label: '启动修订',
      from: ['filed'],
      to: 'revising',
      by: ['operator', 'township', ...BUREAUS, '应急管理@county'],
      reason: 'required',
    },
  },
  duties: {
    file: {
      ...owed(
        '编制单位',
        '预案备案',
        '环发〔2015〕4号第十四条',
        ['submitted', 'filed'],
        'signedOn',
        'emergency.fileDays',
        'filedOn',
      ),
      working: true,
    },
    drill: {
      label: '应急演练',
      clause: '突发环境事件应急管理办法第十五条',
      by: '编制单位',
      while: ['filed', 'revising'],
      after: { field: 'nextDrill' },
      days: 0,
    },
    review: {
      label: '评估修订预案',
      clause: '环发〔2015〕4号第十二条',
      by: '编制单位',
      while: ['filed'],
      after: { field: 'reviewDue' },
      days: 0,
    },
    afterEvent: owed(
      '编制单位',
      '事件后评估修订预案',
      '环发〔2015〕4号第十二条',
      ['filed', 'revising', 'submitted'],
      'eventOn',
      'emergency.afterEventDays',
      'revisedOn',
    ),
  },
  party: 'organisation',
  publish: { fields: ['title', 'region', 'holder', 'hasSoil', 'filedOn', 'filing', 'publishedAt'], in: ['filed'] },
  list: ['title', 'region', 'holder', 'hasSoil', 'filedOn', 'lastDrill', 'openProblems', 'reviewDue', 'state'],
  filters: ['region', 'state', 'holder', 'hasSoil', 'reviewDue'],
  search: ['title', 'filing', 'note'],
})
