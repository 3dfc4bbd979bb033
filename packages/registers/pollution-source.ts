import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { chainOf, PATHWAYS } from './pollution-chain.ts'

export const SOURCE_METALS = ['镉', '铅', '汞', '砷', '铬', '铊', '锑'] as const
export const SOURCE_INDUSTRIES = [
  '有色金属矿采选',
  '有色金属冶炼',
  '铅蓄电池',
  '电镀',
  '化学原料及化学制品',
  '皮革鞣制',
  '历史遗留废渣',
  '灌溉水',
  '其他',
] as const
/** Where one hears of a source: the six sets of data a plan names, and what people see. */
export const SOURCE_HINTS = [
  '环评审批',
  '排污许可变更',
  '粮食质量安全监测',
  '农用地详查',
  '企业用地调查',
  '污染源普查',
  '日常检查',
  '群众举报',
] as const

const later = (a: string | null, b: string | null): string | null => (a && (!b || b < a) ? a : b)

/**
 * 涉镉等重金属污染源: found, put on the list, mended, verified one by one and taken off; looked at again within two years, and
 * listed anew when it rebounds. One source keeps all its rounds.
 */
export const pollutionSource = defineRegister({
  id: 'pollution-source',
  name: '涉镉等重金属污染源',
  module: 'M07',
  subject: 'site',
  basis: ['土壤污染防治法第五十条', '涉镉等重金属重点行业企业排查整治工作方案'],
  purpose: '农用地周边涉镉等重金属污染源的排查、整治、销号和回头看。',
  fields: {
    industry: f.choice('行业', SOURCE_INDUSTRIES, { required: true, secrecy: 'public' }),
    metals: f.choices('污染物', SOURCE_METALS, { required: true, secrecy: 'public' }),
    pathways: f.choices('进入农用地的途径', PATHWAYS),
    sources: f.choices('线索来源', SOURCE_HINTS, { hint: '发现它的数据或线索' }),
    farmland: f.refs('受影响的评价单元', 'farmland-unit'),
    affectedArea: f.area('受影响农用地面积'),
    leadUnit: f.unit('牵头单位', { indexed: true }),
    measures: f.rows('整治措施', {
      pathway: f.choice('切断的途径', PATHWAYS, { required: true }),
      kind: f.choice('类别', ['断源', '控源', '减排'], { required: true }),
      measure: f.text('措施', { required: true }),
      doneOn: f.day('完成日期', { past: true }),
      proof: f.files('途径已切断的证明'),
    }),
    uncut: f.texts('还没有切断的途径', { derived: true }),
    chainCut: f.boolean('链条已切断', { derived: true }),
    scheme: f.files('整治方案'),
    deadline: f.day('整治期限'),
    selfCheck: f.files('完成自查材料'),
    checkedBy: f.texts('现场核查人', { hint: '两人以上', secrecy: 'personal' }),
    checkedOn: f.day('现场核查日期', { past: true }),
    checkRecord: f.files('核查记录与照片'),
    monitoring: f.files('监测报告'),
    standardMet: f.boolean('排放口（场地）达标', { hint: '执行特别排放限值的，按特别排放限值' }),
    slagDisposed: f.boolean('遗留废渣已妥善处置', { hint: '没有遗留废渣的填“是”' }),
    listedOn: f.day('列入整治清单日期', { past: true }),
    clearedOn: f.day('销号日期', { secrecy: 'public', past: true }),
    lastClearedOn: f.day('最近一次销号日期', { derived: true, hint: '反弹后仍保留，按年列回头看清单用' }),
    recheckDue: f.day('回头看期限', { derived: true }),
    recheckedOn: f.day('回头看日期', { past: true }),
    recheckResult: f.choice('回头看结果', ['未反弹', '反弹']),
    recheckRecord: f.files('回头看记录'),
    round: f.integer('整治轮次', { min: 0, unit: '轮' }),
    rebounds: f.rows('反弹记录', {
      on: f.day('日期', { required: true, past: true }),
      clearedOn: f.day('此前销号日期', { past: true }),
      found: f.text('反弹情况', { required: true }),
    }),
    projectName: f.text('拟申报项目名称'),
    projectBudget: f.money('拟申报项目预算'),
    project: f.ref('排查整治项目', 'project', { indexed: true, derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'industry'],
  requiredWhen: {
    pathways: ['listed', 'planned', 'treating', 'applied', 'cleared'],
    leadUnit: ['listed', 'planned', 'treating', 'applied', 'cleared'],
    deadline: ['planned', 'treating', 'applied'],
  },
  check: row =>
    row.deadline && row.listedOn && row.deadline < row.listedOn
      ? [{ where: 'deadline', message: '整治期限早于列入整治清单的日期' }]
      : [],
  derive: row => ({
    uncut: chainOf(row)
      .filter(link => !link.cut)
      .map(link => link.pathway),
    // A source of which nobody knows the way to the fields has no chain yet.
    chainCut: row.pathways.length > 0 ? chainOf(row).every(link => link.cut) : null,
    // A rebound takes the day away, and yet the source stands in that year's list of what was looked at again.
    lastClearedOn: row.clearedOn ?? row.rebounds.reduce<string | null>((last, r) => later(last, r.clearedOn), null),
    // 销号后两年内回头看
    recheckDue:
      row.clearedOn && row.state === 'cleared'
        ? `${Number(row.clearedOn.slice(0, 4)) + 2}${row.clearedOn.slice(4).replace('-02-29', '-02-28')}`
        : null,
  }),
  states: {
    found: '排查发现',
    excluded: '排除',
    listed: '整治清单',
    planned: '方案已定',
    treating: '整治中',
    applied: '申请销号',
    cleared: '已销号',
    stable: '回头看通过',
  },
  initial: 'found',
  ended: ['excluded', 'stable'],
  create: { by: ['生态环境@county', '生态环境@city', '农业农村@county', 'township'] },
  correct: { by: ['生态环境@county', '生态环境@city'], in: ['found', 'listed', 'planned', 'treating'] },
  relations: { lead: 'leadUnit' },
  transitions: {
    exclude: {
      label: '排除',
      from: ['found'],
      to: 'excluded',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
    list: {
      label: '纳入整治清单',
      from: ['found'],
      to: 'listed',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      asks: ['pathways', 'leadUnit', 'farmland', 'affectedArea'],
      needs: ['pathways', 'leadUnit'],
      sets: (row, { effective }) => ({ listedOn: effective, round: (row.round ?? 0) + 1 }),
    },
    plan: {
      label: '确定整治方案',
      from: ['listed'],
      to: 'planned',
      by: ['lead', '生态环境@county', '生态环境@city'],
      asks: ['measures', 'scheme', 'deadline'],
      needs: ['measures', 'deadline'],
      evidence: ['scheme'],
      refuse: row =>
        row.pathways
          .filter(p => !row.measures.some(m => m.pathway === p))
          .map(p => ({ where: 'measures', message: `途径“${p}”还没有对应的切断措施` })),
    },
    // The project itself is made by the effect of this move.
    propose: {
      label: '提出整治项目',
      from: ['planned'],
      to: 'planned',
      by: ['lead', '生态环境@county', '生态环境@city'],
      asks: ['projectName', 'projectBudget'],
      needs: ['projectName', 'projectBudget'],
      refuse: row => (row.project ? [{ where: 'project', message: '已有排查整治项目' }] : []),
    },
    start: {
      label: '开始整治',
      from: ['planned'],
      to: 'treating',
      by: ['lead', '生态环境@county', '生态环境@city'],
    },
    apply: {
      label: '申请销号',
      from: ['treating'],
      to: 'applied',
      by: ['lead', '生态环境@county'],
      asks: ['measures', 'selfCheck', 'standardMet', 'slagDisposed', 'monitoring'],
      evidence: ['selfCheck'],
      refuse: row =>
        row.measures.filter(m => !m.doneOn).map(m => ({ where: 'measures', message: `措施“${m.measure}”还没有完成` })),
    },
    clear: {
      label: '核查销号',
      from: ['applied'],
      to: 'cleared',
      by: ['生态环境@city'],
      duty: 'reviewer',
      asks: ['checkedBy', 'checkedOn', 'checkRecord'],
      needs: ['checkedOn'],
      evidence: ['checkRecord', 'monitoring'],
      // 整改完成一个，核查一个，销号一个
      single: true,
      refuse: (row, { effective }) => [
        ...(row.checkedBy.length >= 2 ? [] : [{ where: 'checkedBy', message: '现场核查须两人以上' }]),
        ...(row.checkedOn && row.checkedOn > effective
          ? [{ where: 'checkedOn', message: '核查日期不能晚于销号日期' }]
          : []),
        ...(row.standardMet ? [] : [{ where: 'standardMet', message: '排放口（场地）达标尚未确认' }]),
        ...(row.slagDisposed ? [] : [{ where: 'slagDisposed', message: '遗留废渣处置尚未确认' }]),
        ...row.measures
          .filter(m => m.proof.length === 0)
          .map(m => ({ where: 'measures', message: `途径“${m.pathway}”没有已切断的证明材料` })),
      ],
      sets: (_row, { effective }) => ({ clearedOn: effective, recheckedOn: null, recheckResult: null }),
    },
    sendBack: {
      label: '核查不通过',
      from: ['applied'],
      to: 'treating',
      by: ['生态环境@city', '生态环境@county'],
      duty: 'reviewer',
      reason: 'required',
    },
    pass: {
      label: '回头看：未反弹',
      from: ['cleared'],
      to: 'stable',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['recheckRecord'],
      evidence: ['recheckRecord'],
      sets: (_row, { effective }) => ({ recheckedOn: effective, recheckResult: '未反弹' }),
    },
    rebound: {
      label: '回头看：反弹',
      from: ['cleared', 'stable'],
      to: 'listed',
      by: ['生态环境@county', '生态环境@city'],
      reason: 'required',
      asks: ['recheckRecord', 'rebounds'],
      evidence: ['recheckRecord'],
      refuse: (row, { effective }) =>
        row.rebounds.some(r => r.on === effective)
          ? []
          : [{ where: 'rebounds', message: `请在反弹记录中写明 ${effective} 发现的情况` }],
      sets: (row, { effective }) => ({
        recheckedOn: effective,
        recheckResult: '反弹',
        rebounds: row.rebounds.map(r =>
          r.on === effective ? { ...r, clearedOn: row.clearedOn ?? row.lastClearedOn } : r,
        ),
        listedOn: effective,
        clearedOn: null,
        deadline: null,
        measures: [],
        scheme: [],
        selfCheck: [],
        standardMet: null,
        slagDisposed: null,
        round: (row.round ?? 0) + 1,
      }),
    },
  },
  duties: {
    treat: {
      label: '限期完成整治并申请销号',
      clause: '土壤污染防治法第五十条；整治方案',
      by: '牵头单位',
      while: ['planned', 'treating'],
      after: { field: 'deadline' },
      days: 0,
    },
    recheck: {
      label: '销号后回头看',
      clause: '涉镉等重金属重点行业企业排查整治工作方案',
      by: '县级生态环境部门',
      while: ['cleared'],
      after: { field: 'clearedOn' },
      years: 2,
    },
  },
  publish: { fields: ['subject', 'region', 'industry', 'metals', 'state', 'clearedOn'], in: ['cleared', 'stable'] },
  list: ['subject', 'region', 'industry', 'metals', 'leadUnit', 'deadline', 'round', 'chainCut', 'state'],
  filters: [
    'region',
    'state',
    'industry',
    'metals',
    'leadUnit',
    'deadline',
    'clearedOn',
    'lastClearedOn',
    'recheckResult',
    'recheckDue',
    'chainCut',
  ],
  search: ['note'],
})
