import { f } from '@jingtu/core/field.ts'
import { percentage } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const GOVERNMENT = ['政府@county', '政府@city', '生态环境@county', '生态环境@city'] as const

/** 土壤污染防治责任书: what an enterprise promises its government for a year, signed, shown, and judged item by item. */
export const enterpriseLetter = defineRegister({
  id: 'enterprise-letter',
  name: '重点企业土壤污染防治责任书',
  module: 'M10',
  subject: 'organisation',
  basis: ['土壤污染防治行动计划', '年度土壤污染防治工作方案'],
  purpose: '政府与企业签订的责任书：事项由法定义务生成，签订、公开、年度考核。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    government: f.unit('签订政府', { required: true, indexed: true }),
    items: f.rows('责任事项', {
      item: f.text('事项', { required: true }),
      requirement: f.text('要求', { required: true }),
      due: f.day('时限'),
      result: f.choice('年度结果', ['完成', '部分完成', '未完成']),
      remark: f.text('说明'),
    }),
    document: f.files('责任书文本', { derived: true }),
    signedOn: f.day('签订日期', { secrecy: 'public', past: true }),
    signed: f.files('签订件'),
    publishedAt: f.text('公开网址', { secrecy: 'public' }),
    publishedOn: f.day('公开日期', { secrecy: 'public', past: true }),
    assessedOn: f.day('考核日期'),
    share: f.decimal('完成比例', { derived: true, unit: '%' }),
    conclusion: f.choice('考核结论', ['完成', '部分完成', '未完成', '未考核'], { derived: true, secrecy: 'public' }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year'],
  derive: row => {
    const judged = row.items.filter(i => i.result)
    const done = judged.filter(i => i.result === '完成').length
    const whole = row.items.length > 0 && judged.length === row.items.length
    return {
      share: whole ? percentage(String(done), String(row.items.length)) : null,
      conclusion: !whole ? '未考核' : done === row.items.length ? '完成' : done === 0 ? '未完成' : '部分完成',
    }
  },
  states: { unsigned: '未签订', signed: '已签订', open: '已公开', assessed: '已考核' },
  initial: 'unsigned',
  create: { by: GOVERNMENT },
  correct: { by: GOVERNMENT, in: ['unsigned'] },
  relations: { owner: 'government' },
  transitions: {
    draft: {
      label: '生成责任书文本',
      from: ['unsigned'],
      to: 'unsigned',
      by: GOVERNMENT,
      single: true,
      refuse: row => (row.items.length > 0 ? [] : [{ where: 'items', message: '责任书没有事项' }]),
    },
    sign: {
      label: '签订',
      from: ['unsigned'],
      to: 'signed',
      by: GOVERNMENT,
      duty: 'reviewer',
      asks: ['signedOn', 'signed'],
      needs: ['signedOn', 'document'],
      evidence: ['signed'],
    },
    publish: {
      label: '向社会公开',
      from: ['signed'],
      to: 'open',
      by: GOVERNMENT,
      asks: ['publishedAt'],
      needs: ['publishedAt'],
      sets: (_, { effective }) => ({ publishedOn: effective }),
    },
    assess: {
      label: '年度考核',
      from: ['signed', 'open'],
      to: 'assessed',
      by: GOVERNMENT,
      duty: 'reviewer',
      single: true,
      asks: ['items'],
      needs: ['items'],
      refuse: row => [
        ...row.items.flatMap((i, n) =>
          i.result ? [] : [{ where: `items.${n}.result`, message: `第${n + 1}项“${i.item}”没有年度结果` }],
        ),
        ...row.items.flatMap((i, n) =>
          i.result && i.result !== '完成' && !i.remark?.trim()
            ? [{ where: `items.${n}.remark`, message: `第${n + 1}项“${i.item}”${i.result}，须说明原因` }]
            : [],
        ),
      ],
      sets: (_, { effective }) => ({ assessedOn: effective }),
    },
  },
  publish: {
    fields: ['subject', 'region', 'year', 'signedOn', 'publishedAt', 'publishedOn', 'conclusion', 'state'],
    in: ['open', 'assessed'],
  },
  list: ['subject', 'region', 'year', 'government', 'signedOn', 'publishedOn', 'share', 'conclusion', 'state'],
  filters: ['region', 'state', 'year', 'conclusion'],
  search: ['note'],
  sort: '-year',
})
