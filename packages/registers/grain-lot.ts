import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { judgeLot } from './farmland-rule.ts'

const content = { hint: 'mg/kg，可写 <0.01' }

/** 粮食批次检验: a lot of one unit's harvest; one that fails never becomes food and opens a case of disposal. */
export const grainLot = defineRegister({
  id: 'grain-lot',
  name: '粮食批次检验台账',
  module: 'M06',
  subject: 'farmland-unit',
  basis: ['食品安全法第三十四条', '粮食流通管理条例', 'GB 2762 食品安全国家标准'],
  purpose: '收储、流通环节的重金属检验；不合格批次不得进入口粮市场和食品生产企业，定向处置并通报产地。',
  fields: {
    lot: f.text('批次号', { required: true }),
    crop: f.text('品种', { required: true, hint: '如 糙米、稻谷、小麦' }),
    year: f.integer('收获年度', { required: true, min: 2000, max: 2200 }),
    weight: f.decimal('数量', { required: true, unit: '吨', min: 0 }),
    holder: f.text('收储或经营单位', { required: true }),
    samples: f.rows('检验结果', {
      sample: f.text('样品', { required: true }),
      on: f.day('采样日期', { required: true, past: true }),
      cadmium: f.text('镉', content),
      mercury: f.text('汞', content),
      arsenic: f.text('砷', { hint: '大米、糙米写无机砷；只有总砷且超过限量的，须补测' }),
      lead: f.text('铅', content),
      chromium: f.text('铬', content),
      report: f.files('检验报告'),
    }),
    verdict: f.choice('检验结论', ['合格', '不合格', '证据不足'], { derived: true }),
    exceeded: f.texts('超标项目', { derived: true }),
    open: f.texts('不能判定的原因', { derived: true }),
    buyer: f.text('去向', { hint: '放行的，写明流向' }),
    note: f.text('备注', { long: true }),
  },
  key: ['lot'],
  derive: judgeLot,
  states: {
    registered: '待检验',
    passed: '检验合格',
    released: '已放行进入食品市场',
    failed: '不合格（禁止进入食品市场）',
    disposed: '不合格，已处置完毕',
  },
  initial: 'registered',
  create: { by: ['粮食和储备@county', '市场监管@county', '农业农村@county'] },
  correct: { by: ['粮食和储备@county', '市场监管@county', '农业农村@county'], in: ['registered'] },
  transitions: {
    pass: {
      label: '判定合格',
      from: ['registered'],
      to: 'passed',
      by: ['粮食和储备@county', '市场监管@county'],
      duty: 'reviewer',
      refuse: row => unless(row, '合格'),
    },
    release: {
      label: '放行进入食品市场',
      from: ['passed'],
      to: 'released',
      by: ['粮食和储备@county', '市场监管@county'],
      duty: 'reviewer',
      asks: ['buyer'],
      needs: ['buyer'],
      refuse: row => unless(row, '合格'),
    },
    fail: {
      label: '判定不合格',
      from: ['registered'],
      to: 'failed',
      by: ['粮食和储备@county', '市场监管@county'],
      refuse: row => unless(row, '不合格'),
    },
    // Made by the closing of the disposal; asked for by hand it is refused until that is closed.
    dispose: {
      label: '处置完毕',
      from: ['failed'],
      to: 'disposed',
      by: ['粮食和储备@county', '市场监管@county'],
      duty: 'reviewer',
    },
    retest: {
      label: '抽检复核，退回检验',
      from: ['passed'],
      to: 'registered',
      by: ['粮食和储备@county', '市场监管@county'],
      reason: 'required',
    },
  },
  list: ['lot', 'subject', 'region', 'crop', 'year', 'weight', 'verdict', 'exceeded', 'state'],
  filters: ['region', 'state', 'year', 'verdict'],
  search: ['lot', 'holder', 'note'],
})

const unless = (row: { verdict: string | null; open: string[]; exceeded: string[] }, wanted: string) =>
  row.verdict === wanted
    ? []
    : [
        {
          where: 'samples',
          message: `检验结论为“${row.verdict ?? '没有检验'}”${[...row.exceeded, ...row.open].map(t => `；${t}`).join('')}`,
        },
      ]
