import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { TECHNIQUE_KINDS } from './technique.ts'

const KEEPERS = ['生态环境@county', '生态环境@city', '农业农村@city', '科技@county', '科技@city', 'lead'] as const

/** 科研与专项调研: research, demonstrations and studies with steps, what they bring forth and who takes it up. */
export const researchProject = defineRegister({
  id: 'research-project',
  name: '科研与专项调研',
  module: 'M25',
  basis: ['土壤污染防治法第九条', '年度工作计划'],
  purpose: '科技研发、技术示范和专项调研的进度、成果和转化；难点与对策由谁采纳。',
  fields: {
    title: f.text('名称', { required: true, secrecy: 'public' }),
    kind: f.choice('类型', ['科技研发', '技术示范', '专项调研'], { required: true, secrecy: 'public' }),
    programme: f.text('所属科技计划'),
    lead: f.unit('牵头单位', { required: true, indexed: true }),
    partners: f.texts('参加单位'),
    budget: f.money('经费'),
    startOn: f.day('开始日期', { required: true }),
    endOn: f.day('完成期限', { required: true, indexed: true }),
    steps: f.rows('进度安排', {
      what: f.text('内容', { required: true }),
      due: f.day('期限', { required: true }),
      doneOn: f.day('完成日期', { past: true }),
    }),
    nextStep: f.text('下一步', { derived: true }),
    nextDue: f.day('下一步期限', { derived: true, indexed: true }),
    outputs: f.rows('成果', {
      kind: f.choice('类别', ['研究报告', '专利', '标准草案', '示范区', '论文', '软件'], { required: true }),
      name: f.text('名称', { required: true }),
      on: f.day('日期', { past: true }),
      files: f.files('材料'),
    }),
    findings: f.rows('难点与对策', {
      difficulty: f.text('难点', { required: true }),
      measure: f.text('对策'),
      adoptedBy: f.text('采纳单位'),
      adoptedOn: f.day('采纳日期', { past: true }),
    }),
    unanswered: f.texts('没有对策的难点', { derived: true }),
    report: f.files('报告'),
    reportedOn: f.day('提交报告日期', { past: true }),
    experts: f.texts('验收专家'),
    acceptance: f.files('验收意见'),
    acceptedOn: f.day('验收日期', { secrecy: 'public', past: true }),
    category: f.choice('转化为哪类技术', TECHNIQUE_KINDS),
    technique: f.ref('转化的技术', 'technique', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['title'],
  check: row => [
    ...(row.endOn < row.startOn ? [{ where: 'endOn', message: '完成期限早于开始日期' }] : []),
    ...row.steps
      .filter(s => s.due > row.endOn)
      .map(s => ({ where: 'steps', message: `“${s.what}”的期限晚于完成期限` })),
  ],
  derive: row => {
    const next = row.steps.filter(s => !s.doneOn).sort((a, b) => (a.due < b.due ? -1 : 1))[0]
    return {
      nextStep: next?.what ?? null,
      nextDue: next?.due ?? null,
      unanswered: row.findings.filter(x => !x.measure).map(x => x.difficulty),
    }
  },
  states: { running: '进行中', reported: '已提交报告', accepted: '已验收', transferred: '已转化', stopped: '已中止' },
  initial: 'running',
  ended: ['stopped'],
  create: { by: ['生态环境@county', '生态环境@city', '农业农村@city', '科技@county', '科技@city'] },
  correct: { by: KEEPERS, in: ['running', 'reported', 'accepted'] },
  transitions: {
    report: {
      label: '提交报告',
      from: ['running'],
      to: 'reported',
      by: KEEPERS,
      asks: ['report', 'outputs', 'findings', 'steps'],
      evidence: ['report'],
      refuse: row => [
        ...row.steps.filter(s => !s.doneOn).map(s => ({ where: 'steps', message: `“${s.what}”没有完成` })),
        ...(row.kind !== '专项调研' && row.outputs.length === 0 ? [{ where: 'outputs', message: '没有登记成果' }] : []),
        ...(row.kind === '专项调研' && row.findings.length === 0
          ? [{ where: 'findings', message: '专项调研没有写明难点与对策' }]
          : []),
        ...row.unanswered.map(d => ({ where: 'findings', message: `难点“${d}”没有对策` })),
      ],
      sets: (_, { effective }) => ({ reportedOn: effective }),
    },
    accept: {
      label: '验收',
      from: ['reported'],
      to: 'accepted',
      by: ['生态环境@city', '科技@city', '政府@city'],
      duty: 'reviewer',
      asks: ['experts', 'acceptance'],
      evidence: ['acceptance'],
      refuse: row => (row.experts.length > 0 ? [] : [{ where: 'experts', message: '没有写明验收专家' }]),
      sets: (_, { effective }) => ({ acceptedOn: effective }),
    },
    sendBack: {
      label: '退回修改',
      from: ['reported'],
      to: 'running',
      by: ['生态环境@city', '科技@city', '政府@city'],
      duty: 'reviewer',
      reason: 'required',
    },
    transfer: {
      label: '转入技术目录',
      from: ['accepted'],
      to: 'transferred',
      by: ['生态环境@city', '科技@city', '农业农村@city'],
      asks: ['category'],
      needs: ['category'],
      refuse: row => (row.kind === '专项调研' ? ['专项调研没有可转化的技术'] : []),
    },
    stop: {
      label: '中止',
      from: ['running'],
      to: 'stopped',
      by: ['生态环境@city', '科技@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    step: {
      label: '完成下一步工作',
      clause: '项目任务书',
      by: '牵头单位',
      while: ['running'],
      after: { field: 'nextDue' },
      days: 0,
    },
    report: {
      label: '提交研究或调研报告',
      clause: '项目任务书；年度计划',
      by: '牵头单位',
      while: ['running', 'reported', 'accepted', 'transferred'],
      after: { field: 'endOn' },
      days: 0,
      met: { field: 'reportedOn' },
    },
  },
  relations: { lead: 'lead' },
  publish: { fields: ['title', 'kind', 'region', 'acceptedOn', 'state'], in: ['accepted', 'transferred'] },
  list: ['title', 'kind', 'region', 'lead', 'nextStep', 'nextDue', 'endOn', 'state'],
  filters: ['region', 'state', 'kind', 'lead', 'nextDue'],
  search: ['title', 'programme', 'note'],
})
