import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** The chain from looking to building; a place where a link has nobody shows it (server/siting/routes.ts). */
export const CHAIN = [
  '土壤环境调查',
  '分析测试',
  '风险评估',
  '治理与修复工程设计',
  '治理与修复工程施工',
  '效果评估',
  '药剂与装备',
] as const
const KEEPERS = [
  '生态环境@county',
  '生态环境@city',
  '科技@county',
  '科技@city',
  '发展改革@county',
  '发展改革@city',
] as const

/** 产业链与科研平台: who does which link, laboratories with their accreditation, research and demonstration bases. */
export const soilIndustry = defineRegister({
  id: 'soil-industry',
  name: '土壤污染防治产业与科研平台',
  module: 'M25',
  subject: 'organisation',
  basis: ['土壤污染防治行动计划（二十八）', '省级土壤污染防治工作方案'],
  purpose: '产业链企业、实验室、科研基地和产业化示范基地；缺少哪个环节一目了然。',
  fields: {
    kind: f.choice('类别', ['产业链企业', '实验室', '科研基地', '产业化示范基地'], {
      required: true,
      secrecy: 'public',
    }),
    links: f.choices('产业链环节', CHAIN, { indexed: true, secrecy: 'public' }),
    site: f.ref('所在地', 'site'),
    grade: f.choice('级别', ['国家级', '省级', '市级', '县级'], { secrecy: 'public' }),
    accreditation: f.text('资质认定证书编号', { secrecy: 'public' }),
    accreditedUntil: f.day('证书有效期止', { secrecy: 'public' }),
    staff: f.integer('专业技术人员', { min: 0, unit: '人' }),
    output: f.money('年营业收入或经费'),
    tasks: f.rows('建设任务', {
      task: f.text('内容', { required: true }),
      due: f.day('期限', { required: true }),
      doneOn: f.day('完成日期', { past: true }),
    }),
    nextDue: f.day('下一项期限', { derived: true }),
    recognition: f.text('认定文号', { secrecy: 'public' }),
    recognisedOn: f.day('认定日期', { secrecy: 'public', past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'kind'],
  requiredWhen: {
    links: row => row.kind === '产业链企业',
    recognition: row => row.state === 'active' && row.kind !== '产业链企业',
  },
  derive: row => ({
    nextDue:
      row.tasks
        .filter(t => !t.doneOn)
        .map(t => t.due)
        .sort()[0] ?? null,
  }),
  states: { planned: '在建', active: '运行', closed: '已退出' },
  initial: 'planned',
  ended: ['closed'],
  create: { by: KEEPERS },
  correct: { by: KEEPERS, in: ['planned', 'active'] },
  transitions: {
    recognise: {
      label: '认定运行',
      from: ['planned'],
      to: 'active',
      by: KEEPERS,
      duty: 'reviewer',
      asks: ['recognition'],
      refuse: (row, { today }) => [
        ...row.tasks.filter(t => !t.doneOn).map(t => ({ where: 'tasks', message: `建设任务“${t.task}”没有完成` })),
        ...(row.kind === '实验室' && !row.accreditation
          ? [{ where: 'accreditation', message: '实验室没有资质认定证书' }]
          : []),
        ...(row.accreditedUntil && row.accreditedUntil < today
          ? [{ where: 'accreditedUntil', message: `资质认定已于 ${row.accreditedUntil} 到期` }]
          : []),
      ],
      sets: (_, { effective }) => ({ recognisedOn: effective }),
    },
    close: {
      label: '退出',
      from: ['planned', 'active'],
      to: 'closed',
      by: KEEPERS,
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    build: {
      label: '完成建设任务',
      clause: '省级土壤污染防治工作方案',
      by: '建设单位',
      while: ['planned'],
      after: { field: 'nextDue' },
      days: 0,
    },
    accreditation: {
      label: '资质认定到期前复查',
      clause: '检验检测机构资质认定管理办法',
      by: '实验室',
      while: ['active'],
      after: { field: 'accreditedUntil' },
      days: -90,
    },
  },
  publish: { fields: ['subject', 'region', 'kind', 'links', 'grade', 'accreditation'], in: ['active'] },
  list: ['subject', 'region', 'kind', 'links', 'grade', 'accreditedUntil', 'nextDue', 'state'],
  filters: ['region', 'state', 'kind', 'links', 'grade'],
  search: ['accreditation', 'note'],
})
