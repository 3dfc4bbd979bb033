import { f } from '@jingtu/core/field.ts'
import { compareDecimals } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const KINDS = ['中央专项资金', '省级专项资金', '土壤污染防治基金', '工作经费'] as const
const APPLICANTS = [
  '生态环境@county',
  '生态环境@city',
  '农业农村@county',
  '农业农村@city',
  '自然资源@county',
  '自然资源@city',
] as const

const CONDITIONS = ['属于支持范围', '前期材料齐备', '责任主体无力承担', '有还款来源', '没有重复申报'] as const
const PROJECT_CONDITIONS = ['属于支持范围', '前期材料齐备', '责任主体无力承担', '没有重复申报'] as const

/** What a screening of each kind of money answers; what it leaves out is open, not passed. */
const ASKED: Record<(typeof KINDS)[number], readonly (typeof CONDITIONS)[number][]> = {
  中央专项资金: PROJECT_CONDITIONS,
  省级专项资金: PROJECT_CONDITIONS,
  土壤污染防治基金: CONDITIONS,
  工作经费: ['属于支持范围', '没有重复申报'],
}

/** 资金申请台账: what was asked for, from whom, and what came of it; a lead of the fund is screened before it is applied for. */
export const fundApplication = defineRegister({
  id: 'fund-application',
  name: '资金申请台账',
  module: 'M21',
  basis: ['土壤污染防治资金管理办法（财资环〔2022〕28号）', '土壤污染防治基金管理办法（财资环〔2020〕2号）'],
  purpose: '中央、省级专项资金、土壤污染防治基金和工作经费的意向、筛查、申报与结果。',
  fields: {
    kind: f.choice('资金类别', KINDS, { required: true }),
    title: f.text('申请事项', { required: true }),
    project: f.ref('项目', 'project', { indexed: true }),
    fundYear: f.integer('资金年度', { required: true, min: 2016, max: 2200 }),
    asked: f.money('申请金额', { required: true }),
    screening: f.rows('筛查', {
      item: f.choice('条件', CONDITIONS, { required: true }),
      passed: f.boolean('符合', { hint: '没有结论就空着' }),
      note: f.text('说明'),
    }),
    screened: f.choice('筛查结论', ['通过', '不通过', '证据不足'], { derived: true }),
    appliedOn: f.day('申报日期', { past: true }),
    decidedOn: f.day('批复日期', { past: true }),
    document: f.text('批复或下达文号'),
    granted: f.money('批准金额'),
    files: f.files('批复文件'),
    note: f.text('备注', { long: true }),
  },
  key: ['kind', 'title', 'fundYear'],
  requiredWhen: {
    project: row => row.kind !== '工作经费',
    appliedOn: ['applied', 'granted', 'refused'],
    decidedOn: ['granted', 'refused'],
    granted: ['granted'],
    document: ['granted'],
  },
  check: row =>
    row.granted !== null && compareDecimals(row.granted, row.asked) > 0
      ? [{ where: 'granted', message: `批准 ${row.granted} 万元，多于申请的 ${row.asked} 万元` }]
      : [],
  derive: row => ({
    screened:
      row.screening.length === 0
        ? null
        : row.screening.some(s => s.passed === false)
          ? '不通过'
          : ASKED[row.kind].every(item => row.screening.some(s => s.item === item && s.passed))
            ? '通过'
            : '证据不足',
  }),
  states: { lead: '意向', screened: '筛查通过', applied: '已申报', granted: '已批准', refused: '未批准' },
  initial: 'lead',
  ended: ['refused'],
  create: { by: APPLICANTS },
  correct: { by: APPLICANTS, in: ['lead', 'screened'] },
  transitions: {
    screen: {
      label: '筛查通过',
      from: ['lead'],
      to: 'screened',
      by: ['生态环境@city', '财政@city', '生态环境@county'],
      duty: 'reviewer',
      asks: ['screening'],
      refuse: row =>
        row.screened === '通过'
          ? []
          : row.screening.length === 0
            ? [{ where: 'screening', message: '还没有筛查记录' }]
            : CONDITIONS.filter(item => ASKED[row.kind].includes(item) || row.screening.some(s => s.item === item))
                .filter(item => !row.screening.some(s => s.item === item && s.passed))
                .map(item => ({
                  where: 'screening',
                  message: `“${item}”${row.screening.some(s => s.item === item && s.passed === false) ? '不符合' : '没有结论（证据不足）'}`,
                })),
    },
    apply: {
      label: '申报',
      from: ['screened'],
      to: 'applied',
      by: APPLICANTS,
      asks: ['appliedOn'],
      needs: ['appliedOn'],
    },
    grant: {
      label: '批准',
      from: ['applied'],
      to: 'granted',
      by: ['财政@city', '财政@county', '生态环境@city'],
      duty: 'reviewer',
      asks: ['decidedOn', 'document', 'granted', 'files'],
      needs: ['decidedOn', 'document', 'granted'],
      evidence: ['files'],
      single: true,
    },
    refuse: {
      label: '未获批准',
      from: ['applied'],
      to: 'refused',
      by: ['财政@city', '财政@county', '生态环境@city'],
      reason: 'required',
      asks: ['decidedOn'],
      needs: ['decidedOn'],
    },
  },
  list: ['title', 'kind', 'region', 'fundYear', 'asked', 'granted', 'screened', 'state'],
  filters: ['region', 'state', 'kind', 'fundYear'],
  search: ['title', 'document', 'note'],
})
