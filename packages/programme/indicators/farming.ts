import type { Condition, Indicator } from './indicator.ts'
import { onlyRule } from './rule.ts'

/** Who answers for the figures, and the field of a row that names the very unit. */
const FROM_AGRICULTURE = { department: '农业农村', suppliedBy: 'source' } as const

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
    ...FROM_AGRICULTURE,
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

/** This year against last year, over all places that gave both. */
const growth = (id: string, name: string, now: string, before: string, aliases: readonly string[]): Indicator => {
  const where = [{ state: ['accepted'] }, { field: 'year', in: 'year' as const }]
  const total = (field: string) => ({ register: 'farm-input-year', where, of: { sum: field } })
  return {
    id,
    name,
    module: 'M18',
    unit: '%',
    better: 'lower',
    aliases,
    ...FROM_AGRICULTURE,
    note: '不大于零即零增长',
    rules: [
      onlyRule({
        mark: 'M',
        basis: '（当年使用量－上年使用量）/上年使用量',
        numerator: total(now),
        minus: total(before),
        denominator: total(before),
        needs: [now, before],
      }),
    ],
  }
}

const SCALE: readonly Condition[] = [{ state: ['operating'] }, { field: 'scale', is: [true] }]

const IRRIGATING: readonly Condition[] = [{ state: ['inUse', 'watched'] }]

/** Farm inputs and wastes (M18). */
export const FARMING: readonly Indicator[] = [
  farmRate('film-rate', '农膜回收率', 'filmRecovered', 'filmUsed', ['废旧农膜回收率', '农用薄膜回收率']),
  farmRate('package-rate', '农药包装废弃物回收率', 'packagesRecovered', 'packagesSold', ['农药包装废弃物回收处理率']),
  farmRate('formula-rate', '测土配方施肥技术覆盖率', 'formulaArea', 'sownArea', ['主要农作物测土配方施肥技术覆盖率']),
  farmRate('straw-rate', '秸秆综合利用率', 'strawUsed', 'strawCollectable', [
    '农作物秸秆综合利用率',
    '主要农作物秸秆综合利用率',
  ]),
  farmRate('fertiliser-use-rate', '主要农作物化肥利用率', 'nutrientTaken', 'nutrientGiven', [
    '化肥利用率',
    '主要农作物肥料利用率',
    '主要粮食作物化肥利用率',
  ]),
  farmRate('pesticide-use-rate', '主要农作物农药利用率', 'pesticideDeposited', 'pesticideGiven', [
    '农药利用率',
    '化学农药利用率',
    '主要粮食作物农药利用率',
  ]),
  farmRate('unified-control-rate', '主要农作物病虫害统防统治覆盖率', 'unifiedArea', 'controlArea', [
    '统防统治覆盖率',
    '病虫害专业化统防统治覆盖率',
    '农作物病虫害统防统治覆盖率',
  ]),
  farmRate('green-control-rate', '主要农作物病虫害绿色防控覆盖率', 'greenArea', 'controlArea', [
    '绿色防控覆盖率',
    '农作物病虫害绿色防控覆盖率',
  ]),
  growth('fertiliser-growth', '化肥使用量增长率', 'fertiliser', 'fertiliserBefore', [
    '主要农作物化肥使用量增长率',
    '化肥施用量增长率',
  ]),
  growth('pesticide-growth', '农药使用量增长率', 'pesticide', 'pesticideBefore', [
    '主要农作物农药使用量增长率',
    '农药施用量增长率',
  ]),
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
    department: '农业农村',
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
  {
    id: 'irrigation-met-rate',
    name: '农田灌溉水质稳定达标率',
    module: 'M18',
    unit: '%',
    better: 'higher',
    department: '水利',
    aliases: ['农田灌溉水质稳定达标', '农田灌溉水质达标率', '灌溉水水质达标率', '农田灌溉用水水质达标率'],
    note: '当年测过且当年各次都达标的在用水源；当年没有测的不算达标',
    rules: [
      onlyRule({
        mark: 'M',
        basis: '当年历次评价都达标的灌溉水源占在用灌溉水源',
        numerator: {
          register: 'irrigation-source',
          where: [...IRRIGATING, { field: 'steady', is: ['达标'] }, { field: 'lastOn', within: 'period' }],
          of: 'rows',
        },
        denominator: { register: 'irrigation-source', where: IRRIGATING, of: 'rows' },
        needs: ['steady'],
      }),
    ],
  },
]
