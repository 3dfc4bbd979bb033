import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { OFFENCE_NAMES } from './offences.ts'

/** 执法工作指引: how a kind of offence is looked into; a new case is given those in force, an old one keeps what it was given. */
export const enforcementGuide = defineRegister({
  id: 'enforcement-guide',
  name: '监管执法工作指引',
  module: 'M22',
  basis: ['年度计划关于土壤污染防治监管执法工作指引的任务'],
  purpose: '执法指引知识库：按违法行为给出检查要点和取证要求，自动附到新立案件；被替代的不再给出。',
  fields: {
    title: f.text('标题', { required: true, secrecy: 'public' }),
    number: f.text('文号', { secrecy: 'public' }),
    offences: f.choices('适用的违法行为', OFFENCE_NAMES),
    points: f.rows('检查要点', {
      point: f.text('要点', { required: true }),
      clause: f.text('依据', { required: true }),
      evidence: f.text('取证要求', { required: true }),
    }),
    text: f.text('正文摘要', { long: true }),
    file: f.files('文件'),
    replaces: f.ref('替代的指引', 'enforcement-guide', { indexed: true }),
    issuedOn: f.day('印发日期', { secrecy: 'public', past: true }),
    supersededOn: f.day('失效日期', { secrecy: 'public' }),
  },
  key: ['title', 'number'],
  states: { draft: '草拟', inForce: '现行', superseded: '已失效' },
  initial: 'draft',
  ended: ['superseded'],
  create: { by: ['生态环境@city', '生态环境@county'] },
  correct: { by: ['生态环境@city', '生态环境@county'], in: ['draft'] },
  transitions: {
    issue: {
      label: '印发',
      from: ['draft'],
      to: 'inForce',
      by: ['生态环境@city', '生态环境@county'],
      duty: 'reviewer',
      asks: ['number', 'file'],
      needs: ['number'],
      evidence: ['file'],
      refuse: row => [
        ...(row.offences.length === 0 ? [{ where: 'offences', message: '没有写明适用的违法行为' }] : []),
        ...(row.points.length === 0 ? [{ where: 'points', message: '没有检查要点' }] : []),
      ],
      sets: (_, { effective }) => ({ issuedOn: effective }),
    },
    supersede: {
      label: '废止',
      from: ['inForce'],
      to: 'superseded',
      by: ['生态环境@city', '生态环境@county'],
      duty: 'reviewer',
      reason: 'required',
      sets: (_, { effective }) => ({ supersededOn: effective }),
    },
  },
  publish: { fields: ['title', 'number', 'region', 'issuedOn'], in: ['inForce'] },
  list: ['title', 'number', 'region', 'issuedOn', 'state'],
  filters: ['region', 'state', 'offences'],
  search: ['title', 'text'],
})
