import { f } from '@jingtu/core/field.ts'
import { compareDecimals, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { SOURCE_METALS } from './pollution-source.ts'

const CAUSES = [
  '涉重金属企业排放',
  '历史遗留废渣',
  '矿区酸性废水',
  '灌溉水',
  '大气沉降',
  '农业投入品',
  '地质高背景',
] as const
/** A cause nobody lets out cannot be cut off; the fields are then managed. */
const BACKGROUND = '地质高背景'

/** 耕地土壤重金属污染成因排查: an area of a county is searched for what pollutes its fields, cut off, and looked at again. */
export const causeArea = defineRegister({
  id: 'cause-area',
  name: '耕地土壤重金属污染成因排查区域',
  module: 'M07',
  basis: ['土壤污染防治法第四十九条', '农用地土壤镉等重金属污染源头防治行动'],
  purpose: '成因排查区域的选定、调查、成因判定、断源措施和效果核实，与污染源清单相连。',
  fields: {
    name: f.text('区域名称', { required: true, secrecy: 'public' }),
    keyRegion: f.ref('所在重点区域', 'source-key-region', { indexed: true }),
    units: f.refs('评价单元', 'farmland-unit'),
    area: f.area('面积'),
    extent: f.polygon('范围'),
    metals: f.choices('污染物', SOURCE_METALS, { required: true, secrecy: 'public' }),
    leadUnit: f.unit('牵头单位', { indexed: true }),
    due: f.day('排查期限', { required: true }),
    progress: f.choice('开展情况', ['未开展', '开展', '完成'], { derived: true, secrecy: 'public' }),
    causes: f.rows('成因', {
      cause: f.choice('成因', CAUSES, { required: true }),
      share: f.decimal('贡献率', { unit: '%', min: 0, max: 100 }),
      ground: f.text('判定依据', { required: true }),
      sources: f.refs('对应的污染源', 'pollution-source'),
    }),
    mainCause: f.choice('主要成因', CAUSES, { derived: true, secrecy: 'public' }),
    report: f.files('成因排查报告'),
    measures: f.rows('断源措施', {
      cause: f.choice('针对的成因', CAUSES, { required: true }),
      measure: f.text('措施', { required: true }),
      due: f.day('期限'),
      doneOn: f.day('完成日期', { past: true }),
      proof: f.files('佐证'),
    }),
    uncut: f.texts('还没有断源的成因', { derived: true, secrecy: 'public' }),
    verification: f.files('断源效果核实材料'),
    verifiedOn: f.day('核实日期', { secrecy: 'public', past: true }),
    projectName: f.text('拟申报项目名称'),
    projectBudget: f.money('拟申报项目预算'),
    project: f.ref('排查整治项目', 'project', { indexed: true, derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['name'],
  requiredWhen: {
    leadUnit: ['investigating', 'found', 'cutting', 'verified'],
    verifiedOn: ['verified'],
  },
  check: row => {
    const shares = sum(row.causes.map(c => c.share ?? '0'))
    const named = row.causes.map(c => c.cause)
    return [
      ...(compareDecimals(shares, '100') > 0
        ? [{ where: 'causes', message: `各成因贡献率合计 ${shares}%，超过 100%` }]
        : []),
      ...row.measures.flatMap((m, i) =>
        named.includes(m.cause)
          ? []
          : [{ where: `measures.${i}.cause`, message: `“断源措施”第${i + 1}行：“${m.cause}”不在已判定的成因中` }],
      ),
    ]
  },
  derive: row => {
    const shared = row.causes.filter(c => c.share !== null).sort((a, b) => compareDecimals(b.share!, a.share!))
    return {
      progress: row.state === 'selected' ? '未开展' : row.state === 'verified' ? '完成' : '开展',
      mainCause: shared[0]?.cause ?? (row.causes.length === 1 ? row.causes[0]!.cause : null),
      uncut: uncut(row.causes, row.measures),
    }
  },
  states: {
    selected: '已选定',
    investigating: '排查中',
    found: '成因已查明',
    cutting: '断源中',
    verified: '断源已核实',
  },
  initial: 'selected',
  create: { by: ['生态环境@county', '生态环境@city'] },
  correct: { by: ['生态环境@county', '生态环境@city'], in: ['selected', 'investigating', 'found', 'cutting'] },
  relations: { lead: 'leadUnit' },
  transitions: {
    start: {
      label: '开展排查',
      from: ['selected'],
      to: 'investigating',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['leadUnit'],
      needs: ['leadUnit'],
    },
    find: {
      label: '查明成因',
      from: ['investigating'],
      to: 'found',
      by: ['lead', '生态环境@county', '生态环境@city'],
      asks: ['causes', 'report'],
      needs: ['causes'],
      evidence: ['report'],
      // What somebody let out or left behind has a name in the list of sources.
      refuse: row =>
        row.causes
          .filter(c => (c.cause === '涉重金属企业排放' || c.cause === '历史遗留废渣') && c.sources.length === 0)
          .map(c => ({ where: 'causes', message: `成因“${c.cause}”没有对应到污染源清单` })),
    },
    // The project itself is made by the effect of this move.
    propose: {
      label: '提出排查整治项目',
      from: ['found'],
      to: 'found',
      by: ['lead', '生态环境@county', '生态环境@city'],
      asks: ['projectName', 'projectBudget'],
      needs: ['projectName', 'projectBudget'],
      refuse: row => (row.project ? [{ where: 'project', message: '已有排查整治项目' }] : []),
    },
    cut: {
      label: '实施断源',
      from: ['found'],
      to: 'cutting',
      by: ['lead', '生态环境@county', '生态环境@city'],
      asks: ['measures'],
      refuse: row =>
        row.causes
          .filter(c => c.cause !== BACKGROUND && !row.measures.some(m => m.cause === c.cause))
          .map(c => ({ where: 'measures', message: `成因“${c.cause}”还没有断源措施` })),
    },
    verify: {
      label: '核实断源效果',
      from: ['cutting'],
      to: 'verified',
      by: ['生态环境@city'],
      duty: 'reviewer',
      single: true,
      asks: ['verification'],
      evidence: ['verification'],
      refuse: row =>
        uncut(row.causes, row.measures).map(cause => ({ where: 'measures', message: `成因“${cause}”还没有断源` })),
      sets: (_, { effective }) => ({ verifiedOn: effective }),
    },
    reopen: {
      label: '重新排查',
      from: ['found', 'cutting', 'verified'],
      to: 'investigating',
      by: ['生态环境@county', '生态环境@city'],
      reason: 'required',
      sets: () => ({ verifiedOn: null }),
    },
  },
  duties: {
    investigate: {
      label: '按期查明成因',
      clause: '年度计划',
      by: '县级生态环境部门',
      while: ['selected', 'investigating'],
      after: { field: 'due' },
      days: 0,
    },
  },
  publish: { fields: ['name', 'region', 'metals', 'progress', 'mainCause', 'verifiedOn'], in: ['verified'] },
  list: ['name', 'region', 'keyRegion', 'metals', 'progress', 'mainCause', 'uncut', 'due', 'state'],
  filters: ['region', 'state', 'progress', 'mainCause', 'keyRegion', 'leadUnit'],
  search: ['name', 'note'],
  map: { geometry: 'extent', colourBy: 'progress' },
})

/** Causes with no measure, an unfinished one, or one without proof; a natural background is none of them. */
function uncut(
  causes: readonly { cause: string }[],
  measures: readonly { cause: string; doneOn: string | null; proof: readonly string[] }[],
): string[] {
  return [...new Set(causes.map(c => c.cause))].filter(cause => {
    if (cause === BACKGROUND) return false
    const of = measures.filter(m => m.cause === cause)
    return of.length === 0 || of.some(m => !m.doneOn || m.proof.length === 0)
  })
}
