import { f } from '@jingtu/core/field.ts'
import { compareDecimals, convertArea, divide, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { CONTENTS } from './contents.ts'
import { judgeLot } from './farmland-rule.ts'

const LAND = ['林业@county', '农业农村@county'] as const
const BANNED = ['高毒', '剧毒'] as const

/** Tests that still speak: after land use was adjusted, only those taken since. */
const standing = <S extends { on: string }>(row: { samples: readonly S[]; adjustedOn: string | null }): S[] =>
  row.samples.filter(s => row.adjustedOn === null || s.on >= row.adjustedOn)

interface Spray {
  on: string
  kg: string
  product: string
  toxicity: string
}

/** Use of the latest year over the area, and what of it may not be used at all. */
function useOf(row: { area: { value: string; unit: string }; pesticides: readonly Spray[]; quota: string | null }) {
  const year = row.pesticides
    .map(p => p.on.slice(0, 4))
    .sort()
    .at(-1)
  const mu = convertArea(row.area.value, row.area.unit, '亩')
  if (!year || !mu || compareDecimals(mu, '0') <= 0) return { usePerMu: null, overuse: [] }
  const now = row.pesticides.filter(p => p.on.startsWith(year))
  const usePerMu = divide(sum(now.map(p => p.kg)), mu, 4)
  return {
    usePerMu,
    overuse: [
      ...now
        .filter(p => (BANNED as readonly string[]).includes(p.toxicity))
        .map(p => `${p.on} 使用${p.toxicity}农药“${p.product}”`),
      ...(row.quota !== null && compareDecimals(usePerMu, row.quota) > 0
        ? [`${year} 年每亩用药 ${usePerMu} kg，超过限量 ${row.quota} kg`]
        : []),
    ],
  }
}

/** 林地、园地、草地: products judged by the same rule as grain; what exceeds is adjusted, polluted pasture rests from grazing. */
export const otherLand = defineRegister({
  id: 'other-land',
  name: '林地园地草地用药与产品质量',
  module: 'M18',
  subject: 'farmland-unit',
  basis: ['土壤污染防治法第二十九条', '农产品质量安全法', '草原法第四十八条'],
  purpose: '农药使用量控制，食用农（林）产品检测按 GB 2762 评价，超标后调整种植结构，污染牧草地禁牧休牧。',
  fields: {
    kind: f.choice('地类', ['林地', '园地', '草地'], { required: true, secrecy: 'public' }),
    area: f.area('面积', { required: true }),
    crop: f.text('食用产品', { required: true, hint: '如 茶叶、食用菌、水果' }),
    quota: f.decimal('每亩年用药限量', { unit: 'kg', min: 0, hint: '当地控制目标' }),
    pesticides: f.rows('农药使用', {
      on: f.day('日期', { required: true, past: true }),
      product: f.text('农药', { required: true }),
      toxicity: f.choice('毒性', ['微毒', '低毒', '中等毒', '高毒', '剧毒'], { required: true }),
      kg: f.decimal('用量', { required: true, unit: 'kg', min: 0 }),
    }),
    usePerMu: f.decimal('最近一年每亩用药', { derived: true, unit: 'kg' }),
    overuse: f.texts('用药问题', { derived: true }),
    samples: f.rows('产品检测', {
      sample: f.text('样品', { required: true }),
      on: f.day('采样日期', { required: true, past: true }),
      ...CONTENTS,
    }),
    verdict: f.choice('产品评价', ['合格', '不合格', '证据不足'], { derived: true, indexed: true, secrecy: 'public' }),
    exceeded: f.texts('超标项目', { derived: true }),
    open: f.texts('不能判定的原因', { derived: true }),
    measure: f.choice('措施', ['改种非食用作物', '改种低积累作物', '退出食用产品采收', '生态恢复']),
    adjustedOn: f.day('调整日期', { past: true }),
    proof: f.files('措施证据'),
    grazingUntil: f.day('禁牧休牧至', { secrecy: 'public' }),
    approval: f.text('禁牧休牧文件', { secrecy: 'public' }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: { measure: ['adjusted'], adjustedOn: ['adjusted'], grazingUntil: ['resting'], approval: ['resting'] },
  derive: row => ({ ...useOf(row), ...judgeLot({ crop: row.crop, samples: standing(row) }) }),
  states: { normal: '正常', exceeded: '产品超标', adjusted: '已调整种植结构', resting: '禁牧休牧' },
  initial: 'normal',
  create: { by: LAND },
  correct: { by: LAND, in: ['normal', 'exceeded', 'adjusted', 'resting'] },
  transitions: {
    flag: {
      label: '认定产品超标',
      from: ['normal', 'adjusted'],
      to: 'exceeded',
      by: LAND,
      refuse: row =>
        row.verdict === '不合格' ? [] : [{ where: 'samples', message: `产品评价为“${row.verdict ?? '没有检测'}”` }],
    },
    adjust: {
      label: '调整种植结构',
      from: ['exceeded'],
      to: 'adjusted',
      by: LAND,
      asks: ['measure', 'proof'],
      needs: ['measure'],
      evidence: ['proof'],
      sets: (_, { effective }) => ({ adjustedOn: effective }),
    },
    rest: {
      label: '纳入禁牧休牧',
      from: ['normal', 'exceeded'],
      to: 'resting',
      by: ['林业@county'],
      duty: 'reviewer',
      asks: ['grazingUntil', 'approval'],
      needs: ['grazingUntil', 'approval'],
      refuse: row => (row.kind === '草地' ? [] : [{ where: 'kind', message: '只有草地才禁牧休牧' }]),
    },
    resume: {
      label: '恢复正常',
      from: ['adjusted', 'resting'],
      to: 'normal',
      by: ['林业@county', '农业农村@county'],
      duty: 'reviewer',
      refuse: (row, { effective }) => [
        ...(row.state === 'resting' && row.grazingUntil && effective < row.grazingUntil
          ? [{ where: 'grazingUntil', message: `禁牧休牧期到 ${row.grazingUntil}` }]
          : []),
        ...(row.verdict === '合格'
          ? []
          : [{ where: 'samples', message: `调整以后的产品评价为“${row.verdict ?? '没有检测'}”` }]),
      ],
      sets: () => ({ grazingUntil: null, approval: null }),
    },
  },
  duties: {
    test: {
      label: '食用农（林）产品质量年度检测',
      clause: '土壤污染防治法第二十九条；年度计划',
      by: '县级林业、农业农村部门',
      while: ['normal', 'exceeded', 'adjusted'],
      every: 'year',
      met: { rows: 'samples', on: 'on' },
    },
  },
  publish: { fields: ['subject', 'region', 'kind', 'verdict', 'grazingUntil', 'approval'], in: ['resting'] },
  list: ['subject', 'region', 'kind', 'crop', 'usePerMu', 'verdict', 'grazingUntil', 'state'],
  filters: ['region', 'state', 'kind', 'verdict'],
  search: ['crop', 'note'],
})
