import { f } from '@jingtu/core/field.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { CLASSES } from '@jingtu/standards/farmland-classification-2019/point.ts'
import { MEASURE_CODES, measureOf } from './farmland-measures.ts'

const PHASES = ['前', '中', '后'] as const

/** 安全利用与严格管控措施: one measure on one unit in one season, looked at before, during and after it. */
export const safeUseMeasure = defineRegister({
  id: 'safe-use-measure',
  name: '受污染耕地安全利用和风险管控措施台账',
  module: 'M06',
  subject: 'farmland-unit',
  basis: ['土壤污染防治法第五十三条、第五十四条', '受污染耕地安全利用率核算方法（试行）'],
  purpose: '每个单元每季的措施、面积和前、中、后三次检查；遥感核查不符的到现场核实。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    season: f.choice('季次', ['春', '夏', '秋', '冬', '全年'], { required: true }),
    measure: f.choice('措施代码', MEASURE_CODES, { required: true, secrecy: 'public' }),
    measureName: f.text('措施', { derived: true, secrecy: 'public' }),
    parts: f.texts('单项措施', { derived: true }),
    class: f.choice('适用类别', CLASSES, { derived: true, secrecy: 'public' }),
    area: f.area('措施面积', { required: true, indexed: true, secrecy: 'public' }),
    part: f.text('地块部位', { hint: '同一单元各部位分别计；不写的只计面积最大的一项' }),
    fromCrop: f.text('原种植作物'),
    crop: f.text('现种植作物或用途'),
    plan: f.text('年度计划文号', { hint: '列入批准的年度计划才计入' }),
    doneOn: f.day('实施日期', { past: true }),
    evidence: f.files('现场证据'),
    checkpoints: f.rows('前、中、后检查', {
      phase: f.choice('环节', PHASES, { required: true, hint: '前：计划和告知；中：种植检查；后：收获物检验和处置' }),
      on: f.day('日期', { required: true, past: true }),
      by: f.text('检查人', { required: true }),
      planted: f.choice('种植情况', ['无', '非风险食用作物', '风险食用作物'], { hint: '“中”须填写' }),
      compliant: f.integer('达标样品数', { min: 0, unit: '个', hint: '“后”须填写' }),
      exceeding: f.integer('超标样品数', { min: 0, unit: '个', hint: '“后”须填写' }),
      disposal: f.text('超标处置', { hint: '有超标样品的须写明' }),
      files: f.files('材料'),
    }),
    missingPhases: f.choices('缺少的环节', PHASES, { derived: true }),
    remote: f.rows('遥感核查', {
      on: f.day('影像日期', { required: true, past: true }),
      agrees: f.boolean('与措施一致', { required: true }),
      found: f.text('判读结果'),
    }),
    fieldChecks: f.rows('现场核实', {
      on: f.day('日期', { required: true, past: true }),
      carriedOut: f.boolean('措施已落实', { required: true }),
      found: f.text('情况'),
      photos: f.files('照片'),
    }),
    mismatch: f.boolean('遥感不符待核实', { derived: true }),
    conversion: f.text('退耕批准文号'),
    convertedOn: f.day('退耕批准日期', { past: true }),
    conversionFiles: f.files('退耕批准文件'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year', 'season', 'measure', 'part'],
  requiredWhen: { plan: ['implemented', 'verified', 'closed'], doneOn: ['implemented', 'verified', 'closed'] },
  check: row =>
    row.checkpoints.flatMap((c, i) => {
      const say = (field: string, message: string) => [
        { where: `checkpoints.${i}.${field}`, message: `“前、中、后检查”第${i + 1}行：${message}` },
      ]
      if (c.phase === '中' && !c.planted) return say('planted', '“中”须填写种植情况')
      if (c.phase === '后' && (c.compliant === null || c.exceeding === null))
        return say('compliant', '“后”须填写达标和超标样品数，没有种植食用农产品的填 0')
      return (c.exceeding ?? 0) > 0 && !c.disposal ? say('disposal', '有超标样品，须写明处置') : []
    }),
  derive: row => {
    const measure = measureOf(row.measure)
    const last = [...row.remote].sort((a, b) => (a.on < b.on ? -1 : 1)).at(-1)
    return {
      measureName: measure.name,
      parts: measure.parts,
      class: measure.class,
      missingPhases: PHASES.filter(p => !row.checkpoints.some(c => c.phase === p)),
      mismatch: last?.agrees === false && !row.fieldChecks.some(c => c.on >= last.on),
    }
  },
  states: {
    planned: '已计划',
    implemented: '已实施',
    verified: '已核查',
    failed: '核查未落实',
    closed: '已闭环',
    cancelled: '已取消',
  },
  initial: 'planned',
  ended: ['cancelled'],
  create: { by: ['township', '农业农村@county'] },
  correct: { by: ['township', '农业农村@county'], in: ['planned', 'implemented', 'verified', 'failed'] },
  transitions: {
    implement: {
      label: '登记实施',
      from: ['planned', 'failed'],
      to: 'implemented',
      by: ['township', '农业农村@county'],
      asks: ['plan', 'doneOn', 'evidence'],
      needs: ['plan', 'doneOn'],
      evidence: ['evidence'],
      refuse: row => [
        ...(row.doneOn && !row.doneOn.startsWith(`${row.year}-`)
          ? [{ where: 'doneOn', message: `实施日期不在 ${row.year} 年` }]
          : []),
      ],
    },
    verify: {
      label: '核查通过',
      from: ['implemented'],
      to: 'verified',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      refuse: row => [
        ...(row.mismatch ? [{ where: 'fieldChecks', message: '遥感核查与措施不符，须先到现场核实' }] : []),
        ...(row.remote.length + row.fieldChecks.length === 0
          ? [{ where: 'remote', message: '没有遥感核查，也没有现场核实' }]
          : []),
        ...(latest(row.fieldChecks)?.carriedOut === false
          ? [{ where: 'fieldChecks', message: '最近一次现场核实：措施没有落实' }]
          : []),
      ],
    },
    fail: {
      label: '核查未落实',
      from: ['implemented', 'verified'],
      to: 'failed',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      reason: 'required',
    },
    close: {
      label: '闭环',
      from: ['verified'],
      to: 'closed',
      by: ['农业农村@county'],
      duty: 'reviewer',
      refuse: row => [...row.missingPhases.map(p => ({ where: 'checkpoints', message: `缺少“${p}”环节的检查` }))],
    },
    convert: {
      label: '登记退耕批准',
      from: ['verified', 'closed'],
      to: 'closed',
      by: ['农业农村@county', '自然资源@county', '林业@county'],
      duty: 'reviewer',
      single: true,
      asks: ['conversion', 'convertedOn', 'conversionFiles'],
      needs: ['conversion', 'convertedOn'],
      evidence: ['conversionFiles'],
      refuse: row => [
        ...(row.measure === 'Y03' ? [] : [{ where: 'measure', message: '只有退耕还林还草可以登记退耕批准' }]),
      ],
    },
    cancel: {
      label: '取消',
      from: ['planned', 'failed'],
      to: 'cancelled',
      by: ['农业农村@county'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    implement: {
      label: '年内落实措施',
      clause: '土壤污染防治法第五十三条、第五十四条',
      by: '县级农业农村部门',
      while: ['planned', 'failed'],
      every: 'year',
      due: '12-31',
    },
  },
  publish: {
    fields: ['subject', 'region', 'year', 'measureName', 'class', 'area', 'state'],
    in: ['verified', 'closed'],
  },
  list: ['subject', 'region', 'year', 'season', 'measure', 'measureName', 'class', 'area', 'mismatch', 'state'],
  filters: ['region', 'state', 'year', 'season', 'measure', 'class', 'mismatch'],
  search: ['plan', 'crop', 'note'],
})

const latest = <T extends { on: string }>(rows: readonly T[]): T | undefined =>
  [...rows].sort((a, b) => (a.on < b.on ? -1 : 1)).at(-1)

export type SafeUseMeasureRow = RowOf<typeof safeUseMeasure>
