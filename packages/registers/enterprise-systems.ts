import { f } from '@jingtu/core/field.ts'
import { percentage } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city'] as const

/** The eight systems of 工矿用地土壤环境管理办法, in the order of the plans. */
export const SYSTEMS = [
  '土壤和地下水环境现状调查',
  '设施防渗漏管理',
  '有毒有害物质地下储罐备案',
  '土壤和地下水污染隐患排查',
  '企业自行监测',
  '土壤和地下水污染风险管控和修复',
  '企业拆除活动污染防控',
  '企业退出土壤和地下水修复',
] as const
export const SYSTEM_STATES = ['落实', '未落实', '不适用', '证据不足'] as const
/** No list of ours tells these two: they stand on papers. */
export const BY_PAPER: readonly string[] = SYSTEMS.slice(0, 2)

/** 八项制度落实情况: for each enterprise the eight systems, each with what it rests on; what nothing proves is open. */
export const enterpriseSystems = defineRegister({
  id: 'enterprise-systems',
  name: '企业土壤环境八项制度落实情况',
  module: 'M10',
  subject: 'organisation',
  basis: ['工矿用地土壤环境管理办法（试行）', '土壤污染防治法第二十一条'],
  purpose: '八项制度逐企业的落实矩阵：由各台账得出，没有台账的以材料证明。',
  fields: {
    papers: f.rows('以材料证明的制度', {
      system: f.choice('制度', SYSTEMS, { required: true }),
      status: f.choice('情况', ['落实', '未落实', '不适用'], { required: true }),
      on: f.day('日期', { required: true, past: true }),
      why: f.text('说明', { required: true }),
      files: f.files('材料'),
    }),
    matrix: f.rows(
      '落实矩阵',
      {
        system: f.choice('制度', SYSTEMS),
        status: f.choice('情况', SYSTEM_STATES),
        basis: f.text('依据'),
        on: f.day('依据日期', { past: true }),
        files: f.files('材料'),
      },
      { derived: true },
    ),
    collectedOn: f.day('汇总日期', { derived: true }),
    done: f.integer('落实', { derived: true, unit: '项' }),
    lacking: f.texts('未落实', { derived: true }),
    open: f.texts('证据不足', { derived: true }),
    share: f.decimal('落实率（不计不适用）', { derived: true, unit: '%' }),
    checkedOn: f.day('核查日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  check: row =>
    row.papers.flatMap((p, i) => [
      ...(p.status === '落实' && p.files.length === 0
        ? [{ where: `papers.${i}.files`, message: `第${i + 1}行“${p.system}”：落实的须附材料` }]
        : []),
      ...(!BY_PAPER.includes(p.system) && p.status === '落实'
        ? [{ where: `papers.${i}.system`, message: `第${i + 1}行“${p.system}”由台账得出，不能以材料填写落实` }]
        : []),
      ...(row.papers.findIndex(x => x.system === p.system) < i
        ? [{ where: `papers.${i}.system`, message: `“${p.system}”重复` }]
        : []),
    ]),
  derive: row => {
    const of = (status: string) => row.matrix.filter(m => m.status === status)
    const counted = row.matrix.length - of('不适用').length
    return {
      done: of('落实').length,
      lacking: of('未落实').flatMap(m => m.system ?? []),
      open: of('证据不足').flatMap(m => m.system ?? []),
      share: counted > 0 ? percentage(String(of('落实').length), String(counted)) : null,
    }
  },
  states: { collecting: '汇总中', checked: '已核查' },
  initial: 'collecting',
  create: { by: ECOLOGY },
  correct: { by: ['operator', ...ECOLOGY], in: ['collecting'], partyFields: ['papers'] },
  transitions: {
    collect: { label: '汇总', from: ['collecting', 'checked'], to: 'collecting', by: ECOLOGY },
    check: {
      label: '核查',
      from: ['collecting'],
      to: 'checked',
      by: ECOLOGY,
      duty: 'reviewer',
      refuse: (row, { today }) =>
        row.collectedOn === today ? [] : [{ where: 'collectedOn', message: '请先汇总：核查的应是当天的矩阵' }],
      sets: (_, { effective }) => ({ checkedOn: effective }),
    },
  },
  duties: {
    collect: {
      label: '核查八项制度落实情况',
      clause: '工矿用地土壤环境管理办法（试行）；年度工作方案',
      by: '县级生态环境部门',
      while: ['collecting', 'checked'],
      every: 'year',
      met: { field: 'checkedOn' },
    },
  },
  list: ['subject', 'region', 'done', 'lacking', 'open', 'share', 'collectedOn', 'state'],
  filters: ['region', 'state', 'collectedOn'],
  search: ['note'],
})
