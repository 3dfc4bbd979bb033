import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const ANSWERS = ['采取措施', '深度调查和重点监测', '不采取措施'] as const
const BUREAUS = ['农业农村@county', '农业农村@city', '生态环境@county', '生态环境@city'] as const

/** 超标结果应用: every place that a judging found above its limits leads to a measure, or to the decision that there is none, and why. */
export const exceedanceFollowUp = defineRegister({
  id: 'exceedance-follow-up',
  name: '超标结果应用台账',
  module: 'M05',
  basis: ['土壤污染防治法第五十二条', '农用地土壤污染状况详查成果应用要求（边调查、边应用、边管控）'],
  purpose: '评价确认时自动列入每个超标点位；要么采取措施，要么写明不采取措施的理由，没有答复的不能结束调查任务。',
  fields: {
    place: f.text('点位或样品', { required: true }),
    standard: f.text('评价标准', { required: true }),
    verdict: f.text('结论', { required: true }),
    decisive: f.text('超标项目'),
    judgedOn: f.day('评价日期', { required: true, past: true }),
    survey: f.ref('调查任务', 'survey', { indexed: true }),
    site: f.ref('监测点位', 'monitoring-site', { indexed: true }),
    judging: f.ref('评价', 'judging', { indexed: true }),
    unit: f.ref('所在评价单元', 'farmland-unit', { indexed: true }),
    answer: f.choice('应用方式', ANSWERS),
    measure: f.ref('措施', 'safe-use-measure', { indexed: true }),
    action: f.text('措施内容', { long: true, hint: '不在耕地措施台账里的，写明做什么' }),
    reason: f.text('不采取措施的理由', { long: true }),
    answeredOn: f.day('答复日期', { past: true }),
    deadline: f.day('完成期限'),
    proof: f.files('落实材料'),
    note: f.text('备注', { long: true }),
  },
  key: ['survey', 'place', 'standard'],
  states: { open: '待答复', answered: '已答复', done: '已落实', withdrawn: '结论已变，不再超标' },
  initial: 'open',
  ended: ['withdrawn'],
  create: { by: BUREAUS },
  correct: { by: BUREAUS, in: ['open'] },
  visibleWhen: {
    measure: row => row.answer === '采取措施',
    action: row => row.answer !== null && row.answer !== '不采取措施',
    reason: row => row.answer === '不采取措施',
  },
  transitions: {
    decide: {
      label: '答复',
      from: ['open', 'answered'],
      to: 'answered',
      by: BUREAUS,
      asks: ['answer', 'measure', 'action', 'reason', 'unit', 'deadline'],
      needs: ['answer'],
      refuse: row => [
        ...(row.answer === '采取措施' && !row.measure && !row.action
          ? [{ where: 'measure', message: '采取措施的，请选择措施或写明措施内容' }]
          : []),
        ...(row.answer === '深度调查和重点监测' && !row.action
          ? [{ where: 'action', message: '请写明深度调查和重点监测的安排' }]
          : []),
        ...(row.answer === '不采取措施' && !row.reason
          ? [{ where: 'reason', message: '不采取措施的，必须写明理由' }]
          : []),
        ...(row.answer !== null && row.answer !== '不采取措施' && !row.deadline
          ? [{ where: 'deadline', message: '请填写完成期限' }]
          : []),
      ],
      sets: (_row, { effective }) => ({ answeredOn: effective }),
    },
    finish: {
      label: '登记落实',
      from: ['answered'],
      to: 'done',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['proof'],
      refuse: row =>
        row.answer === '不采取措施' || row.proof.length > 0 ? [] : [{ where: 'proof', message: '没有落实材料' }],
    },
    withdraw: {
      label: '结论已变',
      from: ['open', 'answered'],
      to: 'withdrawn',
      by: ['农业农村@city', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    finish: {
      label: '落实超标结果应用措施',
      clause: '土壤污染防治法第五十二条',
      by: '县级农业农村、生态环境部门',
      while: ['answered'],
      after: { field: 'deadline' },
      days: 0,
    },
  },
  list: ['place', 'region', 'standard', 'verdict', 'decisive', 'answer', 'deadline', 'state'],
  filters: ['region', 'state', 'answer', 'survey', 'standard'],
  search: ['place', 'decisive', 'reason', 'note'],
})
