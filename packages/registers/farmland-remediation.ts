import { f } from '@jingtu/core/field.ts'
import { sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const BIOLOGICAL = ['植物修复（超积累植物）', '微生物修复', '植物与微生物联合修复', '动物修复'] as const
const OTHER = ['原位钝化（固化）', '客土或换土', '土壤淋洗', '电动修复', '深翻稀释'] as const

/**
 * 受污染耕地治理修复: land that is mended, not only used safely. Biological techniques come first; others say why, all show that
 * they brought no new pollution, and the scheme is filed with agriculture before work begins.
 */
export const farmlandRemediation = defineRegister({
  id: 'farmland-remediation',
  name: '受污染耕地治理与修复项目',
  module: 'M06',
  subject: 'project',
  basis: ['土壤污染防治法第五十七条', 'NY/T 3343-2018 耕地污染治理效果评价准则'],
  purpose: '治理修复方案、备案、二次污染检查和效果评价；评价达标的面积计入当年治理与修复任务。',
  fields: {
    year: f.integer('任务年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    units: f.rows('治理单元', {
      unit: f.ref('单元', 'farmland-unit', { required: true }),
      area: f.decimal('面积', { required: true, unit: '亩', min: 0 }),
    }),
    area: f.decimal('治理面积', { derived: true, unit: '亩', indexed: true, secrecy: 'public' }),
    technique: f.choice('技术', [...BIOLOGICAL, ...OTHER], { required: true, secrecy: 'public' }),
    biological: f.boolean('生物修复', { derived: true, secrecy: 'public' }),
    grounds: f.text('不采用生物修复的理由', { long: true }),
    production: f.choice('对农业生产的影响', ['不影响', '当季停种', '降低土壤生产功能']),
    productionNote: f.text('影响的说明和补救', { long: true }),
    scheme: f.files('治理修复方案'),
    filing: f.text('农业农村部门备案号', { secrecy: 'public' }),
    filedOn: f.day('备案日期', { secrecy: 'public', past: true }),
    startedOn: f.day('开工日期'),
    secondary: f.rows('二次污染检查', {
      on: f.day('日期', { required: true, past: true }),
      medium: f.choice('介质', ['土壤', '地下水', '地表水', '农产品', '周边环境空气', '治理材料'], { required: true }),
      polluted: f.boolean('造成新的污染', { required: true }),
      cured: f.day('整改完成日期', { past: true }),
      report: f.files('检测报告'),
    }),
    doneOn: f.day('完工日期'),
    effect: f.choice('治理效果', ['达标', '不达标', '证据不足'], { secrecy: 'public' }),
    evaluatedOn: f.day('效果评价日期', { past: true }),
    evaluation: f.files('效果评价报告'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year'],
  check: row => {
    const twice = row.units.filter((u, i) => row.units.findIndex(x => x.unit === u.unit) < i)
    return twice.length > 0 ? [{ where: 'units', message: '同一单元在“治理单元”中写了两次' }] : []
  },
  derive: row => ({
    area: sum(row.units.map(u => u.area)),
    biological: (BIOLOGICAL as readonly string[]).includes(row.technique),
  }),
  states: { drafted: '编制方案', filed: '已备案', started: '实施中', built: '已完工', evaluated: '已评价' },
  initial: 'drafted',
  create: { by: ['农业农村@county', '生态环境@county'] },
  correct: { by: ['农业农村@county', '生态环境@county'], in: ['drafted', 'started', 'built'] },
  transitions: {
    file: {
      label: '备案',
      from: ['drafted'],
      to: 'filed',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      asks: ['filing', 'filedOn'],
      needs: ['filing', 'filedOn', 'production'],
      evidence: ['scheme'],
      refuse: row => [
        ...(row.units.length > 0 ? [] : [{ where: 'units', message: '没有写明治理的单元' }]),
        ...(!row.biological && !row.grounds
          ? [{ where: 'grounds', message: `“${row.technique}”不是生物修复，须写明不采用生物修复的理由` }]
          : []),
        ...(row.production === '降低土壤生产功能'
          ? [{ where: 'production', message: '治理修复不得降低土壤生产功能，请改用其他技术' }]
          : []),
        ...(row.production === '当季停种' && !row.productionNote
          ? [{ where: 'productionNote', message: '影响农业生产的，须写明补救办法' }]
          : []),
      ],
    },
    start: {
      label: '开工',
      from: ['filed'],
      to: 'started',
      by: ['农业农村@county', '生态环境@county'],
      asks: ['startedOn'],
      needs: ['startedOn'],
      refuse: row =>
        row.startedOn && row.filedOn && row.startedOn < row.filedOn
          ? [{ where: 'startedOn', message: `开工早于备案（${row.filedOn}）` }]
          : [],
    },
    finish: {
      label: '完工',
      from: ['started'],
      to: 'built',
      by: ['农业农村@county', '生态环境@county'],
      asks: ['doneOn', 'secondary'],
      needs: ['doneOn'],
    },
    evaluate: {
      label: '效果评价',
      from: ['built'],
      to: 'evaluated',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      asks: ['effect', 'evaluatedOn', 'evaluation', 'secondary'],
      needs: ['effect', 'evaluatedOn'],
      evidence: ['evaluation'],
      refuse: row => [
        ...(row.secondary.length === 0 ? [{ where: 'secondary', message: '没有二次污染检查，不能评价' }] : []),
        ...row.secondary.flatMap((s, i) =>
          s.polluted && !s.cured
            ? [{ where: `secondary.${i}`, message: `${s.on} 检查发现${s.medium}造成新的污染，还没有整改完成` }]
            : [],
        ),
      ],
    },
  },
  publish: {
    fields: ['subject', 'region', 'year', 'technique', 'biological', 'area', 'filing', 'filedOn', 'effect'],
    in: ['filed', 'started', 'built', 'evaluated'],
  },
  list: ['subject', 'region', 'year', 'technique', 'biological', 'area', 'effect', 'state'],
  filters: ['region', 'state', 'year', 'technique', 'biological', 'effect'],
  search: ['filing', 'note'],
})
