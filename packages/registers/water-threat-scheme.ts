import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 威胁地下水、饮用水水源的农用地: opened by distance between polluted land and water, closed when its measures are carried out. */
export const waterThreatScheme = defineRegister({
  id: 'water-threat-scheme',
  name: '威胁地下水和饮用水水源的农用地风险管控方案',
  module: 'M06',
  subject: 'farmland-unit',
  basis: ['土壤污染防治法第五十五条'],
  purpose: '受污染耕地与水源保护区、地下水污染防治重点区在规定距离内的，自动要求制定防治方案并落实措施。',
  fields: {
    source: f.text('受威胁的水源或区域', { required: true, secrecy: 'public' }),
    distance: f.decimal('距离', { unit: 'm', min: 0 }),
    requiredOn: f.day('触发日期', { required: true, past: true }),
    due: f.day('方案期限', { required: true }),
    noThreat: f.text('不影响水源的论证', { long: true }),
    scheme: f.files('风险管控方案'),
    document: f.text('方案文号', { secrecy: 'public' }),
    approvedOn: f.day('批准日期', { secrecy: 'public', past: true }),
    measures: f.rows('措施', {
      measure: f.text('措施', { required: true }),
      due: f.day('期限', { required: true }),
      doneOn: f.day('完成日期', { past: true }),
      proof: f.files('证明'),
    }),
    undone: f.integer('未完成措施', { derived: true, unit: '项' }),
    doneOn: f.day('全部落实日期', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'source'],
  check: row =>
    row.measures.flatMap((m, i) =>
      m.doneOn && m.proof.length === 0
        ? [{ where: `measures.${i}.proof`, message: `“措施”第${i + 1}行：没有完成证明` }]
        : [],
    ),
  derive: row => {
    const undone = row.measures.filter(m => !m.doneOn).length
    const days = row.measures.flatMap(m => (m.doneOn ? [m.doneOn] : [])).sort()
    return { undone, doneOn: undone === 0 ? (days.at(-1) ?? null) : null }
  },
  states: { required: '须制定方案', dismissed: '经论证不影响', approved: '方案已批准', carriedOut: '措施已落实' },
  initial: 'required',
  ended: ['dismissed'],
  create: { by: ['生态环境@county', '农业农村@county'] },
  correct: { by: ['生态环境@county', '农业农村@county'], in: ['required', 'approved'] },
  transitions: {
    approve: {
      label: '批准方案',
      from: ['required'],
      to: 'approved',
      by: ['政府@county', '生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      asks: ['document', 'approvedOn', 'scheme', 'measures'],
      needs: ['document', 'approvedOn'],
      evidence: ['scheme'],
      refuse: row => (row.measures.length > 0 ? [] : [{ where: 'measures', message: '方案没有措施' }]),
    },
    dismiss: {
      label: '论证不影响',
      from: ['required'],
      to: 'dismissed',
      by: ['生态环境@city'],
      duty: 'reviewer',
      asks: ['noThreat'],
      needs: ['noThreat'],
      reason: 'required',
    },
    carryOut: {
      label: '措施落实',
      from: ['approved'],
      to: 'carriedOut',
      by: ['生态环境@county', '农业农村@county'],
      duty: 'reviewer',
      refuse: row => (row.undone ? [{ where: 'measures', message: `还有 ${row.undone} 项措施没有完成` }] : []),
    },
  },
  duties: {
    scheme: {
      label: '制定防治污染的方案',
      clause: '土壤污染防治法第五十五条；天数为自拟默认值',
      by: '县级生态环境部门会同农业农村部门',
      while: ['required', 'approved', 'carriedOut'],
      after: { field: 'due' },
      days: 0,
      met: { field: 'approvedOn' },
    },
  },
  publish: {
    fields: ['subject', 'region', 'source', 'document', 'approvedOn', 'state'],
    in: ['approved', 'carriedOut'],
  },
  list: ['subject', 'region', 'source', 'distance', 'due', 'document', 'undone', 'state'],
  filters: ['region', 'state'],
  search: ['source', 'document', 'note'],
})
