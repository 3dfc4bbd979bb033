import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

export const BANNED_ACTS = ['农业生产', '商业开发', '采砂取土', '养殖'] as const
const KEEPERS = ['自然资源@county', '生态环境@county'] as const

/** 未利用地: surveyed, kept for ecology unless it is assessed and fit, patrolled while in reserve, closed off where it is polluted. */
export const unusedLand = defineRegister({
  id: 'unused-land',
  name: '未利用地土壤环境管理清单',
  module: 'M18',
  basis: ['土壤污染防治法第三十三条', '土壤污染防治行动计划（国发〔2016〕31号）第十四条'],
  purpose: '未利用地调查、开发前评估、后备资源巡查；不符合标准的不得开发，受污染的划定管控区域并禁止农业生产和开发。',
  fields: {
    name: f.text('名称', { required: true, secrecy: 'public' }),
    landType: f.choice('地类', ['其他草地', '盐碱地', '沙地', '裸土地', '裸岩石砾地', '滩涂', '沼泽'], {
      required: true,
      secrecy: 'public',
    }),
    area: f.area('面积', { required: true, indexed: true, secrecy: 'public' }),
    extent: f.polygon('范围'),
    reserve: f.boolean('纳入耕地后备资源'),
    extraction: f.ref('受其开采活动影响（油田、矿区）', 'site', { indexed: true }),
    surveyedOn: f.day('调查日期', { past: true }),
    quality: f.choice('土壤环境质量', ['清洁', '受污染', '证据不足'], { secrecy: 'public' }),
    pollutants: f.texts('污染物'),
    purposeTo: f.choice('拟开发为', ['农用地', '建设用地'], { secrecy: 'public' }),
    assessedOn: f.day('评估日期', { past: true }),
    assessment: f.files('土壤环境质量状况评估报告'),
    standardMet: f.choice('与相应标准', ['符合', '不符合', '证据不足'], {
      hint: '农用地按 GB 15618，建设用地按 GB 36600',
    }),
    use: f.choice('用途结论', ['生态涵养', '可开发利用', '不得开发利用', '不得种植食用农产品', '证据不足'], {
      derived: true,
      secrecy: 'public',
    }),
    patrols: f.rows('巡查', {
      on: f.day('日期', { required: true, past: true }),
      by: f.text('巡查人', { required: true }),
      found: f.choice('发现', ['无异常', '倾倒排污', '违规占用', '违规种植'], { required: true }),
      handledOn: f.day('处理完成日期', { past: true }),
    }),
    openFindings: f.integer('未处理的巡查问题', { derived: true, unit: '个' }),
    control: f.polygon('管控区域'),
    approval: f.text('划定文件', { secrecy: 'public' }),
    responsible: f.text('监管责任主体', { secrecy: 'public' }),
    bans: f.choices('禁止的活动', BANNED_ACTS, { secrecy: 'public' }),
    measures: f.rows('管控治理措施', {
      kind: f.choice('类别', ['隔离', '阻断', '清理', '修复'], { required: true }),
      measure: f.text('措施', { required: true }),
      doneOn: f.day('完成日期', { past: true }),
      proof: f.files('证明'),
    }),
    note: f.text('备注', { long: true }),
  },
  key: ['name'],
  requiredWhen: {
    purposeTo: ['proposed', 'allowed'],
    control: ['controlled'],
    approval: ['controlled'],
    responsible: ['controlled'],
    bans: ['controlled'],
  },
  derive: row => ({
    use: useOf(row),
    openFindings: row.patrols.filter(p => p.found !== '无异常' && !p.handledOn).length,
  }),
  states: { surveyed: '已登记', proposed: '拟开发', allowed: '准予开发', controlled: '管控区域' },
  initial: 'surveyed',
  ended: ['allowed'],
  create: { by: KEEPERS },
  correct: { by: KEEPERS, in: ['surveyed', 'proposed', 'controlled'] },
  transitions: {
    propose: {
      label: '提出开发',
      from: ['surveyed'],
      to: 'proposed',
      by: ['自然资源@county'],
      asks: ['purposeTo'],
      needs: ['purposeTo'],
      refuse: row => (row.surveyedOn ? [] : [{ where: 'surveyedOn', message: '还没有调查' }]),
      sets: () => ({ assessedOn: null, assessment: [], standardMet: null }),
    },
    allow: {
      label: '准予开发',
      from: ['proposed'],
      to: 'allowed',
      by: ['自然资源@county'],
      duty: 'reviewer',
      single: true,
      asks: ['assessedOn', 'assessment', 'standardMet'],
      needs: ['assessedOn'],
      evidence: ['assessment'],
      refuse: row =>
        row.standardMet === '符合'
          ? []
          : [
              {
                where: 'standardMet',
                message: `与相应标准“${row.standardMet ?? '没有评估'}”：${
                  row.purposeTo === '农用地' ? '不得种植食用农产品' : '不得开发利用'
                }`,
              },
            ],
    },
    keep: {
      label: '不予开发，作生态涵养',
      from: ['proposed'],
      to: 'surveyed',
      by: ['自然资源@county'],
      reason: 'required',
      sets: () => ({ purposeTo: null }),
    },
    control: {
      label: '划定管控区域',
      from: ['surveyed', 'proposed'],
      to: 'controlled',
      by: ['政府@county'],
      duty: 'reviewer',
      asks: ['control', 'approval', 'responsible', 'bans', 'measures'],
      needs: ['control', 'approval', 'responsible', 'bans'],
      refuse: row =>
        row.quality === '受污染' || row.standardMet === '不符合'
          ? []
          : [{ where: 'quality', message: '没有受污染的调查或评估结论' }],
    },
    lift: {
      label: '解除管控',
      from: ['controlled'],
      to: 'surveyed',
      by: ['政府@county'],
      duty: 'reviewer',
      reason: 'required',
      single: true,
      asks: ['assessedOn', 'assessment', 'standardMet'],
      evidence: ['assessment'],
      refuse: row => [
        ...row.measures
          .filter(m => !m.doneOn || m.proof.length === 0)
          .map(m => ({ where: 'measures', message: `措施“${m.measure}”没有完成或没有证明` })),
        ...(row.measures.length > 0 ? [] : [{ where: 'measures', message: '没有采取过治理措施' }]),
        ...(row.standardMet === '符合' ? [] : [{ where: 'standardMet', message: '没有符合标准的评估结论' }]),
      ],
      sets: () => ({ quality: '清洁', control: null, approval: null, responsible: null, bans: [] }),
    },
  },
  duties: {
    patrol: {
      label: '巡查耕地后备资源、受污染和受矿产资源开采影响的未利用地',
      clause: '土壤污染防治行动计划第十四条；年度计划',
      by: '县级自然资源、生态环境部门',
      while: ['surveyed', 'controlled'],
      when: row => row.reserve === true || row.quality === '受污染' || row.extraction !== null,
      every: 'half-year',
      met: { rows: 'patrols', on: 'on' },
    },
    assess: {
      label: '开发前组织土壤环境质量状况评估',
      clause: '土壤污染防治行动计划第十四条',
      by: '县级人民政府',
      while: ['proposed'],
      every: 'year',
      met: { field: 'assessedOn' },
    },
  },
  publish: { fields: ['name', 'region', 'area', 'approval', 'responsible', 'bans'], in: ['controlled'] },
  list: ['name', 'region', 'landType', 'area', 'quality', 'use', 'purposeTo', 'responsible', 'openFindings', 'state'],
  filters: ['region', 'state', 'landType', 'quality', 'use', 'reserve', 'extraction'],
  search: ['name', 'responsible', 'note'],
  map: { geometry: 'extent', colourBy: 'use' },
})

/** Kept for ecology in principle; once somebody wants to use it, only the assessment speaks. */
function useOf(row: {
  purposeTo: '农用地' | '建设用地' | null
  standardMet: string | null
  quality: string | null
}): '生态涵养' | '可开发利用' | '不得开发利用' | '不得种植食用农产品' | '证据不足' {
  if (row.standardMet === '不符合') return row.purposeTo === '农用地' ? '不得种植食用农产品' : '不得开发利用'
  if (row.purposeTo !== null) return row.standardMet === '符合' ? '可开发利用' : '证据不足'
  return row.quality === '受污染' ? '不得开发利用' : '生态涵养'
}
