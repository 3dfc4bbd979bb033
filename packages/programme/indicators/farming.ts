import type { Condition, Indicator } from './indicator.ts'
import { onlyRule } from './rule.ts'

/** A rate over places is the sum of the parts over the sum of the wholes, never a mean of rates. */
const farmRate = (id: string, name: string, part: string, whole: string, aliases: readonly string[]): Indicator => {
  const where = [{ state: ['accepted'] }, { field: 'year', in: 'year' as const }]
  return {
    id,
    name,
    module: 'M18',
    unit: '%',
    better: 'higher',
    aliases,
    rules: [
      onlyRule({
        mark: 'M',
        basis: '年度统计审核数，各地分子之和比分母之和',
        numerator: { register: 'farm-input-year', where, of: { sum: part } },
        denominator: { register: 'farm-input-year', where, of: { sum: whole } },
        needs: [part, whole],
      }),
    ],
  }
}

const SCALE: readonly Condition[] = [{ state: ['operating'] }, { field: 'scale', is: [true] }]

/** Farm inputs and wastes (M18). */
export const FARMING: readonly Indicator[] = [
  farmRate('film-rate', '农膜回收率', 'filmRecovered', 'filmUsed', ['废旧农膜回收率', '农用薄膜回收率']),
  farmRate('package-rate', '农药包装废弃物回收率', 'packagesRecovered', 'packagesSold', ['农药包装废弃物回收处理率']),
  farmRate('formula-rate', '测土配方施肥技术覆盖率', 'formulaArea', 'sownArea', ['主要农作物测土配方施肥技术覆盖率']),
  farmRate('manure-rate', '畜禽粪污综合利用率', 'manureUsed', 'manureMade', [
    '畜禽养殖废弃物综合利用率',
    '畜禽粪污资源化利用率',
  ]),
  {
    id: 'livestock-facility-rate',
    name: '规模养殖场粪污处理设施配套率',
    module: 'M18',
    unit: '%',
    better: 'higher',
    aliases: ['规模化养殖场粪污处理设施装备配套率', '规模养殖场粪污处理设施装备配套率'],
    rules: [
      onlyRule({
        mark: 'M',
        basis: '在养的规模养殖场中设施已配套的场数比全部场数；正在建设的不算已配套',
        numerator: { register: 'livestock-farm', where: [...SCALE, { field: 'facility', is: ['已配套'] }], of: 'rows' },
        denominator: { register: 'livestock-farm', where: SCALE, of: 'rows' },
      }),
    ],
  },
]
