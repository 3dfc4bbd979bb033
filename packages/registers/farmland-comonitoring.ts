import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { ELEMENT_NAMES, FIVE } from '@jingtu/standards/farmland-classification-2019/point.ts'
import { parseReading } from '@jingtu/standards/reading.ts'
import { CONTENTS } from './contents.ts'
import { type Contents, judgeProduct, judgeSoil } from './farmland-rule.ts'
import { type ParameterKey, parameterOn } from './parameters.ts'

type Grade = '达标' | '超标' | '证据不足'

/** The worst that is known; one thing not known keeps the whole open unless something is known to be bad. */
const worst = (grades: readonly Grade[]): Grade | null =>
  grades.length === 0 ? null : grades.includes('超标') ? '超标' : grades.includes('证据不足') ? '证据不足' : '达标'

function fertiliserGrade(row: Contents, element: (typeof FIVE)[number], on: string): Grade {
  const reading = row[element] ? parseReading(row[element]) : null
  const { value: limit } = parameterOn(`fertiliser.${element}` as ParameterKey, on)
  if (reading?.kind === 'value') return Number(reading.value) > limit ? '超标' : '达标'
  return reading?.kind === 'below' && Number(reading.limit) <= limit ? '达标' : '证据不足'
}

function productGrade(row: Contents & { sample: string; takenOn: string; crop: string }, name: string): Grade {
  const { findings } = judgeProduct({ ...row, on: row.takenOn })
  const own = findings.filter(x => x.name.includes(name))
  if (own.some(x => x.verdict === '超标')) return '超标'
  return own.length > 0 && own.every(x => x.verdict === '达标' || x.verdict === '无适用限值') ? '达标' : '证据不足'
}

/** What three results of one plot and element say together. */
function conclude(fertiliser: Grade | null, soil: Grade | null, product: Grade | null): string {
  if (product === '超标')
    return fertiliser === '超标'
      ? '肥料和农产品均超标：停用该批肥料并追溯'
      : soil === '超标'
        ? '土壤和农产品均超标：调整措施或种植结构'
        : '农产品超标而土壤未超：查肥料、灌溉水和大气'
  if (product === null || product === '证据不足') return '农产品没有结论'
  if (fertiliser === '超标') return '肥料超标：停用该批肥料'
  return soil === '超标' ? '土壤超筛选值，农产品达标：保持措施' : '未见超标'
}

/** 土壤和农产品协同监测: soil and product of one plot, and in greenhouses the fertiliser too, judged together and repeated when due. */
export const farmlandComonitoring = defineRegister({
  id: 'farmland-comonitoring',
  name: '土壤与农产品协同监测',
  module: 'M06',
  subject: 'farmland-unit',
  basis: ['土壤污染防治法第五十三条', '土壤污染防治行动计划（八）', 'GB 15618-2018', 'GB 2762'],
  purpose: '安全利用类耕地定期协同监测与评价；设施农业把肥料、土壤和农产品三项结果按地块连起来评价。',
  fields: {
    kind: f.choice('类别', ['安全利用类耕地', '设施农业'], { required: true }),
    plot: f.text('地块', { required: true, hint: '整个单元写“全部”' }),
    due: f.day('应完成日期', { required: true }),
    soils: f.rows('土壤样品', {
      point: f.text('点位', { required: true }),
      takenOn: f.day('采样日期', { required: true, past: true }),
      landUse: f.choice('利用方式', ['水田', '其他', '果园'], { required: true }),
      pH: f.text('pH', { required: true }),
      ...CONTENTS,
    }),
    products: f.rows('农产品样品', {
      sample: f.text('样品', { required: true }),
      takenOn: f.day('采样日期', { required: true, past: true }),
      crop: f.text('作物', { required: true }),
      ...CONTENTS,
    }),
    fertilisers: f.rows('有机肥样品', {
      product: f.text('肥料', { required: true }),
      batch: f.text('批次', { required: true }),
      takenOn: f.day('采样日期', { required: true, past: true }),
      applied: f.decimal('亩施用量', { unit: 'kg', min: 0 }),
      ...CONTENTS,
    }),
    links: f.rows(
      '逐项评价',
      {
        element: f.text('项目', { required: true }),
        fertiliser: f.choice('肥料', ['达标', '超标', '证据不足']),
        soil: f.choice('土壤', ['达标', '超标', '证据不足']),
        product: f.choice('农产品', ['达标', '超标', '证据不足']),
        conclusion: f.text('结论', { required: true }),
      },
      { derived: true },
    ),
    verdict: f.choice('农产品结论', ['达标', '超标', '证据不足'], { derived: true }),
    completedOn: f.day('完成日期', { past: true }),
    report: f.files('评价报告'),
    action: f.text('处置措施', { long: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'plot', 'due'],
  derive: row => {
    const links = FIVE.map(element => {
      const name = ELEMENT_NAMES[element]
      const fertiliser = worst(row.fertilisers.map(x => fertiliserGrade(x, element, x.takenOn)))
      const soil = worst(
        row.soils.map(s => {
          const said = judgeSoil({ ...s, on: s.takenOn })[element]
          return said === '超筛选值' ? '超标' : said === '未超筛选值' ? '达标' : '证据不足'
        }),
      )
      const product = worst(row.products.map(p => productGrade(p, name)))
      return { element: name, fertiliser, soil, product, conclusion: conclude(fertiliser, soil, product) }
    })
    const given = row.soils.length + row.products.length + row.fertilisers.length > 0
    return {
      links: given ? links : [],
      verdict: row.products.length > 0 ? worst(links.map(l => l.product ?? '证据不足')) : null,
    }
  },
  states: { scheduled: '待监测', completed: '已评价' },
  initial: 'scheduled',
  create: { by: ['township', '农业农村@county'] },
  correct: { by: ['township', '农业农村@county'], in: ['scheduled'] },
  transitions: {
    complete: {
      label: '完成评价',
      from: ['scheduled'],
      to: 'completed',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      asks: ['completedOn', 'report', 'action'],
      needs: ['completedOn'],
      evidence: ['report'],
      refuse: row => [
        ...(row.soils.length > 0 ? [] : [{ where: 'soils', message: '没有土壤样品，不是协同监测' }]),
        ...(row.products.length > 0 ? [] : [{ where: 'products', message: '没有农产品样品，不是协同监测' }]),
        ...(row.kind === '设施农业' && row.fertilisers.length === 0
          ? [{ where: 'fertilisers', message: '设施农业须有有机肥样品' }]
          : []),
        ...(row.verdict === '超标' && !row.action
          ? [
              {
                where: 'action',
                message: `农产品超标，须写明处置：${row.links
                  .filter(l => l.product === '超标')
                  .map(l => `${l.element}${l.conclusion}`)
                  .join('；')}`,
              },
            ]
          : []),
      ],
    },
  },
  duties: {
    complete: {
      label: '完成协同监测与评价',
      clause: '土壤污染防治法第五十三条；土壤污染防治行动计划（八）',
      by: '县级农业农村部门',
      while: ['scheduled', 'completed'],
      after: { field: 'due' },
      days: 0,
      met: { field: 'completedOn' },
    },
  },
  list: ['subject', 'region', 'kind', 'plot', 'due', 'verdict', 'completedOn', 'state'],
  filters: ['region', 'state', 'kind', 'verdict'],
  search: ['plot', 'note'],
})
